"""What each organisation owes."""

from datetime import date

import sqlalchemy as sa
from sqlmodel import Session, col

from sop_minutes.domain.figures import Load
from sop_minutes.queries.figures.scope import Scope
from sop_minutes.queries.owners import OWNER_ORGANISATION
from sop_minutes.storage.tables import OPEN, Action, ActionOwner, Organisation, Person, Seat


def load_by_organisation(session: Session, scope: Scope, today: date) -> tuple[Load, ...]:
    """Return what is outstanding by the organisations of its owners, the most first, those not known last.

    An owner's organisation is that of the person or of the seat, or the organisation itself. An
    action that two organisations own counts for each of them, once.
    """
    owner = OWNER_ORGANISATION.label("organisation_id")
    overdue = sa.case((col(Action.due_on) < today, 1), else_=0).label("overdue")
    owned = (
        scope.select(col(Action.id), owner, overdue)
        .outerjoin(ActionOwner, col(ActionOwner.action_id) == col(Action.id))
        .outerjoin(Person, col(Person.id) == col(ActionOwner.person_id))
        .outerjoin(Seat, col(Seat.id) == col(ActionOwner.seat_id))
        .where(OPEN)
        .distinct()
        .subquery()
    )
    query = (
        sa.select(col(Organisation.name), sa.func.count(), sa.func.sum(owned.c.overdue))
        .select_from(owned)
        .outerjoin(Organisation, col(Organisation.id) == owned.c.organisation_id)
        .group_by(owned.c.organisation_id, col(Organisation.name))
    )
    found = [Load(name or "", count, late) for name, count, late in session.connection().execute(query)]
    return tuple(sorted(found, key=_order))


def _order(load: Load) -> tuple[bool, int, int, str]:
    return not load.organisation, -load.outstanding, -load.overdue, load.organisation
