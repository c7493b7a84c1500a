"""A whole note, kept: it becomes a meeting, or brings the one that is there up to date."""

from datetime import date, datetime

from sqlmodel import Session, select

from sop_minutes.commands.attendance import keep_attendance
from sop_minutes.commands.checks import meeting_to_change, row_of
from sop_minutes.commands.last_minutes import write_of_approvals
from sop_minutes.commands.meetings import add_meeting, own_title, plan_next_meeting, reschedule_meeting
from sop_minutes.commands.note_items import keep_items
from sop_minutes.commands.owners import resolve_owners
from sop_minutes.commands.people import forget_people
from sop_minutes.commands.progress import keep_progress
from sop_minutes.domain.approving import Correction, is_unsaid
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.likeness import is_another_note, reads_as_public_copy
from sop_minutes.domain.next_meeting import next_meeting
from sop_minutes.domain.sheets import NoteSheet
from sop_minutes.domain.text import clean_line
from sop_minutes.domain.words import MeetingState
from sop_minutes.queries.approving import lines_of_approvals, texts_of_approvals
from sop_minutes.queries.imports import planned_meeting
from sop_minutes.queries.likeness import likest_meeting
from sop_minutes.queries.meetings import meeting_key, typed_note
from sop_minutes.storage.tables import Group, ImportedFile, Meeting

_EARLY_STATES = frozenset({MeetingState.PLANNED, MeetingState.RECORDING})


class AnotherNoteError(UserError):
    """The meeting holds a note that has hardly anything in common with the one to be kept."""


class PublicCopyError(UserError):
    """The text is one that went out to the public: all that it left out would be deleted."""


def record_note(
    session: Session,
    note: NoteSheet,
    *,
    group_id: int,
    meeting_id: int | None = None,
    replace: bool = False,
    another: bool = False,
) -> int:
    """Keep a typed note as its group's meeting of that day, and return the meeting's id.

    What is there already is brought up to date: items, points and actions that are still in the
    note keep their ids and references. `meeting_id` is the meeting the note is of, which moves to
    the note's date; without it, that of the group's meetings of the day that is most like it.
    `another` makes it a further meeting of that day. The next meeting that it names is put in the
    diary. Raises UserError without a date, or if the
    minutes are approved; unless it is to `replace` the kept note, AnotherNoteError if hardly anything
    of that is in this one, and PublicCopyError if this one is a public copy of it.
    """
    on = day_of(note)
    if meeting_id is None and not another:
        meeting_id = likest_meeting(session, group_id, note)
    if meeting_id is None:
        meeting_id = add_meeting(session, group_id=group_id, on=on, another=another)
    meeting = meeting_to_change(session, meeting_id)
    _check_fits(session, meeting, note, group_id, replace=replace)
    said_before = next_meeting(typed_note(session, meeting_id))
    if on != meeting.on:
        reschedule_meeting(session, meeting_id, on=on)
    _keep(session, meeting, note)
    said = next_meeting(note)
    if said is not None and said != said_before:
        plan_next_meeting(session, group_id, on=said, instead_of=said_before)
    return meeting_id


def _check_fits(session: Session, meeting: Meeting, note: NoteSheet, group_id: int, *, replace: bool) -> None:
    if meeting.group_id != group_id:
        raise UserError("That meeting is another group's than the note's.")
    if replace:
        return
    held, key = typed_note(session, meeting.id), meeting_key(session, meeting.id)
    if is_another_note(held, note, texts_of_approvals(session, meeting.id)):
        raise AnotherNoteError(
            f"{key} holds another note already, of which hardly anything is in this one. Nothing was changed."
        )
    if reads_as_public_copy(held, note):
        raise PublicCopyError(
            f"This reads as a public copy of {key}: who was there, and all that is not public, would be "
            "deleted. Nothing was changed."
        )


def import_note(session: Session, note: NoteSheet, *, group_id: int, file_id: int) -> int:
    """Keep a note that was brought in from a file, and return its meeting's id.

    That is the meeting of a planned day, else one of its own. Raises UserError without a date.
    """
    on = day_of(note)
    held = planned_meeting(session, group_id, on)
    kept = held or add_meeting(session, group_id=group_id, on=on, another=True)
    _keep_imported(session, row_of(session, Meeting, kept), note, file_id)
    return kept


def update_note(session: Session, meeting_id: int, note: NoteSheet, *, file_id: int) -> None:
    """Make a meeting's note `note`, brought in from a file. Raises UserError if the minutes are approved."""
    _keep_imported(session, meeting_to_change(session, meeting_id), note, file_id)


def _keep_imported(session: Session, meeting: Meeting, note: NoteSheet, file_id: int) -> None:
    meeting.imported_file_id = file_id
    _keep(session, meeting, note)
    keep_progress(session, meeting, note)


def day_of(note: NoteSheet) -> date:
    """Return the day of a note. Raises UserError if it does not say one."""
    if note.on is None:
        raise UserError(_no_date(note))
    return note.on


def add_imported_file(session: Session, *, digest: str, name: str, at: datetime) -> int:
    """Remember that a file has been brought in; one that is remembered already stays as it is."""
    held = session.exec(select(ImportedFile.id).where(ImportedFile.digest == digest)).first()
    if held is not None:
        return held
    row = ImportedFile(digest=digest, name=clean_line(name), at=at)
    session.add(row)
    session.flush()
    return row.id


def _no_date(note: NoteSheet) -> str:
    if note.date_as_written:
        return f"“{note.date_as_written}” is not a date that can be read; write it as 15 November 2017."
    return "The note does not say when the meeting was: add a line like “Date: 15 November 2017”."


def _keep(session: Session, meeting: Meeting, note: NoteSheet) -> None:
    group = row_of(session, Group, meeting.group_id)
    meeting.title = own_title(session, group, note.title)
    planned = meeting.state in _EARLY_STATES
    meeting.time = clean_line(note.time) or (meeting.time if planned else "")
    meeting.place = clean_line(note.place) or (meeting.place if planned else "")
    meeting.marking = clean_line(note.marking)
    meeting.provisional = note.provisional
    if planned or meeting.state == MeetingState.CANCELLED:
        meeting.state = MeetingState.DRAFT
    session.flush()
    approvals = _approvals_said(session, meeting.id)
    gone = keep_attendance(session, meeting, note.attendance)
    keep_items(session, meeting, note.items)
    if approvals:
        write_of_approvals(session, meeting.id, approvals)
    resolve_owners(session, meeting_id=meeting.id)
    forget_people(session, gone)


def _approvals_said(session: Session, meeting_id: int) -> list[Correction]:
    """Return what approving minutes wrote into a meeting's note, where nobody has added to it.

    A note that was typed elsewhere cannot hold it, and is no reason to take it away.
    """
    lines = lines_of_approvals(session, meeting_id)
    texts = {line.text for line in lines}
    said = {
        point.text
        for item in typed_note(session, meeting_id).items
        if is_unsaid(item, texts)
        for point in item.points
    }
    return [line for line in lines if line.text in said]
