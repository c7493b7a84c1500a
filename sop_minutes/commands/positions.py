"""The order of items in a meeting and of points in an item."""

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session, col, select

from sop_minutes.domain.text import squash
from sop_minutes.domain.words import ItemKind
from sop_minutes.storage.tables import Item, Point

LAST = -1
"""For "after which": the last one."""

_LEAST_GAP = 1e-6
_OPENINGS = ("welcome", "introduction", "apolog", "declaration")
_Ordered = type[Item] | type[Point]


def item_position(session: Session, meeting_id: int, after_id: int | None) -> float:
    """Return a position for an item right after `after_id`; None is first, -1 is last."""
    return _positions(session, Item, col(Item.meeting_id) == meeting_id, after_id, 1)[0]


def point_position(session: Session, item_id: int, after_id: int | None) -> float:
    """Return a position for a point right after `after_id`; None is first, -1 is last."""
    return point_positions(session, item_id, after_id, 1)[0]


def point_positions(session: Session, item_id: int, after_id: int | None, many: int) -> list[float]:
    """Return positions for `many` points, one after the other, right after `after_id`."""
    return _positions(session, Point, col(Point.item_id) == item_id, after_id, many)


def after_openings(items: Sequence[Item]) -> int | None:
    """Return after which of a meeting's items comes what is left of its last meeting, as for `item_position`.

    That is after the welcome and its like, and after the minutes of the last meeting, if they are there.
    """
    after: int | None = None if items else LAST
    for item in items:
        opens = not item.title or squash(item.title).startswith(_OPENINGS)
        if not opens and item.kind != ItemKind.LAST_MINUTES:
            break
        after = item.id
    return after


def _positions(
    session: Session, table: _Ordered, siblings: Any, after_id: int | None, many: int
) -> list[float]:
    rows = _in_order(session, table, siblings)
    at = _place(rows, after_id)
    before = rows[at - 1][1] if at > 0 else None
    after = rows[at][1] if at < len(rows) else None
    if before is None or after is None:
        start = before + 1 if before is not None else after - many if after is not None else 1.0
        return [start + number for number in range(many)]
    if (after - before) / (many + 1) < _LEAST_GAP:
        for number, (row_id, _) in enumerate(rows, start=1):
            row = session.get(table, row_id)
            if row is not None:
                row.position = float(number)
        session.flush()
        before, after = float(at), at + 1.0
    step = (after - before) / (many + 1)
    return [before + step * number for number in range(1, many + 1)]


def _in_order(session: Session, table: _Ordered, siblings: Any) -> list[tuple[int, float]]:
    query = select(col(table.id), col(table.position)).where(siblings)
    rows = session.exec(query.order_by(col(table.position), col(table.id)))
    return [(row_id, position) for row_id, position in rows]


def _place(rows: list[tuple[int, float]], after_id: int | None) -> int:
    if after_id is None:
        return 0
    ids = [row_id for row_id, _ in rows]
    return ids.index(after_id) + 1 if after_id in ids else len(rows)
