"""What every command of the terminal shares: the database, today, and how to print."""

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from sop_minutes.domain.due import read_date
from sop_minutes.domain.errors import UserError
from sop_minutes.paths import default_database
from sop_minutes.storage.database import Database

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


class Context:
    """The database that a command was given."""

    def __init__(self, database: str) -> None:
        """`database` is a path, a `sqlite:///` address, or "" for the user's own."""
        scheme, separator, rest = database.partition("://")
        if separator and scheme != "sqlite":
            raise UserError(f"A {scheme} database cannot be opened; give a file.")
        self._named = Path(rest.removeprefix("/") if separator else database) if database else None

    @property
    def path(self) -> Path:
        return self._named or default_database()

    def reading(self) -> Database:
        """Open the database to read. Raises UserError if one was named that is not there."""
        if self._named is not None and not self._named.exists():
            raise UserError(f"There is no database {self._named}. Record a note or add a group to begin one.")
        return Database.open(self.path)

    def writing(self) -> Database:
        """Open the database to write; a new one is made if there is none."""
        return Database.open(self.path)


def today() -> date:
    """Return the day it is here."""
    return datetime.now().astimezone().date()


def now() -> datetime:
    """Return the local time to the second, with its zone."""
    return datetime.now().astimezone().replace(microsecond=0)


def given_date(text: str) -> date:
    """Return a date given on the command line, ISO or UK order. Raises UserError for what is none."""
    on = read_date(text)
    if on is None:
        raise UserError(f"“{text}” is not a date; write it as 2017-11-15 or 15 November 2017.")
    return on


def say(*lines: str) -> None:
    """Print lines to standard output."""
    for line in lines:
        typer.echo(line)


def remark(*lines: str) -> None:
    """Print lines that are not the result to standard error."""
    for line in lines:
        typer.echo(line, err=True)


def say_json(value: Any) -> None:
    """Print a value as JSON."""
    say(json.dumps(value, ensure_ascii=False, indent=2))


def say_table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table as wide as the terminal, or as its text where there is no terminal."""
    from rich import box
    from rich.console import Console
    from rich.table import Table

    table = Table(*headings, box=box.SIMPLE_HEAD, pad_edge=False)
    for row in rows:
        table.add_row(*(_literal(cell) for cell in row))
    console = Console()
    if not console.is_terminal:
        console = Console(width=160)
    console.print(table)


def _literal(cell: str) -> Any:
    from rich.text import Text

    return Text(cell)
