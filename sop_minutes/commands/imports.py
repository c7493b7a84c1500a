"""A file brought in: its notes become meetings, or bring those up to date that they are copies of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from sqlmodel import Session

from sop_minutes.commands.checks import meeting_to_change
from sop_minutes.commands.copies import whole_note, without_listed
from sop_minutes.commands.meetings import add_meeting
from sop_minutes.commands.notes import add_imported_file, day_of, import_note, update_note
from sop_minutes.domain.due import format_date
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.sheets import ImportedFile, MeetingSheet, NoteSheet
from sop_minutes.queries.imports import days_to_plan, file_remembered, group_code, meeting_said_alike
from sop_minutes.queries.meetings import meeting_key, meeting_sheet, typed_note


@dataclass(frozen=True, slots=True)
class CopyOf:
    """The meeting that a note of a file is a corrected copy of.

    `sent` is what a note for the copy's reader holds by now, and `printed` how one that nobody corrected
    reads; both None where it is not known whom the copy was for.
    """

    meeting_id: int
    sent: MeetingSheet | None = None
    printed: NoteSheet | None = None


class Planned(NamedTuple):
    """A note of a file, and what it becomes: a meeting of its own, or the `whole` note of a kept one.

    `remarks` are sentences on what that changes and what it leaves; `unmarked`, that the marking of the
    file does not close it.
    """

    note: NoteSheet
    meeting_id: int | None = None
    whole: NoteSheet | None = None
    remarks: tuple[str, ...] = ()
    unmarked: bool = False


class Plan(NamedTuple):
    """What a file becomes, and the days of next meetings that it puts in the diary."""

    notes: tuple[Planned, ...]
    days: tuple[date, ...] = ()


def plan_import(
    session: Session,
    file: ImportedFile,
    *,
    group_id: int,
    name: str,
    copies: Sequence[CopyOf] | None = None,
) -> Plan:
    """Return what `import_file` would make, and change nothing. Raises what it raises."""
    if copies is not None:
        of = zip(range(len(file.notes)), copies, strict=True)
        return Plan(tuple(_updated(session, file, number, copy) for number, copy in of))
    _refuse_remembered(session, file, name)
    for note in file.notes:
        _refuse_kept(session, note, group_id)
    return Plan(tuple(map(Planned, file.notes)), days_to_plan(session, group_id, file))


def import_file(
    session: Session,
    file: ImportedFile,
    *,
    group_id: int,
    name: str,
    at: datetime,
    copies: Sequence[CopyOf] | None = None,
) -> Plan:
    """Keep the notes of `file`, called `name`, as meetings of the group; return which they have become.

    With `copies`, one for each note, they are corrected copies, and make no meeting, not even a planned
    one. Raises UserError for a note that is kept already, if it is not of `copies`; for one without a
    date; for approved minutes; for a note that changed while its copy was being read; and for a copy of
    which it cannot be told what it leaves out.
    """
    plan = plan_import(session, file, group_id=group_id, name=name, copies=copies)
    file_id = add_imported_file(session, digest=file.digest, name=name, at=at)
    kept = tuple(_kept(session, planned, group_id, file_id) for planned in plan.notes)
    for day in plan.days:
        add_meeting(session, group_id=group_id, on=day, provisional=True)
    return Plan(kept, plan.days)


def _kept(session: Session, planned: Planned, group_id: int, file_id: int) -> Planned:
    if planned.meeting_id is None or planned.whole is None:
        made = import_note(session, planned.note, group_id=group_id, file_id=file_id)
        return planned._replace(meeting_id=made)
    update_note(session, planned.meeting_id, planned.whole, file_id=file_id)
    return planned


def _updated(session: Session, file: ImportedFile, number: int, copy: CopyOf) -> Planned:
    """Return what the meeting becomes that a note of `file` is a copy of.

    The marking of a note that went out from here closes nothing, if it was printed on it.
    """
    meeting_to_change(session, copy.meeting_id)
    if file.reader and copy.sent != meeting_sheet(session, copy.meeting_id, file.reader):
        key = meeting_key(session, copy.meeting_id)
        raise UserError(f"{key} was changed while its copy was being read. Import it again.")
    same_marking = copy.printed is not None and copy.printed.marking == file.unmarked[number].marking
    held = typed_note(session, copy.meeting_id, understood=True)
    note = without_listed((file.unmarked if same_marking else file.notes)[number], held)
    made = whole_note(held, note, reader=file.reader, printed=copy.printed)
    return Planned(note, copy.meeting_id, made.note, made.remarks, unmarked=same_marking)


def _refuse_remembered(session: Session, file: ImportedFile, name: str) -> None:
    before = file_remembered(session, file.digest)
    if before is not None:
        when = f"as {before[0]} on {format_date(before[1])}"
        raise UserError(f"{name} was imported before, {when}; nothing was changed.")


def _refuse_kept(session: Session, note: NoteSheet, group_id: int) -> None:
    on, kept = day_of(note), meeting_said_alike(session, note, group_id)
    if kept is not None:
        code, key = group_code(session, group_id), meeting_key(session, kept)
        raise UserError(
            f"A note of {code} on {format_date(on)} is already kept, as {key}, and says much the same. "
            "If this is a corrected copy, import it with --again: it brings that meeting up to date, "
            "and what is still there keeps its reference."
        )
