"""``seats``: who sits on which group, for whom, since when."""

from datetime import date
from typing import Annotated

import typer

from sop_minutes.cli.context import (
    Context,
    Json,
    given_date,
    given_day,
    required_group,
    required_organisation,
    say,
    say_json,
    say_table,
)
from sop_minutes.cli.jsons import seat_json
from sop_minutes.domain.errors import UserError

seats = typer.Typer(help="Who sits on which group.", no_args_is_help=True)


@seats.command("add")
def seats_add(
    context: typer.Context,
    group: str,
    person: str,
    organisation: Annotated[str, typer.Option(help="Whose seat it is; the person's, if not given.")] = "",
    role: Annotated[str, typer.Option(help="member, chair, or a title of its own.")] = "member",
    deputy: Annotated[bool, typer.Option("--deputy", help="They stand in for who holds the seat.")] = False,
    since: Annotated[
        str | None, typer.Option("--from", help="Since when, if it is known.", metavar="DATE")
    ] = None,
) -> None:
    """Put a person in a seat on a group."""
    from sop_minutes.commands.organisations import seat_person
    from sop_minutes.queries.names import person_called
    from sop_minutes.queries.partners import organisation_of

    given: Context = context.obj
    with given.changing() as database:
        person_id = database.read(person_called, person)
        own = database.read(organisation_of, person_id)
        database.do(
            f"Seat {person} on {group}",
            seat_person,
            person_id,
            group_id=required_group(database, group),
            organisation_id=required_organisation(database, organisation) if organisation else own,
            role=role,
            deputy=deputy,
            from_on=given_date(since) if since is not None else None,
        )
    say(person)


@seats.command("end")
def seats_end(
    context: typer.Context,
    group: str,
    person: str,
    on: Annotated[str | None, typer.Option(help="The last day; today if not given.", metavar="DATE")] = None,
) -> None:
    """Say that a person leaves their seat on a group."""
    from sop_minutes.commands.organisations import leave_group
    from sop_minutes.queries.names import person_called

    given: Context = context.obj
    with given.changing() as database:
        group_id, person_id = required_group(database, group), database.read(person_called, person)
        database.do(f"{person} leaves {group}", leave_group, person_id, group_id=group_id, on=given_day(on))
    say(person)


@seats.command("list")
def seats_list(
    context: typer.Context,
    group: Annotated[str | None, typer.Argument()] = None,
    all_: Annotated[bool, typer.Option("--all", help="Those of the past and the future too.")] = False,
    as_of: Annotated[str | None, typer.Option(help="The day that counts as today.", metavar="DATE")] = None,
    as_json: Json = False,
) -> None:
    """List the seats of a group, or of all, and who fills them."""
    from sop_minutes.queries.partners import list_seats

    if all_ and as_of is not None:
        raise UserError("Say one of --all and --as-of.")
    given: Context = context.obj
    with given.reading() as database:
        group_id = required_group(database, group) if group is not None else None
        rows = database.read(list_seats, group_id, on=None if all_ else given_day(as_of))
    if as_json:
        say_json([seat_json(row) for row in rows])
        return
    say_table(
        ("Group", "Organisation", "Role", "Person", "From", "Until"),
        (
            (
                row.group,
                row.organisation,
                f"{row.role}, as deputy" if row.deputy else row.role,
                row.person or "nobody",
                _day(row.from_on),
                _day(row.until_on),
            )
            for row in rows
        ),
        empty="There are no seats yet.",
    )


def _day(on: date | None) -> str:
    from sop_minutes.domain.due import format_date

    return format_date(on) if on else ""
