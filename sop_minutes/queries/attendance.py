"""Who may be expected at a meeting, and who is there."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection
from sqlmodel import Session, col

from sop_minutes.domain.names import initials_of
from sop_minutes.domain.text import fold
from sop_minutes.domain.words import AttendanceStatus
from sop_minutes.storage.tables import Attendance, Meeting, Organisation, Person, Seat, SeatHolder


@dataclass(frozen=True, slots=True)
class AttendanceRow:
    """One name of the list that is kept in a meeting.

    `status` is None for a member of whom nothing is said yet. `organisation` and `role` are of the
    seat; `deputy_for` names its holder, "" for who is no deputy.
    """

    name: str
    initials: str
    organisation: str = ""
    role: str = ""
    deputy_for: str = ""
    person_id: int | None = None
    status: AttendanceStatus | None = None
    detail: str = ""
    substitute_for: str = ""

    def is_same(self, other: "AttendanceRow") -> bool:
        """Say whether `other` is of the same person, or the same as written where no person is known."""
        if self.person_id is not None and other.person_id is not None:
            return self.person_id == other.person_id
        return self.name == other.name


def attendance_list(session: Session, meeting_id: int) -> tuple[AttendanceRow, ...]:
    """Return the group's members on the day, then whoever else is listed, then the other deputies.

    At a meeting that is gone there is nobody.
    """
    meeting = session.get(Meeting, meeting_id)
    if meeting is None:
        return ()
    connection = session.connection()
    listed = [_listed(row) for row in connection.execute(_LISTED, {"meeting_id": meeting_id})]
    seated = _seated(connection, meeting.group_id, meeting.on)
    members = [row for row in seated if not row.deputy_for]
    found = [_taken(row, listed) or row for row in members]
    deputies = {row.person_id: row for row in seated if row.deputy_for}
    others = [_together(deputies.pop(row.person_id, row), row) for row in listed]
    return (*found, *others, *deputies.values())


def _listed(row: Any) -> AttendanceRow:
    name, initials, person_id, status, detail, substitute_for = row
    return AttendanceRow(
        name,
        initials or initials_of(name),
        person_id=person_id,
        status=AttendanceStatus(status),
        detail=detail,
        substitute_for=substitute_for,
    )


def _seated(connection: Connection, group_id: int, on: date) -> list[AttendanceRow]:
    """Return who fills the group's seats on a day, each person once: the chair first, deputies last."""
    rows = connection.execute(_SEATED, {"group_id": group_id, "on": on}).all()
    holders = {row.seat_id: row.name for row in reversed(rows) if not row.deputy}
    found: dict[int, AttendanceRow] = {}
    for row in sorted(rows, key=lambda row: (row.deputy, _RANKS.get(row.role, len(_RANKS)))):
        deputy_for = holders.get(row.seat_id, row.organisation) if row.deputy else ""
        initials = row.initials or initials_of(row.name)
        seat = AttendanceRow(row.name, initials, row.organisation, row.role, deputy_for, row.person_id)
        found.setdefault(row.person_id, seat)
    return list(found.values())


def _taken(seat: AttendanceRow, listed: list[AttendanceRow]) -> AttendanceRow | None:
    """Take a member out of what is listed; None if they are not there."""
    for row in listed:
        if row.person_id == seat.person_id or (row.person_id is None and fold(row.name) == fold(seat.name)):
            listed.remove(row)
            return _together(seat, row)
    return None


def _together(seat: AttendanceRow, row: AttendanceRow) -> AttendanceRow:
    """Return a listed name with what its seat says."""
    return replace(row, organisation=seat.organisation, role=seat.role, deputy_for=seat.deputy_for)


_RANKS = {"chair": 0, "vice-chair": 1}
_LISTED = (
    sa.select(
        col(Attendance.name),
        col(Person.initials),
        col(Attendance.person_id),
        col(Attendance.status),
        col(Attendance.detail),
        col(Attendance.substitute_for),
    )
    .outerjoin(Person, col(Person.id) == col(Attendance.person_id))
    .where(col(Attendance.meeting_id) == sa.bindparam("meeting_id"))
    .order_by(col(Attendance.position), col(Attendance.id))
)
_SEATED: Any = (
    sa.select(
        col(Seat.id).label("seat_id"),
        col(Person.id).label("person_id"),
        col(Person.name).label("name"),
        col(Person.initials).label("initials"),
        sa.func.coalesce(sa.func.nullif(col(Organisation.short_name), ""), col(Organisation.name), "").label(
            "organisation"
        ),
        col(Seat.role).label("role"),
        col(SeatHolder.deputy).label("deputy"),
    )
    .join(SeatHolder, col(SeatHolder.seat_id) == col(Seat.id))
    .join(Person, col(Person.id) == col(SeatHolder.person_id))
    .outerjoin(Organisation, col(Organisation.id) == col(Seat.organisation_id))
    .where(
        col(Seat.group_id) == sa.bindparam("group_id"),
        sa.func.coalesce(col(SeatHolder.from_on), date.min) <= sa.bindparam("on"),
        sa.func.coalesce(col(SeatHolder.until_on), date.max) >= sa.bindparam("on"),
    )
    .order_by(col(Organisation.name), col(Person.name))
)
