"""The copies of notes that came back: whose, of what, and how many of their changes wait."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from sop_minutes.domain.errors import UserError
from sop_minutes.domain.words import Audience, ChangeState
from sop_minutes.queries.meetings import meeting_key
from sop_minutes.queries.sent import circulation_number
from sop_minutes.storage.tables import FrozenFile, ReturnedChange, ReturnedCopy


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


def list_copies(session: Session, meeting_id: int | None = None) -> tuple[CopyRow, ...]:
    """Return the copies that came back, of one meeting if given, the first that came first."""
    query = select(ReturnedCopy).order_by(col(ReturnedCopy.received_at), col(ReturnedCopy.id))
    if meeting_id is not None:
        query = query.where(ReturnedCopy.meeting_id == meeting_id)
    return tuple(_copy_row(session, copy) for copy in session.exec(query).all())


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
