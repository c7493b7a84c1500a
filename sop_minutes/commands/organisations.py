"""Organisations, and the seats that people fill for them."""

from collections.abc import Iterable, Sequence
from datetime import date

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


def empty_seat(session: Session, seat_id: int, *, on: date, person_id: int | None = None) -> None:
    """Say that whoever fills a seat leaves it on a day; `person_id` only they.

    Raises UserError if nobody does who took it by then.
    """
    open_ = select(SeatHolder).where(SeatHolder.seat_id == seat_id, col(SeatHolder.until_on).is_(None))
    holders = session.exec(open_).all()
    leaving = [
        holder
        for holder in holders
        if person_id in (None, holder.person_id) and (holder.from_on is None or holder.from_on <= on)
    ]
    if not leaving:
        raise UserError("Nobody is in that seat who could leave it then.")
    for holder in leaving:
        holder.until_on = on
    session.flush()


def _check_new(name: str, others: Iterable[str]) -> None:
    if any(squash(other) == squash(name) for other in others):
        raise UserError(f"{name} is already there.")
