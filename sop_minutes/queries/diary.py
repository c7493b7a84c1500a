"""When a group meets."""

from datetime import date

from sqlmodel import Session, col, select

from sop_minutes.domain.words import MeetingState
from sop_minutes.storage.tables import Meeting


def diary(session: Session, group_id: int) -> tuple[date, ...]:
    """Return the dates of the group's meetings, provisional ones too, cancelled ones not, ascending."""
    query = (
        select(col(Meeting.on))
        .where(Meeting.group_id == group_id, Meeting.state != MeetingState.CANCELLED)
        .order_by(col(Meeting.on))
    )
    return tuple(session.exec(query).all())
