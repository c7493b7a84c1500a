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
from sop_minutes.commands.actions import update_action
from sop_minutes.commands.groups import add_group
from sop_minutes.commands.notes import record_note
from sop_minutes.commands.organisations import add_seat, fill_seat
from sop_minutes.commands.people import add_person
from sop_minutes.domain.grammar import read_note_text
from sop_minutes.domain.words import ActionStatus
from sop_minutes.queries.actions import ActionFilter, list_actions
from sop_minutes.storage.database import Database

TODAY = date(2017, 12, 4)
NOW = datetime(2017, 12, 4, 9, tzinfo=UTC)
PEOPLE = ("Ann Lee", "Bo Ray", "Cy Dunn", "Di Fox")
MARKS = ("", "Members: ", "Restricted: ")
GROUPS = (0, 1)


@dataclass(frozen=True)
class Said:
    """An action of a group: how its item and its line are marked, and who owns it."""

    group: int
    item: int
    line: int
    owners: tuple[int, ...]

    @property
    def narrowness(self) -> int:
        return max(self.item, self.line)


@dataclass(frozen=True)
class Seated:
    """A seat of a group, who holds it and who deputises; whoever left it is not there today."""

    group: int
    holder: int | None
    deputy: int | None
    left: bool

    def filled_by(self) -> int | None:
        return self.deputy if self.holder is None or self.left else self.holder


PERSON = st.integers(0, len(PEOPLE) - 1)
SAID = st.builds(
    Said,
    st.sampled_from(GROUPS),
    st.integers(0, 2),
    st.integers(0, 2),
    st.lists(PERSON, min_size=1, max_size=2, unique=True).map(tuple),
)
SEATED = st.builds(Seated, st.sampled_from(GROUPS), st.none() | PERSON, st.none() | PERSON, st.booleans())


@settings(max_examples=25, deadline=None)
@given(
    said=st.lists(SAID, min_size=1, max_size=6),
    seats=st.lists(SEATED, max_size=5),
    listed=st.tuples(st.sets(PERSON), st.sets(PERSON)),
)
def test_a_draft_holds_the_canaries_of_its_owner_and_no_other(
    said: list[Said], seats: list[Seated], listed: tuple[set[int], set[int]]
) -> None:
    with Database.in_memory() as database, TemporaryDirectory() as folder:
        _fill(database, said, seats, listed)
        wanted = Round(TODAY)
        sheets = plan_round(database, wanted).sheets
        files = draft_round(database, wanted, sheets, Path(folder), label="Chase", now=NOW)
        found = {path.stem: _canaries(path.read_bytes()) for path in files}
    told = {
        name: {f"canary{n}x" for n, action in enumerate(said) if _may_be_told(person, action, seats, listed)}
        for person, name in enumerate(PEOPLE)
    }
    assert found == {name: canaries for name, canaries in told.items() if canaries}


def _may_be_told(person: int, action: Said, seats: list[Seated], listed: tuple[set[int], set[int]]) -> bool:
    sits = any(seat.group == action.group and seat.filled_by() == person for seat in seats)
    allowed = (True, sits or person in listed[action.group], sits)
    return person in action.owners and allowed[action.narrowness]


def _fill(
    database: Database, said: list[Said], seats: list[Seated], listed: tuple[set[int], set[int]]
) -> None:
    people = [
        database.do("Add", add_person, name, email=f"{name.replace(' ', '.')}@example.org") for name in PEOPLE
    ]
    groups = [database.do("Add", add_group, name, code=name[0]) for name in ("Gamma Group", "Delta Board")]
    for seat in seats:
        seat_id = database.do("Seat", add_seat, group_id=groups[seat.group])
        if seat.holder is not None:
            until = date(2017, 12, 3) if seat.left else None
            who = people[seat.holder]
            database.do("Fill", fill_seat, seat_id, person_id=who, until_on=until)
        if seat.deputy is not None:
            database.do("Fill", fill_seat, seat_id, person_id=people[seat.deputy], deputy=True)
    for group in GROUPS:
        lines = ["Date: 15 November 2017"]
        lines += [f"Present: {', '.join(PEOPLE[n] for n in sorted(listed[group]))}"] * bool(listed[group])
        for number, action in enumerate(said):
            if action.group == group:
                owners = " ".join(f"@{PEOPLE[n]}" for n in action.owners)
                lines += [
                    f"{MARKS[action.item]}# Item canary{number}x",
                    f"{MARKS[action.line]}Action: {owners} to do canary{number}x by 30 November",
                ]
        database.do("Record", record_note, read_note_text("\n".join(lines)), group_id=groups[group])
    for row in database.read(list_actions, ActionFilter(statuses=tuple(ActionStatus))):
        database.do("Note", update_action, row.id, on=date(2017, 11, 20), note="canary99x")


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
