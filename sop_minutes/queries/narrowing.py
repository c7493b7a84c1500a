"""The conditions that narrow the register: its views, its facets, and what a filter line asks for."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlmodel import Session, col

from sop_minutes.domain.names import NameKind
from sop_minutes.domain.register import Facet, FacetKind, FilterLine, View, named_so
from sop_minutes.domain.words import ActionStatus
from sop_minutes.queries.names import directory
from sop_minutes.queries.owners import Owned, is_owned, owned_as, written_names
from sop_minutes.queries.posts import owned_by_post
from sop_minutes.queries.standing import SLIPPED_OFTEN, closed_since, due_next
from sop_minutes.storage.tables import (
    OPEN,
    Action,
    ActionOwner,
    Item,
    Person,
    Point,
    Priority,
    Seat,
    Topic,
)

_MANY = 3000
"""So many actions are not gathered first where only some of them are looked for."""


def in_view(view: View, today: date, me: int | None) -> list[Any]:
    """Return the conditions of a view."""
    match view:
        case View.ALL:
            return []
        case View.TO_CONFIRM:
            return [col(Action.status) == ActionStatus.DONE]
        case View.CLOSED_SINCE:
            return [col(Action.id).in_(closed_since(today))]
        case _:
            return [OPEN, *_of_open(view, today, me)]


def _of_open(view: View, today: date, me: int | None) -> list[Any]:
    due = col(Action.due_on)
    match view:
        case View.OVERDUE:
            return [due < today]
        case View.DUE_BEFORE_NEXT:
            return [due_next(today)]
        case View.NO_DATE:
            return [due.is_(None)]
        case View.NO_OWNER:
            return [sa.not_(_owners().hold)]
        case View.SLIPPED:
            return [col(Action.id).in_(SLIPPED_OFTEN)]
        case View.MINE:
            return [col(Action.id).in_(_owned(Owned(person_ids=[] if me is None else [me])).ids)]
        case _:
            return []


class Members(NamedTuple):
    """Some actions: their ids, as a select, and the condition that an action is one of them."""

    ids: Any
    hold: Any

    def within(self, session: Session, *, walking: bool) -> Any:
        """Return what narrows to these actions.

        `walking` says that all actions are gone through in their order until there are enough. Where
        these are many each is asked for itself then; it takes less time than to gather them.
        """
        gathered = self.ids.limit(_MANY + 1).subquery()
        if (
            walking
            and (session.connection().scalar(sa.select(sa.func.count()).select_from(gathered)) or 0) > _MANY
        ):
            return self.hold
        return col(Action.id).in_(self.ids)


def of_facet(session: Session, facet: Facet) -> Members:
    """Return the actions that are counted under a facet."""
    match facet.kind:
        case FacetKind.OWNER:
            return _owners(owned_as(session, facet.key))
        case FacetKind.ORGANISATION:
            return of_organisations([int(facet.key)])
        case FacetKind.GROUP:
            return _of_groups([int(facet.key)])
        case FacetKind.PRIORITY:
            return of_priorities([int(facet.key)])
        case FacetKind.TOPIC:
            return _of_topics([int(facet.key)])


def of_line(session: Session, line: FilterLine) -> list[Members]:
    """Return the actions that each part of a filter line asks for, but for its views, its day and words."""
    found = [_owned(_called(session, name)) for name in line.owners]
    found += [_of_groups(_known(session, NameKind.GROUP, name)) for name in line.groups]
    found += [of_organisations(_known(session, NameKind.ORGANISATION, name)) for name in line.organisations]
    found += [_of_topics(_titled(session, Topic, title)) for title in line.topics]
    return found + [of_priorities(_titled(session, Priority, title)) for title in line.priorities]


def unknown_in(session: Session, line: FilterLine) -> tuple[Facet, ...]:
    """Return what a filter line names that there is none of; the key of each is what was typed."""
    found = [Facet(FacetKind.OWNER, name) for name in line.owners if _called(session, name) == Owned()]
    for facet_kind, kind, names in (
        (FacetKind.GROUP, NameKind.GROUP, line.groups),
        (FacetKind.ORGANISATION, NameKind.ORGANISATION, line.organisations),
    ):
        found += [Facet(facet_kind, name) for name in names if not _known(session, kind, name)]
    for facet_kind, table, titles in (
        (FacetKind.TOPIC, Topic, line.topics),
        (FacetKind.PRIORITY, Priority, line.priorities),
    ):
        found += [Facet(facet_kind, title) for title in titles if not _titled(session, table, title)]
    return tuple(found)


def _owners(is_so: Any = None) -> Members:
    """Return the actions that have an owner, of whom this is so."""
    owners = sa.select(col(ActionOwner.action_id))
    of_action = owners.where(col(ActionOwner.action_id) == col(Action.id))
    if is_so is None:
        return Members(owners, of_action.exists())
    # As it stands SQLite would look for each action among all that an owner has, who may have very many.
    return Members(owners.where(is_so), of_action.where(sa.case((is_so, 1)) == 1).exists())


def _owned(owned: Owned) -> Members:
    """Return the actions that one of these owns: by name, or by a post held at the meeting."""
    by_name = _owners(is_owned(owned))
    if not owned.person_ids:
        return by_name
    by_post = owned_by_post(owned.person_ids)
    both = sa.union_all(by_name.ids, by_post).subquery()
    return Members(sa.select(both.c.action_id), sa.or_(by_name.hold, col(Action.id).in_(by_post)))


def of_organisations(ids: Any) -> Members:
    """Return the actions that are owned by one of these organisations, or by a person or seat of one."""
    people = sa.select(col(Person.id)).where(col(Person.organisation_id).in_(ids))
    seats = sa.select(col(Seat.id)).where(col(Seat.organisation_id).in_(ids))
    return _owners(
        sa.or_(
            col(ActionOwner.organisation_id).in_(ids),
            col(ActionOwner.person_id).in_(people),
            col(ActionOwner.seat_id).in_(seats),
        )
    )


def _of_groups(ids: list[int]) -> Members:
    group_id = col(Action.group_id)
    # With nothing added SQLite would gather and sort these groups' actions, instead of walking.
    return Members(sa.select(col(Action.id)).where(group_id.in_(ids)), (group_id + 0).in_(ids))


def _of_topics(ids: Any) -> Members:
    under = (
        sa.select(col(Action.id))
        .join(Point, col(Point.id) == col(Action.point_id))
        .join(Item, col(Item.id) == col(Point.item_id))
        .where(col(Item.topic_id).in_(ids))
    )
    return Members(under, TOPIC.in_(ids))


def of_priorities(ids: Any) -> Members:
    """Return the actions that serve one of these priorities, of themselves or by their topic."""
    topics = _of_topics(sa.select(col(Topic.id)).where(col(Topic.priority_id).in_(ids)))
    own, none = col(Action.priority_id).in_(ids), col(Action.priority_id).is_(None)
    both = sa.union_all(sa.select(col(Action.id)).where(own), topics.ids.where(none)).subquery()
    return Members(sa.select(both.c.id), sa.or_(own, sa.and_(none, topics.hold)))


TOPIC = (
    sa.select(col(Item.topic_id))
    .join(Point, col(Point.item_id) == col(Item.id))
    .where(col(Point.id) == col(Action.point_id))
    .correlate(Action)
    .scalar_subquery()
)
"""The topic of the item that an action was raised under."""


def _called(session: Session, name: str) -> Owned:
    """Return all that have a name that begins so: as they are known, and as they were written."""
    is_named_so = named_so(name)
    ids: dict[NameKind, list[int]] = {kind: [] for kind in NameKind}
    for known in directory(session):
        if is_named_so((known.name, *known.forms)):
            ids[known.kind].append(known.id)
    written = [said for said in written_names(session) if is_named_so((said,))]
    return Owned(
        person_ids=ids[NameKind.PERSON],
        seat_ids=ids[NameKind.SEAT],
        group_ids=ids[NameKind.GROUP],
        organisation_ids=ids[NameKind.ORGANISATION],
        as_written=written,
    )


def _known(session: Session, kind: NameKind, name: str) -> list[int]:
    """Return the ids of those of one kind that are called so, else that have a name that begins so."""
    is_named_so = named_so(name)
    called = [known.id for known in directory(session).match(name) if known.kind is kind]
    of_kind = (known for known in directory(session) if known.kind is kind)
    return called or [known.id for known in of_kind if is_named_so((known.name, *known.forms))]


def _titled(session: Session, table: type[Topic] | type[Priority], title: str) -> list[int]:
    rows: Iterable[Any] = session.connection().execute(sa.select(col(table.id), col(table.title)))
    is_named_so = named_so(title)
    return [id_ for id_, name in rows if is_named_so((name,))]
