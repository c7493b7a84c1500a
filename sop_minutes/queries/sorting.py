"""By what the register is put in order, and under which headings."""

from typing import Any

import sqlalchemy as sa
from sqlmodel import col

from sop_minutes.domain.register import Column
from sop_minutes.domain.words import ActionStatus
from sop_minutes.queries.narrowing import TOPIC
from sop_minutes.queries.owners import OWNER_NAME, OWNER_ORGANISATION, owner_rows
from sop_minutes.storage.tables import (
    Action,
    ActionOwner,
    ActionUpdate,
    Group,
    Organisation,
    Priority,
    Topic,
)


def sort_keys(column: Column, descending: bool) -> list[Any]:
    """Return by what to order for a column: what has no value last, what is alike by its id."""
    keys = [(key.desc() if descending else key.asc()).nulls_last() for key in _KEYS[column]]
    return [*keys, col(Action.id)]


def section_keys(column: Column) -> list[Any]:
    """Return by what to order so that what stands under one heading is together; the last is the heading."""
    return _SECTIONS[column]


def _lead(column: Any) -> Any:
    """Return something of an action's first owner, as a column."""
    first = owner_rows(column).where(col(ActionOwner.action_id) == col(Action.id))
    return first.order_by(col(ActionOwner.position)).limit(1).correlate(Action).scalar_subquery()


def _with_lead_organisation() -> Any:
    named = sa.select(col(Organisation.name)).where(col(Organisation.id) == _lead(OWNER_ORGANISATION))
    return named.correlate(Action).scalar_subquery()


def _of_group(column: Any) -> Any:
    found = sa.select(column).where(col(Group.id) == col(Action.group_id))
    return found.correlate(Action).scalar_subquery()


def _small(text: Any) -> Any:
    return sa.func.lower(text)


def _month(day: Any) -> Any:
    return sa.func.substr(sa.cast(day, sa.String), 1, 7)


_TOPIC_PRIORITY = sa.select(col(Topic.priority_id)).where(col(Topic.id) == TOPIC)
PRIORITY = sa.func.coalesce(col(Action.priority_id), _TOPIC_PRIORITY.correlate(Action).scalar_subquery())
"""An action's own priority, else that of its topic."""

OWNER = _lead(OWNER_NAME)
ORGANISATION = _with_lead_organisation()
PRIORITY_TITLE = (
    sa.select(col(Priority.title)).where(col(Priority.id) == PRIORITY).correlate(Action).scalar_subquery()
)
UPDATED = sa.func.coalesce(
    sa.select(sa.func.max(col(ActionUpdate.on)))
    .where(col(ActionUpdate.action_id) == col(Action.id))
    .correlate(Action)
    .scalar_subquery(),
    col(Action.raised_on),
)
"""When something was last said of an action."""

_STATUS = sa.case({status.value: rank for rank, status in enumerate(ActionStatus)}, value=col(Action.status))
_CODE, _GROUP = _of_group(col(Group.code)), _of_group(col(Group.name))
_KEYS: dict[Column, list[Any]] = {
    Column.REF: [_CODE, col(Action.year), col(Action.number)],
    Column.TEXT: [_small(col(Action.text))],
    Column.OWNER: [_small(OWNER)],
    Column.DUE: [col(Action.due_on)],
    Column.STATUS: [_STATUS],
    Column.FROM: [col(Action.raised_on)],
    Column.GROUP: [_small(_GROUP)],
    Column.ORGANISATION: [_small(ORGANISATION)],
    Column.PRIORITY: [_small(PRIORITY_TITLE)],
    Column.UPDATED: [UPDATED],
}
_SECTIONS: dict[Column, list[Any]] = {
    Column.REF: [_CODE, col(Action.year), _CODE + " " + sa.cast(col(Action.year), sa.String)],
    Column.TEXT: [sa.func.upper(sa.func.substr(col(Action.text), 1, 1))],
    Column.OWNER: [_small(OWNER), OWNER],
    Column.DUE: [_month(col(Action.due_on))],
    Column.STATUS: [_STATUS, col(Action.status)],
    Column.FROM: [sa.cast(col(Action.raised_on), sa.String)],
    Column.GROUP: [_small(_GROUP), _GROUP],
    Column.ORGANISATION: [_small(ORGANISATION), ORGANISATION],
    Column.PRIORITY: [_small(PRIORITY_TITLE), PRIORITY_TITLE],
    Column.UPDATED: [_month(UPDATED)],
}
