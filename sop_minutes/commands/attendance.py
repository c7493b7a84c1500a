"""A meeting's attendance list, kept from a note."""

from collections.abc import Iterable

from sqlmodel import Session, col, select

from sop_minutes.commands.alignment import aligned
from sop_minutes.commands.people import add_person
from sop_minutes.domain.grammar.attendance import arrived_at, left_at
from sop_minutes.domain.names import Directory, NameKind, looks_like_people
from sop_minutes.domain.sheets import AttendanceSheet
from sop_minutes.domain.text import clean_line, fold, squash
from sop_minutes.queries.names import directory
from sop_minutes.storage.tables import Attendance, Meeting


def keep_attendance(session: Session, meeting: Meeting, listed: Iterable[AttendanceSheet]) -> None:
    """Make the meeting's attendance what is listed, in that order.

    Each name is linked to the person who has it; a full name that nobody has makes a new person.
    """
    people = _People(session)
    query = select(Attendance).where(Attendance.meeting_id == meeting.id).order_by(col(Attendance.position))
    held = list(session.exec(query))
    same_name = (lambda row: fold(row.name), lambda entry: fold(entry.name))
    pairs, gone = aligned(held, list(listed), [same_name], lambda _row, _entry: 0.0)
    for row in gone:
        session.delete(row)
    for position, (held_row, entry) in enumerate(pairs, start=1):
        kept = held_row or Attendance(meeting_id=meeting.id, position=0, name="")
        kept.position = float(position)
        kept.name, kept.detail = clean_line(entry.name), clean_line(entry.detail)
        kept.status, kept.substitute_for = entry.status, clean_line(entry.substitute_for)
        kept.arrived, kept.left = arrived_at(entry.detail), left_at(entry.detail)
        kept.person_id = people.called(kept.name)
        session.add(kept)
    session.flush()


class _People:
    """Who is called what, those who are new in this list too."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._known: Directory = directory(session)
        self._new: dict[str, int] = {}

    def called(self, name: str) -> int | None:
        """Return the one person of that name, made if it reads as a person's and nobody has it."""
        people = [match for match in self._known.match(name) if match.kind is NameKind.PERSON]
        if people:
            return people[0].id if len(people) == 1 else None
        if self._known.match(name) or not looks_like_people(name):
            return None
        key = squash(name)
        if key not in self._new:
            self._new[key] = add_person(self._session, name)
        return self._new[key]
