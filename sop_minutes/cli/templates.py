"""``templates``: how notes look."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sop_minutes.cli.context import Context, Json, remark, required_group, say, say_json, say_table
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.words import NoteLayout

if TYPE_CHECKING:
    from sop_minutes.domain.templates import TemplateRow
    from sop_minutes.storage.database import Database

templates = typer.Typer(help="How notes look: the house's styles, and your own Word files.")


@templates.callback(invoke_without_command=True)
def templates_shown(context: typer.Context, as_json: Json = False) -> None:
    """List the templates, and whose notes take which."""
    if context.invoked_subcommand is None:
        templates_list(context, as_json=as_json)


@templates.command("list")
def templates_list(context: typer.Context, as_json: Json = False) -> None:
    """List the templates, and whose notes take which."""
    from sop_minutes.queries.templates import list_templates

    given: Context = context.obj
    with given.reading() as database:
        rows = database.read(list_templates)
    if as_json:
        say_json([_json(row) for row in rows])
        return
    say_table(
        ("Name", "Actions", "Whose", "Taken by"),
        ((row.name, _ACTIONS[row.layout], _whose(row), ", ".join(row.groups)) for row in rows),
        empty="There are no templates.",
    )


@templates.command("add")
def templates_add(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="A Word file: .docx or .dotx.")],
    name: Annotated[str, typer.Option(help="What it is called; the file's name if none is given.")] = "",
    action_tables: Annotated[
        bool, typer.Option("--action-tables", help="Show actions in tables, not as sentences.")
    ] = False,
) -> None:
    """Add a Word file of your own as a template; prints what it is called."""
    from sop_minutes.commands.templates import add_template
    from sop_minutes.importing.template import read_template

    given: Context = context.obj
    called = name.strip() or file.stem
    layout = NoteLayout.TABLES if action_tables else NoteLayout.SENTENCES
    content = read_template(file)
    with given.writing() as database:
        database.do(f"Add template {called}", add_template, called, content, layout=layout)
    say(called)


@templates.command("rename")
def templates_rename(context: typer.Context, name: str, new_name: str) -> None:
    """Give a template of your own another name."""
    from sop_minutes.commands.templates import rename_template

    given: Context = context.obj
    with given.changing() as database:
        database.do(f"Rename template {name}", rename_template, _own(database, name), name=new_name)
    say(new_name)


@templates.command("remove")
def templates_remove(context: typer.Context, name: str) -> None:
    """Take a template of your own away; notes that took it take the house style again."""
    from sop_minutes.commands.templates import remove_template
    from sop_minutes.queries.templates import template_called

    given: Context = context.obj
    with given.changing() as database:
        row = database.read(template_called, name)
        database.do(f"Remove template {row.name}", remove_template, _own(database, name))
    say(row.name)
    if row.groups:
        remark(f"The notes of {', '.join(row.groups)} take the house style again.")


@templates.command("choose")
def templates_choose(
    context: typer.Context,
    name: str,
    group: Annotated[str, typer.Option(help="Whose notes take it; all groups' if none is named.")] = "",
) -> None:
    """Have a group's notes take a template unasked; prints what it is called."""
    from sop_minutes.commands.templates import choose_template
    from sop_minutes.queries.templates import template_called

    given: Context = context.obj
    with given.changing() as database:
        chosen = database.read(template_called, name).name
        group_id = required_group(database, group) if group else None
        database.do(f"Choose template {chosen}", choose_template, group_id, name=chosen)
    say(chosen)


_ACTIONS = {NoteLayout.SENTENCES: "as sentences", NoteLayout.TABLES: "in tables"}


def _whose(row: "TemplateRow") -> str:
    return "the app's" if row.id is None else "your own"


def _own(database: "Database", name: str) -> int:
    from sop_minutes.queries.templates import template_called

    row = database.read(template_called, name)
    if row.id is None:
        raise UserError(f"“{row.name}” comes with the app, and stays as it is.")
    return row.id


def _json(row: "TemplateRow") -> dict[str, object]:
    return {
        "name": row.name,
        "actions": row.layout.value,
        "built_in": row.id is None,
        "groups": list(row.groups),
    }
