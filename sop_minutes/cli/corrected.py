"""Corrected copies that come back: how they are read beside what went out, and what they changed."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from sqlmodel import Session

from sop_minutes.cli.remarks import seen_by
from sop_minutes.commands.notes import note_by_copy
from sop_minutes.domain.due import format_date
from sop_minutes.domain.sheets import ActionRow, MeetingSheet, NoteSheet
from sop_minutes.domain.words import Audience, PointKind, narrower
from sop_minutes.export.note_layout import note_document
from sop_minutes.export.word import render_word
from sop_minutes.importing import ImportedFile, read_note_file
from sop_minutes.queries.actions import actions_of_meeting
from sop_minutes.queries.cautions import LineRow, lines_of
from sop_minutes.queries.meetings import meeting_sheet, typed_note


class Planned(NamedTuple):
    """A note of a file, and what it is to become: a meeting of its own, or the `whole` note of a kept one."""

    note: NoteSheet
    meeting_id: int | None = None
    whole: NoteSheet | None = None


def planned_update(session: Session, file: ImportedFile, number: int, meeting_id: int) -> Planned:
    """Return a note of `file` as a corrected copy of this meeting's. Raises what `note_by_copy` raises.

    A note that went out from here is read beside one that was not corrected; the marking that was
    printed on both closes nothing.
    """
    note, printed = file.notes[number], None
    if file.reader is not None:
        printed = _printed(meeting_sheet(session, meeting_id, file.reader), file.reader)
        note = file.unmarked[number] if printed.marking == note.marking else note
    return Planned(note, meeting_id, note_by_copy(session, meeting_id, note, file.reader, printed))


def _printed(meeting: MeetingSheet, audience: Audience) -> NoteSheet:
    """Return what the Word note of `meeting`, which holds only what `audience` may see, reads as."""
    document = note_document(meeting, audience, datetime.now(UTC))
    with TemporaryDirectory() as folder:
        path = Path(folder) / "note.docx"
        path.write_bytes(render_word(document))
        return read_note_file(path).unmarked[0]


class State(NamedTuple):
    """What a meeting's note holds: its actions, and its lines by id."""

    note: NoteSheet
    actions: tuple[ActionRow, ...]
    lines: dict[int, LineRow]


def state_of(session: Session, meeting_id: int) -> State:
    """Return what a meeting's note holds."""
    actions = actions_of_meeting(session, meeting_id, Audience.RESTRICTED)
    return State(typed_note(session, meeting_id), actions, lines_of(session, meeting_id))


def changes(session: Session, meeting_id: int, copy: NoteSheet, before: State) -> Iterator[str]:
    """Yield what to know of a note that was brought up to date from its copy."""
    after = state_of(session, meeting_id)
    if after == before:
        yield "It says nothing that is not kept already."
    if after.note.on is not None and copy.on != after.note.on:
        yield f"The meeting stays on {format_date(after.note.on)}."
    refs = {row.ref for row in after.actions}
    yield from (f"{r.ref} is no longer in the note: {r.text}" for r in before.actions if r.ref not in refs)
    for id_, line in before.lines.items():
        now = after.lines.get(id_)
        if now is None and line.audience is not Audience.PUBLIC and line.kind is not PointKind.ACTION:
            yield f"This line was {seen_by(line.audience)}, and is no longer in the note: {line.text}"
        elif now is not None and narrower(now.audience, line.audience) is not now.audience:
            yield f"This line was {seen_by(line.audience)}, and is {seen_by(now.audience)} now: {now.text}"
    for id_, line in after.lines.items():
        was = before.lines[id_].audience if id_ in before.lines else Audience.PUBLIC
        if line.audience is not was and narrower(line.audience, was) is line.audience:
            yield f"This line is {seen_by(line.audience)}, unless you say otherwise: {line.text}"
