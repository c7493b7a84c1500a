"""What goes out of a meeting: circulations and invitations, and what they need to know."""

from datetime import UTC, datetime
from hashlib import sha256

from sqlmodel import Session, select

from sop_minutes.commands.checks import line_of, row_of
from sop_minutes.commands.last_minutes import put_last_minutes_on_agenda
from sop_minutes.domain.circulating import Sent, write_lines
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.text import clean_line
from sop_minutes.domain.words import NOT_HELD_STATES, Audience, MeetingState
from sop_minutes.queries.invitations import next_sequence
from sop_minutes.queries.numbering import highest_given
from sop_minutes.queries.standings import standing_of
from sop_minutes.storage.tables import (
    CirculatedFile,
    Circulation,
    FrozenFile,
    Group,
    Invitation,
    Meeting,
    Person,
    Recipient,
)

_BEGUN = frozenset({MeetingState.RECORDING, MeetingState.DRAFT})


def freeze_file(session: Session, content: bytes) -> int:
    """Keep a file as it is for good, once for all who freeze the same; return where it is kept."""
    digest = sha256(content).hexdigest()
    held = session.exec(select(FrozenFile.id).where(FrozenFile.digest == digest)).first()
    if held is not None:
        return held
    frozen = FrozenFile(digest=digest, content=content)
    session.add(frozen)
    session.flush()
    return frozen.id


def record_circulation(session: Session, sent: Sent, *, at: datetime) -> int:
    """Keep a version of a note that goes out, with all that was in it; return the circulation.

    A meeting whose note was a draft is circulated from now on, and the next one has its minutes to approve.
    Raises UserError for a note that is not
    there, one that goes nowhere, and one that went out already.
    """
    meeting = row_of(session, Meeting, sent.meeting_id)
    if meeting.state in NOT_HELD_STATES:
        raise UserError("That meeting has no note yet; there is nothing to circulate.")
    if not sent.files or not sent.recipients:
        raise UserError("A circulation needs at least one file, and somebody to go to.")
    if session.exec(select(Circulation.id).where(Circulation.code == sent.code)).first() is not None:
        raise UserError("That note went out already; look at it again.")
    circulation = Circulation(
        meeting_id=meeting.id,
        number=(highest_given(session, Circulation, "number", meeting.id) or 0) + 1,
        at=at.astimezone(UTC),
        audience=Audience(sent.audience),
        approved=standing_of(session, meeting.id).is_approved,
        code=line_of(sent.code, "A circulation needs a code."),
        lines_id=freeze_file(session, write_lines(sent.lines)),
    )
    session.add(circulation)
    session.flush()
    _keep_files_and_recipients(session, circulation.id, sent)
    if meeting.state in _BEGUN:
        meeting.state = MeetingState.CIRCULATED
    session.flush()
    put_last_minutes_on_agenda(session, meeting.group_id)
    return circulation.id


def _keep_files_and_recipients(session: Session, circulation_id: int, sent: Sent) -> None:
    for file in sent.files:
        frozen_file_id = freeze_file(session, file.content)
        name = line_of(file.name, "A file that goes out needs a name.")
        session.add(CirculatedFile(circulation_id=circulation_id, name=name, frozen_file_id=frozen_file_id))
    for row in sent.recipients:
        session.add(
            Recipient(
                circulation_id=circulation_id,
                person_id=row_of(session, Person, row.person_id).id if row.person_id is not None else None,
                name=line_of(row.name, "A note needs somebody to go to."),
                address=line_of(row.address, "A note needs an address to go to."),
                standing=clean_line(row.standing),
            )
        )


def record_invitation(
    session: Session, meeting_id: int, *, sequence: int, at: datetime, cancelled: bool = False
) -> int:
    """Note that a calendar file was made for a meeting as it stands; return the invitation.

    `sequence` is the one in the file. Raises UserError if that is not the next one.
    """
    meeting = row_of(session, Meeting, meeting_id)
    if sequence != next_sequence(session, meeting_id):
        raise UserError("Another invitation to that meeting was made meanwhile; make this one again.")
    invitation = Invitation(
        meeting_id=meeting.id,
        sequence=sequence,
        at=at.astimezone(UTC),
        on=meeting.on,
        time=meeting.time,
        place=meeting.place,
        provisional=meeting.provisional,
        cancelled=cancelled or meeting.state == MeetingState.CANCELLED,
    )
    session.add(invitation)
    session.flush()
    return invitation.id


def set_as_role(session: Session, person_id: int, *, as_role: bool) -> None:
    """Say that a person is to be published by their role, and not named, in public notes; or is named."""
    row_of(session, Person, person_id).as_role = as_role
    session.flush()


def set_handling(session: Session, group_id: int, *, handling: str) -> None:
    """Say what stands under the marking of all that a group circulates, "" for nothing."""
    row_of(session, Group, group_id).handling = clean_line(handling)
    session.flush()
