"""Lists of groups and people."""

from collections import defaultdict
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from sop_minutes.domain.sheets import GroupRow, PersonRow
from sop_minutes.domain.words import GroupKind
from sop_minutes.storage.tables import (
    ActionOwner,
    Attendance,
    Change,
    Group,
    GroupName,
    Organisation,
    Person,
    PersonName,
    SeatHolder,
)


class PersonUses(NamedTuple):
    """How many actions, meetings and seats refer to a person."""

    actions: int
    meetings: int
    seats: int

    def __str__(self) -> str:
        nouns = ("owns", "action"), ("is on", "attendance list"), ("has", "seat")
        said = [
            f"{verb} {count} {noun}{'' if count == 1 else 's'}"
            for count, (verb, noun) in zip(self, nouns, strict=True)
            if count
        ]
        return " and ".join(said) or "is nowhere named"


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


def find_organisation(session: Session, name: str) -> int | None:
    """Return the id of the organisation with this name or short name, None if there is none."""
    query = select(Organisation.id).where((Organisation.name == name) | (Organisation.short_name == name))
    return session.exec(query).first()


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
