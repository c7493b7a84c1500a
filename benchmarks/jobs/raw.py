"""The least a read can cost: SQL by hand through the driver, tuples out."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

_ORDER = "ORDER BY actions.due_on IS NULL, actions.due_on, actions.id"
_OPEN = "actions.status IN ('open', 'in progress')"
_COLUMNS = """
SELECT actions.id, point_id, groups.code, groups.name, actions.year, actions.number, actions.text,
  due_as_written, due_on, due_precision, status, done_on, raised_on, actions.audience, points.audience,
  items.title, items.audience, meetings."on", meetings.sequence
FROM actions {index} JOIN groups ON groups.id = actions.group_id LEFT JOIN points ON points.id = point_id
  LEFT JOIN items ON items.id = points.item_id LEFT JOIN meetings ON meetings.id = items.meeting_id
"""
_OWNERS = """
SELECT action_id, COALESCE(people.name, seats.role, organisations.name, groups.name, as_written)
FROM {actions} CROSS JOIN action_owners ON action_id = actions.id LEFT JOIN people ON people.id = person_id
  LEFT JOIN seats ON seats.id = seat_id
  LEFT JOIN organisations ON organisations.id = action_owners.organisation_id
  LEFT JOIN groups ON groups.id = action_owners.group_id
"""
_NOTES = """
SELECT action_id, note FROM {actions} CROSS JOIN action_updates ON action_id = actions.id
WHERE note <> '' ORDER BY "on", action_updates.id
"""
_FIRST = f"""
WITH dated AS (SELECT id FROM actions INDEXED BY ix_actions_open
  WHERE {_OPEN} AND due_on IS NOT NULL ORDER BY due_on, id LIMIT 50)
"""


@contextmanager
def raw_connection(path: Path) -> Iterator[Any]:
    """Open a database as we do, without SQLAlchemy; closed when the block ends."""
    connection = dbapi2.connect(str(path), isolation_level=None)
    try:
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
            connection.execute(f"PRAGMA {pragma}")
        yield connection
    finally:
        connection.close()


def whole_list(connection: Any) -> list[list[Any]]:
    """Return the rows, owners and notes of all outstanding actions: what `list_actions` needs."""
    open_ = f"(SELECT id FROM actions INDEXED BY ix_actions_open WHERE {_OPEN}) AS actions"
    rows = f"{_COLUMNS.format(index='INDEXED BY ix_actions_open')} WHERE {_OPEN} {_ORDER}"
    return _fetched(connection, rows, _OWNERS.format(actions=open_), _NOTES.format(actions=open_))


def first_page(connection: Any) -> list[list[Any]]:
    """Return the rows, owners and notes of the 50 that are due first, by walking the index."""
    rows = f"{_FIRST}{_COLUMNS.format(index='')} WHERE actions.id IN dated ORDER BY due_on, actions.id"
    owners = _FIRST + _OWNERS.format(actions="dated AS actions")
    return _fetched(connection, rows, owners, _FIRST + _NOTES.format(actions="dated AS actions"))


def _fetched(connection: Any, *queries: str) -> list[list[Any]]:
    return [connection.execute(query).fetchall() for query in queries]
