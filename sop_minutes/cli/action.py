"""``action``: one action, and what became of it."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from enum import Enum
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sop_minutes.cli.context import (
    Context,
    Json,
    given_date,
    given_day,
    given_text,
    remark,
    say,
    say_json,
    today,
)
from sop_minutes.cli.jsons import action_json, life_json
from sop_minutes.cli.lives import described_life
from sop_minutes.domain.actions import check_is_past
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.words import Audience

if TYPE_CHECKING:
    from sqlmodel import Session

    from sop_minutes.storage.database import Database

Change = Callable[["Session", int], Any]


class StatusChange(Enum):
    """What an action may be said to be; the other statuses have options of their own."""

    IN_PROGRESS = "in progress"
    CONFIRMED = "confirmed"


_NO_DATE = frozenset({"none", "no date"})


def action(
    context: typer.Context,
    ref: Annotated[list[str], typer.Argument(metavar="REF", help="As in CG 17/31.")],
    done: Annotated[str | None, typer.Option(help="The day it was done.", metavar="DATE")] = None,
    note: Annotated[str | None, typer.Option(help="What became of it.")] = None,
    due: Annotated[
        str | None,
        typer.Option(help="A new due date: 31 January, next meeting, (words in brackets) as written, none."),
    ] = None,
    on: Annotated[
        str | None, typer.Option(help="The day of the note; today if not given.", metavar="DATE")
    ] = None,
    status: Annotated[StatusChange | None, typer.Option(help="How it stands.")] = None,
    reopen: Annotated[bool, typer.Option("--reopen", help="Open it again.")] = False,
    cancel: Annotated[bool, typer.Option("--cancel", help="It is no longer wanted.")] = False,
    owner: Annotated[
        list[str] | None, typer.Option(help="Who owns it now; may be repeated, the lead first.")
    ] = None,
    audience: Annotated[Audience | None, typer.Option(help="Who may see it.")] = None,
    part: Annotated[
        list[str] | None, typer.Option(help="An owner who has done their part.", metavar="NAME")
    ] = None,
    merge_into: Annotated[
        str | None, typer.Option(help="The action in which it goes on.", metavar="REF")
    ] = None,
    escalate_to: Annotated[
        str | None, typer.Option(help="The group it is put before; the note of that day says so.")
    ] = None,
    priority: Annotated[
        str | None, typer.Option(help="The priority of the plan that it serves, or none.")
    ] = None,
    link: Annotated[
        list[str] | None,
        typer.Option(help="A page or a file that goes with it, or [title](address).", metavar="ADDRESS"),
    ] = None,
    unlink: Annotated[
        list[str] | None, typer.Option(help="A page or a file to take away.", metavar="ADDRESS")
    ] = None,
    history: Annotated[
        bool, typer.Option("--history", help="Show its whole life, after a change too.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Show one action and its whole life, or say what became of it."""
    from sop_minutes.cli.ties import tying
    from sop_minutes.queries.action_life import action_life
    from sop_minutes.queries.actions import find_action

    given: Context = context.obj
    day = given_day(on)
    named = " ".join(ref)
    changes = _changes(day, done=done, note=note, due=due, status=status, reopen=reopen, cancel=cancel)
    changes += _settings(day, owner, audience)
    changes += tying(
        day,
        parts=part,
        merge_into=merge_into,
        escalate_to=escalate_to,
        priority=priority,
        links=link,
        unlinks=unlink,
        changed=bool(changes),
    )
    with given.changing() as database:
        action_id = database.read(find_action, named)
        if changes:
            database.do(f"Update action {named}", _make, action_id, changes)
        life = database.read(action_life, action_id)
        remark(*_about_owners(database, action_id, owner or ()))
    remark(*_about_due(due, day), *_about_note(note))
    whole = history or not changes
    if as_json:
        say_json(action_json(life.row, day) | (life_json(life) if whole else {}))
    else:
        say(*described_life(life, whole=whole))


def _about_owners(database: "Database", action_id: int, names: Sequence[str]) -> Iterator[str]:
    """Yield of which of the names given as owners it is not known who is meant."""
    from sop_minutes.cli.remarks import unknown_owner_lines
    from sop_minutes.queries.unknown_owners import unknown_owners

    if names:
        waiting = database.read(unknown_owners)
        yield from unknown_owner_lines(owner for owner in waiting if owner.action_id == action_id)


def _about_due(words: str | None, day: date) -> Iterator[str]:
    """Yield what is odd about a new due date."""
    from sop_minutes.cli.remarks import doubtful_due
    from sop_minutes.domain.due import read_due

    due = read_due(words or "", day)
    if due.remark:
        yield doubtful_due(due, gone_by="which has gone by")


def _about_note(words: str | None) -> Iterator[str]:
    """Yield that a note that may be meant for nobody else is not kept from members."""
    from sop_minutes.domain.reviewing import unread_restriction

    if said := unread_restriction(words or ""):
        yield said


def _make(session: "Session", action_id: int, changes: list[Change]) -> None:
    """Make several changes to an action in one go."""
    for change in changes:
        change(session, action_id)


def _changes(
    day: date,
    *,
    done: str | None,
    note: str | None,
    due: str | None,
    status: StatusChange | None,
    reopen: bool,
    cancel: bool,
) -> list[Change]:
    """Return the commands that do what was given. Raises UserError for what does not go together."""
    from sop_minutes.commands import actions as commands
    from sop_minutes.commands.action_updates import update_action

    if sum((done is not None, status is not None, reopen, cancel)) > 1:
        raise UserError("Say one of --done, --status, --reopen and --cancel.")
    confirmed = status is StatusChange.CONFIRMED
    if due is not None and (done is not None or cancel or confirmed):
        raise UserError("A closed action needs no new due date: give --due, or --done or --cancel.")
    said = given_text(note, 'A note needs some words: --note "Sent to all."')
    words = _due_words(due)
    if done is not None:
        return [_closing(commands.close_action, given_date(done), said)]
    if cancel or confirmed:
        return [_closing(commands.cancel_action if cancel else commands.confirm_action, day, said)]
    if not (status or reopen or said or words is not None):
        return []
    change: Any = update_action
    if status or reopen:
        change = commands.start_action if status else commands.reopen_action
    return [partial(change, on=day, note=said, due=words)]


def _closing(command: Any, on: date, note: str) -> Change:
    check_is_past(on, today())
    return partial(command, on=on, note=note)


def _settings(on: date, owners: list[str] | None, audience: Audience | None) -> list[Change]:
    """Return the commands that say whose the action is, and who may see it."""
    from sop_minutes.commands import actions as commands

    changes: list[Change] = []
    if owners:
        changes.append(partial(commands.hand_on_action, owners=owners, on=on))
    if audience is not None:
        changes.append(partial(commands.mark_action, audience=audience))
    return changes


def _due_words(due: str | None) -> str | None:
    """Return the words of a new due date, "" for none any more, None where the option is not given."""
    if due is None:
        return None
    said = given_text(due, "A new due date needs some words, as in 31 January; “none” takes it away.")
    return "" if said.strip().casefold() in _NO_DATE else said
