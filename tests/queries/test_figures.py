"""Figures of the register: what they count, and that an independent reading counts the same."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import Session, SQLModel

from sop_minutes.commands.actions import (
    cancel_action,
    close_action,
    confirm_action,
    extend_action,
    raise_action,
    reopen_action,
)
from sop_minutes.commands.groups import add_group
from sop_minutes.commands.meetings import add_meeting, change_state
from sop_minutes.commands.notes import record_note
from sop_minutes.commands.organisations import add_organisation
from sop_minutes.commands.people import add_person
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.figures import Figures, Load, OnTime, Outstanding, Share, Slipped, Step
from sop_minutes.domain.grammar import read_note_text
from sop_minutes.domain.steps import SHOWN, steps_of
from sop_minutes.domain.words import Audience, MeetingState, may_see
from sop_minutes.queries.actions import actions_of_meeting
from sop_minutes.queries.figures import Scope, read_figures, slips_of_open
from sop_minutes.storage.database import Database
from tests.conftest import Partnership
from tests.thorough import cases

FIRST = date(2017, 1, 4)
TODAY = date(2018, 1, 10)
OPEN = ("open", "in progress")
DONE = ("done", "confirmed")


@pytest.fixture
def read(partnership: Partnership) -> Callable[..., Figures]:
    def figures(today: date = TODAY, audience: Audience = Audience.RESTRICTED) -> Figures:
        return partnership.database.read(read_figures, Scope(partnership.group_id, audience), today)

    return figures


def _raise(partnership: Partnership, text: str, on: date) -> int:
    return partnership.database.do("Raise", raise_action, group_id=partnership.group_id, text=text, on=on)


def test_an_action_counts_as_outstanding_between_its_closing_and_its_reopening_it_does_not(
    partnership: Partnership, read: Callable[..., Figures]
) -> None:
    partnership.hold(*(date(2017, month, 10) for month in range(1, 8)))
    id_ = _raise(partnership, "report", date(2017, 2, 1))
    partnership.database.do("Close", close_action, id_, on=date(2017, 3, 10))
    partnership.database.do("Reopen", reopen_action, id_, on=date(2017, 5, 1))
    assert [(each.on.month, each.count) for each in read(date(2017, 7, 10)).outstanding] == [
        (1, 0), (2, 1), (3, 0), (4, 0), (5, 1), (6, 1), (7, 1),
    ]  # fmt: skip


def test_what_is_entered_later_of_an_earlier_day_holds_from_that_day_on(
    partnership: Partnership, read: Callable[..., Figures]
) -> None:
    partnership.hold(*(date(2017, month, 10) for month in range(1, 8)))
    id_ = _raise(partnership, "report", date(2017, 1, 1))
    partnership.database.do("Close", close_action, id_, on=date(2017, 5, 1))
    partnership.database.do("Reopen", reopen_action, id_, on=date(2017, 3, 1))
    partnership.database.do("Close", close_action, id_, on=date(2017, 4, 1))
    assert [each.count for each in read(date(2017, 7, 20)).outstanding] == [1, 1, 1, 0, 0, 0, 0, 0]


def test_today_s_number_is_what_the_register_counts(
    partnership: Partnership, read: Callable[..., Figures]
) -> None:
    partnership.hold(*(date(2017, month, 10) for month in range(1, 8)))
    ids = [_raise(partnership, f"report {n}", date(2017, 2, 1)) for n in range(3)]
    partnership.database.do("Close", close_action, ids[0], on=date(2017, 9, 1))
    for today in (date(2017, 7, 10), date(2017, 8, 1), date(2017, 10, 1)):
        assert read(today).outstanding[-1] == Outstanding(today, 2)
        assert read(today).headline.outstanding == len(partnership.actions()) == 2


def test_what_was_extended_is_on_time_by_its_last_date_and_late_by_its_first(
    partnership: Partnership, read: Callable[..., Figures]
) -> None:
    partnership.hold(*(date(2017, month, 10) for month in range(1, 8)))
    id_ = _raise(partnership, "report by 1 March", date(2017, 2, 1))
    partnership.database.do("Extend", extend_action, id_, on=date(2017, 2, 20), due="20 April")
    partnership.database.do("Close", close_action, id_, on=date(2017, 4, 20))
    found = {each.on.month: (each.last, each.first) for each in read(date(2017, 7, 20)).on_time}
    assert found[3] == (Share(0, 0), Share(0, 1))
    assert found[5] == (Share(1, 1), Share(0, 0))
    assert read(date(2017, 7, 20)).headline.recent.on_time == Share(1, 1)
    assert read(date(2017, 7, 20)).slipped[1] == Slipped(1, 0, 1, 50)


def test_what_is_due_on_the_day_of_a_meeting_belongs_to_that_meeting(
    partnership: Partnership, read: Callable[..., Figures]
) -> None:
    partnership.hold(*(date(2017, month, 10) for month in range(1, 8)))
    id_ = _raise(partnership, "report by 10 March", date(2017, 2, 1))
    assert not any(each.last.whole for each in read(date(2017, 3, 10)).on_time), "it is not late today"
    partnership.database.do("Close", close_action, id_, on=date(2017, 3, 10))
    assert [(each.on.month, each.last) for each in read().on_time if each.last.whole] == [(3, Share(1, 1))]


def test_a_group_that_met_seldom_or_very_often_goes_by_months() -> None:
    yearly = [date(2015, 3, 1), date(2016, 3, 1), date(2017, 3, 1)]
    assert steps_of(yearly, date(2017, 2, 3), date(2017, 4, 30))[:2] == (
        Step.MONTH,
        (date(2017, 2, 28), date(2017, 3, 31), date(2017, 4, 30)),
    )
    daily = [FIRST + timedelta(n) for n in range(300)]
    assert steps_of(daily, FIRST, TODAY).step is Step.MONTH
    monthly = [date(2017, month, 10) for month in range(1, 13)]
    assert steps_of(monthly, FIRST, date(2017, 12, 9)).shown == tuple(monthly[:-1])


def test_a_meeting_that_was_only_planned_or_was_called_off_is_no_step(
    partnership: Partnership, read: Callable[..., Figures]
) -> None:
    partnership.hold(*(date(2017, month, 10) for month in range(1, 8)))
    before = read(date(2017, 7, 25))
    for day in (18, 19):
        planned = {"group_id": partnership.group_id, "on": date(2017, 7, day)}
        meeting_id = partnership.database.do("Plan", add_meeting, **planned)
    partnership.database.do("Cancel", change_state, meeting_id, state=MeetingState.CANCELLED)
    assert read(date(2017, 7, 25)) == before
    assert read(date(2017, 7, 18)).headline.next_on == date(2017, 7, 18)


def test_a_group_without_anything_has_figures_of_nothing(read: Callable[..., Figures]) -> None:
    figures = read()
    assert figures.outstanding == (Outstanding(TODAY, 0),)
    assert (figures.on_time, figures.load, figures.longest) == ((), (), ())
    assert figures.headline.recent.on_time.percent is None
    assert [each.outstanding + each.closed for each in figures.slipped] == [0, 0, 0, 0]


def test_half_a_percent_is_rounded_up() -> None:
    assert [Share(*each).percent for each in ((5, 7), (1, 200), (1, 201), (2, 2), (0, 3))] == [
        71, 1, 0, 100, 0,
    ]  # fmt: skip


def test_the_longest_outstanding_comes_first_and_so_does_the_newest(
    partnership: Partnership, read: Callable[..., Figures]
) -> None:
    for day in (3, 1, 2):
        _raise(partnership, f"action of the {day}", date(2017, 5, day))
    assert [row.raised_on.day for row in read().longest if row.raised_on] == [1, 2, 3]
    assert [row.raised_on.day for row in read().newest if row.raised_on] == [3, 2, 1]


_OWNERS = ("", "@Ann Lee ", "@Bo Ray ", "@Harbour Council ", "@Ann Lee @Harbour Council ", "@Bo Ray @all ")
_VERBS = ("close", "close", "confirm", "cancel", "reopen", "extend", "extend", "extend")


@given(seed=st.integers(0, 10**9), audience=st.sampled_from(Audience), own=st.booleans())
@settings(max_examples=cases(8), deadline=None)
def test_every_figure_is_what_an_independent_reading_counts(seed: int, audience: Audience, own: bool) -> None:
    chance = Random(seed)
    with Database.in_memory() as database:
        group_id = _fill(database, chance)
        scope, today = Scope(group_id if own else None, audience), _day(chance)
        found = database.read(read_figures, scope, today)
        reading = database.read(_Reading, scope, today)
        slips = {id_: tuple(each) for id_, each in database.read(slips_of_open, scope).items()}
    assert found.outstanding == reading.outstanding()
    assert found.on_time == reading.on_time()
    assert found.slipped == reading.slipped()
    assert found.load == reading.load()
    assert slips == {
        each["id"]: (len(moved), sum(moved))
        for each in reading.actions
        if each["status"] in OPEN and (moved := reading.slips(each))
    }
    assert (found.headline.outstanding, found.headline.overdue, found.headline.due_next) == reading.counts()
    assert found.headline.recent.on_time == reading.recent()
    opened = sorted((a["raised_on"], a["id"]) for a in reading.actions if a["status"] in OPEN)
    assert [(row.raised_on, row.id) for row in found.longest] == opened[:5]
    assert [(row.raised_on, row.id) for row in found.newest] == opened[::-1][:5]


def _day(chance: Random) -> date:
    """Return one of few days, so that what happens often falls on the same one."""
    return FIRST + timedelta(14 * chance.randint(0, 26))


def _fill(database: Database, chance: Random) -> int:
    """Make up two groups and what happened in them; return the first one's id."""
    groups = [database.do("Add", add_group, name, code=name[:2].upper()) for name in ("Board", "Panel")]
    council = database.do("Add", add_organisation, "Harbour Council")
    database.do("Add", add_person, "Ann Lee", organisation_id=council)
    database.do("Add", add_person, "Bo Ray")
    for day in {_day(chance) for _ in range(chance.choice((2, 12, 20, 26)))}:
        meeting_id = database.do("Plan", add_meeting, group_id=chance.choice(groups), on=day)
        state = chance.choice((MeetingState.PLANNED, MeetingState.CANCELLED, *[MeetingState.DRAFT] * 4))
        database.do("Hold", change_state, meeting_id, state=state)
    ids = [_raise_any(database, chance, number, chance.choice(groups)) for number in range(10)]
    for _ in range(40):
        with suppress(UserError):
            _happen(database, chance.choice(_VERBS), chance.choice(ids), _day(chance), _day(chance))
    return groups[0]


def _raise_any(database: Database, chance: Random, number: int, group_id: int) -> int:
    on, due, audience = _day(chance), _day(chance), chance.choice(tuple(Audience))
    by = chance.choice(("", f" by {due.day} {due:%B} {due.year}"))
    text = f"{chance.choice(_OWNERS)}to do number {number}{by}"
    if chance.random() < 0.5:
        action = {"group_id": group_id, "text": text, "on": on, "audience": audience}
        return database.do("Raise", raise_action, **action)
    mark = "" if audience is Audience.PUBLIC else f"{audience.capitalize()}: "
    note = read_note_text(f"Date: {on:%d %B %Y}\n{mark}# Item {number}\nAction: {text}")
    meeting_id = database.do("Record", record_note, note, group_id=group_id, another=True)
    (row,) = database.read(actions_of_meeting, meeting_id, Audience.RESTRICTED)
    return row.id


def _happen(database: Database, verb: str, action_id: int, on: date, due: date) -> None:
    if verb == "extend":
        database.do("Extend", extend_action, action_id, on=on, due=f"{due.day} {due:%B} {due.year}")
    else:
        verbs = {
            "close": close_action,
            "confirm": confirm_action,
            "cancel": cancel_action,
            "reopen": reopen_action,
        }
        database.do(verb.capitalize(), verbs[verb], action_id, on=on)


class _Reading:
    """The same figures, reckoned in plain Python from whole tables."""

    def __init__(self, session: Session, scope: Scope, today: date) -> None:
        self._session, self._scope, self._today = session, scope, today
        self.points = {row["id"]: row for row in self._rows("points")}
        self.items = {row["id"]: row for row in self._rows("items")}
        self.people = {row["id"]: row for row in self._rows("people")}
        self.organisations = {row["id"]: row["name"] for row in self._rows("organisations")}
        self.owners = list(self._rows("action_owners"))
        self.updates: defaultdict[int, list[dict[str, Any]]] = defaultdict(list)
        for row in sorted(self._rows("action_updates"), key=lambda row: int(row["id"])):
            self.updates[row["action_id"]].append(row)
        own = (scope.group_id,) if scope.group_id else None
        self.actions = [
            row
            for row in self._rows("actions")
            if (own is None or row["group_id"] in own) and self._permitted(row)
        ]
        self.meetings = list(self._rows("meetings"))
        diary = [row for row in self.meetings if own is None or row["group_id"] in own]
        held = {row["on"] for row in diary if row["state"] not in ("planned", "cancelled")}
        first = min((row["raised_on"] for row in self.actions), default=None)
        self.steps = steps_of(sorted(held), first, today)

    def outstanding(self) -> tuple[Outstanding, ...]:
        days = [day for day in self.steps.shown if day < self._today]
        found = [Outstanding(day, sum(self._was_open(a, day) for a in self.actions)) for day in days]
        return (*found, Outstanding(self._today, self.counts()[0]))

    def on_time(self) -> tuple[OnTime, ...]:
        return tuple(
            OnTime(on, self._share(after, on, self._last_due), self._share(after, on, self._first_due))
            for after, on in self._stretches()
        )[-SHOWN:]

    def recent(self) -> Share:
        shares = [self._share(after, on, self._last_due) for after, on in self._stretches()][-4:]
        return Share(sum(s.part for s in shares), sum(s.whole for s in shares))

    def slipped(self) -> tuple[Slipped, ...]:
        counted: Counter[tuple[int, bool]] = Counter()
        days: Counter[int] = Counter()
        for action in self.actions:
            moved = self.slips(action)
            if action["status"] in OPEN + DONE and (moved or action["due_on"]):
                times = min(len(moved), 3)
                counted[times, action["status"] in OPEN] += 1
                days[times] += sum(moved)
        return tuple(Slipped(n, counted[n, True], counted[n, False], days[n]) for n in range(4))

    def load(self) -> tuple[Load, ...]:
        owed: defaultdict[str, list[bool]] = defaultdict(list)
        for action in self.actions:
            if action["status"] in OPEN:
                whose = {self._whose(o) for o in self.owners if o["action_id"] == action["id"]} or {""}
                for name in whose:
                    owed[name].append(self._is_late(action))
        loads = [Load(name, len(late), sum(late)) for name, late in owed.items()]
        return tuple(sorted(loads, key=lambda each: (each.organisation == "", each.organisation)))

    def counts(self) -> tuple[int, int, int]:
        opened = [action for action in self.actions if action["status"] in OPEN]
        late = sum(self._is_late(action) for action in opened)
        return len(opened), late, sum(self._is_soon(action) for action in opened)

    def _is_soon(self, action: dict[str, Any]) -> bool:
        meetings = (row for row in self.meetings if row["group_id"] == action["group_id"])
        following = [row["on"] for row in meetings if self._is_to_come(row)]
        due = action["due_on"]
        return bool(due and following and self._today <= due <= min(following))

    def _is_to_come(self, meeting: dict[str, Any]) -> bool:
        return bool(meeting["on"] >= self._today and meeting["state"] != "cancelled")

    def slips(self, action: dict[str, Any]) -> list[int]:
        due = self._first_due(action)
        moved = []
        for update in self.updates[action["id"]]:
            if update["due_as_written"] is not None and update["due_on"] and due:
                moved.append((update["due_on"] - due).days)
            if update["due_as_written"] is not None:
                due = update["due_on"]
        return [days for days in moved if days > 0]

    def _rows(self, table: str) -> Iterator[dict[str, Any]]:
        for row in self._session.connection().execute(sa.select(SQLModel.metadata.tables[table])):
            yield dict(row._mapping)

    def _permitted(self, action: dict[str, Any]) -> bool:
        point = self.points.get(action["point_id"])
        chain = [action, *([point, self.items[point["item_id"]]] if point else [])]
        return all(may_see(self._scope.audience, Audience(row["audience"])) for row in chain)

    def _stretches(self) -> list[tuple[date, date]]:
        return list(zip((self.steps.before, *self.steps.days), self.steps.days, strict=False))

    def _was_open(self, action: dict[str, Any], day: date) -> bool:
        said = [u for u in self.updates[action["id"]] if u["status"] and u["on"] <= day]
        return action["raised_on"] <= day and (not said or said[-1]["status"] in OPEN)

    def _is_late(self, action: dict[str, Any]) -> bool:
        return action["due_on"] is not None and action["due_on"] < self._today

    def _share(self, after: date, on: date, due_of: Callable[[dict[str, Any]], date | None]) -> Share:
        part = whole = 0
        for action in self.actions:
            due = due_of(action)
            is_done = action["status"] in DONE
            counts = is_done or (action["status"] in OPEN and due is not None and due < self._today)
            if due is not None and after < due <= on and counts:
                whole += 1
                part += is_done and action["done_on"] <= due
        return Share(part, whole)

    def _last_due(self, action: dict[str, Any]) -> date | None:
        due: date | None = action["due_on"]
        return due

    def _first_due(self, action: dict[str, Any]) -> date | None:
        earlier = [u["due_was_on"] for u in self.updates[action["id"]] if u["due_was_on"]]
        return earlier[0] if earlier else action["due_on"]

    def _whose(self, owner: dict[str, Any]) -> str:
        person = self.people.get(owner["person_id"], {})
        id_ = owner["organisation_id"] or person.get("organisation_id")
        return self.organisations.get(id_, "")
