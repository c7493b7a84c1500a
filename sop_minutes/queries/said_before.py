"""What a note said once and says no longer: from the change log."""

from collections.abc import Iterator, Mapping

from sqlmodel import Session, col, select

from sop_minutes.domain.words import Audience, narrower
from sop_minutes.storage.tables import Change, Circulation, Item, Meeting, Point, ReturnedCopy

_ITEMS, _POINTS = str(Item.__tablename__), str(Point.__tablename__)


def narrow_before(
    session: Session, copy: ReturnedCopy, now: Mapping[str, Audience]
) -> Iterator[tuple[str, Audience]]:
    """Yield what was not for everybody in a note since its copy went out, and stands there no longer.

    With each text comes who could see it; of a block that has other words now, who may see that. `now` says
    who may see each item and block that is there.
    """
    audiences = dict(now)
    changes = _changes_since(session, _went_out(session, copy))
    gone = [change for change in changes if change.after is None]
    for change in gone:
        if change.table_name == _ITEMS and change.before["meeting_id"] == copy.meeting_id:
            audiences.setdefault(f"i{change.row_id}", Audience(change.before["audience"]))
    for change in gone:
        around = audiences.get(f"i{change.before['item_id']}") if change.table_name == _POINTS else None
        if around is not None:
            audience = narrower(Audience(change.before["audience"]), around)
            audiences.setdefault(f"p{change.row_id}", audience)
    for change in changes:
        letter, field = ("p", "text") if change.table_name == _POINTS else ("i", "title")
        audience = audiences.get(f"{letter}{change.row_id}", Audience.PUBLIC)
        text = change.before.get(field, "")
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
