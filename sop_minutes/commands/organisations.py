"""Organisations, and the seats that people fill for them."""

from collections.abc import Iterable, Sequence
from datetime import date

import sqlalchemy as sa
from sqlmodel import Session, col, select

from sop_minutes.commands.checks import line_of, row_of
from sop_minutes.commands.owners import resolve_owners
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.text import clean_line, squash
from sop_minutes.storage.tables import Group, Organisation, OrganisationName, Person, Seat, SeatHolder


def add_organisation(
    session: Session,
    name: str,
    *,
    short_name: str = "",
    parent_id: int | None = None,
    aliases: Sequence[str] = (),
) -> int:
    """Add an organisation, or a unit of one. Raises UserError if it is already there."""
    name = line_of(name, "An organisation needs a name.")
    same = select(Organisation.name).where(col(Organisation.parent_id).is_not_distinct_from(parent_id))
    _check_new(name, session.exec(same))
    row = Organisation(name=name, short_name=clean_line(short_name), parent_id=parent_id)
    session.add(row)
    session.flush()
    names = [line_of(alias, "A name needs some text.") for alias in aliases]
    session.add_all(OrganisationName(organisation_id=row.id, name=alias) for alias in names)
    session.flush()
    resolve_owners(session)
    return row.id


def name_organisation(session: Session, organisation_id: int, *, name: str) -> int:
    """Give an organisation another name it is found by. Actions that wait for it get their owner."""
    organisation = row_of(session, Organisation, organisation_id)
    row = OrganisationName(organisation_id=organisation.id, name=line_of(name, "A name needs some text."))
    session.add(row)
    session.flush()
    resolve_owners(session)
    return row.id


def add_seat(
    session: Session, *, group_id: int, organisation_id: int | None = None, role: str = "member"
) -> int:
    """Give an organisation a seat on a group. `role` is member, chair, secretary, or a title of its own."""
    row_of(session, Group, group_id)
    seat = Seat(
        group_id=group_id, organisation_id=organisation_id, role=line_of(role, "A seat needs a role.")
    )
    session.add(seat)
    session.flush()
    resolve_owners(session)
    return seat.id


def fill_seat(
    session: Session,
    seat_id: int,
    *,
    person_id: int,
    deputy: bool = False,
    from_on: date | None = None,
    until_on: date | None = None,
) -> int:
    """Put a person in a seat, as its holder or as a deputy, from one day to another (None: open)."""
    row_of(session, Seat, seat_id)
    row_of(session, Person, person_id)
    if from_on and until_on and until_on < from_on:
        raise UserError("A seat cannot be left before it is taken.")
    holder = SeatHolder(
        seat_id=seat_id, person_id=person_id, deputy=deputy, from_on=from_on, until_on=until_on
    )
    session.add(holder)
    session.flush()
    return holder.id


def seat_person(
    session: Session,
    person_id: int,
    *,
    group_id: int,
    organisation_id: int | None = None,
    role: str = "member",
    deputy: bool = False,
    from_on: date | None = None,
) -> int:
    """Put a person in a seat of that kind on a group: one nobody holds, or a new one; return the seat.

    A deputy is put beside whoever holds it.
    """
    role = line_of(role, "A seat needs a role.")
    kind = select(Seat.id).where(
        Seat.group_id == group_id,
        col(Seat.organisation_id).is_not_distinct_from(organisation_id),
        Seat.role == role,
    )
    held = select(SeatHolder.seat_id).where(
        col(SeatHolder.until_on).is_(None), col(SeatHolder.deputy).is_(False)
    )
    free = kind if deputy else kind.where(col(Seat.id).not_in(held))
    seat_id = session.exec(free.order_by(col(Seat.id))).first()
    if seat_id is None:
        seat_id = add_seat(session, group_id=group_id, organisation_id=organisation_id, role=role)
    fill_seat(session, seat_id, person_id=person_id, deputy=deputy, from_on=from_on)
    return seat_id


def leave_group(session: Session, person_id: int, *, group_id: int, on: date) -> None:
    """Say that `on` is the last day on which a person fills a seat of a group, or several.

    Raises UserError if they fill none that they took by then.
    """
    person, group = row_of(session, Person, person_id), row_of(session, Group, group_id)
    filled = select(SeatHolder).join(Seat, col(Seat.id) == col(SeatHolder.seat_id))
    filled = filled.where(
        SeatHolder.person_id == person_id,
        Seat.group_id == group_id,
        col(SeatHolder.until_on).is_(None),
        sa.func.coalesce(col(SeatHolder.from_on), date.min) <= on,
    )
    leaving = session.exec(filled).all()
    if not leaving:
        raise UserError(f"{person.name} is in no seat of {group.code} that could be left then.")
    for holder in leaving:
        holder.until_on = on
    session.flush()


def _check_new(name: str, others: Iterable[str]) -> None:
    if any(squash(other) == squash(name) for other in others):
        raise UserError(f"{name} is already there.")
