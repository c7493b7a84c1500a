"""What an imported note says has become of its actions, kept in the register as updates."""

from sqlmodel import Session, col, select

from sop_minutes.commands.action_updates import update_action
from sop_minutes.domain.actions import is_open
from sop_minutes.domain.sheets import NoteSheet
from sop_minutes.domain.text import clean_line
from sop_minutes.domain.words import CLOSED_STATUSES, ActionStatus, PointKind
from sop_minutes.storage.tables import Action, ActionUpdate, Item, Meeting, Point


def keep_progress(session: Session, meeting: Meeting, note: NoteSheet) -> None:
    """Note on the open actions of `meeting` what `note`, which it has just become, says of them.

    What has no day was so by the day of the meeting. An action that was closed before it is raised
    no later than it was closed. What was noted already is not noted again.
    """
    query = (
        select(Action, Point.kind)
        .select_from(Point)
        .join(Item, col(Item.id) == col(Point.item_id))
        .outerjoin(Action, col(Action.point_id) == col(Point.id))
        .where(Item.meeting_id == meeting.id)
        .order_by(col(Item.position), col(Point.position))
    )
    points = (point for item in note.items for point in item.points)
    for (action, kind), point in zip(session.exec(query).all(), points, strict=True):
        became = point.became
        if became is None or kind != PointKind.ACTION or not is_open(ActionStatus(action.status)):
            continue  # an action of another meeting is looked at here, and kept there
        on = became.on or meeting.on
        said = clean_line(" – ".join(became.as_written.split("\n")))
        if _is_noted(session, action, said):
            continue
        if became.status in CLOSED_STATUSES:
            action.raised_on = min(action.raised_on, on)
        update_action(session, action.id, on=on, note=said, status=became.status, meeting_id=meeting.id)


def _is_noted(session: Session, action: Action, note: str) -> bool:
    query = select(ActionUpdate.id).where(ActionUpdate.action_id == action.id, ActionUpdate.note == note)
    return session.exec(query).first() is not None
