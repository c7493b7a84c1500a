"""The agenda item under which a group approves the minutes of its last meeting."""

from collections.abc import Iterable

from sqlmodel import Session, col, or_, select

from sop_minutes.commands.items import add_item
from sop_minutes.commands.points import add_point
from sop_minutes.commands.positions import after_openings
from sop_minutes.domain.approving import LAST_MINUTES_TITLE, Correction
from sop_minutes.domain.words import ItemKind, MeetingState
from sop_minutes.storage.tables import Item, Meeting, Point

_TO_COME = (MeetingState.PLANNED, MeetingState.RECORDING)


def put_last_minutes_on_agenda(session: Session, group_id: int) -> int | None:
    """Have the group's next meeting approve the minutes that are circulated and not approved yet.

    Return the item on its agenda, the one that is there already if there is; None where nothing is to
    be approved, or no meeting is to come.
    """
    waiting = select(Meeting).where(Meeting.group_id == group_id, Meeting.state == MeetingState.CIRCULATED)
    last = session.exec(waiting.order_by(col(Meeting.on).desc(), col(Meeting.sequence).desc())).first()
    if last is None:
        return None
    later = or_(
        col(Meeting.on) > last.on,
        (col(Meeting.on) == last.on) & (col(Meeting.sequence) > last.sequence),
    )
    coming = select(Meeting.id).where(Meeting.group_id == group_id, col(Meeting.state).in_(_TO_COME), later)
    meeting_id = session.exec(coming.order_by(col(Meeting.on), col(Meeting.sequence))).first()
    return last_minutes_item(session, meeting_id) if meeting_id is not None else None


def last_minutes_item(session: Session, meeting_id: int) -> int:
    """Return the item under which a meeting approves the last minutes, made if there is none."""
    query = select(Item).where(Item.meeting_id == meeting_id).order_by(col(Item.position), col(Item.id))
    items = session.exec(query).all()
    held = next((item.id for item in items if item.kind == ItemKind.LAST_MINUTES), None)
    if held is not None:
        return held
    return add_item(
        session,
        meeting_id=meeting_id,
        title=LAST_MINUTES_TITLE,
        kind=ItemKind.LAST_MINUTES,
        after_id=after_openings(items),
    )


def write_of_approvals(session: Session, meeting_id: int, lines: Iterable[Correction]) -> None:
    """Have a meeting's note say of the minutes it approved what `lines` do, each once."""
    item_id = last_minutes_item(session, meeting_id)
    said = set(session.exec(select(Point.text).where(Point.item_id == item_id)))
    for line in lines:
        if line.text not in said:
            add_point(session, item_id=item_id, text=line.text, audience=line.audience)
