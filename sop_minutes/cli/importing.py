"""Bringing files in, one after the other, each whole or not at all."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlmodel import Session

from sop_minutes.cli.jsons import note_json
from sop_minutes.commands.meetings import add_meeting
from sop_minutes.commands.notes import add_imported_file, check_note, import_note
from sop_minutes.domain.due import format_date
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.sheets import ActionRow, NoteSheet
from sop_minutes.domain.words import CLOSED_STATUSES, Audience, ItemKind, PointKind, narrower
from sop_minutes.importing import ImportedFile, next_meeting, read_note_file
from sop_minutes.queries.actions import actions_of_meeting
from sop_minutes.queries.imports import group_code, imported_before, meeting_said_alike, meets_on
from sop_minutes.queries.meetings import meeting_key
from sop_minutes.storage.database import Database


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: lines for a person, and the same as JSON."""

    lines: tuple[str, ...]
    json: dict[str, Any] = field(default_factory=dict)
    refused: bool = False


@dataclass(frozen=True, slots=True)
class _Kept:
    """A meeting that a note became, and the actions it had before and has no more."""

    meeting_id: int
    gone: tuple[ActionRow, ...]


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

    `again`: a file that says much the same as a meeting's note is a corrected copy, and brings that
    meeting up to date; without it such a file is refused.
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
    if dry_run:
        updated = database.read(_meetings_for, file, group_id, again=again)
        code = database.read(group_code, group_id)
        keys = [f"{code}, {format_date(note.on)}" if note.on else code for note in file.notes]
        news = [f"brings {database.read(meeting_key, id_)} up to date" if id_ else "" for id_ in updated]
        days = database.read(_next_days, file.notes, group_id)
        planned = [f"The next meeting, {format_date(day)}, would be put in the diary." for day in days]
        lines = (path.name, *(f"  {line}" for line in _told(keys, file.notes, news, outlined=True)))
    else:
        label = f"Import {path.name}"
        kept, days = database.do(
            label, _keep_file, file, group_id=group_id, name=path.name, at=at, again=again
        )
        keys = [database.read(meeting_key, each.meeting_id) for each in kept]
        gone = [f"{row.ref} is no longer in the note: {row.text}" for each in kept for row in each.gone]
        planned = [f"The next meeting, {format_date(day)}, is now in the diary, provisional." for day in days]
        lines = (*_told(keys, file.notes, [path.name] * len(keys)), *(f"  {line}" for line in gone))
    notes = [{"meeting": key, **note_json(note)} for key, note in zip(keys, file.notes, strict=True)]
    sentences = [*file.sentences, *planned]
    found = {"file": str(path), "meetings": notes, "sentences": sentences}
    return Outcome((*lines, *(f"  {sentence}" for sentence in sentences)), found)


def _meetings_for(session: Session, file: ImportedFile, group_id: int, *, again: bool) -> list[int | None]:
    """Return which meetings the notes of `file` bring up to date, None for one of its own.

    Raises UserError for whatever an import would be refused for.
    """
    found = [meeting_said_alike(session, note, group_id) for note in file.notes]
    for note, meeting_id in zip(file.notes, found, strict=True):
        check_note(session, note, meeting_id)
        if meeting_id is not None and note.on is not None and not again:
            key = meeting_key(session, meeting_id)
            raise UserError(
                f"A note of {group_code(session, group_id)} on {format_date(note.on)} is already kept, as "
                f"{key}, and says much the same. If this is a corrected copy, import it with --again: it "
                "brings that meeting up to date, and what is still there keeps its reference."
            )
    return found


def _keep_file(
    session: Session, file: ImportedFile, *, group_id: int, name: str, at: datetime, again: bool
) -> tuple[list[_Kept], list[date]]:
    """Keep the notes of `file`; return their meetings, and the days of next ones put in the diary."""
    updated = _meetings_for(session, file, group_id, again=again)
    file_id = add_imported_file(session, digest=file.digest, name=name, at=at)
    kept = []
    for note, held in zip(file.notes, updated, strict=True):
        before = actions_of_meeting(session, held, Audience.RESTRICTED) if held else ()
        meeting_id = import_note(session, note, group_id=group_id, file_id=file_id, meeting_id=held)
        refs = {row.ref for row in actions_of_meeting(session, meeting_id, Audience.RESTRICTED)}
        kept.append(_Kept(meeting_id, tuple(row for row in before if row.ref not in refs)))
    days = _next_days(session, file.notes, group_id)
    for day in days:
        add_meeting(session, group_id=group_id, on=day, provisional=True)
    return kept, days


def _next_days(session: Session, notes: Sequence[NoteSheet], group_id: int) -> list[date]:
    """Return the days of next meetings that `notes` name, without those on which something is known of."""
    days = dict.fromkeys(next_meeting(note) for note in notes)
    held = {note.on for note in notes}
    return [day for day in days if day and day not in held and not meets_on(session, group_id, day)]


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
