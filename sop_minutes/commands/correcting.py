"""Putting right what is known of a person, as one thing to take back."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from sop_minutes.commands.attendance import listed_name
from sop_minutes.commands.checks import row_of
from sop_minutes.commands.organisations import add_organisation
from sop_minutes.commands.people import edit_person, name_person, rename_person, unname_person
from sop_minutes.domain.text import clean_line, fold, squash
from sop_minutes.domain.words import SETTLED_STATES
from sop_minutes.queries.partners import list_organisations, list_people
from sop_minutes.storage.tables import Attendance, Meeting, Person


def correct_person(
    session: Session,
    person_id: int,
    *,
    name: str,
    initials: str,
    organisation: str,
    role: str,
    email: str,
    other_names: Sequence[str],
) -> None:
    """Make a person what is said here; "" is none, and initials of "" are made of the name.

    An organisation that nobody knows is added. A new name stands on the lists of all meetings that
    are not approved; the person is still found by the old one.
    """
    person = row_of(session, Person, person_id)
    was = person.name
    if clean_line(name) != was:
        rename_person(session, person_id, name=name)
        _rename_on_lists(session, person, was)
    person.organisation_id = _organisation(session, organisation)
    edit_person(session, person_id, initials=initials, role=role, email=email)
    wanted = {squash(each): each for each in (*other_names, *([was] if was != person.name else []))}
    held = next(row.aliases for row in list_people(session) if row.id == person_id)
    for other in held:
        if squash(other) not in wanted:
            unname_person(session, person_id, name=other)
    for key, other in wanted.items():
        if key and key not in {squash(each) for each in (*held, was, person.name)}:
            name_person(session, person_id, name=other)


def _organisation(session: Session, name: str) -> int | None:
    """Return the organisation that is called so, added if there is none; None for ""."""
    key = squash(name)
    if not key:
        return None
    for row in list_organisations(session):
        if key in {squash(each) for each in (row.name, row.short_name, *row.aliases)}:
            return row.id
    return add_organisation(session, name)


def _rename_on_lists(session: Session, person: Person, was: str) -> None:
    entries = select(Attendance).join(Meeting, col(Meeting.id) == col(Attendance.meeting_id))
    open_ones = entries.where(
        Attendance.person_id == person.id, col(Meeting.state).not_in(list(SETTLED_STATES))
    )
    for entry in session.exec(open_ones):
        if fold(entry.name) in {fold(was), fold(listed_name(was))}:
            entry.name = listed_name(person.name)
    session.flush()
