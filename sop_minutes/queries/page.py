"""A meeting as the record page shows it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from sop_minutes.domain.approving import Standing
from sop_minutes.domain.errors import GoneError
from sop_minutes.domain.keys import format_key
from sop_minutes.domain.names import Directory
from sop_minutes.domain.sheets import ActionRow, AttendanceSheet, ItemSheet, PointSheet
from sop_minutes.domain.words import Audience, MeetingState
from sop_minutes.queries.actions import actions_of_meeting
from sop_minutes.queries.blocks import attendance_of, item_sheet, items_of, point_sheet, points_of
from sop_minutes.queries.diary import diary
from sop_minutes.queries.meetings import default_title, partnership_of, people_at
from sop_minutes.queries.names import directory
from sop_minutes.queries.reviewed import as_typed
from sop_minutes.queries.standings import standing_of
from sop_minutes.storage.tables import Action, ActionUpdate, Group, Item, Meeting, Point


@dataclass(frozen=True, slots=True)
class PageRow:
    """One block of a page and the row that keeps it: an item's (its points come after it), or a point's.

    `action` is the action that a point raised, as it stands in the register; None for other blocks. `moved`
    says that it was given another due date since.
    """

    id: int
    sheet: ItemSheet | PointSheet
    action: ActionRow | None = None
    moved: bool = False


def page_rows(session: Session, meeting_id: int) -> tuple[PageRow, ...]:
    """Return a meeting's blocks in order, each with its own audience; its opening has no block of its own."""
    rows = actions_of_meeting(session, meeting_id, Audience.RESTRICTED)
    actions = {row.point_id: row for row in rows}
    moved = _moved_points(session, meeting_id)
    under: defaultdict[int, list[PageRow]] = defaultdict(list)
    for point in points_of(session, meeting_id):
        sheet = as_typed(session, point_sheet(point), meeting_id)
        under[point.item_id].append(PageRow(point.id, sheet, actions.get(point.id), point.id in moved))
    found: list[PageRow] = []
    for item in items_of(session, meeting_id):
        if item.title:
            found.append(PageRow(item.id, item_sheet(item)))
        found += under[item.id]
    return tuple(found)


def _moved_points(session: Session, meeting_id: int) -> set[int | None]:
    """Return the ids of a meeting's points whose actions have another due date than at first."""
    query = select(col(Action.point_id), col(Action.due_on), col(ActionUpdate.due_was_on))
    query = query.join(ActionUpdate, col(ActionUpdate.action_id) == col(Action.id))
    query = query.join(Point, col(Point.id) == col(Action.point_id)).join(Item)
    said = col(ActionUpdate.due_as_written).is_not(None)
    of_meeting = query.where(Item.meeting_id == meeting_id, said)
    firsts: dict[int | None, bool] = {}
    for point_id, now, at_first in session.exec(of_meeting.order_by(col(ActionUpdate.id))):
        firsts.setdefault(point_id, now != at_first)
    return {point_id for point_id, is_moved in firsts.items() if is_moved}


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What stands above a note, and what its lines are read with.

    `title` is the note's, without its date; it is the `usual_title` of the group's notes where it has
    none of its own.
    `diary` are the days the group meets, ascending; `names` all that can own an action, `here` the
    ids of the people who are at the meeting.
    """

    key: str
    group_id: int
    group: str
    title: str
    usual_title: str
    on: date
    provisional: bool
    time: str
    place: str
    marking: str
    state: MeetingState
    standing: Standing
    attendance: tuple[AttendanceSheet, ...]
    quorum: int | None
    diary: tuple[date, ...]
    names: Directory
    here: frozenset[int]


def page_facts(session: Session, meeting_id: int) -> PageFacts:
    """Return what stands above a meeting's note. Raises GoneError if there is no such meeting."""
    meeting = session.get(Meeting, meeting_id)
    if meeting is None:
        raise GoneError("That meeting is no longer there.")
    group = session.get_one(Group, meeting.group_id)
    usual_title = default_title(group, partnership_of(session, group))
    return PageFacts(
        key=format_key(group.code, meeting.on, meeting.sequence),
        group_id=group.id,
        group=group.name,
        title=meeting.title or usual_title,
        usual_title=usual_title,
        on=meeting.on,
        provisional=meeting.provisional,
        time=meeting.time,
        place=meeting.place,
        marking=meeting.marking,
        state=MeetingState(meeting.state),
        standing=standing_of(session, meeting_id),
        attendance=attendance_of(session, meeting_id),
        quorum=group.quorum,
        diary=diary(session, meeting.group_id),
        names=directory(session),
        here=people_at(session, meeting_id),
    )
