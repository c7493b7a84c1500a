"""``returned``: copies of notes that somebody edited and sent back, and what is made of their changes."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sop_minutes.cli.context import Context, Json, given_text, now, remark, say, say_json, say_table
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.words import seen_by

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sop_minutes.commands.returned import Kept
    from sop_minutes.domain.page import Block
    from sop_minutes.queries.returned_rows import Narrowed, ReturnedRow
    from sop_minutes.storage.database import Database

returned = typer.Typer(
    help="Copies of notes that came back edited, to be accepted or rejected change by change.",
    no_args_is_help=True,
)


@returned.command("import")
def returned_import(
    context: typer.Context,
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="Word files, with tracked changes or without.")
    ],
    meeting: Annotated[
        str, typer.Option(help="The meeting they are of, if they do not say.", metavar="KEY")
    ] = "",
    sender: Annotated[str, typer.Option("--from", help="Whose they are, if they do not say.")] = "",
    as_json: Json = False,
) -> None:
    """Keep what copies change until it is accepted or rejected."""
    from sop_minutes.queries.returned_story import whose_words
    from sop_minutes.returning import UntoldError

    given: Context = context.obj
    refused, told = [], list[dict[str, Any]]()
    with given.changing() as database:
        for path in files:
            try:
                kept, sentences = _keep(database, path, meeting, sender)
            except UserError as error:
                how = " Give it with --meeting KEY." if isinstance(error, UntoldError) else ""
                refused.append(f"{error}{how}")
                told.append({"file": str(path), "error": f"{error}{how}"})
                continue
            rows, narrowed = _rows(database, kept)
            changes = [_json(row, narrowed) for row in rows]
            told.append({"file": str(path), "copy": kept.copy_id, "changes": changes, "sentences": sentences})
            if not as_json:
                for row in rows:
                    say(f"{row.id}  {row.meeting}, {whose_words(row)}: {said(row, narrowed)}")
                remark(*(f"{path.name}: {sentence}" for sentence in sentences))
    if as_json:
        say_json(told)
    if refused:
        raise UserError("\n".join(refused))


def _keep(database: "Database", path: Path, meeting: str, sender: str) -> "tuple[Kept, list[str]]":
    """Keep what a copy changes; return that, and what is to be said of it. Raises UserError for none."""
    from sop_minutes.commands.returned import keep_returned_copy
    from sop_minutes.returning import read_returned

    sheet = read_returned(database, path, key=meeting)
    kept = database.do(f"Import {path.name}", keep_returned_copy, sheet, at=now(), from_name=sender)
    unsaid = (
        f"It does not say whose it is: it is kept as from “{path.stem}”. To have a name there, undo this "
        "import, and what was done after it, and import it with --from NAME."
    )
    return kept, [*kept.sentences, *([] if sender.strip() or sheet.sender else [unsaid])]


@returned.command("list")
def returned_list(
    context: typer.Context,
    meeting: Annotated[str, typer.Argument(metavar="[MEETING]", help="Of one meeting, by its key.")] = "",
    everything: Annotated[bool, typer.Option("--all", help="Also what was accepted or rejected.")] = False,
    as_json: Json = False,
) -> None:
    """List the changes that wait, copy by copy."""
    from sop_minutes.commands.returned import narrowed_by
    from sop_minutes.domain.words import ChangeState
    from sop_minutes.queries.meetings import find_meeting
    from sop_minutes.queries.returned import list_returned
    from sop_minutes.queries.returned_story import whose_words

    given: Context = context.obj
    with given.reading() as database:
        meeting_id = database.read(find_meeting, meeting) if meeting else None
        state = None if everything else ChangeState.WAITING
        rows = database.read(list_returned, meeting_id, state)
        narrowed = database.read(narrowed_by, rows)
    if as_json:
        say_json([_json(row, narrowed) for row in rows])
        return
    say_table(
        ("Id", "Copy", "Meeting", "From", "Change", "State"),
        (
            (
                str(row.id),
                str(row.copy_id),
                row.meeting,
                whose_words(row),
                said(row, narrowed),
                _standing(row),
            )
            for row in rows
        ),
        empty="There are no such changes." if everything else "No changes wait.",
    )


@returned.command("accept")
def returned_accept(
    context: typer.Context,
    ids: Annotated[list[int], typer.Argument(metavar="ID...", help="As returned list shows them.")],
    text: Annotated[
        str | None, typer.Option(help="What the block is to say instead.", metavar="TEXT")
    ] = None,
    over: Annotated[bool, typer.Option("--over", help="Though the block was changed here since.")] = False,
    everything: Annotated[
        bool, typer.Option("--all", help="All of copies that can be taken as it is: each ID is a copy's.")
    ] = False,
) -> None:
    """Make changes in the note, each whole or not at all."""
    from sop_minutes.cli.remarks import next_meetings, telling
    from sop_minutes.commands.returned import accept_change, narrowed_by
    from sop_minutes.domain.errors import ChangedSinceError
    from sop_minutes.queries.returned import returned_change

    given: Context = context.obj
    words = given_text(text, "Say what the block is to say, or reject the change.") or None
    if words and len(ids) > 1:
        raise UserError("Give one change with --text.")
    if everything:
        if words or over:
            raise UserError("--all takes what can be taken as it is: leave out --text and --over.")
        for copy_id in ids:
            _accept_all(given, copy_id)
        return
    with given.changing() as database:
        for change_id in ids:
            rows = (database.read(returned_change, change_id),)
            narrowed = database.read(narrowed_by, rows, words or "")
            how: dict[str, Any] = {"text": text if words else None, "over": over}
            try:
                with telling(database, next_meetings):
                    database.do(f"Accept change {change_id}", accept_change, change_id, **how)
            except ChangedSinceError as error:
                raise UserError(
                    f"{error} Accept it with --over to have the copy's, or say with --text what it is to be."
                ) from error
            say(f"{change_id}: {'noted' if _is_noted(rows[0]) and not words else 'accepted'}")
            _tell_narrowed(narrowed)
            if not words:
                _tell_unfollowed(rows)


@returned.command("reject")
def returned_reject(
    context: typer.Context,
    ids: Annotated[list[int], typer.Argument(metavar="ID...", help="As returned list shows them.")],
) -> None:
    """Refuse changes; the note stays as it is."""
    from sop_minutes.commands.returned import reject_change

    given: Context = context.obj
    with given.changing() as database:
        for change_id in ids:
            database.do(f"Reject change {change_id}", reject_change, change_id)
            say(f"{change_id}: rejected")


@returned.command("save")
def returned_save(
    context: typer.Context,
    copy: Annotated[int, typer.Argument(metavar="COPY", help="As returned list shows it.")],
    to: Annotated[Path, typer.Option("--to", help="Where to save it.", metavar="FILE")],
) -> None:
    """Save a copy as it came."""
    from sop_minutes.export.files import write_whole
    from sop_minutes.queries.returned_copies import copy_content

    given: Context = context.obj
    with given.reading() as database:
        write_whole(to, database.read(copy_content, copy))
    say(f"Written: {to}")


def _accept_all(given: Context, copy_id: int) -> None:
    """Make all of a copy that can be made as it is, and say what is left and why."""
    from sop_minutes.cli.remarks import next_meetings, telling
    from sop_minutes.commands.returned import accept_all, narrowed_by
    from sop_minutes.queries.returned import returned_of_copy

    with given.changing() as database:
        before = database.read(returned_of_copy, copy_id)
        ids = [row.id for row in before if row.is_clear]
        narrowed = database.read(narrowed_by, before)
        with telling(database, next_meetings):
            left = database.do(f"Accept all of copy {copy_id}", accept_all, copy_id, change_ids=ids)
        rows = database.read(returned_of_copy, copy_id)
    for change_id in ids:
        if change_id not in left:
            say(f"{change_id}: accepted")
    _tell_narrowed({id_: one for id_, one in narrowed.items() if id_ in ids and id_ not in left})
    _tell_unfollowed(row for row in before if row.id in ids and row.id not in left)
    for row in rows:
        say(f"{row.id}: left, {_why_left(row)}")


def _tell_narrowed(narrowed: "Mapping[int, Narrowed]") -> None:
    """Say what can be seen by fewer now, and why."""
    from sop_minutes.queries.returned_story import narrowed_words

    remark(*(f"{change_id}: {narrowed_words(one)}" for change_id, one in narrowed.items()))


def _tell_unfollowed(rows: "Iterable[ReturnedRow]") -> None:
    """Say what of changes is not made though they are accepted."""
    remark(*(f"{row.id}: {sentence}" for row in rows for sentence in row.unfollowed))


def _is_noted(row: "ReturnedRow") -> bool:
    from sop_minutes.domain.returned.change import ChangeKind

    return row.kind is ChangeKind.NOT_FOLLOWED


def _why_left(row: "ReturnedRow") -> str:
    """Return why a change is not taken with the others of its copy."""
    if row.is_conflict:
        return row.conflict
    if row.is_there:
        return "the note says so already"
    if _is_noted(row):
        return " ".join(row.unfollowed)
    return f"it cannot be taken as it is: {said(row, {})}"


def _standing(row: "ReturnedRow") -> str:
    from sop_minutes.queries.returned_story import standing_words

    if row.is_conflict:
        return "conflict"
    if row.is_there:
        return "in the note already"
    return standing_words(row)


def said(row: "ReturnedRow", narrowed: "Mapping[int, Narrowed]") -> str:
    """Return what a change is, in a line; `narrowed` tells who alone could see what some changes make."""
    from sop_minutes.queries.returned_story import unfollowed_words, why_narrowed

    before, after = (" / ".join(map(_written, blocks)) for blocks in (row.before, row.after))
    words = before if before == after else " → ".join(filter(None, (before, after)))
    comment = f" – {'; '.join(row.comment.splitlines())}" if row.comment else ""
    then = narrowed.get(row.id)
    narrows = f" ({seen_by(then.audience)}, if accepted): {why_narrowed(then)}" if then else ""
    left = f" (not taken: {unfollowed_words(row)})" if row.unfollowed else ""
    return f"{row.kind}: {words}{narrows}{left}{comment}"


def _rows(database: "Database", kept: "Kept") -> "tuple[list[ReturnedRow], Mapping[int, Narrowed]]":
    from sop_minutes.commands.returned import narrowed_by
    from sop_minutes.queries.returned import returned_of_copy

    rows = list(database.read(returned_of_copy, kept.copy_id))
    return rows, database.read(narrowed_by, rows)


def _written(block: "Block") -> str:
    from sop_minutes.domain.returned.lines import with_bars, write_said

    return with_bars(write_said(block))


def _json(row: "ReturnedRow", narrowed: "Mapping[int, Narrowed]") -> dict[str, Any]:
    return {
        "id": row.id,
        "copy": row.copy_id,
        "meeting": row.meeting,
        "from": row.from_name,
        "kind": row.kind.value,
        "state": row.state.value,
        "conflict": row.is_conflict,
        "conflict_words": row.conflict,
        "in_the_note": row.is_there,
        "not_followed": list(row.unfollowed),
        "audience_after": narrowed[row.id].audience if row.id in narrowed else None,
        "narrowed_by": narrowed[row.id].words if row.id in narrowed else "",
        "records": list(row.records),
        "after_record": row.after_record,
        "before": [_written(block) for block in row.before],
        "after": [_written(block) for block in row.after],
        "now": [_written(block) if block else None for block in row.now],
        "result": None if row.result is None else [_written(block) for block in row.result],
        "who": row.who,
        "at": row.at.isoformat() if row.at else None,
        "comment": row.comment,
    }
