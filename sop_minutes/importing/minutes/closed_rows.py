"""Rows of tables that are not for everybody, and what they keep to themselves."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from sop_minutes.domain.caution import is_closed_label, says_closed
from sop_minutes.domain.grammar import split_audience
from sop_minutes.domain.text import fold
from sop_minutes.domain.words import Audience
from sop_minutes.importing.minutes.columns import Layout
from sop_minutes.importing.minutes.entries import Entry, Points
from sop_minutes.importing.minutes.grid import Row, Slot, filled, symbols_of
from sop_minutes.importing.minutes.lines import Line

_YES: Final = frozenset("y yes x ✓ ✔ ☑ ☒ √ ü".split())


def closed_entries(entries: Iterable[Entry], row: Row, layout: Layout | None) -> Iterator[Entry]:
    """Yield what `row` was understood to say, as narrow as the row itself says.

    A row that is marked as a whole is closed. Where only a paragraph of its minutes says so, what is
    to be done about it is closed with it.
    """
    slots = filled(row)
    marked = any(_marks_row(slot, layout) for slot in slots)
    partly = marked or any(_is_closed(line) for slot in slots for line in slot.lines)
    if not partly:
        yield from entries
        return
    marked = marked or layout is None or layout.kind != "minutes"
    for entry in entries:
        if isinstance(entry, Points):
            yield Points(tuple(replace(point, audience=Audience.RESTRICTED) for point in entry.points))
        elif isinstance(entry, Line) and marked:
            yield entry._replace(audience=Audience.RESTRICTED)
        else:
            yield entry


def _marks_row(slot: Slot, layout: Layout | None) -> bool:
    """Say whether a cell is a marking, or says yes in a column that asks for one: "Exempt?"."""
    label = layout.labels.get(slot.column, "") if layout else ""
    asked = is_closed_label(label) and fold(symbols_of(slot)) in _YES
    return asked or is_closed_label(slot.text)


def _is_closed(line: Line) -> bool:
    said, _ = split_audience(line.text)
    return said is Audience.RESTRICTED or says_closed(line.text)
