"""Changes of a returned copy, taken or refused one by one."""

from collections.abc import Sequence
from dataclasses import replace

from sqlmodel import Session

from sop_minutes.commands.checks import meeting_to_change, row_of
from sop_minutes.commands.returned.blocks import Blocks
from sop_minutes.commands.returned.details import take_detail, take_entry
from sop_minutes.commands.returned.places import put_in, spot_of
from sop_minutes.commands.returned.widths import Widths, effective
from sop_minutes.domain.errors import ChangedSinceError, UserError
from sop_minutes.domain.page.blocks import Block
from sop_minutes.domain.returned.change import ChangeKind
from sop_minutes.domain.returned.lines import read_said
from sop_minutes.domain.returned.prints import prints_of
from sop_minutes.domain.returned.standing import OF_BLOCKS, becomes
from sop_minutes.domain.text import one_line
from sop_minutes.domain.words import Audience, ChangeState
from sop_minutes.queries.meetings import meeting_sheet
from sop_minutes.queries.returned import Reading, ReturnedRow, change_state
from sop_minutes.storage.tables import ReturnedChange, ReturnedCopy

_MOVES = frozenset({ChangeKind.MOVED, ChangeKind.MOVED_REWORDED})


def accept_change(session: Session, change_id: int, *, text: str | None = None, over: bool = False) -> None:
    """Make a change of a returned copy in the note; `text` is what the block is to say instead.

    Nothing becomes wider than it was, and what says again what is withheld is no wider than that. Raises
    UserError for one that was decided already, if the minutes are approved, and for what cannot be taken;
    ChangedSinceError for a conflict, unless the copy's words are to go `over` those here, or `text` is given.
    """
    reading = Reading(session)
    row = _waiting(reading, change_id)
    meeting_to_change(session, row.meeting_id)
    said = one_line(text).rstrip() if text is not None else None
    if said is not None and not said.strip():
        raise UserError("Say what the block is to say, or reject the change.")
    _Acceptance(session, row, reading).make(said, over=over)
    change = row_of(session, ReturnedChange, change_id)
    change.state, change.instead = ChangeState.ACCEPTED, said or ""
    session.flush()


def reject_change(session: Session, change_id: int) -> None:
    """Refuse a change of a returned copy; the note stays as it is."""
    _check_waiting(change_id, change_state(session, change_id))
    row_of(session, ReturnedChange, change_id).state = ChangeState.REJECTED
    session.flush()


def accept_all(session: Session, copy_id: int, *, change_ids: Sequence[int]) -> tuple[int, ...]:
    """Make those changes of a copy, which somebody was shown; return what is left of them.

    Conflicts are left, and what can only be shown. Raises UserError for a change of another copy, for one
    that was decided meanwhile, and where one cannot be taken; then none is.
    """
    left = []
    for change_id in change_ids:
        row = _waiting(Reading(session), change_id)
        if row.copy_id != copy_id:
            raise UserError(f"Change {change_id} is of another copy; look at the list again.")
        if row.is_conflict or row.kind is ChangeKind.NOT_TAKEN:
            left.append(change_id)
            continue
        try:
            accept_change(session, change_id)
        except ChangedSinceError:
            left.append(change_id)
        except UserError as error:
            raise UserError(f"Change {change_id} cannot be taken, and none was: {error}") from error
    return tuple(left)


def _waiting(reading: Reading, change_id: int) -> ReturnedRow:
    row = reading.row_of(change_id)
    _check_waiting(change_id, row.state)
    return row


def _check_waiting(change_id: int, state: ChangeState) -> None:
    if state is not ChangeState.WAITING:
        raise UserError(f"Change {change_id} was {state} already.")


class _Acceptance:
    """One change being made."""

    def __init__(self, session: Session, row: ReturnedRow, reading: Reading) -> None:
        self._session = session
        self._row = row
        self._change = row_of(session, ReturnedChange, row.id)
        self._copy = row_of(session, ReturnedCopy, row.copy_id)
        self._widths = Widths(session, self._copy)
        self._blocks = Blocks(session, self._copy, reading.prints(self._change, self._copy), self._widths)

    def make(self, text: str | None, *, over: bool) -> None:
        row = self._row
        if row.kind in OF_BLOCKS or (row.kind is ChangeKind.COMMENT and text):
            self._of_blocks(text, over=over)
        elif row.kind is ChangeKind.NEW:
            after = [_worded(row.after[0], text)] if text else list(row.after)
            self._change.mark = " ".join(self._new(after))
        elif row.kind is ChangeKind.DETAILS:
            take_detail(self._session, self._copy, row, text, over=over)
        elif row.kind is ChangeKind.LISTED and not text:
            take_entry(self._session, self._copy, row, over=over)
        elif row.kind is ChangeKind.LISTED:
            self._of_blocks(text, over=over)
        elif row.kind is ChangeKind.NOT_TAKEN:
            raise UserError(
                "That is shown so that nothing is lost, but cannot be taken by itself: change the note where "
                "it belongs, and reject this."
            )

    def _of_blocks(self, text: str | None, *, over: bool) -> None:
        row = self._row
        if row.records[0].startswith("m"):
            raise UserError("That is said of the meeting itself, not of a block: change it there.")
        now = [self._blocks.now(record) for record in row.records]
        self._check_seen(row.records, now)
        result = becomes(row.kind, row.before, row.after, now)
        if text:
            form = row.after[0] if row.after and row.kind in OF_BLOCKS else (now[0] or Block(""))
            result = (_worded(form, text),)
        elif result is None and over:
            result = row.after
        if result is None:
            raise ChangedSinceError(_conflict(row, now))
        there = [record for record, block in zip(row.records, now, strict=True) if block is not None]
        if not there:
            self._change.mark = " ".join([*row.records, *self._new(list(result))])
            return
        if not result:
            self._blocks.delete(there)
            return
        if row.kind in _MOVES:
            self._blocks.move(there[0], self._change)
        more = self._blocks.become(there, result)
        if more:
            self._change.mark = " ".join([*row.records, *more])

    def _check_seen(self, records: Sequence[str], now: Sequence[Block | None]) -> None:
        """Refuse what was done to a block that is there, but for narrower readers since."""
        whole = prints_of(meeting_sheet(self._session, self._row.meeting_id), Audience.RESTRICTED)
        for record, block in zip(records, now, strict=True):
            if block is None and record in whole:
                raise UserError(
                    f"The block is no longer for whom this copy was made. It says “{whole[record].text}”: "
                    "change it in the note if it should say something else, and reject this."
                )

    def _new(self, blocks: Sequence[Block]) -> list[str]:
        """Put new blocks in one after the other, no wider than what they stand after if labels were shown."""
        made: list[str] = []
        for block in blocks:
            spot = spot_of(self._session, self._copy, self._change)
            after = made[-1] if made else f"p{spot.after_id}" if spot.after_id else ""
            least = effective(self._session, after) if after and not block.heading else Audience.PUBLIC
            if self._copy.audience == Audience.PUBLIC:
                least = Audience.PUBLIC
            if made:
                spot = self._blocks.spot_after(made[-1])
            made.append(put_in(self._session, spot, block, self._widths, least=least))
        return made


def _worded(form: Block, text: str) -> Block:
    """Return a block that says `text`, a bullet or heading if that is typed before it, else as `form` is."""
    said = read_said(text)
    return said if said.heading or said.level else replace(form, text=said.text)


def _conflict(row: ReturnedRow, now: Sequence[Block | None]) -> str:
    copys = " / ".join(block.text for block in row.after) or "nothing: it is deleted there"
    if any(block is None for block in now):
        return (
            f"The block is no longer in the note, or not for that reader. It was “{row.before[0].text}”; the "
            f"copy says “{copys}”."
        )
    here = " / ".join(block.text for block in now if block)
    return f"The block was changed here since. It says “{here}”; the copy says “{copys}”."
