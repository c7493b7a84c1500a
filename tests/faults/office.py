"""A small partnership's file to do things to, and what is in it."""

import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import text

from sop_minutes.commands.groups import add_group
from sop_minutes.commands.notes import record_note
from sop_minutes.domain.grammar import read_note_text
from sop_minutes.storage.database import Database
from sop_minutes.storage.mending import problems

DATABASE = "partnership.sopm"
NOTE = """Group: Co-ordination Group
Date: 15 November 2017
Present: Ann Lee (chair), Ben Okafor
Apologies: Siobhan O'Neill-Hart

# Domestic Abuse (Ann Lee)
Ann Lee briefed the group.
- A new governance model has been agreed
Agreed: an annual report will be developed
Action: @Ann Lee @CSPs to circulate the draft report by 31 Jan
Restricted: detail of the review under way
# Prevent
Action: the protocol would be reviewed by the next meeting
"""
LATER_NOTE = NOTE.replace("15 November 2017", "10 January 2018").replace("agreed", "looked at")
Held = tuple[tuple[str, ...], ...]


def make_office(folder: Path) -> None:
    """Fill a folder with a database that holds a note, and with a later note that it does not hold."""
    (folder / DATABASE).write_bytes(_file())
    (folder / "later.txt").write_text(LATER_NOTE, "utf-8")


@cache
def _file() -> bytes:
    with TemporaryDirectory() as name:
        path = Path(name) / DATABASE
        with Database.open(path) as database:
            group_id = database.do("Add", add_group, "Co-ordination Group", code="CG")
            database.do("Record", record_note, read_note_text(NOTE), group_id=group_id)
        return path.read_bytes()


def held_in(path: Path) -> Held:
    """Return what a database holds: people, meetings and texts. AssertionError if it is not whole."""
    with Database.open(path) as database:
        wrong = database.read(lambda session: problems(session.connection()))
        assert wrong == (), wrong
        return database.read(lambda session: tuple(_column(session.connection(), what) for what in _WHAT))


_WHAT = (
    "name FROM people",
    '"on" FROM meetings',
    "text FROM points",
    "title FROM items",
    "label FROM change",
)


def _column(connection: object, what: str) -> tuple[str, ...]:
    rows = connection.execute(text(f"SELECT {what} ORDER BY id"))  # type: ignore[attr-defined]
    return tuple(str(row[0]) for row in rows)


def terminal(*words: str) -> list[str]:
    """Return the command that does a verb on the database of the folder it runs in."""
    return [sys.executable, "-m", "sop_minutes", "--database", DATABASE, *words]


Check = Callable[[Path, str], object]
