"""Two files of one database beside each other: the rows of either, and which differ.

Plain SQL on what both have: either may be of an older version.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from sop_minutes.domain.standing import ABOVE
from sop_minutes.domain.words import Audience, narrower
from sop_minutes.storage.chain import read_json

Row = dict[str, Any]

_MADE = ("change", "counters", "search", "register_search", "sqlite_", "typed", "identity", "alembic_version")
_GONE = (
    "SELECT before FROM change WHERE table_name = ? AND row_id = ? AND after IS NULL ORDER BY id DESC LIMIT 1"
)


class Side:
    """One of the two files, asked by its connection."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection
        self._columns: dict[str, set[str]] = {}

    def tables(self) -> set[str]:
        """Return the tables of what is recorded, not those that are made of the rest."""
        asked = "SELECT name FROM sqlite_schema WHERE type = 'table'"
        return {name for (name,) in self._connection.execute(asked) if not name.startswith(_MADE)}

    def columns(self, table: str) -> set[str]:
        """Return the columns of a table, none where it is not there."""
        if table not in self._columns:
            rows = self._connection.execute(f'PRAGMA table_info("{table}")')
            self._columns[table] = {row[1] for row in rows}
        return self._columns[table]

    def digests(self, table: str, columns: list[str]) -> dict[int, int]:
        """Return what tells a row from any other, for each id."""
        listed = ", ".join(f'"{name}"' for name in columns)
        rows = self._connection.execute(f'SELECT id, {listed} FROM "{table}"')  # noqa: S608 - a table's own names
        return {row[0]: hash(row) for row in rows}

    def row(self, table: str, row_id: int) -> Row | None:
        """Return a row as it is, None where it is not there."""
        if not self.columns(table):
            return None
        asked = f'SELECT * FROM "{table}" WHERE id = ?'  # noqa: S608 - a table's name
        return next(rows_of(self._connection, asked, row_id), None)

    def last(self, table: str, row_id: int) -> Row | None:
        """Return a row as it is, or as it was when it was deleted; None for one that never was."""
        found = self.row(table, row_id)
        if found is None and self.columns("change"):
            gone = self._connection.execute(_GONE, (table, row_id)).fetchone()
            return read_json(gone[0]) if gone else None
        return found

    def audience(self, table: str, row: Row | None) -> Audience:
        """Return who may see a row: the narrowest mark that it bears, or that it stands under."""
        marks = [Audience.PUBLIC]
        while row:
            marks += [each for each in Audience if each == row.get("audience")]
            column, above = ABOVE.get(table, ("", ""))
            table, row = above, self.last(above, row.get(column) or 0)
        return narrower(*marks)


class Touched(NamedTuple):
    """A row that differs: as it is `now`, and as it is `then`, in the backup."""

    table: str
    now: Row | None
    then: Row | None


def touched(now: Side, then: Side) -> Iterator[Touched]:
    """Yield each row that differs, whether or not the log of either says so."""
    for table in sorted(now.tables() & then.tables()):
        shared = sorted(now.columns(table) & then.columns(table))
        if "id" not in shared:
            continue
        held = [each.digests(table, shared) for each in (now, then)]
        for row_id in sorted(held[0].keys() | held[1].keys()):
            if held[0].get(row_id) != held[1].get(row_id):
                yield Touched(table, now.row(table, row_id), then.row(table, row_id))


def rows_of(connection: Any, query: str, *values: object) -> Iterator[Row]:
    """Yield what a query finds, by the names of its columns."""
    cursor = connection.execute(query, values)
    names = [column[0] for column in cursor.description]
    return (dict(zip(names, row, strict=True)) for row in cursor)
