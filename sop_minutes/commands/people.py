"""People, organisations and the seats that people fill for them."""

from collections.abc import Iterable, Sequence
from datetime import date

import sqlalchemy as sa
from sqlmodel import Session, SQLModel, col, select

from sop_minutes.commands.checks import line_of, row_of
from sop_minutes.commands.owners import relink_owners, resolve_owners
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.names import initials_of, same_person
from sop_minutes.domain.text import clean_line, squash
from sop_minutes.queries.partners import came_with_a_note
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

    Raises UserError for an empty name, an address without one @, or a person of that organisation (of
    any if none is given) who is already there and whose name differs by a title or case at most.
    Actions that wait for someone of that name get their owner.
    """
    name = line_of(name, "A person needs a name.")
    others = select(Person.name)
    if organisation_id is not None:
        others = others.where(Person.organisation_id == organisation_id)
    there = next((other for other in session.exec(others) if same_person(other, name)), None)
    if there is not None:
        as_other = "" if there == name else f" as {there}"
        raise UserError(
            f"{name} is already there{as_other}; if this is somebody else, say of which organisation."
        )
    person = Person(
        name=name,
        initials=clean_line(initials) or initials_of(name),
        email=_checked_email(email),
        role=clean_line(role),
        organisation_id=organisation_id,
    )
    session.add(person)
    session.flush()
    session.add_all(PersonName(person_id=person.id, name=alias) for alias in _checked_names(aliases))
    session.flush()
    resolve_owners(session)
    return person.id


def name_person(session: Session, person_id: int, *, name: str) -> int:
    """Give a person another name they are found by. Actions that wait for it get their owner."""
    row = PersonName(person_id=row_of(session, Person, person_id).id, name=_checked_names([name])[0])
    session.add(row)
    session.flush()
    resolve_owners(session)
    return row.id


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
    same = select(Organisation.name).where(col(Organisation.parent_id).is_not_distinct_from(parent_id))
    _check_new(name, session.exec(same))
    row = Organisation(name=name, short_name=clean_line(short_name), parent_id=parent_id)
    session.add(row)
    session.flush()
    session.add_all(OrganisationName(organisation_id=row.id, name=alias) for alias in _checked_names(aliases))
    session.flush()
    resolve_owners(session)
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
    resolve_owners(session)
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


def forget_people(session: Session, person_ids: Iterable[int]) -> None:
    """Take away those of the people whom only a note brought in, and who are nowhere used any more.

    An owner who was understood to be one of them is whoever else is called so by now; where nobody
    is, the person stays.
    """
    for person_id in person_ids:
        person = session.get(Person, person_id)
        if person is None or not came_with_a_note(session, person_id):
            continue
        relink_owners(session, person_id)
        if not _is_used(session, person_id):
            session.delete(person)
            session.flush()


def _is_used(session: Session, person_id: int) -> bool:
    people = SQLModel.metadata.tables[str(Person.__tablename__)]
    keys = (key for table in SQLModel.metadata.tables.values() for key in table.foreign_keys)
    columns = [key.parent for key in keys if key.column.table is people]
    uses = (sa.select(sa.literal(1)).where(column == person_id).limit(1) for column in columns)
    return any(session.connection().scalar(use) for use in uses)


def _check_new(name: str, others: Iterable[str]) -> None:
    if any(squash(other) == squash(name) for other in others):
        raise UserError(f"{name} is already there.")


def _checked_email(email: str) -> str:
    email = clean_line(email)
    if email and (email.count("@") != 1 or " " in email):
        raise UserError(f"“{email}” is not an e-mail address.")
    return email


def _checked_names(names: Iterable[str]) -> list[str]:
    return [line_of(name, "A name needs some text.") for name in names]
