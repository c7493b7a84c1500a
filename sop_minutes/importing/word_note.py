"""Old Word notes in: one file, one or more notes, and sentences that say what was found."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import chain
from pathlib import Path
from typing import Final

from sop_minutes.domain.chasing import find_code
from sop_minutes.domain.due import format_date
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.next_meeting import next_meetings
from sop_minutes.domain.sheets import ImportedFile, ItemSheet, NoteSheet, PointSheet
from sop_minutes.domain.words import Audience, ItemKind, narrower
from sop_minutes.importing.audiences import closed, is_closed, with_said_audiences
from sop_minutes.importing.closing import with_closed_kept
from sop_minutes.importing.minutes.closed_rows import said_audience
from sop_minutes.importing.minutes.dates import day_in_name
from sop_minutes.importing.minutes.lines import Line, paragraph_lines
from sop_minutes.importing.minutes.margins import read_margins, titled
from sop_minutes.importing.minutes.meetings import split_meetings
from sop_minutes.importing.minutes.notes import Made, note_of
from sop_minutes.importing.minutes.progress import with_progress_dated
from sop_minutes.importing.minutes.stream import entries_of
from sop_minutes.importing.own_log import is_log
from sop_minutes.importing.printed import printed_note, reader_of, without_printed_lists, without_remarks
from sop_minutes.importing.reporting import left_out
from sop_minutes.importing.word import sniff
from sop_minutes.importing.word.package import digest_of
from sop_minutes.importing.word.reader import read_document

NOT_PLACED: Final = "Not placed"
MARKED_CLOSED: Final = "The file is marked as not public; every item is restricted until you say otherwise."


def read_word_note(path: Path) -> ImportedFile:
    """Return the notes in the Word file at `path`, in its order.

    Nothing that can be read is lost: what cannot be placed stands under "Not placed", in the last
    note. Raises UserError, one sentence, for a file that cannot be read or holds no text.
    """
    digest = digest_of(path)
    document = read_document(path)
    if is_log(document.subject, document.blocks):
        raise UserError(f"{path.name} {sniff.LOG}")
    if find_code(document.subject):
        raise UserError(f"{path.name} {sniff.FORM}")
    notes = {name: tuple(paragraph_lines(blocks)) for name, blocks in document.notes.items()}
    entries = without_remarks(entries_of(document.blocks))
    reader = reader_of(document.subject, entries)
    ours = printed_note(entries) if reader else None
    made = [Made(ours, ())] if ours else [note_of(part, notes) for part in split_meetings(entries)]
    sheets = [without_printed_lists(each.sheet) for each in made]
    margins = read_margins(document.margins, sheets)
    sheets, margins = titled(sheets, margins)
    stray = [line for each in made for line in each.stray]
    stray += _unreferred(notes, sheets)
    stray += margins.lines
    if not stray and not any(_says_anything(sheet) for sheet in sheets):
        raise UserError(f"{path.name} holds no text.")
    whence = (
        (margins.day, "is taken from its header or footer"),
        (day_in_name(path.name), "is taken from the file's name"),
        (document.saved_on, "is when the file was made"),
        (_saved_here(path), "is when the file was last saved"),
    )
    sheets, told = _dated(sheets or [NoteSheet()], margins.marking, whence)
    sheets = [with_progress_dated(with_said_audiences(sheet)) for sheet in sheets]
    marked = any(is_closed(sheet, [line.text for line in margins.lines]) for sheet in sheets)
    sheets, kept = with_closed_kept(sheets)
    told = [*told, *([MARKED_CLOSED] if marked else kept)]
    as_marked = [closed(sheet) for sheet in sheets] if marked else sheets
    found = _with_stray(as_marked, stray)
    return ImportedFile(
        notes=found,
        sentences=(*told, *left_out(document.tally, len(stray))),
        digest=digest,
        unmarked=_with_stray(sheets, stray),
        reader=reader,
        next_meetings=next_meetings(found),
    )


def _with_stray(sheets: Sequence[NoteSheet], stray: Sequence[Line]) -> tuple[NoteSheet, ...]:
    """Return `sheets`, the last one with what belongs nowhere."""
    if not stray:
        return tuple(sheets)
    last = sheets[-1]
    return (*sheets[:-1], replace(last, items=(*last.items, _not_placed(stray))))


def _says_anything(sheet: NoteSheet) -> bool:
    return sheet != NoteSheet()


def _not_placed(lines: Sequence[Line]) -> ItemSheet:
    points = tuple(PointSheet(line.marked, audience=said_audience(line)) for line in lines)
    return ItemSheet(NOT_PLACED, kind=ItemKind.NOT_PLACED, audience=Audience.MEMBERS, points=points)


def _unreferred(notes: dict[str, tuple[Line, ...]], sheets: Sequence[NoteSheet]) -> Iterator[Line]:
    """Yield the foot- and endnotes that no line is known for; closed, where any line of the file is."""
    if not any(notes.values()):
        return
    kept, _ = with_closed_kept([with_said_audiences(sheet) for sheet in sheets])
    audiences = (narrower(i.audience, p.audience) for sheet in kept for i in sheet.items for p in i.points)
    narrow = any(audience is not Audience.PUBLIC for audience in audiences)
    for line in chain.from_iterable(notes.values()):
        yield line._replace(audience=Audience.RESTRICTED) if narrow else line


def _saved_here(path: Path) -> date:
    return datetime.fromtimestamp(path.stat().st_mtime).astimezone().date()


def _dated(
    sheets: Sequence[NoteSheet], marking: str, whence: Sequence[tuple[date | None, str]]
) -> tuple[list[NoteSheet], list[str]]:
    """Return `sheets` with a date and a marking from elsewhere where they have none, and what to say.

    `whence` are the dates that may stand in, the best first, each with where it is from.
    """
    out = [replace(sheet, marking=sheet.marking or marking) for sheet in sheets]
    found_on, where = next((on, where) for on, where in whence if on)
    if all(sheet.on for sheet in out):
        return out, []
    out = [sheet if sheet.on else replace(sheet, on=found_on, provisional=True) for sheet in out]
    return out, [f"The date was not found; {format_date(found_on)} {where}, to be confirmed."]
