"""What is carried forward: actions that show at every later meeting of their group until confirmed done."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from sop_minutes.domain.words import ActionStatus
from sop_minutes.storage.tables import Action, ActionUpdate, Item, Meeting, Point

_OWED = (ActionStatus.OPEN, ActionStatus.IN_PROGRESS)


def _given(name: str) -> Any:
    return sa.bindparam(name)


_LATER = aliased(ActionUpdate)
_OPENED_AGAIN = (
    sa.select(col(_LATER.id))
    .where(
        col(_LATER.action_id) == col(ActionUpdate.action_id),
        col(_LATER.id) > col(ActionUpdate.id),
        col(_LATER.status).in_(_OWED),
    )
    .correlate(ActionUpdate)
    .exists()
)
# What an old file's own table says was done by the day of that meeting was settled there; and what is
# said to be done in this very meeting is not asked after again in it; but what was opened again since is.
_SETTLED = (
    sa.select(col(ActionUpdate.id))
    .where(
        col(ActionUpdate.action_id) == col(Action.id),
        col(ActionUpdate.status) == ActionStatus.DONE,
        col(ActionUpdate.meeting_id).in_((col(Item.meeting_id), _given("meeting_id"))),
        sa.not_(_OPENED_AGAIN),
    )
    .correlate(Action, Item)
    .exists()
)
CARRIED = sa.and_(
    col(Action.group_id) == _given("group_id"),
    sa.or_(
        col(Action.status).in_(_OWED),
        sa.and_(col(Action.status) == ActionStatus.DONE, sa.not_(_SETTLED)),
    ),
    col(Action.raised_on) <= _given("on"),
    col(Item.meeting_id).is_distinct_from(_given("meeting_id")),
)
"""Narrows actions, outer joined to their items, to those carried to the meeting `meeting_id`.

That is one of `group_id`, on the day `on`. What is said to be done is carried until that is confirmed.
"""


def carried_to(session: Session, meeting: Meeting) -> Sequence[int]:
    """Return the ids of the actions carried to a meeting."""
    return _carried(session, meeting.group_id, meeting.on, meeting.id)


def carried_on(session: Session, group_id: int, on: date) -> Sequence[int]:
    """Return the ids of the actions that a group would carry to a meeting on a day."""
    return _carried(session, group_id, on, _NO_MEETING)


_NO_MEETING = 0


def _carried(session: Session, group_id: int, on: date, meeting_id: int) -> Sequence[int]:
    query = (
        sa.select(col(Action.id))
        .outerjoin(Point, col(Point.id) == col(Action.point_id))
        .outerjoin(Item, col(Item.id) == col(Point.item_id))
        .where(CARRIED)
    )
    values = {"group_id": group_id, "on": on, "meeting_id": meeting_id}
    return session.connection().execute(query, values).scalars().all()
