"""What came back of a note: copies, and each change of them beside what the note says now."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from sqlmodel import Session, col, select

from sop_minutes.domain.errors import UserError
from sop_minutes.domain.page.blocks import Block
from sop_minutes.domain.returned.beside import detail_conflict, entry_conflict, names_in, row_cells
from sop_minutes.domain.returned.change import ChangeKind
from sop_minutes.domain.returned.following import says_no_more, unfollowed
from sop_minutes.domain.returned.lines import read_said
from sop_minutes.domain.returned.standing import OF_BLOCKS, becomes, conflict_words, is_made
from sop_minutes.domain.returned.words import WordSpan, word_spans
from sop_minutes.domain.sheets import AttendanceSheet, MeetingSheet
from sop_minutes.domain.words import Audience, ChangeState
from sop_minutes.queries.meetings import meeting_sheet
from sop_minutes.queries.returned_reading import ReadNote, whole_note
from sop_minutes.queries.returned_rows import ReturnedBlock, ReturnedRow
from sop_minutes.storage.tables import ReturnedChange, ReturnedCopy


def list_returned(
    session: Session, meeting_id: int | None = None, state: ChangeState | None = ChangeState.WAITING
) -> tuple[ReturnedRow, ...]:
    """Return the changes that wait, or all for None, copy by copy in their order; of one meeting if given."""
    query = _CHANGES
    if meeting_id is not None:
        query = query.where(ReturnedCopy.meeting_id == meeting_id)
    if state is not None:
        query = query.where(ReturnedChange.state == state)
    reading = Reading(session)
    return tuple(reading.row(change, copy) for change, copy in session.exec(query).all())


def returned_of_copy(session: Session, copy_id: int) -> tuple[ReturnedRow, ...]:
    """Return the changes of a copy that wait. Raises UserError if there is no such copy."""
    if session.get(ReturnedCopy, copy_id) is None:
        raise UserError(f"There is no copy {copy_id}.")
    query = _CHANGES.where(ReturnedCopy.id == copy_id, ReturnedChange.state == ChangeState.WAITING)
    reading = Reading(session)
    return tuple(reading.row(change, copy) for change, copy in session.exec(query).all())


def returned_change(session: Session, change_id: int) -> ReturnedRow:
    """Return a change as it stands now. Raises UserError if there is none of that number."""
    return Reading(session).row_of(change_id)


def change_state(session: Session, change_id: int) -> ChangeState:
    """Return how it stands with a change. Raises UserError if there is none of that number."""
    return ChangeState(_change_of(session, change_id)[0].state)


def blocks_beside(session: Session, meeting_id: int) -> tuple[ReturnedBlock, ...]:
    """Return a meeting's note, each block with what came back on it, side by side.

    What is new is with the block it comes after, until it is one itself; what is of the meeting itself, with
    the title.
    """
    reading = Reading(session)
    prints = reading.read(meeting_id, Audience.RESTRICTED).prints
    title = next(iter(prints))
    changes: defaultdict[str, list[ReturnedRow]] = defaultdict(list)
    for change, copy in session.exec(_CHANGES.where(ReturnedCopy.meeting_id == meeting_id)).all():
        row = reading.row(change, copy)
        there = (record for record in (*row.records, *row.under) if record in prints)
        changes[next(there, title)].append(row)
    return tuple(
        ReturnedBlock(record, block, tuple(changes.get(record, ()))) for record, block in prints.items()
    )


class _Standing(NamedTuple):
    """How a change stands to the note, as a `ReturnedRow` says it."""

    result: tuple[Block, ...] | None
    conflict: str = ""
    is_hidden: bool = False
    is_there: bool = False


class Reading:
    """Reads changes; what a note says now is read once for each reader, until it is to be `forget`-ten."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._whole: dict[int, MeetingSheet] = {}
        self._notes: dict[tuple[int, Audience], ReadNote] = {}
        self._listed: dict[int, tuple[AttendanceSheet, ...]] = {}

    def whole(self, meeting_id: int) -> MeetingSheet:
        """Return all of a meeting."""
        if meeting_id not in self._whole:
            self._whole[meeting_id] = whole_note(self._session, meeting_id)
        return self._whole[meeting_id]

    def note(self, copy: ReturnedCopy) -> ReadNote:
        """Return how the note reads now for whom a copy was for."""
        return self.read(copy.meeting_id, Audience(copy.audience))

    def read(self, meeting_id: int, reader: Audience) -> ReadNote:
        """Return how a meeting's note reads now for one reader."""
        if (meeting_id, reader) not in self._notes:
            is_whole = reader is Audience.RESTRICTED
            sheet = self.whole(meeting_id) if is_whole else meeting_sheet(self._session, meeting_id, reader)
            self._notes[meeting_id, reader] = ReadNote(sheet, reader, _came(self._session, meeting_id))
        return self._notes[meeting_id, reader]

    def forget(self) -> None:
        """Read the notes anew when they are needed next: something was done to them."""
        self._whole.clear()
        self._notes.clear()

    def row_of(self, change_id: int) -> ReturnedRow:
        """Return one change. Raises UserError if there is none of that number."""
        return self.row(*_change_of(self._session, change_id))

    def row(self, change: ReturnedChange, copy: ReturnedCopy) -> ReturnedRow:
        """Return a change of a copy as it stands now."""
        note, kind = self.note(copy), ChangeKind(change.kind)
        before, after = _blocks(change.before), _blocks(change.after)
        prints = note.prints_for(before)
        records, under = (note.records_in(marks) for marks in (change.mark, change.after_mark))
        now = tuple(prints.get(record) for record in records) if kind in OF_BLOCKS else ()
        stands = self._standing(change, copy, note, kind, records or under, before, after, now)
        here = tuple(prints.get(record) for record in records)
        left = () if stands.is_there or stands.is_hidden else unfollowed(kind, before, after, here)
        if left and says_no_more(before, after):
            kind, stands = ChangeKind.NOT_FOLLOWED, _Standing(None)
        return ReturnedRow(
            id=change.id,
            copy_id=copy.id,
            meeting_id=copy.meeting_id,
            meeting=note.key,
            from_name=copy.from_name,
            kind=kind,
            state=ChangeState(change.state),
            records=records,
            under=under,
            before=before,
            after=after,
            spans=tuple(_spans(before, after)),
            who=change.who,
            at=change.at,
            comment=change.comment,
            instead=change.instead,
            now=now,
            result=stands.result,
            conflict=stands.conflict,
            is_hidden=stands.is_hidden,
            is_there=stands.is_there,
            unfollowed=left,
        )

    def _standing(
        self,
        change: ReturnedChange,
        copy: ReturnedCopy,
        note: ReadNote,
        kind: ChangeKind,
        records: Sequence[str],
        before: tuple[Block, ...],
        after: tuple[Block, ...],
        now: tuple[Block | None, ...],
    ) -> _Standing:
        result = becomes(kind, before, after, now)
        if change.state != ChangeState.WAITING:
            return _Standing(result)
        if kind is not ChangeKind.NEW and (hidden := self._hidden(note, copy.meeting_id, records)):
            return _Standing(result, hidden, is_hidden=True)
        if is_made(kind, after, now, note.following(copy.id, records)):
            return _Standing(after, is_there=True)
        if result is None:
            return _Standing(None, conflict_words(before, after, now))
        return _Standing(result, self._beside(kind, copy, records, before, after))

    def _hidden(self, note: ReadNote, meeting_id: int, records: Sequence[str]) -> str:
        """Return what is to be said of a block that is there, but for narrower readers since; else ""."""
        gone = [record for record in records if record not in note.prints]
        if not gone:
            return ""
        whole = self.read(meeting_id, Audience.RESTRICTED).prints
        found = next((whole[record] for record in gone if record in whole), None)
        if found is None:
            return ""
        return (
            f"The block is no longer for whom this copy was made. It says “{found.text}”: change it in the "
            "note if it should say something else, and reject this."
        )

    def _beside(
        self,
        kind: ChangeKind,
        copy: ReturnedCopy,
        records: Sequence[str],
        before: Sequence[Block],
        after: Sequence[Block],
    ) -> str:
        """Return how what is no block is otherwise here since, "" if it is not."""
        if kind is ChangeKind.DETAILS:
            if copy.id not in self._listed:
                self._listed[copy.id] = tuple(_listed_in(self._session, copy.id))
            return detail_conflict(self.whole(copy.meeting_id), before, after, self._listed[copy.id])
        cells = [row_cells(blocks) for blocks in (before, after)]
        if kind is not ChangeKind.LISTED or not all(cells):
            return ""
        rows = self.whole(copy.meeting_id).actions
        row = next((row for row in rows if f"p{row.point_id}" == records[0]), None)
        return entry_conflict(row, *cells) if row is not None else ""


def _came(session: Session, meeting_id: int) -> dict[str, tuple[int, tuple[Block, ...]]]:
    """Return the blocks that copies brought: of which copy each came, and what that has."""
    query = _CHANGES.where(
        ReturnedCopy.meeting_id == meeting_id,
        ReturnedChange.state == ChangeState.ACCEPTED,
        ReturnedChange.kind == ChangeKind.NEW,
    )
    return {
        record: (copy.id, _blocks(change.after))
        for change, copy in session.exec(query)
        for record in change.mark.split()
    }


def _listed_in(session: Session, copy_id: int) -> Iterator[AttendanceSheet]:
    """Yield whom the lines of the details that a copy has otherwise named in what went out."""
    query = select(ReturnedChange.before).where(
        ReturnedChange.copy_id == copy_id, ReturnedChange.kind == ChangeKind.DETAILS
    )
    for lines in session.exec(query):
        for block in _blocks(lines):
            yield from names_in(block.text)


def _change_of(session: Session, change_id: int) -> tuple[ReturnedChange, ReturnedCopy]:
    change = session.get(ReturnedChange, change_id)
    if change is None:
        raise UserError(f"There is no change {change_id} of a returned copy.")
    return change, session.get_one(ReturnedCopy, change.copy_id)


def _spans(before: tuple[Block, ...], after: tuple[Block, ...]) -> Iterable[tuple[WordSpan, ...]]:
    if len(before) == len(after):
        return (word_spans(one.text, other.text) for one, other in zip(before, after, strict=True))
    return (word_spans(" ".join(b.text for b in before), " ".join(b.text for b in after)),)


@lru_cache(maxsize=4096)  # all that waits is shown anew after each thing that is decided
def _blocks(lines: str) -> tuple[Block, ...]:
    return tuple(read_said(line) for line in lines.split("\n")) if lines else ()


_CHANGES = (
    select(ReturnedChange, ReturnedCopy)
    .join(ReturnedCopy, col(ReturnedCopy.id) == ReturnedChange.copy_id)
    .order_by(col(ReturnedCopy.received_at), col(ReturnedCopy.id), col(ReturnedChange.position))
)
