"""When somebody was last reminded."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, date
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from sop_minutes.domain.chasing import ChaserSheet, Reminded
from sop_minutes.storage.tables import Chaser, ChaserAction


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
