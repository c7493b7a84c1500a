"""Meetings: in the diary, moved, called off, and through their states."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from sqlmodel import Session, col, select

from sop_minutes.commands.checks import meeting_to_change, row_of
from sop_minutes.commands.dues import follow_diary
from sop_minutes.commands.last_minutes import put_last_minutes_on_agenda
from sop_minutes.commands.understanding import Understanding
from sop_minutes.domain.due import format_date
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.next_meeting import next_meeting
from sop_minutes.domain.sheets import ItemSheet, NoteSheet, PointSheet
from sop_minutes.domain.text import clean_line, fold
from sop_minutes.domain.words import NOT_HELD_STATES, SETTLED_STATES, MeetingState
from sop_minutes.queries.blocks import item_sheet, items_of, points_of
from sop_minutes.queries.imports import meets_on
from sop_minutes.queries.meetings import default_title, partnership_of
from sop_minutes.storage.tables import (
    Group,
    Meeting,
)


def add_meeting(
    session: Session,
    *,
    group_id: int,
    on: date,
    provisional: bool = False,
    time: str = "",
    place: str = "",
    another: bool = False,
) -> int:
    """Put a meeting in a group's diary.

    Raises UserError if the group already meets that day, unless `another` is wanted.
    """
    meeting = Meeting(
        group_id=group_id,
        on=on,
        sequence=_sequence(session, group_id, on, another=another),
        provisional=provisional,
        time=clean_line(time),
        place=clean_line(place),
    )
    session.add(meeting)
    session.flush()
    follow_diary(session, group_id)
    return meeting.id


def arrange_meeting(
    session: Session,
    *,
    group_id: int,
    on: date,
    provisional: bool = False,
    time: str = "",
    place: str = "",
) -> int:
    """Put a meeting that is to come in a group's diary, as `add_meeting`; it approves what waits for that."""
    meeting_id = add_meeting(
        session, group_id=group_id, on=on, provisional=provisional, time=time, place=place
    )
    put_last_minutes_on_agenda(session, group_id)
    return meeting_id


def plan_next_meeting(session: Session, group_id: int, *, on: date, instead_of: date | None) -> None:
    """Put the next meeting that a note names in the diary, provisionally, if nothing is known of that day.

    One that the note named before, and that is still provisional, moves there.
    """
    if meets_on(session, group_id, on):
        return
    planned = select(Meeting.id).where(
        Meeting.group_id == group_id,
        Meeting.on == instead_of,
        Meeting.state == MeetingState.PLANNED,
        col(Meeting.provisional),
    )
    held = session.exec(planned).first()
    if held is None:
        arrange_meeting(session, group_id=group_id, on=on, provisional=True)
    else:
        reschedule_meeting(session, held, on=on, provisional=True)


@contextmanager
def diary_following(session: Session, meeting_id: int, note: NoteSheet) -> Iterator[None]:
    """Put the next meeting in the diary that a note names otherwise after what is done meanwhile.

    `note` is all of it as it is before.
    """
    before = next_meeting(note)
    yield
    said = _next_said(session, meeting_id)
    if said is not None and said != before:
        group_id = row_of(session, Meeting, meeting_id).group_id
        plan_next_meeting(session, group_id, on=said, instead_of=before)


def _next_said(session: Session, meeting_id: int) -> date | None:
    """Return the day of the next meeting that a note names, read from its blocks alone."""
    said: defaultdict[int, list[PointSheet]] = defaultdict(list)
    for point in points_of(session, meeting_id):
        said[point.item_id].append(PointSheet(point.text, point.kind))
    items = tuple(item_sheet(item, tuple(said[item.id])) for item in items_of(session, meeting_id))
    return next_meeting(NoteSheet(on=row_of(session, Meeting, meeting_id).on, items=items))


def plan_from_line(
    session: Session, meeting_id: int, *, title: str, text: str, instead_of: date | None
) -> date | None:
    """Put the next meeting that a line of a note names in the diary; return its day, None if it names none.

    `title` is that of the item it stands under; `instead_of` is the day the line named before.
    """
    meeting = row_of(session, Meeting, meeting_id)
    item = ItemSheet(title, points=(PointSheet(text),) if text else ())
    said = next_meeting(NoteSheet(on=meeting.on, items=(item,)))
    if said is not None:
        plan_next_meeting(session, meeting.group_id, on=said, instead_of=instead_of)
    return said


def reschedule_meeting(
    session: Session, meeting_id: int, *, on: date, provisional: bool = False, time: str = "", place: str = ""
) -> None:
    """Move a meeting to another day; to another time and place, too, where they are given.

    What is due at the next meeting moves with it. The due dates of its note are read anew from that
    day, but for those that were changed since. Raises UserError if the group already meets that day.
    """
    meeting = meeting_to_change(session, meeting_id)
    was = meeting.on
    if on != was:
        meeting.sequence = _sequence(session, meeting.group_id, on)
        meeting.on = on
    meeting.provisional = provisional
    meeting.time, meeting.place = clean_line(time) or meeting.time, clean_line(place) or meeting.place
    session.flush()
    if on != was:
        Understanding(session, meeting).redate(was)
    follow_diary(session, meeting.group_id)


def edit_meeting(
    session: Session, meeting_id: int, *, title: str, time: str, place: str, marking: str
) -> None:
    """Change what stands above a meeting's note. The group's usual title is kept as "", and so follows it."""
    meeting = meeting_to_change(session, meeting_id)
    meeting.title = own_title(session, row_of(session, Group, meeting.group_id), title)
    meeting.time = clean_line(time)
    meeting.place = clean_line(place)
    meeting.marking = clean_line(marking)


def own_title(session: Session, group: Group, title: str) -> str:
    """Return `title` in one line, "" if it is the usual one of the group's notes."""
    title = clean_line(title)
    usual = default_title(group, partnership_of(session, group))
    return "" if fold(title) == fold(usual) else title


def confirm_meeting(session: Session, meeting_id: int) -> None:
    """Say that a meeting's date stands."""
    meeting_to_change(session, meeting_id).provisional = False


def change_state(session: Session, meeting_id: int, *, state: MeetingState) -> None:
    """Take a meeting to another state; a cancelled one is no longer a next meeting.

    `approve_minutes`, `correct_minutes` and `record_publication` settle and reopen minutes, not this.
    Raises UserError if it would call off a meeting that was held, or if the minutes are approved.
    """
    meeting = meeting_to_change(session, meeting_id)
    if state in SETTLED_STATES:
        raise ValueError(state)
    if state is MeetingState.CANCELLED and meeting.state not in NOT_HELD_STATES:
        raise UserError("That meeting has a note: it was held, and cannot be cancelled.")
    meeting.state = state
    session.flush()
    follow_diary(session, meeting.group_id)
    put_last_minutes_on_agenda(session, meeting.group_id)


def reinstate_meeting(session: Session, meeting_id: int) -> None:
    """Put a cancelled meeting back in the diary."""
    meeting = row_of(session, Meeting, meeting_id)
    if meeting.state != MeetingState.CANCELLED:
        raise UserError("That meeting is not cancelled; there is nothing to put back.")
    meeting.state = MeetingState.PLANNED
    session.flush()
    follow_diary(session, meeting.group_id)
    put_last_minutes_on_agenda(session, meeting.group_id)


def _sequence(session: Session, group_id: int, on: date, *, another: bool = False) -> int:
    """Return the number of a new meeting of that day. Raises UserError for a second one not wanted."""
    group = row_of(session, Group, group_id)
    query = select(Meeting.sequence).where(Meeting.group_id == group_id, Meeting.on == on)
    taken = session.exec(query.order_by(col(Meeting.sequence).desc())).first() or 0
    if taken and not another:
        raise UserError(f"{group.code} already has a meeting on {format_date(on)}.")
    return taken + 1
