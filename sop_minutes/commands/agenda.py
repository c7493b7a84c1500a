"""A meeting's agenda before the meeting: from the group's standing items, and what is still open."""

from datetime import date

from sqlmodel import Session, col, select

from sop_minutes.commands.checks import row_of
from sop_minutes.commands.items import add_item
from sop_minutes.commands.last_minutes import put_last_minutes_on_agenda
from sop_minutes.commands.meetings import add_meeting
from sop_minutes.domain.words import ItemKind, MeetingState, ReportRole
from sop_minutes.storage.tables import Action, Item, Meeting, Point, Report, TimetableEntry

STANDING_KINDS = frozenset({ItemKind.STANDING, ItemKind.LAST_MINUTES, ItemKind.MATTERS_ARISING, ItemKind.AOB})
"""What is on the agenda of every meeting."""

_OPEN = ("open", "in progress")


def convene_meeting(
    session: Session,
    *,
    group_id: int,
    on: date,
    provisional: bool = False,
    time: str = "",
    place: str = "",
    like: int | None = None,
) -> int:
    """Put a meeting in a group's diary with an agenda, and return its id.

    The agenda is that of the meeting `like`; without one, the standing items of the group's last
    meeting, the items that left an action open, and any other business. Nothing said is copied.
    Time and place are those of that meeting, too, where none are given.
    """
    last = like if like is not None else _last_meeting(session, group_id, on)
    if last is not None:
        before = row_of(session, Meeting, last)
        time, place = time or before.time, place or before.place
    meeting_id = add_meeting(
        session, group_id=group_id, on=on, provisional=provisional, time=time, place=place
    )
    if last is not None:
        for position, item in enumerate(_agenda(session, last, whole=like is not None), start=1):
            session.add(
                Item(
                    meeting_id=meeting_id,
                    position=float(position),
                    title=item.title,
                    presenter=item.presenter,
                    kind=item.kind,
                    audience=item.audience,
                    topic_id=item.topic_id,
                    minutes_planned=item.minutes_planned,
                )
            )
        session.flush()
    put_last_minutes_on_agenda(session, group_id)
    return meeting_id


def put_report_on_agenda(session: Session, meeting_id: int, *, report_id: int) -> int:
    """Add an item for a report of the timetable, before any other business; return its id.

    What the group agrees is for decision, what it is informed of for information.
    """
    meeting = row_of(session, Meeting, meeting_id)
    report = row_of(session, Report, report_id)
    role = session.exec(
        select(TimetableEntry.role).where(
            TimetableEntry.report_id == report_id, TimetableEntry.group_id == meeting.group_id
        )
    ).first()
    kind = _KIND_OF_ROLE.get(role or "", ItemKind.ITEM)
    last = _last_before_aob(session, meeting_id)
    return add_item(session, meeting_id=meeting_id, title=report.name, kind=kind, after_id=last)


_KIND_OF_ROLE: dict[str, ItemKind] = {
    ReportRole.AGREE: ItemKind.DECISION,
    ReportRole.INFORM: ItemKind.INFORMATION,
}


def _last_before_aob(session: Session, meeting_id: int) -> int | None:
    query = select(Item.id).where(Item.meeting_id == meeting_id, Item.kind != ItemKind.AOB)
    return session.exec(query.order_by(col(Item.position).desc(), col(Item.id).desc())).first()


def _last_meeting(session: Session, group_id: int, before: date) -> int | None:
    query = select(Meeting.id).where(
        Meeting.group_id == group_id, Meeting.on < before, Meeting.state != MeetingState.CANCELLED
    )
    return session.exec(query.order_by(col(Meeting.on).desc(), col(Meeting.sequence).desc())).first()


def _agenda(session: Session, meeting_id: int, *, whole: bool) -> list[Item]:
    query = select(Item).where(Item.meeting_id == meeting_id, Item.title != "")
    items = session.exec(query.order_by(col(Item.position), col(Item.id))).all()
    if whole:
        return list(items)
    carried = _left_open(session, meeting_id)
    return [item for item in items if item.kind in STANDING_KINDS or item.id in carried]


def _left_open(session: Session, meeting_id: int) -> set[int]:
    query = (
        select(Item.id)
        .join(Point, col(Point.item_id) == Item.id)
        .join(Action, col(Action.point_id) == Point.id)
        .where(Item.meeting_id == meeting_id, col(Action.status).in_(_OPEN))
    )
    return set(session.exec(query).all())
