"""People: who they are, what they are called, and two of them that are one."""

from collections.abc import Iterable, Sequence
from datetime import date

from sqlmodel import Session, col, select

from sop_minutes.commands.checks import line_of, row_of
from sop_minutes.commands.owners import merge_owners, relink_owners, resolve_owners
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.names import initials_of, same_person
from sop_minutes.domain.text import clean_line, squash
from sop_minutes.queries.partners import came_with_a_note, uses_of_person
from sop_minutes.storage.tables import Attendance, Chaser, Person, PersonName, Recipient, SeatHolder


class AnotherPersonError(UserError):
    """A name that was to be somebody's is `other`'s."""

    def __init__(self, sentence: str, other: str) -> None:
        super().__init__(sentence)
        self.other = other


class PersonInUseError(UserError):
    """Something refers to a person who was to be deleted."""


def add_person(
    session: Session,
    name: str,
    *,
    organisation_id: int | None = None,
    initials: str = "",
    email: str = "",
    role: str = "",
    aliases: Sequence[str] = (),
    namesake: bool = False,
) -> int:
    """Add a person. Without `initials` they are made of the name: "SO" for Siobhan O'Neill-Hart.

    A `namesake` is known to be another than whoever is there of that name. For anybody else raises UserError
    where a person of that organisation (of any if none is given) is already there whose name differs by a
    title or case at most; for all, for an empty name and an address without one @. Actions that wait for
    someone of that name get their owner.
    """
    name = line_of(name, "A person needs a name.")
    there = _person_named(session, name, organisation_id=organisation_id)
    if there is not None and not namesake:
        as_other = "" if there.name == name else f" as {there.name}"
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
    for alias in aliases:
        _add_name(session, person, alias)
    resolve_owners(session)
    return person.id


def name_person(session: Session, person_id: int, *, name: str) -> int:
    """Give a person another name they are found by. Actions that wait for it get their owner.

    Raises AnotherPersonError for the full name of somebody else.
    """
    name_id = _add_name(session, row_of(session, Person, person_id), name)
    resolve_owners(session)
    return name_id


def unname_person(session: Session, person_id: int, *, name: str) -> None:
    """Take away another name of a person. What is linked to them stays so."""
    person = row_of(session, Person, person_id)
    held = session.exec(select(PersonName).where(PersonName.person_id == person_id)).all()
    gone = [row for row in held if squash(row.name) == squash(name)]
    if not gone:
        raise UserError(f"{person.name} has no other name “{clean_line(name)}”.")
    for row in gone:
        session.delete(row)
    session.flush()


def rename_person(session: Session, person_id: int, *, name: str) -> None:
    """Give a person a new name; they are still found by the old one. Raises AnotherPersonError as above."""
    person = row_of(session, Person, person_id)
    name = line_of(name, "A person needs a name.")
    _check_nobody_elses(session, person, name)
    was, person.name = person.name, name
    if person.initials == initials_of(was):
        person.initials = initials_of(name)
    session.flush()
    _keep_name(session, person, was)
    resolve_owners(session)


def edit_person(
    session: Session,
    person_id: int,
    *,
    organisation_id: int | None = None,
    initials: str | None = None,
    email: str | None = None,
    role: str | None = None,
) -> None:
    """Change what is given of a person; None leaves it. Initials of "" are made of the name."""
    person = row_of(session, Person, person_id)
    if organisation_id is not None:
        person.organisation_id = organisation_id
    if initials is not None:
        person.initials = clean_line(initials) or initials_of(person.name)
    if email is not None:
        person.email = _checked_email(email)
    if role is not None:
        person.role = clean_line(role)
    session.flush()
    resolve_owners(session)


def merge_people(session: Session, person_id: int, *, into_id: int) -> None:
    """Make two people one: all that is the first one's becomes the second one's, the names too.

    What the second one does not have yet (an address, a role, an organisation) is taken over.
    """
    double, person = row_of(session, Person, person_id), row_of(session, Person, into_id)
    if double.id == person.id:
        raise UserError(f"{person.name} is one person already.")
    merge_owners(session, double.id, into_id=person.id)
    for entry in session.exec(select(Attendance).where(Attendance.person_id == double.id)):
        entry.person_id = person.id
    _pass_on_messages(session, double.id, person.id)
    _merge_seats(session, double.id, person.id)
    names = session.exec(select(PersonName).where(PersonName.person_id == double.id)).all()
    for name in (double.name, *(row.name for row in names)):
        _keep_name(session, person, name)
    for row in names:
        session.delete(row)
    person.email, person.role = person.email or double.email, person.role or double.role
    person.organisation_id = person.organisation_id or double.organisation_id
    session.delete(double)
    session.flush()
    resolve_owners(session)


def delete_person(session: Session, person_id: int) -> None:
    """Delete a person and their other names. Raises PersonInUseError while anything else refers to them."""
    person = row_of(session, Person, person_id)
    uses = uses_of_person(session, person_id)
    if any(uses):
        said = uses.counted("owns", "is on", "has")
        raise PersonInUseError(f"{person.name} {said}, and cannot be deleted.")
    for name in session.exec(select(PersonName).where(PersonName.person_id == person_id)):
        session.delete(name)
    _pass_on_messages(session, person_id, None)
    session.delete(person)
    session.flush()


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
        if not any(uses_of_person(session, person_id)) and not _other_names(session, person_id):
            _pass_on_messages(session, person_id, None)
            session.delete(person)
            session.flush()


def _pass_on_messages(session: Session, person_id: int, to_id: int | None) -> None:
    """Make what was sent to one person another's; for None it keeps the name it went to alone."""
    for chaser in session.exec(select(Chaser).where(Chaser.person_id == person_id)):
        chaser.person_id = to_id
    for recipient in session.exec(select(Recipient).where(Recipient.person_id == person_id)):
        recipient.person_id = to_id
    session.flush()


def _merge_seats(session: Session, double_id: int, person_id: int) -> None:
    """Give a person the seats of another, but for those they fill themselves on the same days."""
    own = session.exec(select(SeatHolder).where(SeatHolder.person_id == person_id)).all()
    filled = {_days_in_seat(row) for row in own}
    for row in session.exec(select(SeatHolder).where(SeatHolder.person_id == double_id)):
        if _days_in_seat(row) in filled:
            session.delete(row)
        else:
            row.person_id = person_id


def _days_in_seat(row: SeatHolder) -> tuple[int, bool, date | None, date | None]:
    return row.seat_id, row.deputy, row.from_on, row.until_on


def _person_named(
    session: Session, name: str, *, organisation_id: int | None = None, but_for: int | None = None
) -> Person | None:
    """Return who has this full name or other name, of an organisation if one is given; None if nobody."""
    people = select(Person).order_by(col(Person.id))
    if organisation_id is not None:
        people = people.where(Person.organisation_id == organisation_id)
    names = select(PersonName.person_id, PersonName.name)
    others = {id_ for id_, other in session.exec(names) if " " in other and same_person(other, name)}
    found = (p for p in session.exec(people) if same_person(p.name, name) or p.id in others)
    return next((person for person in found if person.id != but_for), None)


def _check_nobody_elses(session: Session, person: Person, name: str) -> None:
    other = _person_named(session, name, but_for=person.id)
    if other is not None:
        as_other = "" if squash(other.name) == squash(name) else f", {other.name}"
        raise AnotherPersonError(f"{name} is another person{as_other}.", other.name)


def _add_name(session: Session, person: Person, name: str) -> int:
    name = line_of(name, "A name needs some text.")
    _check_nobody_elses(session, person, name)
    row = PersonName(person_id=person.id, name=name)
    session.add(row)
    session.flush()
    return row.id


def _keep_name(session: Session, person: Person, name: str) -> None:
    """Have a person found by a name they had, if they are not by their own; none twice."""
    held = {squash(other) for other in _other_names(session, person.id)}
    if squash(name) not in held and not same_person(name, person.name):
        session.add(PersonName(person_id=person.id, name=name))
        session.flush()


def _other_names(session: Session, person_id: int) -> Sequence[str]:
    return session.exec(select(PersonName.name).where(PersonName.person_id == person_id)).all()


def _checked_email(email: str) -> str:
    email = clean_line(email)
    if email and (email.count("@") != 1 or " " in email):
        raise UserError(f"“{email}” is not an e-mail address.")
    return email
