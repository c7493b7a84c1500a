"""A database to which groups are added: what is there is seen by their names."""

from pathlib import Path

from sop_minutes.commands.groups import add_group
from sop_minutes.queries.partners import list_groups
from sop_minutes.storage.database import Database


def add_groups(path: Path, *names: str) -> None:
    """Add groups, each an entry of its own; the database is made if it is not there."""
    with Database.open(path) as database:
        for name in names:
            database.do("Add", add_group, name)


def groups_in(path: Path) -> set[str]:
    """Return the names of the groups that are there."""
    with Database.open(path) as database:
        return {row.name for row in database.read(list_groups)}
