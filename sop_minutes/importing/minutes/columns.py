"""What the columns of a table are for: told by its heading row, or by what stands in them."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from sop_minutes.importing.minutes.dates import find_day
from sop_minutes.importing.minutes.grid import Row, filled
from sop_minutes.importing.minutes.people import is_full_name, is_name, is_nobody, owners
from sop_minutes.importing.minutes.tasks import is_due_only
from sop_minutes.importing.minutes.vocabulary import column_keys, fact_key, is_parted, label_form

_ACTION_ORDER: Final = (
    "action",
    "owner",
    "due",
    "status",
    "update",
    "ref",
    "extra",
    "date",
    "name",
    "discussion",
    "topic",
)
_MINUTE_ORDER: Final = ("discussion", "topic", "action", "owner", "due", "status", "ref")
_PEOPLE_ORDER: Final = ("name", "attended", "initials", "detail")
_MOST_COLUMNS: Final = 16
_DETAIL: Final = 40
_NUMBER = re.compile(r"\(?\d{1,3}(?:[./]\d{1,3}){0,3}[.)]?")
_DUE_WORDS = re.compile(
    r"^(?:by |end |mid|early |late )|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|asap|ongoing"
    r"|immediate"
    r"|next meeting|week|month|spring|summer|autumn|winter|complete|tbc)",
    re.IGNORECASE,
)


class Layout(NamedTuple):
    """What a table is ("actions", "minutes", "people", "lists"), and which column holds what.

    `labels` are the headings as written, by column.
    """

    kind: str
    columns: dict[str, int]
    labels: dict[int, str]

    def get(self, key: str) -> int | None:
        return self.columns.get(key)


def by_heading(row: Row) -> Layout | None:
    """Return the layout that `row` is the heading of; None if it is an ordinary row."""
    cells = filled(row)
    if not 2 <= len(cells) <= _MOST_COLUMNS or any(
        len(cell.lines) > 2 or len(cell.text) > 60 or cell.nested for cell in cells
    ):
        return None
    keys = {cell.column: column_keys(cell.text) for cell in cells}
    labels = {cell.column: cell.text.strip(" :") for cell in cells}
    if sum(map(bool, keys.values())) * 2 < len(cells) + 1 and len(cells) > 1:
        return None
    discussed = _discussed(keys, labels)
    if discussed is not None:
        keys[discussed] = ("discussion",)
    known = {key for found in keys.values() for key in found}
    if all(fact_key(cell.text) in _LISTS for cell in cells):
        return Layout("lists", {}, labels)
    kind = _kind(known, keys) if discussed is None else "minutes"
    if not kind:
        return None
    order = {"actions": _ACTION_ORDER, "minutes": _MINUTE_ORDER, "people": _PEOPLE_ORDER}[kind]
    return Layout(kind, _assigned(order, keys, kind, labels), labels)


def _discussed(keys: dict[int, tuple[str, ...]], labels: dict[int, str]) -> int | None:
    """Return the column that stands between an item and its action, and so holds what was discussed."""
    item = next((c for c, label in labels.items() if label_form(label) in _ITEMS), None)
    action = next((c for c, found in keys.items() if found[:1] == ("action",)), None)
    if item is None or action is None:
        return None
    said = (c for c, found in keys.items() if item < c < action and {"discussion", "update"} & set(found))
    return next(said, None)


_OF_PEOPLE_AND_DAYS: Final = frozenset({"owner", "due"})
_ITEMS: Final = frozenset({"item", "agenda item", "topic", "agenda topic", "subject", "agenda", "issue"})
_LISTS: Final = frozenset({"present", "apologies", "absent", "in attendance", "substitute"})


def _kind(known: set[str], keys: dict[int, tuple[str, ...]]) -> str:
    certain = {found[0] for found in keys.values() if len(found) == 1}
    ends = known & {"owner", "due", "status", "date"}
    if "discussion" in known and known & {"topic", "ref", "action", "owner"} and "due" not in certain:
        return "minutes"
    if "action" in known and (ends or known & {"name", "update", "ref"}):
        return "actions"
    if known & {"discussion", "topic", "ref"} and "owner" in known and ends & {"due", "status"}:
        return "actions"
    if "discussion" in known and known & {"topic", "ref", "action", "owner"}:
        return "minutes"
    if "topic" in known and known & {"action", "owner"}:
        return "minutes"
    if "name" in known and known & {"detail", "attended", "initials"}:
        return "people"
    return ""


def _assigned(
    order: Sequence[str], keys: dict[int, tuple[str, ...]], kind: str, labels: dict[int, str]
) -> dict[str, int]:
    """Give each key the first column that may hold it; stand-ins where the usual column is missing.

    "Owner" is surer to be that than "By" or "Who / when".
    """
    columns: dict[str, int] = {}
    for key in order:
        free = [column for column, found in keys.items() if key in found and column not in columns.values()]
        if free:
            columns[key] = min(free, key=lambda column: _doubt(key, keys[column], labels[column]))
    if kind == "actions":
        _stand_in(columns, "owner", ("name",))
        _stand_in(columns, "due", ("date",))
        _stand_in(columns, "action", ("discussion", "topic", "update"))
    return columns


def _doubt(key: str, held: tuple[str, ...], label: str) -> int:
    return 2 * is_parted(label) + (key in _OF_PEOPLE_AND_DAYS and len(held) > 1)


def _stand_in(columns: dict[str, int], key: str, others: Sequence[str]) -> None:
    for other in others:
        if key not in columns and other in columns:
            columns[key] = columns.pop(other)


def by_content(rows: Sequence[Row], before: str) -> Layout | None:
    """Return the layout of a table without a heading row, by what stands in its columns."""
    cells = [filled(row) for row in rows]
    wide = [row for row in cells if len(row) > 1]
    if len(wide) * 2 < len(rows) or any(slot.nested for row in wide for slot in row):
        return None
    texts: dict[int, list[str]] = {}
    for row in wide:
        for slot in row:
            texts.setdefault(slot.column, []).append(slot.text)
    if _are_people(texts, before, len(wide)):
        return _people_layout(texts)
    columns = _action_columns(texts, before)
    if columns:
        return Layout("actions", columns, {})
    return _minute_layout(wide, texts)


def _are_people(texts: dict[int, list[str]], before: str, rows: int) -> bool:
    if rows < 2 or any(len(text) > 80 for column in texts.values() for text in column):
        return False
    if fact_key(before) in _LISTS:
        return max(sum(map(is_full_name, column)) for column in texts.values()) * 2 >= rows
    first, *others = (texts[column] for column in sorted(texts))
    names = [text for text in first if is_full_name(text) and " " in text]
    short = all(len(text) <= _DETAIL and "," not in text for column in others for text in column)
    return len(names) * 10 >= rows * 9 and short and not any(_share(c, _is_due) > 0.5 for c in others)


def _people_layout(texts: dict[int, list[str]]) -> Layout:
    name = max(texts, key=lambda column: (sum(map(is_full_name, texts[column])), -column))
    return Layout("people", {"name": name}, {})


def _action_columns(texts: dict[int, list[str]], before: str) -> dict[str, int] | None:
    """Return which columns are action, owner and due, if that is what they plainly hold."""
    if len(texts) not in (2, 3, 4):
        return None
    action = max(texts, key=lambda column: sum(map(len, texts[column])) / len(texts[column]))
    columns = {"action": action}
    for column, held in texts.items():
        if column == action:
            continue
        if "owner" not in columns and _share(held, _is_owner) >= 0.7:
            columns["owner"] = column
        elif "due" not in columns and _share(held, _is_due) >= 0.6:
            columns["due"] = column
        elif "ref" not in columns and _share(held, lambda text: bool(_NUMBER.fullmatch(text))) >= 0.7:
            columns["ref"] = column
    said = "action" in before.casefold() or ("owner" in columns and "due" in columns)
    return columns if said and len(columns) > 1 and {"owner", "due"} & set(columns) else None


def _minute_layout(wide: Sequence[Sequence[object]], texts: dict[int, list[str]]) -> Layout | None:
    ordered = sorted(texts)
    if not 2 <= len(ordered) <= 4 or len(wide) < 2:
        return None
    first, second = texts[ordered[0]], texts[ordered[1]]
    if sum(map(len, second)) / len(second) < 80:
        return None
    columns = {"discussion": ordered[1]}
    if _share(first, lambda text: bool(_NUMBER.fullmatch(text))) >= 0.6:
        columns["ref"] = ordered[0]
    elif _share(first, lambda text: len(text) <= 90 and not text.endswith(".")) >= 0.8:
        columns["topic"] = ordered[0]
    else:
        return None
    if len(ordered) > 2:
        columns["action"] = ordered[2]
    return Layout("minutes", columns, {})


def settled(layout: Layout, rows: Sequence[Row]) -> Layout:
    """Return `layout` with owner and action exchanged where the columns hold each other's content.

    A column of owners that holds only dates is that of due dates.
    """
    owner, action = layout.get("owner"), layout.get("action")
    if owner is None or action is None:
        return layout
    named = [slot.text for row in rows for slot in filled(row) if slot.column == owner]
    told = [slot.text for row in rows for slot in filled(row) if slot.column == action]
    if layout.get("due") is None and named and all(map(is_due_only, named)):
        return layout._replace(columns={**_without(layout.columns, "owner"), "due": owner})
    longer = sum(map(len, named)) * len(told) > 1.5 * sum(map(len, told)) * len(named)
    if longer and _share(told, _is_surely_owner) > 0.7 and _share(named, _is_owner) < 0.3:
        return layout._replace(columns={**layout.columns, "owner": action, "action": owner})
    return layout


def _without(columns: dict[str, int], key: str) -> dict[str, int]:
    return {held: column for held, column in columns.items() if held != key}


def _share(texts: Sequence[str], holds: "object") -> float:
    assert callable(holds)  # noqa: S101
    return sum(bool(holds(text)) for text in texts) / len(texts) if texts else 0.0


def _is_owner(text: str) -> bool:
    found = owners(text)
    return len(text) <= 80 and (
        all(is_name(o) or label_form(o) in _ROLES for o in found) if found else is_nobody(text)
    )


def _is_surely_owner(text: str) -> bool:
    found = owners(text)
    return bool(found) and all(is_full_name(o) or label_form(o) in _ROLES for o in found)


def _is_due(text: str) -> bool:
    return len(text) <= 40 and (
        find_day(text) is not None or bool(_DUE_WORDS.search(text)) or is_nobody(text)
    )


_ROLES: Final = frozenset(
    {"all", "chair", "secretary", "clerk", "the chair", "the clerk", "everyone", "secretariat", "all members"}
)
