"""What to look at twice in a note before it goes out."""

from sqlmodel import Session

from sop_minutes.domain.caution import sounds_closed
from sop_minutes.domain.grammar import Exposed, exposed
from sop_minutes.domain.inline import plain_text
from sop_minutes.domain.words import Audience
from sop_minutes.queries.meetings import meeting_sheet


def doubtful_texts(session: Session, meeting_id: int) -> tuple[str, ...]:
    """Return the texts of the meeting that are public, and themselves sound as if they should not be."""
    note = meeting_sheet(session, meeting_id, Audience.PUBLIC).note
    texts = [text for item in note.items for text in (item.title, *(point.text for point in item.points))]
    return tuple(plain_text(text) for text in texts if sounds_closed(text))


def exposed_lines(session: Session, meeting_id: int) -> tuple[Exposed, ...]:
    """Return the bullets of the meeting that stand right under a narrower paragraph."""
    note = meeting_sheet(session, meeting_id).note
    return tuple(line for item in note.items for line in exposed(item.points))
