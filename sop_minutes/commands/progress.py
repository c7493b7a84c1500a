"""What an imported note says has become of its actions, kept in the register."""

from sqlmodel import Session, col, select

from sop_minutes.commands.actions import update_action
from sop_minutes.domain.actions import is_open
from sop_minutes.domain.sheets import NoteSheet
from sop_minutes.domain.words import ActionStatus, PointKind
from sop_minutes.storage.tables import Action, Item, Meeting, Point


def keep_progress(session: Session, meeting: Meeting, note: NoteSheet) -> None:
    """Close those open actions of `meeting` that `note`, which it has just become, says are closed.

    One without a day was closed by the day of the meeting. One that was closed before it is raised
    no later than it was closed.
    """
    query = (
        select(Action)
        .join(Point, col(Point.id) == col(Action.point_id))
        .join(Item, col(Item.id) == col(Point.item_id))
        .where(Item.meeting_id == meeting.id, Point.kind == PointKind.ACTION)
        .order_by(col(Item.position), col(Point.position))
    )
    points = (point for item in note.items for point in item.points if point.kind is PointKind.ACTION)
    for action, point in zip(session.exec(query).all(), points, strict=True):
        became = point.became
        if became is None or not is_open(ActionStatus(action.status)):
            continue
        on = became.on or meeting.on
        action.raised_on = min(action.raised_on, on)
        update_action(
            session, action.id, on=on, note=became.as_written, status=became.status, meeting_id=meeting.id
        )
