"""Numbers that only ever rise: what was given once is not given again, not even when it was undone."""

from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from sop_minutes.storage.tables import Change


def highest_given(session: Session, table: Any, column: str, meeting_id: int) -> int | None:
    """Return the highest number that rows of a meeting had in `column`, undone ones too; None for none."""
    made = sa.select(col(Change.after)).where(
        col(Change.table_name) == table.__tablename__, col(Change.before).is_(None)
    )
    ever = [row for row in session.connection().scalars(made) if row and row["meeting_id"] == meeting_id]
    now = sa.select(getattr(table, column)).where(table.meeting_id == meeting_id)
    return max((*(row[column] for row in ever), *session.connection().scalars(now)), default=None)
