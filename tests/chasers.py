"""What a database holds of the chasers that an action was in."""

from datetime import UTC, date, datetime
from typing import NamedTuple

from sqlmodel import Session, col, select

from sop_minutes.storage.tables import Chaser, ChaserAction


class SentRow(NamedTuple):
    at: datetime
    to_name: str
    to_address: str
    code: str
    due_on: date | None


def chasers_of(session: Session, action_id: int) -> list[SentRow]:
    """Return the chasers that an action was in, the newest first."""
    query = select(Chaser, ChaserAction).join(ChaserAction).where(ChaserAction.action_id == action_id)
    return [
        SentRow(sent.at.replace(tzinfo=UTC), sent.to_name, sent.to_address, sent.code, part.due_on)
        for sent, part in session.exec(query.order_by(col(Chaser.id).desc()))
    ]
