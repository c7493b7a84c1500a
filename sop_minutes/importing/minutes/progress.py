"""What a status, update or date cell of an action table says has become of an action."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from sop_minutes.domain.due import read_date
from sop_minutes.domain.sheets import NoteSheet, PointSheet, Progress
from sop_minutes.domain.text import fold
from sop_minutes.domain.words import ActionStatus
from sop_minutes.importing.minutes.columns import Layout
from sop_minutes.importing.minutes.dates import find_day
from sop_minutes.importing.minutes.grid import Row, at, filled, symbols_of
from sop_minutes.importing.minutes.vocabulary import column_keys, label_form

# "Complete" and what may follow it: nothing, a mark, a day, where it was said. Not "complete by March".
_AFTER = r"(?=\s*$|\s*[-–—.,;:/(]|\s+\d|\s+(?:and|on|at|in|since|via|see|as of)\b)"
_BEFORE = r"^\W*(?:(?:action|now|all|this is|this has been|has been|(?:blue|green|black|grey)\b\W*)\s*)?"
_DONE = re.compile(
    rf"{_BEFORE}(?:completed?|closed|done|discharged|actioned|finished|achieved|delivered){_AFTER}",
    re.IGNORECASE,
)
_PARTLY = re.compile(
    r"\b(?:part(?:ly|ially)?|in part|except|apart from|not|still|outstanding)\b", re.IGNORECASE
)
_CANCELLED = re.compile(
    rf"{_BEFORE}(?:cancelled|canceled|withdrawn|superseded|no longer (?:required|needed|applicable)){_AFTER}",
    re.IGNORECASE,
)
_YES: Final = frozenset("y yes x ✓ ✔ ☑ ☒ √ ü complete completed done".split())
_DAY_AND_MONTH = re.compile(
    r"\b\d{1,2}(?:st|nd|rd|th)?\s+(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\b|\b\d{1,2}/\d{1,2}\b",
    re.IGNORECASE,
)
_ASKS = re.compile(r"^(?:date )?(?:completed?|closed|done|finished)(?: on| date)?\b")


def progress_of(row: Row, layout: Layout) -> Progress | None:
    """Return what the cells of `row` say has become of its actions; None for what is still to be done."""
    for text in _answers(row, layout):
        return Progress(ActionStatus.DONE, _day(text), text)
    for key in ("status", "update", "due"):
        slot = at(row, layout.get(key))
        said = progress_in(slot.text) if slot is not None else None
        if said:
            return said
    known = set(layout.columns.values())
    others = (progress_in(slot.text) for slot in filled(row) if slot.column not in known)
    return next(filter(None, others), None)


def progress_in(text: str) -> Progress | None:
    """Return what a cell says by beginning with "Complete", "Closed" or the like; None for anything else."""
    start = text[:60]
    if _PARTLY.search(start):
        return None
    if _DONE.match(start):
        return Progress(ActionStatus.DONE, _day(text), text)
    return Progress(ActionStatus.CANCELLED, _day(text), text) if _CANCELLED.match(start) else None


def with_progress_dated(sheet: NoteSheet) -> NoteSheet:
    """Return `sheet` with a year for the days its actions were done: that which is nearest to its own day."""
    if sheet.on is None or not any(point.became for item in sheet.items for point in item.points):
        return sheet
    return replace(
        sheet,
        items=tuple(
            replace(item, points=tuple(_dated(point, sheet.on) for point in item.points))
            for item in sheet.items
        ),
    )


def _dated(point: PointSheet, held_on: date) -> PointSheet:
    became = point.became
    found = _DAY_AND_MONTH.search(became.as_written[:80]) if became and became.on is None else None
    if became is None or found is None:
        return point
    parting = "/" if "/" in found[0] else " "
    years = (held_on.year, held_on.year - 1, held_on.year + 1)
    days = [day for day in (read_date(f"{found[0]}{parting}{year}") for year in years) if day]
    nearest = min(days, key=lambda day: abs(day - held_on), default=None)
    return replace(point, became=replace(became, on=nearest))


def _answers(row: Row, layout: Layout) -> Iterator[str]:
    """Yield what stands under a heading that asks "Completed?", if it says yes, or when."""
    for column, label in layout.labels.items():
        if not _ASKS.match(label_form(label)) or "status" not in column_keys(label):
            continue
        slot = at(row, column)
        mark = symbols_of(slot) if slot is not None else ""
        if fold(mark) in _YES or (find_day(mark) and len(mark) <= 40):
            yield mark


def _day(text: str) -> date | None:
    found = find_day(text)
    return found.on if found else None
