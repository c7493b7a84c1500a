"""Who fills the seats of groups on a day."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlmodel import Session, col

from sop_minutes.domain.text import fold
from sop_minutes.storage.tables import Seat, SeatHolder


class Filled(NamedTuple):
    """A seat that is filled: by whom, and whether they only deputise in it."""

    seat_id: int
    group_id: int
    organisation_id: int | None
    role: str
    person_id: int
    deputy: bool


class Seats:
    """The seats that are filled: by who holds them, and where nobody does by who deputises."""

    def __init__(self, rows: Iterable[Filled]) -> None:
        rows = tuple(rows)
        held = {row.seat_id for row in rows if not row.deputy}
        self._rows = tuple(row for row in rows if not row.deputy or row.seat_id not in held)
        self._sitting = {(row.person_id, row.group_id) for row in self._rows}
        self._by: defaultdict[tuple[Any, ...], dict[int, None]] = defaultdict(dict)
        for row in self._rows:
            for key in (
                ("seat", row.seat_id),
                ("organisation", row.group_id, row.organisation_id),
                ("role", row.group_id, fold(row.role)),
            ):
                self._by[key][row.person_id] = None

    def sits(self, person_id: int, group_id: int) -> bool:
        """Say whether a person fills a seat of a group."""
        return (person_id, group_id) in self._sitting

    def in_seat(self, seat_id: int) -> tuple[int, ...]:
        """Return the ids of the people who fill a seat."""
        return self._people("seat", seat_id)

    def for_organisation(self, group_id: int, organisation_id: int) -> tuple[int, ...]:
        """Return the ids of the people who fill an organisation's seats on a group."""
        return self._people("organisation", group_id, organisation_id)

    def in_role(self, group_id: int, role: str) -> tuple[int, ...]:
        """Return the ids of the people who fill a group's seats of a role."""
        return self._people("role", group_id, fold(role))

    def in_group(self, group_id: int) -> tuple[Filled, ...]:
        """Return who fills the seats of a group."""
        return tuple(row for row in self._rows if row.group_id == group_id)

    def _people(self, *key: object) -> tuple[int, ...]:
        return tuple(self._by.get(key, ()))


def seats_filled(session: Session, on: date) -> Seats:
    """Return who fills which seat on a day."""
    query = (
        sa.select(
            col(Seat.id),
            col(Seat.group_id),
            col(Seat.organisation_id),
            col(Seat.role),
            col(SeatHolder.person_id),
            col(SeatHolder.deputy),
        )
        .join(SeatHolder, col(SeatHolder.seat_id) == col(Seat.id))
        .where(
            sa.func.coalesce(col(SeatHolder.from_on), date.min) <= on,
            sa.func.coalesce(col(SeatHolder.until_on), date.max) >= on,
        )
        .order_by(col(Seat.id), col(SeatHolder.id))
    )
    return Seats(Filled(*row) for row in session.connection().execute(query))
