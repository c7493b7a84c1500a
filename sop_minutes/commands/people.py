"""People, organisations and the seats that people fill for them."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session, col, select

from sop_minutes.commands.checks import line_of, row_of
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.names import initials_of
from sop_minutes.domain.text import clean_line, squash
from sop_minutes.storage.tables import (
    Group,
    Organisation,
    OrganisationName,
    Person,
    PersonName,
    Seat,
    SeatHolder,
)


def add_person(
    session: Session,
    name: str,
    *,
    organisation_id: int | None = None,
    initials: str = "",
    email: str = "",
    role: str = "",
    aliases: Sequence[str] = (),
) -> int:
    """Add a person. Without `initials` they are made of the name: "SO" for Siobhan O'Neill-Hart.

    Raises UserError for an empty name, an address without one @, or a person of that name and
    organisation who is already there.
    """
    name = line_of(name, "A person needs a name.")
    email = clean_line(email)
    if email and (email.count("@") != 1 or " " in email):
        raise UserError(f"“{email}” is not an e-mail address.")
    same = session.exec(
        select(Person.name).where(col(Person.organisation_id).is_not_distinct_from(organisation_id))
    ).all()
    if any(squash(other) == squash(name) for other in same):
        raise UserError(f"{name} is already there.")
    person = Person(
        name=name,
        initials=clean_line(initials) or initials_of(name),
        email=email,
        role=clean_line(role),
        organisation_id=organisation_id,
    )
    session.add(person)
    session.flush()
    for alias in aliases:
        session.add(PersonName(person_id=person.id, name=line_of(alias, "A name needs some text.")))
    session.flush()
    return person.id


def add_organisation(
    session: Session,
    name: str,
    *,
    short_name: str = "",
    parent_id: int | None = None,
    aliases: Sequence[str] = (),
) -> int:
    """Add an organisation, or a unit of one. Raises UserError if it is already there."""
    name = line_of(name, "An organisation needs a name.")
    query = select(Organisation.name).where(col(Organisation.parent_id).is_not_distinct_from(parent_id))
    if any(squash(other) == squash(name) for other in session.exec(query)):
        raise UserError(f"{name} is already there.")
    row = Organisation(name=name, short_name=clean_line(short_name), parent_id=parent_id)
    session.add(row)
    session.flush()
    for alias in aliases:
        other = line_of(alias, "A name needs some text.")
        session.add(OrganisationName(organisation_id=row.id, name=other))
    session.flush()
    return row.id


def add_seat(
    session: Session, *, group_id: int, organisation_id: int | None = None, role: str = "member"
) -> int:
    """Give an organisation a seat on a group. `role` is member, chair, secretary, or a title of its own."""
    row_of(session, Group, group_id)
    seat = Seat(
        group_id=group_id, organisation_id=organisation_id, role=line_of(role, "A seat needs a role.")
    )
    session.add(seat)
    session.flush()
    return seat.id


def fill_seat(
    session: Session,
    seat_id: int,
    *,
    person_id: int,
    deputy: bool = False,
    from_on: date | None = None,
    until_on: date | None = None,
) -> int:
    """Put a person in a seat, as its holder or as a deputy, from one day to another (None: open)."""
    row_of(session, Seat, seat_id)
    row_of(session, Person, person_id)
    if from_on and until_on and until_on < from_on:
        raise UserError("A seat cannot be left before it is taken.")
    holder = SeatHolder(
        seat_id=seat_id, person_id=person_id, deputy=deputy, from_on=from_on, until_on=until_on
    )
    session.add(holder)
    session.flush()
    return holder.id
