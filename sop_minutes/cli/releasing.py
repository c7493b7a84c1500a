"""``release`` and ``restrict``: what is not public, why, until when, and its release."""

import re
from collections.abc import Sequence
from enum import Enum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sop_minutes.cli.context import (
    Context,
    Json,
    given_date,
    given_day,
    given_text,
    remark,
    required_group,
    say,
    say_json,
    say_table,
)
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.words import Audience, seen_by

if TYPE_CHECKING:
    from sop_minutes.queries.releasing import NarrowRow
    from sop_minutes.storage.database import Database

_RECORD = re.compile(r"([ipa])([1-9]\d{0,17})")
_IDS = "As release --all shows them, or an action's reference."


class Wider(Enum):
    """Whom something restricted can be released to."""

    PUBLIC = "public"
    MEMBERS = "members"


def release(
    context: typer.Context,
    ids: Annotated[list[str] | None, typer.Argument(metavar="[ID]...", help=_IDS)] = None,
    to: Annotated[Wider | None, typer.Option(help="Who may see these from now on.")] = None,
    group: Annotated[str | None, typer.Option(help="Only what is this group's.")] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="List all that is not public, whenever it is due.")
    ] = False,
    as_of: Annotated[str | None, typer.Option(help="The day that counts as today.", metavar="DATE")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Release also what would be seen with it.")] = False,
    as_json: Json = False,
) -> None:
    """List what is not public and is due to be looked at again; or release it.

    Where others would read more than what is named, that is listed, and released only with --yes.
    """
    if bool(ids) != (to is not None):
        raise UserError("Say both what is released and to whom: release p12 --to public.")
    given: Context = context.obj
    if ids and to is not None:
        with given.changing() as database:
            _release(database, ids, Audience(to.value), yes=yes)
        return
    with given.reading() as database:
        group_id = required_group(database, group) if group is not None else None
        if everything:
            _list_all(database, group_id, as_json=as_json)
        else:
            _list_due(database, group_id, as_of, as_json=as_json)


def restrict(
    context: typer.Context,
    ids: Annotated[list[str], typer.Argument(metavar="ID...", help=_IDS)],
    reason: Annotated[str, typer.Option(help="Why these are not public.")],
    review: Annotated[
        str | None, typer.Option(help="The day on which that is looked at again.", metavar="DATE")
    ] = None,
) -> None:
    """Say why something is not public, and when that is to be looked at again."""
    from sop_minutes.commands.releasing import restrict_records

    why = given_text(reason, "Say why these are not public, in some words.")
    day = given_date(review) if review is not None else None
    given: Context = context.obj
    with given.changing() as database:
        records = [row.record for row in _rows(database, ids)]
        database.do(f"Restrict {', '.join(records)}", restrict_records, records, reason=why, review_on=day)
    again = f", to be looked at again on {day:%Y-%m-%d}" if day else ""
    say(*(f"{record}: {why}{again}" for record in records))


def _release(database: "Database", ids: Sequence[str], to: Audience, *, yes: bool) -> None:
    from sop_minutes.releasing import published_of, release_as_seen, seen_after_release

    rows = _rows(database, ids)
    records = [row.record for row in rows]
    seen = seen_after_release(database, records, to=to)
    more = [line for line in seen if line.record not in records]
    listed = [f"- {line.text} ({line.meeting or 'in the register of actions'})" for line in more]
    if more and not yes:
        remark(f"With that these would be {seen_by(to)} too:", *listed)
        raise UserError("Nothing was released. Say --yes to release all of that.")
    database.do(f"Release {', '.join(records)}", release_as_seen, records, to=to, seen=seen)
    say(*(f"{row.record} is {seen_by(to)} now: {row.text}" for row in rows))
    if more:
        say(f"With that these are {seen_by(to)} too:", *listed)
    if to is Audience.PUBLIC:
        again = "does not say so yet: publish it again."
        remark(*(f"What was published of {key} {again}" for key in published_of(database, [*rows, *more])))


def _list_due(database: "Database", group_id: int | None, as_of: str | None, *, as_json: bool) -> None:
    from sop_minutes.queries.releasing import due_for_release

    on = given_day(as_of)
    found = database.read(due_for_release, on, group_id)
    if as_json:
        say_json(
            {
                "as_of": on.isoformat(),
                "due": [_json(row) for row in found.due],
                "unexplained": [_json(row) for row in found.unexplained],
            }
        )
        return
    _say_rows(found.due, empty="Nothing is due for release.")
    if found.unexplained:
        say("", "Restricted without a reason or a date:")
        _say_rows(found.unexplained, empty="")


def _list_all(database: "Database", group_id: int | None, *, as_json: bool) -> None:
    from sop_minutes.queries.releasing import narrow_rows

    rows = database.read(narrow_rows, group_id)
    if as_json:
        say_json([_json(row) for row in rows])
    else:
        _say_rows(rows, empty="All is public.")


def _say_rows(rows: "Sequence[NarrowRow]", *, empty: str) -> None:
    from sop_minutes.domain.due import format_date

    say_table(
        ("Id", "Meeting", "Review", "For", "Text", "Why"),
        (
            (
                row.record,
                row.meeting or row.group,
                format_date(row.review_on) if row.review_on else "no date",
                row.audience,
                f"{row.ref} {row.text}".strip(),
                row.reason or "no reason",
            )
            for row in rows
        ),
        empty=empty,
    )


def _rows(database: "Database", ids: Sequence[str]) -> "list[NarrowRow]":
    """Return what is called by `ids`, each once, what others stand under before those."""
    from sop_minutes.queries.releasing import narrow_rows

    named = {_row(database, each).record for each in ids}
    return [row for row in database.read(narrow_rows) if row.record in named]


def _row(database: "Database", given: str) -> "NarrowRow":
    """Return what is not public and is called `given`. Raises UserError if there is none."""
    from sop_minutes.queries.releasing import narrow_rows

    for row in database.read(narrow_rows):
        if given.strip().casefold() in {row.record, row.ref.casefold()} - {""}:
            return row
    if not _RECORD.fullmatch(given.strip().casefold()) and "/" not in given:
        raise UserError(f"“{given}” is not an id; release --all lists them, as in p12.")
    raise UserError(f"There is nothing called {given} that is not public; release --all lists what there is.")


def _json(row: "NarrowRow") -> dict[str, Any]:
    return {
        "id": row.record,
        "kind": row.kind,
        "text": row.text,
        "audience": row.audience.value,
        "reason": row.reason or None,
        "review": row.review_on.isoformat() if row.review_on else None,
        "group": row.group,
        "meeting": row.meeting or None,
        "item": row.item or None,
        "ref": row.ref or None,
    }
