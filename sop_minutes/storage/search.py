"""The full-text index over items, points, actions and their updates (SQLite's FTS5)."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError

from sop_minutes.domain.inline import plain_text
from sop_minutes.storage import register_index
from sop_minutes.storage.matching import match_expression
from sop_minutes.storage.recorder import RowChange


class DocKind(IntEnum):
    """What a found row is. The number is part of the index's row id."""

    ITEM = 0
    POINT = 1
    ACTION = 2
    UPDATE = 3


@dataclass(frozen=True, slots=True)
class Hit:
    """A row of the database that holds all the words asked for."""

    kind: DocKind
    id: int


_CREATE = (
    """
CREATE VIRTUAL TABLE search USING fts5(
  body, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 2", prefix='1 2 3 4 5 6')
""",
    "INSERT INTO search (search, rank) VALUES ('automerge', 0)",
    """
CREATE TABLE search_docs (kind INTEGER, row_id INTEGER, doc INTEGER, PRIMARY KEY (kind, row_id)) WITHOUT ROWID
""",
)
_INDEXES = ("search", "register_search")
_SHIFT = 36
_KIND_SHIFT = 34
_MERGE_PAGES = 500
_BATCH = 500
_TABLES = {
    "items": DocKind.ITEM,
    "points": DocKind.POINT,
    "actions": DocKind.ACTION,
    "action_updates": DocKind.UPDATE,
}

# Each yields id, the day it belongs to, and its text, of those in `ids`. A point that is an action is
# found as the action.
_IDS = "WITH ids AS (SELECT value FROM json_each(?))"
_DOCUMENTS = {
    DocKind.ITEM: """
      SELECT items.id, meetings."on", items.title || ' ' || items.presenter
      FROM items JOIN meetings ON meetings.id = items.meeting_id
      WHERE items.title <> '' AND items.id IN ids""",
    DocKind.POINT: """
      SELECT points.id, meetings."on", points.text
      FROM points JOIN items ON items.id = points.item_id JOIN meetings ON meetings.id = items.meeting_id
      WHERE points.kind <> 'action' AND points.id IN ids""",
    DocKind.ACTION: """
      SELECT actions.id, actions.raised_on,
        groups.code || ' ' || substr(actions.year, -2) || '/' || actions.number || ' ' || actions.text
        || ' ' || COALESCE((
          SELECT group_concat(action_owners.as_written || ' ' || COALESCE(people.name, ''), ' ')
          FROM action_owners LEFT JOIN people ON people.id = action_owners.person_id
          WHERE action_owners.action_id = actions.id), '')
      FROM actions JOIN groups ON groups.id = actions.group_id WHERE actions.id IN ids""",
    DocKind.UPDATE: """
      SELECT id, "on", note FROM action_updates WHERE note <> '' AND id IN ids""",
}

_HELD = f"{_IDS} SELECT row_id, doc FROM search_docs WHERE kind = ? AND row_id IN ids"  # noqa: S608 - our own


def create_index(connection: Connection) -> None:
    """Make the empty index."""
    for statement in (*_CREATE, *register_index.CREATE):
        connection.exec_driver_sql(statement)


def rebuild_index(connection: Connection) -> None:
    """Make the index anew from the rows."""
    _drop(connection)
    create_index(connection)
    for table, kind in _TABLES.items():
        ids = connection.exec_driver_sql(f"SELECT id FROM {table} ORDER BY id").scalars().all()  # noqa: S608 - our own names
        for start in range(0, len(ids), _BATCH):
            _index(connection, kind, ids[start : start + _BATCH])
    for table in _INDEXES:
        connection.exec_driver_sql(f"INSERT INTO {table} ({table}) VALUES ('optimize')")  # noqa: S608 - our own names


def _drop(connection: Connection) -> None:
    """Take the index away, whatever is in it: FTS5 drops no table of its own that it cannot read."""
    try:
        with connection.begin_nested():
            for table in (*_INDEXES, "search_docs"):
                connection.exec_driver_sql(f"DROP TABLE IF EXISTS {table}")
    except DatabaseError:
        connection.exec_driver_sql("PRAGMA writable_schema = ON")
        named = ", ".join(f"'{table}'" for table in _INDEXES)
        connection.exec_driver_sql(f"DELETE FROM sqlite_schema WHERE name IN ({named})")  # noqa: S608 - our own names
        connection.exec_driver_sql("PRAGMA writable_schema = RESET")
        for table in _INDEXES:
            for part in ("config", "content", "data", "docsize", "idx"):
                connection.exec_driver_sql(f"DROP TABLE IF EXISTS {table}_{part}")
        connection.exec_driver_sql("DROP TABLE IF EXISTS search_docs")


def tidy_index(connection: Connection) -> None:
    """Merge what many small writes left behind. Saves do not merge, so call this when idle."""
    for table in _INDEXES:
        merge = f"INSERT INTO {table} ({table}, rank) VALUES ('merge', ?)"  # noqa: S608 - our own names
        connection.exec_driver_sql(merge, (_MERGE_PAGES,))


def update_index(connection: Connection, changes: Iterable[RowChange]) -> None:
    """Bring the index up to date with rows that have just changed in this transaction."""
    stale: dict[DocKind, set[int]] = {}
    for change in changes:
        for kind, ids in _documents_of(connection, change):
            stale.setdefault(kind, set()).update(ids)
    for kind, ids in stale.items():
        if ids:
            _index(connection, kind, sorted(ids))


def search_rows(connection: Connection, words: str, limit: int) -> tuple[Hit, ...]:
    """Return the newest rows that hold every word of `words`, each as the beginning of a word.

    Whatever is typed is a query: no character is an operator. Nothing to look for finds nothing.
    """
    query = match_expression(words)
    if not query:
        return ()
    found = connection.exec_driver_sql(
        "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT ?", (query, limit)
    ).scalars()
    kind_mask, id_mask = (1 << (_SHIFT - _KIND_SHIFT)) - 1, (1 << _KIND_SHIFT) - 1
    return tuple(Hit(DocKind((doc >> _KIND_SHIFT) & kind_mask), doc & id_mask) for doc in found)


def _documents_of(connection: Connection, change: RowChange) -> Iterable[tuple[DocKind, Iterable[int]]]:
    """Yield the documents whose text or day a changed row is part of."""
    yield DocKind.ACTION, register_index.actions_showing(connection, change)
    if change.table in _TABLES:
        yield _TABLES[change.table], (change.row_id,)
    if change.table == "meetings" and change.before and "on" in change.before:
        query = "SELECT id FROM items WHERE meeting_id = ?"
        items = connection.exec_driver_sql(query, (change.row_id,)).scalars().all()
        query = f"{_IDS} SELECT id FROM points WHERE item_id IN ids"  # noqa: S608 - our own words
        points = connection.exec_driver_sql(query, (json.dumps(items),)).scalars().all()
        yield DocKind.ITEM, items
        yield DocKind.POINT, points


def _index(connection: Connection, kind: DocKind, ids: Sequence[int]) -> None:
    """Make the index hold these rows as they are now, and not those that are no longer there."""
    if kind is DocKind.ACTION:
        register_index.index_actions(connection, ids)
    wanted = json.dumps(ids)
    held: dict[int, int] = dict(connection.exec_driver_sql(_HELD, (wanted, int(kind))).all())
    rows = connection.exec_driver_sql(_IDS + _DOCUMENTS[kind], (wanted,)).all()
    docs = {row_id: _doc(kind, row_id, on) for row_id, on, _ in rows}
    stale = [row_id for row_id, doc in held.items() if docs.get(row_id) != doc]
    _each(connection, "DELETE FROM search WHERE rowid = ?", [(held[row_id],) for row_id in stale])
    _each(
        connection,
        "DELETE FROM search_docs WHERE kind = ? AND row_id = ?",
        [(int(kind), row_id) for row_id in stale],
    )
    new = [(int(kind), row_id, doc) for row_id, doc in docs.items() if held.get(row_id) != doc]
    _each(connection, "INSERT INTO search_docs (kind, row_id, doc) VALUES (?, ?, ?)", new)
    bodies = [(docs[row_id], plain_text(body)) for row_id, _, body in rows]
    _each(connection, "INSERT OR REPLACE INTO search (rowid, body) VALUES (?, ?)", bodies)


def _each(connection: Connection, sql: str, rows: Sequence[tuple[int | str, ...]]) -> None:
    if rows:
        connection.exec_driver_sql(sql, list(rows))


def _doc(kind: DocKind, row_id: int, on: str) -> int:
    """Return a document's row id in the index: later days are higher."""
    return (date.fromisoformat(on).toordinal() << _SHIFT) | (int(kind) << _KIND_SHIFT) | row_id
