"""What one meeting's note is made of, row by row, in its order."""

from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlmodel import Session, col

from sop_minutes.domain.sheets import ActionSheet, AttendanceSheet, ItemSheet, PointSheet
from sop_minutes.domain.words import AttendanceStatus, Audience, ItemKind, PointKind, narrower
from sop_minutes.storage.tables import Attendance, Item, Point


class ItemRow(NamedTuple):
    """An agenda item."""

    id: int
    title: str
    presenter: str
    kind: ItemKind
    audience: Audience
    minutes_planned: int | None


class PointRow(NamedTuple):
    """A block, with its own audience."""

    id: int
    item_id: int
    kind: PointKind
    level: int
    audience: Audience
    text: str

    def within(self, around: Audience) -> "PointRow":
        """Return it for nobody wider than what stands around it."""
        audience = narrower(around, self.audience)
        return self if audience is self.audience else self._replace(audience=audience)


def items_of(session: Session, meeting_id: int) -> list[ItemRow]:
    """Return the meeting's items, all of them."""
    rows = session.connection().execute(_ITEMS, {"meeting_id": meeting_id})
    return [
        ItemRow(id_, title, presenter, ItemKind(kind), Audience(audience), minutes)
        for id_, title, presenter, kind, audience, minutes in rows
    ]


def item_sheet(item: ItemRow, points: tuple[PointSheet, ...] = ()) -> ItemSheet:
    """Return an agenda item as a sheet, with these points."""
    record = f"i{item.id}"
    return ItemSheet(
        item.title, item.presenter, item.kind, item.audience, points, item.minutes_planned, record
    )


def points_of(session: Session, meeting_id: int) -> list[PointRow]:
    """Return the meeting's points, all of them; in order within their items."""
    rows = session.connection().execute(_POINTS, {"meeting_id": meeting_id})
    return [
        PointRow(id_, item_id, PointKind(kind), level, Audience(audience), text)
        for id_, item_id, kind, level, audience, text in rows
    ]


def point_sheet(point: PointRow, action: ActionSheet | None = None) -> PointSheet:
    """Return a block as a sheet; `action` is what it says if it is one."""
    return PointSheet(point.text, point.kind, point.level, point.audience, action, record=f"p{point.id}")


def attendance_of(session: Session, meeting_id: int) -> tuple[AttendanceSheet, ...]:
    """Return the meeting's attendance list."""
    rows = session.connection().execute(_ATTENDANCE, {"meeting_id": meeting_id})
    return tuple(
        AttendanceSheet(name, AttendanceStatus(status), detail, substitute_for)
        for name, status, detail, substitute_for in rows
    )


_MEETING: Any = sa.bindparam("meeting_id")
_ITEMS = (
    sa.select(
        col(Item.id),
        col(Item.title),
        col(Item.presenter),
        col(Item.kind),
        col(Item.audience),
        col(Item.minutes_planned),
    )
    .where(col(Item.meeting_id) == _MEETING)
    .order_by(col(Item.position), col(Item.id))
)
_POINTS = (
    sa.select(
        col(Point.id),
        col(Point.item_id),
        col(Point.kind),
        col(Point.level),
        col(Point.audience),
        col(Point.text),
    )
    .join(Item, col(Item.id) == col(Point.item_id))
    .where(col(Item.meeting_id) == _MEETING)
    .order_by(col(Point.position), col(Point.id))
)
_ATTENDANCE = (
    sa.select(
        col(Attendance.name), col(Attendance.status), col(Attendance.detail), col(Attendance.substitute_for)
    )
    .where(col(Attendance.meeting_id) == _MEETING)
    .order_by(col(Attendance.position), col(Attendance.id))
)
