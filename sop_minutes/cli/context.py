"""What every command of the terminal shares: the database, today, names looked up, and how to print.

Commands import what needs the database or a file format when they run, so that help and wrong usage
are answered at once.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sop_minutes.cli.secrets import Secrets
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.text import clean_line, clean_text
from sop_minutes.domain.words import Audience

if TYPE_CHECKING:
    from sop_minutes.holding import Hold
    from sop_minutes.storage.database import Database

_PATIENCE_MS = 5000
_DAYS = {"yesterday": -1, "today": 0, "tomorrow": 1}
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Template = Annotated[
    str, typer.Option(help="How it looks: a template's name; the group's usual one if none is given.")
]


class AudienceOption(Enum):
    """Who a note is for. The record holds everything."""

    PUBLIC = "public"
    MEMBERS = "members"
    RECORD = "record"

    @property
    def audience(self) -> Audience:
        return Audience.RESTRICTED if self is AudienceOption.RECORD else Audience(self.value)


class Context:
    """The database that a command was given."""

    def __init__(self, database: str, passphrase_file: Path | None = None) -> None:
        """`database` is a path, a `sqlite:///` address, or "" for the user's own."""
        scheme, separator, rest = database.partition("://")
        if separator and scheme != "sqlite":
            raise UserError(f"A {scheme} database cannot be opened; give a file.")
        self._named = Path(rest.removeprefix("/") if separator else database) if database else None
        self.secrets = Secrets(passphrase_file)

    @property
    def path(self) -> Path:
        from sop_minutes.paths import default_database

        return self._named or default_database()

    def reading(self) -> "Database":
        """Open the database to read. Raises UserError if it is not there: nobody begins one by reading."""
        self._refuse_missing()
        return self._open()

    def looking(self) -> "Database":
        """Open the database as `reading` does, and leave what was typed and is no record yet as it lies."""
        from sop_minutes.storage.database import Database

        self._refuse_missing()
        return Database.open(self.path, alone=alone)

    def changing(self, *, many: bool = False) -> "Database":
        """Open the database to change what is in it; it is backed up first where that is due.

        `many` changes at once are a reason to back up. Raises UserError if it is not there.
        """
        database = self.reading()
        self._keep_safe(many=many)
        return database

    def writing(self) -> "Database":
        """Open the database to add to it; a new one is made if there never was one."""
        was_there = self.path.exists()
        database = self._open()
        if was_there:
            self._keep_safe()
        return database

    def _refuse_missing(self) -> None:
        from sop_minutes.storage.backups import refuse_lost

        refuse_lost(self.path)
        if not self.path.exists():
            raise UserError(f"There is no database {self.path}. Add a group to begin one.")

    def _open(self) -> "Database":
        from sop_minutes.commands.typed import open_database

        return open_database(self.path, alone=alone)

    def _keep_safe(self, *, many: bool = False) -> None:
        """Back up what others did before; where that cannot be, or the place is a bad one, say so."""
        from sop_minutes.domain.backups import Why
        from sop_minutes.paths import told_places
        from sop_minutes.safekeeping import place_to_explain
        from sop_minutes.storage.backups import back_up_if_changed, back_up_if_due

        explained = place_to_explain(self.path, told_places())
        if explained:
            remark(explained)
        try:
            if many:
                back_up_if_changed(self.path, now(), why=Why.MANY)
            else:
                back_up_if_due(self.path, now())
        except UserError as error:
            remark(str(error))


def alone(path: Path) -> "Hold":
    """Keep windows out of a database. Raises UserError if one has it open, and says where."""
    from sop_minutes.holding import hold_file  # only here: it needs Qt, which takes its time

    return hold_file(path, patience_ms=_PATIENCE_MS)


def required_group(database: "Database", name: str) -> int:
    """Return the id of the group called `name`. Raises UserError, naming the nearest, if there is none."""
    from sop_minutes.queries.names import group_called, group_directory

    try:
        return database.read(group_called, name)
    except UserError as error:
        if name.strip() and not database.read(group_directory).match(name):
            raise UserError(f"{error} Add it with: sop-minutes groups add {quoted(name)}") from error
        raise


def required_organisation(database: "Database", name: str) -> int:
    """Return the id of the organisation called `name`. Raises UserError, naming the nearest."""
    from sop_minutes.queries.names import organisation_named

    try:
        return database.read(organisation_named, name)
    except UserError as error:
        raise UserError(f"{error} Add it with: sop-minutes organisations add {quoted(name)}") from error


def quoted(words: str | Path) -> str:
    """Return `words` as one word of a command that can be typed."""
    import shlex

    plain = str(words)
    return f'"{plain}"' if not set('"\\$`!') & set(plain) else shlex.quote(plain)


def today() -> date:
    """Return the day it is here."""
    return datetime.now().astimezone().date()


def now() -> datetime:
    """Return the local time to the second, with its zone."""
    return datetime.now().astimezone().replace(microsecond=0)


def given_date(text: str) -> date:
    """Return a date given on the command line: ISO, UK order, or today, yesterday, tomorrow.

    Raises UserError for what is none. A day of the week that does not fit it is remarked on.
    """
    from sop_minutes.domain.due import other_weekday, read_date

    days = _DAYS.get(text.strip().casefold())
    if days is not None:
        return today() + timedelta(days=days)
    on = read_date(text)
    if on is None:
        raise UserError(f"“{text}” is not a date; write it as 2017-11-15 or 15 November 2017.")
    if other_weekday(text, on):
        remark(wrong_weekday(on, other_weekday(text, on)))
    return on


def wrong_weekday(on: date, said: str) -> str:
    """Return the remark on a date that was given with another day of the week."""
    from sop_minutes.domain.due import format_date, weekday_of

    return f"{format_date(on)} is a {weekday_of(on)}, not a {said}."


def given_day(text: str | None) -> date:
    """Return the date given with an option, today where the option is not."""
    return today() if text is None else given_date(text)


def given_text(text: str | None, sentence: str) -> str:
    """Return the words of an option, "" where it is not given. Raises UserError(`sentence`) for no words."""
    said = clean_line(text or "")
    if text is not None and not said:
        raise UserError(sentence)
    return said


def say(*lines: str) -> None:
    """Print lines to standard output."""
    for line in lines:
        typer.echo(clean_text(line))


def remark(*lines: str) -> None:
    """Print lines that are not the result to standard error."""
    for line in lines:
        typer.echo(clean_text(line), err=True)


def say_json(value: Any) -> None:
    """Print a value as JSON."""
    say(json.dumps(value, ensure_ascii=False, indent=2))


def say_table(headings: Sequence[str], rows: Iterable[Sequence[str]], *, empty: str) -> None:
    """Print a table as wide as the terminal, or as text where there is none; `empty` if it has no rows."""
    rows = list(rows)
    if not rows:
        say(empty)
        return
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(*headings, box=box.SIMPLE_HEAD, pad_edge=False)
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    console = Console()
    if not console.is_terminal:
        console = Console(width=160)
    console.print(table)
