"""Changes of a returned copy, taken or refused one by one."""

from collections.abc import Sequence
from dataclasses import replace

from sqlmodel import Session, col, select

from sop_minutes.commands.checks import meeting_to_change, row_of
from sop_minutes.commands.meetings import diary_following
from sop_minutes.commands.returned.blocks import Blocks
from sop_minutes.commands.returned.details import take_detail, take_entry
from sop_minutes.commands.returned.places import least_at, put_in, read_point, spot_of
from sop_minutes.commands.returned.widths import Widths, effective
from sop_minutes.domain.errors import ChangedSinceError, UserError
from sop_minutes.domain.page.blocks import Block
from sop_minutes.domain.returned.change import ChangeKind
from sop_minutes.domain.returned.lines import read_said
from sop_minutes.domain.returned.standing import BESIDE_BLOCKS, OF_BLOCKS
from sop_minutes.domain.text import one_line
from sop_minutes.domain.words import Audience, ChangeState, narrower
from sop_minutes.queries.returned import Reading, change_state
from sop_minutes.queries.returned_rows import ReturnedRow
from sop_minutes.storage.tables import Item, Point, ReturnedChange, ReturnedCopy

_MOVES = frozenset({ChangeKind.MOVED, ChangeKind.MOVED_REWORDED})


def accept_change(session: Session, change_id: int, *, text: str | None = None, over: bool = False) -> None:
    """Make a change of a returned copy in the note; `text` is what the block is to say instead.

    Nothing becomes wider than it was, and what says again what is withheld is no wider than that; what the
    note says already is not written again. Raises UserError for one that was decided already, if the minutes
    are approved, and for what cannot be taken; ChangedSinceError for a conflict, unless the copy's words are
    to go `over` those here, or `text` is given.
    """
    reading = Reading(session)
    row = _waiting(reading, change_id)
    said = one_line(text).rstrip() if text is not None else ""
    if text is not None and not said.strip():
        raise UserError("Say what the block is to say, or reject the change.")
    with diary_following(session, row.meeting_id, reading.whole(row.meeting_id).note):
        _Taking(session, reading, row_of(session, ReturnedCopy, row.copy_id)).take(row, said, over=over)


def reject_change(session: Session, change_id: int) -> None:
    """Refuse a change of a returned copy; the note stays as it is."""
    _check_waiting(change_id, change_state(session, change_id))
    row_of(session, ReturnedChange, change_id).state = ChangeState.REJECTED
    session.flush()


def accept_all(session: Session, copy_id: int, *, change_ids: Sequence[int]) -> tuple[int, ...]:
    """Make those changes of a copy, which somebody was shown; return what is left of them.

    Left is what is to be looked at first: conflicts, what the note says already, what can only be shown or
    cannot be taken as it is. Raises UserError for a change of another copy, for one that was decided
    meanwhile, and if the minutes are approved; then none is made.
    """
    if not change_ids:
        return ()
    copy = row_of(session, ReturnedCopy, copy_id)
    reading = Reading(session)
    taking = _Taking(session, reading, copy)
    taking.load()
    with diary_following(session, copy.meeting_id, reading.whole(copy.meeting_id).note):
        return tuple(change_id for change_id in change_ids if not taking.takes(change_id))


def _waiting(reading: Reading, change_id: int) -> ReturnedRow:
    row = reading.row_of(change_id)
    _check_waiting(change_id, row.state)
    return row


def _check_waiting(change_id: int, state: ChangeState) -> None:
    if state is not ChangeState.WAITING:
        raise UserError(f"Change {change_id} was {state} already.")


class _Taking:
    """Changes of one copy being made, one after the other."""

    def __init__(self, session: Session, reading: Reading, copy: ReturnedCopy) -> None:
        """Raises UserError if the minutes are approved."""
        meeting_to_change(session, copy.meeting_id)
        self._session = session
        self._reading = reading
        self._copy = copy
        self._widths = Widths(session, copy, reading.whole(copy.meeting_id))
        self._touched: set[str] = set()
        self._held: list[object] = []

    def load(self) -> None:
        """Load all that many changes are made to at once, and hold it: each would be looked up alone."""
        items = select(Item).where(Item.meeting_id == self._copy.meeting_id)
        points = select(Point).join(Item, col(Item.id) == Point.item_id)
        changes = select(ReturnedChange).where(ReturnedChange.copy_id == self._copy.id)
        for query in (items, points.where(Item.meeting_id == self._copy.meeting_id), changes):
            self._held += self._session.exec(query).all()

    def _has_touched(self, row: ReturnedRow) -> bool:
        """Say whether something was done to the blocks of a change since the note was read."""
        found = not self._touched.isdisjoint(row.records)
        if found:
            self._touched.clear()
        return found

    def takes(self, change_id: int) -> bool:
        """Make a change if it can be made as it is; say whether it was.

        Raises UserError for one of another copy, and for one that was decided already.
        """
        row = _waiting(self._reading, change_id)
        if row.copy_id != self._copy.id:
            raise UserError("A change is of another copy; look at the list again.")
        if self._has_touched(row):
            self._reading.forget()
            row = self._reading.row_of(change_id)
        if not row.is_clear:
            return False
        try:
            with self._session.begin_nested():
                self.take(row, "", over=False)
        except UserError:
            return False
        return True

    def take(self, row: ReturnedRow, text: str, *, over: bool) -> None:
        """Make a change; `text` is what it is to say instead, "" for the copy's words."""
        if row.is_hidden:
            raise UserError(row.conflict)
        if row.conflict and not (text or over):
            raise ChangedSinceError(row.conflict)
        change = row_of(self._session, ReturnedChange, row.id)
        if text or not row.is_there:
            prints = self._reading.note(self._copy).prints_for(row.before)
            blocks = Blocks(self._session, self._copy, prints, self._widths)
            _Acceptance(self._session, row, change, self._copy, blocks, self._widths).make(
                text, self._reading
            )
        change.state, change.instead = ChangeState.ACCEPTED, text
        self._session.flush()
        touched = {*row.records, *change.mark.split()}
        self._touched |= touched
        audience = narrower(*(effective(self._session, record) for record in touched))
        for block in (Block(text),) if text else row.result or ():
            self._widths.learn(block.text, audience)


class _Acceptance:
    """One change being made."""

    def __init__(
        self,
        session: Session,
        row: ReturnedRow,
        change: ReturnedChange,
        copy: ReturnedCopy,
        blocks: Blocks,
        widths: Widths,
    ) -> None:
        self._session = session
        self._row = row
        self._change = change
        self._copy = copy
        self._blocks = blocks
        self._widths = widths

    def make(self, text: str, reading: Reading) -> None:
        row = self._row
        if row.kind in OF_BLOCKS or (text and row.kind in BESIDE_BLOCKS):
            self._of_blocks(text)
        elif row.kind is ChangeKind.NEW:
            after = [_worded(row.after[0], text)] if text else list(row.after)
            self._change.mark = " ".join(self._new(after))
        elif row.kind is ChangeKind.DETAILS:
            take_detail(self._session, self._copy, row, text)
        elif row.kind is ChangeKind.LISTED:
            take_entry(self._session, row, self._blocks, reading.whole(row.meeting_id))
        elif row.kind is ChangeKind.NOT_TAKEN:
            raise UserError(
                "That is shown so that nothing is lost, but cannot be taken by itself: change the note where "
                "it belongs, and reject this."
            )

    def _of_blocks(self, text: str) -> None:
        row = self._row
        if row.records[0].startswith("m"):
            raise UserError("That is said of the meeting itself, not of a block: change it there.")
        now = [self._blocks.now(record) for record in row.records]
        result = row.after if row.result is None else row.result
        if text:
            form = row.after[0] if row.after and row.kind in OF_BLOCKS else (now[0] or Block(""))
            result = (_worded(form, text),)
        there = [record for record, block in zip(row.records, now, strict=True) if block is not None]
        if not there:
            least = narrower(*(read_point(block).audience for block in row.before))
            self._change.mark = " ".join([*row.records, *self._new(list(result), least)])
            return
        if not result:
            self._blocks.delete(there)
            return
        if row.kind in _MOVES:
            self._blocks.move(there[0], self._change)
        more = self._blocks.become(there, result)
        if more:
            self._change.mark = " ".join([*row.records, *more])

    def _new(self, blocks: Sequence[Block], least: Audience = Audience.PUBLIC) -> list[str]:
        """Put new blocks in one after the other, for nobody wider than `least`."""
        made: list[str] = []
        for block in blocks:
            if made:
                spot = self._blocks.spot_after(made[-1])
            else:
                spot = spot_of(self._session, self._copy, self._change)
            narrow = narrower(least, least_at(self._session, self._copy, spot, block))
            made.append(put_in(self._session, spot, block, self._widths, least=narrow))
        return made


def _worded(form: Block, text: str) -> Block:
    """Return a block that says `text`, a bullet or heading if that is typed before it, else as `form` is."""
    said = read_said(text)
    return said if said.heading or said.level else replace(form, text=said.text)
