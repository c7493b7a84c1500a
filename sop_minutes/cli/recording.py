"""``record`` and ``import``: notes in."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from sop_minutes.cli.context import Context, Json, now, quoted, remark, required_group, say, say_json, today
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.words import ActionStatus, Audience, DuePrecision, narrower, seen_by

if TYPE_CHECKING:
    from sop_minutes.domain.sheets import ActionRow, NoteSheet
    from sop_minutes.queries.cautions import LineRow
    from sop_minutes.storage.database import Database

_NO_GROUP = "The note does not say which group met: add a line like “Group: Co-ordination Group”."


def record(
    context: typer.Context,
    file: Path,
    group: Annotated[str, typer.Option(help="The group, if the note does not say.")] = "",
    meeting: Annotated[
        str, typer.Option(help="The meeting it is of, if the note's date is corrected.", metavar="KEY")
    ] = "",
    replace: Annotated[
        bool, typer.Option("--replace", help="Even if little is left of the kept note.")
    ] = False,
    another: Annotated[
        bool, typer.Option("--another", help="It is of a further meeting on that day.")
    ] = False,
) -> None:
    """Keep a typed note as a meeting, or bring that meeting up to date; prints its key."""
    from sop_minutes.cli.remarks import namesakes, new_dues, new_owners, next_meetings, odd_day_lines, telling
    from sop_minutes.importing.text import read_text_note

    if another and (meeting or replace):
        raise UserError(
            "A further meeting is a new one: --another goes with neither --meeting nor --replace."
        )
    given: Context = context.obj
    note = read_text_note(file)
    with given.changing() as database:
        said = group or note.group or meeting.partition("/")[0]
        if not said:
            raise UserError(_NO_GROUP)
        group_id = required_group(database, said)
        meeting_id = _meeting_of(database, note, group_id, meeting, another=another)
        before = _kept(database, meeting_id)
        how = {"group_id": group_id, "meeting_id": meeting_id, "replace": replace, "another": another}
        with telling(database, namesakes, new_owners, new_dues, next_meetings):
            recorded = _record(database, note, file, how)
        say(_key(database, recorded))
        remark(*(odd_day_lines(note.on, today(), note.other_weekday) if note.on else ()))
        remark(*_about_meeting(database, recorded, file, meeting, new=meeting_id is None))
        remark(*_about_actions(database, recorded, note))
        remark(*_about_changes(before, _kept(database, recorded)))


def _meeting_of(
    database: "Database", note: "NoteSheet", group_id: int, meeting: str, *, another: bool
) -> int | None:
    from sop_minutes.queries.likeness import likest_meeting
    from sop_minutes.queries.meetings import find_meeting

    if meeting:
        return database.read(find_meeting, meeting)
    return None if another or note.on is None else database.read(likest_meeting, group_id, note)


def _record(database: "Database", note: "NoteSheet", file: Path, how: dict[str, Any]) -> int:
    from sop_minutes.commands.notes import AnotherNoteError, PublicCopyError, record_note

    try:
        return database.do(f"Record {file.name}", record_note, note, **how)
    except PublicCopyError as error:
        raise UserError(
            f"{error} If {file.name} is to take its place all the same, say --replace."
        ) from error
    except AnotherNoteError as error:
        raise UserError(
            f"{error} If {file.name} is to take its place, say --replace; "
            "if it is of a further meeting on that day, --another."
        ) from error


class _Kept(NamedTuple):
    """What is kept of a meeting's note: to see what has become of it when the note is recorded again."""

    actions: Sequence["ActionRow"] = ()
    lines: Mapping[int, "LineRow"] = MappingProxyType({})
    names: int = 0


def _kept(database: "Database", meeting_id: int | None) -> _Kept:
    from sop_minutes.queries.actions import actions_of_meeting
    from sop_minutes.queries.blocks import attendance_of
    from sop_minutes.queries.cautions import lines_of

    if meeting_id is None:
        return _Kept()
    return _Kept(
        database.read(actions_of_meeting, meeting_id, Audience.RESTRICTED),
        database.read(lines_of, meeting_id),
        len(database.read(attendance_of, meeting_id)),
    )


def _key(database: "Database", meeting_id: int) -> str:
    from sop_minutes.queries.meetings import meeting_key

    return database.read(meeting_key, meeting_id)


def _about_meeting(
    database: "Database", meeting_id: int, file: Path, was: str, *, new: bool
) -> Iterator[str]:
    """Yield what to know of a recorded note's date and of its text."""
    from sop_minutes.cli.remarks import public_lines
    from sop_minutes.queries.likeness import same_note_elsewhere

    key = _key(database, meeting_id)
    if was and key.partition("/")[2] != was.partition("/")[2]:
        yield f"{was} is now {key}."
    twin = database.read(same_note_elsewhere, meeting_id) if new else None
    if twin is not None:
        other = _key(database, twin)
        yield f"This note is nearly the same as that of {other}. If only its date was corrected, say:"
        yield f"  sop-minutes undo, then sop-minutes record {quoted(file)} --meeting {other}"
    yield from public_lines(database, meeting_id)


def _about_actions(database: "Database", meeting_id: int, note: "NoteSheet") -> Iterator[str]:
    """Yield what to look at in a recorded note's actions."""
    from sop_minutes.cli.remarks import (
        doubtful_due_lines,
        marked_lines,
        reviewed_lines,
        unknown_owner_lines,
        unread_lines,
    )
    from sop_minutes.queries.meetings import meeting_sheet
    from sop_minutes.queries.unknown_owners import unknown_owners

    sheet = database.read(meeting_sheet, meeting_id)
    live = [row for row in sheet.actions if row.status is ActionStatus.OPEN]
    yield from (f"{row.ref} has no owner: {row.text}" for row in live if not row.owners)
    yield from (f"{row.ref} has no date: {row.text}" for row in live if _has_no_date(row))
    yield from unread_lines(sheet)
    if note.on:
        yield from reviewed_lines(database, meeting_id, note.on)
    yield from doubtful_due_lines(sheet)
    yield from unknown_owner_lines(database.read(unknown_owners, meeting_id))
    yield from marked_lines(note, sheet)


def _about_changes(before: _Kept, after: _Kept) -> Iterator[str]:
    """Yield what has become of a note that was recorded again."""
    from sop_minutes.cli.remarks import changed_lines

    yield from changed_lines(before.lines, after.lines)
    if before.names and not after.names:
        yield f"The list of who was there is gone ({before.names} names)."
    yield from _changed_actions(before.actions, after.actions)


def _changed_actions(before: "Sequence[ActionRow]", rows: "Sequence[ActionRow]") -> Iterator[str]:
    """Yield which actions have owners by now, which more people may see than before, and which are gone."""
    now = {row.ref: row for row in rows}
    for was in before:
        row = now.get(was.ref)
        if row and row.owners and not was.owners:
            yield f"{row.ref} is now owned by {' and '.join(row.owners)}: {row.text}"
        if row and narrower(row.audience, was.audience) is not row.audience:
            yield f"{row.ref} was {seen_by(was.audience)}, and is {seen_by(row.audience)} now: {row.text}"
    gone = [row for row in before if row.ref not in now]
    yield from (f"{row.ref} is no longer in the note: {row.text}" for row in gone)
    if gone:
        yield "If that was not meant, take it back with: sop-minutes undo"


def _has_no_date(row: "ActionRow") -> bool:
    return row.due.on is None and row.due.precision is not DuePrecision.NEXT_MEETING


def import_files(
    context: typer.Context,
    files: list[Path],
    group: Annotated[str, typer.Option(help="The group whose notes they are.")],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would be made; change nothing.")
    ] = False,
    again: Annotated[
        bool, typer.Option("--again", help="Bring a note that is kept up to date from its corrected copy.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Bring in old Word notes (or typed ones)."""
    from sop_minutes.cli.importing import import_each
    from sop_minutes.cli.remarks import namesakes, new_owners, telling

    given: Context = context.obj
    found = []
    opened = given.reading() if dry_run else given.changing(many=len(files) > 1)
    with opened as database, telling(database, namesakes, new_owners):
        group_id = required_group(database, group)
        for outcome in import_each(database, files, group_id, dry_run=dry_run, at=now(), again=again):
            found.append(outcome)
            if outcome.refused:
                remark(*outcome.lines)
            elif not as_json:
                say(*outcome.lines)
            if not dry_run:
                remark(*_about_made(database, outcome.json.get("meetings", ())))
    if as_json:
        say_json([outcome.json for outcome in found])
    if any(outcome.refused for outcome in found):
        raise typer.Exit(1)


def _about_made(database: "Database", made: Sequence[Any]) -> Iterator[str]:
    """Yield what to look at in the meetings that a file has just become."""
    from sop_minutes.cli.remarks import public_lines, unknown_owner_lines
    from sop_minutes.queries.likeness import same_note_elsewhere
    from sop_minutes.queries.meetings import find_meeting
    from sop_minutes.queries.unknown_owners import unknown_owners

    for meeting in made:
        if isinstance(meeting, dict):
            key = meeting["meeting"]
            meeting_id = database.read(find_meeting, key)
            twin = database.read(same_note_elsewhere, meeting_id)
            if twin is not None:
                yield f"{key} is nearly the same as {_key(database, twin)}. If that is one meeting, say:"
                yield f"  sop-minutes meetings delete {key} --with-note"
            yield from unknown_owner_lines(database.read(unknown_owners, meeting_id))
            yield from public_lines(database, meeting_id)
