"""By what the register is put in order, and under which headings."""

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from sop_minutes.domain.register import Column
from sop_minutes.domain.words import ActionStatus
from sop_minutes.queries.narrowing import TOPIC
from sop_minutes.queries.owners import (
    OWNER_KEY,
    OWNER_NAME,
    OWNER_ORGANISATION,
    owner_names,
    owner_rows,
)
from sop_minutes.storage.folding import folded, in_order
from sop_minutes.storage.tables import (
    Action,
    ActionOwner,
    ActionUpdate,
    Group,
    Organisation,
    Priority,
    Topic,
)

_THEN = "\x1f"
"""What no stored text holds: `clean_text` removes it."""


def sort_keys(column: Column, descending: bool) -> list[Any]:
    """Return by what to order for a column: what has no value last, what is alike by its id."""
    keys = [(key.desc() if descending else key.asc()).nulls_last() for key in _KEYS[column]]
    return [*keys, col(Action.id)]


def section_key(column: Column) -> Any:
    """Return by what to order so that what stands under one heading is together, NULL for no heading.

    By owner, that is of the owners with whom `under_each_owner` selects.
    """
    return _SECTIONS[column]


def under_each_owner(*columns: Any) -> Any:
    """Select columns of actions, once for each owner of each, and once where there is none."""
    return sa.select(*columns).outerjoin(_OWNED, _OWNED.c.action_id == col(Action.id))


def section_label(session: Session, column: Column) -> Callable[[str], str]:
    """Return what says from a section's key what its heading is."""
    named = _named(session, column)
    return lambda key: named.get(identity := key.rpartition(_THEN)[2], identity)


def _named(session: Session, column: Column) -> dict[str, str]:
    if column is Column.OWNER:
        return owner_names(session)
    if column not in _NAMES:
        return {}
    rows = session.connection().execute(sa.select(*(col(each) for each in _NAMES[column])))
    return {str(id_): name for id_, name in rows}


def _lead(column: Any) -> Any:
    """Return something of an action's first owner, as a column."""
    first = owner_rows(column).where(col(ActionOwner.action_id) == col(Action.id))
    return first.order_by(col(ActionOwner.position)).limit(1).correlate(Action).scalar_subquery()


def _of_lead_organisation(column: Any) -> Any:
    named = sa.select(column).where(col(Organisation.id) == _lead(OWNER_ORGANISATION))
    return named.correlate(Action).scalar_subquery()


def _of_group(column: Any) -> Any:
    found = sa.select(column).where(col(Group.id) == col(Action.group_id))
    return found.correlate(Action).scalar_subquery()


def _of_priority(column: Any) -> Any:
    return sa.select(column).where(col(Priority.id) == PRIORITY).correlate(Action).scalar_subquery()


def _then(order: Any, identity: Any) -> Any:
    """Return one text by which to order, and which says whose it is where several are called so."""
    return order.concat(sa.literal_column(f"'{_THEN}'")).concat(sa.cast(identity, sa.String))


def _month(day: Any) -> Any:
    return sa.func.substr(sa.cast(day, sa.String), 1, 7)


_TOPIC_PRIORITY = sa.select(col(Topic.priority_id)).where(col(Topic.id) == TOPIC)
PRIORITY = sa.func.coalesce(col(Action.priority_id), _TOPIC_PRIORITY.correlate(Action).scalar_subquery())
"""An action's own priority, else that of its topic."""

ORGANISATION = _of_lead_organisation(col(Organisation.name))
PRIORITY_TITLE = _of_priority(col(Priority.title))
UPDATED = sa.func.coalesce(
    sa.select(sa.func.max(col(ActionUpdate.on)))
    .where(col(ActionUpdate.action_id) == col(Action.id))
    .correlate(Action)
    .scalar_subquery(),
    col(Action.raised_on),
)
"""When something was last said of an action."""

_STATUS = sa.case({status.value: rank for rank, status in enumerate(ActionStatus)}, value=col(Action.status))
_CODE = _of_group(col(Group.code))
_KEYS: dict[Column, list[Any]] = {
    Column.REF: [_CODE, col(Action.year), col(Action.number)],
    Column.TEXT: [in_order(col(Action.text))],
    Column.OWNER: [folded(_lead(OWNER_NAME))],
    Column.DUE: [col(Action.due_on)],
    Column.STATUS: [_STATUS],
    Column.FROM: [col(Action.raised_on)],
    Column.GROUP: [folded(_of_group(col(Group.name)))],
    Column.ORGANISATION: [folded(ORGANISATION)],
    Column.PRIORITY: [folded(PRIORITY_TITLE)],
    Column.UPDATED: [UPDATED],
}
_OWNED = owner_rows(
    col(ActionOwner.action_id), _then(folded(OWNER_NAME), OWNER_KEY).label("section")
).subquery()
_SECTIONS: dict[Column, Any] = {
    Column.REF: _CODE.concat(" ").concat(sa.cast(col(Action.year), sa.String)),
    Column.TEXT: sa.func.upper(sa.func.substr(in_order(col(Action.text)), 1, 1)),
    Column.OWNER: _OWNED.c.section,
    Column.DUE: _month(col(Action.due_on)),
    Column.STATUS: _then(sa.cast(_STATUS, sa.String), col(Action.status)),
    Column.FROM: sa.cast(col(Action.raised_on), sa.String),
    Column.GROUP: _of_group(_then(folded(col(Group.name)), col(Group.id))),
    Column.ORGANISATION: _of_lead_organisation(_then(folded(col(Organisation.name)), col(Organisation.id))),
    Column.PRIORITY: _of_priority(_then(folded(col(Priority.title)), col(Priority.id))),
    Column.UPDATED: _month(UPDATED),
}
_NAMES: dict[Column, tuple[Any, Any]] = {
    Column.GROUP: (Group.id, Group.name),
    Column.ORGANISATION: (Organisation.id, Organisation.name),
    Column.PRIORITY: (Priority.id, Priority.title),
}
