"""What was typed before the window could keep it, made records of."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlmodel import Session, col, select

from sop_minutes.domain.errors import UserError
from sop_minutes.domain.page import changes_between, read_page
from sop_minutes.domain.words import SETTLED_STATES
from sop_minutes.storage.database import Database
from sop_minutes.storage.engine import BUSY_TIMEOUT_MS
from sop_minutes.storage.processes import is_at_work, is_ours
from sop_minutes.storage.tables import Meeting, Typed

LATEST = timedelta(minutes=1)
"""After so long nobody comes back for what they typed."""


def keep_typed(session: Session, typed_id: int) -> dict[int, int] | None:
    """Make the changes of a page typed early; return the row of each key that has a new one.

    None if that was done before.
    """
    from sop_minutes.commands.page import keep_page  # only where there is something: every verb comes here

    typed = session.get(Typed, typed_id)
    if typed is None:
        return None
    page = read_page(typed.page)
    was, now = page.sheets()
    session.delete(typed)
    return keep_page(session, typed.meeting_id, changes=changes_between(was, now), rows=page.rows, page=now)


def drop_typed(session: Session, typed_id: int) -> None:
    """Let go of a page typed early, of which no records can be made."""
    typed = session.get(Typed, typed_id)
    if typed is not None:
        session.delete(typed)


def open_database(
    path: Path,
    *,
    besides: int | None = None,
    patience_ms: int = BUSY_TIMEOUT_MS,
    alone: Callable[[Path], AbstractContextManager[object]] = nullcontext,
) -> Database:
    """Open a database, and make records of what was typed in it by a window that broke off.

    Raises UserError as `Database.open` does. What cannot be kept now stays for another time, and so
    does what was typed `besides`: the caller sees to that.
    """
    database = Database.open(path, patience_ms=patience_ms, alone=alone)
    for typed_id in database.read(_left, now=datetime.now(UTC)):
        if typed_id == besides:
            continue
        try:
            database.do("Typing", keep_typed, typed_id)
        except UserError:
            continue
    return database


def _left(session: Session, *, now: datetime) -> list[int]:
    """Return what was left behind, and can be made records of: its meeting is there, and not approved.

    What this process has typed is left behind as well: whoever opens a database again has let go of it.
    """
    query = select(Typed).join(Meeting, col(Meeting.id) == col(Typed.meeting_id)).order_by(col(Typed.id))
    rows = session.exec(query.where(col(Meeting.state).not_in(SETTLED_STATES)))
    return [
        row.id
        for row in rows
        if now - row.at.replace(tzinfo=UTC) > LATEST
        or is_ours(row.host, row.process)
        or not is_at_work(row.host, row.process)
    ]
