"""What a returned copy says of the meeting itself, and in the lists that repeat the note."""

from sqlmodel import Session

from sop_minutes.commands.attendance import remove_attendance, set_attendance
from sop_minutes.commands.checks import row_of
from sop_minutes.commands.copies.edits import with_words
from sop_minutes.commands.meetings import edit_meeting
from sop_minutes.commands.returned.blocks import Blocks, edit_line
from sop_minutes.domain.due import format_date
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.grammar.attendance import STATUSES
from sop_minutes.domain.grammar.headers import read_header
from sop_minutes.domain.printing import due_text, owners_text
from sop_minutes.domain.returned.beside import DUE, OWNER, names_in, row_cells
from sop_minutes.domain.sheets import AttendanceSheet, MeetingSheet
from sop_minutes.domain.text import fold, squash
from sop_minutes.queries.blocks import attendance_of
from sop_minutes.queries.returned_rows import ReturnedRow
from sop_minutes.storage.tables import Meeting, Point, ReturnedCopy

_NO_SUCH_LINE = (
    "That is no line of the details that can be taken; change the meeting itself, and reject this."
)


def take_detail(session: Session, copy: ReturnedCopy, row: ReturnedRow, text: str) -> None:
    """Make a line of a meeting's details, or its title, what a copy says, or `text`. Its day stays."""
    before = row.before[0].text if row.before else ""
    after = text or (row.after[0].text if row.after else "")
    if any(block.heading for block in (*row.before, *row.after)):
        _take_title(session, copy, before, after)
        return
    was, now = read_header(before), read_header(after)
    name = now.name if now else was.name if was else ""
    if name in STATUSES:
        _take_names(session, copy.meeting_id, before if was and was.name == name else "", after)
    elif name in ("Time", "Place"):
        _take_field(session, copy, name.lower(), now.text if now else "")
    else:
        raise UserError(_NO_SUCH_LINE)


def take_entry(session: Session, row: ReturnedRow, blocks: Blocks, meeting: MeetingSheet) -> None:
    """Make the block that an entry of the lists at the end repeats say what that says otherwise."""
    point = session.get(Point, int(row.records[0][1:])) if row.records[0].startswith("p") else None
    if point is None:
        raise UserError("The block that this repeats is no longer in the note.")
    was, now = row_cells(row.before), row_cells(row.after)
    if not was or len(was) != len(now):
        _take_words(session, point, row.before[0].text, row.after[0].text)
        return
    action = next((action for action in meeting.actions if action.point_id == point.id), None)
    if action is None:
        raise UserError("That is no longer an action.")
    # What the copy leaves as it was is not put back to that: it may be otherwise by now.
    for cell, held in ((OWNER, owners_text(action.owners)), (DUE, due_text(action.due))):
        if was[cell] == now[cell]:
            was[cell] = now[cell] = held
    blocks.take_row(point, was[: DUE + 1], now[: DUE + 1])


def _take_title(session: Session, copy: ReturnedCopy, before: str, after: str) -> None:
    meeting = row_of(session, Meeting, copy.meeting_id)
    (_, _, old_day), (now, _, day) = (text.rpartition(" – ") for text in (before, after))
    if squash(day) != squash(old_day):
        raise UserError(
            f"The meeting stays on {format_date(meeting.on)}: a title ends with its day, as in “{before}”."
        )
    edit_meeting(
        session, meeting.id, title=now, time=meeting.time, place=meeting.place, marking=meeting.marking
    )


def _take_field(session: Session, copy: ReturnedCopy, name: str, now: str) -> None:
    meeting = row_of(session, Meeting, copy.meeting_id)
    fields = {"time": meeting.time, "place": meeting.place} | {name: now}
    edit_meeting(session, meeting.id, title=meeting.title, marking=meeting.marking, **fields)


def _take_names(session: Session, meeting_id: int, was: str, now: str) -> None:
    """Add, change and take off those names alone that a copy has otherwise in one line."""
    before, after = names_in(was), names_in(now)
    for entry in after:
        if entry not in before:
            _list_name(session, meeting_id, entry)
    names = {fold(entry.name) for entry in after}
    there = {(fold(entry.name), entry.status) for entry in attendance_of(session, meeting_id)}
    for entry in before:
        if fold(entry.name) not in names and (fold(entry.name), entry.status) in there:
            remove_attendance(session, meeting_id, name=entry.name)


def _list_name(session: Session, meeting_id: int, entry: AttendanceSheet) -> None:
    set_attendance(
        session,
        meeting_id,
        name=entry.name,
        status=entry.status,
        detail=entry.detail,
        substitute_for=entry.substitute_for,
    )


def _take_words(session: Session, point: Point, was: str, now: str) -> None:
    """Put the words that an entry has otherwise into the line it repeats, if they stand there once."""
    typed = with_words(point.text, was, now)
    if typed is None:
        raise UserError("It cannot be told where in the line that is meant: say how the line is to read.")
    edit_line(session, point, typed)
