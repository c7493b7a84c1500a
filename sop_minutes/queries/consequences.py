"""What followed from what was done: owners who became known, dues that moved, the last thing of all."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select

from sop_minutes.domain.actions import is_open
from sop_minutes.domain.circulating import DRAFTS_LEFT
from sop_minutes.domain.sheets import ActionRow
from sop_minutes.domain.words import MeetingState
from sop_minutes.queries.actions import action_row
from sop_minutes.queries.changes import published_by
from sop_minutes.queries.log_narrowing import label_said
from sop_minutes.storage.chain import ONLY_TOLD
from sop_minutes.storage.tables import Action, ActionOwner, Change, Circulation, Meeting


@dataclass(frozen=True, slots=True)
class LastChange:
    """The newest entry of the log: its number, when it was made, in UTC, and what was done."""

    entry: int
    at: datetime
    label: str


def last_change(session: Session) -> LastChange | None:
    """Return the newest entry of the change log, None if nothing was ever done."""
    found = session.exec(
        select(Change.entry, Change.at, label_said())
        .where(col(Change.kind).not_in(ONLY_TOLD))
        .order_by(col(Change.id).desc())
    ).first()
    return LastChange(*found) if found else None


def actions_due_anew(session: Session, since: int) -> tuple[ActionRow, ...]:
    """Return the open actions that are due on another day since an entry of the log."""
    ids = {row_id for row_id, after in _updates(session, "actions", since) if "due_on" in after}
    rows = (action_row(session, id_) for id_ in sorted(ids) if session.get(Action, id_))
    return tuple(row for row in rows if is_open(row.status))


def meetings_put_in_diary(session: Session, since: int) -> tuple[date, ...]:
    """Return the days of provisional meetings that were planned, or moved, since an entry of the log."""
    changed = select(Change.row_id).where(Change.table_name == "meetings", Change.entry > since)
    query = select(col(Meeting.on)).where(
        col(Meeting.id).in_(changed), Meeting.state == MeetingState.PLANNED, col(Meeting.provisional)
    )
    return tuple(session.exec(query.order_by(col(Meeting.on))))


def left_outside(session: Session, entry: int) -> tuple[str, ...]:
    """Return what is to be said of what left the house and does not follow an entry that was replayed."""
    gone = select(Change.id).where(
        Change.table_name == Circulation.__tablename__, Change.entry == entry, col(Change.after).is_(None)
    )
    drafts = session.exec(gone).first() is not None
    return (*published_by(session, entry), *([DRAFTS_LEFT] if drafts else []))


def actions_owned_anew(session: Session, since: int) -> tuple[ActionRow, ...]:
    """Return the actions of which an owner as written is understood anew since an entry of the log."""
    meant = {"person_id", "seat_id", "organisation_id", "group_id"}
    ids = [
        row_id
        for row_id, after in _updates(session, "action_owners", since)
        if any(after.get(field) is not None for field in meant)
    ]
    owners = [owner for id_ in ids if (owner := session.get(ActionOwner, id_))]
    return tuple(action_row(session, id_) for id_ in sorted({owner.action_id for owner in owners}))


def _updates(session: Session, table: str, since: int) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield (row id, changed columns) of the rows of a table that were there before and are changed."""
    query = select(Change.row_id, Change.after).where(
        Change.entry > since,
        Change.table_name == table,
        col(Change.before).is_not(None),
        col(Change.after).is_not(None),
    )
    yield from session.exec(query).all()
