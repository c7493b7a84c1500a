"""``chase``: drafts to those who owe something."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sop_minutes.cli.context import Context, Json, given_day, now, remark, required_group, say, say_json
from sop_minutes.cli.jsons import action_json
from sop_minutes.domain.errors import UserError

if TYPE_CHECKING:
    from sop_minutes.domain.chasing import ChaserSheet, LeftOutRow, ToChase

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
    as_of: Annotated[str | None, typer.Option(help="The day that counts as today.", metavar="DATE")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show the drafts; write nothing.")] = False,
    as_json: Json = False,
) -> None:
    """Draft an e-mail to everybody who owes something, with a form to answer on."""
    from sop_minutes.chasing import Round, draft_round, plan_round

    if to is None and not dry_run:
        raise UserError("Say where the drafts go: --to FOLDER; or look at them first with --dry-run.")
    if overdue and within is not None:
        raise UserError("Say either --overdue or --within: one asks only after what is late.")
    given: Context = context.obj
    with given.changing() as database:
        days = within if within is not None else None if overdue else _WITHIN
        group_id = required_group(database, group) if group is not None else None
        wanted = Round(given_day(as_of), days, group_id)
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
        remark(*_remarks(plan))


def _show(plan: "ToChase", today: date) -> None:
    """Print each draft as its owner will read it."""
    from sop_minutes.export.chaser_mail import chaser_text
    from sop_minutes.export.chaser_wording import subject_of

    for sheet in plan.sheets:
        say(f"To: {sheet.name} <{sheet.address}>", f"Subject: {subject_of(sheet, today)}", "")
        say(chaser_text(sheet, today, plan.until))


def _remarks(plan: "ToChase") -> list[str]:
    nobody = [] if plan.sheets else ["Nobody is to be chased."]
    return nobody + [f"Not sent to {_whose(row)}" for row in plan.left_out]


def _whose(row: "LeftOutRow") -> str:
    return f"{row.owner}, {', '.join(row.refs)}: {row.why}"


def _json(plan: "ToChase", files: Sequence[Path], today: date) -> dict[str, Any]:
    named: Sequence[str | None] = [str(path) for path in files] or [None] * len(plan.sheets)
    return {
        "as_of": today.isoformat(),
        "until": plan.until.isoformat(),
        "drafts": [_draft_json(sheet, name, today) for sheet, name in zip(plan.sheets, named, strict=True)],
        "left_out": [{"owner": row.owner, "refs": list(row.refs), "why": row.why} for row in plan.left_out],
    }


def _draft_json(sheet: "ChaserSheet", file: str | None, today: date) -> dict[str, Any]:
    return {
        "to": sheet.name,
        "address": sheet.address,
        "code": sheet.code,
        "file": file,
        "actions": [action_json(owed.row, today) for owed in sheet.owed],
    }
