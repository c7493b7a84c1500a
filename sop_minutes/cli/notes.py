"""``record``, ``import``, ``note``, ``meetings`` and ``search``."""

from dataclasses import replace
from enum import Enum
from pathlib import Path
from typing import Annotated

import typer
from sqlmodel import Session

from sop_minutes.cli.context import Context, Json, given_date, now, remark, say, say_json, say_table
from sop_minutes.cli.importing import import_each
from sop_minutes.cli.jsons import meeting_json, meeting_row_json, search_json
from sop_minutes.commands.meetings import add_meeting
from sop_minutes.commands.notes import record_note
from sop_minutes.domain.due import format_date
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.grammar import write_note_text
from sop_minutes.domain.sheets import ActionRow, MeetingSheet, NoteSheet
from sop_minutes.domain.words import ActionStatus, Audience, DuePrecision
from sop_minutes.export.note import write_compendium, write_note
from sop_minutes.importing.text import read_text_note
from sop_minutes.queries.actions import actions_of_meeting
from sop_minutes.queries.meetings import (
    doubtful_texts,
    find_meeting,
    list_meetings,
    meeting_key,
    meeting_of_day,
    meeting_sheet,
    typed_note,
    withheld_texts,
)
from sop_minutes.queries.names import find_group, group_directory
from sop_minutes.queries.search import search as search_for
from sop_minutes.storage.database import Database

meetings = typer.Typer(help="Meetings of every group.", no_args_is_help=True)


class AudienceOption(Enum):
    """Who a note is for. The record holds everything."""

    PUBLIC = "public"
    MEMBERS = "members"
    RECORD = "record"

    @property
    def audience(self) -> Audience:
        return Audience.RESTRICTED if self is AudienceOption.RECORD else Audience(self.value)


def required_group(database: Database, name: str) -> int:
    """Return the id of the group called `name`. Raises UserError, naming the nearest, if there is none."""
    group = database.read(find_group, name)
    if group is not None:
        return group.id
    if not name:
        raise UserError(
            "The note does not say which group met: add a line like “Group: Co-ordination Group”."
        )
    near = [known.name for known in database.read(group_directory).suggestions(name, limit=2)]
    hint = f"Did you mean {' or '.join(near)}? " if near else ""
    raise UserError(f"There is no group called “{name}”. {hint}Add it with: sop-minutes groups add “{name}”")


def record(
    context: typer.Context,
    file: Path,
    group: Annotated[str, typer.Option(help="The group, if the note does not say.")] = "",
) -> None:
    """Keep a typed note as a meeting, or bring that meeting up to date; prints its key."""
    given: Context = context.obj
    note = read_text_note(file)
    with given.writing() as database:
        group_id = required_group(database, group or note.group)
        before = database.read(_recorded, note, group_id)
        meeting_id = database.do(f"Record {file.name}", record_note, note, group_id=group_id)
        say(database.read(meeting_key, meeting_id))
        rows = database.read(actions_of_meeting, meeting_id, Audience.RESTRICTED)
        doubtful = database.read(doubtful_texts, meeting_id)
    live = [row for row in rows if row.status is ActionStatus.OPEN]
    remark(*(f"{row.ref} has no owner: {row.text}" for row in live if not row.owners))
    remark(*(f"{row.ref} has no date: {row.text}" for row in live if _has_no_date(row)))
    remark(*(f"This line is public: {text}" for text in doubtful))
    gone = [row for row in before if row.ref not in {kept.ref for kept in rows}]
    remark(*(f"{row.ref} is no longer in the note: {row.text}" for row in gone))
    if gone:
        remark("If that was not meant, take it back with: sop-minutes undo")


def _recorded(session: Session, note: NoteSheet, group_id: int) -> tuple[ActionRow, ...]:
    """Return the actions of the meeting that this note is of, as they are before it is recorded."""
    meeting_id = meeting_of_day(session, group_id, note.on) if note.on else None
    return actions_of_meeting(session, meeting_id, Audience.RESTRICTED) if meeting_id else ()


def _has_no_date(row: ActionRow) -> bool:
    return row.due.on is None and row.due.precision is not DuePrecision.NEXT_MEETING


def import_files(
    context: typer.Context,
    files: list[Path],
    group: Annotated[str, typer.Option(help="The group whose notes they are.")],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would be made; change nothing.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Bring in old Word notes (or typed ones)."""
    given: Context = context.obj
    refused = 0
    with given.reading() if dry_run else given.writing() as database:
        group_id = required_group(database, group)
        found = []
        for outcome in import_each(database, files, group_id, dry_run=dry_run, at=now()):
            refused += outcome.refused
            found.append(outcome.json)
            if outcome.refused:
                remark(*outcome.lines)
            elif not as_json:
                say(*outcome.lines)
    if as_json:
        say_json(found)
    if refused:
        raise typer.Exit(1)


def note(
    context: typer.Context,
    keys: Annotated[list[str], typer.Argument(metavar="MEETING")],
    to: Annotated[Path, typer.Option(help="A .docx, .pdf, .html or .md file; .txt for one meeting.")],
    audience: Annotated[AudienceOption, typer.Option(help="Who it is for.")] = AudienceOption.PUBLIC,
) -> None:
    """Write a meeting's note for an audience, or those of several in one file; prints where it is."""
    given: Context = context.obj
    reader = audience.audience
    with given.reading() as database:
        meeting_ids = list(dict.fromkeys(database.read(find_meeting, key) for key in keys))
        sheets = [_sheet_for(database, id_, reader, to) for id_ in meeting_ids]
        withheld = [text for id_ in meeting_ids for text in database.read(withheld_texts, id_, reader)]
        doubtful = [text for id_ in meeting_ids for text in database.read(doubtful_texts, id_)]
    if len(sheets) == 1:
        write_note(sheets[0], to, audience=reader, withheld=withheld, now=now())
    else:
        write_compendium(sheets, to, audience=reader, withheld=withheld, now=now())
    say(str(to))
    if reader is Audience.PUBLIC:
        remark(*(f"This line is in it: {text}" for text in doubtful))


def _sheet_for(database: Database, meeting_id: int, reader: Audience, to: Path) -> MeetingSheet:
    """Return what the file `to` may hold of a meeting; the record's text file holds the note as typed."""
    sheet = database.read(meeting_sheet, meeting_id, reader)
    if reader is Audience.RESTRICTED and to.suffix.lower() == ".txt":
        return replace(sheet, note=database.read(typed_note, meeting_id))
    return sheet


def search(
    context: typer.Context,
    words: Annotated[list[str], typer.Argument(metavar="WORDS")],
    limit: Annotated[int, typer.Option(help="How many at most.")] = 20,
    as_json: Json = False,
) -> None:
    """Find notes, actions and updates that hold all the words, newest first."""
    given: Context = context.obj
    with given.reading() as database:
        rows = database.read(search_for, " ".join(words), limit=limit)
    if as_json:
        say_json([search_json(row) for row in rows])
    else:
        say_table(
            ("Meeting", "Item", "Found"), ((r.meeting, r.item, f"{r.ref} {r.text}".strip()) for r in rows)
        )


@meetings.command("add")
def meetings_add(
    context: typer.Context,
    group: str,
    on: Annotated[str, typer.Argument(metavar="DATE")],
    tbc: Annotated[bool, typer.Option("--tbc", help="The date is to be confirmed.")] = False,
    time: Annotated[str, typer.Option(help="As in 10:00 to 12:00.")] = "",
    place: Annotated[str, typer.Option(help="Where.")] = "",
) -> None:
    """Put a meeting in the diary; prints its key."""
    given: Context = context.obj
    day = given_date(on)
    with given.writing() as database:
        group_id = required_group(database, group)
        meeting_id = database.do(
            f"Add meeting of {format_date(day)}",
            add_meeting,
            group_id=group_id,
            on=day,
            provisional=tbc,
            time=time,
            place=place,
        )
        say(database.read(meeting_key, meeting_id))


@meetings.command("list")
def meetings_list(
    context: typer.Context,
    group: Annotated[str, typer.Argument()] = "",
    as_json: Json = False,
) -> None:
    """List the meetings, of one group or of all."""
    given: Context = context.obj
    with given.reading() as database:
        rows = database.read(list_meetings, required_group(database, group) if group else None)
    if as_json:
        say_json([meeting_row_json(row) for row in rows])
        return
    say_table(
        ("Key", "Group", "Date", "State"),
        ((r.key, r.group, format_date(r.on) + (" (tbc)" if r.provisional else ""), r.state) for r in rows),
    )


@meetings.command("show")
def meetings_show(
    context: typer.Context,
    key: str,
    audience: Annotated[AudienceOption, typer.Option(help="Who it is for.")] = AudienceOption.RECORD,
    as_json: Json = False,
) -> None:
    """Show a meeting's note, as it would be typed."""
    given: Context = context.obj
    with given.reading() as database:
        meeting_id = database.read(find_meeting, key)
        sheet = database.read(meeting_sheet, meeting_id, audience.audience)
        typed = database.read(typed_note, meeting_id)
    if as_json:
        say_json(meeting_json(sheet))
    else:
        whole = audience is AudienceOption.RECORD
        say(write_note_text(typed if whole else sheet.note).rstrip("\n"))
