"""What is counted over the register's rows: its views, and the figures above them."""

from datetime import date
from typing import NamedTuple

from sqlmodel import Session

from sop_minutes.domain.figures import Recent
from sop_minutes.domain.register import View
from sop_minutes.queries.figures import Scope, meets_next, recently
from sop_minutes.queries.listing import view_counts


class RegisterCounts(NamedTuple):
    """How many actions each view holds; what was closed of late; when a single group meets next."""

    views: dict[View, int]
    recent: Recent
    next_on: date | None


def register_counts(session: Session, today: date, group_id: int | None, me: int | None) -> RegisterCounts:
    """Count the actions of one group, of all for None, as `me` sees them."""
    return RegisterCounts(
        views=view_counts(session, today, group_id=group_id, me=me),
        recent=recently(session, Scope(group_id), today),
        next_on=meets_next(session, group_id, today),
    )
