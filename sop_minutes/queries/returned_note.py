"""A note with all that came back of it: what a window shows in which it is decided."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from sop_minutes.domain.page.blocks import Block
from sop_minutes.domain.words import SETTLED_STATES, MeetingState
from sop_minutes.queries.returned import blocks_beside
from sop_minutes.queries.returned_copies import CopyRow, list_copies
from sop_minutes.queries.returned_reading import whole_note
from sop_minutes.queries.returned_rows import ReturnedBlock, ReturnedRow
from sop_minutes.storage.tables import Item, Point


@dataclass(frozen=True, slots=True)
class ReturnedNote:
    """A meeting's note, block by block, with every change that came back, decided or not; and the copies."""

    meeting_id: int
    key: str
    group: str
    on: date
    state: MeetingState
    blocks: tuple[ReturnedBlock, ...]
    copies: tuple[CopyRow, ...]

    @property
    def is_settled(self) -> bool:
        """Whether the minutes are approved, so that nothing can be taken."""
        return self.state in SETTLED_STATES

    @property
    def rows(self) -> tuple[ReturnedRow, ...]:
        """All changes, in the order of the note."""
        return tuple(row for block in self.blocks for row in block.changes)

    @property
    def prints(self) -> dict[str, Block]:
        """The blocks by their records."""
        return {block.record: block.block for block in self.blocks}


def returned_note(session: Session, meeting_id: int) -> ReturnedNote:
    """Return a note with all that came back of it. Raises UserError if the meeting is no longer there."""
    sheet = whole_note(session, meeting_id)
    return ReturnedNote(
        meeting_id,
        sheet.key,
        sheet.group_name,
        sheet.note.on or date.min,
        MeetingState(sheet.state),
        blocks_beside(session, meeting_id),
        list_copies(session, meeting_id),
    )


def typed_words(session: Session, record: str) -> str:
    """Return what was typed in a block or heading, "" for one that is gone, and for the title."""
    if record.startswith("i"):
        item = session.get(Item, int(record[1:]))
        return item.title if item else ""
    point = session.get(Point, int(record[1:])) if record.startswith("p") else None
    return point.text if point else ""
