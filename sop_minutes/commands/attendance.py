"""A meeting's attendance list, kept from a note or name by name in the meeting."""

import re
from collections.abc import Iterable

from sqlmodel import Session, col, select

from sop_minutes.commands.alignment import aligned
from sop_minutes.commands.checks import line_of, meeting_to_change
from sop_minutes.commands.owners import resolve_owners
from sop_minutes.commands.people import forget_people
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.grammar.attendance import arrived_at, left_at
from sop_minutes.domain.names import (
    Directory,
    KnownName,
    NameKind,
    initials_of,
    looks_like_people,
    same_person,
)
from sop_minutes.domain.sheets import AttendanceSheet
from sop_minutes.domain.text import clean_line, fold, squash
from sop_minutes.domain.words import AttendanceStatus
from sop_minutes.queries.names import directory
from sop_minutes.storage.tables import Attendance, Meeting, Person


def keep_attendance(session: Session, meeting: Meeting, listed: Iterable[AttendanceSheet]) -> frozenset[int]:
    """Make the meeting's attendance what is listed, in that order; return who was on it and is no more.

    Each name is linked to the person who has it; a full name that nobody has makes a new person.
    """
    listed = list(listed)
    people = _People(session, (entry.name for entry in listed))
    query = select(Attendance).where(Attendance.meeting_id == meeting.id).order_by(col(Attendance.position))
    held = list(session.exec(query))
    before = {row.person_id for row in held}
    same_name = (lambda row: fold(row.name), lambda entry: fold(entry.name))
    pairs, gone = aligned(held, listed, [same_name], lambda _row, _entry: 0.0)
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


def set_attendance(
    session: Session,
    meeting_id: int,
    *,
    name: str,
    person_id: int | None = None,
    status: AttendanceStatus | None = None,
    detail: str | None = None,
    substitute_for: str | None = None,
) -> int:
    """Say of one name what is given; None leaves it. A name not listed yet is added, as present.

    `person_id` is whose name it is, if that is known; it is then listed without brackets. `detail` is
    what stands in brackets, times too.
    """
    meeting = meeting_to_change(session, meeting_id)
    name = line_of(name, "Whose attendance is it? Give a name.")
    if person_id is not None:
        name = listed_name(name)
    if _NOT_IN_NAMES.intersection(name):
        raise UserError("A name on the attendance list cannot hold brackets or semicolons.")
    row = _listed(session, meeting_id, name, person_id)
    if row is None:
        row = _added(session, meeting_id, name, person_id)
    if status is not None:
        row.status = status
        row.substitute_for = "" if status is not AttendanceStatus.SUBSTITUTE else row.substitute_for
    if detail is not None:
        row.detail = clean_line(detail)
        row.arrived, row.left = arrived_at(row.detail), left_at(row.detail)
    if substitute_for is not None:
        row.substitute_for = clean_line(substitute_for)
    session.flush()
    resolve_owners(session, meeting_id=meeting.id)
    return row.id


def listed_name(name: str) -> str:
    """Return a person's name as it stands on a list, where brackets and semicolons are read as more."""
    return _PARTED.sub(" ", name).strip() or name


def send_substitute(session: Session, meeting_id: int, *, name: str, substitute_for: str) -> int:
    """Say that `name` comes in the place of someone, who thereby sends apologies."""
    set_attendance(session, meeting_id, name=substitute_for, status=AttendanceStatus.APOLOGIES)
    return set_attendance(
        session, meeting_id, name=name, status=AttendanceStatus.SUBSTITUTE, substitute_for=substitute_for
    )


def remove_attendance(session: Session, meeting_id: int, *, name: str) -> None:
    """Take a name off a meeting's attendance list."""
    meeting_to_change(session, meeting_id)
    row = _listed(session, meeting_id, name, None)
    if row is None:
        raise UserError(f"{name} is not on the attendance list.")
    session.delete(row)
    session.flush()
    if row.person_id is not None:
        forget_people(session, [row.person_id])


def _listed(session: Session, meeting_id: int, name: str, person_id: int | None) -> Attendance | None:
    query = select(Attendance).where(Attendance.meeting_id == meeting_id).order_by(col(Attendance.position))
    rows = session.exec(query).all()
    same = (row for row in rows if person_id is not None and row.person_id == person_id)
    called = (row for row in rows if fold(row.name) == fold(name))
    return next(same, None) or next(called, None)


def _added(session: Session, meeting_id: int, name: str, person_id: int | None) -> Attendance:
    """Put a name at the end of the list; a full name that nobody has makes a new person."""
    query = select(Attendance.position).where(Attendance.meeting_id == meeting_id)
    last = session.exec(query.order_by(col(Attendance.position).desc())).first() or 0.0
    people = _People(session, (name, *_names(session, meeting_id)))
    row = Attendance(meeting_id=meeting_id, position=last + 1, name=name)
    row.person_id = person_id if person_id is not None else people.called(name)
    session.add(row)
    session.flush()
    if people.new:
        resolve_owners(session, full_names_only=True)
    return row


_NOT_IN_NAMES = frozenset("();")
_PARTED = re.compile(r"\s*\([^()]*\)?\s*|[();]")


def _fill(row: Attendance, entry: AttendanceSheet, position: int, people: "_People") -> None:
    row.position = float(position)
    row.name, row.detail = clean_line(entry.name), clean_line(entry.detail)
    row.status, row.substitute_for = entry.status, clean_line(entry.substitute_for)
    row.arrived, row.left = arrived_at(entry.detail), left_at(entry.detail)
    row.person_id = people.called(row.name)


def _names(session: Session, meeting_id: int) -> Iterable[str]:
    return session.exec(select(Attendance.name).where(Attendance.meeting_id == meeting_id)).all()


class _People:
    """Who of a list is called what, those who are new in it too.

    Somebody who is on the list in full is nobody else on it: Ann Lee is there, so A Lee is another.
    """

    def __init__(self, session: Session, listed: Iterable[str]) -> None:
        self._session = session
        self._known: Directory = directory(session)
        self._in_full = {
            match.id for name in listed for match in self._matches(name) if same_person(match.name, name)
        }
        self.new: dict[str, int] = {}

    def called(self, name: str) -> int | None:
        """Return the one person of that name, made if it reads as a person's and nobody has it."""
        matches = self._matches(name)
        people = [match for match in matches if not self._is_another(match, name)]
        if people:
            return people[0].id if len(people) == 1 else None
        if not looks_like_people(name) or (not matches and self._known.match(name)):
            return None
        key = squash(name)
        if key not in self.new:
            person = Person(name=name, initials=initials_of(name))
            self._session.add(person)
            self._session.flush()
            self.new[key] = person.id
        return self.new[key]

    def _is_another(self, match: KnownName, name: str) -> bool:
        is_short = self._known.is_short(name) and not same_person(match.name, name)
        return is_short and match.id in self._in_full

    def _matches(self, name: str) -> list[KnownName]:
        return [match for match in self._known.match(name) if match.kind is NameKind.PERSON]
