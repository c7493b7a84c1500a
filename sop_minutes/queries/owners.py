"""Who owns actions: as written, and as understood."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from sop_minutes.domain.names import Directory, KnownName, NameKind
from sop_minutes.storage.tables import ActionOwner, Group, Organisation, Person, Seat

OWNER_NAME = sa.func.coalesce(
    col(Person.name), col(Seat.role), col(Organisation.name), col(Group.name), col(ActionOwner.as_written)
)
"""An owner's name as shown, in `owner_rows`."""

OWNER_ORGANISATION = sa.func.coalesce(col(ActionOwner.organisation_id), col(Person.organisation_id))
"""The organisation of an owner, or that they are of, in `owner_rows`."""


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


def owner_directories(session: Session, action_ids: Sequence[int]) -> defaultdict[int, Directory]:
    """Return for each action whom its owners, as written, were understood to be when it was raised."""
    known: defaultdict[int, list[KnownName]] = defaultdict(list)
    for batch in in_batches(action_ids):
        for action_id, as_written, name in session.connection().execute(_AS_UNDERSTOOD, {"ids": batch}):
            entry = KnownName(NameKind.PERSON, len(known[action_id]), name, (as_written,))
            known[action_id].append(entry)
    return defaultdict(Directory, {action_id: Directory(names) for action_id, names in known.items()})


_AS_UNDERSTOOD = (
    owner_rows(col(ActionOwner.action_id), col(ActionOwner.as_written), OWNER_NAME)
    .where(col(ActionOwner.action_id).in_(sa.bindparam("ids", expanding=True)))
    .order_by(col(ActionOwner.action_id), col(ActionOwner.position))
)


def in_batches(ids: Sequence[int], size: int = 900) -> Iterator[Sequence[int]]:
    """Yield the ids in as many lists as a statement's parameters take."""
    for start in range(0, len(ids), size):
        yield ids[start : start + size]
