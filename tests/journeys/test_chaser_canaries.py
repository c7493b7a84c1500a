"""Whoever owns what and sits where: no draft holds a word of an action that its owner may not be told of."""

import email
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from sop_minutes.chasing import Round, draft_round, plan_round
from sop_minutes.commands.action_links import link_action, merge_action
from sop_minutes.commands.action_updates import update_action
from sop_minutes.commands.groups import add_group
from sop_minutes.commands.notes import record_note
from sop_minutes.commands.organisations import add_organisation, add_seat, fill_seat
from sop_minutes.commands.people import add_person
from sop_minutes.domain.grammar import read_note_text
from sop_minutes.domain.words import ActionStatus, Audience
from sop_minutes.queries.actions import ActionFilter, list_actions
from sop_minutes.storage.database import Database
from tests.thorough import cases

TODAY = date(2017, 12, 4)
NOTED = date(2017, 11, 20)
NOW = datetime(2017, 12, 4, 9, tzinfo=UTC)
PEOPLE = ("Ann Lee", "Bo Ray", "Cy Dunn", "Di Fox")
MARKS = ("", "Members: ", "Restricted: ")
GROUPS = (0, 1)
COUNCIL, BOARD, CHAIR = "Harbour Council", "Delta Board", "Chair"
OPEN_TIMES = {"now": {}, "left": {"until_on": date(2017, 12, 3)}, "to come": {"from_on": date(2017, 12, 5)}}


@dataclass(frozen=True)
class Said:
    """An action of a group: how its item and its line are marked, and who owns it.

    `others` are an organisation, a group and a post that own it too.
    """

    group: int
    item: int
    line: int
    owners: tuple[int, ...]
    others: tuple[str, ...]

    @property
    def narrowness(self) -> int:
        return max(self.item, self.line)


@dataclass(frozen=True)
class Seated:
    """A seat of a group, who holds it and who deputises; who left it or is to come is not there today."""

    group: int
    council: bool
    chair: bool
    holder: int | None
    deputy: int | None
    time: str

    def filled_by(self) -> int | None:
        return self.deputy if self.holder is None or self.time != "now" else self.holder


@dataclass(frozen=True)
class Met:
    """Who is on the list of a group's meeting, and who was in the chair."""

    listed: frozenset[int]
    chair: int | None

    @property
    def there(self) -> frozenset[int]:
        return self.listed | ({self.chair} - {None})


PERSON = st.integers(0, len(PEOPLE) - 1)
SAID = st.builds(
    Said,
    st.sampled_from(GROUPS),
    st.integers(0, 2),
    st.integers(0, 2),
    st.lists(PERSON, max_size=2, unique=True).map(tuple),
    st.lists(st.sampled_from((COUNCIL, BOARD, CHAIR)), max_size=2, unique=True).map(tuple),
)
SEATED = st.builds(
    Seated,
    st.sampled_from(GROUPS),
    st.booleans(),
    st.booleans(),
    st.none() | PERSON,
    st.none() | PERSON,
    st.sampled_from(tuple(OPEN_TIMES)),
)
MET = st.builds(Met, st.frozensets(PERSON), st.none() | PERSON)


@settings(max_examples=cases(10), deadline=None)
@given(
    said=st.lists(SAID, min_size=1, max_size=6),
    seats=st.lists(SEATED, max_size=5),
    met=st.tuples(MET, MET),
)
def test_a_draft_holds_the_canaries_of_its_owner_and_no_other(
    said: list[Said], seats: list[Seated], met: tuple[Met, Met]
) -> None:
    with Database.in_memory() as database, TemporaryDirectory() as folder:
        _fill(database, said, seats, met)
        wanted = Round(TODAY)
        sheets = plan_round(database, wanted).sheets
        files = draft_round(database, wanted, sheets, Path(folder), label="Chase", now=NOW)
        found = {path.stem: _canaries(path.read_bytes()) for path in files}
    told = {
        name: {f"canary{n}x" for n, action in enumerate(said) if _may_be_told(person, action, seats, met)}
        for person, name in enumerate(PEOPLE)
    }
    assert found == {name: canaries for name, canaries in told.items() if canaries}


def _may_be_told(person: int, action: Said, seats: list[Seated], met: tuple[Met, Met]) -> bool:
    sits = any(seat.group == action.group and seat.filled_by() == person for seat in seats)
    allowed = (True, sits or person in met[action.group].there, sits)
    return person in _asked(action, seats, met) and allowed[action.narrowness]


def _asked(action: Said, seats: list[Seated], met: tuple[Met, Met]) -> set[int | None]:
    """Return who is written to of an action: its owners, and whoever an owner that is no person is."""
    asked: set[int | None] = set(action.owners)
    for seat in seats:
        here, there = seat.group == action.group, seat.group == 1
        in_post = CHAIR in action.others and met[action.group].chair is None and here and seat.chair
        for_council = COUNCIL in action.others and here and seat.council
        for_board = BOARD in action.others and there and seat.chair
        asked |= {seat.filled_by()} if in_post or for_council or for_board else set()
    return asked | ({met[action.group].chair} if CHAIR in action.others else set())


def _fill(database: Database, said: list[Said], seats: list[Seated], met: tuple[Met, Met]) -> None:
    people = [
        database.do("Add", add_person, name, email=f"{name.replace(' ', '.')}@example.org") for name in PEOPLE
    ]
    council = database.do("Add", add_organisation, COUNCIL)
    groups = [database.do("Add", add_group, name, code=name[0]) for name in ("Gamma Group", BOARD)]
    for seat in seats:
        seat_id = database.do(
            "Seat",
            add_seat,
            group_id=groups[seat.group],
            organisation_id=council if seat.council else None,
            role="chair" if seat.chair else "member",
        )
        if seat.holder is not None:
            who = people[seat.holder]
            database.do("Fill", fill_seat, seat_id, person_id=who, **OPEN_TIMES[seat.time])
        if seat.deputy is not None:
            database.do("Fill", fill_seat, seat_id, person_id=people[seat.deputy], deputy=True)
    for group in GROUPS:
        there = [f"{PEOPLE[n]}{' (chair)' * (n == met[group].chair)}" for n in sorted(met[group].there)]
        lines = ["Date: 15 November 2017", *[f"Present: {', '.join(there)}"] * bool(there)]
        for number, action in enumerate(said):
            if action.group == group:
                names = (*(PEOPLE[n] for n in action.owners), *action.others)
                owners = " ".join(f"@[{name}]" for name in names)
                lines += [
                    f"{MARKS[action.item]}# Item canary{number}x",
                    f"{MARKS[action.line]}Action: {owners} to do canary{number}x by 30 November",
                ]
        lines += ["# Item", f"Action: @[{PEOPLE[0]}] to merge canary96x by 30 November"]
        database.do("Record", record_note, read_note_text("\n".join(lines)), group_id=groups[group])
    _say_more(database)


def _say_more(database: Database) -> None:
    """Say of each action what no draft tells: notes, links, words of a date, what was merged into it."""
    rows = database.read(list_actions, ActionFilter(statuses=tuple(ActionStatus)))
    for row in rows:
        for words in ("(when canary97x has moved)", "1 Dec 2017"):
            database.do("Date", update_action, row.id, on=NOTED, due=words, audience=Audience.RESTRICTED)
        database.do("Note", update_action, row.id, on=NOTED, note="canary99x")
        database.do("Link", link_action, row.id, address="https://example.org/canary98x", title="canary98x")
    merged = [row for row in rows if "canary96x" in row.text]
    kept = [row for row in rows if row not in merged]
    for row in merged:
        database.do("Merge", merge_action, row.id, into_id=kept[0].id, on=NOTED, note="canary95x")


def _canaries(content: bytes) -> set[str]:
    return {found.decode() for reading in _readings(content) for found in re.findall(rb"canary\d+x", reading)}


def _readings(content: bytes) -> Iterator[bytes]:
    """Yield every way the content of a draft can be read."""
    yield content
    for part in email.message_from_bytes(content).walk():
        held = part.get_payload(decode=True)
        if not isinstance(held, bytes):
            continue
        yield held
        yield re.sub(rb"\r?\n[ \t]", b"", held)
        if held.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(held)) as package:
                for name in package.namelist():
                    yield name.encode() + package.read(name)
                    yield re.sub(rb"<[^>]+>", b"", package.read(name))
