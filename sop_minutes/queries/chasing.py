"""Who is to be chased for what they owe."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlmodel import Session, col

from sop_minutes.domain.chasing import (
    ChaserSheet,
    LeftOutRow,
    Owed,
    Sender,
    ToChase,
    answer_by,
    is_address,
    may_be_told,
)
from sop_minutes.domain.sheets import ActionRow
from sop_minutes.domain.text import fold
from sop_minutes.domain.words import Audience
from sop_minutes.domain.working_days import working_day_after
from sop_minutes.queries.actions import action_row
from sop_minutes.queries.diary import next_meetings
from sop_minutes.queries.identity import database_uid
from sop_minutes.queries.owners import OWNER_NAME, in_batches, owner_rows
from sop_minutes.queries.posts import posts_held
from sop_minutes.queries.register import Params, action_rows, hidden_texts
from sop_minutes.queries.reminders import last_reminded
from sop_minutes.queries.seats import Seats, seats_filled
from sop_minutes.storage.tables import Action, ActionOwner, Attendance, Item, Person, Point


class _Owner(NamedTuple):
    """An owner of an action, as written and as understood."""

    id: int
    action_id: int
    action_group_id: int
    name: str
    as_written: str
    person_id: int | None
    seat_id: int | None
    organisation_id: int | None
    group_id: int | None

    @property
    def is_body(self) -> bool:
        return self.organisation_id is not None or self.group_id is not None


def to_chase(
    session: Session, today: date, *, within: int | None = None, group_id: int | None = None
) -> ToChase:
    """Return who is to be chased on a day, each with the open actions they own and may be told of.

    An action is asked after if it is overdue or due within so many working days; only if it is overdue
    where `within` is None. A part of an action that its owner has done is not.
    """
    until = working_day_after(today, within) if within is not None else today - timedelta(days=1)
    narrowing: dict[str, Params] = {"open": {}, "overdue": {"overdue_on": until + timedelta(days=1)}}
    if group_id is not None:
        narrowing["group"] = {"group_id": group_id}
    # Notes are not sent, nor due dates in words of an update that not everybody may see.
    rows = action_rows(session.connection(), narrowing, [Audience.PUBLIC], None, 0)
    sorting = _Sorting(session, rows, today)
    for row in rows:
        sorting.place(row)
    sheets = sorting.sheets()
    return ToChase(sheets, sorting.left_out(), until, last_reminded(session, sheets))


def withheld_from_owners(session: Session) -> dict[str, str]:
    """Return the texts that not everybody may see, each with the reference of an action it is of.

    What a draft holds of them must be its owner's own.
    """
    return dict(hidden_texts(session.connection(), {}, Audience.PUBLIC))


def people_who_owe(session: Session, action_ids: Sequence[int], on: date) -> dict[int, tuple[int, ...]]:
    """Return for each person the actions, of these, that a chaser of that day would ask them after.

    Not those of which their part is done.
    """
    asking, found = _Asking(session, action_ids, on), defaultdict[int, dict[int, None]](dict)
    done = set(_for_each(session, _PARTS_DONE, col(ActionOwner.action_id), action_ids))
    for owner in _owners(session, action_ids):
        for person_id in asking.people(owner) if (owner.action_id, owner.id) not in done else ():
            found[person_id][owner.action_id] = None
    return {person_id: tuple(owed) for person_id, owed in found.items()}


def sender_of(session: Session, person_id: int) -> Sender:
    """Return somebody as who chases; nobody if they are no longer there."""
    person = session.get(Person, person_id)
    address = person.email if person and is_address(person.email) else ""
    return Sender(person.name, address) if person else Sender()


def may_know(session: Session, person_id: int | None, action_id: int, on: date) -> bool:
    """Say whether somebody may be told of an action on a day (ADR 10)."""
    action = session.get_one(Action, action_id)
    listed = _for_each(session, _LISTED, col(Action.id), [action_id])
    return may_be_told(
        action_row(session, action_id).audience,
        sits=person_id is not None and seats_filled(session, on).sits(person_id, action.group_id),
        was_there=(action_id, person_id) in set(listed),
    )


class _Asking:
    """Whom an owner is asked through on a day: a person; who fills a seat; who held a post."""

    def __init__(self, session: Session, action_ids: Sequence[int], on: date) -> None:
        self.seats: Seats = seats_filled(session, on)
        self._posts: defaultdict[int, list[int]] = defaultdict(list)
        held = posts_held(col(ActionOwner.id), col(Attendance.person_id))
        held = held.where(col(Attendance.person_id).is_not(None))
        for owner_id, person_id in _for_each(session, held, col(ActionOwner.action_id), action_ids):
            self._posts[owner_id].append(person_id)

    def people(self, owner: _Owner) -> tuple[int, ...]:
        """Return them; an organisation is asked through its seat on the group, a group through its chair."""
        if owner.person_id is not None:
            return (owner.person_id,)
        if owner.seat_id is not None:
            return self.seats.in_seat(owner.seat_id)
        if owner.organisation_id is not None:
            return self.seats.for_organisation(owner.action_group_id, owner.organisation_id)
        if owner.group_id is not None:
            return self.seats.in_role(owner.group_id, "chair")
        return tuple(self._posts[owner.id]) or self.seats.in_role(owner.action_group_id, owner.as_written)


class _Sorting:
    """Sorts actions by the owner who is written to of them, or by why nobody is."""

    def __init__(self, session: Session, rows: Sequence[ActionRow], today: date) -> None:
        ids = [row.id for row in rows]
        self._asking = _Asking(session, ids, today)
        self._owners: defaultdict[int, list[_Owner]] = defaultdict(list)
        for owner in _owners(session, ids):
            self._owners[owner.action_id].append(owner)
        people = session.connection().execute(sa.select(col(Person.id), col(Person.name), col(Person.email)))
        self._people = {id_: (name, email) for id_, name, email in people}
        self._sharing: defaultdict[str, list[int]] = defaultdict(list)
        for id_, (_, email) in self._people.items():
            self._sharing[email.casefold()].append(id_)
        self._groups = dict(_for_each(session, _GROUPS, col(Action.id), ids))
        self._there = set(_for_each(session, _LISTED, col(Action.id), ids))
        self._done = set(_for_each(session, _PARTS_DONE, col(ActionOwner.action_id), ids))
        self._today, self._meetings = today, next_meetings(session, today)
        self._database = database_uid(session)
        self._owed: defaultdict[int, dict[int, Owed]] = defaultdict(dict)
        self._left_out: defaultdict[tuple[str, str], list[str]] = defaultdict(list)

    def place(self, row: ActionRow) -> None:
        """Put an action with each of its owners who still owe their part."""
        if not self._owners[row.id]:
            self._leave_out(row, "No owner", "Nobody owns it.")
        for owner in self._owners[row.id]:
            if (row.id, owner.id) in self._done:
                continue
            asked = self._asking.people(owner)
            if not asked:
                self._leave_out(row, owner.name, _nobody_to_write_to(owner, row.group))
            for person_id in asked:
                self._ask(row, person_id, owner)

    def sheets(self) -> tuple[ChaserSheet, ...]:
        """Return one chaser for each person, by name."""
        found = [
            ChaserSheet(
                person_id,
                *self._people[person_id],
                owed=tuple(owed.values()),
                answer_by=self._answer_by(owed),
                database=self._database,
            )
            for person_id, owed in self._owed.items()
        ]
        return tuple(sorted(found, key=lambda sheet: (fold(sheet.name), sheet.person_id)))

    def _answer_by(self, action_ids: Iterable[int]) -> date:
        days = (self._meetings.get(self._groups[action_id]) for action_id in action_ids)
        return answer_by(self._today, min(filter(None, days), default=None))

    def left_out(self) -> tuple[LeftOutRow, ...]:
        """Return who is left out and why, by name."""
        found = (LeftOutRow(owner, tuple(refs), why) for (owner, why), refs in self._left_out.items())
        return tuple(sorted(found, key=lambda row: (fold(row.owner), row.why)))

    def _ask(self, row: ActionRow, person_id: int, owner: _Owner) -> None:
        name, address = self._people[person_id]
        sits, was_there = self._sits_and_was_there(row, person_id)
        if not may_be_told(row.audience, sits=sits, was_there=was_there):
            self._leave_out(row, name, _may_not_see(name, row))
        elif not is_address(address):
            why = f"“{address}” is not an e-mail address." if address else f"{name} has no e-mail address."
            self._leave_out(row, name, why)
        elif other := self._other_reader(row, address):
            self._leave_out(row, name, _may_be_read(other, address, row))
        else:
            held = self._owed[person_id].get(row.id, Owed(row, sits, was_there))
            self._owed[person_id][row.id] = held.with_part(owner.id, owner.name, is_body=owner.is_body)

    def _sits_and_was_there(self, row: ActionRow, person_id: int) -> tuple[bool, bool]:
        sits = self._asking.seats.sits(person_id, self._groups[row.id])
        return sits, (row.id, person_id) in self._there

    def _other_reader(self, row: ActionRow, address: str) -> str:
        """Return who else has an address and may not be told of an action, "" for nobody."""
        for person_id in self._sharing[address.casefold()]:
            sits, was_there = self._sits_and_was_there(row, person_id)
            if not may_be_told(row.audience, sits=sits, was_there=was_there):
                return self._people[person_id][0]
        return ""

    def _leave_out(self, row: ActionRow, owner: str, why: str) -> None:
        refs = self._left_out[owner, why]
        if row.ref not in refs:
            refs.append(row.ref)


def _nobody_to_write_to(owner: _Owner, group: str) -> str:
    if owner.seat_id is not None:
        return f"Nobody fills the seat {owner.name}."
    if owner.organisation_id is not None:
        return f"{owner.name} is an organisation, and nobody fills a seat of its on {group}."
    if owner.group_id is not None:
        return f"{owner.name} is a group without a chair who could be written to."
    return f"Nobody is known as {owner.name}."


def _may_not_see(name: str, row: ActionRow) -> str:
    if row.audience is Audience.RESTRICTED:
        return f"It is restricted, and {name} fills no seat of {row.group}."
    return (
        f"It is for members only, and {name} neither fills a seat of {row.group} "
        "nor is on the list of the meeting it was raised in."
    )


def _may_be_read(other: str, address: str, row: ActionRow) -> str:
    audience = "restricted" if row.audience is Audience.RESTRICTED else "for members only"
    return f"It is {audience}, and {other}, who may not see it, has the address {address} too."


def _owners(session: Session, action_ids: Sequence[int]) -> Iterator[_Owner]:
    """Yield the owners of actions, the lead first."""
    query = owner_rows(
        col(ActionOwner.id),
        col(ActionOwner.action_id),
        col(Action.group_id),
        OWNER_NAME,
        col(ActionOwner.as_written),
        col(ActionOwner.person_id),
        col(ActionOwner.seat_id),
        col(ActionOwner.organisation_id),
        col(ActionOwner.group_id),
    ).join(Action, col(Action.id) == col(ActionOwner.action_id))
    query = query.order_by(col(ActionOwner.action_id), col(ActionOwner.position))
    for row in _for_each(session, query, col(ActionOwner.action_id), action_ids):
        yield _Owner(*row)


def _for_each(session: Session, query: Any, column: Any, ids: Sequence[int]) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of `query` for which `column` is one of `ids`."""
    for batch in in_batches(ids):
        yield from map(tuple, session.connection().execute(query.where(column.in_(batch))))


_GROUPS = sa.select(col(Action.id), col(Action.group_id))
_LISTED = (
    sa.select(col(Action.id), col(Attendance.person_id))
    .join(Point, col(Point.id) == col(Action.point_id))
    .join(Item, col(Item.id) == col(Point.item_id))
    .join(Attendance, col(Attendance.meeting_id) == col(Item.meeting_id))
    .where(col(Attendance.person_id).is_not(None))
)
_PARTS_DONE = sa.select(col(ActionOwner.action_id), col(ActionOwner.id)).where(
    col(ActionOwner.done_on).is_not(None)
)
