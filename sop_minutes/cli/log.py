"""``log``, ``take-back`` and ``bring-back``: what was done, and undoing it whenever it was done."""

import re
from datetime import datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sop_minutes.cli.context import (
    AudienceOption,
    Context,
    Json,
    given_date,
    given_text,
    now,
    say,
    say_json,
    say_table,
    today,
)
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.words import AUDIENCE_LABELS, Audience

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sop_minutes.domain.logged import LoggedEntry, LoggedRow, MomentPreview, ToldEntry
    from sop_minutes.storage.database import Database

_AT = re.compile(r"(.*?)[ T,]+(\d\d?)[:.](\d\d)(?::(\d\d))?")
_SHOWN = 20


def log(
    context: typer.Context,
    by: Annotated[str | None, typer.Option(help="Only what this user did.")] = None,
    when: Annotated[
        str | None, typer.Option(help="Only what was done then, as in: last week, May 2018, since 3 May.")
    ] = None,
    kind: Annotated[
        str | None,
        typer.Option(
            help="Only what was done to meetings, actions, people, groups, circulation, approval, returned "
            "or chasing."
        ),
    ] = None,
    of: Annotated[
        str | None,
        typer.Option(help="Only of a meeting (CG/2017-11-15), an action (CG 17/3) or a person."),
    ] = None,
    words: Annotated[str | None, typer.Option(help="Only what says this, before or after.")] = None,
    entry: Annotated[int | None, typer.Option(help="This entry alone, with all that it changed.")] = None,
    before: Annotated[int | None, typer.Option(help="Only entries before this one.")] = None,
    limit: Annotated[int, typer.Option(help="How many, at most.", min=1)] = 50,
    audience: Annotated[
        AudienceOption, typer.Option(help="With --to: who it is for, members or the record.")
    ] = AudienceOption.RECORD,
    to: Annotated[Path | None, typer.Option(help="Write all of it as .xlsx, .csv or .html instead.")] = None,
    as_json: Json = False,
) -> None:
    """Show who did what, when, and what it said before and after; newest first."""
    from sop_minutes.domain.log_asked import LogAsked, kind_asked
    from sop_minutes.queries.audit import list_entries, told_entry
    from sop_minutes.queries.log_narrowing import log_filter

    given: Context = context.obj
    if to is None and audience is not AudienceOption.RECORD:
        raise UserError("Say with --to where to write it: here the log is shown as the record has it.")
    if to is not None and entry is not None:
        raise UserError("--to writes all that is asked for, --entry shows one alone: say one of them.")
    asked = LogAsked(
        given_text(by, "Say who: --by needs a name."),
        given_text(when, "Say when: --when needs a time."),
        kind_asked(given_text(kind, "Say which: --kind needs a word.")),
        given_text(of, "Say of what: --of needs a meeting, an action or a name."),
        given_text(words, "Say which: --words needs words."),
    )
    with given.reading() as database:
        wanted = database.read(log_filter, asked, today())
        if to is not None:
            from sop_minutes.trail import write_log

            database.read(write_log, wanted, to, audience.audience, now())
            say(str(to))
            return
        if entry is not None:
            told = [database.read(told_entry, entry)]
        else:
            heads = database.read(list_entries, wanted, before, limit)
            told = [database.read(told_entry, head.entry) for head in heads] if as_json else []
    if as_json:
        say_json([_entry_json(each) for each in told])
    elif entry is not None:
        _show_entry(told[0])
    else:
        _show(heads)


def take_back(context: typer.Context, entry: int) -> None:
    """Take back what one entry of the log did, if nothing since has changed what it changed."""
    from sop_minutes.commands.bringing_back import take_back_entry
    from sop_minutes.queries.audit import told_entry

    given: Context = context.obj
    with given.changing() as database:
        label = database.read(told_entry, entry, 1).head.label
        database.do(f"Take back: {label}", take_back_entry, entry=entry)
    say(f"Taken back: {label}")


def bring_back(
    context: typer.Context,
    moment: Annotated[
        list[str], typer.Argument(help="An entry's number, a day, or a day and a time: 3 May 2018 14:30.")
    ],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be otherwise, and change nothing.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Make all as it was at a moment; that is one new entry of the log, and can be taken back itself."""
    from sop_minutes.commands.bringing_back import bring_back_moment
    from sop_minutes.queries.audit import moment_preview

    given: Context = context.obj
    with given.changing() as database:
        entry = _entry_of(database, " ".join(moment))
        preview = database.read(moment_preview, entry)
        if as_json:
            say_json(_preview_json(preview))
        else:
            _show_preview(preview)
        if not dry_run:
            label = f"Bring back {_when(preview.head)}"
            many = database.do(label, bring_back_moment, entry=entry)
    if not dry_run and not as_json:
        things = "1 thing is" if many == 1 else f"{many} things are"
        say(f"Brought back: {things} as then. Undo takes that back.")


def _entry_of(database: "Database", said: str) -> int:
    from sop_minutes.queries.audit import entry_at

    if said.strip().isdecimal():
        return int(said)
    timed = _AT.fullmatch(said.strip())
    day = given_date(timed[1] if timed else said)
    try:
        hour, minute, second = (int(part or 59) for part in timed.groups()[1:]) if timed else (23, 59, 59)
        at = time(hour, minute, second, 999_999)
    except ValueError as error:
        raise UserError(f"“{said}” is no time of day.") from error
    return database.read(entry_at, datetime.combine(day, at).astimezone())


def _show(heads: "Iterable[LoggedEntry]") -> None:
    say_table(
        ("Entry", "When", "Who", "What was done", "First of what"),
        (
            (each.numbers, _when(each), each.who, each.label, f"{_marked(each.audience)}{each.about}")
            for each in heads
        ),
        empty="There are no such entries.",
    )


def _show_entry(told: "ToldEntry") -> None:
    head = told.head
    say(f"Entry {head.numbers}: {head.label}", f"{head.who}, {_when(head)}", *_row_lines(told.rows))
    if told.left_out:
        say(f"And {told.left_out} more.")
    if head.seal:
        say(f"Seal: {head.seal}")


def _show_preview(preview: "MomentPreview") -> None:
    head = preview.head
    say(f"As after entry {head.entry}, “{head.label}”, by {head.who}, {_when(head)}.")
    counted = ", ".join(f"{noun}: {many}" for noun, many in preview.counts)
    say(f"Entries since: {preview.entries_since}. What would be otherwise: {counted or 'nothing'}.")
    say(*preview.remarks, *_row_lines(preview.rows[:_SHOWN]))
    more = preview.left_out + max(0, len(preview.rows) - _SHOWN)
    if more:
        say(f"And {more} more.")


def _row_lines(rows: "Iterable[LoggedRow]") -> list[str]:
    found = []
    for row in rows:
        where = f" ({row.where})" if row.where else ""
        found.append(f"{_marked(row.audience)}{row.what}{where}: {row.deed}")
        found += [f"  {field.name}: {field.before or '–'} → {field.after or '–'}" for field in row.fields]
    return found


def _marked(audience: Audience) -> str:
    return AUDIENCE_LABELS[audience] if audience is Audience.RESTRICTED else ""


def _when(head: "LoggedEntry") -> str:
    from sop_minutes.domain.due import format_date

    at = head.at.astimezone()
    return f"{format_date(at.date())} {at:%H:%M}"


def _entry_json(told: "ToldEntry") -> dict[str, Any]:
    head = told.head
    return {
        "entry": head.entry,
        "first": head.first,
        "seal": head.seal,
        "at": head.at.isoformat(),
        "who": head.who,
        "what": head.label,
        "kind": head.kind,
        "rows": head.rows,
        "about": head.about,
        "changes": [_row_json(row) for row in told.rows],
    }


def _row_json(row: "LoggedRow") -> dict[str, Any]:
    return {
        "what": row.what,
        "where": row.where,
        "became": row.deed,
        "audience": row.audience.value,
        "fields": [{"field": f.name, "before": f.before, "after": f.after} for f in row.fields],
    }


def _preview_json(preview: "MomentPreview") -> dict[str, Any]:
    return {
        "entry": preview.head.entry,
        "at": preview.head.at.isoformat(),
        "entries_since": preview.entries_since,
        "counts": dict(preview.counts),
        "remarks": list(preview.remarks),
        "changes": [_row_json(row) for row in preview.rows],
        "more": preview.left_out,
    }
