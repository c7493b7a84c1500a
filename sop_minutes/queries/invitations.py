"""Invitations to meetings: what the next calendar file is to say, and what the last one said."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlmodel import Session, col, select

from sop_minutes.domain.chasing import is_address
from sop_minutes.domain.inviting import InvitationSheet
from sop_minutes.domain.words import Audience, MeetingState
from sop_minutes.queries.identity import database_uid
from sop_minutes.queries.meetings import meeting_sheet, withheld_texts
from sop_minutes.queries.numbering import highest_given
from sop_minutes.queries.seats import seats_filled
from sop_minutes.storage.tables import Invitation, Meeting, Person


@dataclass(frozen=True, slots=True)
class InvitationRow:
    """A calendar file that was made for a meeting, `at` in UTC."""

    sequence: int
    at: datetime
    on: date
    time: str
    place: str
    provisional: bool
    cancelled: bool


def next_sequence(session: Session, meeting_id: int) -> int:
    """Return the number of a meeting's next invitation: higher than that of any before, undone ones too."""
    highest = highest_given(session, Invitation, "sequence", meeting_id)
    return 0 if highest is None else highest + 1


def invitations_to(session: Session, meeting_id: int) -> tuple[InvitationRow, ...]:
    """Return the invitations to a meeting, the first one first."""
    query = select(Invitation).where(Invitation.meeting_id == meeting_id).order_by(col(Invitation.sequence))
    return tuple(
        InvitationRow(
            row.sequence,
            row.at.replace(tzinfo=UTC),
            row.on,
            row.time,
            row.place,
            row.provisional,
            row.cancelled,
        )
        for row in session.exec(query)
    )


def invitation_sheet(session: Session, meeting_id: int, *, cancelled: bool = False) -> InvitationSheet:
    """Return what the next calendar file of a meeting says."""
    sheet = meeting_sheet(session, meeting_id, Audience.MEMBERS)
    meeting = session.get_one(Meeting, meeting_id)
    return InvitationSheet(
        uid=f"meeting-{meeting_id}.{database_uid(session)}@sop-minutes",
        sequence=next_sequence(session, meeting_id),
        group=sheet.group_name,
        on=meeting.on,
        time=meeting.time,
        place=meeting.place,
        provisional=meeting.provisional,
        cancelled=cancelled or meeting.state == MeetingState.CANCELLED,
        minutes_planned=sum(item.minutes_planned or 0 for item in sheet.note.items),
    )


def withheld_from_invitation(session: Session, meeting_id: int) -> tuple[str, ...]:
    """Return the texts of a meeting that no invitation to it may hold."""
    return withheld_texts(session, meeting_id, Audience.MEMBERS)


def people_to_invite(session: Session, meeting_id: int) -> tuple[tuple[str, str], ...]:
    """Return who fills a seat of a meeting's group that day: names, each with an address or "" for none."""
    meeting = session.get_one(Meeting, meeting_id)
    seats = seats_filled(session, meeting.on).in_group(meeting.group_id)
    people = (session.get_one(Person, id_) for id_ in dict.fromkeys(row.person_id for row in seats))
    return tuple((person.name, person.email if is_address(person.email) else "") for person in people)
