"""The register by way of an ORM's entities: what is usually written first."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session, registry, relationship, selectinload

from sop_minutes.storage import tables

_OPEN = ("open", "in progress")
_registry = registry()


class Entity:
    """A row of the register with what belongs to it, brought in when it is asked for."""

    def __init__(self, **given: Any) -> None:
        self.__dict__.update(given)


def _entity(name: str, model: Any, **related: Any) -> type[Any]:
    made = type(name, (Entity,), {})
    _registry.map_imperatively(made, model.__table__, properties=related)
    return made


_Person = _entity("BenchPerson", tables.Person)
_Group = _entity("BenchGroup", tables.Group)
_Meeting = _entity("BenchMeeting", tables.Meeting)
_Item = _entity("BenchItem", tables.Item, meeting=relationship(_Meeting))
_Point = _entity("BenchPoint", tables.Point, item=relationship(_Item))
_Update = _entity("BenchUpdate", tables.ActionUpdate)
_Owner = _entity("BenchOwner", tables.ActionOwner, person=relationship(_Person))
_Action = _entity(
    "BenchAction",
    tables.Action,
    group=relationship(_Group),
    point=relationship(_Point),
    owners=relationship(_Owner),
    updates=relationship(_Update),
)
_RELATED = (
    selectinload(_Action.group),
    selectinload(_Action.owners).selectinload(_Owner.person),
    selectinload(_Action.updates),
    selectinload(_Action.point).selectinload(_Point.item).selectinload(_Item.meeting),
)


def entities(engine: Engine) -> int:
    """Load the outstanding actions as entities, nothing of what belongs to them."""
    with Session(engine) as session:
        return len(_outstanding(session))


def selectin(engine: Engine) -> int:
    """Load them with all that belongs to them, a table at a time."""
    with Session(engine) as session:
        return _read(_outstanding(session, *_RELATED))


def lazy(engine: Engine) -> int:
    """Load them, and what belongs to each when it is shown."""
    with Session(engine) as session:
        return _read(_outstanding(session))


def _outstanding(session: Session, *options: Any) -> Sequence[Any]:
    query = select(_Action).where(_Action.status.in_(_OPEN)).options(*options)
    return session.scalars(query.order_by(_Action.due_on.is_(None), _Action.due_on, _Action.id)).all()


def _read(actions: Sequence[Any]) -> int:
    """Look at what a row of the register shows."""
    shown = 0
    for action in actions:
        shown += len(action.group.code) + len(action.updates)
        shown += sum(len(owner.person.name) if owner.person else 1 for owner in action.owners)
        shown += len(action.point.item.title) + action.point.item.meeting.sequence
    return shown
