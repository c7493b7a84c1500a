"""What a meeting's note says, text for text, and who may see each."""

from collections.abc import Iterator
from dataclasses import replace

from sqlmodel import Session, col, select

from sop_minutes.domain.said_again import texts_of
from sop_minutes.domain.sheets import MeetingSheet
from sop_minutes.domain.words import Audience
from sop_minutes.queries.reviewed import as_typed
from sop_minutes.queries.seats import seats_filled
from sop_minutes.storage.tables import Meeting, Person


def note_texts(session: Session, meeting_id: int, whole: MeetingSheet) -> Iterator[tuple[str, Audience]]:
    """Yield what a meeting's note says, and who has a seat in its group: a name alone is no secret."""
    items = (
        replace(item, points=tuple(as_typed(session, point, meeting_id) for point in item.points))
        for item in whole.note.items
    )
    yield from texts_of(replace(whole.note, items=tuple(items)))
    meeting = session.get_one(Meeting, meeting_id)
    seated = [seat.person_id for seat in seats_filled(session, meeting.on).in_group(meeting.group_id)]
    named = select(Person.name).where(col(Person.id).in_(seated), col(Person.as_role).is_(False))
    yield from ((name, Audience.PUBLIC) for name in session.exec(named))
