"""How many actions were outstanding on the days gone by."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from sop_minutes.domain.actions import is_open
from sop_minutes.domain.figures import Outstanding
from sop_minutes.domain.steps import Steps
from sop_minutes.domain.words import CLOSED_STATUSES, ActionStatus
from sop_minutes.queries.figures.scope import Scope
from sop_minutes.storage.tables import OPEN, Action, ActionUpdate

_LATER: Any = aliased(ActionUpdate)


def outstanding_over_time(
    session: Session, scope: Scope, steps: Steps, today: date
) -> tuple[Outstanding, ...]:
    """Return how many actions were outstanding at the end of each step's day, and how many are today.

    An action is outstanding from the day it was raised, and not while it was closed. What an update
    says holds from its day on, whatever older entries say of later days; the last one says how the
    action stands. One that nobody said was closed is closed since `done_on`, and was never
    outstanding where that is not known either.
    """
    days = [day for day in steps.shown if day < today]
    changes = _changes(session, scope, days[0]) if days else Counter()
    found = [Outstanding(on, sum(n for day, n in changes.items() if day <= on)) for on in days]
    now = session.connection().scalar(scope.select(sa.func.count()).where(OPEN))
    return (*found, Outstanding(today, now))


def _changes(session: Session, scope: Scope, first: date) -> Counter[date]:
    """Return numbers by day, whose sum up to any day from `first` on is what was outstanding then.

    Who stands since before `first` as now is only counted; the others' lives are gone through.
    """
    connection = session.connection()
    raised = col(Action.raised_on)
    changes: Counter[date] = Counter()
    for on, many in connection.execute(scope.select(raised, sa.func.count()).where(OPEN).group_by(raised)):
        changes[on] += many
    untold = scope.select(raised, col(Action.done_on)).where(
        col(Action.status).in_(CLOSED_STATUSES), col(Action.done_on) > first, sa.not_(_said())
    )
    for on, done_on in connection.execute(untold):
        changes[on] += 1
        changes[max(on, done_on)] -= 1
    _add_lives(changes, connection.execute(_lives(scope, first)))
    return changes


def _said(*when: Any) -> Any:
    """Whether something was said of how an action stands."""
    of_action = (_LATER.action_id == col(Action.id), _LATER.status.is_not(None))
    return sa.select(_LATER.id).where(*of_action, *when).correlate(Action).exists()


def _lives(scope: Scope, first: date) -> Any:
    """Select how actions were said to stand, where that was said after `first` too, in the order entered."""
    opened = sa.case((OPEN, 1), else_=0)
    columns = (col(Action.id), col(Action.raised_on), opened, col(ActionUpdate.on), col(ActionUpdate.status))
    return (
        scope.select(*columns)
        .join(ActionUpdate, col(ActionUpdate.action_id) == col(Action.id))
        .where(col(ActionUpdate.status).is_not(None), _said(_LATER.on > first))
        .order_by(col(Action.id), col(ActionUpdate.id))
    )


def _add_lives(changes: Counter[date], rows: Iterable[Any]) -> None:
    for _, said in groupby(rows, key=lambda row: row[0]):
        stands: list[tuple[date, bool]] = []
        raised_on, opened_now = date.min, True
        for _, raised_on, opened_now, on, status in said:  # noqa: B007 the last row's are used
            day = max(on, raised_on)
            stands = [(since, opened) for since, opened in stands if since < day]
            stands.append((day, is_open(ActionStatus(status))))
        stands[-1] = (stands[-1][0], bool(opened_now))
        was = bool(opened_now)  # as which it was counted already, since it was raised
        for day, opened in ((raised_on, True), *stands):
            changes[day] += opened - was
            was = opened
