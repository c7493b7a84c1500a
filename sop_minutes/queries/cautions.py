"""What to look at twice in a note before it goes out."""

from typing import NamedTuple

from sqlmodel import Session

from sop_minutes.domain.caution import sounds_closed
from sop_minutes.domain.grammar import Exposed, exposed
from sop_minutes.domain.inline import plain_text
from sop_minutes.domain.words import Audience, PointKind, narrower
from sop_minutes.queries.blocks import items_of, points_of
from sop_minutes.queries.meetings import meeting_sheet


class LineRow(NamedTuple):
    """A line of a note, and who may see it."""

    text: str
    kind: PointKind
    audience: Audience


def lines_of(session: Session, meeting_id: int) -> dict[int, LineRow]:
    """Return the lines of the meeting by id, each as narrow as its item."""
    items = {item.id: item.audience for item in items_of(session, meeting_id)}
    return {
        point.id: LineRow(plain_text(point.text), point.kind, narrower(items[point.item_id], point.audience))
        for point in points_of(session, meeting_id)
    }


def doubtful_texts(session: Session, meeting_id: int) -> tuple[str, ...]:
    """Return the texts of the meeting that are public, and themselves sound as if they should not be."""
    note = meeting_sheet(session, meeting_id, Audience.PUBLIC).note
    texts = [text for item in note.items for text in (item.title, *(point.text for point in item.points))]
    return tuple(plain_text(text) for text in texts if sounds_closed(text))


def exposed_lines(session: Session, meeting_id: int) -> tuple[Exposed, ...]:
    """Return the bullets of the meeting that stand right under a narrower paragraph."""
    note = meeting_sheet(session, meeting_id).note
    return tuple(line for item in note.items for line in exposed(item.points))
