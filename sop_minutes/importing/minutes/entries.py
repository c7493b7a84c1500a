"""What a meeting's minutes are read from, in order: lines, and what tables were understood to say."""

from typing import NamedTuple, TypeAlias

from sop_minutes.domain.sheets import AttendanceSheet, PointSheet
from sop_minutes.importing.minutes.lines import Line

ITEM = "item"


class Fact(NamedTuple):
    """A label of `vocabulary` and what stands beside it."""

    key: str
    label: str
    lines: tuple[Line, ...]


class Person(NamedTuple):
    """A row of an attendee table."""

    sheet: AttendanceSheet


class Points(NamedTuple):
    """What a row of a table was understood to say, ready for the note."""

    points: tuple[PointSheet, ...]


class Heads(NamedTuple):
    """A row of headings that was understood: what they say shows in what is made of the rows below."""

    text: str


Entry: TypeAlias = Line | Fact | Person | Points | Heads


def item_line(title: Line) -> Line:
    """Return `title` as the heading of an item, whatever it looks like."""
    return title._replace(role=ITEM, bullet=None, in_table=False)
