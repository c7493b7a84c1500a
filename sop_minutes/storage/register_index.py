"""The full-text index that the register is filtered by: each action by all that its row shows."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from sqlalchemy import Connection, TextClause, bindparam, text

from sop_minutes.domain.due import format_date
from sop_minutes.domain.inline import plain_text
from sop_minutes.storage.matching import match_expression
from sop_minutes.storage.recorder import RowChange

_LONGEST = 6
"""So many letters that begin a word are in the index; for more it goes through all such words each time."""

CREATE = (
    f"""
CREATE VIRTUAL TABLE register_search USING fts5(
  body, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 2",
  prefix='{" ".join(map(str, range(1, _LONGEST + 1)))}')
""",
    "INSERT INTO register_search (register_search, rank) VALUES ('automerge', 0)",
)

_IDS = "WITH ids AS (SELECT value FROM json_each(?))"
_SHOWN = f"""
{_IDS} SELECT actions.id, actions.raised_on,
  groups.code || ' ' || substr(actions.year, -2) || '/' || actions.number || ' ' || actions.text || ' '
  || COALESCE((
    SELECT group_concat(action_owners.as_written || ' ' || COALESCE(
      people.name, seats.role, organisations.name || ' ' || organisations.short_name, owning.name, ''), ' ')
    FROM action_owners
    LEFT JOIN people ON people.id = action_owners.person_id
    LEFT JOIN seats ON seats.id = action_owners.seat_id
    LEFT JOIN organisations ON organisations.id = action_owners.organisation_id
    LEFT JOIN groups AS owning ON owning.id = action_owners.group_id
    WHERE action_owners.action_id = actions.id), '')
  || ' ' || groups.name || ' ' || COALESCE(items.title, '')
FROM actions JOIN groups ON groups.id = actions.group_id
LEFT JOIN points ON points.id = actions.point_id LEFT JOIN items ON items.id = points.item_id
WHERE actions.id IN ids
"""  # noqa: S608 - our own

# Which columns of other tables are shown beside actions, and beside which.
_SHOWN_OF = {
    "people": ({"name"}, "SELECT action_id FROM action_owners WHERE person_id = ?1"),
    "seats": ({"role"}, "SELECT action_id FROM action_owners WHERE seat_id = ?1"),
    "organisations": (
        {"name", "short_name"},
        "SELECT action_id FROM action_owners WHERE organisation_id = ?1",
    ),
    "groups": (
        {"code", "name"},
        """SELECT id FROM actions WHERE group_id = ?1
        UNION SELECT action_id FROM action_owners WHERE group_id = ?1""",
    ),
    "items": (
        {"title"},
        """SELECT actions.id FROM actions JOIN points ON points.id = actions.point_id
        WHERE points.item_id = ?1""",
    ),
    "points": ({"item_id"}, "SELECT id FROM actions WHERE point_id = ?1"),
}

# One row of JSON: that many rows of one number would take the driver three times as long.
_FOUND = """
SELECT count(*), json_group_array(rowid) FROM (
  SELECT rowid FROM register_search WHERE register_search MATCH ? LIMIT ?)
"""


def actions_showing(connection: Connection, change: RowChange) -> Iterable[int]:
    """Return the actions whose row shows something that changed in a row."""
    if change.table == "actions":
        return (change.row_id,)
    if change.table == "action_owners":
        action_id = (change.before or {}).get("action_id") or (change.after or {}).get("action_id")
        query = "SELECT action_id FROM action_owners WHERE id = ?"
        return (action_id or connection.exec_driver_sql(query, (change.row_id,)).scalar_one(),)
    columns, query = _SHOWN_OF.get(change.table, (set(), ""))
    if change.before and change.after and columns & change.after.keys():
        return connection.exec_driver_sql(query, (change.row_id,)).scalars().all()
    return ()


def index_actions(connection: Connection, ids: Sequence[int]) -> None:
    """Make the index hold these actions as they are now, and not those that are no longer there."""
    shown = list(_shown(connection, ids))
    gone = set(ids).difference(id_ for id_, _ in shown)
    if gone:
        connection.exec_driver_sql("DELETE FROM register_search WHERE rowid = ?", [(id_,) for id_ in gone])
    if shown:
        write = "INSERT OR REPLACE INTO register_search (rowid, body) VALUES (?, ?)"
        connection.exec_driver_sql(write, shown)


def _shown(connection: Connection, ids: Sequence[int]) -> Iterator[tuple[int, str]]:
    for id_, raised_on, words in connection.exec_driver_sql(_SHOWN, (json.dumps(ids),)):
        yield id_, f"{plain_text(words)} {format_date(date.fromisoformat(raised_on))}"


def action_ids(connection: Connection, words: str, most: int) -> str | None:
    """Return the ids of the actions that show every word, as JSON; None if there are more than `most`."""
    count, ids = connection.exec_driver_sql(_FOUND, (match_expression(words), most + 1)).one()
    return str(ids) if count <= most else None


def all_action_ids(connection: Connection, words: str) -> frozenset[int]:
    """Return the ids of the actions that show every word, however many there are."""
    _, ids = connection.exec_driver_sql(_FOUND, (match_expression(words), -1)).one()
    return frozenset(json.loads(ids))


def ids_in(ids: str, *, shown: bool = True) -> TextClause:
    """Return the condition that an action is one of those in a list of ids in JSON, or is none."""
    held = f"actions.id {_or_not(shown)} IN (SELECT value FROM json_each(:found))"  # noqa: S608 - our own
    return text(held).bindparams(bindparam("found", ids, unique=True))


def are_short(words: str) -> bool:
    """Say whether `has_words` takes no time to speak of."""
    return all(len(word) <= _LONGEST for word in re.findall(r"\w+", words))


def has_words(words: str, *, shown: bool = True) -> TextClause:
    """Return the condition that an action shows every word, or does not, asked of each action for itself."""
    found = "SELECT 1 FROM register_search WHERE register_search MATCH :words AND rowid = actions.id"
    held = text(f"{_or_not(shown)} EXISTS ({found})")
    return held.bindparams(bindparam("words", match_expression(words), unique=True))


def _or_not(shown: bool) -> str:
    return "" if shown else "NOT"
