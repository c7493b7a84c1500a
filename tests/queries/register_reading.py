"""A random register, and the answers that going through all its rows in Python gives."""

import random
import re
import unicodedata
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from sqlmodel import Session, select

from sop_minutes.domain.register import Column, Facet, FacetKind, FilterLine, View
from sop_minutes.domain.words import ActionStatus, MeetingState
from sop_minutes.queries.listing import Wanted
from sop_minutes.storage.tables import (
    Action,
    ActionOwner,
    ActionUpdate,
    Attendance,
    Group,
    Item,
    Meeting,
    Organisation,
    Person,
    Point,
    Priority,
    Seat,
    Topic,
)

TODAY = date(2017, 11, 20)
OPEN = {"open", "in progress"}
WORDS = (
    "write",
    "schools",
    "fgm",
    "plan",
    "report",
    "scheme",
    "élan",
    "Élan",
    "**plan**",
    "*write*",
    "Write",
)
PEOPLE = ("Ann Lee", "Bo Ray", "Annette Tvp", "Ann Lee", "Élodie Zed", "Anne-Marie Ash")
OWNERS: tuple[dict[str, int], ...] = (
    *({"person_id": n} for n in range(1, len(PEOPLE) + 1)),
    *({"organisation_id": 2}, {"group_id": 2}, {"seat_id": 1}, {"seat_id": 2}, {}, {}, {}),
)
WRITTEN = ("all partners", "All Partners", "Élodie", "élodie", "Annie", "Chair", "the chair", "secretary")
TITLES = ("FGM", "Prevent", "Follow-up work")
DETAILS = ("chair", "Chair, SODC", "acting chair", "vice chair", "secretary", "TVP", "")


def fill(session: Session, seed: int) -> None:
    """Put a few groups and people, and many odd actions, into an empty database."""
    chance = random.Random(seed)
    near = lambda: TODAY + timedelta(chance.randint(-60, 60))  # noqa: E731 - one line, used many times
    _add(session, *(Group(id=n, code=f"{c}G", name=f"{c} Group") for n, c in enumerate("CD", start=1)))
    _add(session, *(Organisation(id=n, name=name) for n, name in enumerate(("Trust", "TVP Police"), start=1)))
    _add(session, *(Priority(id=n, title=f"Priority {n}") for n in (1, 2)))
    for n, name in enumerate(PEOPLE, start=1):
        _add(session, Person(id=n, name=name, organisation_id=chance.choice((None, 1, 2))))
    for n, (role, organisation) in enumerate((("Safety Manager", 1), ("Élan Lead", None)), start=1):
        _add(session, Seat(id=n, group_id=1, role=role, organisation_id=organisation))
    for n, title in enumerate(TITLES, start=1):
        _add(session, Topic(id=n, title=title, key=title.casefold(), priority_id=chance.choice((None, 1, 2))))
    days = {(chance.randint(1, 2), near()) for _ in range(chance.randint(0, 6))}
    for n, (group_id, on) in enumerate(sorted(days), start=1):
        state = chance.choice((MeetingState.DRAFT, MeetingState.DRAFT, MeetingState.CANCELLED))
        _add(session, Meeting(id=n, group_id=group_id, on=on, state=state))
        topic = chance.choice((None, 1, 2, 3))
        title = TITLES[topic - 1] if topic else ""
        _add(session, Item(id=n, meeting_id=n, position=1.0, title=title, topic_id=topic))
        for person_id in chance.sample(range(1, len(PEOPLE) + 1), chance.randint(0, 3)):
            status = chance.choice(("present", "present", "in attendance", "apologies"))
            there = {"person_id": person_id, "name": PEOPLE[person_id - 1], "status": status}
            _add(session, Attendance(meeting_id=n, position=1.0, detail=chance.choice(DETAILS), **there))
    for n in range(1, chance.randint(2, 14)):
        _add_action(session, chance, n, len(days), near)


def _add_action(
    session: Session, chance: random.Random, n: int, items: int, near: Callable[[], date]
) -> None:
    point_id = None
    if items and chance.random() < 0.7:
        _add(session, point := Point(item_id=chance.randint(1, items), position=1.0, kind="action", text="x"))
        point_id = point.id
    status = chance.choice(tuple(ActionStatus))
    text = " ".join(chance.choices(WORDS, k=2))
    _add(
        session,
        Action(
            id=n,
            group_id=chance.randint(1, 2),
            year=2017,
            number=n,
            point_id=point_id,
            text=text,
            raised_on=near(),
            due_on=chance.choice((None, near(), near(), TODAY)),
            status=status,
            done_on=None if status in OPEN else chance.choice((None, near())),
            priority_id=chance.choice((None, None, 1, 2)),
        ),
    )
    for position in range(chance.choice((0, 1, 1, 2))):
        owner, written = chance.choice(OWNERS), chance.choice(WRITTEN)
        _add(session, ActionOwner(action_id=n, position=position, as_written=written, **owner))
    for _ in range(chance.choice((0, 1, 3, 6))):
        due = chance.choice((None, "Friday"))
        was, now = (chance.choice((None, near(), near())) for _ in range(2))
        days = {"due_on": now, "due_was_on": was} if due else {}
        _add(session, ActionUpdate(action_id=n, on=near(), note="n", due_as_written=due, **days))


def _add(session: Session, *rows: Any) -> None:
    session.add_all(rows)
    session.flush()


class Reading:
    """The same questions, answered by going through all rows in Python."""

    def __init__(self, session: Session) -> None:
        self.actions = list(session.exec(select(Action)))
        self.owners = list(session.exec(select(ActionOwner)))
        self.updates = list(session.exec(select(ActionUpdate)))
        self.meetings = list(session.exec(select(Meeting).where(Meeting.state != "cancelled")))
        self.points = {row.id: row for row in session.exec(select(Point))}
        self.items = {row.id: row for row in session.exec(select(Item))}
        self.topics = {row.id: row for row in session.exec(select(Topic))}
        self.people = {row.id: row for row in session.exec(select(Person))}
        self.seats = {row.id: row for row in session.exec(select(Seat))}
        self.there = list(session.exec(select(Attendance)))
        self.names = {row.id: row.name for row in session.exec(select(Organisation))}
        self.groups = {row.id: row for row in session.exec(select(Group))}
        self.priorities = {row.id: row.title for row in session.exec(select(Priority))}

    def ids(self, wanted: Wanted) -> set[int]:
        holds = [self._holds(view, wanted) for view in (wanted.view, *wanted.line.views)]
        return {
            action.id
            for action in self.actions
            if all(hold(action) for hold in holds)
            and wanted.group_id in (None, action.group_id)
            and (wanted.facet is None or wanted.facet in self.facets_of(action))
            and self._fits(action, wanted.line)
        }

    def _holds(self, view: View, wanted: Wanted) -> Callable[[Action], bool]:
        today, me = wanted.today, wanted.me
        is_open = lambda a: a.status in OPEN  # noqa: E731 - part of a table of them
        table: dict[View, Callable[[Action], bool]] = {
            View.ALL: lambda _a: True,
            View.OUTSTANDING: is_open,
            View.OVERDUE: lambda a: is_open(a) and a.due_on is not None and a.due_on < today,
            View.DUE_BEFORE_NEXT: lambda a: is_open(a) and self._due_before_next(a, today),
            View.NO_DATE: lambda a: is_open(a) and a.due_on is None,
            View.NO_OWNER: lambda a: is_open(a) and not self._of(a, self.owners),
            View.SLIPPED: lambda a: (
                is_open(a) and sum(self._is_slip(u) for u in self._of(a, self.updates)) >= 2
            ),
            View.TO_CONFIRM: lambda a: a.status == "done",
            View.CLOSED_SINCE: lambda a: a.status in ("done", "confirmed") and self._closed_since(a, today),
            View.MINE: lambda a: (
                is_open(a) and any(me in self._people_of(a, o) for o in self._of(a, self.owners) if me)
            ),
        }
        return table[view]

    def _of(self, action: Action, rows: list[Any]) -> list[Any]:
        return [row for row in rows if row.action_id == action.id]

    def _is_slip(self, update: ActionUpdate) -> bool:
        was, now = update.due_was_on, update.due_on
        return update.due_as_written is not None and bool(was and now and now > was)

    def _due_before_next(self, action: Action, today: date) -> bool:
        own = [m for m in self.meetings if m.group_id == action.group_id]
        to_come = [m.on for m in own if m.on >= today and m.state != "cancelled"]
        return action.due_on is not None and bool(to_come) and today <= action.due_on <= min(to_come)

    def _closed_since(self, action: Action, today: date) -> bool:
        own = [m for m in self.meetings if m.group_id == action.group_id]
        gone = [m.on for m in own if m.on < today and m.state not in ("planned", "cancelled")]
        return action.done_on is not None and (not gone or action.done_on > max(gone))

    def _people_of(self, action: Action, owner: ActionOwner) -> set[int | None]:
        """Return the ids of who an owner is: the person, and who held the post when it was raised."""
        found = {owner.person_id}
        point = self.points.get(action.point_id or 0)
        meeting = self.items[point.item_id].meeting_id if point else None
        post = owner.as_written.lower()
        for one in self.there:
            if post in ("chair", "secretary") and one.meeting_id == meeting and one.status != "apologies":
                parts = one.detail.lower().split(", ")
                if post in parts or (f"acting {post}" in parts):
                    found.add(one.person_id)
        return found

    def topic_of(self, action: Action) -> int | None:
        point = self.points.get(action.point_id or 0)
        return self.items[point.item_id].topic_id if point else None

    def priority_of(self, action: Action) -> int | None:
        topic = self.topic_of(action)
        return action.priority_id or (self.topics[topic].priority_id if topic else None)

    def organisation_of(self, owner: ActionOwner) -> int | None:
        person, seat = self.people.get(owner.person_id or 0), self.seats.get(owner.seat_id or 0)
        return (
            owner.organisation_id
            or (person.organisation_id if person else None)
            or (seat.organisation_id if seat else None)
        )

    def owner_key(self, owner: ActionOwner) -> str:
        for kind in ("person", "seat", "organisation", "group"):
            if known := getattr(owner, f"{kind}_id"):
                return f"{kind} {known}"
        return f"written {plain(owner.as_written)}"

    def heading(self, action: Action, column: Column) -> str:
        """Return under what an action stands, "" for nothing, grouped by any column but the owner's."""
        leads = sorted(self._of(action, self.owners), key=lambda owner: owner.position)[:1]
        organisation = next((self.organisation_of(lead) for lead in leads), None)
        told = [u.on for u in self._of(action, self.updates)]
        headings: dict[Column, object] = {
            Column.REF: f"{self.groups[action.group_id].code} {action.year}",
            Column.TEXT: plain(action.text)[0].upper(),
            Column.DUE: f"{action.due_on:%Y-%m}" if action.due_on else "",
            Column.STATUS: action.status,
            Column.FROM: action.raised_on,
            Column.GROUP: self.groups[action.group_id].name,
            Column.ORGANISATION: self.names.get(organisation or 0, ""),
            Column.PRIORITY: self.priorities.get(self.priority_of(action) or 0, ""),
            Column.UPDATED: f"{max(told, default=action.raised_on):%Y-%m}",
        }
        return str(headings[column])

    def facets_of(self, action: Action) -> set[Facet]:
        found = {Facet(FacetKind.GROUP, str(action.group_id))}
        for owner in self._of(action, self.owners):
            organisation = self.organisation_of(owner)
            if organisation:
                found.add(Facet(FacetKind.ORGANISATION, str(organisation)))
            found.add(Facet(FacetKind.OWNER, self.owner_key(owner)))
        for kind, key in (
            (FacetKind.TOPIC, self.topic_of(action)),
            (FacetKind.PRIORITY, self.priority_of(action)),
        ):
            if key:
                found.add(Facet(kind, str(key)))
        return found

    def _fits(self, action: Action, line: FilterLine) -> bool:
        owners = self._of(action, self.owners)
        people = {person for owner in owners for person in self._people_of(action, owner) if person}
        called = [*map(self._name, owners), *(o.as_written for o in owners)]
        called += [self.people[person].name for person in people]
        orgs = [self.names[org] for o in owners if (org := self.organisation_of(o))]
        topic = self.topic_of(action)
        group, due = self.groups[action.group_id], action.due_on or date.max
        point = self.points.get(action.point_id or 0)
        title = self.items[point.item_id].title if point else ""
        owned = " ".join(f"{o.as_written} {self._name(o)}" for o in owners)
        shown = f"{group.code} 17 {action.number} {action.text} {owned} {group.name} {title}"
        return (
            all(any(_begins(word, name) for name in called) for word in line.owners)
            and all(any(_begins(word, name) for name in orgs) for word in line.organisations)
            and all(topic and _begins(word, self.topics[topic].title) for word in line.topics)
            and all(_begins(word, f"{group.code} {group.name}") for word in line.groups)
            and (not line.due or any(one.first <= due <= one.last for one in line.due))
            and not any(_begins(word, f"{shown} {action.raised_on:%d %B %Y}") for word in line.without)
            and all(_begins(word, f"{shown} {action.raised_on:%d %B %Y}") for word in line.words)
        )

    def _name(self, owner: ActionOwner) -> str:
        if owner.person_id:
            return self.people[owner.person_id].name
        if owner.seat_id:
            return self.seats[owner.seat_id].role
        if owner.group_id:
            return self.groups[owner.group_id].name
        return self.names.get(owner.organisation_id or 0) or owner.as_written


def plain(text: str) -> str:
    """Return a text in small letters, without accents and stars."""
    return "".join(
        c for c in unicodedata.normalize("NFD", text.lower()) if c != "*" and not unicodedata.combining(c)
    )


def _begins(asked: str, text: str) -> bool:
    words = re.findall(r"[a-z0-9]+", plain(text))
    return all(any(word.startswith(part) for word in words) for part in plain(asked).split("-"))
