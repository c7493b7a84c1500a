"""``circulate``, ``check-note`` and ``circulations``: a note's way out to its readers."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

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
    today,
)
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.text import clean_line
from sop_minutes.domain.words import Audience

if TYPE_CHECKING:
    from sop_minutes.circulating import Prepared
    from sop_minutes.domain.checking import CheckRow
    from sop_minutes.domain.circulating import CirculationPlan, RecipientRow
    from sop_minutes.queries.circulating import CirculationRow
    from sop_minutes.storage.database import Database

For = Annotated[AudienceOption, typer.Option("--audience", help="Who the note is for.")]
Kinds = Annotated[str, typer.Option("--as", help="Of docx, pdf, html, md, txt.", metavar="KINDS")]
_USUAL = "docx,pdf"


def circulate(
    context: typer.Context,
    meeting: Annotated[str, typer.Argument(metavar="MEETING")],
    to: Annotated[Path | None, typer.Option(help="The folder for the drafts.", metavar="FOLDER")] = None,
    audience: For = AudienceOption.PUBLIC,
    kinds: Kinds = _USUAL,
    also: Annotated[
        list[str] | None, typer.Option(help="Somebody else, by name or address; may be repeated.")
    ] = None,
    template: Template = "",
    no_own_actions: Annotated[
        bool, typer.Option("--no-own-actions", help="One e-mail to all, without anybody's own actions.")
    ] = False,
    sender: Annotated[str, typer.Option("--sender", help="Whose name the e-mails close with.")] = "",
    files_to: Annotated[
        Path | None,
        typer.Option("--save-files", help="Write the files alone here; nothing is sent.", metavar="FOLDER"),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show who gets it; write nothing.")] = False,
    yes: Annotated[
        bool, typer.Option("--yes", help="Draft also a full record that holds restricted points.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Draft the e-mails with which a meeting's note goes out, and keep what went out; prints the drafts.

    A full record that holds restricted points is drafted only with --yes.
    """
    from sop_minutes.circulating import check, draft, save_files

    if to is not None and files_to is not None:
        raise UserError("Say either where the drafts go, --to FOLDER, or where the files do, --save-files.")
    if to is None and files_to is None and not dry_run:
        raise UserError("Say where the drafts go: --to FOLDER; or look at them first with --dry-run.")
    given: Context = context.obj
    with given.changing() as database:
        prepared = _prepared(
            database,
            meeting,
            audience,
            kinds,
            also or (),
            own_actions=not no_own_actions,
            template=template,
            sender=sender,
        )
        checks = check(database, prepared)
        files: Sequence[Path] = ()
        if to is not None and not dry_run:
            if not yes:
                _check_record(prepared)
            files = draft(database, prepared, to, label=f"Circulate {prepared.plan.key}", now=now())
        elif files_to is not None and not dry_run:
            files = save_files(prepared, files_to)
    if as_json:
        said = _plan_json(prepared, checks, () if files_to else files)
        say_json(said | ({"saved": [str(path) for path in files]} if files_to else {}))
        return
    if dry_run:
        say(*(_recipient_line(row) for row in prepared.plan.recipients))
    else:
        say(*map(str, files))
    remark(*_remarks(prepared.plan), *_cautions(prepared, checks))


def check_note(
    context: typer.Context,
    meeting: Annotated[str, typer.Argument(metavar="MEETING")],
    audience: For = AudienceOption.PUBLIC,
    as_json: Json = False,
) -> None:
    """Say what to look at in a meeting's note before it goes out, and where."""
    from sop_minutes.circulating import check

    given: Context = context.obj
    with given.reading() as database:
        checks = check(database, _prepared(database, meeting, audience, _USUAL, ()))
        if as_json:
            say_json([_check_json(row) for row in checks])
            return
        places = [_place(database, row.record) for row in checks]
    for row, place in zip(checks, places, strict=True):
        say(f"{'✓' if row.ok else '!'} {row.sentence}{f' — {place}' if place else ''}")


def circulations(
    context: typer.Context,
    meeting: Annotated[str, typer.Argument(metavar="MEETING")],
    as_json: Json = False,
) -> None:
    """List the versions of a meeting's note that went out."""
    from sop_minutes.queries.circulating import circulations_of
    from sop_minutes.queries.meetings import find_meeting

    given: Context = context.obj
    with given.reading() as database:
        rows = database.read(circulations_of, database.read(find_meeting, meeting))
    if as_json:
        say_json([_circulation_json(row) for row in rows])
        return
    say_table(
        ("Number", "Sent", "For", "To", "Files"),
        (
            (
                str(row.number),
                f"{row.at.astimezone():%d %B %Y %H:%M}",
                row.audience.value,
                str(len(row.recipients)),
                ", ".join(file.name for file in row.files),
            )
            for row in rows
        ),
        empty="That note has not gone out yet.",
    )


def _prepared(
    database: "Database",
    meeting: str,
    audience: AudienceOption,
    kinds: str,
    also: Sequence[str],
    *,
    own_actions: bool = True,
    template: str = "",
    sender: str = "",
) -> "Prepared":
    from sop_minutes.circulating import Wanted, prepare
    from sop_minutes.queries.meetings import find_meeting
    from sop_minutes.queries.recipients import extra_called

    wanted = Wanted(
        meeting_id=database.read(find_meeting, meeting),
        audience=audience.audience,
        today=today(),
        suffixes=_suffixes(kinds),
        own_actions=own_actions,
        template=template,
        sender=clean_line(sender),
        extras=tuple(database.read(extra_called, words) for words in also),
    )
    return prepare(database, wanted, now=now())


def _check_record(prepared: "Prepared") -> None:
    """Raises UserError for a full record with what is restricted: the window asks before it drafts one."""
    from sop_minutes.domain.circulating import counted

    many = sum(
        Audience.RESTRICTED in (item.audience, point.audience)
        for item in prepared.out.sheet.note.items
        for point in item.points
    )
    recipients = prepared.plan.recipients
    if prepared.wanted.audience is Audience.RESTRICTED and many and recipients:
        names = ", ".join(row.name for row in recipients)
        raise UserError(
            f"The full record of {prepared.plan.key} holds {counted(many, 'restricted point')}. The drafts "
            f"would be to: {names}. Say --yes to write them."
        )


def _suffixes(kinds: str) -> tuple[str, ...]:
    from sop_minutes.export.note import NOTE_SUFFIXES

    found = tuple(f".{kind.strip().lower().removeprefix('.')}" for kind in kinds.split(",") if kind.strip())
    for suffix in found:
        if suffix not in NOTE_SUFFIXES:
            known = ", ".join(each[1:] for each in NOTE_SUFFIXES)
            raise UserError(f"“{suffix[1:]}” is no kind of file a note can be; choose of {known}.")
    return found


def _place(database: "Database", record: str) -> str:
    """Return how a record is called to who looks for it: the text of a point or item, a reference."""
    from sop_minutes.queries.checks import text_of_record

    return database.read(text_of_record, record)


def _recipient_line(row: "RecipientRow") -> str:
    own = f"; own actions: {', '.join(row.refs)}" if row.refs else ""
    return f"{row.name} <{row.address}>: {row.standing}{own}"


def _remarks(plan: "CirculationPlan") -> list[str]:
    from sop_minutes.domain.circulating import changes_counted, omitted_sentences
    from sop_minutes.domain.due import format_date

    said = list(omitted_sentences(plan.omitted))
    if plan.since is not None:
        sent = format_date(plan.since.at.astimezone().date())
        said.append(f"Since version {plan.since.number}, sent {sent}: {changes_counted(plan.since.changes)}.")
    return said + [f"Not sent to {row.name}: {row.why}" for row in plan.not_sent]


def _cautions(prepared: "Prepared", checks: Sequence["CheckRow"]) -> Iterator[str]:
    """Yield what there is to look at, each sentence once, and how to see where."""
    many = Counter(row.sentence for row in checks if not row.ok)
    for sentence, times in many.items():
        yield f"{times} times: {sentence}" if times > 1 else sentence
    if many:
        reader = next(each.value for each in AudienceOption if each.audience is prepared.wanted.audience)
        yield f"Where each stands: sop-minutes check-note {prepared.plan.key} --audience {reader}"


def _plan_json(prepared: "Prepared", checks: Sequence["CheckRow"], drafts: Sequence[Path]) -> dict[str, Any]:
    plan = prepared.plan
    since = plan.since
    return {
        "meeting": plan.key,
        "audience": prepared.wanted.audience.value,
        "code": prepared.code,
        "recipients": [_recipient_json(row) | {"actions": list(row.refs)} for row in plan.recipients],
        "not_sent": [{"name": row.name, "why": row.why} for row in plan.not_sent],
        "left_out": [
            {
                "item": row.item,
                "audience": row.audience.value,
                "points": row.points,
                "whole": row.whole,
                "record": row.record,
            }
            for row in plan.omitted
        ],
        "since": None
        if since is None
        else {
            "number": since.number,
            "at": since.at.isoformat(),
            "changes": [
                {
                    "kind": each.kind.value,
                    "change": each.change.value,
                    "record": each.record,
                    "before": each.before,
                    "after": each.after,
                }
                for each in since.changes
            ],
        },
        "checks": [_check_json(row) for row in checks],
        "files": [file.name for file in prepared.files],
        "drafts": [str(path) for path in drafts],
    }


def _check_json(row: "CheckRow") -> dict[str, Any]:
    return {"kind": row.kind.value, "ok": row.ok, "sentence": row.sentence, "record": row.record or None}


def _recipient_json(row: "RecipientRow") -> dict[str, Any]:
    return {"name": row.name, "address": row.address, "standing": row.standing}


def _circulation_json(row: "CirculationRow") -> dict[str, Any]:
    return {
        "number": row.number,
        "at": row.at.isoformat(),
        "audience": row.audience.value,
        "approved": row.approved,
        "code": row.code,
        "recipients": [_recipient_json(each) for each in row.recipients],
        "files": [{"name": file.name, "sha256": file.digest} for file in row.files],
    }
