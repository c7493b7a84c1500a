"""Minutes kept as a table: number or topic, what was discussed, and who is to act."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from sop_minutes.domain.grammar import action_text
from sop_minutes.domain.sheets import PointSheet
from sop_minutes.domain.words import PointKind
from sop_minutes.importing.minutes.actions import action_row
from sop_minutes.importing.minutes.columns import Layout
from sop_minutes.importing.minutes.entries import Entry, Points, item_line
from sop_minutes.importing.minutes.grid import Row, Slot, at, filled
from sop_minutes.importing.minutes.lines import Line, plain_line, without_start
from sop_minutes.importing.minutes.people import is_name, is_nobody, owners
from sop_minutes.importing.minutes.tasks import Beside, broken, owner_and_due

_NUMBER = re.compile(r"(?:item\s*)?\(?\d{1,3}(?:[./]\d{1,3}){0,3}[.):]?\s*", re.IGNORECASE)
_OF_ACTIONS: Final = ("action", "owner", "due", "status")
_TITLE_LENGTH: Final = 90
_FEW_WORDS: Final = 8
_LONGEST_TITLE: Final = 160
_TASK = re.compile(r"^\W*action\b|\b(?:to|will|agreed to)\s+[a-z]{2,}", re.IGNORECASE)
_EVERYONE: Final = frozenset(
    {"all", "chair", "clerk", "secretary", "everyone", "the chair", "the clerk", "all members"}
)


def minute_row(row: Row, layout: Layout) -> Iterator[Entry]:
    """Yield a row as the heading of an item, what was said, and what is to be done."""
    said = _lines(row, layout.get("discussion"))
    if said and not _lines(row, layout.get("topic")):
        said[:1] = _title_apart(said[0])
    heading, rest = _heading(row, layout, said)
    if heading is not None:
        yield heading
        yield from rest
    yield from _with_actions(said, row, layout)


def _lines(row: Row, column: int | None) -> list[Line]:
    slot = at(row, column)
    return list(slot.lines) if slot is not None else []


def _heading(row: Row, layout: Layout, said: list[Line]) -> tuple[Line | None, list[Line]]:
    """Return the item's heading and further lines of its cell; a heading taken from `said` leaves it."""
    topic, number = _lines(row, layout.get("topic")), _lines(row, layout.get("ref"))
    if topic and len(topic[0].text) <= _LONGEST_TITLE:
        return item_line(_bare(topic[0])), topic[1:]
    named = [line for line in number if _NUMBER.fullmatch(line.text) is None]
    if named:
        return item_line(_bare(named[0])), [line for line in number if line not in named[:1]]
    if topic:
        said[:0] = topic
    if not number:
        return None, []
    if said and _is_title(said[0], len(said)):
        return item_line(_bare(said.pop(0))), []
    if "." in number[0].text.strip("."):
        return None, []
    return item_line(plain_line(f"Item {number[0].text.strip('.): ')}")), []


def _title_apart(line: Line) -> list[Line]:
    """Return `line` in two where its first line, up to a line break, reads as a title."""
    first, *rest = broken([line])
    if not rest or not _is_title(first, 2):
        return [line]
    return [first, without_start(line, len(line.raw) - len(line.raw.split("\n", 1)[1]))]


def _bare(line: Line) -> Line:
    """Return `line` without a number at its start."""
    number = _NUMBER.match(line.text)
    return line._replace(numbered=number.end() if number and number.end() < len(line.text) else line.numbered)


def _is_title(line: Line, count: int) -> bool:
    if len(line.text) > _TITLE_LENGTH or line.bullet:
        return False
    if line.bold or line.heading > 0 or line.underlined:
        return True
    return not line.text.endswith((".", ";")) and (count > 1 or len(line.text.split()) <= _FEW_WORDS)


def _with_actions(said: Sequence[Line], row: Row, layout: Layout) -> Iterator[Entry]:
    cell = at(row, layout.get("action"))
    named = at(row, layout.get("owner"))
    used = {layout.get(key) for key in ("discussion", "topic", "ref")}
    beside = _beside(cell)
    if beside is None and cell is not None and cell.lines:
        yield from said
        only = {key: column for key, column in layout.columns.items() if key in _OF_ACTIONS}
        if not is_nobody(cell.text):
            used |= set(only.values())
            cells = tuple(slot for slot in row if slot.column in only.values())
            yield Points(action_row(cells, Layout("actions", only, layout.labels), None))
    else:
        held = next((slot for slot in (cell, named) if slot is not None and slot.lines), None)
        due = at(row, layout.get("due"))
        when = due.text if due is not None and not is_nobody(due.text) else ""
        yield from _owned(said, held, beside, when)
        used |= {slot.column for slot in (held,) if slot is not None}
        used |= {layout.get("due")} if held is not None and not is_nobody(held.text) else set()
    yield from _others(row, layout, used)


def _beside(slot: Slot | None) -> list[Beside] | None:
    """Return whom and when the lines of a cell name, if none of them says what is to be done."""
    lines = [line.text for line in broken(slot.lines)] if slot is not None else []
    found = owners("\n".join(lines))
    if found and all(is_name(owner) or owner.casefold() in _EVERYONE for owner in found):
        return [Beside(owner=text) for text in lines]
    said = [owner_and_due(text) for text in lines]
    known = [beside for beside in said if beside is not None]
    return known if len(known) == len(said) and any(beside.owner for beside in known) else None


def _owned(
    said: Sequence[Line], held: Slot | None, beside: Sequence[Beside] | None, when: str
) -> Iterator[Entry]:
    """Yield `said` with what the owners beside it are to do as actions: task by task, else the last."""
    names = [line.text for line in held.lines] if held is not None and not is_nobody(held.text) else []
    if beside:
        names = [owner for owner, _ in beside if owner]
        when = when or next((due for _, due in beside if due), "")
    if not names:
        yield from said
        return
    tasks = [at_ for at_, line in enumerate(said) if _TASK.search(line.text)]
    if not said:
        yield Points((PointSheet(" ".join(names)),))
        return
    paired = dict(zip(tasks, names, strict=True)) if len(tasks) == len(names) else {}
    paired = paired or {(tasks or [len(said) - 1])[-1]: "\n".join(names)}
    for at_, line in enumerate(said):
        if at_ in paired:
            text = re.sub(r"^(\W*)action\s*[:–—-]\s*", r"\1", line.marked, flags=re.IGNORECASE)
            yield Points((PointSheet(action_text(text, owners(paired[at_]), when), PointKind.ACTION),))
        else:
            yield line


def _others(row: Row, layout: Layout, used: set[int | None]) -> Iterator[Entry]:
    """Yield the cells that were not `used`, unless they only say that there is nothing."""
    for slot in filled(row):
        if slot.column not in used and not is_nobody(slot.text):
            label = layout.labels.get(slot.column, "")
            text = f"{label}: {slot.marked}" if label else slot.marked
            yield Points((PointSheet(text, level=1),))
