"""The checks of a note before it goes out, each with the place it speaks of."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, Protocol

import sqlalchemy as sa
from sqlmodel import Session, col, select

from sop_minutes.domain.acronyms import unexplained
from sop_minutes.domain.actions import format_ref, is_open
from sop_minutes.domain.checking import (
    CheckKind,
    CheckRow,
    Said,
    empty_items,
    not_placed,
    texts_of,
    unsettled,
)
from sop_minutes.domain.inline import plain_text
from sop_minutes.domain.named import AsRoles, NamedPerson, named_in, named_people
from sop_minutes.domain.names import Directory, NameKind
from sop_minutes.domain.sheets import MeetingSheet
from sop_minutes.domain.words import Audience
from sop_minutes.queries.blocks import attendance_of
from sop_minutes.queries.meetings import meeting_sheet
from sop_minutes.queries.names import directory, people_and_bodies
from sop_minutes.storage.tables import Action, Group, Item, Person, Point


class Spelling(Protocol):
    """What says which words are wrong."""

    def know_names(self, names: Iterable[str]) -> None: ...

    def misspelt(self, text: str) -> Sequence[str]: ...


NO_SPELLING = "Spelling was not checked: install hunspell-en-gb for British English."

_WELL = {
    CheckKind.SPELLING: "No spelling left to look at.",
    CheckKind.OWNER: "Every action has an owner.",
    CheckKind.DATE: "Every action has a due date.",
    CheckKind.ACRONYM: "Every acronym is spelled out before it is used.",
    CheckKind.EMPTY: "Something stands under every item.",
    CheckKind.AS_ROLE: "Nobody is named who is to be published as their role.",
    CheckKind.RESTRICTION: "Every restricted line has a reason and a day to look at it again.",
    CheckKind.NOT_PLACED: "Everything has its place.",
    CheckKind.UNSETTLED: "Nothing is still to be confirmed.",
}


def note_checks(
    session: Session, meeting_id: int, audience: Audience, *, spelling: Spelling | None
) -> tuple[CheckRow, ...]:
    """Return what there is to look at in the note for an audience, and what is well, kind by kind.

    Where there is no `spelling`, that is said. Names are looked for in the public note alone.
    """
    sheet = meeting_sheet(session, meeting_id, audience)
    texts = texts_of(sheet)
    found: list[CheckRow] = [
        *_spelling(session, meeting_id, texts, spelling),
        *_actions(sheet),
        *unexplained(texts, _acronyms(session)),
        *empty_items(sheet),
        *(named_people(texts, published_as_role(session)) if audience is Audience.PUBLIC else ()),
        *_restrictions(session, meeting_id),
        *not_placed(sheet),
        *unsettled(sheet),
    ]
    by_kind: defaultdict[CheckKind, list[CheckRow]] = defaultdict(list)
    for row in found:
        by_kind[row.kind].append(row)
    asked = (kind for kind in _WELL if kind is not CheckKind.AS_ROLE or audience is Audience.PUBLIC)
    return tuple(row for kind in asked for row in by_kind[kind] or [CheckRow(kind, _WELL[kind], ok=True)])


def _spelling(
    session: Session, meeting_id: int, texts: Sequence[Said], spelling: Spelling | None
) -> Iterator[CheckRow]:
    if spelling is None:
        yield CheckRow(CheckKind.SPELLING, NO_SPELLING)
        return
    spelling.know_names(form for known in directory(session) for form in (known.name, *known.forms))
    spelling.know_names(entry.name for entry in attendance_of(session, meeting_id))
    for record, text in texts:
        wrong = ", ".join(f"“{word}”" for word in dict.fromkeys(spelling.misspelt(text)))
        if wrong:
            yield CheckRow(CheckKind.SPELLING, f"Is this spelt right? {wrong}", record)


def _actions(sheet: MeetingSheet) -> Iterator[CheckRow]:
    for row in sheet.actions:
        if is_open(row.status) and not row.owners:
            yield CheckRow(CheckKind.OWNER, f"Action {row.ref} has no owner.", row.ref)
        if is_open(row.status) and row.due.on is None:
            said = f": “{row.due.as_written}” is no date" if row.due.as_written else ""
            yield CheckRow(CheckKind.DATE, f"Action {row.ref} has no due date{said}.", row.ref)


def _acronyms(session: Session) -> dict[str, list[str]]:
    """Return what groups and organisations are called, and the initials of people, by their short forms."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for known in directory(session):
        forms = (known.name, *known.forms)
        for form in filter(str.isupper, (form.rstrip("s") for form in forms)):
            # Initials of a person are no acronym: nothing has to be spelled out.
            found[form] += forms if known.kind in (NameKind.GROUP, NameKind.ORGANISATION) else ()
    return dict(found)


def published_as_role(session: Session) -> AsRoles:
    """Return the people who are to be published by their role, and not named."""
    people = select(Person.id, Person.name, Person.role, Person.email).where(col(Person.as_role))
    found = session.exec(people.order_by(col(Person.name)))
    roles = {id_: NamedPerson(name, role, email) for id_, name, role, email in found}
    return AsRoles(roles, people_and_bodies(session) if roles else Directory())


def named_in_public(session: Session, meeting_id: int) -> tuple[str, ...]:
    """Return where a meeting's public note names somebody who is to be published by their role."""
    people = published_as_role(session)
    if not people.people:
        return ()
    return tuple(dict.fromkeys(named_in(meeting_sheet(session, meeting_id, Audience.PUBLIC), people)))


def _restrictions(session: Session, meeting_id: int) -> Iterator[CheckRow]:
    """Yield what is restricted of the meeting without saying why or until when, unless its item says so."""
    for query in (_RESTRICTED_ITEMS, _RESTRICTED_POINTS):
        for record, reason, review_on in session.connection().execute(query, {"meeting_id": meeting_id}):
            yield from _unreasoned(record, reason, review_on)
    actions = session.connection().execute(_RESTRICTED_ACTIONS, {"meeting_id": meeting_id})
    for code, year, number, reason, review_on in actions:
        yield from _unreasoned(format_ref(code, year, number), reason, review_on)


def _unreasoned(record: str, reason: str, review_on: date | None) -> Iterator[CheckRow]:
    missing = [] if reason else ["no reason"]
    missing += [] if review_on else ["no day on which it is looked at again"]
    if missing:
        kinds = {"i": "A restricted item", "p": "A restricted line"}
        what = kinds.get(record[:1], f"Action {record} is restricted, and it")
        yield CheckRow(CheckKind.RESTRICTION, f"{what} has {' and '.join(missing)}.", record)


_RESTRICTED_ITEMS: Any = (
    sa.select("i" + sa.cast(col(Item.id), sa.String), col(Item.restricted_reason), col(Item.review_on))
    .where(col(Item.meeting_id) == sa.bindparam("meeting_id"), col(Item.audience) == Audience.RESTRICTED)
    .order_by(col(Item.position), col(Item.id))
)
_RESTRICTED_POINTS: Any = (
    sa.select("p" + sa.cast(col(Point.id), sa.String), col(Point.restricted_reason), col(Point.review_on))
    .join(Item, col(Item.id) == col(Point.item_id))
    .where(
        col(Item.meeting_id) == sa.bindparam("meeting_id"),
        col(Item.audience) != Audience.RESTRICTED,
        col(Point.audience) == Audience.RESTRICTED,
    )
    .order_by(col(Item.position), col(Item.id), col(Point.position), col(Point.id))
)
_RESTRICTED_ACTIONS: Any = (
    sa.select(
        col(Group.code),
        col(Action.year),
        col(Action.number),
        col(Action.restricted_reason),
        col(Action.review_on),
    )
    .join(Group, col(Group.id) == col(Action.group_id))
    .join(Point, col(Point.id) == col(Action.point_id))
    .join(Item, col(Item.id) == col(Point.item_id))
    .where(
        col(Item.meeting_id) == sa.bindparam("meeting_id"),
        col(Item.audience) != Audience.RESTRICTED,
        col(Point.audience) != Audience.RESTRICTED,
        col(Action.audience) == Audience.RESTRICTED,
    )
    .order_by(col(Action.year), col(Action.number))
)


def text_of_record(session: Session, record: str) -> str:
    """Return what stands where a check points to: a point's or an item's text; a reference as it is."""
    table = {"p": Point.text, "i": Item.title}.get(record[:1])
    if table is None or not record[1:].isdigit():
        return "" if record[:1] == "m" else record
    owner: Any = Point if record[:1] == "p" else Item
    return plain_text(session.exec(select(table).where(owner.id == int(record[1:]))).first() or "")
