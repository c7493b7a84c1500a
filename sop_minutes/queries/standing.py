"""What the register, the figures and the briefing count alike: due next, closed since, slipped."""

from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import col

from sop_minutes.domain.figures import DONE_STATUSES
from sop_minutes.domain.words import NOT_HELD_STATES, MeetingState
from sop_minutes.storage.tables import Action, ActionUpdate, Group, Meeting

OFTEN = 2
"""An action that slipped so many times did so often."""

_FENCE = 1 << 40
"""More rows than there are: a limit that keeps a subquery a step of its own, whose index is walked."""

HELD = col(Meeting.state).not_in(NOT_HELD_STATES)
"""A meeting was held if there is a note of it: what was only planned is no step and no "since"."""

_MEETS = col(Meeting.state) != MeetingState.CANCELLED

SLIP = sa.and_(
    col(ActionUpdate.due_as_written).is_not(None), col(ActionUpdate.due_on) > col(ActionUpdate.due_was_on)
)
"""An update is a slip if its due date is later than the one it took the place of."""

SLIPPED_OFTEN = (
    sa.select(col(ActionUpdate.action_id))
    .where(SLIP)
    .group_by(col(ActionUpdate.action_id))
    .having(sa.func.count() >= OFTEN)
)
"""Selects the actions that slipped often."""


def next_meeting(today: date) -> Any:
    """Return the day on which an action's group meets next, which may be today, as a column."""
    of_group = (col(Meeting.group_id) == col(Action.group_id), col(Meeting.on) >= today, _MEETS)
    return sa.select(sa.func.min(col(Meeting.on))).where(*of_group).correlate(Action).scalar_subquery()


def due_next(today: date) -> Any:
    """Return the condition that an action is not late yet, and due by the day its group meets next."""
    return sa.and_(col(Action.due_on) >= today, col(Action.due_on) <= next_meeting(today))


def closed_since(today: date) -> Any:
    """Select the actions done after the day their group last met; all that are done where it never has."""
    of_group = (col(Meeting.group_id) == col(Group.id), col(Meeting.on) < today, HELD)
    last = sa.select(sa.func.max(col(Meeting.on))).where(*of_group).correlate(Group).scalar_subquery()
    since = sa.select(col(Group.id), sa.func.coalesce(last, date.min).label("since")).limit(_FENCE).subquery()
    closed = sa.and_(col(Action.group_id) == since.c.id, col(Action.done_on) > since.c.since)
    done = col(Action.status).in_(DONE_STATUSES)
    return sa.select(col(Action.id)).select_from(sa.join(since, Action, closed)).where(done)
