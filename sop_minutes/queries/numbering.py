"""What was given once, and is not given again: not even where it was undone, for it went out of the house."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from sop_minutes.storage.tables import Change


def highest_given(session: Session, table: Any, column: str, meeting_id: int) -> int | None:
    """Return the highest number that rows of a meeting had in `column`, undone ones too; None for none."""
    last = last_given(session, table, column, meeting_id)
    return None if last is None else last[column]


def last_given(session: Session, table: Any, column: str, meeting_id: int) -> Mapping[str, Any] | None:
    """Return the row of a meeting with the highest number in `column`, as it was made, undone or not."""
    made = sa.select(col(Change.after)).where(
        col(Change.table_name) == table.__tablename__, col(Change.before).is_(None)
    )
    ever = [row for row in session.connection().scalars(made) if row and row["meeting_id"] == meeting_id]
    now = sa.select(table).where(table.meeting_id == meeting_id)
    rows = (*ever, *session.connection().execute(now).mappings())
    return max(rows, key=lambda row: row[column], default=None)
