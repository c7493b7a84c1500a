"""Rounds of chasing, one after the other: what stays the same, and what a failed one leaves behind."""

import email
import email.policy
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar

from sop_minutes.chasing import Round, draft_round, plan_round
from sop_minutes.commands.actions import extend_action
from sop_minutes.commands.groups import add_group
from sop_minutes.commands.notes import record_note
from sop_minutes.commands.people import add_person
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.grammar import read_note_text
from sop_minutes.queries.actions import ActionFilter, list_actions
from sop_minutes.storage.database import Database

ROUND = Round(date(2017, 12, 4), within=0)
NOW = datetime(2017, 12, 4, 9, tzinfo=UTC)
NOTE = """Date: 15 November 2017
# Prevent
Action: @Ann Lee to ring by 30 November
Action: @Ann Lee to write by 1 December"""


@contextmanager
def owing(*codes: str) -> Iterator[Database]:
    """Open a database in which Ann owes each group of a code two actions."""
    with Database.in_memory() as database:
        database.do("Add", add_person, "Ann Lee", email="ann@example.org")
        for code in codes:
            group_id = database.do("Add", add_group, f"The {code}", code=code)
            database.do("Record", record_note, read_note_text(NOTE), group_id=group_id)
        yield database


def events(database: Database, folder: Path, now: datetime = NOW) -> dict[str, tuple[int, date]]:
    """Draft a round into a new folder; return each event's SEQUENCE and day by its UID."""
    sheets = plan_round(database, ROUND).sheets
    (path,) = draft_round(database, ROUND, sheets, folder / f"{now:%d}", label="Chase", now=now)
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    files = [
        part.get_payload(decode=True) for part in message.walk() if part.get_content_subtype() == "calendar"
    ]
    found = [event for file in files for event in Calendar.from_ical(file).walk("VEVENT")]
    assert len({str(event["UID"]) for event in found}) == len(files)
    return {str(event["UID"]): (int(event["SEQUENCE"]), event["DTSTART"].dt) for event in found}


def test_an_event_keeps_its_uid_and_moves_and_no_other_action_has_it(tmp_path: Path) -> None:
    with owing("CG", "ЖЖ", "ДД") as database, owing("CG") as other:
        first = events(database, tmp_path / "a")
        row = database.read(list_actions, ActionFilter())[0]
        database.do("Extend", extend_action, row.id, on=date(2017, 11, 20), due="4 December 2017")
        second = events(database, tmp_path / "a", NOW + timedelta(1))
        assert len(first) == 6
        assert first.keys() == second.keys()
        assert all(second[uid][0] > first[uid][0] for uid in first)
        moved = [(first[uid][1], second[uid][1]) for uid in first if first[uid][1] != second[uid][1]]
        assert moved == [(date(2017, 12, 11), date(2017, 12, 4))]
        assert not first.keys() & events(other, tmp_path / "b").keys()


def test_a_round_that_cannot_be_noted_leaves_no_drafts_behind(tmp_path: Path) -> None:
    with owing("CG") as database:
        sheets = plan_round(database, ROUND).sheets
        draft_round(database, ROUND, sheets, tmp_path / "one", label="Chase", now=NOW)
        with pytest.raises(UserError, match="written already"):
            draft_round(database, ROUND, sheets, tmp_path / "two", label="Chase", now=NOW)
    assert len(list((tmp_path / "one").iterdir())) == 1
    assert list((tmp_path / "two").iterdir()) == []
