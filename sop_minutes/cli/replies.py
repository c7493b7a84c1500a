"""``replies``: what owners answered, and what is made of it."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sop_minutes.cli.context import Context, Json, given_day, given_text, remark, say, say_json, say_table
from sop_minutes.domain.due import format_date
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.replies import new_date
from sop_minutes.domain.text import capitalised
from sop_minutes.domain.words import Audience, seen_by

if TYPE_CHECKING:
    from sop_minutes.commands.replies import Landed
    from sop_minutes.queries.replies import ProposalRow
    from sop_minutes.storage.database import Database

replies = typer.Typer(help="What owners answered, to be accepted or rejected.", no_args_is_help=True)


@replies.command("import")
def replies_import(
    context: typer.Context,
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="Reply forms, e-mails (.eml), or lines of text.")
    ],
    on: Annotated[
        str | None, typer.Option(help="The day they came; today if not given.", metavar="DATE")
    ] = None,
    sender: Annotated[str, typer.Option("--from", help="Whose they are, if they do not say.")] = "",
    as_json: Json = False,
) -> None:
    """Keep what the answers say until it is accepted or rejected."""
    from sop_minutes.commands.replies import import_reply
    from sop_minutes.importing.replies import read_replies

    given: Context = context.obj
    day, refused = given_day(on), []
    told: list[dict[str, Any]] = []
    with given.changing() as database:
        for path in files:
            try:
                sheets = read_replies(path, day)
            except UserError as error:
                refused.append(str(error))
                told.append({"file": str(path), "error": str(error)})
                continue
            for sheet in sheets:
                name = sender or path.stem
                landed = database.do(f"Import {path.name}", import_reply, sheet, received_on=day, name=name)
                told.append(_landed_json(database, path, landed))
                if not as_json:
                    _tell(database, path, landed)
    if as_json:
        say_json(told)
    if refused:
        raise UserError("\n".join(refused))


@replies.command("list")
def replies_list(
    context: typer.Context,
    everything: Annotated[bool, typer.Option("--all", help="Also what was accepted or rejected.")] = False,
    as_json: Json = False,
) -> None:
    """List the answers that wait."""
    from sop_minutes.domain.words import ProposalState
    from sop_minutes.queries.replies import list_proposals

    given: Context = context.obj
    with given.reading() as database:
        rows = database.read(list_proposals, None if everything else ProposalState.WAITING)
    if as_json:
        say_json([_json(row) for row in rows])
        return
    say_table(
        ("Id", "Ref", "Action", "From", "Came", "Says", "State"),
        (
            (
                str(row.id),
                row.ref,
                capitalised(row.text),
                row.from_name,
                row.received_on.isoformat(),
                said(row),
                row.state,
            )
            for row in rows
        ),
        empty="There are no such answers." if everything else "No answers wait.",
    )


@replies.command("accept")
def replies_accept(
    context: typer.Context,
    ids: Annotated[list[int], typer.Argument(metavar="ID...", help="As replies list shows them.")],
    due: Annotated[str | None, typer.Option(help="With this new date instead.", metavar="DATE")] = None,
    part: Annotated[
        str, typer.Option(help="Whose part is done, where several own the action.", metavar="NAME")
    ] = "",
    done_on: Annotated[
        str | None, typer.Option(help="The day it was done, if not the one it says.", metavar="DATE")
    ] = None,
) -> None:
    """Make answers updates of their actions, each whole or not at all."""
    from sop_minutes.commands.replies import accept_proposal
    from sop_minutes.queries.replies import proposal_row

    given: Context = context.obj
    words = given_text(due, "A new date needs some words, as in 31 January.") or None
    day = given_day(done_on) if done_on is not None else None
    with given.changing() as database:
        for proposal_id in ids:
            row = database.read(proposal_row, proposal_id)
            label = f"Accept answer on {row.ref}"
            database.do(label, accept_proposal, proposal_id, due=words, part=part, done_on=day)
            say(f"{row.ref}: accepted")


@replies.command("reject")
def replies_reject(
    context: typer.Context,
    ids: Annotated[list[int], typer.Argument(metavar="ID...", help="As replies list shows them.")],
) -> None:
    """Refuse answers; their actions stay as they are."""
    from sop_minutes.commands.replies import reject_proposal
    from sop_minutes.queries.replies import proposal_row

    given: Context = context.obj
    with given.changing() as database:
        for proposal_id in ids:
            row = database.read(proposal_row, proposal_id)
            database.do(f"Reject answer on {row.ref}", reject_proposal, proposal_id)
            say(f"{row.ref}: rejected")


def said(row: "ProposalRow") -> str:
    """Return what an answer says, in a line."""
    parts = [seen_by(row.audience)] if row.audience is not Audience.MEMBERS else []
    earlier = row.done is not None and row.done.on != row.received_on
    on = f" on {format_date(row.done.on)}" if row.done and earlier else ""
    parts += [f"{row.status}{on}"] if row.status else []
    parts += [f"new date {new_date(row.due, row.due_on)}"] if row.due else []
    return "; ".join([*parts, *([row.note] if row.note else [])])


def _tell(database: "Database", path: Path, landed: "Landed") -> None:
    for row in _rows(database, landed):
        say(f"{row.id}  {row.ref}, {row.from_name}: {said(row)}")
    remark(*(f"{path.name}: {sentence}" for sentence in landed.sentences))


def _rows(database: "Database", landed: "Landed") -> "Iterator[ProposalRow]":
    from sop_minutes.queries.replies import proposal_row

    yield from (database.read(proposal_row, proposal_id) for proposal_id in landed.proposal_ids)


def _landed_json(database: "Database", path: Path, landed: "Landed") -> dict[str, Any]:
    return {
        "file": str(path),
        "proposals": [_json(row) for row in _rows(database, landed)],
        "sentences": list(landed.sentences),
    }


def _json(row: "ProposalRow") -> dict[str, Any]:
    return {
        "id": row.id,
        "ref": row.ref,
        "action": row.text,
        "from": row.from_name,
        "received": row.received_on.isoformat(),
        "status": row.status.value if row.status else None,
        "done_on": row.done.on.isoformat() if row.done else None,
        "due_as_written": row.due,
        "due": row.due_on.isoformat() if row.due_on else None,
        "note": row.note,
        "audience": row.audience.value,
        "state": row.state.value,
        "asked": row.asked,
    }
