"""Figures of the action register: what a chair asks after, in numbers."""

from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from sop_minutes.domain.figures import Figures, Headline, Recent
from sop_minutes.domain.sheets import ActionRow
from sop_minutes.queries.diary import diary
from sop_minutes.queries.figures.load import load_by_organisation
from sop_minutes.queries.figures.on_time import closed_on_time, recent_on_time
from sop_minutes.queries.figures.outstanding import outstanding_over_time
from sop_minutes.queries.figures.scope import Scope, met_on, steps_in
from sop_minutes.queries.figures.slippage import Slips, slippage, slips_of_open
from sop_minutes.queries.register import action_rows, allowed
from sop_minutes.queries.standing import due_next
from sop_minutes.storage.tables import OPEN, Action

__all__ = [
    "Scope",
    "Slips",
    "closed_on_time",
    "headline",
    "load_by_organisation",
    "longest_outstanding",
    "meets_next",
    "met_on",
    "newest_outstanding",
    "outstanding_over_time",
    "read_figures",
    "recent_on_time",
    "recently",
    "slippage",
    "slips_of_open",
]

_FEW = 5


def read_figures(session: Session, scope: Scope, today: date) -> Figures:
    """Return all figures of the actions in `scope` on a day."""
    steps = steps_in(session, scope, today)
    return Figures(
        headline=headline(session, scope, today),
        outstanding=outstanding_over_time(session, scope, steps, today),
        on_time=closed_on_time(session, scope, steps, today),
        slipped=slippage(session, scope),
        load=load_by_organisation(session, scope, today),
        longest=longest_outstanding(session, scope),
        newest=newest_outstanding(session, scope),
    )


def headline(session: Session, scope: Scope, today: date) -> Headline:
    """Return the numbers of a day: counted as the register counts, by how the actions stand now."""
    late, soon = (
        sa.func.coalesce(sa.func.sum(sa.case((condition, 1), else_=0)), 0)
        for condition in (col(Action.due_on) < today, due_next(today))
    )
    query = scope.select(sa.func.count(), late, soon).where(OPEN)
    outstanding, overdue, soon_due = session.connection().execute(query).one()
    return Headline(
        outstanding=outstanding,
        overdue=overdue,
        due_next=soon_due,
        next_on=meets_next(session, scope.group_id, today),
        recent=recently(session, scope, today),
    )


def recently(session: Session, scope: Scope, today: date) -> Recent:
    """Return what was closed on time of late, and before."""
    steps = steps_in(session, scope, today)
    return Recent(steps.step, recent_on_time(session, scope, steps, today))


def meets_next(session: Session, group_id: int | None, today: date) -> date | None:
    """Return the day a group meets next, which may be today; None for several groups."""
    days = diary(session, group_id) if group_id is not None else ()
    return next((day for day in days if day >= today), None)


def longest_outstanding(session: Session, scope: Scope, *, limit: int = _FEW) -> tuple[ActionRow, ...]:
    """Return the open actions that were raised first, the oldest first."""
    return _raised(session, scope, (col(Action.raised_on), col(Action.id)), limit)


def newest_outstanding(session: Session, scope: Scope, *, limit: int = _FEW) -> tuple[ActionRow, ...]:
    """Return the open actions that were raised last, the newest first."""
    return _raised(session, scope, (col(Action.raised_on).desc(), col(Action.id).desc()), limit)


def _raised(session: Session, scope: Scope, order: tuple[Any, ...], limit: int) -> tuple[ActionRow, ...]:
    query = scope.select(col(Action.id)).where(OPEN).order_by(*order).limit(limit)
    ids = list(session.connection().scalars(query))
    rows = action_rows(
        session.connection(), {"ids": {"ids": ids}}, allowed(scope.audience), limit=None, offset=0
    )
    return tuple(sorted(rows, key=lambda row: ids.index(row.id)))
