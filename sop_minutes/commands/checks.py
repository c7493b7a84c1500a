"""What commands check before they write: tables do not validate."""

from typing import TypeVar

from sqlmodel import Session, SQLModel

from sop_minutes.domain.errors import GoneError, UserError
from sop_minutes.domain.text import clean_line
from sop_minutes.domain.words import SETTLED_STATES
from sop_minutes.storage.tables import Item, Meeting, Point

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
    "action_links": "link",
    "attendance": "name",
    "priorities": "priority",
    "objectives": "objective",
    "reports": "report",
    "topics": "topic",
    "note_templates": "template",
}


def row_of(session: Session, table: type[R], row_id: int) -> R:
    """Return the row. Raises GoneError if it is no longer there."""
    row = session.get(table, row_id)
    if row is None:
        raise GoneError(f"That {_NOUNS.get(str(table.__tablename__), 'row')} is no longer there.")
    return row


def line_of(text: str, complaint: str) -> str:
    """Return `text` as one clean line. Raises UserError(`complaint`) if nothing that can be seen is left."""
    line = clean_line(text)
    if not any(letter.isprintable() and not letter.isspace() for letter in line):
        raise UserError(complaint)
    return line


def check_unsettled(state: str) -> None:
    """Raise UserError if minutes in this state are approved. Every change of a note asks this first."""
    if state in SETTLED_STATES:
        raise UserError("The minutes of that meeting are approved; reopen the meeting to correct them.")


def meeting_to_change(session: Session, meeting_id: int) -> Meeting:
    """Return a meeting that is to be changed. Raises UserError if it is gone, or its minutes are approved."""
    meeting = row_of(session, Meeting, meeting_id)
    check_unsettled(meeting.state)
    return meeting


def item_to_change(session: Session, item_id: int) -> Item:
    """Return an agenda item that is to be changed, as `meeting_to_change` does."""
    item = row_of(session, Item, item_id)
    meeting_to_change(session, item.meeting_id)
    return item


def point_to_change(session: Session, point_id: int) -> Point:
    """Return a block that is to be changed, as `meeting_to_change` does."""
    point = row_of(session, Point, point_id)
    item_to_change(session, point.item_id)
    return point
