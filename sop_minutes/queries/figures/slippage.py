"""How often due dates moved, and by how much."""

from collections import defaultdict
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlmodel import Session, col

from sop_minutes.domain.actions import is_open
from sop_minutes.domain.figures import DONE_STATUSES, MOST_SLIPS, Slipped
from sop_minutes.domain.words import ActionStatus
from sop_minutes.queries.figures.scope import Scope
from sop_minutes.queries.standing import SLIP
from sop_minutes.storage.tables import OPEN, Action, ActionUpdate

_COUNTED = sa.or_(OPEN, col(Action.status).in_(DONE_STATUSES))


class Slips(NamedTuple):
    """How often the due date of an action moved to a later day, and by how many days in all."""

    times: int
    days: int


def slippage(session: Session, scope: Scope) -> tuple[Slipped, ...]:
    """Return how many actions slipped never, once, twice, and more often; open ones and those done.

    A slip is a new due date later than the one it took the place of. Only actions count that have a
    due date, or slipped; none that were cancelled or merged.
    """
    rows = session.connection().execute(_moves(scope))
    slips, standing = defaultdict(list), {}
    for action_id, status, due_on, was, now in rows:
        slips[action_id].append((now - was).days)
        standing[action_id] = (is_open(ActionStatus(status)), due_on is not None)
    many = {opened: [0] * (MOST_SLIPS + 1) for opened in (True, False)}
    days = [0] * (MOST_SLIPS + 1)
    for opened, count in _dated(session, scope):
        many[bool(opened)][0] = count
    for action_id, moved in slips.items():
        times, (opened, dated) = min(len(moved), MOST_SLIPS), standing[action_id]
        many[opened][times] += 1
        many[opened][0] -= dated
        days[times] += sum(moved)
    return tuple(
        Slipped(times, many[True][times], many[False][times], days[times]) for times in range(MOST_SLIPS + 1)
    )


def slips_of_open(session: Session, scope: Scope) -> dict[int, Slips]:
    """Return the outstanding actions that slipped, by id."""
    found: defaultdict[int, Slips] = defaultdict(lambda: Slips(0, 0))
    for action_id, _, _, was, now in session.connection().execute(_moves(scope).where(OPEN)):
        times, days = found[action_id]
        found[action_id] = Slips(times + 1, days + (now - was).days)
    return dict(found)


def _moves(scope: Scope) -> Any:
    columns = (col(Action.id), col(Action.status), col(Action.due_on))
    query = scope.select(*columns, col(ActionUpdate.due_was_on), col(ActionUpdate.due_on))
    return query.join(ActionUpdate, col(ActionUpdate.action_id) == col(Action.id)).where(_COUNTED, SLIP)


def _dated(session: Session, scope: Scope) -> Any:
    """Return how many open actions, and how many done, have a due date."""
    opened = sa.case((OPEN, 1), else_=0)
    query = scope.select(opened, sa.func.count()).where(_COUNTED, col(Action.due_on).is_not(None))
    return session.connection().execute(query.group_by(opened))
