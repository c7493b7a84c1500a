"""What a copy changes beside the note's blocks, held against what the meeting has there now."""

from collections.abc import Collection, Sequence
from typing import Final

from sop_minutes.domain.grammar.attendance import STATUSES, read_attendance
from sop_minutes.domain.grammar.headers import read_header
from sop_minutes.domain.page.blocks import Block
from sop_minutes.domain.printing import due_text, owners_text
from sop_minutes.domain.returned.lines import BETWEEN_CELLS
from sop_minutes.domain.sheets import ActionRow, AttendanceSheet, MeetingSheet
from sop_minutes.domain.text import fold, squash

OWNER: Final = 2
DUE: Final = 3
_FIELDS: Final = ("Time", "Place")


def names_in(line: str) -> tuple[AttendanceSheet, ...]:
    """Return who is named in a line of the details, () for a line of something else."""
    header = read_header(line)
    if header is None or header.name not in STATUSES or not header.text:
        return ()
    return tuple(read_attendance(header.name, header.text))


def detail_conflict(
    meeting: MeetingSheet,
    before: Sequence[Block],
    after: Sequence[Block],
    listed: Collection[AttendanceSheet],
) -> str:
    """Return how a line of the details, or the title, is otherwise here than in what went out; "" if not.

    `listed` are all whose names a copy has otherwise, as they were listed in what went out.
    """
    was, now = (blocks[0].text if blocks else "" for blocks in (before, after))
    if any(block.heading for block in (*before, *after)):
        return _of_field("title", meeting.heading.rpartition(" – ")[0], *map(_undated, (was, now)))
    old, new = read_header(was), read_header(now)
    header = new or old
    if header is None:
        return ""
    if header.name in _FIELDS:
        held = meeting.note.time if header.name == "Time" else meeting.note.place
        return _of_field(header.name.lower(), held, old.text if old else "", new.text if new else "")
    return _of_names(meeting, was, now, listed)


def entry_conflict(row: ActionRow, before: Sequence[str], after: Sequence[str]) -> str:
    """Return how owner or due date of an action are others here than in what went out, "" if they are not.

    `before` and `after` are the cells of its row in the lists at the end.
    """
    for at, name, held in ((OWNER, "owner", owners_text(row.owners)), (DUE, "due date", due_text(row.due))):
        if before[at] != after[at] and squash(held) not in (squash(before[at]), squash(after[at])):
            return f"The {name} was changed here since. It is “{held}”; the copy says “{after[at]}”."
    return ""


def row_cells(blocks: Sequence[Block]) -> list[str]:
    """Return the cells of a row of the lists at the end, [] for another entry of them."""
    cells = blocks[0].text.split(BETWEEN_CELLS) if blocks else []
    return cells if len(cells) > DUE else []


def _of_field(name: str, held: str, was: str, now: str) -> str:
    if squash(held) in (squash(was), squash(now)):
        return ""
    return f"The {name} was changed here since. It is “{held}”; the copy says “{now}”."


def _of_names(meeting: MeetingSheet, was: str, now: str, listed: Collection[AttendanceSheet]) -> str:
    before = names_in(was)
    known = {fold(entry.name) for entry in before}
    expected = {(fold(entry.name), entry.status) for entry in listed}
    held = {fold(entry.name): entry for entry in meeting.note.attendance}
    for entry in names_in(now):
        here = held.get(fold(entry.name))
        if entry in before or (here is None and fold(entry.name) not in known):
            continue
        if here is None or (here.status != entry.status and (fold(entry.name), here.status) not in expected):
            there = f"under {here.status}" if here else "in no list"
            return f"{entry.name} was listed otherwise here since: {there}. The copy has “{now}”."
    return ""


def _undated(title: str) -> str:
    return title.rpartition(" – ")[0]
