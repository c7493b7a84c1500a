"""``groups``."""

from typing import Annotated

import typer

from sop_minutes.cli.context import Context, Json, required_group, say, say_json, say_table
from sop_minutes.cli.jsons import group_json
from sop_minutes.domain.words import GroupKind

_MOST_MEMBERS = 10_000

groups = typer.Typer(help="Boards, committees, partnerships and sub-groups.", no_args_is_help=True)


@groups.command("add")
def groups_add(
    context: typer.Context,
    name: str,
    code: Annotated[str, typer.Option(help="Short code for references, as in CG 17/31.")] = "",
    kind: Annotated[GroupKind, typer.Option(help="What it is.")] = GroupKind.GROUP,
    parent: Annotated[str, typer.Option(help="The group it belongs to.")] = "",
    alias: Annotated[list[str] | None, typer.Option(help="Another name; may be repeated.")] = None,
    former: Annotated[list[str] | None, typer.Option(help="A former name; may be repeated.")] = None,
    quorum: Annotated[
        int | None, typer.Option(min=1, max=_MOST_MEMBERS, help="How many members make a quorum.")
    ] = None,
) -> None:
    """Add a group; prints its code."""
    from sop_minutes.cli.remarks import new_owners, telling
    from sop_minutes.commands.groups import add_group
    from sop_minutes.queries.names import group_called
    from sop_minutes.queries.partners import list_groups

    given: Context = context.obj
    with given.writing() as database, telling(database, new_owners):
        group_id = database.do(
            f"Add group {name}",
            add_group,
            name,
            code=code,
            kind=kind,
            parent_id=database.read(group_called, parent) if parent else None,
            aliases=alias or (),
            former_names=former or (),
            quorum=quorum,
        )
        say(next(row.code for row in database.read(list_groups) if row.id == group_id))


@groups.command("alias")
def groups_alias(
    context: typer.Context,
    group: str,
    name: str,
    former: Annotated[bool, typer.Option("--former", help="It is a former name.")] = False,
) -> None:
    """Give a group another name it is found by."""
    from sop_minutes.cli.remarks import new_owners, telling
    from sop_minutes.commands.groups import name_group

    given: Context = context.obj
    with given.changing() as database, telling(database, new_owners):
        group_id = required_group(database, group)
        database.do(f"Name {group} {name}", name_group, group_id, name=name, former=former)
    say(name)


@groups.command("rename")
def groups_rename(context: typer.Context, group: str, name: str) -> None:
    """Give a group a new name; it is still found by the old one."""
    from sop_minutes.cli.remarks import new_owners, telling
    from sop_minutes.commands.groups import rename_group

    given: Context = context.obj
    with given.changing() as database, telling(database, new_owners):
        database.do(f"Rename {group}", rename_group, required_group(database, group), name=name)
    say(name)


@groups.command("handling")
def groups_handling(context: typer.Context, group: str, sentence: str) -> None:
    """Say how what a group circulates is to be handled, as it stands under the marking; “” for nothing."""
    from sop_minutes.commands.circulating import set_handling

    given: Context = context.obj
    with given.changing() as database:
        label = f"Set handling of {group}"
        database.do(label, set_handling, required_group(database, group), handling=sentence)
    say(sentence)


@groups.command("list")
def groups_list(context: typer.Context, as_json: Json = False) -> None:
    """List the groups."""
    from sop_minutes.queries.partners import list_groups

    given: Context = context.obj
    with given.reading() as database:
        rows = database.read(list_groups)
    if as_json:
        say_json([group_json(row) for row in rows])
        return
    say_table(
        ("Code", "Name", "Kind", "Part of", "Also called", "Formerly"),
        ((r.code, r.name, r.kind, r.parent, ", ".join(r.aliases), ", ".join(r.former_names)) for r in rows),
        empty="There are no groups yet.",
    )
