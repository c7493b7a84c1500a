"""Lines and rows of tables that are not for everybody, and what they keep to themselves."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from sop_minutes.domain.caution import is_closed_label, says_closed
from sop_minutes.domain.text import fold
from sop_minutes.domain.words import Audience, narrower
from sop_minutes.importing.audiences import split_said
from sop_minutes.importing.minutes.columns import Layout
from sop_minutes.importing.minutes.entries import Entry, Points
from sop_minutes.importing.minutes.grid import Row, Slot, filled, symbols_of
from sop_minutes.importing.minutes.lines import Line

_YES: Final = frozenset("y yes x ✓ ✔ ☑ ☒ √ ü".split())


def said_audience(line: Line) -> Audience:
    """Return who may see `line`, by what it stands in and by its own words."""
    said, _ = split_said(line.text)
    own = Audience.RESTRICTED if says_closed(line.text) else Audience.PUBLIC
    return narrower(line.audience, said, own)


def closed_entries(entries: Iterable[Entry], row: Row, layout: Layout | None) -> Iterator[Entry]:
    """Yield what `row` was understood to say, as narrow as the row itself says.

    A row that is marked as a whole is closed. Where only a paragraph of its minutes says so, what is
    to be done about it is closed with it.
    """
    slots = filled(row)
    marked = any(_marks_row(slot, layout) for slot in slots)
    partly = marked or any(
        said_audience(line) is Audience.RESTRICTED for slot in slots for line in slot.lines
    )
    if not partly:
        yield from entries
        return
    marked = marked or layout is None or layout.kind != "minutes"
    for entry in entries:
        keeps = marked or not isinstance(entry, Line)
        yield narrowed(entry, Audience.RESTRICTED) if keeps else entry


def narrowed(entry: Entry, audience: Audience) -> Entry:
    """Return `entry` for no wider an `audience`; what says who was there is for members as it is."""
    if isinstance(entry, Points):
        points = (replace(point, audience=narrower(point.audience, audience)) for point in entry.points)
        return Points(tuple(points))
    if isinstance(entry, Line):
        return entry._replace(audience=narrower(entry.audience, audience))
    return entry


def _marks_row(slot: Slot, layout: Layout | None) -> bool:
    """Say whether a cell is a marking, or says yes in a column that asks for one: "Exempt?"."""
    label = layout.labels.get(slot.column, "") if layout else ""
    asked = is_closed_label(label) and fold(symbols_of(slot)) in _YES
    return asked or is_closed_label(slot.text)
