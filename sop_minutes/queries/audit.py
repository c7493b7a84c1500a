"""The change log, to be read."""

from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, SQLModel, col, select

from sop_minutes.storage.tables import Change

_UP = {
    "items": ("meetings", "meeting_id"),
    "attendance": ("meetings", "meeting_id"),
    "points": ("items", "item_id"),
}


def meetings_touched(session: Session, entry: int) -> tuple[int, ...]:
    """Return the meetings in whose notes an entry wrote, but for those whose state it changed itself."""
    rows = session.exec(select(Change).where(Change.entry == entry)).all()
    own = {
        row.row_id for row in rows if row.table_name == "meetings" and "state" in (row.after or {"state": 0})
    }
    found = {meeting_over(session, row.table_name, row.row_id) for row in rows}
    return tuple(sorted(found - own - {0}))


def meeting_over(session: Session, table: str, row_id: int) -> int:
    """Return the meeting in whose note a row stands or stood, 0 for none."""
    while table in _UP and row_id:
        above, column = _UP[table]
        row_id = state_of(session, table, row_id).get(column) or 0
        table = above
    return row_id if table == "meetings" else 0


def state_of(session: Session, table: str, row_id: int) -> dict[str, Any]:
    """Return a row as it is, or as it was last where it is gone; {} for one that never was."""
    columns = SQLModel.metadata.tables[table]
    row = session.connection().execute(sa.select(columns).where(columns.c.id == row_id)).mappings().first()
    if row is not None:
        return dict(row)
    query = select(Change.before).where(
        Change.table_name == table, Change.row_id == row_id, col(Change.after).is_(None)
    )
    return session.exec(query.order_by(col(Change.id).desc())).first() or {}
