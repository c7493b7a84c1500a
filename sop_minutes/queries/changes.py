"""What the change log tells."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from sop_minutes.storage.tables import Change


@dataclass(frozen=True, slots=True)
class LastChange:
    """The newest entry of the log: when, in UTC, and what was done."""

    at: datetime
    label: str


def last_change(session: Session) -> LastChange | None:
    """Return the newest entry of the change log, None if nothing was ever done."""
    found = session.exec(select(Change.at, Change.label).order_by(col(Change.id).desc())).first()
    return LastChange(*found) if found else None
