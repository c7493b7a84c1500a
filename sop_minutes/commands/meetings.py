"""Meetings: in the diary, moved, called off, and through their states."""

from datetime import date

from sqlmodel import Session, col, select

from sop_minutes.commands.checks import row_of
from sop_minutes.commands.dues import follow_diary
from sop_minutes.domain.due import format_date
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.text import clean_line
from sop_minutes.domain.words import MeetingState
from sop_minutes.storage.tables import Group, Meeting


def add_meeting(
    session: Session,
    *,
    group_id: int,
    on: date,
    provisional: bool = False,
    state: MeetingState = MeetingState.PLANNED,
    time: str = "",
    place: str = "",
    another: bool = False,
) -> int:
    """Put a meeting in a group's diary.

    Raises UserError if the group already meets that day, unless `another` is wanted.
    """
    group = row_of(session, Group, group_id)
    taken = _last_sequence(session, group_id, on)
    if taken and not another:
        raise UserError(f"{group.code} already has a meeting on {format_date(on)}.")
    meeting = Meeting(
        group_id=group_id,
        on=on,
        sequence=taken + 1,
        provisional=provisional,
        state=state,
        time=clean_line(time),
        place=clean_line(place),
    )
    session.add(meeting)
    session.flush()
    follow_diary(session, group_id)
    return meeting.id


def reschedule_meeting(session: Session, meeting_id: int, *, on: date, provisional: bool = False) -> None:
    """Move a meeting to another day; what is due at the next meeting moves with it."""
    meeting = row_of(session, Meeting, meeting_id)
    if on != meeting.on:
        meeting.sequence = _last_sequence(session, meeting.group_id, on) + 1
        meeting.on = on
    meeting.provisional = provisional
    session.flush()
    follow_diary(session, meeting.group_id)


def change_state(session: Session, meeting_id: int, *, state: MeetingState) -> None:
    """Take a meeting to another state; a cancelled one is no longer a next meeting."""
    meeting = row_of(session, Meeting, meeting_id)
    meeting.state = state
    session.flush()
    follow_diary(session, meeting.group_id)


def _last_sequence(session: Session, group_id: int, on: date) -> int:
    query = select(Meeting.sequence).where(Meeting.group_id == group_id, Meeting.on == on)
    return max(session.exec(query.order_by(col(Meeting.sequence))).all(), default=0)
