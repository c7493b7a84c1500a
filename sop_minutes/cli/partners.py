"""``groups`` and ``people``."""

from typing import Annotated

import typer
from sqlmodel import Session

from sop_minutes.cli.context import Context, Json, say, say_json, say_table
from sop_minutes.cli.jsons import group_json, person_json
from sop_minutes.commands.groups import add_group
from sop_minutes.commands.people import add_organisation, add_person
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.words import GroupKind
from sop_minutes.queries.names import find_group
from sop_minutes.queries.partners import find_organisation, list_groups, list_people

groups = typer.Typer(help="Boards, committees, partnerships and sub-groups.", no_args_is_help=True)
people = typer.Typer(help="The people who sit on groups and own actions.", no_args_is_help=True)


@groups.command("add")
def groups_add(
    context: typer.Context,
    name: str,
    code: Annotated[str, typer.Option(help="Short code for references, as in CG 17/31.")] = "",
    kind: Annotated[GroupKind, typer.Option(help="What it is.")] = GroupKind.GROUP,
    parent: Annotated[str, typer.Option(help="The group it belongs to.")] = "",
    alias: Annotated[list[str] | None, typer.Option(help="Another name; may be repeated.")] = None,
    former: Annotated[list[str] | None, typer.Option(help="A former name; may be repeated.")] = None,
) -> None:
    """Add a group; prints its code."""
    given: Context = context.obj
    with given.writing() as database:
        above = database.read(find_group, parent) if parent else None
        if parent and above is None:
            raise UserError(f"There is no group called “{parent}”.")
        group_id = database.do(
            f"Add group {name}",
            add_group,
            name,
            code=code,
            kind=kind,
            parent_id=above.id if above else None,
            aliases=alias or (),
            former_names=former or (),
        )
        say(next(row.code for row in database.read(list_groups) if row.id == group_id))


@groups.command("list")
def groups_list(context: typer.Context, as_json: Json = False) -> None:
    """List the groups."""
    given: Context = context.obj
    with given.reading() as database:
        rows = database.read(list_groups)
    if as_json:
        say_json([group_json(row) for row in rows])
        return
    say_table(
        ("Code", "Name", "Kind", "Part of", "Also called", "Formerly"),
        ((r.code, r.name, r.kind, r.parent, ", ".join(r.aliases), ", ".join(r.former_names)) for r in rows),
    )


@people.command("add")
def people_add(
    context: typer.Context,
    name: str,
    organisation: Annotated[str, typer.Option(help="Where they work; added if it is new.")] = "",
    initials: Annotated[str, typer.Option(help="As in RW; made of the name if not given.")] = "",
    email: Annotated[str, typer.Option(help="E-mail address.")] = "",
    role: Annotated[str, typer.Option(help="Post or role.")] = "",
    alias: Annotated[list[str] | None, typer.Option(help="Another name; may be repeated.")] = None,
) -> None:
    """Add a person."""
    given: Context = context.obj
    with given.writing() as database:
        database.do(
            f"Add {name}",
            _add_person,
            name,
            organisation,
            initials,
            email,
            role,
            alias or [],
        )
    say(name)


def _add_person(
    session: Session, name: str, organisation: str, initials: str, email: str, role: str, aliases: list[str]
) -> int:
    """Add a person, and their organisation if it is new."""
    organisation_id = find_organisation(session, organisation) if organisation else None
    if organisation and organisation_id is None:
        organisation_id = add_organisation(session, organisation)
    return add_person(
        session,
        name,
        organisation_id=organisation_id,
        initials=initials,
        email=email,
        role=role,
        aliases=aliases,
    )


@people.command("list")
def people_list(context: typer.Context, as_json: Json = False) -> None:
    """List the people."""
    given: Context = context.obj
    with given.reading() as database:
        rows = database.read(list_people)
    if as_json:
        say_json([person_json(row) for row in rows])
        return
    say_table(
        ("Name", "Initials", "Organisation", "Role", "E-mail"),
        ((r.name, r.initials, r.organisation, r.role, r.email) for r in rows),
    )
