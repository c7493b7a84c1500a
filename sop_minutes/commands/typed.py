"""What was typed before the window could keep it, made records of."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlmodel import Session, col, select

from sop_minutes.domain.errors import UserError
from sop_minutes.domain.page import changes_between, read_page
from sop_minutes.storage.database import Database
from sop_minutes.storage.early import is_at_work
from sop_minutes.storage.tables import Typed

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


def open_database(path: Path) -> Database:
    """Open a database, and make records of what was typed in it by a window that broke off.

    Raises UserError as `Database.open` does. What cannot be kept now (its minutes were approved
    meanwhile) stays for another time.
    """
    database = Database.open(path)
    for typed_id in database.read(_left, now=datetime.now(UTC)):
        try:
            database.do("Typing", keep_typed, typed_id)
        except UserError:
            continue
    return database


def _left(session: Session, *, now: datetime) -> list[int]:
    rows = session.exec(select(Typed).order_by(col(Typed.id)))
    return [
        row.id
        for row in rows
        if now - row.at.replace(tzinfo=UTC) > LATEST or not is_at_work(row.host, row.process)
    ]
