"""What a note said once and says no longer: from the change log."""

from collections.abc import Iterator

from sqlmodel import Session, col, select

from sop_minutes.domain.words import Audience, narrower
from sop_minutes.queries.blocks import items_of, points_of
from sop_minutes.storage.tables import Change, Circulation, Item, Meeting, Point, ReturnedCopy

_ITEMS, _POINTS = str(Item.__tablename__), str(Point.__tablename__)


def narrow_before(session: Session, copy: ReturnedCopy) -> Iterator[tuple[str, Audience]]:
    """Yield what was not for everybody in a note since its copy went out, and stands there no longer.

    With each text comes who could see it; of a block that has other words now, who may see that.
    """
    items = {item.id: item.audience for item in items_of(session, copy.meeting_id)}
    points = {
        point.id: narrower(point.audience, items[point.item_id])
        for point in points_of(session, copy.meeting_id)
    }
    changes = _changes_since(session, _went_out(session, copy))
    gone = [change for change in changes if change.after is None]
    for change in gone:
        if change.table_name == _ITEMS and change.before["meeting_id"] == copy.meeting_id:
            items.setdefault(change.row_id, Audience(change.before["audience"]))
    for change in gone:
        if change.table_name == _POINTS and change.before["item_id"] in items:
            audience = narrower(Audience(change.before["audience"]), items[change.before["item_id"]])
            points.setdefault(change.row_id, audience)
    for change in changes:
        audience = (points if change.table_name == _POINTS else items).get(change.row_id, Audience.PUBLIC)
        text = change.before.get("text" if change.table_name == _POINTS else "title", "")
        if text and audience is not Audience.PUBLIC:
            yield text, audience


def _went_out(session: Session, copy: ReturnedCopy) -> int:
    """Return the entry of the log in which a copy's circulation was kept.

    Where that is not known, the one in which its meeting was made: no line of it was gone before.
    """
    table, row_id = Circulation.__tablename__, copy.circulation_id
    if row_id is None:
        table, row_id = Meeting.__tablename__, copy.meeting_id
    made = select(Change.entry).where(Change.table_name == str(table), Change.row_id == row_id)
    return session.exec(made.order_by(col(Change.entry))).first() or 0


def _changes_since(session: Session, entry: int) -> list[Change]:
    query = select(Change).where(
        Change.entry > entry,
        col(Change.table_name).in_((_ITEMS, _POINTS)),
        col(Change.before).is_not(None),
    )
    return list(session.exec(query.order_by(col(Change.entry), col(Change.id))))
