"""A backup beside the database it is of: what is in each, and which rows differ.

Plain SQL on what both have, so that a backup of an older version is compared, and not brought up to date.
"""

from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from sqlcipher3 import dbapi2

from sop_minutes.domain.errors import UserError
from sop_minutes.domain.keys import format_key
from sop_minutes.domain.logged import label_of
from sop_minutes.domain.restoring import Facts, Fate, Preview, Subject, Work, short
from sop_minutes.storage.access import is_read_only
from sop_minutes.storage.asides import LOGS
from sop_minutes.storage.connecting import connect
from sop_minutes.storage.copying import beside, state_of
from sop_minutes.storage.marks import read_marks
from sop_minutes.storage.version import APPLICATION_ID, VERSION

Row = dict[str, Any]

_LOGGED = ("entry", "at", "who", "label", "table_name", "row_id")
_WORK = (
    "SELECT entry, kind, at, who, label, fold, began FROM change WHERE id > ? "
    "GROUP BY entry ORDER BY entry DESC"
)
_MADE = ("change", "counters", "search", "register_search", "sqlite_", "typed", "identity", "alembic_version")
_DAMAGED = "What is there now is damaged."
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
_WIDENESS = ("public", "members", "restricted")
"""Audiences, the widest first."""


class _Touched(NamedTuple):
    """A row that differs: as it is `now`, and as it is `then`, in the backup."""

    table: str
    now: Row | None
    then: Row | None


def facts_of(backup: Path) -> Facts:
    """Return what is in a backup; what cannot be read, or restored, has a `trouble`. Changes nothing."""
    try:
        size = backup.stat().st_size
        if not size:
            return Facts(trouble="empty")
        if backup.name.endswith(LOGS):
            return Facts(size=size, trouble="only the log of a file that was gone; it cannot be put back")
        with closing(connect(backup, "ro")) as connection:
            if _one(connection, "PRAGMA application_id") != APPLICATION_ID:
                return Facts(size=size, trouble="not a SOP Minutes database")
            if _one(connection, "PRAGMA user_version") > VERSION:
                return Facts(size=size, trouble="made by a newer version of SOP Minutes")
            meetings = _one(connection, "SELECT count(*) FROM meetings")
            actions = _one(connection, "SELECT count(*) FROM actions")
            return Facts(meetings, actions, state_of(connection).entry, size)
    except UserError:
        return Facts(size=size, trouble="encrypted with a key that is not known here")
    except (OSError, dbapi2.Error):
        return Facts(trouble="damaged; it cannot be read")


def is_whole(backup: Path) -> bool:
    """Say whether a backup can be read from end to end."""
    try:
        with closing(connect(backup, "ro")) as connection:
            return bool(_one(connection, "PRAGMA integrity_check") == "ok")
    except (dbapi2.Error, UserError):
        return False


def preview(path: Path, backup: Path) -> Preview:
    """Return what would differ if the backup took the place of the database at `path`. Changes nothing."""
    facts = facts_of(backup)
    if facts.trouble or not is_whole(backup):
        facts = facts._replace(trouble=facts.trouble or "damaged; it cannot be restored")
        return Preview(facts, remark=f"This backup is {facts.trouble}.")
    if not path.exists() or not path.stat().st_size:
        has_log = beside(path, "-wal").exists()
        words = "There is no database now; this backup would take its place."
        return Preview(facts, remark=words, is_safe=not has_log)
    try:
        marks = read_marks(path)
        if marks is not None and marks.version > VERSION:
            return Preview(facts, remark="What is there now was made by a newer version of SOP Minutes.")
        with closing(_looked_at(path)) as now, closing(connect(backup, "ro")) as then:
            if state_of(now).origin != state_of(then).origin:
                return Preview(facts, remark="What is there now is another database than this backup is of.")
            found = _compared(facts, now, then)
            is_damaged = _one(now, "PRAGMA integrity_check(1)") != "ok"
            return found._replace(remark=_DAMAGED if is_damaged else "")
    except dbapi2.Error:
        return Preview(facts, remark=f"{_DAMAGED} It cannot be compared.")
    except UserError as error:
        return Preview(facts, remark=str(error))


def _looked_at(path: Path) -> Any:
    """Open a database to look at it, and change neither it nor its log."""
    logged = beside(path, "-wal")
    if logged.exists() and logged.stat().st_size:
        return connect(path, "ro")  # to close it else would empty the log
    return connect(path, "still" if is_read_only(path) else "rw")


def _compared(facts: Facts, now: Any, then: Any) -> Preview:
    common = _last_in_common(now, then)
    lost, found = _work(now, common), _work(then, common)
    runs = {(each["fold"], each["began"]) for each in lost if each["fold"]}
    found = [each for each in found if (each["fold"], each["began"]) not in runs]  # typing that went on
    pair, touched = _Pair(now, then), tuple(_touched(now, then))
    subjects, wider = _subjects(pair, touched), tuple(_wider(pair, touched))
    return Preview(facts, tuple(map(_as_work, lost)), tuple(map(_as_work, found)), subjects, wider=wider)


def _last_in_common(now: Any, then: Any) -> int:
    """Return the newest row of the change log that both have: from there on they differ."""
    low, high = 0, min(_one(each, "SELECT COALESCE(MAX(id), 0) FROM change") for each in (now, then))
    while low < high:
        middle = (low + high + 1) // 2
        if _logged(now, middle) == _logged(then, middle):
            low = middle
        else:
            high = middle - 1
    return low


def _logged(connection: Any, id_: int) -> Any:
    columns = ", ".join(_LOGGED)
    query = f"SELECT id, {columns} FROM change WHERE id <= ? ORDER BY id DESC LIMIT 1"  # noqa: S608 - our own
    return connection.execute(query, (id_,)).fetchone()


def _work(connection: Any, since: int) -> list[Row]:
    return list(_rows(connection, _WORK, since))


def _as_work(row: Row) -> Work:
    return Work(
        datetime.fromisoformat(row["at"]).replace(tzinfo=UTC), row["who"], label_of(row["kind"], row["label"])
    )


def _touched(now: Any, then: Any) -> Iterator[_Touched]:
    """Yield each row that differs, whether or not the log of either says so."""
    tables = sorted(_tables(now) & _tables(then))
    for table in tables:
        shared = sorted(_columns(now, table) & _columns(then, table))
        if "id" not in shared:
            continue
        held = [_digests(each, table, shared) for each in (now, then)]
        for row_id in sorted(held[0].keys() | held[1].keys()):
            if held[0].get(row_id) != held[1].get(row_id):
                yield _Touched(table, _row(now, table, row_id), _row(then, table, row_id))


def _tables(connection: Any) -> set[str]:
    """Return the tables of what is recorded, not those that are made of the rest."""
    names = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    return {name for name in names if not name.startswith(_MADE)}


def _digests(connection: Any, table: str, columns: list[str]) -> dict[int, int]:
    """Return what tells a row from any other, for each id."""
    listed = ", ".join(f'"{name}"' for name in columns)
    rows = connection.execute(f'SELECT id, {listed} FROM "{table}"')  # noqa: S608 - a table's own names
    return {row[0]: hash(row) for row in rows}


class _Pair:
    """Both databases, asked for a row that one of them has."""

    def __init__(self, now: Any, then: Any) -> None:
        self._both = (now, then)

    def row(self, table: str, row_id: int) -> Row | None:
        return next((row for each in self._both if (row := _row(each, table, row_id)) is not None), None)

    def meeting(self, row: Row) -> str:
        group = self.row("groups", row["group_id"]) or {}
        key = format_key(group.get("code", "?"), date.fromisoformat(row["on"]), row["sequence"])
        return f"Meeting {key}"

    def action(self, row: Row) -> str:
        group = self.row("groups", row["group_id"]) or {}
        ref = f"{group.get('code', '?')} {row['year'] % 100:02d}/{row['number']}"
        return f"Action {ref}: {short(row['text'])}"

    def above(self, table: str, row: Row) -> tuple[str, Row] | None:
        """Return the meeting or action that a row belongs to, itself if it is one."""
        if table in {"meetings", "actions"}:
            return table, row
        if table == "points":
            row, table = self.row("items", row["item_id"]) or {}, "items"
        for column, of in (("action_id", "actions"), ("meeting_id", "meetings")):
            if row.get(column) is not None and (found := self.row(of, row[column])) is not None:
                return of, found
        return None


def _subjects(pair: _Pair, touched: Iterable[_Touched]) -> tuple[Subject, ...]:
    fates: dict[str, Fate] = {}
    lines: dict[str, list[str]] = {}
    for each in touched:
        row = each.now if each.then is None else each.then
        above = pair.above(each.table, row or {})
        name = _name(pair, above, each.table)
        is_itself = above is not None and above[0] == each.table
        told = lines.setdefault(name, [])
        if is_itself:
            fates[name] = _fate(each)
        if not is_itself or _fate(each) is Fate.TURNS:
            told += _difference(each)
    return tuple(Subject(name, fates.get(name, Fate.TURNS), tuple(told)) for name, told in lines.items())


def _wider(pair: _Pair, touched: Iterable[_Touched]) -> Iterator[str]:
    """Yield what would be for more people than it is now."""
    for each in touched:
        now, then = each.now or {}, each.then or {}
        if now.get("audience") in _WIDENESS and then.get("audience") in _WIDENESS:
            was, would = (_WIDENESS.index(row["audience"]) for row in (now, then))
            if would < was:
                where = _name(pair, pair.above(each.table, then), each.table)
                how = f"{now['audience']} now, {then['audience']} then"
                yield f"{where}: {_said(then) or 'all of it'} ({how})"


def _said(row: Row) -> str:
    """Return in quotation marks what a row says, "" for nothing."""
    said = next((str(row[name]) for name in ("text", "note", *_OWN_NAMES) if row.get(name)), "")
    return f"“{short(said)}”" if said else ""


def _name(pair: _Pair, above: tuple[str, Row] | None, table: str) -> str:
    if above is None:
        return table.replace("_", " ").capitalize()
    return pair.action(above[1]) if above[0] == "actions" else pair.meeting(above[1])


def _fate(row: _Touched) -> Fate:
    if row.then is None:
        return Fate.GOES
    return Fate.COMES if row.now is None else Fate.TURNS


def _difference(row: _Touched) -> Iterator[str]:
    """Yield in words how a row differs; what says nothing to a person is left out."""
    if row.now is not None and row.then is not None:
        changed = [name for name in _TOLD if name in row.then and row.now.get(name) != row.then[name]]
        of_line = f"{_said(row.now)}: " if row.table in _LINES and "text" not in changed else ""
        for name in changed:
            yield f"{of_line}{_TOLD[name]} {_quoted(row.then[name])} instead of {_quoted(row.now.get(name))}"
        return
    held = row.now or row.then or {}
    said = _said(held)
    if said and not (row.table == "points" and held.get("kind") == "action"):
        yield f"{'without' if row.then is None else 'with'} {said}"


def _quoted(value: Any) -> str:
    return f"“{short(str(value))}”" if value not in {None, ""} else "nothing"


def _columns(connection: Any, table: str) -> set[str]:
    return {row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')}


def _row(connection: Any, table: str, row_id: int) -> Row | None:
    if not _columns(connection, table):
        return None
    return next(_rows(connection, f'SELECT * FROM "{table}" WHERE id = ?', row_id), None)  # noqa: S608 - a table's name


def _rows(connection: Any, query: str, *values: object) -> Iterator[Row]:
    cursor = connection.execute(query, values)
    names = [column[0] for column in cursor.description]
    return (dict(zip(names, row, strict=True)) for row in cursor)


def _one(connection: Any, query: str) -> Any:
    return connection.execute(query).fetchone()[0]
