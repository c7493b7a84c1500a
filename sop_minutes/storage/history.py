"""Reading the change log back: what can be undone or redone, and the replay that does it."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Table, delete, insert, update
from sqlmodel import Session, SQLModel, col, select

from sop_minutes.domain.errors import UserError
from sop_minutes.storage.chain import ONLY_TOLD
from sop_minutes.storage.recorder import KEPT, RecordedSession, plain
from sop_minutes.storage.tables import Change


def entry_to_undo(session: Session) -> Change | None:
    """Return the first row of the newest entry that is in force, None when all is undone."""
    skipped = 0
    for head in _heads(session):
        if head.kind == "undo":
            skipped += 1
        elif skipped:
            skipped -= 1
        else:
            return head
    return None


def entry_to_redo(session: Session) -> Change | None:
    """Return the first row of the undo that a redo takes back, None when there is nothing to redo."""
    skipped = 0
    for head in _heads(session):
        if head.kind == "do":
            return None
        if head.kind == "redo":
            skipped += 1
        elif skipped:
            skipped -= 1
        else:
            return head
    return None


def reverse_entry(session: RecordedSession, head: Change) -> None:
    """Put every row of the entry back as it was before it.

    Raises UserError, and changes nothing that is committed, if a row is no longer as the entry
    left it. Files that are kept stay.
    """
    query = select(Change).where(Change.entry == head.entry, Change.table_name != KEPT)
    for row in reversed(session.exec(query.order_by(col(Change.id))).all()):
        table = SQLModel.metadata.tables[row.table_name]
        now = _current(session, table, row.row_id)
        _check_unchanged(session, row, now)
        _restore(session, table, row, now)
        session.note(row.table_name, row.row_id, now, _current(session, table, row.row_id))


def _heads(session: Session) -> Iterator[Change]:
    """Yield the first row of each entry that can be taken back, newest entry first."""
    entry = None
    query = select(Change).where(col(Change.kind).not_in(ONLY_TOLD), Change.table_name != KEPT)
    query = query.order_by(col(Change.entry).desc(), col(Change.id))
    for row in session.exec(query.execution_options(yield_per=100)):
        if row.entry != entry:
            entry = row.entry
            yield row


def _current(session: Session, table: Table, row_id: int) -> dict[str, Any] | None:
    found = session.connection().execute(sa.select(table).where(table.c.id == row_id)).mappings().first()
    return None if found is None else {name: plain(value) for name, value in found.items()}


def _check_unchanged(session: Session, row: Change, now: dict[str, Any] | None) -> None:
    left = row.after
    same = now is None if left is None else now is not None and all(now[name] == left[name] for name in left)
    if same:
        return
    later = _last_after(session, row)
    by = f", last by “{later.label}” (entry {later.entry}). Take that back first" if later else ""
    raise UserError(f"“{row.label}” cannot be taken back: what it changed has been changed since{by}.")


def _last_after(session: Session, row: Change) -> Change | None:
    """Return the last change of what a change left, None where the log knows of none."""
    query = select(Change).where(
        Change.table_name == row.table_name, Change.row_id == row.row_id, Change.entry > row.entry
    )
    for later in session.exec(query.order_by(col(Change.id).desc())):
        if later.before is None or later.after is None or row.after is None or {*later.after} & {*row.after}:
            return later
    return None


def _restore(session: Session, table: Table, row: Change, now: dict[str, Any] | None) -> None:
    connection = session.connection()
    if row.before is None:
        connection.execute(delete(table).where(table.c.id == row.row_id))
    elif now is None:
        connection.execute(insert(table).values(typed_values(table, row.before)))
    elif row.before:
        connection.execute(
            update(table).where(table.c.id == row.row_id).values(typed_values(table, row.before))
        )


def typed_values(table: Table, values: dict[str, Any]) -> dict[str, Any]:
    """Return `values` from JSON as the columns take them."""
    return {name: _as_column(table.c[name].type, value) for name, value in values.items()}


def _as_column(column_type: Any, value: Any) -> Any:
    python_type = getattr(column_type, "impl_instance", column_type).python_type
    dated = value is not None and python_type in {date, datetime}
    return python_type.fromisoformat(value) if dated else value
