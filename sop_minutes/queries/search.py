"""Search: words in, places in the notes and the register out."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from sop_minutes.domain.actions import format_ref
from sop_minutes.domain.inline import plain_text
from sop_minutes.domain.keys import format_key
from sop_minutes.domain.sheets import SearchRow
from sop_minutes.domain.words import Audience, narrower
from sop_minutes.storage.search import DocKind, search_rows
from sop_minutes.storage.tables import Action, ActionUpdate, Group, Item, Meeting, Point


def search(session: Session, words: str, *, limit: int = 20) -> tuple[SearchRow, ...]:
    """Return the newest items, points, actions and updates that hold every word, newest first.

    Each word is the beginning of a word. Anything may be typed; nothing to look for finds nothing.
    """
    hits = search_rows(session.connection(), words, limit)
    wanted: defaultdict[DocKind, list[int]] = defaultdict(list)
    for hit in hits:
        wanted[hit.kind].append(hit.id)
    found = {(kind, row.id): row for kind, ids in wanted.items() for row in _READERS[kind](session, ids)}
    return tuple(found[hit.kind, hit.id] for hit in hits if (hit.kind, hit.id) in found)


def _items(session: Session, ids: Sequence[int]) -> list[SearchRow]:
    query = _placed(sa.select(col(Item.id), *_PLACE).select_from(Item))
    return [_found(row, "item", plain_text(row.item)) for row in _rows(session, query, Item, ids)]


def _points(session: Session, ids: Sequence[int]) -> list[SearchRow]:
    query = sa.select(col(Point.id), col(Point.kind), col(Point.text), *_PLACE, *_OF_POINT).select_from(Point)
    query = _placed(query.join(Item, col(Item.id) == col(Point.item_id)))
    return [_found(row, row.kind, plain_text(row.text)) for row in _rows(session, query, Point, ids)]


def _actions(session: Session, ids: Sequence[int]) -> list[SearchRow]:
    query = sa.select(col(Action.id), col(Action.text), *_REF, *_PLACE, *_OF_POINT).select_from(Action)
    rows = _rows(session, _of_action(query), Action, ids)
    return [_found(row, "action", row.text, _ref(row)) for row in rows]


def _updates(session: Session, ids: Sequence[int]) -> list[SearchRow]:
    own: Any = col(ActionUpdate.audience).label("update_audience")
    query = sa.select(col(ActionUpdate.id), col(ActionUpdate.note), own, *_REF, *_PLACE, *_OF_POINT)
    query = query.select_from(ActionUpdate).join(Action, col(Action.id) == col(ActionUpdate.action_id))
    rows = _rows(session, _of_action(query), ActionUpdate, ids)
    return [_found(row, "update", row.note, _ref(row)) for row in rows]


def _rows(session: Session, query: Any, table: Any, ids: Sequence[int]) -> Any:
    return session.connection().execute(query.where(col(table.id).in_(ids)))


def _found(row: Any, kind: str, text: str, ref: str = "") -> SearchRow:
    """Return what was found, for no more than those who may see all that it stands under."""
    said = (value for name, value in row._mapping.items() if name.endswith("audience") and value)
    audience = narrower(*(Audience(value) for value in said))
    return SearchRow(row.id, kind, text, _key(row), row.item or "", ref, audience)


_PLACE: tuple[Any, ...] = (
    col(Item.title).label("item"),
    col(Item.audience).label("item_audience"),
    col(Meeting.on),
    col(Meeting.sequence),
    col(Group.code),
)
_OF_POINT: tuple[Any, ...] = (col(Point.audience).label("point_audience"),)
_REF: tuple[Any, ...] = (col(Action.year), col(Action.number), col(Action.audience).label("action_audience"))
_READERS: dict[DocKind, Callable[[Session, Sequence[int]], list[SearchRow]]] = {
    DocKind.ITEM: _items,
    DocKind.POINT: _points,
    DocKind.ACTION: _actions,
    DocKind.UPDATE: _updates,
}


def _placed(query: Any) -> Any:
    query = query.join(Meeting, col(Meeting.id) == col(Item.meeting_id))
    return query.join(Group, col(Group.id) == col(Meeting.group_id))


def _of_action(query: Any) -> Any:
    query = query.outerjoin(Point, col(Point.id) == col(Action.point_id))
    query = query.outerjoin(Item, col(Item.id) == col(Point.item_id))
    query = query.outerjoin(Meeting, col(Meeting.id) == col(Item.meeting_id))
    return query.join(Group, col(Group.id) == col(Action.group_id))


def _key(row: Any) -> str:
    return format_key(row.code, row.on, row.sequence) if row.on else ""


def _ref(row: Any) -> str:
    return format_ref(row.code, row.year, row.number)
