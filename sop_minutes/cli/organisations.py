"""``organisations``: whom people work for."""

from typing import Annotated

import typer

from sop_minutes.cli.context import Context, Json, required_organisation, say, say_json, say_table
from sop_minutes.cli.jsons import organisation_json

organisations = typer.Typer(help="The organisations that people work for.", no_args_is_help=True)


@organisations.command("add")
def organisations_add(
    context: typer.Context,
    name: str,
    short: Annotated[str, typer.Option(help="Its short name, as in TVP.")] = "",
    parent: Annotated[str, typer.Option(help="The organisation it is a unit of.")] = "",
    alias: Annotated[list[str] | None, typer.Option(help="Another name; may be repeated.")] = None,
) -> None:
    """Add an organisation, or a unit of one."""
    from sop_minutes.cli.remarks import new_owners, telling
    from sop_minutes.commands.organisations import add_organisation

    given: Context = context.obj
    with given.writing() as database, telling(database, new_owners):
        database.do(
            f"Add {name}",
            add_organisation,
            name,
            short_name=short,
            parent_id=required_organisation(database, parent) if parent else None,
            aliases=alias or (),
        )
    say(name)


@organisations.command("alias")
def organisations_alias(context: typer.Context, organisation: str, name: str) -> None:
    """Give an organisation another name it is found by."""
    from sop_minutes.cli.remarks import new_owners, telling
    from sop_minutes.commands.organisations import name_organisation

    given: Context = context.obj
    with given.changing() as database, telling(database, new_owners):
        organisation_id = required_organisation(database, organisation)
        database.do(f"Call {organisation} also {name}", name_organisation, organisation_id, name=name)
    say(name)


@organisations.command("list")
def organisations_list(context: typer.Context, as_json: Json = False) -> None:
    """List the organisations."""
    from sop_minutes.queries.partners import list_organisations

    given: Context = context.obj
    with given.reading() as database:
        rows = database.read(list_organisations)
    if as_json:
        say_json([organisation_json(row) for row in rows])
        return
    say_table(
        ("Name", "Short", "Part of", "Also called"),
        ((r.name, r.short_name, r.parent, ", ".join(r.aliases)) for r in rows),
        empty="There are no organisations yet.",
    )
