"""What would be otherwise if a backup were put back, in words, and what more people would see then."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from sop_minutes.domain.keys import format_key
from sop_minutes.domain.restoring import Fate, Subject, short
from sop_minutes.domain.standing import MARKED, PEOPLE
from sop_minutes.domain.words import narrower, seen_by
from sop_minutes.storage.sides import Row, Side, Touched

_OWN_NAMES = ("name", "title", "label", "as_written", "address", "path")
_TOLD = {
    "text": "text",
    "status": "status",
    "due_as_written": "due",
    "done_on": "done on",
    "audience": "audience",
    "state": "state",
    "on": "date",
    "time": "time",
    "place": "place",
    "title": "title",
    "note": "note",
    "name": "name",
}
_LINES = ("points", "items")
_BY_ROLE, _BY_NAME = "named by role only", "named in public notes"


class Differences:
    """Says rows that differ in words; both files are asked for what they stand under."""

    def __init__(self, now: Side, then: Side) -> None:
        self._now, self._then = now, then

    def subjects(self, touched: Iterable[Touched]) -> tuple[Subject, ...]:
        """Return what becomes of each meeting, action, and whatever else there is."""
        fates: dict[str, Fate] = {}
        lines: dict[str, list[str]] = {}
        for each in touched:
            row = each.now if each.then is None else each.then
            above = self._above(each.table, row or {})
            name = self._name(above, each.table)
            told = lines.setdefault(name, [])
            if above is not None and above[0] == each.table:
                fates[name] = _fate(each)
            told += self._difference(each)
        return tuple(Subject(name, fates.get(name, Fate.TURNS), tuple(told)) for name, told in lines.items())

    def wider(self, touched: Iterable[Touched]) -> Iterator[str]:
        """Yield what would be for more people than it is now; what is deleted now counts as what it was."""
        for each in touched:
            if each.table == PEOPLE:
                yield from self._named(each)
            if each.table not in MARKED or each.then is None:
                continue
            left = each.now or self._now.last(each.table, each.then["id"])
            was, would = self._now.audience(each.table, left), self._then.audience(each.table, each.then)
            if narrower(was, would) != would:
                name = self._name(self._above(each.table, each.then), each.table)
                what = _said(each.then) or "all of it"
                under = " and what stands under it" if each.table == "items" else ""
                when = "now" if each.now else "and deleted now"
                yield f"{name}: {what}{under} ({seen_by(was)} {when}, {seen_by(would)} then)"

    def _named(self, row: Touched) -> Iterator[str]:
        """Yield who would be named that is to be named by role only."""
        left = row.now or (self._now.last(PEOPLE, row.then["id"]) if row.then else None)
        if row.then and not row.then.get("as_role") and left and left.get("as_role"):
            when = "now" if row.now else "and deleted now"
            yield f"{self._name(None, PEOPLE)}: {_said(row.then)} ({_BY_ROLE} {when}, {_BY_NAME} then)"

    def _difference(self, row: Touched) -> Iterator[str]:
        """Yield in words how a row differs; what says nothing to a person is left out."""
        if row.now is None or row.then is None:
            yield from self._one_sided(row)
            return
        changed = [name for name in _TOLD if name in row.then and row.now.get(name) != row.then[name]]
        of_line = f"{_said(row.now)}: " if row.table in _LINES and "text" not in changed else ""
        for name in changed:
            yield f"{of_line}{_TOLD[name]} {_quoted(row.then[name])} instead of {_quoted(row.now.get(name))}"
        if row.table == PEOPLE and bool(row.now.get("as_role")) != bool(row.then.get("as_role")):
            then, now = (_BY_ROLE if held.get("as_role") else _BY_NAME for held in (row.then, row.now))
            yield f"{_said(row.now)}: {then} instead of {now}"
        if row.table == "points" and row.now["item_id"] != row.then["item_id"]:
            now, then = (
                _said(side.row("items", held["item_id"]) or {}) or "another item"
                for side, held in ((self._now, row.now), (self._then, row.then))
            )
            yield f"{of_line}under {then} instead of {now}"

    def _one_sided(self, row: Touched) -> Iterator[str]:
        """Yield what a row says that would come back, or be gone, and who may see it."""
        held = row.now or row.then or {}
        seen = seen_by((self._now if row.then is None else self._then).audience(row.table, held))
        if row.table == "actions":
            yield seen
            return
        said = _said(held) if row.table != "meetings" else ""
        if said and not (row.table == "points" and held.get("kind") == "action"):
            mark = f" ({seen})" if row.table in MARKED else ""
            yield f"{'without' if row.then is None else 'with'} {said}{mark}"

    def _row(self, table: str, row_id: int) -> Row | None:
        return self._now.row(table, row_id) or self._then.row(table, row_id)

    def _meeting(self, row: Row) -> str:
        group = self._row("groups", row["group_id"]) or {}
        key = format_key(group.get("code", "?"), date.fromisoformat(row["on"]), row["sequence"])
        return f"Meeting {key}"

    def _action(self, row: Row) -> str:
        group = self._row("groups", row["group_id"]) or {}
        ref = f"{group.get('code', '?')} {row['year'] % 100:02d}/{row['number']}"
        return f"Action {ref}: {short(row['text'])}"

    def _above(self, table: str, row: Row) -> tuple[str, Row] | None:
        """Return the meeting or action that a row belongs to, itself if it is one."""
        if table in {"meetings", "actions"}:
            return table, row
        if table == "points":
            row, table = self._row("items", row["item_id"]) or {}, "items"
        for column, of in (("action_id", "actions"), ("meeting_id", "meetings")):
            if row.get(column) is not None and (found := self._row(of, row[column])) is not None:
                return of, found
        return None

    def _name(self, above: tuple[str, Row] | None, table: str) -> str:
        if above is None:
            return table.replace("_", " ").capitalize()
        return self._action(above[1]) if above[0] == "actions" else self._meeting(above[1])


def _said(row: Row) -> str:
    """Return in quotation marks what a row says, "" for nothing."""
    said = next((str(row[name]) for name in ("text", "note", *_OWN_NAMES) if row.get(name)), "")
    return f"“{short(said)}”" if said else ""


def _fate(row: Touched) -> Fate:
    if row.then is None:
        return Fate.GOES
    return Fate.COMES if row.now is None else Fate.TURNS


def _quoted(value: Any) -> str:
    return f"“{short(str(value))}”" if value not in {None, ""} else "nothing"
