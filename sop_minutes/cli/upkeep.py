"""``check``, ``backup`` and ``restore``."""

from pathlib import Path
from typing import Annotated

import typer
from sqlmodel import Session

from sop_minutes.cli.context import Context, Json, now, say, say_json
from sop_minutes.domain.errors import UserError
from sop_minutes.storage import upkeep


def check(
    context: typer.Context,
    mend: Annotated[bool, typer.Option("--mend", help="Make the search index anew first.")] = False,
    as_json: Json = False,
) -> None:
    """Check that the database is whole."""
    given: Context = context.obj
    with given.reading() as database:
        if mend:
            database.mend_search()
        found = database.read(_problems)
    if as_json:
        say_json({"ok": not found, "problems": list(found)})
    elif not found:
        say(f"{given.path} is whole.")
    if found:
        raise UserError("\n".join(found))


def _problems(session: Session) -> tuple[str, ...]:
    return upkeep.problems(session.connection())


def undo(context: typer.Context) -> None:
    """Take back the last thing that was done."""
    given: Context = context.obj
    with given.writing() as database:
        label = database.undo()
    say(f"Taken back: {label}" if label else "There is nothing to take back.")


def redo(context: typer.Context) -> None:
    """Do again what was taken back."""
    given: Context = context.obj
    with given.writing() as database:
        label = database.redo()
    say(f"Done again: {label}" if label else "There is nothing to do again.")


def backup(context: typer.Context, file: Path) -> None:
    """Write a checked copy of the database."""
    given: Context = context.obj
    given.reading().close()
    upkeep.back_up(given.path, file)
    say(str(file))


def restore(context: typer.Context, file: Path) -> None:
    """Put a backup in the database's place; what was there is set aside."""
    given: Context = context.obj
    set_aside = upkeep.restore(file, given.path, now=now())
    say(f"{given.path} is as it was in {file}.")
    if set_aside is not None:
        say(f"What was there before is in {set_aside}.")
