"""What was closed by its due date."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from sop_minutes.domain.figures import DONE_STATUSES, RECENT, OnTime, Share
from sop_minutes.domain.steps import SHOWN, Steps, stretches
from sop_minutes.queries.figures.scope import Scope
from sop_minutes.storage.tables import OPEN, Action, ActionUpdate

_DONE = col(Action.status).in_(DONE_STATUSES)
_FIRST_DUE = sa.func.coalesce(
    sa.select(col(ActionUpdate.due_was_on))
    .where(
        col(ActionUpdate.action_id) == col(Action.id),
        col(ActionUpdate.due_as_written).is_not(None),
        col(ActionUpdate.due_was_on).is_not(None),
    )
    .order_by(col(ActionUpdate.id))
    .limit(1)
    .correlate(Action)
    .scalar_subquery(),
    col(Action.due_on),
    type_=sa.Date(),
)
"""When an action was first said to be due."""


def closed_on_time(session: Session, scope: Scope, steps: Steps, today: date) -> tuple[OnTime, ...]:
    """Return for each step what came due in its stretch, and how much of it was closed by its due date.

    A stretch goes from the day after one step, a meeting, up to and with the day of the next. What
    came due in it is what has its due date in it: once as that stands now, and once as it was first
    given. Closed in time is what was done by that day. Actions that were cancelled or merged do not
    count, nor does one that is due today and still open.
    """
    last, first = (_shares(session, scope, due, steps, today) for due in (col(Action.due_on), _FIRST_DUE))
    return tuple(map(OnTime, steps.days, last, first))[-SHOWN:]


def recent_on_time(session: Session, scope: Scope, steps: Steps, today: date) -> tuple[Share, ...]:
    """Return for each step what was closed in time over it and those before it, `RECENT` in all."""
    found = _shares(session, scope, col(Action.due_on), steps, today)
    return tuple(_sum(found[max(0, end - RECENT) : end]) for end in range(1, len(found) + 1))[-SHOWN:]


def _shares(session: Session, scope: Scope, due: Any, steps: Steps, today: date) -> list[Share]:
    """Return what was closed by `due`, of all that was due, in each step's stretch."""
    found = _due(session, scope, due, steps, today) if steps.days else []
    return [_sum([share for on, share in found if after < on <= until]) for after, until in stretches(steps)]


def _due(session: Session, scope: Scope, due: Any, steps: Steps, today: date) -> list[tuple[date, Share]]:
    """Return by due date how many were done by it, of all that were due then."""
    in_time = sa.func.sum(sa.case((sa.and_(_DONE, col(Action.done_on) <= due), 1), else_=0))
    query = (
        scope.select(due, in_time, sa.func.count())
        .where(due > steps.before, due <= steps.days[-1], sa.or_(_DONE, sa.and_(OPEN, due < today)))
        .group_by(due)
    )
    return [(on, Share(part, whole)) for on, part, whole in session.connection().execute(query)]


def _sum(shares: Sequence[Share]) -> Share:
    return Share(sum(share.part for share in shares), sum(share.whole for share in shares))
