"""A page of the register: the rows of some actions, with all that its columns show."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy import Connection
from sqlmodel import Session, col

from sop_minutes.domain.sheets import ActionRow
from sop_minutes.domain.words import Audience
from sop_minutes.queries.register import action_rows
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
    wanted = list(ids)
    rows: dict[int, RegisterRow] = {}
    for start in range(0, len(wanted), _BATCH):
        rows |= _read(session.connection(), wanted[start : start + _BATCH], today)
    return tuple(rows[id_] for id_ in wanted if id_ in rows)


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
