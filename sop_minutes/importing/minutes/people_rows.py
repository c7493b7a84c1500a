"""Rows that say who was there: attendee tables, and lists beside or below "Present", "Apologies" …"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from sop_minutes.domain.sheets import AttendanceSheet
from sop_minutes.domain.words import AttendanceStatus
from sop_minutes.importing.minutes.columns import Layout
from sop_minutes.importing.minutes.entries import Entry, Fact, Person
from sop_minutes.importing.minutes.grid import Row, Slot, at, filled, symbols_of
from sop_minutes.importing.minutes.people import is_name, is_nobody
from sop_minutes.importing.minutes.vocabulary import ATTENDANCE, column_keys, fact_key

_YES: Final = frozenset(
    "✓ ✔ x X ☑ ☒ ✗ y Y yes Yes YES P p present Present PRESENT attended Attended √ ü / ●".split()
)
_AWAY = re.compile(
    r"(?:a|ap|(?:sent |gave )?apol\w*(?: (?:received|sent|given|were given|for absence))?)", re.IGNORECASE
)
_STATUS_AND_MORE = re.compile(
    r"(?P<mark>apologies|apols?|present|in attendance)\s*[,:;–—-]+\s*(?P<more>.+)",
    re.IGNORECASE,
)
_NAME_AND_MORE = re.compile(r"(?P<name>[^()\[\]]+?)\s*[(\[](?P<more>[^()\[\]]+)[)\]]")
_AND_MORE = re.compile(r"(.*?)(?:\s*[(\[](.*)[)\]])?")
_NO = re.compile(r"^(?:n|no|absent|did not attend|dna|ab|not present)$", re.IGNORECASE)


class ListStart(NamedTuple):
    """A row whose first cell says "Present" or the like, and the column its people stand in.

    `column` is None where they stand in the rows below.
    """

    label: Slot
    column: int | None

    @property
    def status(self) -> AttendanceStatus:
        return ATTENDANCE[fact_key(self.label.text)]


def list_start(row: Row) -> ListStart | None:
    """Return what list of people begins in `row`; None for any other row."""
    cells = filled(row)
    if not cells or len(cells[0].lines) != 1 or any(cell.nested for cell in cells):
        return None
    label, values = cells[0], cells[1:]
    if label.column != row[0].column or fact_key(label.text) not in ATTENDANCE:
        return None
    if any(fact_key(value.text) for value in values):
        return None
    return ListStart(label, values[0].column if values else None)


def goes_on(row: Row, start: ListStart) -> bool:
    """Say whether `row` holds more people of the list that began at `start`, its first cell left empty."""
    cells = filled(row)
    return (
        start.column is not None and bool(cells) and cells[0].column == start.column and not cells[0].nested
    )


def listed_row(row: Row, start: ListStart) -> Iterator[Entry]:
    """Yield the people of a row of the list that began at `start`: one in several cells, or all in one."""
    values = [slot for slot in filled(row) if slot is not start.label]
    if not values:
        yield from (line._replace(in_table=False) for line in start.label.lines)
    elif len(values) > 1 and len(values[0].lines) == 1 and is_name(values[0].text) and not _all_named(values):
        details = ", ".join(value.text for value in values[1:])
        yield Person(AttendanceSheet(values[0].text, start.status, details))
    else:
        lines = tuple(line for value in values for line in value.lines)
        yield Fact(fact_key(start.label.text), start.label.text.strip(" :"), lines)


def _all_named(values: list[Slot]) -> bool:
    """Say whether every cell is a person's name, in two words or more: OCC is no person beside one."""
    return all(is_name(value.text) and " " in value.text for value in values)


def person_row(row: Row, layout: Layout, status: AttendanceStatus) -> Person | None:
    """Return who a row of an attendee table names, what they are, whether they were there."""
    slot = at(row, layout.get("name"))
    if slot is None or not slot.lines:
        return None
    bracketed = _NAME_AND_MORE.fullmatch(slot.text)
    apart = bracketed if bracketed and is_name(bracketed["name"]) else None
    details: list[str] = [apart["more"]] if apart else []
    there: AttendanceStatus | None = None
    for other in row:
        if other.column == slot.column:
            continue
        label = layout.labels.get(other.column, "")
        marks = not layout.labels or "attended" in column_keys(label)
        mark = _marked(symbols_of(other)) if marks else None
        said = _said(mark[1], label, status) if mark else None
        there = there or said
        if said is None and other.lines and not is_nobody(other.text):
            details.append(other.text)
        elif said is not None and mark and mark[2]:
            details.append(mark[2])
    name = apart["name"] if apart else slot.text
    return Person(AttendanceSheet(name, there or status, ", ".join(details)))


def _marked(text: str) -> re.Match[str] | None:
    """Return a mark and what stands in brackets or after a dash behind it."""
    return _STATUS_AND_MORE.fullmatch(text) or _AND_MORE.fullmatch(text)


def _said(mark: str, label: str, status: AttendanceStatus) -> AttendanceStatus | None:
    """Return what a mark under `label` says of someone; None where it is no such mark."""
    if mark in _YES:
        return ATTENDANCE.get(fact_key(label), status)
    if _AWAY.fullmatch(mark):
        return AttendanceStatus.APOLOGIES
    return AttendanceStatus.ABSENT if _NO.match(mark) else ATTENDANCE.get(fact_key(mark))
