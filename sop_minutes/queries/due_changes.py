"""When an action's due date was changed, by whom, and from what to what: read from the change log."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlmodel import Session, col, select

from sop_minutes.domain.sheets import Due
from sop_minutes.domain.words import DuePrecision
from sop_minutes.storage.tables import Action, ActionUpdate, Change


@dataclass(frozen=True, slots=True)
class DueChange:
    """A due date changed in `entry` of the change log. `why` is the note made with it, "" for none.

    `update_id` is the update that says so, None where the line was edited or the diary moved it.
    """

    entry: int
    at: datetime
    who: str
    before: Due
    after: Due
    update_id: int | None
    why: str


@dataclass(frozen=True, slots=True)
class Made:
    """By whom and when an update was made, and in which entry it is in force."""

    who: str
    at: datetime | None
    entry: int


def due_changes(session: Session, action_id: int) -> tuple[DueChange, ...]:
    """Return the changes of an action's due date that were not taken back, oldest first."""
    made = makers(session, action_id)
    saying = {made[update.id].entry: update for update in _updates(session, action_id) if update.id in made}
    state: dict[str, Any] = {}
    found = []
    for change in _in_force(session, str(Action.__tablename__), action_id):
        before = _due(state)
        state |= change.after or {}
        after = _due(state)
        if change.before is None or before == after:
            continue
        update = saying.get(change.entry)
        update = update if update is not None and update.due_as_written is not None else None
        why = update.note if update else ""
        found.append(
            DueChange(
                change.entry, _utc(change.at), change.who, before, after, update.id if update else None, why
            )
        )
    return tuple(found)


def makers(session: Session, action_id: int) -> dict[int, Made]:
    """Return for each update of an action, by its id, who made it and when."""
    ids = [update.id for update in _updates(session, action_id)]
    query = select(Change).where(
        Change.table_name == ActionUpdate.__tablename__, col(Change.row_id).in_(ids), Change.kind != "undo"
    )
    found: dict[int, Made] = {}
    for change in session.exec(query.order_by(col(Change.entry))):
        if change.before is None:
            first = found.get(change.row_id)
            who, at = (first.who, first.at) if first else (change.who, _utc(change.at))
            found[change.row_id] = Made(who, at, change.entry)
    return found


def _updates(session: Session, action_id: int) -> list[ActionUpdate]:
    query = select(ActionUpdate).where(ActionUpdate.action_id == action_id)
    return list(session.exec(query.order_by(col(ActionUpdate.id))))


def _in_force(session: Session, table: str, row_id: int) -> Iterator[Change]:
    """Yield what was done to a row and not taken back: an undo takes back the newest of what is left."""
    query = select(Change).where(Change.table_name == table, Change.row_id == row_id)
    left: list[Change] = []
    for change in session.exec(query.order_by(col(Change.entry), col(Change.id))):
        if change.kind == "undo":
            del left[-1:]
        else:
            left.append(change)
    yield from left


def _due(state: Mapping[str, Any]) -> Due:
    on = state.get("due_on")
    return Due(
        state.get("due_as_written") or "",
        date.fromisoformat(on) if on else None,
        DuePrecision(state.get("due_precision") or DuePrecision.NONE),
    )


def _utc(at: datetime) -> datetime:
    return at if at.tzinfo else at.replace(tzinfo=UTC)
