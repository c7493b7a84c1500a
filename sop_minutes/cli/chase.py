"""``chase``: drafts to those who owe something."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sop_minutes.cli.context import Context, Json, given_day, now, remark, required_group, say, say_json
from sop_minutes.cli.jsons import action_json
from sop_minutes.domain.due import format_date
from sop_minutes.domain.errors import UserError

if TYPE_CHECKING:
    from sop_minutes.domain.chasing import ChaserSheet, LeftOutRow, Reminded, ToChase

_WITHIN = 5
_MOST = 250


def chase(
    context: typer.Context,
    to: Annotated[Path | None, typer.Option(help="The folder for the drafts.", metavar="FOLDER")] = None,
    group: Annotated[str | None, typer.Option(help="Only for this group's actions.")] = None,
    overdue: Annotated[bool, typer.Option("--overdue", help="Only for what is late.")] = False,
    within: Annotated[
        int | None,
        typer.Option(
            help=f"What is late or due within so many working days; {_WITHIN} if not given.", min=0, max=_MOST
        ),
    ] = None,
    sender: Annotated[
        str | None, typer.Option(help="Who chases, one of the people known here.", metavar="NAME")
    ] = None,
    as_of: Annotated[str | None, typer.Option(help="The day that counts as today.", metavar="DATE")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show the drafts; write nothing.")] = False,
    as_json: Json = False,
) -> None:
    """Draft an e-mail to everybody who owes something, with a form to answer on."""
    from sop_minutes.chasing import Round, draft_round, plan_round
    from sop_minutes.queries.names import person_called

    if to is None and not dry_run:
        raise UserError("Say where the drafts go: --to FOLDER; or look at them first with --dry-run.")
    if overdue and within is not None:
        raise UserError("Say either --overdue or --within: one asks only after what is late.")
    given: Context = context.obj
    with given.changing() as database:
        days = within if within is not None else None if overdue else _WITHIN
        group_id = required_group(database, group) if group is not None else None
        sender_id = database.read(person_called, sender) if sender is not None else None
        wanted = Round(given_day(as_of), days, group_id, sender_id)
        plan = plan_round(database, wanted)
        files: Sequence[Path] = ()
        if to is not None and not dry_run and plan.sheets:
            files = draft_round(database, wanted, plan.sheets, to, label="Chase by e-mail", now=now())
    if as_json:
        say_json(_json(plan, files, wanted.today))
    elif dry_run:
        _show(plan, wanted.today)
    else:
        say(*map(str, files))
    if not as_json:
        remark(*_remarks(plan, wanted.today))


def _show(plan: "ToChase", today: date) -> None:
    """Print each draft as its owner will read it."""
    from sop_minutes.export.chaser_mail import chaser_text
    from sop_minutes.export.chaser_wording import subject_of

    for sheet in plan.sheets:
        say(f"To: {sheet.name} <{sheet.address}>", f"Subject: {subject_of(sheet, today)}", "")
        say(chaser_text(sheet, today, plan.until))


def _remarks(plan: "ToChase", today: date) -> list[str]:
    said = [] if plan.sheets else ["Nobody is to be chased."]
    for sheet in plan.sheets:
        if plan.is_reminded(sheet.person_id, today):
            on = format_date(plan.reminded[sheet.person_id].on)
            said.append(f"{sheet.name} was reminded of this already, on {on}.")
    return said + [f"Not sent to {_whose(row)}" for row in plan.left_out]


def _whose(row: "LeftOutRow") -> str:
    return f"{row.owner}, {', '.join(row.refs)}: {row.why}"


def _json(plan: "ToChase", files: Sequence[Path], today: date) -> dict[str, Any]:
    named: Sequence[str | None] = [str(path) for path in files] or [None] * len(plan.sheets)
    return {
        "as_of": today.isoformat(),
        "until": plan.until.isoformat(),
        "drafts": [
            _draft_json(sheet, plan.reminded.get(sheet.person_id), name, today)
            for sheet, name in zip(plan.sheets, named, strict=True)
        ],
        "left_out": [{"owner": row.owner, "refs": list(row.refs), "why": row.why} for row in plan.left_out],
    }


def _draft_json(
    sheet: "ChaserSheet", reminded: "Reminded | None", file: str | None, today: date
) -> dict[str, Any]:
    return {
        "to": sheet.name,
        "address": sheet.address,
        "code": sheet.code,
        "file": file,
        "answer_by": sheet.answer_by.isoformat(),
        "reminded_on": reminded.on.isoformat() if reminded else None,
        "actions": [action_json(owed.row, today) for owed in sheet.owed],
    }
