"""Bringing files in, one after the other, each whole or not at all."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from sop_minutes.cli.jsons import note_json
from sop_minutes.commands.imports import CopyOf, Plan, Planned, import_file, plan_import
from sop_minutes.domain.due import format_date
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.sheets import ImportedFile, NoteSheet
from sop_minutes.domain.text import clean_line
from sop_minutes.domain.words import CLOSED_STATUSES, Audience, ItemKind, PointKind, narrower
from sop_minutes.importing import MARKED_CLOSED, read_note_file
from sop_minutes.queries.cautions import other_group
from sop_minutes.queries.imports import group_code, imported_before, meetings_of_copies
from sop_minutes.queries.meetings import meeting_key, meeting_sheet
from sop_minutes.reprinting import printed_and_read
from sop_minutes.storage.database import Database


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: lines for a person, and the same as JSON."""

    lines: tuple[str, ...]
    json: dict[str, Any] = field(default_factory=dict)
    refused: bool = False


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
    file, name = read_note_file(path), clean_line(path.name)
    before = database.read(imported_before, file.digest)
    if before:
        line = f"{name} was imported before, as {', '.join(before)}. Nothing was changed."
        return Outcome((line,), {"file": str(path), "imported_before": True, "meetings": list(before)})
    copies = _copies(database, file, group_id, name) if again else None
    if dry_run:
        plan = database.read(plan_import, file, group_id=group_id, name=name, copies=copies)
        code = database.read(group_code, group_id)
        keys = [f"{code}, {format_date(each.note.on)}" if each.note.on else code for each in plan.notes]
        asides = [_updates(database, each) for each in plan.notes]
        lines = [name, *(f"  {line}" for line in _told(keys, plan, asides, outlined=True))]
        diary = "The next meeting, {}, would be put in the diary."
    else:
        plan = database.do(
            f"Import {name}", import_file, file, group_id=group_id, name=name, at=at, copies=copies
        )
        keys = [database.read(meeting_key, each.meeting_id) for each in plan.notes if each.meeting_id]
        lines = list(_told(keys, plan, [name] * len(keys)))
        diary = "The next meeting, {}, is now in the diary, provisional."
    notes = [each.note for each in plan.notes]
    sentences = [*_other_groups(database, file, group_id)]
    sentences += [line for line in file.sentences if line != MARKED_CLOSED or not plan.notes[0].unmarked]
    sentences += [diary.format(format_date(day)) for day in plan.days]
    remarks = [remark for each in plan.notes for remark in each.remarks]
    made = [{"meeting": key, **note_json(note)} for key, note in zip(keys, notes, strict=True)]
    found = {"file": str(path), "meetings": made, "sentences": sentences}
    return Outcome((*lines, *(f"  {line}" for line in (*remarks, *sentences))), found)


def _copies(database: Database, file: ImportedFile, group_id: int, name: str) -> list[CopyOf]:
    """Return what the notes of `file` are corrected copies of, and how those would read uncorrected."""
    ids = database.read(meetings_of_copies, file.notes, group_id, name=name)
    if file.reader is None:
        return [CopyOf(id_) for id_ in ids]
    sent = [database.read(meeting_sheet, id_, file.reader) for id_ in ids]
    return [
        CopyOf(id_, sheet, printed_and_read(sheet, file.reader)) for id_, sheet in zip(ids, sent, strict=True)
    ]


def _other_groups(database: Database, file: ImportedFile, group_id: int) -> Iterator[str]:
    for name in dict.fromkeys(database.read(other_group, note, group_id) for note in file.notes):
        if name:
            code = database.read(group_code, group_id)
            yield f"Is --group right? The title names {name}, and this is for {code}."


def _updates(database: Database, planned: Planned) -> str:
    return f"brings {database.read(meeting_key, planned.meeting_id)} up to date" if planned.meeting_id else ""


def _told(keys: Sequence[str], plan: Plan, asides: Sequence[str], *, outlined: bool = False) -> Iterator[str]:
    for key, (note, *_), aside in zip(keys, plan.notes, asides, strict=True):
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
