"""The statement behind every list of actions, built once for each way of narrowing it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, bindparam
from sqlmodel import col

from sop_minutes.collector import Hold
from sop_minutes.domain.actions import format_ref
from sop_minutes.domain.keys import format_key
from sop_minutes.domain.sheets import ActionRow, Due
from sop_minutes.domain.words import ActionStatus, Audience, DuePrecision, may_see, narrower
from sop_minutes.queries.narrowing import of_organisations, of_priorities
from sop_minutes.queries.owners import OWNER_NAME, Owned, is_owned, owner_rows
from sop_minutes.queries.posts import owned_by_post
from sop_minutes.storage.tables import OPEN, Action, ActionOwner, ActionUpdate, Group, Item, Meeting, Point

Params = Mapping[str, Any]
Narrowing = Mapping[str, Params]
"""By which conditions actions are narrowed, each with its parameters."""

_BETWEEN_OWNERS = "\x1f"
"""What no stored text holds: `clean_text` removes it."""


def _any_of(column: Any, name: str) -> Any:
    return col(column).in_(bindparam(name, expanding=True))


PERMITTED = sa.and_(
    _any_of(Action.audience, "allowed"),
    sa.or_(col(Point.audience).is_(None), _any_of(Point.audience, "allowed")),
    sa.or_(col(Item.audience).is_(None), _any_of(Item.audience, "allowed")),
)
"""That a reader who may see `allowed` may see an action, its point and its item."""

_CONDITIONS = {
    "open": OPEN,
    "statuses": _any_of(Action.status, "statuses"),
    "group": col(Action.group_id) == bindparam("group_id"),
    "meeting": col(Action.point_id).in_(
        sa.select(col(Point.id))
        .join(Item, col(Item.id) == col(Point.item_id))
        .where(col(Item.meeting_id) == bindparam("meeting_id"))
    ),
    "topic": _any_of(Item.topic_id, "topic_ids"),
    "organisation": col(Action.id).in_(of_organisations([bindparam("organisation_id")]).ids),
    "priority": col(Action.id).in_(of_priorities([bindparam("priority_id")]).ids),
    "ids": _any_of(Action.id, "ids"),
    "action": col(Action.id) == bindparam("action_id"),
    "overdue": col(Action.due_on) < bindparam("overdue_on"),
    "owner": col(Action.id).in_(
        sa.select(col(ActionOwner.action_id))
        .where(
            is_owned(
                Owned(
                    person_ids=bindparam("person_ids", expanding=True),
                    seat_ids=bindparam("seat_ids", expanding=True),
                    group_ids=bindparam("group_ids", expanding=True),
                    organisation_ids=bindparam("organisation_ids", expanding=True),
                    as_written=[sa.func.lower(bindparam("as_written"))],
                )
            )
        )
        .union_all(owned_by_post(bindparam("person_ids", expanding=True)))
    ),
    "audience": PERMITTED,
}
_IN_ORDER = (
    owner_rows(OWNER_NAME.label("name"))
    .where(col(ActionOwner.action_id) == col(Action.id))
    .order_by(col(ActionOwner.position))
    .correlate(Action)
    .subquery()
)
_OWNERS = (
    sa.select(sa.func.aggregate_strings(_IN_ORDER.c.name, _BETWEEN_OWNERS))
    .correlate(Action)
    .scalar_subquery()
)
_LAST_NOTE = (
    sa.select(col(ActionUpdate.note))
    .where(
        col(ActionUpdate.action_id) == col(Action.id),
        sa.or_(col(ActionUpdate.note) != "", col(ActionUpdate.status) == ActionStatus.OPEN),
        _any_of(ActionUpdate.audience, "notes_for"),
    )
    .order_by(col(ActionUpdate.on).desc(), col(ActionUpdate.id).desc())
    .limit(1)
    .correlate(Action)
    .scalar_subquery()
)
"""The newest note, of those since an action was last opened again."""

_DUE_WORDS = col(Action.due_as_written)
_SAID_TO_OTHERS = (
    sa.select(col(ActionUpdate.id))
    .where(
        col(ActionUpdate.action_id) == col(Action.id),
        col(ActionUpdate.due_as_written) == col(Action.due_as_written),
        sa.not_(_any_of(ActionUpdate.audience, "notes_for")),
    )
    .correlate(Action)
    .exists()
)
"""That an action's due date is in the words of an update which the reader may not see."""

_REF = (col(Group.code), col(Action.year), col(Action.number))
_COLUMNS = (
    col(Action.id),
    col(Action.point_id),
    col(Group.code),
    col(Group.name),
    col(Action.year),
    col(Action.number),
    col(Action.text),
    _DUE_WORDS,
    col(Action.due_on),
    col(Action.due_precision),
    col(Action.status),
    col(Action.done_on),
    col(Action.raised_on),
    col(Action.audience),
    col(Point.audience),
    col(Item.audience),
    col(Item.title),
    col(Meeting.on),
    col(Meeting.sequence),
    _OWNERS.correlate(Action).scalar_subquery(),
    _LAST_NOTE,
)


def action_rows(
    connection: Connection,
    narrowing: Narrowing,
    notes_for: Sequence[Audience],
    limit: int | None,
    offset: int,
) -> tuple[ActionRow, ...]:
    """Return the actions as the register shows them, each with its newest note for `notes_for`.

    The earliest due first, those without a date last; a meeting's in the order of its note.
    """
    values = {"notes_for": notes_for, "limit": limit, "offset": offset, **_values(narrowing)}
    statement = _listed(
        frozenset(narrowing),
        paged=limit is not None or offset > 0,
        masked=len(notes_for) < len(Audience),
    )
    with Hold():  # small rows are made that all stay: the collector would take a third of it
        return tuple(_rows(connection.execute(statement, values).all()))


def hidden_texts(
    connection: Connection, narrowing: Narrowing, audience: Audience
) -> Iterator[tuple[str, str]]:
    """Yield what `audience` may not see of actions, each text with the reference of its action.

    That is the texts of actions, of their items and of the updates on them.

    Of the due dates in updates those that are words alone: a date as such says nothing.
    """
    names, values = frozenset(narrowing), {"allowed": allowed(audience), **_values(narrowing)}
    for code, year, number, text, item, *audiences in connection.execute(_with_audiences(names), values):
        if not may_see(audience, _narrowest(*audiences)):
            yield text, format_ref(code, year, number)
            if item and not may_see(audience, Audience(audiences[-1])):
                yield item, format_ref(code, year, number)
    for code, year, number, *said in connection.execute(_hidden_updates(names), values):
        yield from ((text, format_ref(code, year, number)) for text in said if text)


def allowed(reader: Audience) -> list[Audience]:
    """Return what `reader` may see."""
    return [audience for audience in Audience if may_see(reader, audience)]


def _values(narrowing: Narrowing) -> dict[str, Any]:
    return {name: value for params in narrowing.values() for name, value in params.items()}


@cache
def _listed(names: frozenset[str], *, paged: bool, masked: bool) -> Any:
    words = sa.case((_SAID_TO_OTHERS, ""), else_=col(Action.due_as_written)) if masked else None
    columns = (words if column is _DUE_WORDS and masked else column for column in _COLUMNS)
    statement = _narrowed(names, *columns)
    if "meeting" in names:
        statement = statement.order_by(col(Item.position), col(Point.position), col(Action.id))
    else:
        statement = statement.order_by(col(Action.due_on).nulls_last(), col(Action.id))
    return statement.limit(bindparam("limit")).offset(bindparam("offset")) if paged else statement


@cache
def _with_audiences(names: frozenset[str]) -> Any:
    audiences = (Action.audience, Point.audience, Item.audience)
    columns = (Action.text, Item.title, *audiences)
    return _narrowed(names, *_REF, *(col(each) for each in columns))


@cache
def _hidden_updates(names: frozenset[str]) -> Any:
    only_words = sa.case((col(ActionUpdate.due_on).is_(None), col(ActionUpdate.due_as_written)), else_="")
    statement = _narrowed(names, *_REF, col(ActionUpdate.note), only_words)
    statement = statement.join(ActionUpdate, col(ActionUpdate.action_id) == col(Action.id))
    hidden = sa.not_(_any_of(ActionUpdate.audience, "allowed"))
    return statement.where(hidden).order_by(col(ActionUpdate.id))


def _narrowed(names: frozenset[str], *columns: Any) -> Any:
    """Select columns of actions and of where they were raised, narrowed by the conditions named."""
    return (
        sa.select(*columns)
        .select_from(Action)
        .join(Group, col(Group.id) == col(Action.group_id))
        .outerjoin(Point, col(Point.id) == col(Action.point_id))
        .outerjoin(Item, col(Item.id) == col(Point.item_id))
        .outerjoin(Meeting, col(Meeting.id) == col(Item.meeting_id))
        .where(*(_CONDITIONS[name] for name in sorted(names)))
    )


def _rows(found: Iterable[Any]) -> Iterator[ActionRow]:
    """Yield a row for each tuple of `_COLUMNS`."""
    for (
        id_, point_id, code, group, year, number, text, due_as_written, due_on, due_precision, status,
        done_on, raised_on, audience, point_audience, item_audience, item, meeting_on, sequence, owners, note,
    ) in found:  # fmt: skip
        yield ActionRow(
            id=id_,
            ref=format_ref(code, year, number),
            text=text,
            owners=tuple(owners.split(_BETWEEN_OWNERS)) if owners else (),
            due=Due(due_as_written, due_on, _PRECISIONS[due_precision]),
            status=_STATUSES[status],
            audience=_narrowest(audience, point_audience, item_audience),
            meeting=format_key(code, meeting_on, sequence) if meeting_on else "",
            item=item or "",
            group=group,
            raised_on=raised_on,
            done_on=done_on,
            last_note=note or "",
            point_id=point_id,
        )


_STATUSES = {status.value: status for status in ActionStatus}
_PRECISIONS = {precision.value: precision for precision in DuePrecision}


@cache
def _narrowest(*words: str | None) -> Audience:
    """Return the narrowest of stored audiences; there are so few that each is worked out once."""
    return narrower(*(Audience(word) for word in words if word))
