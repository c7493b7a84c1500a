"""Rows of action tables: who is to do what, by when, as a note would have it typed."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from sop_minutes.domain.grammar import action_text
from sop_minutes.domain.inline import plain_text
from sop_minutes.domain.sheets import PointSheet
from sop_minutes.domain.words import PointKind
from sop_minutes.importing.minutes.columns import Layout
from sop_minutes.importing.minutes.dates import find_day
from sop_minutes.importing.minutes.grid import Row, Slot, at, filled
from sop_minutes.importing.minutes.lines import Line, spaced
from sop_minutes.importing.minutes.people import is_nobody, owners
from sop_minutes.importing.minutes.progress import progress_in, progress_of, progress_said
from sop_minutes.importing.minutes.tasks import broken, owner_and_due, tasks_of
from sop_minutes.importing.minutes.vocabulary import label_form

_NOWHERE = -1
_COUNT = re.compile(r"\(?[A-Z]?\d{1,3}[.)]*", re.IGNORECASE)
_COUNTS = frozenset(
    "|no|#|number|action no|action number|action #|action id|id|nr|s/n|sn|sl no|ref|ref no|action ref".split(
        "|"
    )
)
_BY = re.compile(r"\s*[-–—,:]?\s*\b(?:by|due|before)\s+(?=\S)", re.IGNORECASE)


def action_row(row: Row, layout: Layout, above: Row | None) -> tuple[PointSheet, ...]:
    """Return the actions of one row, and after them what else it says; `above` is the row before it."""
    told, named, dated = _at_breaks(_lines(row, layout.get(key), above) for key in ("action", "owner", "due"))
    if not told:
        return _without_action(row)
    became = progress_of(row, layout)
    if progress_in(" ".join(line.text for line in dated)):
        layout, dated = layout._replace(columns={**layout.columns, "due": _NOWHERE}), []
    more = " ".join(_brackets(row, layout))
    made = _paired(told, [line.text for line in named], [line.text for line in dated], more)
    points = [replace(point, became=became) if point.kind is PointKind.ACTION else point for point in made]
    states = _lines(row, layout.get("status"), None)
    if len(points) == len(told) == len(states) > 1:
        states_of = zip(points, states, strict=True)
        points = [replace(point, became=progress_said(state.text)) for point, state in states_of]
    if more and len(points) > 1:
        points.append(PointSheet(more, level=1))
    return tuple(points)


def _lines(row: Row, column: int | None, above: Row | None) -> list[Line]:
    slot = at(row, column)
    if slot is not None and slot.continued and not slot.lines and above is not None:
        slot = at(above, column)
    return list(slot.lines) if slot is not None else []


def _at_breaks(cells: Iterable[Sequence[Line]]) -> list[list[Line]]:
    """Return the lines of a row's cells; line breaks are ends of lines where that pairs the cells."""
    whole = [list(cell) for cell in cells]
    parts = [broken(cell) for cell in whole]
    count = len(parts[0])
    pairs = any(len(cell) == count for cell in parts[1:]) and all(
        len(cell) in (0, 1, count) for cell in parts[1:]
    )
    return parts if count > len(whole[0]) and pairs else whole


def _paired(
    told: Sequence[Line], named: Sequence[str], dated: Sequence[str], more: str
) -> Iterator[PointSheet]:
    """Yield an action for each paragraph of the action cell, with its owners and due date.

    `more` is put to the words of one that stands alone, before its owners.

    As many owners as paragraphs are taken in turn, a single one is everyone's, and so with dates.
    Any other number of them belongs to the cell as a whole, which then is one action.
    """
    count = len(told)
    if count > 1 and len(named) in (0, 1, count) and len(dated) in (0, 1, count) and (named or dated):
        for at_, line in enumerate(told):
            yield _action(line.marked, _nth(named, at_, count), _nth(dated, at_, count))
    elif told and not named and not dated and (count > 1 or len(tasks_of(told)) > 1):
        yield from (_action(task.line.marked, task.owner, task.due) for task in tasks_of(told))
    else:
        text = f"{told[0].marked} {more}" if more and count == 1 else told[0].marked
        yield _action(text, "\n".join(named), "; ".join(dated))
        yield from (PointSheet(line.marked, level=1) for line in told[1:])


def _nth(values: Sequence[str], at_: int, count: int) -> str:
    return values[at_] if len(values) == count else values[0] if values else ""


def _action(text: str, named: str, dated: str) -> PointSheet:
    text = re.sub(r"^action\s*[:–—-]\s*", "", text, flags=re.IGNORECASE) or text
    if not dated:
        named, dated = _date_in_owner(named)
    due = "" if is_nobody(dated) else re.sub(r"^(?:by|due)\s+", "", spaced(dated), flags=re.IGNORECASE)
    return PointSheet(action_text(text, owners(named), due), PointKind.ACTION)


def _date_in_owner(named: str) -> tuple[str, str]:
    """Return owner and date apart where one cell holds both: "SC by 15 Oct 2017"."""
    beside = owner_and_due(named)
    if beside and beside.owner and beside.due:
        return beside
    by = _BY.search(named)
    if by and by.start() and any(map(str.isdigit, named[by.end() :])):
        return named[: by.start()], named[by.end() :]
    day = find_day(named)
    if day and day.start:
        return f"{named[: day.start]} {named[day.end :]}".strip(" -–—,:()"), named[day.start : day.end]
    return named, ""


def _brackets(row: Row, layout: Layout) -> Iterator[str]:
    """Yield what the row refers to, and other cells that belong to no action by themselves, in brackets."""
    kept = {layout.get(key) for key in ("action", "due", "status", "update")}
    named = at(row, layout.get("owner"))
    if named is not None and (owners(named.text) or named.column == layout.get("action")):
        kept.add(named.column)
    for slot in filled(row):
        if slot.column in kept or is_nobody(slot.text) or _only_counts(slot, layout):
            continue
        label = layout.labels.get(slot.column) or ("Ref" if slot.column == layout.get("ref") else "")
        yield f"({label}: {slot.marked})" if label else f"({slot.marked})"


def _only_counts(slot: Slot, layout: Layout) -> bool:
    """Say whether a cell but numbers the rows of its own table: "1" under "No.", not under "Minute"."""
    label = label_form(layout.labels.get(slot.column, ""))
    counts = label in _COUNTS and (slot.column == layout.get("ref") or not label)
    return counts and bool(_COUNT.fullmatch(slot.text))


def _without_action(row: Row) -> tuple[PointSheet, ...]:
    text = row_text(filled(row))
    return (PointSheet(text),) if plain_text(text).strip() else ()


def row_text(slots: Sequence[Slot]) -> str:
    """Return a row as one paragraph, its cells parted by bars."""
    return " | ".join(slot.marked for slot in slots if slot.lines)
