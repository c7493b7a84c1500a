"""What was typed before the window could keep it, made records of."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy.orm import load_only
from sqlmodel import Session, col, select

from sop_minutes.domain.errors import UserError
from sop_minutes.domain.page import Sheet, changes_between, read_page
from sop_minutes.domain.sheets import ItemSheet
from sop_minutes.queries.typed import Left, left_behind
from sop_minutes.storage.database import Database
from sop_minutes.storage.engine import BUSY_TIMEOUT_MS
from sop_minutes.storage.processes import is_at_work, is_ours
from sop_minutes.storage.tables import Item, Point, Typed

LATEST = timedelta(minutes=1)
"""After so long nobody comes back for what they typed."""


def keep_typed(session: Session, typed_id: int) -> dict[int, int] | None:
    """Make the changes of a page typed early; return the row of each key that has a new one.

    None if that was done before. Raises UserError for a page that cannot be read.
    """
    from sop_minutes.commands.page import keep_page  # only where there is something: every verb comes here

    typed = next((left for left in left_behind(session) if left.typed_id == typed_id), None)
    if typed is None:
        return None
    page = read_page(typed.page)
    was, now = page.sheets()
    drop_typed(session, typed_id)
    rows = _its_own(session, typed.meeting_id, page.rows, {**now, **was})
    return keep_page(session, typed.meeting_id, changes=changes_between(was, now), rows=rows, page=now)


def _its_own(
    session: Session, meeting_id: int, rows: Mapping[int, int], sheets: Mapping[int, Sheet]
) -> dict[int, int]:
    """Return in which row each key is kept; one that is not of the meeting counts as gone."""
    items = set(session.exec(select(Item.id).where(Item.meeting_id == meeting_id)))
    points = set(session.exec(select(Point.id).where(col(Point.item_id).in_(items))))
    held = {key: items if isinstance(sheets.get(key), ItemSheet) else points for key in rows}
    return {key: row if row in held[key] else 0 for key, row in rows.items()}


def drop_typed(session: Session, typed_id: int) -> None:
    """Let go of a page typed early, of which no records can be made."""
    alone: Any = Typed.id  # the rest may be nothing that reads
    typed = session.get(Typed, typed_id, options=[load_only(alone)])
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

    The log tells where and when that was left: it need not be of whoever opens the database. Raises
    UserError as `Database.open` does. What cannot be kept now stays for another time, and so does what
    was typed `besides`: the caller sees to that.
    """
    database = Database.open(path, patience_ms=patience_ms, alone=alone)
    now = datetime.now(UTC)
    for left in database.read(left_behind):
        if left.typed_id != besides and left.is_open and _is_let_go(left, now):
            with suppress(UserError):
                database.do(f"Typing left {left.whence}", keep_typed, left.typed_id)
    return database


def _is_let_go(left: Left, now: datetime) -> bool:
    """Say whether nobody comes back for what was typed.

    What this process has typed is let go of as well: whoever opens a database again has done so.
    """
    is_old = left.at is None or now - left.at > LATEST
    return is_old or is_ours(left.host, left.process) or not is_at_work(left.host, left.process)
