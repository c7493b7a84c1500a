"""How a meeting's headings and blocks are printed now, as a copy that comes back would have them."""

from functools import lru_cache

from sop_minutes.domain.inline import inline_runs, marked_up
from sop_minutes.domain.page.blocks import Block
from sop_minutes.domain.printing import action_cells, heading_text, point_label, point_text
from sop_minutes.domain.returned.lines import BETWEEN_CELLS, words_key
from sop_minutes.domain.sheets import MeetingSheet
from sop_minutes.domain.words import Audience, PointKind


def prints_of(meeting: MeetingSheet, reader: Audience) -> dict[str, Block]:
    """Return the print of each record of a sheet that holds what `reader` may see, in the note's order.

    Records are named as in sheets: "m5", "i3", "p12". What says nothing is not printed.
    """
    found = {meeting.record: Block(_spaced(meeting.heading), heading=True)}
    for item in meeting.note.items:
        if item.title.strip():
            found[item.record] = Block(_spaced(heading_text(item, reader)), heading=True)
        depth = 0
        for point in item.points:
            depth = min(point.level, depth + 1)
            text = _printed(f"{point_label(point, reader)}{point_text(point)}")
            if text:
                found[point.record] = Block(text, depth)
    return found


def rows_of(meeting: MeetingSheet, reader: Audience) -> dict[str, Block]:
    """Return how each action of a sheet is printed where actions stand in tables, as `prints_of`."""
    return {
        point.record: Block(BETWEEN_CELLS.join(map(_spaced, action_cells(point, reader))))
        for item in meeting.note.items
        for point in item.points
        if point.kind is PointKind.ACTION
    }


def same_print(one: Block, other: Block) -> bool:
    """Say whether two blocks read the same."""
    levels = (0 if one.heading else one.level, 0 if other.heading else other.level)
    return one.heading is other.heading and levels[0] == levels[1] and same_text(one.text, other.text)


def same_text(one: str, other: str) -> bool:
    """Say whether two lines read the same: the kind of quotes makes no difference."""
    return one == other or words_key(one) == words_key(other)


@lru_cache(maxsize=4096)  # a note is read again after each thing that is done to it
def _printed(line: str) -> str:
    return _spaced(marked_up(inline_runs(line)))


def _spaced(text: str) -> str:
    return " ".join(text.split())
