"""When a group meets."""

from datetime import date

import sqlalchemy as sa
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


def next_meetings(session: Session, today: date) -> dict[int, date]:
    """Return for each group the day of its next meeting, which is not today's."""
    query = (
        sa.select(col(Meeting.group_id), sa.func.min(col(Meeting.on)))
        .where(col(Meeting.on) > today, col(Meeting.state) != MeetingState.CANCELLED)
        .group_by(col(Meeting.group_id))
    )
    return {row[0]: row[1] for row in session.connection().execute(query)}
