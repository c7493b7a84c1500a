"""What anybody has changed: what a window, here or at a colleague's, refreshes from."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlmodel import Session, col, select

from sop_minutes.domain.words import MeetingState
from sop_minutes.queries.meetings import meeting_key
from sop_minutes.storage.history import entry_to_redo, entry_to_undo
from sop_minutes.storage.tables import Change, Item, Meeting, Point


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """A row that an entry of the change log made, changed or deleted."""

    entry: int
    table: str
    row_id: int


def last_entry(session: Session) -> int:
    """Return the number of the newest entry of the change log, 0 if there is none."""
    return session.connection().scalar(_LAST) or 0


def changes_since(session: Session, entry: int) -> tuple[ChangedRow, ...]:
    """Return the rows that were changed by whomever since `entry` was the last, oldest entry first.

    Undo, redo and more typing in the last entry are entries with higher numbers, so ask next with
    the last row's `entry`. It walks an index from its end: asking twice a second costs nothing.
    """
    return tuple(ChangedRow(*row) for row in session.connection().execute(_SINCE, {"entry": entry}))


def note_changed(session: Session, entry: int) -> int | None:
    """Return the meeting whose note an entry of the change log changed, None for no note or several."""
    rows = session.exec(select(Change).where(Change.entry == entry)).all()
    logged = {(row.table_name, row.row_id): {**(row.before or {}), **(row.after or {})} for row in rows}

    def of(table: type[Item | Point], row_id: int, column: str) -> int | None:
        """Return what a row belongs to, also one that is there no more."""
        row = session.get(table, row_id)
        found = logged.get((str(table.__tablename__), row_id), {}).get(column)
        return getattr(row, column) if row is not None else found

    points, items = str(Point.__tablename__), str(Item.__tablename__)
    item_ids = {of(Point, row_id, "item_id") for table, row_id in logged if table == points}
    item_ids |= {row_id for table, row_id in logged if table == items}
    meetings = {of(Item, item_id, "meeting_id") for item_id in item_ids if item_id is not None}
    return meetings.pop() if len(meetings) == 1 else None


def published_by(session: Session, entry: int) -> tuple[str, ...]:
    """Return what an entry that was replayed said of what is published, which no file in a folder follows."""
    wanted = (Change.entry == entry, Change.table_name == str(Meeting.__tablename__))
    found = []
    for row in session.exec(select(Change).where(*wanted).order_by(col(Change.id))):
        was, state = ((side or {}).get("state") for side in (row.before, row.after))
        if was and state and MeetingState.PUBLISHED in (was, state):
            key = meeting_key(session, row.row_id)
            found.append((_BACK if state == MeetingState.PUBLISHED else _OFF).format(key))
    return tuple(found)


_BACK = (
    "{0} counts as published again, but no file was put back: if it was taken off the folder since, "
    "publish it once more."
)
_OFF = "{0} does not count as published any more, but what was put into a folder is still there."


def entry_in_force(session: Session) -> int:
    """Return the number of the entry that undo would take back, 0 if there is none."""
    head = entry_to_undo(session)
    return head.entry if head else 0


def entry_undone(session: Session) -> int:
    """Return the number of the undo that redo would take back, 0 if there is none."""
    head = entry_to_redo(session)
    return head.entry if head else 0


_LAST = sa.select(sa.func.max(col(Change.entry)))
_SINCE = (
    sa.select(col(Change.entry), col(Change.table_name), col(Change.row_id))
    .where(col(Change.entry) > sa.bindparam("entry"))
    .order_by(col(Change.entry), col(Change.id))
)
