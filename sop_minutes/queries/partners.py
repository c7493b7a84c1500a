"""Lists of groups and people."""

from collections import defaultdict

from sqlmodel import Session, col, select

from sop_minutes.domain.sheets import GroupRow, PersonRow
from sop_minutes.domain.words import GroupKind
from sop_minutes.storage.tables import Change, Group, GroupName, Organisation, Person


def list_groups(session: Session) -> tuple[GroupRow, ...]:
    """Return all groups by name."""
    names: defaultdict[tuple[int, bool], list[str]] = defaultdict(list)
    for other in session.exec(select(GroupName).order_by(col(GroupName.id))):
        names[other.group_id, other.former].append(other.name)
    groups = session.exec(select(Group).order_by(col(Group.name))).all()
    codes = {group.id: group.code for group in groups}
    return tuple(
        GroupRow(
            id=group.id,
            code=group.code,
            name=group.name,
            kind=GroupKind(group.kind),
            parent=codes.get(group.parent_id or 0, ""),
            aliases=tuple(names[group.id, False]),
            former_names=tuple(names[group.id, True]),
        )
        for group in groups
    )


def list_people(session: Session) -> tuple[PersonRow, ...]:
    """Return all people by name."""
    query = select(Person, Organisation.name).outerjoin(
        Organisation, col(Organisation.id) == col(Person.organisation_id)
    )
    return tuple(
        PersonRow(person.id, person.name, person.initials, organisation or "", person.role, person.email)
        for person, organisation in session.exec(query.order_by(col(Person.name), col(Person.id)))
    )


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
