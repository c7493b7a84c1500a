"""Bringing files in, one after the other, each whole or not at all."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlmodel import Session

from sop_minutes.cli.jsons import note_json
from sop_minutes.commands.notes import add_imported_file, import_note
from sop_minutes.domain.due import format_date
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.sheets import NoteSheet
from sop_minutes.domain.words import PointKind
from sop_minutes.importing import ImportedFile, read_note_file
from sop_minutes.queries.imports import imported_before
from sop_minutes.queries.meetings import meeting_key
from sop_minutes.storage.database import Database


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: lines for a person, and the same as JSON."""

    lines: tuple[str, ...]
    json: dict[str, Any] = field(default_factory=dict)
    refused: bool = False


def import_each(
    database: Database, files: Sequence[Path], group_id: int, *, dry_run: bool, at: datetime
) -> Iterator[Outcome]:
    """Bring in each file as meetings of the group; a file that is refused does not stop the others."""
    for path in files:
        try:
            yield _import(database, path, group_id, dry_run=dry_run, at=at)
        except UserError as error:
            said = str(error) if path.name in str(error) else f"{path.name}: {error}"
            yield Outcome((said,), {"file": str(path), "error": str(error)}, refused=True)


def _import(database: Database, path: Path, group_id: int, *, dry_run: bool, at: datetime) -> Outcome:
    file = read_note_file(path)
    before = database.read(imported_before, file.digest)
    if before:
        line = f"{path.name} was imported before, as {', '.join(before)}. Nothing was changed."
        return Outcome((line,), {"file": str(path), "imported_before": True, "meetings": list(before)})
    if dry_run:
        keys = [format_date(note.on) if note.on else "no date" for note in file.notes]
    else:
        ids = database.do(f"Import {path.name}", _keep_file, file, group_id=group_id, name=path.name, at=at)
        keys = [database.read(meeting_key, meeting_id) for meeting_id in ids]
    made = [f"{key}: {_counted(note)}" for key, note in zip(keys, file.notes, strict=True)]
    shown = _outline(file.notes) if dry_run else ()
    notes = [{"meeting": key, **note_json(note)} for key, note in zip(keys, file.notes, strict=True)]
    found = {"file": str(path), "meetings": notes, "sentences": list(file.sentences)}
    return Outcome((*made, *shown, *(f"  {sentence}" for sentence in file.sentences)), found)


def _keep_file(session: Session, file: ImportedFile, *, group_id: int, name: str, at: datetime) -> list[int]:
    file_id = add_imported_file(session, digest=file.digest, name=name, at=at)
    return [import_note(session, note, group_id=group_id, file_id=file_id) for note in file.notes]


def _counted(note: NoteSheet) -> str:
    points = [point for item in note.items for point in item.points]
    actions = sum(point.kind is PointKind.ACTION for point in points)
    decisions = sum(point.kind is PointKind.DECISION for point in points)
    named = sum(bool(item.title) for item in note.items)
    counts = (
        (named, "item"),
        (len(points) - actions - decisions, "point"),
        (decisions, "decision"),
        (actions, "action"),
        (len(note.attendance), "name"),
    )
    return ", ".join(f"{n} {noun}{'' if n == 1 else 's'}" for n, noun in counts if n) or "nothing"


def _outline(notes: Sequence[NoteSheet]) -> Iterator[str]:
    for note in notes:
        for item in note.items:
            yield f"    {item.title or 'Before the first heading'}: {_counted_points(len(item.points))}"


def _counted_points(count: int) -> str:
    return f"{count} block{'' if count == 1 else 's'}"
