"""What a returned copy says of the meeting itself, and in the lists that repeat the note."""

from collections.abc import Sequence

from sqlmodel import Session, select

from sop_minutes.commands.actions import assign_action, extend_action
from sop_minutes.commands.attendance import remove_attendance, set_attendance
from sop_minutes.commands.checks import row_of
from sop_minutes.commands.copies.edits import with_words
from sop_minutes.commands.meetings import edit_meeting
from sop_minutes.commands.returned.blocks import edit_line
from sop_minutes.domain.due import format_date
from sop_minutes.domain.errors import ChangedSinceError, UserError
from sop_minutes.domain.grammar.attendance import STATUSES, read_attendance
from sop_minutes.domain.grammar.headers import read_header
from sop_minutes.domain.printing import due_text, owners_text
from sop_minutes.domain.returned.lines import BETWEEN_CELLS
from sop_minutes.domain.sheets import AttendanceSheet
from sop_minutes.domain.text import fold, squash
from sop_minutes.queries.blocks import attendance_of
from sop_minutes.queries.meetings import meeting_sheet
from sop_minutes.queries.returned import ReturnedRow
from sop_minutes.storage.tables import Action, Meeting, Point, ReturnedCopy

_TEXT, _OWNER, _DUE = 1, 2, 3
_NO_SUCH_LINE = (
    "That is no line of the details that can be taken; change the meeting itself, and reject this."
)


def take_detail(
    session: Session, copy: ReturnedCopy, row: ReturnedRow, text: str | None, *, over: bool
) -> None:
    """Make a line of a meeting's details, or its title, what a copy says. Its day stays."""
    before = row.before[0].text if row.before else ""
    after = text or (row.after[0].text if row.after else "")
    if any(block.heading for block in (*row.before, *row.after)):
        _take_title(session, copy, before, after, over=over)
        return
    was, now = read_header(before), read_header(after)
    name = now.name if now else was.name if was else ""
    said, gone = now.text if now else "", was.text if was else ""
    if name in STATUSES:
        gone = gone if was and was.name == name else ""
        _take_names(session, copy.meeting_id, name, gone, said, over=over)
    elif name in ("Time", "Place"):
        _take_field(session, copy, name.lower(), gone, said, over=over)
    else:
        raise UserError(_NO_SUCH_LINE)


def take_entry(session: Session, copy: ReturnedCopy, row: ReturnedRow, *, over: bool) -> None:
    """Make what an entry of the lists at the end says otherwise so in the block that it repeats.

    Raises ChangedSinceError if owner or due date are others here by now, unless it is to go `over` those.
    """
    point = session.get(Point, int(row.records[0][1:])) if row.records[0].startswith("p") else None
    if point is None:
        raise UserError("The block that this repeats is no longer in the note.")
    was, now = (blocks[0].text.split(BETWEEN_CELLS) for blocks in (row.before, row.after))
    if len(was) <= _DUE or len(was) != len(now):
        _take_words(session, point, row.before[0].text, row.after[0].text)
        return
    action = session.exec(select(Action).where(Action.point_id == point.id)).first()
    if action is None:
        raise UserError("That is no longer an action.")
    if not over:
        _check_entry(session, copy, action, was, now)
    if was[_TEXT] != now[_TEXT]:
        _take_words(session, point, was[_TEXT], now[_TEXT])
    if was[_OWNER] != now[_OWNER]:
        assign_action(session, action.id, owners=[name for name in now[_OWNER].split(", ") if name])
    if was[_DUE] != now[_DUE]:
        extend_action(session, action.id, on=copy.received_at.date(), due=now[_DUE])


def _check_entry(
    session: Session, copy: ReturnedCopy, action: Action, was: Sequence[str], now: Sequence[str]
) -> None:
    rows = meeting_sheet(session, copy.meeting_id).actions
    row = next((row for row in rows if row.id == action.id), None)
    if row is None:
        return
    for at, name, held in ((_OWNER, "owner", owners_text(row.owners)), (_DUE, "due date", due_text(row.due))):
        if was[at] != now[at] and squash(held) not in (squash(was[at]), squash(now[at])):
            raise ChangedSinceError(
                f"The {name} was changed here since. It is “{held}”; the copy says “{now[at]}”."
            )


def _take_title(session: Session, copy: ReturnedCopy, before: str, after: str, *, over: bool) -> None:
    meeting = row_of(session, Meeting, copy.meeting_id)
    (was, _, old_day), (now, _, day) = (text.rpartition(" – ") for text in (before, after))
    if squash(day) != squash(old_day):
        raise UserError(
            f"The meeting stays on {format_date(meeting.on)}: a title ends with its day, as in “{before}”."
        )
    held = meeting_sheet(session, meeting.id).heading.rpartition(" – ")[0]
    if squash(held) not in (squash(was), squash(now)) and not over:
        raise ChangedSinceError(f"The title was changed here since. It is “{held}”; the copy says “{now}”.")
    edit_meeting(
        session, meeting.id, title=now, time=meeting.time, place=meeting.place, marking=meeting.marking
    )


def _take_field(session: Session, copy: ReturnedCopy, name: str, was: str, now: str, *, over: bool) -> None:
    meeting = row_of(session, Meeting, copy.meeting_id)
    held = str(getattr(meeting, name))
    if fold(held) not in (fold(was), fold(now)) and not over:
        raise ChangedSinceError(f"The {name} was changed here since. It is “{held}”; the copy says “{now}”.")
    fields = {"time": meeting.time, "place": meeting.place} | {name: now}
    edit_meeting(session, meeting.id, title=meeting.title, marking=meeting.marking, **fields)


def _take_names(session: Session, meeting_id: int, header: str, was: str, now: str, *, over: bool) -> None:
    """Add, change and take off those names alone that a copy has otherwise in one line."""
    before, after = (read_attendance(header, text) if text else () for text in (was, now))
    held = {fold(entry.name): entry for entry in attendance_of(session, meeting_id)}
    known = {fold(entry.name) for entry in before}
    for entry in after:
        here = held.get(fold(entry.name))
        if entry in before or fold(entry.name) not in known or over:
            continue
        if here is None or here.status != entry.status:
            listed = f"under {here.status}" if here else "in no list"
            raise ChangedSinceError(
                f"{entry.name} was listed otherwise here since: {listed}. The copy has “{header}: {now}”."
            )
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
