"""Whose actions figures count, and by which days they go."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from sop_minutes.domain.steps import Steps, steps_of
from sop_minutes.domain.words import Audience
from sop_minutes.queries.register import PERMITTED, allowed
from sop_minutes.queries.standing import HELD
from sop_minutes.storage.tables import Action, Item, Meeting, Point


@dataclass(frozen=True, slots=True)
class Scope:
    """Which actions are counted: of one group, of all for None; those that `audience` may see."""

    group_id: int | None = None
    audience: Audience = Audience.RESTRICTED

    def select(self, *columns: Any) -> Any:
        """Select columns of the actions that are counted."""
        query = sa.select(*columns).select_from(Action)
        if self.group_id is not None:
            query = query.where(col(Action.group_id) == self.group_id)
        if self.audience is not Audience.RESTRICTED:
            query = query.outerjoin(Point, col(Point.id) == col(Action.point_id))
            query = query.outerjoin(Item, col(Item.id) == col(Point.item_id))
            query = query.where(PERMITTED).params(allowed=allowed(self.audience))
        return query


def met_on(session: Session, group_id: int | None) -> Sequence[date]:
    """Return the days of the meetings that were held, each once, ascending."""
    query = sa.select(col(Meeting.on)).distinct().where(HELD)
    if group_id is not None:
        query = query.where(col(Meeting.group_id) == group_id)
    return session.connection().scalars(query.order_by(col(Meeting.on))).all()


def steps_in(session: Session, scope: Scope, today: date) -> Steps:
    """Return the days that figures of `scope` go by."""
    first_on = session.connection().scalar(scope.select(sa.func.min(col(Action.raised_on))))
    return steps_of(met_on(session, scope.group_id), first_on, today)
