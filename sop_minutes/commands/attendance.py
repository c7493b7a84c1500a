"""A meeting's attendance list, kept from a note."""

from collections.abc import Iterable

from sqlmodel import Session, col, select

from sop_minutes.commands.alignment import aligned
from sop_minutes.commands.owners import resolve_owners
from sop_minutes.domain.grammar.attendance import arrived_at, left_at
from sop_minutes.domain.names import Directory, NameKind, initials_of, looks_like_people
from sop_minutes.domain.sheets import AttendanceSheet
from sop_minutes.domain.text import clean_line, fold, squash
from sop_minutes.queries.names import directory
from sop_minutes.storage.tables import Attendance, Meeting, Person


def keep_attendance(session: Session, meeting: Meeting, listed: Iterable[AttendanceSheet]) -> frozenset[int]:
    """Make the meeting's attendance what is listed, in that order; return who was on it and is no more.

    Each name is linked to the person who has it; a full name that nobody has makes a new person.
    """
    people = _People(session)
    query = select(Attendance).where(Attendance.meeting_id == meeting.id).order_by(col(Attendance.position))
    held = list(session.exec(query))
    before = {row.person_id for row in held}
    same_name = (lambda row: fold(row.name), lambda entry: fold(entry.name))
    pairs, gone = aligned(held, list(listed), [same_name], lambda _row, _entry: 0.0)
    for row in gone:
        session.delete(row)
    kept = [row or Attendance(meeting_id=meeting.id, position=0, name="") for row, _ in pairs]
    for position, (row, (_, entry)) in enumerate(zip(kept, pairs, strict=True), start=1):
        _fill(row, entry, position, people)
        session.add(row)
    session.flush()
    if people.new:
        resolve_owners(session, full_names_only=True)
    return frozenset(id_ for id_ in before - {row.person_id for row in kept} if id_ is not None)


def _fill(row: Attendance, entry: AttendanceSheet, position: int, people: "_People") -> None:
    row.position = float(position)
    row.name, row.detail = clean_line(entry.name), clean_line(entry.detail)
    row.status, row.substitute_for = entry.status, clean_line(entry.substitute_for)
    row.arrived, row.left = arrived_at(entry.detail), left_at(entry.detail)
    row.person_id = people.called(row.name)


class _People:
    """Who is called what, those who are new in this list too."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._known: Directory = directory(session)
        self.new: dict[str, int] = {}

    def called(self, name: str) -> int | None:
        """Return the one person of that name, made if it reads as a person's and nobody has it."""
        people = [match for match in self._known.match(name) if match.kind is NameKind.PERSON]
        if people:
            return people[0].id if len(people) == 1 else None
        if self._known.match(name) or not looks_like_people(name):
            return None
        key = squash(name)
        if key not in self.new:
            person = Person(name=name, initials=initials_of(name))
            self._session.add(person)
            self._session.flush()
            self.new[key] = person.id
        return self.new[key]
