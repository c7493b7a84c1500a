"""Owners of actions: as written, and whoever is meant, which may become known later."""

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session, col, select

from sop_minutes.domain.grammar import Owner
from sop_minutes.domain.names import Directory, KnownName, NameKind, preferred, same_person
from sop_minutes.queries.meetings import people_at
from sop_minutes.queries.names import directory
from sop_minutes.queries.unknown_owners import NOBODY_KNOWN
from sop_minutes.storage.tables import Action, ActionOwner, Item, Point

_OWNER_FIELDS = {
    NameKind.PERSON: "person_id",
    NameKind.SEAT: "seat_id",
    NameKind.GROUP: "group_id",
    NameKind.ORGANISATION: "organisation_id",
}


def set_owners(session: Session, action: Action, owners: tuple[Owner, ...]) -> None:
    """Give an action that has none its owners, the lead first."""
    for position, owner in enumerate(owners):
        session.add(_new_row(action, position, owner))
    session.flush()


def name_owners(session: Session, action: Action, names: Sequence[str]) -> None:
    """Give an action other owners by name, each whoever is meant of those at its meeting, else as written."""
    known = directory(session)
    point = session.get(Point, action.point_id) if action.point_id is not None else None
    meeting_id = session.get_one(Item, point.item_id).meeting_id if point else None
    owners = [Owner(name, 0, 0, _now_meant(session, name, meeting_id, known)) for name in names]
    change_owners(session, action, tuple({owner.name.casefold(): owner for owner in owners}.values()))


def change_owners(session: Session, action: Action, owners: tuple[Owner, ...]) -> None:
    """Give an action other owners; one who stays keeps their row, and with it the part that is done."""
    held = session.exec(select(ActionOwner).where(ActionOwner.action_id == action.id)).all()
    left = {_meant(owner): owner for owner in held}
    stay: list[ActionOwner] = []
    for position, owner in enumerate(owners):
        row = _new_row(action, position, owner)
        stays = left.pop(_meant(row), None)
        if stays is None:
            session.add(row)
        else:
            stays.position, stays.as_written = position, row.as_written
            stay.append(stays)
    for gone in held:
        if gone not in stay:
            session.delete(gone)
    session.flush()


def resolve_owners(session: Session, *, meeting_id: int | None = None, full_names_only: bool = False) -> None:
    """Link the owners that nobody was known for when they were written, and who are known by now.

    Of one meeting's actions if it is given. `full_names_only` leaves initials, first names and the
    like: whoever a note brings in need not be the “Jo” of years ago.
    """
    query = _with_meeting().where(NOBODY_KNOWN)
    if meeting_id is not None:
        query = query.where(Item.meeting_id == meeting_id)
    waiting = session.exec(query).all()
    known = directory(session) if waiting else Directory()
    for owner, of_meeting in waiting:
        meant = _now_meant(session, owner.as_written, of_meeting, known)
        if meant and (not full_names_only or same_person(meant.name, owner.as_written)):
            _link(owner, meant)
    session.flush()


def relink_owners(session: Session, person_id: int) -> None:
    """Link the owners that are this person to whoever else is called as they were written.

    Does nothing unless that is somebody for each of them.
    """
    known = directory(session, but_for=person_id)
    held = session.exec(_with_meeting().where(ActionOwner.person_id == person_id)).all()
    found = [(owner, _now_meant(session, owner.as_written, meeting, known)) for owner, meeting in held]
    if all(meant for _, meant in found):
        for owner, meant in found:
            if meant:
                owner.person_id = None
                _link(owner, meant)
    session.flush()


def merge_owners(session: Session, person_id: int, *, into_id: int) -> None:
    """Make another person the owner of all that one owns; whoever owns an action twice owns it once.

    That part is done when both were.
    """
    own = select(ActionOwner).where(ActionOwner.person_id == into_id)
    owning = {owner.action_id: owner for owner in session.exec(own)}
    for owner in session.exec(select(ActionOwner).where(ActionOwner.person_id == person_id)).all():
        held = owning.get(owner.action_id)
        if held is None:
            owner.person_id = into_id
            continue
        held.position = min(held.position, owner.position)
        held.done_on = max(held.done_on, owner.done_on) if held.done_on and owner.done_on else None
        session.delete(owner)
    session.flush()


def _new_row(action: Action, position: int, owner: Owner) -> ActionOwner:
    row = ActionOwner(action_id=action.id, position=position, as_written=owner.as_written)
    if owner.meant is not None:
        _link(row, owner.meant)
    return row


def _with_meeting() -> Any:
    query = select(ActionOwner, Item.meeting_id).join(Action, col(Action.id) == col(ActionOwner.action_id))
    query = query.outerjoin(Point, col(Point.id) == col(Action.point_id))
    return query.outerjoin(Item, col(Item.id) == col(Point.item_id))


def _now_meant(
    session: Session, as_written: str, meeting_id: int | None, known: Directory
) -> KnownName | None:
    matches = known.match(as_written)
    here = people_at(session, meeting_id) if meeting_id and len(matches) > 1 else frozenset()
    return preferred(matches, here)


def _link(row: ActionOwner, meant: KnownName) -> None:
    setattr(row, _OWNER_FIELDS[meant.kind], meant.id)


def _meant(owner: ActionOwner) -> tuple[object, ...]:
    """Return by what an owner is the same one as before: who is meant, else what is written."""
    known = tuple(getattr(owner, field) for field in _OWNER_FIELDS.values())
    return known if any(known) else (owner.as_written.casefold(),)
