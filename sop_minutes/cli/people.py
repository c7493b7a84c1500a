"""``people``: who sits on groups and owns actions."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sop_minutes.cli.context import Context, Json, quoted, remark, say, say_json, say_table
from sop_minutes.cli.jsons import person_json
from sop_minutes.domain.errors import UserError

if TYPE_CHECKING:
    from sqlmodel import Session

    from sop_minutes.storage.database import Database

people = typer.Typer(help="The people who sit on groups and own actions.", no_args_is_help=True)

Organisation = Annotated[str, typer.Option(help="Where they work; added if it is new.")]


@people.command("add")
def people_add(
    context: typer.Context,
    name: str,
    organisation: Organisation = "",
    initials: Annotated[str, typer.Option(help="As in RW; made of the name if not given.")] = "",
    email: Annotated[str, typer.Option(help="E-mail address.")] = "",
    role: Annotated[str, typer.Option(help="Post or role.")] = "",
    alias: Annotated[list[str] | None, typer.Option(help="Another name; may be repeated.")] = None,
) -> None:
    """Add a person."""
    from sop_minutes.cli.remarks import namesakes, telling

    given: Context = context.obj
    more: dict[str, Any] = {"initials": initials, "email": email, "role": role, "aliases": alias or ()}
    with given.writing() as database, telling(database, namesakes), _naming(database, name):
        database.do(f"Add {name}", _add_person, name, organisation, more)
    say(name)


def _add_person(session: "Session", name: str, organisation: str, more: dict[str, Any]) -> int:
    """Add a person, and their organisation if it is new."""
    from sop_minutes.commands.people import add_person

    return add_person(session, name, organisation_id=_organisation(session, organisation), **more)


def _organisation(session: "Session", name: str) -> int | None:
    """Return the id of the organisation called `name`, added if it is new; None for no name."""
    from sop_minutes.commands.organisations import add_organisation
    from sop_minutes.queries.names import organisation_called

    found = organisation_called(session, name) if name else None
    return add_organisation(session, name) if name and found is None else found


@people.command("edit")
def people_edit(
    context: typer.Context,
    person: str,
    organisation: Organisation = "",
    initials: Annotated[str | None, typer.Option(help="As in RW; “” makes them of the name.")] = None,
    email: Annotated[str | None, typer.Option(help="E-mail address; “” for none.")] = None,
    role: Annotated[str | None, typer.Option(help="Post or role; “” for none.")] = None,
    as_role: Annotated[
        bool | None, typer.Option("--as-role/--by-name", help="How public notes are to name them.")
    ] = None,
) -> None:
    """Change what is known of a person."""
    if not organisation and all(given is None for given in (initials, email, role, as_role)):
        raise UserError("Say what to change: --organisation, --initials, --email, --role or --as-role.")
    more: dict[str, Any] = {"initials": initials, "email": email, "role": role}
    given: Context = context.obj
    with given.changing() as database, _naming(database, person):
        database.do(f"Edit {person}", _edit_person, person, organisation, more, as_role=as_role)
    say(person)


def _edit_person(
    session: "Session", person: str, organisation: str, more: dict[str, Any], *, as_role: bool | None
) -> None:
    from sop_minutes.commands.circulating import set_as_role
    from sop_minutes.commands.people import edit_person
    from sop_minutes.queries.names import person_called

    person_id = person_called(session, person)
    edit_person(session, person_id, organisation_id=_organisation(session, organisation), **more)
    if as_role is not None:
        set_as_role(session, person_id, as_role=as_role)


@people.command("alias")
def people_alias(
    context: typer.Context,
    person: str,
    name: str,
    remove: Annotated[bool, typer.Option("--remove", help="Take that name away again.")] = False,
) -> None:
    """Give a person another name they are found by."""
    from sop_minutes.commands.people import name_person, unname_person
    from sop_minutes.queries.names import person_called

    given: Context = context.obj
    with given.changing() as database, _naming(database, person):
        person_id = database.read(person_called, person)
        if remove:
            database.do(f"No longer call {person} also {name}", unname_person, person_id, name=name)
        else:
            database.do(f"Call {person} also {name}", name_person, person_id, name=name)
    say(name)


@people.command("rename")
def people_rename(context: typer.Context, person: str, name: str) -> None:
    """Give a person a new name; they are still found by the old one."""
    from sop_minutes.commands.people import rename_person
    from sop_minutes.queries.names import person_called

    given: Context = context.obj
    with given.changing() as database, _naming(database, person):
        person_id = database.read(person_called, person)
        database.do(f"Rename {person} to {name}", rename_person, person_id, name=name)
    say(name)


@people.command("merge")
def people_merge(context: typer.Context, double: str, person: str) -> None:
    """Make two people one: the first becomes another name of the second."""
    from sop_minutes.commands.people import merge_people
    from sop_minutes.queries.names import person_called
    from sop_minutes.queries.partners import person_name, uses_of_person

    given: Context = context.obj
    with given.changing() as database:
        double_id, person_id = database.read(person_called, double), database.read(person_called, person)
        name, uses = database.read(person_name, double_id), database.read(uses_of_person, double_id)
        into = database.read(person_name, person_id)
        database.do(f"Merge {name} into {into}", merge_people, double_id, into_id=person_id)
    say(f"{name} is another name of {into} now.")
    if any(uses):
        remark(f"What was {name}’s is {into}’s: {uses.counted()}.")


@people.command("delete")
def people_delete(context: typer.Context, person: str) -> None:
    """Delete a person whom nothing refers to."""
    from sop_minutes.commands.people import PersonInUseError, delete_person
    from sop_minutes.queries.names import person_called

    given: Context = context.obj
    with given.changing() as database:
        person_id = database.read(person_called, person)
        try:
            database.do(f"Delete {person}", delete_person, person_id)
        except PersonInUseError as error:
            merge = f"sop-minutes people merge {quoted(person)} NAME"
            raise UserError(f"{error} If they are somebody else by another name, say: {merge}") from error
    say(f"{person} is deleted. If that was not meant: sop-minutes undo")


@people.command("list")
def people_list(context: typer.Context, as_json: Json = False) -> None:
    """List the people."""
    from sop_minutes.queries.partners import list_people

    given: Context = context.obj
    with given.reading() as database:
        rows = database.read(list_people)
    if as_json:
        say_json([person_json(row) for row in rows])
        return
    say_table(
        ("Name", "Initials", "Also called", "Organisation", "Role", "E-mail"),
        ((r.name, r.initials, ", ".join(r.aliases), r.organisation, r.role, r.email) for r in rows),
        empty="There are no people yet.",
    )


@contextmanager
def _naming(database: "Database", person: str) -> Iterator[None]:
    """Say how to mend it where a name is another person's, and whose actions found their owner by a name."""
    from sop_minutes.cli.remarks import new_owners, telling
    from sop_minutes.commands.people import AnotherPersonError

    try:
        with telling(database, new_owners):
            yield
    except AnotherPersonError as error:
        merge = f"sop-minutes people merge {quoted(error.other)} {quoted(person)}"
        raise UserError(f"{error} If they are one person, say: {merge}") from error
