"""The full-text index over items, points, actions and their updates (SQLite's FTS5)."""

import json
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from sqlalchemy import Connection, TextClause, text

from sop_minutes.domain.inline import plain_text
from sop_minutes.domain.text import clean_text
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


# One row of JSON: that many rows of one number would take the driver three times as long.
_ACTIONS = f"""
SELECT count(*), json_group_array(id) FROM (
  SELECT rowid & {(1 << _KIND_SHIFT) - 1} AS id FROM search
  WHERE search MATCH ? AND (rowid >> {_KIND_SHIFT}) & 3 = {DocKind.ACTION:d} LIMIT ?)
"""  # noqa: S608 - our own


def create_index(connection: Connection) -> None:
    """Make the empty index."""
    for statement in _CREATE:
        connection.exec_driver_sql(statement)


def rebuild_index(connection: Connection) -> None:
    """Make the index anew from the rows."""
    connection.exec_driver_sql("DROP TABLE IF EXISTS search")
    connection.exec_driver_sql("DROP TABLE IF EXISTS search_docs")
    create_index(connection)
    for table, kind in _TABLES.items():
        ids = connection.exec_driver_sql(f"SELECT id FROM {table} ORDER BY id").scalars().all()  # noqa: S608 - our own names
        for start in range(0, len(ids), _BATCH):
            _index(connection, kind, ids[start : start + _BATCH])
    connection.exec_driver_sql("INSERT INTO search (search) VALUES ('optimize')")


def tidy_index(connection: Connection) -> None:
    """Merge what many small writes left behind. Saves do not merge, so call this when idle."""
    connection.exec_driver_sql("INSERT INTO search (search, rank) VALUES ('merge', ?)", (_MERGE_PAGES,))


def update_index(connection: Connection, changes: Iterable[RowChange]) -> None:
    """Bring the index up to date with rows that have just changed in this transaction."""
    stale: dict[DocKind, set[int]] = {}
    for change in changes:
        for kind, ids in _documents_of(connection, change):
            stale.setdefault(kind, set()).update(ids)
    for kind, ids in stale.items():
        _index(connection, kind, sorted(ids))


def search_rows(connection: Connection, words: str, limit: int) -> tuple[Hit, ...]:
    """Return the newest rows that hold every word of `words`, each as the beginning of a word.

    Whatever is typed is a query: no character is an operator. Nothing to look for finds nothing.
    """
    query = _match_expression(words)
    if not query:
        return ()
    found = connection.exec_driver_sql(
        "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT ?", (query, limit)
    ).scalars()
    kind_mask, id_mask = (1 << (_SHIFT - _KIND_SHIFT)) - 1, (1 << _KIND_SHIFT) - 1
    return tuple(Hit(DocKind((doc >> _KIND_SHIFT) & kind_mask), doc & id_mask) for doc in found)


def action_ids(connection: Connection, words: str, most: int) -> str | None:
    """Return the ids of the actions that hold every word, as JSON; None if there are more than `most`."""
    count, ids = connection.exec_driver_sql(_ACTIONS, (_match_expression(words), most + 1)).one()
    return str(ids) if count <= most else None


def all_action_ids(connection: Connection, words: str) -> frozenset[int]:
    """Return the ids of the actions that hold every word, however many there are."""
    _, ids = connection.exec_driver_sql(_ACTIONS, (_match_expression(words), -1)).one()
    return frozenset(json.loads(ids))


def ids_in(ids: str) -> TextClause:
    """Return the condition that an action is one of those in a list of ids in JSON."""
    return text("actions.id IN (SELECT value FROM json_each(:found))").bindparams(found=ids)


def has_words(words: str) -> TextClause:
    """Return the condition that an action holds every word, asked of each action for itself."""
    doc = f"SELECT doc FROM search_docs WHERE kind = {DocKind.ACTION:d} AND row_id = actions.id"  # noqa: S608 - our own
    held = f"EXISTS (SELECT 1 FROM search WHERE search MATCH :words AND rowid = ({doc}))"  # noqa: S608 - our own
    return text(held).bindparams(words=_match_expression(words))


def _match_expression(words: str) -> str:
    """Return an FTS5 query: each word a quoted prefix phrase, which its tokenizer takes apart itself."""
    terms = (term for term in clean_text(words).split() if any(_is_token_character(c) for c in term))
    return " ".join('"' + term.replace('"', '""') + '"*' for term in terms)


def _is_token_character(character: str) -> bool:
    return unicodedata.category(character)[0] in "LN" or unicodedata.category(character) == "Co"


def _documents_of(connection: Connection, change: RowChange) -> Iterable[tuple[DocKind, Iterable[int]]]:
    """Yield the documents whose text or day a changed row is part of."""
    if change.table in _TABLES:
        yield _TABLES[change.table], (change.row_id,)
    if change.table == "action_owners":
        action_id = (change.before or {}).get("action_id") or (change.after or {}).get("action_id")
        query = "SELECT action_id FROM action_owners WHERE id = ?"
        yield DocKind.ACTION, (action_id or connection.exec_driver_sql(query, (change.row_id,)).scalar_one(),)
    if change.table == "meetings" and change.before and "on" in change.before:
        query = "SELECT id FROM items WHERE meeting_id = ?"
        items = connection.exec_driver_sql(query, (change.row_id,)).scalars().all()
        query = f"{_IDS} SELECT id FROM points WHERE item_id IN ids"  # noqa: S608 - our own words
        points = connection.exec_driver_sql(query, (json.dumps(items),)).scalars().all()
        yield DocKind.ITEM, items
        yield DocKind.POINT, points


def _index(connection: Connection, kind: DocKind, ids: Sequence[int]) -> None:
    """Make the index hold these rows as they are now, and not those that are no longer there."""
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
