"""A whole note, kept: it becomes a meeting, or brings the one that is there up to date."""

from datetime import date, datetime

from sqlmodel import Session, select

from sop_minutes.commands.attendance import keep_attendance
from sop_minutes.commands.audiences import keep_marks, marks_of
from sop_minutes.commands.checks import row_of
from sop_minutes.commands.meetings import add_meeting
from sop_minutes.commands.note_items import keep_items
from sop_minutes.commands.progress import keep_progress
from sop_minutes.domain.due import format_date
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.sheets import NoteSheet
from sop_minutes.domain.text import clean_line, fold
from sop_minutes.domain.words import MeetingState
from sop_minutes.queries.imports import planned_meeting
from sop_minutes.queries.meetings import default_title, meeting_of_day, partnership_of
from sop_minutes.storage.tables import Group, ImportedFile, Meeting

_EARLY_STATES = frozenset({MeetingState.PLANNED, MeetingState.RECORDING})
_SETTLED_STATES = frozenset({MeetingState.APPROVED, MeetingState.PUBLISHED})


def record_note(session: Session, note: NoteSheet, *, group_id: int) -> int:
    """Keep a typed note as its group's meeting of that day, and return the meeting's id.

    What is there already is brought up to date: items, points and actions that are still in the
    note keep their ids and references. Raises UserError without a date, or if the meeting's
    minutes are approved.
    """
    held = meeting_of_day(session, group_id, note.on) if note.on else None
    on = check_note(session, note, held)
    meeting_id = held or add_meeting(session, group_id=group_id, on=on)
    _keep(session, row_of(session, Meeting, meeting_id), note)
    return meeting_id


def check_note(session: Session, note: NoteSheet, meeting_id: int | None) -> date:
    """Return the day of a note that may be kept as this meeting (None is a new one).

    Raises UserError without a date, or if the meeting's minutes are approved.
    """
    if note.on is None:
        raise UserError(_no_date(note))
    meeting = session.get(Meeting, meeting_id) if meeting_id else None
    if meeting is not None and meeting.state in _SETTLED_STATES:
        raise UserError("The minutes of that meeting are approved; they are corrected in a new version.")
    return note.on


def import_note(
    session: Session, note: NoteSheet, *, group_id: int, file_id: int, meeting_id: int | None = None
) -> int:
    """Keep a note that was brought in from a file, and return its meeting's id.

    It brings the meeting given up to date, in which nothing becomes wider than it was; else it is the
    meeting of a planned day, else a meeting of its own. Raises what `check_note` raises.
    """
    on = check_note(session, note, meeting_id)
    before = marks_of(session, meeting_id) if meeting_id else None
    held = meeting_id or planned_meeting(session, group_id, on)
    kept = held or add_meeting(session, group_id=group_id, on=on, another=True)
    meeting = row_of(session, Meeting, kept)
    meeting.imported_file_id = file_id
    _keep(session, meeting, note)
    keep_progress(session, meeting, note)
    if before is not None:
        keep_marks(session, kept, before)
    return kept


def add_imported_file(session: Session, *, digest: str, name: str, at: datetime) -> int:
    """Remember that a file has been brought in. Raises UserError if it was before."""
    held = session.exec(select(ImportedFile).where(ImportedFile.digest == digest)).first()
    if held is not None:
        when = f"as {held.name} on {format_date(held.at.date())}"
        raise UserError(f"{name} was imported before, {when}; nothing was changed.")
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
    title = clean_line(note.title)
    ours = default_title(group, partnership_of(session, group))
    meeting.title = "" if fold(title) == fold(ours) else title
    planned = meeting.state in _EARLY_STATES
    meeting.time = clean_line(note.time) or (meeting.time if planned else "")
    meeting.place = clean_line(note.place) or (meeting.place if planned else "")
    meeting.marking = clean_line(note.marking)
    meeting.provisional = note.provisional
    if planned or meeting.state == MeetingState.CANCELLED:
        meeting.state = MeetingState.DRAFT
    session.flush()
    keep_attendance(session, meeting, note.attendance)
    keep_items(session, meeting, note.items)
