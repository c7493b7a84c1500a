"""Finding things by what people call them."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from sqlmodel import Session, col, select

from sop_minutes.domain.errors import UserError
from sop_minutes.domain.names import Directory, KnownName, NameKind, other_initials_of, short_forms_of
from sop_minutes.domain.text import squash
from sop_minutes.storage.kept import kept
from sop_minutes.storage.tables import (
    Group,
    GroupName,
    Organisation,
    OrganisationName,
    Person,
    PersonName,
    Seat,
)

_BRACKETED = re.compile(r"(?P<name>.*\S)\s*\((?P<organisation>[^()]+)\)")
_PLAIN_SEATS = frozenset({"member", "chair", "vice-chair", "secretary", "deputy"})


_GROUP_TABLES = frozenset({"groups", "group_names"})
NAME_TABLES = _GROUP_TABLES | {"people", "person_names", "seats", "organisations", "organisation_names"}


def directory(session: Session, *, but_for: int | None = None) -> Directory:
    """Return all that can own an action: people, seats with a title of their own, groups, organisations.

    `but_for` is the id of a person to leave out.
    """
    if but_for is None:
        return kept(session, _everybody, NAME_TABLES)
    return _everybody(session, but_for)


def people_and_bodies(session: Session) -> Directory:
    """Return people, groups and organisations by their names; nobody by their post."""
    return kept(session, _but_posts, NAME_TABLES)


def group_directory(session: Session) -> Directory:
    """Return the groups alone, by name, code, alias and former name."""
    return kept(session, _all_groups, _GROUP_TABLES)


def _everybody(session: Session, but_for: int | None = None) -> Directory:
    people = [person for person in _people(session) if person.id != but_for]
    return Directory((*people, *_seats(session), *_groups(session), *_organisations(session)))


def _but_posts(session: Session) -> Directory:
    people = (replace(person, short_forms=person.short_forms[:-1]) for person in _people(session))
    return Directory((*people, *_groups(session), *_organisations(session)))


def _all_groups(session: Session) -> Directory:
    return Directory(_groups(session))


def find_group(session: Session, name: str) -> Group | None:
    """Return the group called `name` (code, name, alias, former name), None if none or several are.

    A name that begins with the group's partnership finds it too: "Safer Oxfordshire Partnership
    (SOP) Co-ordination Group".
    """
    known = group_directory(session)
    matches = known.match(name) or _within_partnership(session, name)
    found = {match.id for match in matches}
    return session.get(Group, found.pop()) if len(found) == 1 else None


def group_called(session: Session, name: str) -> int:
    """Return the id of the group called `name`, as `find_group`. Raises UserError, naming the nearest."""
    group = find_group(session, name)
    if group is not None:
        return group.id
    known = group_directory(session)
    several = known.match(name)
    if several:
        raise UserError(f"“{name}” could be {' or '.join(match.name for match in several)}: give the code.")
    raise UserError(f"There is no group called “{name}”.{_meant(known, name)}")


def person_called(session: Session, name: str) -> int:
    """Return the id of the person called `name` in some way: one whose whole name it is before others.

    The organisation may stand in brackets after it. Raises UserError if nobody is called so, naming
    the nearest, or if several are.
    """
    people = Directory(_people(session))
    found = people.match(name) or _of_organisation(session, people, name)
    found = tuple(match for match in found if squash(match.name) == squash(name)) or found
    if len(found) > 1:
        could_be = " or ".join(_with_organisation(session, match) for match in found)
        raise UserError(f"“{name}” could be {could_be}.")
    if not found:
        raise UserError(f"Nobody is known as “{name}”.{_meant(people, name)}")
    return found[0].id


def organisation_named(session: Session, name: str) -> int:
    """Return the id of the organisation called `name` in some way. Raises UserError, naming the nearest."""
    known = Directory(_organisations(session))
    found = {match.id: match.name for match in known.match(name)}
    if len(found) > 1:
        raise UserError(f"“{name}” could be {' or '.join(found.values())}.")
    if not found:
        raise UserError(f"There is no organisation called “{name}”.{_meant(known, name)}")
    return next(iter(found))


def organisation_called(session: Session, name: str) -> int | None:
    """Return the id of the organisation with this name, short name or alias, None if none or several have."""
    found = {match.id for match in Directory(_organisations(session)).match(name)}
    return found.pop() if len(found) == 1 else None


def _meant(known: Directory, name: str) -> str:
    """Return a question on whom may have been meant by a name that nobody has, "" for nobody."""
    near = [match.name for match in known.suggestions(name, limit=2)]
    return f" Did you mean {' or '.join(near)}?" if near else ""


def _of_organisation(session: Session, people: Directory, name: str) -> tuple[KnownName, ...]:
    """Return whoever is meant by "Ann Lee (Thames Valley Police)"."""
    said = _BRACKETED.fullmatch(name.strip())
    organisation = organisation_called(session, said["organisation"]) if said else None
    if said is None or organisation is None:
        return ()
    matches = people.match(said["name"])
    return tuple(m for m in matches if session.get_one(Person, m.id).organisation_id == organisation)


def _with_organisation(session: Session, match: KnownName) -> str:
    organisation_id = session.get_one(Person, match.id).organisation_id
    if organisation_id is None:
        return match.name
    return f"{match.name} ({session.get_one(Organisation, organisation_id).name})"


def _within_partnership(session: Session, name: str) -> tuple[KnownName, ...]:
    wanted = squash(name)
    groups = _groups(session)
    fronts = {squash(form) for group in groups for form in (group.name, *group.forms)}
    fronts |= {a + b for a in fronts for b in fronts}
    return tuple(
        group
        for group in groups
        if any(
            wanted.endswith(squash(form)) and wanted.removesuffix(squash(form)) in fronts
            for form in (group.name, *group.forms)
        )
    )


def _people(session: Session) -> tuple[KnownName, ...]:
    """Return everybody; the last of a person's short forms is their role."""
    others = _grouped(session.exec(select(PersonName.person_id, PersonName.name)).all())
    rows = session.exec(select(Person.id, Person.name, Person.initials, Person.role)).all()
    return tuple(
        KnownName(
            NameKind.PERSON,
            person_id,
            name,
            forms=(initials, *others[person_id]),
            short_forms=(*short_forms_of(name), *other_initials_of(name), role),
        )
        for person_id, name, initials, role in rows
    )


def _seats(session: Session) -> tuple[KnownName, ...]:
    rows = session.exec(select(Seat.id, Seat.role).where(col(Seat.role).not_in(_PLAIN_SEATS))).all()
    return tuple(KnownName(NameKind.SEAT, id_, role) for id_, role in rows)


def _groups(session: Session) -> tuple[KnownName, ...]:
    others = _grouped(session.exec(select(GroupName.group_id, GroupName.name)).all())
    rows = session.exec(select(Group.id, Group.name, Group.code)).all()
    return tuple(KnownName(NameKind.GROUP, id_, name, (code, *others[id_])) for id_, name, code in rows)


def _organisations(session: Session) -> tuple[KnownName, ...]:
    others = _grouped(session.exec(select(OrganisationName.organisation_id, OrganisationName.name)).all())
    rows = session.exec(select(Organisation.id, Organisation.name, Organisation.short_name)).all()
    return tuple(
        KnownName(NameKind.ORGANISATION, id_, name, (short, *others[id_])) for id_, name, short in rows
    )


def _grouped(pairs: Iterable[tuple[int, str]]) -> defaultdict[int, list[str]]:
    found: defaultdict[int, list[str]] = defaultdict(list)
    for key, name in pairs:
        found[key].append(name)
    return found
