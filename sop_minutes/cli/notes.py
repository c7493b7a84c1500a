"""``note`` and ``search``: notes out, and anything found."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sop_minutes.cli.context import (
    AudienceOption,
    Context,
    Json,
    Template,
    now,
    remark,
    say,
    say_json,
    say_table,
)
from sop_minutes.cli.jsons import search_json
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.templates import HOUSE
from sop_minutes.domain.words import AUDIENCE_LABELS, Audience

if TYPE_CHECKING:
    from sop_minutes.domain.sheets import MeetingSheet
    from sop_minutes.domain.templates import NoteStyle
    from sop_minutes.storage.database import Database


_MOST_FOUND = 10_000


def note(
    context: typer.Context,
    keys: Annotated[list[str], typer.Argument(metavar="MEETING")],
    to: Annotated[Path, typer.Option(help="A .docx, .pdf, .html or .md file; .txt for one meeting.")],
    audience: Annotated[AudienceOption, typer.Option(help="Who it is for.")] = AudienceOption.PUBLIC,
    template: Template = "",
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Even over a .txt file that is no copy of this note.")
    ] = False,
) -> None:
    """Write a meeting's note for an audience, or those of several in one file; prints where it is."""
    from sop_minutes.export.note import write_compendium, write_note
    from sop_minutes.queries.cautions import doubtful_texts
    from sop_minutes.queries.checks import named_in_public
    from sop_minutes.queries.meetings import find_meeting, withheld_texts

    given: Context = context.obj
    reader = audience.audience
    with given.reading() as database:
        meeting_ids = list(dict.fromkeys(database.read(find_meeting, key) for key in keys))
        sheets = [_sheet_for(database, id_, reader, to) for id_ in meeting_ids]
        withheld = [text for id_ in meeting_ids for text in database.read(withheld_texts, id_, reader)]
        style = _style(database, meeting_ids, template)
        doubtful = [text for id_ in meeting_ids for text in database.read(doubtful_texts, id_)]
        people_named = [said for id_ in meeting_ids for said in database.read(named_in_public, id_)]
        if not overwrite and to.suffix.lower() == ".txt" and to.is_file():
            _check_is_copy(database, meeting_ids[0], to, reader)
    if len(sheets) == 1:
        write_note(sheets[0], to, audience=reader, withheld=withheld, now=now(), style=style)
    else:
        write_compendium(sheets, to, audience=reader, withheld=withheld, now=now(), style=style)
    say(str(to))
    if reader is Audience.PUBLIC:
        remark(*(f"This line is in it: {text}" for text in doubtful), *people_named)


def _style(database: "Database", meeting_ids: Sequence[int], template: str) -> "NoteStyle":
    """Return how a file looks: as named, or as the notes of all of these groups do; else as the house's."""
    from sop_minutes.queries.templates import note_style, usual_template

    usual = {database.read(usual_template, id_) for id_ in meeting_ids}
    named = template or (usual.pop() if len(usual) == 1 else HOUSE)
    return database.read(note_style, meeting_ids[0], named)


def _check_is_copy(database: "Database", meeting_id: int, file: Path, reader: Audience) -> None:
    """Raise UserError if a text file that is there is not an older copy of what is to take its place."""
    from sop_minutes.domain.likeness import would_be_lost
    from sop_minutes.importing.text import read_text_note
    from sop_minutes.queries.likeness import is_note_of
    from sop_minutes.queries.meetings import typed_note

    if not file.stat().st_size:
        return
    try:
        held = read_text_note(file)
    except UserError:
        held = None
    if held is None or not database.read(is_note_of, meeting_id, held):
        said = f"{file} is there already, and is no copy of this meeting's note."
        raise UserError(f"{said} {_OTHERWISE}")
    if would_be_lost(held, database.read(typed_note, meeting_id), reader):
        said = f"{file} holds more than the {reader} note does, and not all of it is recorded yet."
        raise UserError(f"{said} {_OTHERWISE}")


_OTHERWISE = "Give another name, or say --overwrite."


def _sheet_for(database: "Database", meeting_id: int, reader: Audience, to: Path) -> "MeetingSheet":
    """Return what the file `to` may hold of a meeting; the record's text file holds the note as typed."""
    from sop_minutes.queries.meetings import meeting_sheet, typed_note

    sheet = database.read(meeting_sheet, meeting_id, reader)
    if reader is Audience.RESTRICTED and to.suffix.lower() == ".txt":
        return replace(sheet, note=database.read(typed_note, meeting_id))
    return sheet


def search(
    context: typer.Context,
    words: Annotated[list[str], typer.Argument(metavar="WORDS")],
    limit: Annotated[int, typer.Option(help="How many at most.", min=1, max=_MOST_FOUND)] = 20,
    as_json: Json = False,
) -> None:
    """Find notes, actions and updates that hold all the words, newest first."""
    from sop_minutes.queries.search import search as search_for

    given: Context = context.obj
    wanted = " ".join(words)
    with given.reading() as database:
        rows = database.read(search_for, wanted, limit=limit)
    if as_json:
        say_json([search_json(row) for row in rows])
        return
    say_table(
        ("Meeting", "Item", "Found"),
        ((r.meeting, r.item, f"{r.ref} {AUDIENCE_LABELS[r.audience]}{r.text}".strip()) for r in rows),
        empty=f"Nothing was found for “{wanted.strip()}”."
        if wanted.strip()
        else "There is nothing to look for.",
    )
