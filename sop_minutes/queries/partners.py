"""Lists of groups, people, organisations and seats."""

from collections import defaultdict
from datetime import date
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from sop_minutes.domain.namesakes import may_be_one_person
from sop_minutes.domain.sheets import GroupRow, OrganisationRow, PersonRow, SeatRow
from sop_minutes.domain.words import GroupKind
from sop_minutes.storage.tables import (
    ActionOwner,
    Attendance,
    Change,
    Group,
    GroupName,
    Organisation,
    OrganisationName,
    Person,
    PersonName,
    Seat,
    SeatHolder,
)


class PersonUses(NamedTuple):
    """How many actions, meetings and seats refer to a person."""

    actions: int
    meetings: int
    seats: int

    def counted(self, *verbs: str) -> str:
        """Return them in words, each after its verb if they are given: "owns 2 actions and has 1 seat"."""
        nouns = ("action", "attendance list", "seat")
        said = (
            f"{verb} {count} {noun}{'' if count == 1 else 's'}".strip()
            for count, noun, verb in zip(self, nouns, verbs or ("", "", ""), strict=True)
            if count
        )
        return " and ".join(said)


def list_groups(session: Session) -> tuple[GroupRow, ...]:
    """Return all groups by name."""
    names: defaultdict[tuple[int, bool], list[str]] = defaultdict(list)
    others = sa.select(col(GroupName.group_id), col(GroupName.former), col(GroupName.name))
    for group_id, former, other in session.connection().execute(others.order_by(col(GroupName.id))):
        names[group_id, former].append(other)
    parent = aliased(Group)
    query = sa.select(col(Group.id), col(Group.code), col(Group.name), col(Group.kind), col(parent.code))
    query = query.outerjoin(parent, col(parent.id) == col(Group.parent_id)).order_by(col(Group.name))
    return tuple(
        GroupRow(
            id=id_,
            code=code,
            name=name,
            kind=GroupKind(kind),
            parent=above or "",
            aliases=tuple(names[id_, False]),
            former_names=tuple(names[id_, True]),
        )
        for id_, code, name, kind, above in session.connection().execute(query)
    )


def list_people(session: Session) -> tuple[PersonRow, ...]:
    """Return all people by name."""
    aliases: defaultdict[int, list[str]] = defaultdict(list)
    others = sa.select(col(PersonName.person_id), col(PersonName.name)).order_by(col(PersonName.id))
    for person_id, other in session.connection().execute(others):
        aliases[person_id].append(other)
    query = (
        sa.select(
            col(Person.id),
            col(Person.name),
            col(Person.initials),
            sa.func.coalesce(col(Organisation.name), ""),
            col(Person.role),
            col(Person.email),
        )
        .outerjoin(Organisation, col(Organisation.id) == col(Person.organisation_id))
        .order_by(col(Person.name), col(Person.id))
    )
    rows = session.connection().execute(query)
    return tuple(PersonRow(*row, aliases=tuple(aliases[row.id])) for row in rows)


def person_name(session: Session, person_id: int) -> str:
    return session.get_one(Person, person_id).name


def organisation_of(session: Session, person_id: int) -> int | None:
    """Return the id of the organisation that a person works for, None if that is not known."""
    return session.get_one(Person, person_id).organisation_id


def list_organisations(session: Session) -> tuple[OrganisationRow, ...]:
    """Return all organisations by name."""
    aliases: defaultdict[int, list[str]] = defaultdict(list)
    others = sa.select(col(OrganisationName.organisation_id), col(OrganisationName.name))
    for organisation_id, other in session.connection().execute(others.order_by(col(OrganisationName.id))):
        aliases[organisation_id].append(other)
    parent = aliased(Organisation)
    query = (
        sa.select(
            col(Organisation.id),
            col(Organisation.name),
            col(Organisation.short_name),
            sa.func.coalesce(col(parent.name), ""),
        )
        .outerjoin(parent, col(parent.id) == col(Organisation.parent_id))
        .order_by(col(Organisation.name), col(Organisation.id))
    )
    rows = session.connection().execute(query)
    return tuple(OrganisationRow(*row, aliases=tuple(aliases[row.id])) for row in rows)


def list_seats(
    session: Session, group_id: int | None = None, *, on: date | None = None
) -> tuple[SeatRow, ...]:
    """Return the seats of one group or of all, each with all who fill it: ever, or `on` a day."""
    query = (
        sa.select(
            col(Seat.id),
            col(Group.code),
            sa.func.coalesce(col(Organisation.name), ""),
            col(Seat.role),
            sa.func.coalesce(col(Person.name), ""),
            col(Person.id),
            sa.func.coalesce(col(SeatHolder.deputy), sa.false()),
            col(SeatHolder.from_on),
            col(SeatHolder.until_on),
        )
        .join(Group, col(Group.id) == col(Seat.group_id))
        .outerjoin(Organisation, col(Organisation.id) == col(Seat.organisation_id))
        .outerjoin(SeatHolder, sa.and_(col(SeatHolder.seat_id) == col(Seat.id), _fills_on(on)))
        .outerjoin(Person, col(Person.id) == col(SeatHolder.person_id))
        .order_by(col(Group.code), col(Organisation.name), col(Seat.id), col(SeatHolder.deputy))
    )
    if group_id is not None:
        query = query.where(col(Seat.group_id) == group_id)
    rows: Any = session.connection().execute(query)
    return tuple(SeatRow(*row) for row in rows)


def _fills_on(on: date | None) -> Any:
    if on is None:
        return sa.true()
    return sa.and_(
        sa.func.coalesce(col(SeatHolder.from_on), date.min) <= on,
        sa.func.coalesce(col(SeatHolder.until_on), date.max) >= on,
    )


def uses_of_person(session: Session, person_id: int) -> PersonUses:
    """Return how much refers to a person."""
    counted = (
        sa.select(sa.func.count(sa.distinct(of))).where(person == person_id)
        for of, person in (
            (col(ActionOwner.action_id), col(ActionOwner.person_id)),
            (col(Attendance.meeting_id), col(Attendance.person_id)),
            (col(SeatHolder.seat_id), col(SeatHolder.person_id)),
        )
    )
    return PersonUses(*(session.connection().execute(count).scalar_one() for count in counted))


def new_namesakes(session: Session, since: int) -> tuple[tuple[str, str], ...]:
    """Return who was added since an entry of the log with a name that may be another's: both names."""
    made = select(Change.row_id).where(
        Change.table_name == "people", Change.entry > since, col(Change.before).is_(None)
    )
    new = select(Person).where(col(Person.id).in_(made)).order_by(col(Person.id))
    before = session.exec(select(Person.id, Person.name)).all()
    return tuple(
        (person.name, other)
        for person in session.exec(new)
        for id_, other in before
        if id_ < person.id and other != person.name and may_be_one_person(person.name, other)
    )


def came_with_a_note(session: Session, person_id: int) -> bool:
    """Say whether a person was made by keeping a note, and has nothing but the name it gave them.

    The entry of the change log that made them put them on an attendance list too.
    """
    person = session.get(Person, person_id)
    if person is None or person.email or person.role or person.organisation_id:
        return False
    made = select(Change.entry).where(Change.table_name == "people", Change.row_id == person_id)
    with_it = select(Change).where(
        col(Change.entry).in_(made.where(col(Change.before).is_(None))),
        Change.table_name == "attendance",
    )
    return any((row.after or {}).get("person_id") == person_id for row in session.exec(with_it))
