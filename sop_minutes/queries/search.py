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
    query = _placed(sa.select(col(Item.id), col(Item.title), *_PLACE).select_from(Item))
    rows = session.connection().execute(query.where(col(Item.id).in_(ids)))
    return [SearchRow(row.id, "item", plain_text(row.title), _key(row), row.item) for row in rows]


def _points(session: Session, ids: Sequence[int]) -> list[SearchRow]:
    query = sa.select(col(Point.id), col(Point.kind), col(Point.text), *_PLACE).select_from(Point)
    query = _placed(query.join(Item, col(Item.id) == col(Point.item_id)))
    rows = session.connection().execute(query.where(col(Point.id).in_(ids)))
    return [SearchRow(row.id, row.kind, plain_text(row.text), _key(row), row.item) for row in rows]


def _actions(session: Session, ids: Sequence[int]) -> list[SearchRow]:
    query = _of_action(sa.select(col(Action.id), col(Action.text), *_REF, *_PLACE).select_from(Action))
    rows = session.connection().execute(query.where(col(Action.id).in_(ids)))
    return [SearchRow(row.id, "action", row.text, _key(row), row.item or "", _ref(row)) for row in rows]


def _updates(session: Session, ids: Sequence[int]) -> list[SearchRow]:
    query = sa.select(col(ActionUpdate.id), col(ActionUpdate.note), *_REF, *_PLACE).select_from(ActionUpdate)
    query = _of_action(query.join(Action, col(Action.id) == col(ActionUpdate.action_id)))
    rows = session.connection().execute(query.where(col(ActionUpdate.id).in_(ids)))
    return [SearchRow(row.id, "update", row.note, _key(row), row.item or "", _ref(row)) for row in rows]


_PLACE: tuple[Any, ...] = (
    col(Item.title).label("item"),
    col(Meeting.on),
    col(Meeting.sequence),
    col(Group.code),
)
_REF = (col(Action.year), col(Action.number))
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
