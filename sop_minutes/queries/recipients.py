"""Who gets a meeting's note: who fills its group's seats, who was there, and who is named besides."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlmodel import Session, col, select

from sop_minutes.domain.chasing import is_address, may_be_told
from sop_minutes.domain.circulating import NotSentRow, RecipientRow
from sop_minutes.domain.errors import GoneError, UserError
from sop_minutes.domain.sheets import ActionRow
from sop_minutes.domain.text import clean_line, fold
from sop_minutes.domain.words import NOTE_NAMES, AttendanceStatus, Audience
from sop_minutes.queries.chasing import people_who_owe
from sop_minutes.queries.names import person_called
from sop_minutes.queries.seats import seats_filled
from sop_minutes.storage.tables import Attendance, Group, Meeting, Organisation, Person, Seat


class Extra(NamedTuple):
    """Who is to have a note besides: a known person, or else an address."""

    person_id: int | None = None
    address: str = ""


class _Listed(NamedTuple):
    name: str
    person_id: int | None
    status: AttendanceStatus
    substitute_for: str


_PLAIN_ROLE = "member"
_RANKS = {"chair": 0, "vice-chair": 1}
_NOT_THERE = {
    AttendanceStatus.APOLOGIES: "sent apologies",
    AttendanceStatus.ABSENT: "on the attendance list",
}


def extra_called(session: Session, words: str) -> Extra:
    """Return who is meant by a name or an address. Raises UserError for what is neither."""
    words = clean_line(words)
    if "@" in words and not is_address(words):
        raise UserError(f"“{words}” is not an e-mail address.")
    return Extra(address=words) if "@" in words else Extra(person_called(session, words))


def recipients_of(
    session: Session,
    meeting: Meeting,
    audience: Audience,
    *,
    on: date,
    owed: Mapping[int, ActionRow],
    extras: Sequence[Extra] = (),
) -> tuple[tuple[RecipientRow, ...], tuple[NotSentRow, ...]]:
    """Return who gets the note for `audience` on a day, and who does not and why.

    That is who filled a seat of the group on the day of the meeting and still does, and whoever is on its
    list, as far as they may see it; and `extras`, of whom one who may not see it raises UserError.
    `owed` are the actions that the note holds, by id.
    """
    finding = _Finding(session, meeting, audience, on, owed)
    finding.ask_seats()
    finding.ask_listed()
    for extra in extras:
        finding.add(extra)
    return finding.recipients(), finding.not_sent()


class _Finding:
    """Finds recipients, and says of the others why they are none."""

    def __init__(
        self, session: Session, meeting: Meeting, audience: Audience, on: date, owed: Mapping[int, ActionRow]
    ) -> None:
        self._group = session.get_one(Group, meeting.group_id)
        self._audience = audience
        self._then = seats_filled(session, meeting.on).in_group(meeting.group_id)
        self._now = seats_filled(session, on).in_group(meeting.group_id)
        self._seats = dict(_seats(session, meeting.group_id))
        self._listed = tuple(_listed(session, meeting.id))
        self._there = {row.person_id for row in self._listed}
        self._sitting = {row.person_id for row in self._now}
        people = session.connection().execute(sa.select(col(Person.id), col(Person.name), col(Person.email)))
        self._people = {id_: (name, email) for id_, name, email in people}
        mine = people_who_owe(session, tuple(owed), on)
        self._refs = {who: tuple(owed[id_].ref for id_ in ids) for who, ids in mine.items()}
        self._found: dict[int | str, RecipientRow] = {}
        self._refused: set[int] = set()
        self._not_sent: list[NotSentRow] = []

    def recipients(self) -> tuple[RecipientRow, ...]:
        return tuple(self._found.values())

    def not_sent(self) -> tuple[NotSentRow, ...]:
        """Return who is left out: nobody who gets it in another seat, as they were there, or as chosen."""
        return tuple(row for row in self._not_sent if row.person_id not in self._found)

    def ask_seats(self) -> None:
        """Take who filled a seat then and still does; say who came, who went, and which seats are empty."""
        then = {(row.seat_id, row.person_id) for row in self._then}
        now = {(row.seat_id, row.person_id) for row in self._now}
        for seat_id, (_, standing) in sorted(self._seats.items(), key=lambda seat: seat[1]):
            for row in (row for row in self._now if row.seat_id == seat_id):
                as_what = f"deputy for {standing}" if row.deputy else standing
                if (row.seat_id, row.person_id) in then:
                    self._take(row.person_id, as_what, seat=True)
                elif row.person_id not in self._there:
                    self._leave(row.person_id, f"came to the seat of {standing} only after the meeting.")
            for row in (row for row in self._then if row.seat_id == seat_id):
                stays = (row.seat_id, row.person_id) in now or row.person_id in self._there
                if not stays:
                    self._leave(row.person_id, f"no longer fills the seat of {standing}.")
            if not any(row.seat_id == seat_id for row in self._now):
                self._not_sent.append(NotSentRow(standing, "Nobody fills the seat."))

    def ask_listed(self) -> None:
        """Take whoever is on the attendance list."""
        for row in self._listed:
            if row.person_id is None:
                self._not_sent.append(NotSentRow(row.name, f"Nobody is known as {row.name}."))
                continue
            was = f"was there for {row.substitute_for}" if row.substitute_for else "was there"
            self._take(row.person_id, _NOT_THERE.get(row.status, was))

    def add(self, extra: Extra) -> None:
        """Take one who is named besides. Raises UserError if they may not have the note, or cannot."""
        person_id = extra.person_id if extra.person_id is not None else self._with_address(extra.address)
        name, address = self._called(person_id) if person_id is not None else (extra.address, extra.address)
        why = self._why_not(person_id, name, address)
        if why:
            raise UserError(why)
        key = person_id if person_id is not None else fold(address)
        self._found.setdefault(key, self._row(person_id, name, address, "in copy"))

    def _take(self, person_id: int, standing: str, *, seat: bool = False) -> None:
        """Take somebody once, with all the seats they fill; or leave them out once."""
        name, address = self._people[person_id]
        held = self._found.get(person_id)
        if held is not None and seat:
            self._found[person_id] = replace(held, standing=f"{held.standing}, {standing}")
        elif held is None and person_id not in self._refused:
            why = self._why_not(person_id, name, address)
            if why:
                self._refused.add(person_id)
                self._not_sent.append(NotSentRow(name, why, person_id))
            else:
                self._found[person_id] = self._row(person_id, name, address, standing)

    def _leave(self, person_id: int, why: str) -> None:
        name, _ = self._people[person_id]
        self._not_sent.append(NotSentRow(name, f"{name} {why}", person_id))

    def _row(self, person_id: int | None, name: str, address: str, standing: str) -> RecipientRow:
        refs = self._refs.get(person_id, ()) if person_id is not None else ()
        sits, was_there = person_id in self._sitting, self._was_there(person_id)
        return RecipientRow(name, address, standing, refs, person_id, sits, was_there)

    def _why_not(self, person_id: int | None, name: str, address: str) -> str:
        """Return the sentence that says why somebody does not get the note, "" if they do."""
        if not self._may_have(person_id):
            return self._may_not(name)
        if not is_address(address):
            return f"“{address}” is not an e-mail address." if address else f"{name} has no e-mail address."
        sharing = (
            who
            for id_, (who, email) in self._people.items()
            if email.casefold() == address.casefold() and not self._may_have(id_)
        )
        other = next(sharing, "")
        return f"{other}, who may not have it, has the address {address} too." if other else ""

    def _may_have(self, person_id: int | None) -> bool:
        sits, was_there = person_id in self._sitting, self._was_there(person_id)
        return may_be_told(self._audience, sits=sits, was_there=was_there)

    def _was_there(self, person_id: int | None) -> bool:
        return person_id is not None and person_id in self._there

    def _may_not(self, name: str) -> str:
        what = NOTE_NAMES[self._audience]
        if self._audience is Audience.RESTRICTED:
            return f"The {what} goes only to who fills a seat of {self._group.name}; {name} fills none."
        return (
            f"The {what} goes only to who fills a seat of {self._group.name} or is on the meeting's list; "
            f"{name} neither fills one nor is on it."
        )

    def _called(self, person_id: int) -> tuple[str, str]:
        if person_id not in self._people:
            raise GoneError("That person is no longer there.")
        return self._people[person_id]

    def _with_address(self, address: str) -> int | None:
        folded = fold(address)
        return next(
            (id_ for id_, (_, email) in self._people.items() if email and fold(email) == folded), None
        )


def _seats(session: Session, group_id: int) -> Iterator[tuple[int, tuple[int, str]]]:
    """Yield the seats of a group, each with its rank and what it is called."""
    query: Any = (
        sa.select(col(Seat.id), col(Seat.role), sa.func.coalesce(col(Organisation.name), ""))
        .outerjoin(Organisation, col(Organisation.id) == col(Seat.organisation_id))
        .where(col(Seat.group_id) == group_id)
    )
    for id_, role, organisation in session.connection().execute(query):
        named = f"{organisation} ({role})" if organisation and role != _PLAIN_ROLE else organisation or role
        yield id_, (_RANKS.get(role, len(_RANKS)), named)


def _listed(session: Session, meeting_id: int) -> Iterable[_Listed]:
    query = (
        select(Attendance.name, Attendance.person_id, Attendance.status, Attendance.substitute_for)
        .where(Attendance.meeting_id == meeting_id)
        .order_by(col(Attendance.position), col(Attendance.id))
    )
    for name, person_id, status, substitute_for in session.exec(query):
        yield _Listed(name, person_id, AttendanceStatus(status), substitute_for)
