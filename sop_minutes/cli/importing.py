"""Bringing files in, one after the other, each whole or not at all."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from sqlmodel import Session

from sop_minutes.cli.corrected import Planned, changes, planned_update, state_of
from sop_minutes.cli.jsons import note_json
from sop_minutes.commands.meetings import add_meeting
from sop_minutes.commands.notes import add_imported_file, day_of, import_note, update_note
from sop_minutes.domain.due import format_date
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.sheets import NoteSheet
from sop_minutes.domain.words import CLOSED_STATUSES, Audience, ItemKind, PointKind, narrower
from sop_minutes.importing import MARKED_CLOSED, ImportedFile, next_meeting, read_note_file
from sop_minutes.queries.cautions import other_group
from sop_minutes.queries.imports import (
    group_code,
    imported_before,
    meeting_of_copy,
    meeting_said_alike,
    meets_on,
)
from sop_minutes.queries.meetings import meeting_key
from sop_minutes.storage.database import Database


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: lines for a person, and the same as JSON."""

    lines: tuple[str, ...]
    json: dict[str, Any] = field(default_factory=dict)
    refused: bool = False


class _Kept(NamedTuple):
    """A meeting that a note became, and what to say of what it was before."""

    meeting_id: int
    note: NoteSheet
    lines: tuple[str, ...] = ()


class _How(NamedTuple):
    """How a file is to be brought in: whose it is, what it is called, whether as a corrected copy."""

    group_id: int
    name: str
    again: bool


def import_each(
    database: Database,
    files: Sequence[Path],
    group_id: int,
    *,
    dry_run: bool,
    at: datetime,
    again: bool = False,
) -> Iterator[Outcome]:
    """Bring in each file as meetings of the group; a file that is refused does not stop the others.

    `again`: each file is a corrected copy, and brings the meeting up to date whose note says much the
    same; without it such a file is refused.
    """
    for path in files:
        try:
            yield _import(database, path, group_id, dry_run=dry_run, at=at, again=again)
        except UserError as error:
            said = str(error) if path.name in str(error) else f"{path.name}: {error}"
            yield Outcome((said,), {"file": str(path), "error": str(error)}, refused=True)


def _import(
    database: Database, path: Path, group_id: int, *, dry_run: bool, at: datetime, again: bool
) -> Outcome:
    file = read_note_file(path)
    before = database.read(imported_before, file.digest)
    if before:
        line = f"{path.name} was imported before, as {', '.join(before)}. Nothing was changed."
        return Outcome((line,), {"file": str(path), "imported_before": True, "meetings": list(before)})
    how = _How(group_id, path.name, again)
    if dry_run:
        planned = database.read(_plan, file, how)
        code = database.read(group_code, group_id)
        notes = [each.note for each in planned]
        keys = [f"{code}, {format_date(note.on)}" if note.on else code for note in notes]
        news = [_updates(database, each) for each in planned]
        days = database.read(_next_days, file.notes, how)
        diary = [f"The next meeting, {format_date(day)}, would be put in the diary." for day in days]
        lines = (path.name, *(f"  {line}" for line in _told(keys, notes, news, outlined=True)))
    else:
        kept, days = database.do(f"Import {path.name}", _keep_file, file, how, at=at)
        notes = [each.note for each in kept]
        keys = [database.read(meeting_key, each.meeting_id) for each in kept]
        more = [f"  {line}" for each in kept for line in each.lines]
        diary = [f"The next meeting, {format_date(day)}, is now in the diary, provisional." for day in days]
        lines = (*_told(keys, notes, [path.name] * len(keys)), *more)
    said = [line for line in file.sentences if line != MARKED_CLOSED or notes[0] is file.notes[0]]
    sentences = [*_other_groups(database, file, group_id), *said, *diary]
    made = [{"meeting": key, **note_json(note)} for key, note in zip(keys, notes, strict=True)]
    found = {"file": str(path), "meetings": made, "sentences": sentences}
    return Outcome((*lines, *(f"  {sentence}" for sentence in sentences)), found)


def _other_groups(database: Database, file: ImportedFile, group_id: int) -> Iterator[str]:
    for name in dict.fromkeys(database.read(other_group, note, group_id) for note in file.notes):
        if name:
            code = database.read(group_code, group_id)
            yield f"Is --group right? The title names {name}, and this is for {code}."


def _updates(database: Database, planned: Planned) -> str:
    return f"brings {database.read(meeting_key, planned.meeting_id)} up to date" if planned.meeting_id else ""


def _plan(session: Session, file: ImportedFile, how: _How) -> list[Planned]:
    """Return what the notes of `file` are to become. Raises UserError for whatever they are refused for.

    That is, if they are kept already and not `again`, or not and `again`.
    """
    if not how.again:
        for note in file.notes:
            _refuse_kept(session, note, how.group_id)
        return [Planned(note) for note in file.notes]
    planned: list[Planned] = []
    for number, note in enumerate(file.unmarked):
        day_of(note)
        taken = [each.meeting_id for each in planned if each.meeting_id]
        meeting_id = meeting_of_copy(session, note, how.group_id, name=how.name, taken=taken)
        planned.append(planned_update(session, file, number, meeting_id))
    return planned


def _refuse_kept(session: Session, note: NoteSheet, group_id: int) -> None:
    on, kept = day_of(note), meeting_said_alike(session, note, group_id)
    if kept is not None:
        code, key = group_code(session, group_id), meeting_key(session, kept)
        raise UserError(
            f"A note of {code} on {format_date(on)} is already kept, as {key}, and says much the same. "
            "If this is a corrected copy, import it with --again: it brings that meeting up to date, "
            "and what is still there keeps its reference."
        )


def _keep_file(
    session: Session, file: ImportedFile, how: _How, *, at: datetime
) -> tuple[list[_Kept], list[date]]:
    """Keep the notes of `file`; return their meetings, and the days of next ones put in the diary."""
    planned = _plan(session, file, how)
    file_id = add_imported_file(session, digest=file.digest, name=how.name, at=at)
    kept = []
    for note, meeting_id, whole in planned:
        if meeting_id is None or whole is None:
            made = import_note(session, note, group_id=how.group_id, file_id=file_id)
            kept.append(_Kept(made, note))
        else:
            before = state_of(session, meeting_id)
            update_note(session, meeting_id, whole, file_id=file_id)
            kept.append(_Kept(meeting_id, note, tuple(changes(session, meeting_id, note, before))))
    days = _next_days(session, file.notes, how)
    for day in days:
        add_meeting(session, group_id=how.group_id, on=day, provisional=True)
    return kept, days


def _next_days(session: Session, notes: Sequence[NoteSheet], how: _How) -> list[date]:
    """Return the days of next meetings that `notes` name, without those on which something is known of.

    A corrected copy makes no meeting, not even a planned one.
    """
    days = dict.fromkeys(next_meeting(note) for note in notes if not how.again)
    held = {note.on for note in notes}
    return [day for day in days if day and day not in held and not meets_on(session, how.group_id, day)]


def _told(
    keys: Sequence[str], notes: Sequence[NoteSheet], asides: Sequence[str], *, outlined: bool = False
) -> Iterator[str]:
    for key, note, aside in zip(keys, notes, asides, strict=True):
        yield f"{key}: {_counted(note)}" + (f" ({aside})" if aside else "")
        for item in note.items if outlined else ():
            yield f"  {item.title or 'Before the first heading'}: {_number_of(len(item.points), 'block')}"


def _counted(note: NoteSheet) -> str:
    points = [point for item in note.items for point in item.points]
    audiences = [narrower(item.audience, point.audience) for item in note.items for point in item.points]
    actions = sum(point.kind is PointKind.ACTION for point in points)
    decisions = sum(point.kind is PointKind.DECISION for point in points)
    counts = (
        (sum(bool(item.title) for item in note.items), "item"),
        (len(points) - actions - decisions, "point"),
        (decisions, "decision"),
        (actions, "action"),
        (len(note.attendance), "name"),
    )
    made = ", ".join(_number_of(n, noun) for n, noun in counts if n) or "nothing"
    asides = (
        (sum(bool(p.became and p.became.status in CLOSED_STATUSES) for p in points), "closed already"),
        (sum(audience is not Audience.PUBLIC for audience in audiences), "not public"),
        (sum(len(i.points) for i in note.items if i.kind is ItemKind.NOT_PLACED), "not placed"),
    )
    more = ", ".join(f"{n} {said}" for n, said in asides if n)
    return f"{made}; {more}" if more else made


def _number_of(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
