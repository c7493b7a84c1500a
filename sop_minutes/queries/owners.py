"""Who owns actions: as written, and as understood."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from sop_minutes.domain.names import Directory, KnownName, NameKind
from sop_minutes.queries.names import NAME_TABLES, directory
from sop_minutes.storage.folding import fold_text, folded
from sop_minutes.storage.kept import kept
from sop_minutes.storage.tables import ActionOwner, Group, Organisation, Person, Seat

OWNER_NAME = sa.func.coalesce(
    col(Person.name), col(Seat.role), col(Organisation.name), col(Group.name), col(ActionOwner.as_written)
)
"""An owner's name as shown, in `owner_rows`."""

OWNER_ORGANISATION = sa.func.coalesce(
    col(ActionOwner.organisation_id), col(Person.organisation_id), col(Seat.organisation_id)
)
"""The organisation of an owner: it itself, that of the person, that of the seat; in `owner_rows`."""

OWNER_COLUMNS = {
    str(NameKind.PERSON): col(ActionOwner.person_id),
    str(NameKind.SEAT): col(ActionOwner.seat_id),
    str(NameKind.ORGANISATION): col(ActionOwner.organisation_id),
    str(NameKind.GROUP): col(ActionOwner.group_id),
}
"""By which column an owner is known, in the order in which they count."""

_WRITTEN = "written"
OWNER_KEY = sa.case(
    *(
        (column.is_not(None), sa.literal_column(f"'{kind} '").concat(sa.cast(column, sa.String)))
        for kind, column in OWNER_COLUMNS.items()
    ),
    else_=sa.literal_column(f"'{_WRITTEN} '").concat(folded(col(ActionOwner.as_written))),
)
"""Who an owner is: ``person 12``; of one that is not known the name, however it is spelt: ``written zoë``."""


@dataclass(frozen=True, slots=True)
class Owned:
    """By whom actions are owned: the ids of those who are known, and names as written, in small letters.

    Each is a list, or a parameter that will be one.
    """

    person_ids: Any = field(default_factory=list)
    seat_ids: Any = field(default_factory=list)
    group_ids: Any = field(default_factory=list)
    organisation_ids: Any = field(default_factory=list)
    as_written: Any = field(default_factory=list)


def is_owned(owned: Owned) -> Any:
    """Return the condition that an owner is one of these."""
    return sa.or_(
        col(ActionOwner.person_id).in_(owned.person_ids),
        col(ActionOwner.seat_id).in_(owned.seat_ids),
        col(ActionOwner.group_id).in_(owned.group_ids),
        col(ActionOwner.organisation_id).in_(owned.organisation_ids),
        sa.func.lower(col(ActionOwner.as_written)).in_(owned.as_written),
    )


def owned_as(session: Session, key: str) -> Any:
    """Return the condition that an owner is exactly who a key says."""
    kind, _, who = key.partition(" ")
    if kind in OWNER_COLUMNS:
        return OWNER_COLUMNS[kind] == int(who)
    spellings = [lower for lower, written in _written(session) if fold_text(written) == who]
    unknown = (column.is_(None) for column in OWNER_COLUMNS.values())
    return sa.and_(sa.func.lower(col(ActionOwner.as_written)).in_(spellings), *unknown)


def owner_names(session: Session) -> dict[str, str]:
    """Return what each owner is called, by their key; people of one name with where they are from."""
    return kept(session, _owner_names, NAME_TABLES | {"action_owners"})


def _owner_names(session: Session) -> dict[str, str]:
    read = session.connection().execute
    names = {f"{_WRITTEN} {fold_text(name)}": name for _, name in sorted(_written(session), reverse=True)}
    names |= {f"{NameKind.SEAT} {id_}": role for id_, role in read(sa.select(col(Seat.id), col(Seat.role)))}
    names |= {f"{known.kind} {known.id}": known.name for known in directory(session)}
    people = sa.select(col(Person.id), col(Person.name), col(Organisation.name)).join(Organisation)
    alike = Counter(fold_text(known.name) for known in directory(session) if known.kind is NameKind.PERSON)
    for id_, name, of in read(people):
        if alike[fold_text(name)] > 1:
            names[f"{NameKind.PERSON} {id_}"] = f"{name} ({of})"
    return names


def written_names(session: Session) -> set[str]:
    """Return the names by which owners were written, in small letters."""
    return {lower for lower, _ in _written(session)}


def _written(session: Session) -> list[tuple[str, str]]:
    return kept(session, _as_written, {"action_owners"})


def _as_written(session: Session) -> list[tuple[str, str]]:
    """Return each name by which an owner was written, in small letters as the index has it, and as it is."""
    written = col(ActionOwner.as_written)
    rows = session.connection().execute(sa.select(sa.func.lower(written), written).distinct())
    return [(lower, name) for lower, name in rows]


def owners_of(session: Session, action_id: int) -> Sequence[ActionOwner]:
    """Return an action's owners."""
    return session.exec(select(ActionOwner).where(ActionOwner.action_id == action_id)).all()


def owner_rows(*columns: Any) -> Any:
    """Select columns of the owners of actions and of those they are known to be."""
    return (
        sa.select(*columns)
        .select_from(ActionOwner)
        .outerjoin(Person, col(Person.id) == col(ActionOwner.person_id))
        .outerjoin(Seat, col(Seat.id) == col(ActionOwner.seat_id))
        .outerjoin(Organisation, col(Organisation.id) == col(ActionOwner.organisation_id))
        .outerjoin(Group, col(Group.id) == col(ActionOwner.group_id))
    )


def owner_directories(
    session: Session, action_ids: Sequence[int], *, as_roles: bool = False
) -> defaultdict[int, Directory]:
    """Return for each action whom its owners, as written, were understood to be when it was raised.

    With `as_roles` those who are to be published by their role are known by that post.
    """
    known: defaultdict[int, list[KnownName]] = defaultdict(list)
    for batch in in_batches(action_ids):
        for action_id, as_written, name, role in session.connection().execute(_AS_UNDERSTOOD, {"ids": batch}):
            number = len(known[action_id])
            person = KnownName(NameKind.PERSON, number, name, (as_written,))
            post = KnownName(NameKind.PERSON, BY_POST - number, role, (as_written, name))
            known[action_id].append(post if as_roles and role else person)
    return defaultdict(Directory, {action_id: Directory(names) for action_id, names in known.items()})


BY_POST = -1
"""The highest id in `owner_directories` of an owner who is known by their post."""

_ROLE = sa.case((col(Person.as_role), sa.func.trim(col(Person.role))), else_="")
_AS_UNDERSTOOD = (
    owner_rows(col(ActionOwner.action_id), col(ActionOwner.as_written), OWNER_NAME, _ROLE)
    .where(col(ActionOwner.action_id).in_(sa.bindparam("ids", expanding=True)))
    .order_by(col(ActionOwner.action_id), col(ActionOwner.position))
)


def in_batches(ids: Sequence[int], size: int = 900) -> Iterator[Sequence[int]]:
    """Yield the ids in as many lists as a statement's parameters take."""
    for start in range(0, len(ids), size):
        yield ids[start : start + size]
