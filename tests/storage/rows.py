"""All that a database holds, to be compared row by row."""

from contextlib import closing
from pathlib import Path

from sop_minutes.storage.chain import RESTORED
from sop_minutes.storage.connecting import connect

Rows = list[tuple[object, ...]]


def rows_in(path: Path) -> Rows:
    """Return every row of every table, but for the search index, which is made of them."""
    with closing(connect(path)) as connection:
        names = (
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%' ORDER BY name"
        )
        tables = [name for (name,) in connection.execute(names) if "search" not in name]
        return [(name, *row) for name in tables for row in connection.execute(f'SELECT * FROM "{name}"')]  # noqa: S608 - its own tables


def but_for_restores(rows: Rows) -> Rows:
    """Return rows without those in which the change log tells that a backup was put back."""
    return [
        row
        for row in rows
        if not (row[0] == "change" and RESTORED in row) and row[:2] != ("sqlite_sequence", "change")
    ]
