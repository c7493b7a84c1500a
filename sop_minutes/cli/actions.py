"""``actions``: the register."""

from dataclasses import replace
from datetime import date
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sop_minutes.cli.context import (
    AudienceOption,
    Context,
    Json,
    given_day,
    given_text,
    now,
    remark,
    required_group,
    say,
    say_json,
    say_table,
)
from sop_minutes.cli.jsons import action_json
from sop_minutes.domain.actions import is_overdue
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.text import capitalised
from sop_minutes.domain.words import AUDIENCE_LABELS, ActionStatus

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sop_minutes.domain.sheets import ActionRow
    from sop_minutes.queries.actions import ActionFilter
    from sop_minutes.storage.database import Database


class StatusOption(Enum):
    """A status to list, or all of them."""

    OPEN = "open"
    IN_PROGRESS = "in progress"
    DONE = "done"
    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"
    MERGED = "merged"
    ALL = "all"

    @property
    def statuses(self) -> tuple[ActionStatus, ...]:
        return tuple(ActionStatus) if self is StatusOption.ALL else (ActionStatus(self.value),)


def actions(
    context: typer.Context,
    group: Annotated[str | None, typer.Option(help="Only this group's.")] = None,
    owner: Annotated[str | None, typer.Option(help="Only this person's, seat's or organisation's.")] = None,
    organisation: Annotated[
        str | None, typer.Option(help="Only what this organisation, its people and its seats own.")
    ] = None,
    topic: Annotated[str | None, typer.Option(help="Only those raised under items of this title.")] = None,
    priority: Annotated[
        str | None,
        typer.Option(help="Only what serves this priority, itself or by its topic."),
    ] = None,
    status: Annotated[StatusOption | None, typer.Option(help="Without it, all that are not closed.")] = None,
    overdue: Annotated[bool, typer.Option("--overdue", help="Only what is late.")] = False,
    review: Annotated[
        bool,
        typer.Option("--review", help="What is up for review at the group's meeting, with room to write in."),
    ] = False,
    meeting: Annotated[
        str | None,
        typer.Option(help="With --review: at which meeting, as in CG/2018-07-18.", metavar="KEY"),
    ] = None,
    as_of: Annotated[str | None, typer.Option(help="The day that counts as today.", metavar="DATE")] = None,
    audience: AudienceOption = AudienceOption.RECORD,
    to: Annotated[Path | None, typer.Option(help="Write .docx, .xlsx, .csv or .ics instead.")] = None,
    as_json: Json = False,
) -> None:
    """List actions: those not closed, unless a status is given."""
    from sop_minutes.cli.remarks import not_for_everyone
    from sop_minutes.queries.actions import ActionFilter

    given: Context = context.obj
    day = given_day(as_of)
    with given.reading() as database:
        wanted = ActionFilter(
            group_id=required_group(database, group) if group is not None else None,
            owner=given_text(owner, "Say whose: --owner needs a name."),
            topic=given_text(topic, "Say which: --topic needs the title of an item."),
            organisation_id=_organisation(database, organisation),
            priority_id=_priority(database, priority),
            statuses=status.statuses if status else None,
            overdue_on=day if overdue else None,
            audience=audience.audience,
        )
        if review:
            wanted, day = _reviewed(database, wanted, day, meeting)
        elif meeting is not None:
            raise UserError("Only a review is of one meeting: give --meeting with --review.")
        rows = _rows(database, wanted, day)
        if to is not None:
            _write(database, wanted, rows, to, day)
        if wanted.owner and not rows:
            remark(*_about_owner(database, wanted.owner))
    if as_json and to is None:
        say_json([action_json(row, day) for row in rows])
        return
    if to is None:
        _show(rows, day)
    remark(*not_for_everyone(rows))


def _rows(database: "Database", wanted: "ActionFilter", day: date) -> "tuple[ActionRow, ...]":
    """Return the actions wanted, those of a review in the order in which they are gone through."""
    from sop_minutes.domain.reviewing import agreed_order
    from sop_minutes.queries.actions import list_actions

    rows = database.read(list_actions, wanted)
    return tuple(sorted(rows, key=lambda row: agreed_order(row, day))) if wanted.review else rows


def _organisation(database: "Database", name: str | None) -> int | None:
    from sop_minutes.queries.names import organisation_named

    said = given_text(name, "Say whose: --organisation needs a name.")
    return database.read(organisation_named, said) if said else None


def _priority(database: "Database", title: str | None) -> int | None:
    from sop_minutes.queries.plan import priority_called

    said = given_text(title, "Say which: --priority needs a title.")
    return database.read(priority_called, said) if said else None


def _reviewed(
    database: "Database", wanted: "ActionFilter", day: date, key: str | None
) -> "tuple[ActionFilter, date]":
    """Return which actions are up for review at a meeting, and the day of that.

    It is the one of this key, else the group's that is at hand on `day`.
    """
    from sop_minutes.queries.meetings import find_meeting
    from sop_minutes.queries.reviewing import meeting_to_review, review_of

    if wanted.statuses is not None or wanted.overdue_on is not None:
        raise UserError("A review has an order of its own: give --review without --status or --overdue.")
    if key is not None:
        meeting_id = database.read(find_meeting, key)
    elif wanted.group_id is not None:
        meeting_id = database.read(meeting_to_review, wanted.group_id, day)
    else:
        raise UserError("Say whose review it is: --review needs --group, or --meeting.")
    found = database.read(review_of, meeting_id)
    if wanted.group_id not in {None, found.group_id}:
        raise UserError(f"The meeting {key} is another group's: it is one of {found.group}.")
    ids = tuple(one.row.id for one in found.reviewees)
    return replace(wanted, statuses=tuple(ActionStatus), action_ids=ids, review=True), found.on


def _write(
    database: "Database", wanted: "ActionFilter", rows: "Sequence[ActionRow]", to: Path, day: date
) -> None:
    from sop_minutes.export.action_log import write_action_log
    from sop_minutes.queries.actions import log_scope, withheld_action_texts

    scope, withheld = database.read(log_scope, wanted), database.read(withheld_action_texts, wanted)
    write_action_log(
        tuple(rows), to, scope=scope, as_of=day, audience=wanted.audience, withheld=withheld, now=now()
    )
    say(str(to))


def _about_owner(database: "Database", name: str) -> "Iterator[str]":
    """Yield that an owner for whom nothing was found is nobody, and who may have been meant."""
    from sop_minutes.queries.names import directory

    known = database.read(directory)
    if not known.match(name):
        near = [match.name for match in known.suggestions(name, limit=3)]
        hint = f" Did you mean {' or '.join(near)}?" if near else ""
        yield f"Nobody is known as “{name}”, and no such action names them.{hint}"


def _show(rows: "Sequence[ActionRow]", day: date) -> None:
    from sop_minutes.domain.due import describe_due

    say_table(
        ("Ref", "Action", "Owner", "Due", "Status", "From"),
        (
            (
                row.ref,
                f"{AUDIENCE_LABELS[row.audience]}{capitalised(row.text)}",
                ", ".join(row.owners) or "no owner",
                describe_due(row.due) + (" (late)" if is_overdue(row.due, row.status, day) else ""),
                row.status,
                row.meeting,
            )
            for row in rows
        ),
        empty="There are no such actions.",
    )
