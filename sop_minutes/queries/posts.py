"""Actions that are owned by a post: whose they are is who held it at the meeting they were raised in."""

from typing import Any

import sqlalchemy as sa
from sqlmodel import col

from sop_minutes.domain.grammar.attendance import POSTS_AT_MEETING
from sop_minutes.domain.words import AttendanceStatus
from sop_minutes.storage.tables import Action, ActionOwner, Attendance, Item, Point

_AWAY = (AttendanceStatus.APOLOGIES, AttendanceStatus.ABSENT)


_OF_ANOTHER = ("vice", "deputy", "assistant")


def _says(said: Any, name: str) -> Any:
    """Whether what stands in brackets after somebody's name says a post: also "Independent Chair"."""
    others = (sa.not_(said.contains(f"{other} {name},", autoescape=True)) for other in _OF_ANOTHER)
    exactly = said.contains(f", {name},", autoescape=True)
    return sa.or_(exactly, sa.and_(said.contains(f" {name},", autoescape=True), *others))


def posts_held(*columns: Any) -> Any:
    """Select columns of the owners of actions that are a post, "Chair", and of whoever held it."""
    said = sa.literal(", ") + sa.func.lower(col(Attendance.detail)) + ","
    owner = sa.func.lower(col(ActionOwner.as_written))
    holds = [
        sa.and_(owner.in_(names), sa.or_(*(_says(said, name) for name in names)))
        for names in POSTS_AT_MEETING
    ]
    return (
        sa.select(*columns)
        .select_from(ActionOwner)
        .join(Action, col(Action.id) == col(ActionOwner.action_id))
        .join(Point, col(Point.id) == col(Action.point_id))
        .join(Item, col(Item.id) == col(Point.item_id))
        .join(Attendance, col(Attendance.meeting_id) == col(Item.meeting_id))
        .where(
            owner.in_([name for names in POSTS_AT_MEETING for name in names]),
            col(Attendance.status).not_in(_AWAY),
            sa.or_(*holds),
        )
    )


_OWNED = posts_held(col(ActionOwner.action_id))  # it takes long to put together


def owned_by_post(person_ids: Any) -> Any:
    """Select the ids of the actions owned by a post that one of `person_ids`, a list, held."""
    return _OWNED.where(col(Attendance.person_id).in_(person_ids))
