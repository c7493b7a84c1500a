"""Tables: facts, attendees, actions, minutes in three columns; the rest row by row, nothing lost."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from sop_minutes.domain.sheets import PointSheet
from sop_minutes.domain.words import AttendanceStatus, PointKind
from sop_minutes.importing.minutes.actions import action_row, row_text
from sop_minutes.importing.minutes.closed_rows import closed_entries
from sop_minutes.importing.minutes.columns import Layout, by_content, by_heading, settled
from sop_minutes.importing.minutes.entries import Entry, Fact, Heads, Points, item_line
from sop_minutes.importing.minutes.grid import Row, Slot, filled, rows_of
from sop_minutes.importing.minutes.labels import kind_label
from sop_minutes.importing.minutes.lines import Line, lines_of
from sop_minutes.importing.minutes.minute_rows import minute_row
from sop_minutes.importing.minutes.people_rows import goes_on, list_start, listed_row, person_row
from sop_minutes.importing.minutes.vocabulary import ATTENDANCE, fact_key, find_label
from sop_minutes.importing.word.blocks import Block, Paragraph, Table

_LONG: Final = 240
_SECTION: Final = 70
_SAMPLE: Final = 40
_WIDEST: Final = 40


def expand(table: Table, before: str) -> Iterator[Entry]:
    """Yield what `table` says; `before` is the line that stands above it."""
    rows = rows_of(table)
    if all(len(filled(row)) <= 1 for row in rows) and not _heads(rows):
        for row in rows:
            for slot in row:
                yield from flat(slot.blocks)
        return
    yield from _read(rows, before)


def flat(blocks: Iterable[Block], *, in_table: bool = False) -> Iterator[Entry]:
    """Yield what `blocks` hold as they would stand without a table around them."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from lines_of(block, in_table=in_table)
        else:
            yield from expand(block, "")


def _heads(rows: Sequence[Row]) -> bool:
    return any(by_heading(row) for row in rows)


def _read(rows: Sequence[Row], before: str) -> Iterator[Entry]:
    """Go through the rows; a heading row says what those below it are, until the next one."""
    layout: Layout | None = None
    listing = list_start(rows[0])
    before = listing.label.text if listing else before
    guessed = None if _heads(rows) else by_content([row for row in rows if not _is_fact(row)], before)
    above: Row | None = None
    status = ATTENDANCE.get(fact_key(before), AttendanceStatus.PRESENT)
    for number, row in enumerate(rows):
        found = by_heading(row)
        if found:
            layout = settled(found, rows[number + 1 : number + _SAMPLE])
            above = None
            yield Heads(" | ".join([slot.text for slot in filled(row)]))
            continue
        listing = list_start(row) or (listing if listing and goes_on(row, listing) else None)
        if listing and (layout is None or layout.kind == "people"):
            status = listing.status
            yield from listed_row(row, listing)
            continue
        if layout is None and _kind_of(row):
            yield from closed_entries(_labelled(row), row, None)
            continue
        if layout is None and _is_fact(row):
            yield from _facts(row)
            continue
        if len(row) == 1:
            yield from _section(row, rows[number + 1 : number + 2])
            continue
        held = layout or guessed
        yield from closed_entries(_row(row, held, above, status), row, held)
        above = _filled_down(row, above)


def _filled_down(row: Row, above: Row | None) -> Row:
    """Return `row` with what merged cells that began above it hold."""
    held = {slot.column: slot for slot in above or ()}
    return tuple(held.get(slot.column, slot) if slot.continued and not slot.lines else slot for slot in row)


def _section(row: Row, below: Sequence[Row]) -> Iterator[Entry]:
    """Yield a row that is one cell: the heading of those below it if it is short, else as it stands."""
    lines = [line for slot in row for line in slot.lines]
    merged = len(row) == 1 and row[0].span > 1
    if merged and len(lines) == 1 and _is_title(lines[0]) and _is_long(filled(below[0]) if below else []):
        yield item_line(lines[0])
        return
    yield from (entry for slot in row for entry in flat(slot.blocks))


def _is_title(line: Line) -> bool:
    ends = line.text.endswith((".", ";", ","))
    return len(line.text) <= _SECTION and not ends and line.bullet is None and not fact_key(line.text)


def _is_long(slots: Sequence[Slot]) -> bool:
    return len(slots) > 1 or sum(len(slot.text) for slot in slots) > _SECTION


def _row(row: Row, layout: Layout | None, above: Row | None, status: AttendanceStatus) -> Iterator[Entry]:
    kind = layout.kind if layout else ""
    if layout is None or len(row) > _WIDEST or any(slot.nested for slot in row):
        yield from _generic(row)
    elif kind == "actions":
        yield Points(action_row(row, layout, above))
    elif kind == "minutes":
        yield from minute_row(row, layout)
    elif kind == "people":
        person = person_row(row, layout, status)
        yield from (person,) if person else _generic(row)
    else:
        yield from _lists(row, layout)


def _kind_of(row: Row) -> PointKind | None:
    """Return what a row of two cells says by its first: "Action" beside what is to be done."""
    cells = filled(row)
    if len(cells) != 2 or len(cells[0].lines) != 1 or any(cell.nested for cell in cells):
        return None
    said = f"{cells[0].text.rstrip(' :')}:"
    label = kind_label(said)
    return label.kind if label and label.end == len(said) else None


def _labelled(row: Row) -> Iterator[Entry]:
    kind = _kind_of(row) or PointKind.POINT
    yield Points(tuple(PointSheet(line.marked, kind) for line in filled(row)[1].lines))


def _is_fact(row: Row) -> bool:
    """Say whether `row` begins with a known label, or has one after a first pair of cells."""
    cells = filled(row)
    if len(row) < 2 or not cells or len(cells[0].lines) != 1 or cells[0].nested:
        return False
    if fact_key(cells[0].text):
        return cells[0].column == row[0].column
    return len(cells) == 4 and len(cells[2].lines) == 1 and bool(fact_key(cells[2].text))


def _facts(row: Row) -> Iterator[Entry]:
    """Yield a row of labels and values, two or more of each side by side."""
    waiting: Slot | None = None
    values: list[Slot] = []
    for slot in filled(row):
        key = fact_key(slot.text) if len(slot.lines) == 1 else ""
        if waiting is None or (key and values):
            if waiting is not None:
                yield from _fact(waiting, values)
            waiting, values = slot, []
        else:
            values.append(slot)
    if waiting is not None:
        yield from _fact(waiting, values)


def _fact(label: Slot, values: Sequence[Slot]) -> Iterator[Entry]:
    key = fact_key(label.text)
    if not key or not values:
        yield from label.lines
        for slot in values:
            yield from flat(slot.blocks, in_table=True)
        return
    lines = tuple(line for slot in values for line in slot.lines)
    yield Fact(key, label.text.strip(" :"), lines)
    for slot in values:
        if slot.nested:
            yield from (e for e in flat(slot.blocks, in_table=True) if e not in lines)


def _generic(row: Row) -> Iterator[Entry]:
    """Yield a row of no known kind: one paragraph if it is short, else cell by cell."""
    slots = filled(row)
    labelled = slots and all(slot.lines and find_label(slot.lines[0].raw) for slot in slots)
    if labelled or any(slot.nested or len(slot.lines) > 2 or len(slot.text) > _LONG for slot in slots):
        for slot in slots:
            yield from flat(slot.blocks, in_table=len(slots) > 1)
    elif slots:
        yield Points((PointSheet(row_text(slots)),))


def _lists(row: Row, layout: Layout) -> Iterator[Entry]:
    """Yield people listed in columns headed Present, Apologies …"""
    for slot in filled(row):
        key = fact_key(layout.labels.get(slot.column, ""))
        if key:
            yield Fact(key, layout.labels[slot.column], slot.lines)
        else:
            yield from flat(slot.blocks, in_table=True)
