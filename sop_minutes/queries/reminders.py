"""Who was chased for what, and when."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from sop_minutes.domain.chasing import ChaserSheet, Reminded
from sop_minutes.storage.tables import Chaser, ChaserAction


@dataclass(frozen=True, slots=True)
class SentRow:
    """A chaser that an action was in: when (in UTC), to whom, when the action was due then."""

    at: datetime
    to_name: str
    to_address: str
    code: str
    due_on: date | None


def chasers_of(session: Session, action_id: int) -> tuple[SentRow, ...]:
    """Return the chasers that an action was in, the newest first."""
    columns = (Chaser.at, Chaser.to_name, Chaser.to_address, Chaser.code, ChaserAction.due_on)
    query = (
        sa.select(*(col(column) for column in columns))
        .join(ChaserAction, col(ChaserAction.chaser_id) == col(Chaser.id))
        .where(col(ChaserAction.action_id) == action_id)
        .order_by(col(Chaser.at).desc(), col(Chaser.id).desc())
    )
    rows: Any = session.connection().execute(query)
    return tuple(SentRow(at.replace(tzinfo=UTC), *row) for at, *row in rows)


def last_reminded(session: Session, sheets: Sequence[ChaserSheet]) -> dict[int, Reminded]:
    """Return for each person who is to be chased when they last were, for any of the same actions."""
    days: defaultdict[int, dict[int, date]] = defaultdict(dict)
    for person_id, action_id, at in session.connection().execute(_REMINDED):
        days[person_id][action_id] = at.replace(tzinfo=UTC).astimezone().date()
    found = {}
    for sheet in sheets:
        told = [days[sheet.person_id].get(owed.row.id, date.min) for owed in sheet.owed]
        if (last := max(told)) > date.min:
            found[sheet.person_id] = Reminded(last, of_all=min(told) == last)
    return found


_REMINDED: Any = (
    sa.select(col(Chaser.person_id), col(ChaserAction.action_id), sa.func.max(col(Chaser.at)))
    .join(ChaserAction, col(ChaserAction.chaser_id) == col(Chaser.id))
    .where(col(Chaser.person_id).is_not(None))
    .group_by(col(Chaser.person_id), col(ChaserAction.action_id))
)
