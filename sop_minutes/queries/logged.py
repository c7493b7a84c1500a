"""What the change log says of a row: the changes that were not taken back, and who made them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlmodel import Session, col, select

from sop_minutes.storage.tables import ActionUpdate, Change


@dataclass(frozen=True, slots=True)
class Made:
    """By whom and when an update was made, and in which entry it is in force."""

    who: str
    at: datetime
    entry: int


def in_force(session: Session, table: str, row_id: int) -> Iterator[Change]:
    """Yield what was done to a row and not taken back: an undo takes back the newest of what is left."""
    query = select(Change).where(Change.table_name == table, Change.row_id == row_id)
    left: list[Change] = []
    for change in session.exec(query.order_by(col(Change.entry), col(Change.id))):
        if change.kind == "undo":
            del left[-1:]
        else:
            left.append(change)
    yield from left


def updates_of(session: Session, action_id: int) -> list[ActionUpdate]:
    """Return the updates of an action in the order in which they were made."""
    query = select(ActionUpdate).where(ActionUpdate.action_id == action_id)
    return list(session.exec(query.order_by(col(ActionUpdate.id))))


def makers(session: Session, action_id: int) -> dict[int, Made]:
    """Return for each update of an action, by its id, who made it and when."""
    ids = [update.id for update in updates_of(session, action_id)]
    query = select(Change).where(
        Change.table_name == ActionUpdate.__tablename__, col(Change.row_id).in_(ids), Change.kind != "undo"
    )
    found: dict[int, Made] = {}
    for change in session.exec(query.order_by(col(Change.entry))):
        if change.before is None:
            first = found.get(change.row_id)
            who, at = (first.who, first.at) if first else (change.who, in_utc(change.at))
            found[change.row_id] = Made(who, at, change.entry)
    return found


def in_utc(at: datetime) -> datetime:
    """Return a moment as the log keeps it with its time zone, which the database drops."""
    return at if at.tzinfo else at.replace(tzinfo=UTC)
