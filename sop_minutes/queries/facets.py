"""What a view of the register can be narrowed to, each with how many actions it holds."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlmodel import Session, col

from sop_minutes.domain.register import Facet, FacetKind
from sop_minutes.queries.listing import Wanted, wanted_ids
from sop_minutes.queries.owners import OWNER_KEY, OWNER_ORGANISATION, owner_names, owner_rows
from sop_minutes.storage.folding import fold_text
from sop_minutes.storage.tables import (
    Action,
    ActionOwner,
    Group,
    Item,
    Organisation,
    Point,
    Priority,
    Topic,
)


class FacetRow(NamedTuple):
    """A facet by its name, and how many of the actions are its."""

    facet: Facet
    name: str
    many: int


def facets(session: Session, wanted: Wanted) -> dict[FacetKind, tuple[FacetRow, ...]]:
    """Return the facets of the actions wanted, the fullest first. An action counts once under each owner."""
    listed = wanted_ids(session, wanted)
    groups, topics, priorities = _places(session, listed)
    return {
        FacetKind.OWNER: _owners(session, listed),
        FacetKind.ORGANISATION: _organisations(session, listed),
        FacetKind.GROUP: _named(session, FacetKind.GROUP, groups, Group.id, Group.name),
        FacetKind.PRIORITY: _named(session, FacetKind.PRIORITY, priorities, Priority.id, Priority.title),
        FacetKind.TOPIC: _named(session, FacetKind.TOPIC, topics, Topic.id, Topic.title),
    }


def _owners(session: Session, listed: Any) -> tuple[FacetRow, ...]:
    many = sa.func.count(sa.distinct(col(ActionOwner.action_id)))
    query = sa.select(OWNER_KEY.label("owner"), many).where(col(ActionOwner.action_id).in_(listed))
    names = owner_names(session)
    found = session.connection().execute(query.group_by("owner"))
    return _fullest(FacetRow(Facet(FacetKind.OWNER, key), names[key], count) for key, count in found)


def _organisations(session: Session, listed: Any) -> tuple[FacetRow, ...]:
    query = (
        owner_rows(OWNER_ORGANISATION, sa.func.count(sa.distinct(col(ActionOwner.action_id))))
        .where(col(ActionOwner.action_id).in_(listed), OWNER_ORGANISATION.is_not(None))
        .group_by(OWNER_ORGANISATION)
    )
    counts = dict(iter(session.connection().execute(query)))
    return _named(session, FacetKind.ORGANISATION, counts, Organisation.id, Organisation.name)


def _places(session: Session, listed: Any) -> tuple[Counter[int], Counter[int], Counter[int]]:
    """Return how many actions each group, each topic and each priority has."""
    own, of_topic = col(Action.priority_id), col(Topic.priority_id)
    keys = (col(Action.group_id), col(Item.topic_id), sa.func.coalesce(own, of_topic))
    query = (
        sa.select(*keys, sa.func.count())
        .select_from(Action)
        .outerjoin(Point, col(Point.id) == col(Action.point_id))
        .outerjoin(Item, col(Item.id) == col(Point.item_id))
        .outerjoin(Topic, col(Topic.id) == col(Item.topic_id))
        .where(col(Action.id).in_(listed))
        .group_by(*keys)
    )
    counts: tuple[Counter[int], Counter[int], Counter[int]] = (Counter(), Counter(), Counter())
    for *places, count in session.connection().execute(query):
        for counter, place in zip(counts, places, strict=True):
            if place is not None:
                counter[place] += count
    return counts


def _named(
    session: Session, kind: FacetKind, counts: Mapping[int, int], id_column: Any, name_column: Any
) -> tuple[FacetRow, ...]:
    rows = session.connection().execute(sa.select(col(id_column), col(name_column)))
    return _fullest(
        FacetRow(Facet(kind, str(id_)), name, counts[id_]) for id_, name in rows if counts.get(id_)
    )


def _fullest(rows: Iterable[FacetRow]) -> tuple[FacetRow, ...]:
    return tuple(sorted(rows, key=lambda row: (-row.many, fold_text(row.name), row.facet)))
