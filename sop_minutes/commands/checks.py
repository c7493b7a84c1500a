"""What commands check before they write: tables do not validate."""

from typing import TypeVar

from sqlmodel import Session, SQLModel

from sop_minutes.domain.errors import UserError
from sop_minutes.domain.text import clean_line

R = TypeVar("R", bound=SQLModel)
_NOUNS = {
    "groups": "group",
    "people": "person",
    "organisations": "organisation",
    "seats": "seat",
    "meetings": "meeting",
    "items": "agenda item",
    "points": "point",
    "actions": "action",
    "attendance": "name",
    "priorities": "priority",
    "objectives": "objective",
    "reports": "report",
    "topics": "topic",
}


def row_of(session: Session, table: type[R], row_id: int) -> R:
    """Return the row. Raises UserError if it is no longer there."""
    row = session.get(table, row_id)
    if row is None:
        raise UserError(f"That {_NOUNS.get(str(table.__tablename__), 'row')} is no longer there.")
    return row


def line_of(text: str, complaint: str) -> str:
    """Return `text` as one clean line. Raises UserError(`complaint`) if nothing is left of it."""
    line = clean_line(text)
    if not line:
        raise UserError(complaint)
    return line
