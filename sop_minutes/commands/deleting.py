"""A meeting deleted, with all that is its own, unless others hold something of it."""

from datetime import datetime

from sqlmodel import Session, select

from sop_minutes.commands.checks import meeting_to_change, row_of
from sop_minutes.commands.dues import follow_diary
from sop_minutes.commands.items import delete_item
from sop_minutes.commands.last_minutes import put_last_minutes_on_agenda
from sop_minutes.domain.due import format_date
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.words import NOT_HELD_STATES
from sop_minutes.queries.numbering import last_given
from sop_minutes.storage.tables import (
    ActionUpdate,
    Approval,
    Attendance,
    Circulation,
    ImportedFile,
    Invitation,
    Item,
    Meeting,
    Publication,
    ReturnedChange,
    ReturnedCopy,
)


class HasNoteError(UserError):
    """A meeting that was to be deleted was held: its note would go with it."""


def delete_meeting(session: Session, meeting_id: int, *, with_note: bool = False) -> None:
    """Delete a meeting from the diary; `with_note`, one that was held, and all that is in its note.

    An action that has a history stays in the register; copies that came back go too. Raises UserError for
    one whose minutes were ever approved or published, or of which something went out: what people hold must
    be found again, and what stands in their calendars be called off.
    """
    meeting = meeting_to_change(session, meeting_id)
    _check_never_settled(session, meeting_id)
    _check_nothing_is_out(session, meeting_id)
    if meeting.state not in NOT_HELD_STATES and not with_note:
        raise HasNoteError("That meeting has a note, which would be deleted with it.")
    for item_id in session.exec(select(Item.id).where(Item.meeting_id == meeting_id)).all():
        delete_item(session, item_id)
    for name in session.exec(select(Attendance).where(Attendance.meeting_id == meeting_id)):
        session.delete(name)
    for update in session.exec(select(ActionUpdate).where(ActionUpdate.meeting_id == meeting_id)):
        update.meeting_id = None
    for approval in session.exec(select(Approval).where(Approval.at_meeting_id == meeting_id)):
        approval.at_meeting_id = None
    _forget_copies(session, meeting_id)
    session.delete(meeting)
    session.flush()
    _forget_file(session, meeting.imported_file_id)
    follow_diary(session, meeting.group_id)
    put_last_minutes_on_agenda(session, meeting.group_id)


def _check_never_settled(session: Session, meeting_id: int) -> None:
    """Raise UserError if minutes were ever approved or published: what they said then is not forgotten."""
    for table, verb in ((Approval, "approved"), (Publication, "published")):
        if session.exec(select(table.id).where(table.meeting_id == meeting_id)).first() is not None:
            raise UserError(f"The minutes of that meeting were {verb} once: the meeting cannot be deleted.")


def _check_nothing_is_out(session: Session, meeting_id: int) -> None:
    """Raise UserError if people hold something of a meeting, undone here or not."""
    sent = last_given(session, Circulation, "number", meeting_id)
    if sent is not None:
        day = format_date(datetime.fromisoformat(str(sent["at"])).date())  # written in the log, or kept
        raise UserError(f"The note of that meeting went out on {day}: the meeting cannot be deleted.")
    invited = last_given(session, Invitation, "sequence", meeting_id)
    if invited is not None and not invited["cancelled"]:
        raise UserError(
            "An invitation to that meeting went out: send out that it is cancelled before it is deleted."
        )
    for invitation in session.exec(select(Invitation).where(Invitation.meeting_id == meeting_id)):
        session.delete(invitation)


def _forget_copies(session: Session, meeting_id: int) -> None:
    """Delete the copies of a meeting's note that came back, with what they change."""
    for copy in session.exec(select(ReturnedCopy).where(ReturnedCopy.meeting_id == meeting_id)):
        for change in session.exec(select(ReturnedChange).where(ReturnedChange.copy_id == copy.id)):
            session.delete(change)
        session.delete(copy)


def _forget_file(session: Session, file_id: int | None) -> None:
    """Let a file be imported again once none of its meetings is left."""
    left = select(Meeting.id).where(Meeting.imported_file_id == file_id)
    if file_id is not None and session.exec(left).first() is None:
        session.delete(row_of(session, ImportedFile, file_id))
