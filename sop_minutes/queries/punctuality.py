"""Whether what was promised was done in time."""

from datetime import date
from typing import NamedTuple

import sqlalchemy as sa
from sqlmodel import Session, col

from sop_minutes.domain.words import ActionStatus, MeetingState
from sop_minutes.storage.tables import Action, Meeting


class Punctuality(NamedTuple):
    """How many actions were due in a time that is over, and how many of them were done by then."""

    due: int
    on_time: int


def closed_on_time(
    session: Session, today: date, *, group_id: int | None = None, meetings: int = 4
) -> Punctuality:
    """Return how it stands with what was due since its group's last meetings, so many of them.

    What was cancelled or merged counts nowhere.
    """
    of_group = (
        col(Meeting.group_id) == col(Action.group_id),
        col(Meeting.on) < today,
        col(Meeting.state) != MeetingState.CANCELLED,
    )
    last = sa.select(col(Meeting.on)).where(*of_group).order_by(col(Meeting.on).desc())
    since = last.limit(1).offset(meetings - 1).correlate(Action).scalar_subquery()
    dropped = (ActionStatus.CANCELLED, ActionStatus.MERGED)
    counted = [
        col(Action.due_on) < today,
        col(Action.due_on) >= sa.func.coalesce(since, date.min),
        col(Action.status).not_in(dropped),
    ]
    if group_id is not None:
        counted.append(col(Action.group_id) == group_id)
    on_time = sa.func.count().filter(col(Action.done_on) <= col(Action.due_on))
    due, done = session.connection().execute(sa.select(sa.func.count(), on_time).where(*counted)).one()
    return Punctuality(due, done)
