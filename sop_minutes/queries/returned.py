"""What came back of a note: copies, and each change of them beside what the note says now."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from sop_minutes.domain.errors import UserError
from sop_minutes.domain.marks import mark_of
from sop_minutes.domain.page.blocks import Block
from sop_minutes.domain.returned.change import ChangeKind
from sop_minutes.domain.returned.lines import cells_of, read_said
from sop_minutes.domain.returned.prints import prints_of, rows_of
from sop_minutes.domain.returned.standing import OF_BLOCKS, becomes
from sop_minutes.domain.returned.words import WordSpan, word_spans
from sop_minutes.domain.sheets import MeetingSheet
from sop_minutes.domain.words import Audience, ChangeState
from sop_minutes.queries.meetings import meeting_key, meeting_sheet
from sop_minutes.queries.sent import circulation_number
from sop_minutes.storage.tables import FrozenFile, ReturnedChange, ReturnedCopy

Prints = Mapping[str, Block]


@dataclass(frozen=True, slots=True)
class CopyRow:
    """A copy that came back. `waiting` counts its changes that are not decided.

    `circulation` is the number of what it is a copy of, None where that is not known.
    """

    id: int
    meeting_id: int
    meeting: str
    circulation_id: int | None
    circulation: int | None
    audience: Audience
    name: str
    from_name: str
    received_at: datetime
    changes: int
    waiting: int


@dataclass(frozen=True, slots=True)
class ReturnedRow:
    """A change of a copy. `records` are the blocks it was done to, `under` those it stands after, the nearest
    first.

    `from_name` is whose copy it is, `who` whose hands the file names for this change. `before` and `after`
    are the blocks in the copy, `spans` their words side by side, a pair of blocks each. `now` are the
    blocks as they read here now, None for one that is gone; `result` is what they become if it is
    accepted, None for a conflict. `instead` is what it was accepted with, "" for the copy's words.
    """

    id: int
    copy_id: int
    meeting_id: int
    meeting: str
    from_name: str
    kind: ChangeKind
    state: ChangeState
    records: tuple[str, ...]
    under: tuple[str, ...]
    before: tuple[Block, ...]
    after: tuple[Block, ...]
    spans: tuple[tuple[WordSpan, ...], ...]
    who: str
    at: datetime | None
    comment: str
    instead: str
    now: tuple[Block | None, ...]
    result: tuple[Block, ...] | None

    @property
    def after_record(self) -> str:
        """What it stands after, "" for nothing."""
        return next(iter(self.under), "")

    @property
    def is_conflict(self) -> bool:
        return self.state is ChangeState.WAITING and self.result is None


@dataclass(frozen=True, slots=True)
class ReturnedBlock:
    """A block of the note with the changes on it, or right after it; `record` names it."""

    record: str
    block: Block
    changes: tuple[ReturnedRow, ...]


def list_copies(session: Session, meeting_id: int | None = None) -> tuple[CopyRow, ...]:
    """Return the copies that came back, of one meeting if given, the first that came first."""
    query = select(ReturnedCopy).order_by(col(ReturnedCopy.received_at), col(ReturnedCopy.id))
    if meeting_id is not None:
        query = query.where(ReturnedCopy.meeting_id == meeting_id)
    return tuple(_copy_row(session, copy) for copy in session.exec(query).all())


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


def returned_row(session: Session, change_id: int) -> ReturnedRow:
    """Return one change. Raises UserError if there is none of that number."""
    return Reading(session).row_of(change_id)


def change_state(session: Session, change_id: int) -> ChangeState:
    """Return how it stands with a change. Raises UserError if there is none of that number."""
    return ChangeState(_change_of(session, change_id)[0].state)


def returned_blocks(
    session: Session, meeting_id: int, state: ChangeState | None = ChangeState.WAITING
) -> tuple[ReturnedBlock, ...]:
    """Return a meeting's note, each block with what waits on it from all copies side by side; all for None.

    What is new is with the block it comes after, until it is one itself; what is of the meeting itself, with
    the title.
    """
    return blocks_beside(session, meeting_sheet(session, meeting_id), meeting_id, state)


def blocks_beside(
    session: Session, sheet: MeetingSheet, meeting_id: int, state: ChangeState | None
) -> tuple[ReturnedBlock, ...]:
    """Return what `returned_blocks` does, of a meeting whose whole sheet was read already."""
    prints = prints_of(sheet, Audience.RESTRICTED)
    title = next(iter(prints))
    changes: defaultdict[str, list[ReturnedRow]] = defaultdict(list)
    for row in list_returned(session, meeting_id, state):
        there = (record for record in (*row.records, *row.under) if record in prints)
        changes[next(there, title)].append(row)
    return tuple(
        ReturnedBlock(record, block, tuple(changes.get(record, ()))) for record, block in prints.items()
    )


def copy_with_digest(session: Session, meeting_id: int, digest: str) -> CopyRow | None:
    """Return the copy of a meeting's note that is the file with this SHA-256, None if it did not come yet."""
    query = select(ReturnedCopy).where(ReturnedCopy.meeting_id == meeting_id, ReturnedCopy.digest == digest)
    copy = session.exec(query).first()
    return _copy_row(session, copy) if copy is not None else None


def copy_content(session: Session, copy_id: int) -> bytes:
    """Return a copy as it came. Raises UserError if it is no longer there."""
    query = select(FrozenFile.content).join(ReturnedCopy, col(ReturnedCopy.frozen_file_id) == FrozenFile.id)
    content = session.exec(query.where(ReturnedCopy.id == copy_id)).first()
    if content is None:
        raise UserError("That copy is no longer there.")
    return content


class Reading:
    """Reads changes; what the notes say now is read once for each meeting and reader."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._prints: dict[tuple[int, str], tuple[Prints, Prints]] = {}
        self._keys: dict[int, str] = {}

    def prints(self, change: ReturnedChange, copy: ReturnedCopy) -> Prints:
        """Return how the note reads now for whom a copy was for; with rows, if a row of a table changed."""
        key = (copy.meeting_id, copy.audience)
        if key not in self._prints:
            reader = Audience(copy.audience)
            sheet = meeting_sheet(self._session, copy.meeting_id, reader)
            self._prints[key] = prints_of(sheet, reader), rows_of(sheet, reader)
        prints, rows = self._prints[key]
        return {**prints, **rows} if any(map(cells_of, _blocks(change.before))) else prints

    def row_of(self, change_id: int) -> ReturnedRow:
        """Return one change. Raises UserError if there is none of that number."""
        return self.row(*_change_of(self._session, change_id))

    def row(self, change: ReturnedChange, copy: ReturnedCopy) -> ReturnedRow:
        """Return a change of a copy as it stands now."""
        prints, kind = self.prints(change, copy), ChangeKind(change.kind)
        records = records_in(change.mark, prints)
        before, after = _blocks(change.before), _blocks(change.after)
        now = tuple(prints.get(record) for record in records) if kind in OF_BLOCKS else ()
        if copy.meeting_id not in self._keys:
            self._keys[copy.meeting_id] = meeting_key(self._session, copy.meeting_id)
        return ReturnedRow(
            id=change.id,
            copy_id=copy.id,
            meeting_id=copy.meeting_id,
            meeting=self._keys[copy.meeting_id],
            from_name=copy.from_name,
            kind=kind,
            state=ChangeState(change.state),
            records=records,
            under=records_in(change.after_mark, prints),
            before=before,
            after=after,
            spans=tuple(_spans(before, after)),
            who=change.who,
            at=change.at,
            comment=change.comment,
            instead=change.instead,
            now=now,
            result=becomes(kind, before, after, now),
        )


def records_in(marks: str, prints: Prints) -> tuple[str, ...]:
    """Return the records that a change names; one that was gone, and is there again, is known by its mark."""
    known = {mark_of(record): record for record in prints} if "_" in marks else {}
    return tuple(known.get(mark, mark) for mark in marks.split())


def _change_of(session: Session, change_id: int) -> tuple[ReturnedChange, ReturnedCopy]:
    found = session.exec(_CHANGES.where(ReturnedChange.id == change_id)).first()
    if found is None:
        raise UserError(f"There is no change {change_id} of a returned copy.")
    return found


def _spans(before: tuple[Block, ...], after: tuple[Block, ...]) -> Iterable[tuple[WordSpan, ...]]:
    if len(before) == len(after):
        return (word_spans(one.text, other.text) for one, other in zip(before, after, strict=True))
    return (word_spans(" ".join(b.text for b in before), " ".join(b.text for b in after)),)


def _blocks(lines: str) -> tuple[Block, ...]:
    return tuple(read_said(line) for line in lines.split("\n")) if lines else ()


def _copy_row(session: Session, copy: ReturnedCopy) -> CopyRow:
    states = session.exec(select(ReturnedChange.state).where(ReturnedChange.copy_id == copy.id)).all()
    return CopyRow(
        copy.id,
        copy.meeting_id,
        meeting_key(session, copy.meeting_id),
        copy.circulation_id,
        circulation_number(session, copy.circulation_id),
        Audience(copy.audience),
        copy.name,
        copy.from_name,
        copy.received_at,
        len(states),
        states.count(ChangeState.WAITING),
    )


_CHANGES = (
    select(ReturnedChange, ReturnedCopy)
    .join(ReturnedCopy, col(ReturnedCopy.id) == ReturnedChange.copy_id)
    .order_by(col(ReturnedCopy.received_at), col(ReturnedCopy.id), col(ReturnedChange.position))
)
