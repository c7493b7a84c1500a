"""``actions`` and ``action``."""

from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

from sop_minutes.cli.context import Context, Json, given_date, now, say, say_json, say_table, today
from sop_minutes.cli.jsons import action_json
from sop_minutes.cli.notes import AudienceOption, required_group
from sop_minutes.commands.actions import update_action
from sop_minutes.domain.actions import is_overdue
from sop_minutes.domain.due import describe_due, format_date
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.sheets import ActionRow
from sop_minutes.domain.text import capitalised
from sop_minutes.domain.words import ActionStatus
from sop_minutes.export.action_log import write_action_log
from sop_minutes.queries.actions import (
    ActionFilter,
    action_row,
    find_action,
    list_actions,
    withheld_action_texts,
)


class StatusOption(Enum):
    """A status to list, or all of them."""

    OPEN = "open"
    IN_PROGRESS = "in progress"
    DONE = "done"
    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"
    MERGED = "merged"
    ALL = "all"


def actions(
    context: typer.Context,
    group: Annotated[str, typer.Option(help="Only this group's.")] = "",
    owner: Annotated[str, typer.Option(help="Only this person's, seat's or organisation's.")] = "",
    status: Annotated[StatusOption | None, typer.Option(help="Without it, all that are not closed.")] = None,
    overdue: Annotated[bool, typer.Option("--overdue", help="Only what is late.")] = False,
    as_of: Annotated[str, typer.Option(help="The day that counts as today.", metavar="DATE")] = "",
    audience: AudienceOption = AudienceOption.RECORD,
    to: Annotated[Path | None, typer.Option(help="Write .docx, .xlsx, .csv or .ics instead.")] = None,
    as_json: Json = False,
) -> None:
    """List actions: those not closed, unless a status is given."""
    given: Context = context.obj
    day = given_date(as_of) if as_of else today()
    with given.reading() as database:
        wanted = ActionFilter(
            group_id=required_group(database, group) if group else None,
            owner=owner,
            statuses=_statuses(status),
            overdue_on=day if overdue else None,
            audience=audience.audience,
        )
        rows = database.read(list_actions, wanted)
        withheld = database.read(withheld_action_texts, wanted) if to else ()
    if to is not None:
        title = "Overdue actions" if overdue else "Action log"
        write_action_log(
            rows, to, title=title, as_of=day, audience=audience.audience, withheld=withheld, now=now()
        )
        say(str(to))
    elif as_json:
        say_json([action_json(row, day) for row in rows])
    else:
        say_table(
            ("Ref", "Action", "Owner", "Due", "Status", "From"),
            (
                (
                    r.ref,
                    capitalised(r.text),
                    ", ".join(r.owners) or "no owner",
                    describe_due(r.due) + (" (late)" if is_overdue(r.due, r.status, day) else ""),
                    r.status,
                    r.meeting,
                )
                for r in rows
            ),
        )


def _statuses(status: StatusOption | None) -> tuple[ActionStatus, ...] | None:
    if status is None:
        return None
    return tuple(ActionStatus) if status is StatusOption.ALL else (ActionStatus(status.value),)


def action(
    context: typer.Context,
    ref: str,
    done: Annotated[str, typer.Option(help="The day it was done.", metavar="DATE")] = "",
    note: Annotated[str, typer.Option(help="What became of it.")] = "",
    due: Annotated[str, typer.Option(help="A new due date, as in 31 January or next meeting.")] = "",
    on: Annotated[str, typer.Option(help="The day of the note; today if not given.", metavar="DATE")] = "",
    as_json: Json = False,
) -> None:
    """Show one action, or say what became of it."""
    given: Context = context.obj
    day = given_date(on) if on else today()
    if done and due:
        raise UserError("An action that is done needs no new due date: give --done or --due.")
    changing = bool(done or note or due)
    with given.writing() if changing else given.reading() as database:
        action_id = database.read(find_action, ref)
        if changing:
            database.do(
                f"Update action {ref}",
                update_action,
                action_id,
                on=given_date(done) if done else day,
                note=note,
                status=ActionStatus.DONE if done else None,
                due=due,
            )
        row = database.read(action_row, action_id)
    if as_json:
        say_json(action_json(row, day))
    else:
        say(*_described(row))


def _described(row: ActionRow) -> list[str]:
    lines = [
        f"{row.ref}: {capitalised(row.text)}",
        f"Owner: {', '.join(row.owners) or 'none'}",
        f"Due: {describe_due(row.due)}",
        f"Status: {row.status}" + (f", {format_date(row.done_on)}" if row.done_on else ""),
    ]
    if row.meeting:
        lines.append(f"From: {row.meeting}" + (f", {row.item}" if row.item else ""))
    if row.last_note:
        lines.append(f"Note: {row.last_note}")
    return lines
