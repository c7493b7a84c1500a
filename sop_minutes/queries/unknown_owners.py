"""Owners of actions as written, of whom it is not known who is meant."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlmodel import Session, col

from sop_minutes.domain.actions import format_ref
from sop_minutes.domain.grammar import reads_as_role
from sop_minutes.domain.names import Directory
from sop_minutes.queries.names import directory
from sop_minutes.storage.tables import Action, ActionOwner, Group, Item, Point

NOBODY_KNOWN = sa.and_(
    col(ActionOwner.person_id).is_(None),
    col(ActionOwner.seat_id).is_(None),
    col(ActionOwner.organisation_id).is_(None),
    col(ActionOwner.group_id).is_(None),
)


@dataclass(frozen=True, slots=True)
class UnknownOwner:
    """An owner as written. `may_be` are the names of those of whom one is meant, none if nobody is known."""

    id: int
    action_id: int
    ref: str
    as_written: str
    may_be: tuple[str, ...]


def unknown_owners(session: Session, meeting_id: int | None = None) -> tuple[UnknownOwner, ...]:
    """Return the owners, of one meeting's actions or of all, of whom it is not known who is meant.

    Roles as written (“All”, “CSP chairs”) are not among them.
    """
    query = (
        sa.select(
            col(ActionOwner.id),
            col(ActionOwner.action_id),
            col(ActionOwner.as_written),
            col(Group.code),
            col(Action.year),
            col(Action.number),
        )
        .join(Action, col(Action.id) == col(ActionOwner.action_id))
        .join(Group, col(Group.id) == col(Action.group_id))
        .where(NOBODY_KNOWN)
        .order_by(col(ActionOwner.action_id), col(ActionOwner.position))
    )
    if meeting_id is not None:
        points = sa.select(col(Point.id)).join(Item, col(Item.id) == col(Point.item_id))
        query = query.where(col(Action.point_id).in_(points.where(col(Item.meeting_id) == meeting_id)))
    rows = session.connection().execute(query).all()
    found = [row for row in rows if not reads_as_role(row.as_written)]
    known = directory(session) if found else Directory()
    return tuple(
        UnknownOwner(
            id=row.id,
            action_id=row.action_id,
            ref=format_ref(row.code, row.year, row.number),
            as_written=row.as_written,
            may_be=tuple(match.name for match in known.match(row.as_written)),
        )
        for row in found
    )
