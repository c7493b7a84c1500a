"""What a status, update or date cell of an action table says has become of an action."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from sop_minutes.domain.caution import is_closed_label
from sop_minutes.domain.due import read_date
from sop_minutes.domain.sheets import NoteSheet, PointSheet, Progress
from sop_minutes.domain.text import fold
from sop_minutes.domain.words import CLOSED_STATUSES, ActionStatus
from sop_minutes.importing.minutes.columns import Layout
from sop_minutes.importing.minutes.dates import find_day
from sop_minutes.importing.minutes.grid import Row, at, filled, symbols_of
from sop_minutes.importing.minutes.people import is_nobody
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
_BEGUN = re.compile(
    r"\W*(?:in progress|on-?going|under ?way|started|begun|in hand|on track|work in progress|wip|progressing"
    r"|(?:part(?:ly|ially)?) (?:complete\w*|done)|being (?:progressed|done|worked on))\b",
    re.IGNORECASE,
)
_NOT_BEGUN = re.compile(
    r"\W*(?:open|new|outstanding|pending|to do|live|active|carried forward|incomplete|not (?:yet )?\w+)\b",
    re.IGNORECASE,
)
_YES: Final = frozenset("y yes x ✓ ✔ ☑ ☒ √ ü complete completed done".split())
_DAY_AND_MONTH = re.compile(
    r"\b\d{1,2}(?:st|nd|rd|th)?\s+(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\b|\b\d{1,2}/\d{1,2}\b",
    re.IGNORECASE,
)
_ASKS = re.compile(r"^(?:date )?(?:completed?|closed|done|finished)(?: on| date)?\b")


def progress_of(row: Row, layout: Layout) -> Progress | None:
    """Return what the cells of `row` say has become of its actions; None if they say nothing of it."""
    closed = _closed(row, layout)
    texts = [closed.as_written] if closed else []
    status = at(row, layout.get("status"))
    if status is not None and status.text not in texts:
        texts += [_labelled(status.text, layout.labels.get(status.column, ""))]
    update = at(row, layout.get("update"))
    if update is not None and update.column not in _of_the_action(layout) and update.text not in texts:
        texts += [line.marked for line in update.lines]
    said = [text for text in texts if not is_nobody(text) and fold(text) != ActionStatus.OPEN]
    if not said:
        return None
    written = "\n".join(said)
    return replace(closed, as_written=written) if closed else _going_on(written)


def progress_said(text: str) -> Progress | None:
    """Return what a cell of status says of an action by itself."""
    if is_nobody(text) or fold(text) == ActionStatus.OPEN:
        return None
    return progress_in(text) or _going_on(text)


def _going_on(written: str) -> Progress:
    """Return what is said of an action that is not closed; a day that it begins with is the day of it."""
    begun = any(_BEGUN.match(text) for text in written.split("\n"))
    day = find_day(written)
    on = day.on if day and day.start == 0 else None
    return Progress(ActionStatus.IN_PROGRESS if begun else None, on, written)


def _labelled(text: str, label: str) -> str:
    """Return a status with its column's heading where it needs that to be understood: "RAG: Green"."""
    known = progress_in(text) or _BEGUN.match(text) or _NOT_BEGUN.match(text) or is_closed_label(text)
    plain = not label or label_form(label) == "status" or is_nobody(text)
    return text if known or plain else f"{label}: {text}"


def _of_the_action(layout: Layout) -> set[int | None]:
    return {layout.get("action"), layout.get("owner"), layout.get("due")}


def _closed(row: Row, layout: Layout) -> Progress | None:
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
    if became is None or became.on is not None:
        return point
    first = became.as_written.split("\n")[0][:80]
    found = (_DAY_AND_MONTH.search if became.status in CLOSED_STATUSES else _DAY_AND_MONTH.match)(first)
    if found is None:
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
