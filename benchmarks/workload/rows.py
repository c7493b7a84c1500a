"""The rows of a made-up county, table by table, as the database takes them. The same ones every time."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from benchmarks.workload.words import (
    ORGANISATIONS,
    STANDING,
    TOPICS,
    Writer,
    lines,
    person_names,
    place_names,
)
from sop_minutes.domain.text import squash
from sop_minutes.domain.words import (
    ActionStatus,
    AttendanceStatus,
    Audience,
    DuePrecision,
    GroupKind,
    MeetingState,
    PointKind,
)

FIRST_DAY = date(2008, 1, 7)
DAYS = 3640
LAST_DAY = FIRST_DAY + timedelta(DAYS)
_RECENT = LAST_DAY - timedelta(730)
_GROUPS = (
    ("CG", "Co-ordination Group"),
    ("OC", "Oversight Committee"),
    ("DA", "Domestic Abuse Strategy Group"),
    ("PW", "Partnership Working Group"),
    ("HC", "Hate Crime Forum"),
    ("YJ", "Youth Justice Board"),
)
_PEOPLE, _BODIES = 40, 17
_AT_MEETING = 12

Row = tuple[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Size:
    """How large a made-up county is: each partnership has six groups that meet monthly for ten years."""

    name: str
    partnerships: int
    meetings: int
    points: int
    actions: int


def county(size: Size) -> Iterator[Row]:
    """Yield (table, row) for all rows; a row has the columns whose value is not the table's default."""
    people = person_names(size.partnerships * _PEOPLE)
    yield from _bodies(size, people)
    writer = Writer(size.name, people)
    topics = lines(TOPICS) + STANDING
    for id_, title in enumerate(topics, start=1):
        yield "topics", {"id": id_, "title": title, "key": squash(title)}
    yield from _Notes(size, writer, people, topics).rows()


def _bodies(size: Size, people: list[str]) -> Iterator[Row]:
    """Yield the groups and organisations of each partnership, then everybody."""
    places, bodies = place_names(), lines(ORGANISATIONS)
    for at in range(size.partnerships):
        area, letter = places[at * 7], chr(ord("A") + at)
        head = at * (len(_GROUPS) + 1) + 1
        yield _group(head, f"SP{letter}", f"Safer {area} Partnership", kind=GroupKind.PARTNERSHIP)
        for n, (code, name) in enumerate(_GROUPS, start=1):
            if at:
                code, name = code + letter, f"{area} {name}"
            yield _group(head + n, code, name, parent_id=head)
        for n, body in enumerate(bodies, start=1):
            yield "organisations", {"id": at * _BODIES + n, "name": f"{area} {body}"}
    for id_, name in enumerate(people, start=1):
        initials = "".join(word[0] for word in name.split())
        body_id = 1 + (id_ - 1) * _BODIES // _PEOPLE % (size.partnerships * _BODIES)
        yield "people", {"id": id_, "name": name, "initials": initials, "organisation_id": body_id}


def _group(id_: int, code: str, name: str, **more: Any) -> Row:
    return "groups", {"id": id_, "code": code, "name": name, **more}


class _Notes:
    """The meetings in order of their dates, each with its note and its actions."""

    def __init__(self, size: Size, writer: Writer, people: list[str], topics: tuple[str, ...]) -> None:
        self._size, self._writer, self._people, self._topics = size, writer, people, topics
        self._random = writer.random
        self._ids: defaultdict[str, int] = defaultdict(int)
        self._numbers: defaultdict[tuple[int, int], int] = defaultdict(int)
        self._days: defaultdict[tuple[int, date], int] = defaultdict(int)

    def rows(self) -> Iterator[Row]:
        size = self._size
        groups = size.partnerships * len(_GROUPS)
        done = 0
        for at in range(size.meetings):
            end = self._end_of(at)
            group = at % groups
            group_id = group // len(_GROUPS) * (len(_GROUPS) + 1) + group % len(_GROUPS) + 2
            on = FIRST_DAY + timedelta(at * DAYS // size.meetings)
            yield from self._meeting(group_id, on, range(done, end))
            done = end

    def _end_of(self, at: int) -> int:
        """Return how many points there are up to and with the meeting of this number."""
        whole = (at + 1) * self._size.points // self._size.meetings
        return whole if at + 1 == self._size.meetings else whole + self._random.randint(-8, 8)

    def _new(self, table: str) -> int:
        self._ids[table] += 1
        return self._ids[table]

    def _meeting(self, group_id: int, on: date, points: range) -> Iterator[Row]:
        id_ = self._new("meetings")
        self._days[group_id, on] += 1
        sequence = self._days[group_id, on]
        last_year = FIRST_DAY + timedelta(DAYS - 365)
        state = MeetingState.DRAFT if on >= last_year else MeetingState.PUBLISHED
        yield (
            "meetings",
            {"id": id_, "group_id": group_id, "on": on.isoformat(), "sequence": sequence, "state": state},
        )
        area = (group_id - 1) // (len(_GROUPS) + 1)
        for place in range(1, _AT_MEETING + 1):
            person = area * _PEOPLE + (id_ * 5 + place * 3) % _PEOPLE
            status = AttendanceStatus.APOLOGIES if place > 10 else AttendanceStatus.PRESENT
            row = {
                "id": self._new("attendance"),
                "meeting_id": id_,
                "position": float(place),
                "status": status,
            }
            yield "attendance", row | {"name": self._people[person], "person_id": person + 1}
        items = max(6, len(points) // 7)
        for place in range(items):
            share = range(
                points.start + place * len(points) // items, points.start + (place + 1) * len(points) // items
            )
            yield from self._item(id_, group_id, on, place + 1, share)

    def _item(self, meeting_id: int, group_id: int, on: date, place: int, points: range) -> Iterator[Row]:
        id_, topic = self._new("items"), int(self._random.random() ** 1.5 * len(self._topics))
        row = {"id": id_, "meeting_id": meeting_id, "position": float(place), "topic_id": topic + 1}
        presenter = self._people[self._writer.person()] if place % 2 else ""
        yield "items", row | {"title": self._topics[topic], "presenter": presenter}
        for n, number in enumerate(points, start=1):
            chance = self._random.random()
            audience = Audience.PUBLIC if chance < 0.85 else Audience.MEMBERS
            audience = audience if chance < 0.95 else Audience.RESTRICTED
            point = {"id": self._new("points"), "item_id": id_, "position": float(n), "audience": audience}
            share = self._size.actions / self._size.points
            if int((number + 1) * share + 1e-9) > int(number * share + 1e-9):
                yield from self._action(point, group_id, on, meeting_id)
            else:
                kind = PointKind.DECISION if chance * 100 % 1 < 0.05 else PointKind.POINT
                level = 1 if chance * 1000 % 1 < 0.4 else 0
                yield "points", point | {"text": self._writer.sentence(), "kind": kind, "level": level}

    def _action(self, point: dict[str, Any], group_id: int, on: date, meeting_id: int) -> Iterator[Row]:
        owner, deed = self._writer.person(), self._writer.deed()
        due = self._due(on)
        year = on.year
        self._numbers[group_id, year] += 1
        said = (
            f"@{self._people[owner]} to {deed}{' ' if due['due_as_written'] else ''}{due['due_as_written']}"
        )
        yield "points", point | {"text": said, "kind": PointKind.ACTION}
        is_open = self._random.random() < (0.4 if on > _RECENT else 0.025)
        id_ = self._new("actions")
        number = self._numbers[group_id, year]
        action: dict[str, Any] = {"id": id_, "group_id": group_id, "year": year, "number": number}
        action |= {"point_id": point["id"], "text": deed, "raised_on": on.isoformat()} | due
        action |= {
            "due_from": on.isoformat(),
            "status": ActionStatus.OPEN if is_open else ActionStatus.CONFIRMED,
        }
        later = (on + timedelta(45)).isoformat()
        yield "actions", action | {"done_on": None if is_open else later}
        yield from self._beside_action(id_, owner, meeting_id, later)

    def _beside_action(self, id_: int, owner: int, meeting_id: int, later: str) -> Iterator[Row]:
        """Yield an action's owners and what became of it."""
        lead = {"id": self._new("action_owners"), "action_id": id_, "position": 0}
        yield "action_owners", lead | {"as_written": self._people[owner], "person_id": owner + 1}
        if id_ % 6 == 0:
            second = {"id": self._new("action_owners"), "action_id": id_, "position": 1}
            yield "action_owners", second | {"as_written": "all partners"}
        if id_ % 4 == 0:
            note = {"id": self._new("action_updates"), "action_id": id_, "meeting_id": meeting_id}
            yield "action_updates", note | {"on": later, "note": f"{self._writer.deed()}."}

    def _due(self, on: date) -> dict[str, Any]:
        chance = self._random.random()
        if chance < 0.6:
            day = on + timedelta(14 + int(chance * 100))
            return _said(f"by {day.day} {day:%B}", day, DuePrecision.DAY)
        if chance < 0.8:
            day = (on.replace(day=28) + timedelta(34)).replace(day=1) - timedelta(1)
            return _said(f"by the end of {day:%B}", day, DuePrecision.MONTH)
        if chance < 0.9:
            return _said("by the next meeting", on + timedelta(36), DuePrecision.NEXT_MEETING)
        return _said("", None, DuePrecision.NONE)


def _said(words: str, day: date | None, precision: DuePrecision) -> dict[str, Any]:
    return {
        "due_as_written": words,
        "due_on": day.isoformat() if day else None,
        "due_precision": precision,
    }
