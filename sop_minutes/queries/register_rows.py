"""A page of the register: the rows of some actions, with all that its columns show."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy import Connection
from sqlmodel import Session, col

from sop_minutes.domain.inline import plain_text
from sop_minutes.domain.sheets import ActionRow
from sop_minutes.domain.words import Audience
from sop_minutes.queries.register import Params, action_rows, allowed, hidden_texts
from sop_minutes.queries.sorting import ORGANISATION, PRIORITY_TITLE, UPDATED
from sop_minutes.queries.standing import next_meeting
from sop_minutes.storage.tables import Action

_BATCH = 500


class RegisterRow(NamedTuple):
    """An action of the register.

    `organisation` is the lead's and `priority` its own or its topic's, "" for none; `updated` is when
    something was last said of it; `next_meeting` is its group's next, today's too, None if none is known.
    """

    action: ActionRow
    organisation: str
    priority: str
    updated: date
    next_meeting: date | None


def register_rows(session: Session, ids: Sequence[int], *, today: date) -> tuple[RegisterRow, ...]:
    """Return the rows of these actions in this order, but for those that are no longer there."""
    rows: dict[int, RegisterRow] = {}
    for batch in _batches(ids):
        rows |= _read(session.connection(), batch, today)
    return tuple(rows[id_] for id_ in ids if id_ in rows)


def rows_for(
    session: Session, ids: Sequence[int], reader: Audience
) -> tuple[tuple[ActionRow, ...], tuple[str, ...]]:
    """Return those of these actions that `reader` may see, in this order, and the texts of them withheld."""
    connection, seen = session.connection(), allowed(reader)
    rows: dict[int, ActionRow] = {}
    withheld: dict[str, None] = {}
    for batch in _batches(ids):
        narrowing: dict[str, Params] = {"ids": {"ids": batch}}
        permitted = narrowing | {"audience": {"allowed": seen}}
        rows |= {row.id: row for row in action_rows(connection, permitted, seen, limit=None, offset=0)}
        withheld |= {plain_text(text): None for text, _ in hidden_texts(connection, narrowing, reader)}
    return tuple(rows[id_] for id_ in ids if id_ in rows), tuple(withheld)


def _batches(ids: Sequence[int]) -> Iterator[list[int]]:
    for start in range(0, len(ids), _BATCH):
        yield list(ids[start : start + _BATCH])


def _read(connection: Connection, ids: list[int], today: date) -> dict[int, RegisterRow]:
    narrowing = {"ids": {"ids": ids}}
    actions = action_rows(connection, narrowing, notes_for=tuple(Audience), limit=None, offset=0)
    more = {id_: found for id_, *found in connection.execute(_more(today), {"ids": ids})}
    return {
        row.id: RegisterRow(row, organisation or "", priority or "", updated, soon)
        for row in actions
        for organisation, priority, updated, soon in [more[row.id]]
    }


def _more(today: date) -> Any:
    columns = (col(Action.id), ORGANISATION, PRIORITY_TITLE, UPDATED, next_meeting(today))
    return sa.select(*columns).where(col(Action.id).in_(sa.bindparam("ids", expanding=True)))
