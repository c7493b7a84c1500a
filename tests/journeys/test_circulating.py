"""A note on its way out: what was looked at is what goes, all of it or nothing."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from icalendar import Calendar

from sop_minutes.circulating import Prepared, Wanted, check, draft, invite, prepare, save_files
from sop_minutes.commands.meetings import add_meeting, change_state, confirm_meeting
from sop_minutes.commands.people import add_person, edit_person
from sop_minutes.domain.checking import CheckKind
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.words import Audience, MeetingState
from sop_minutes.queries.circulating import circulations_of, frozen_content
from sop_minutes.queries.invitations import invitations_to, next_sequence
from tests.conftest import Partnership

NOW = datetime(2017, 11, 20, 9, tzinfo=UTC)
TODAY = date(2017, 11, 20)


@pytest.fixture
def noted(partnership: Partnership) -> Partnership:
    for name in ("Ann Lee", "Bo Ray"):
        partnership.database.do("Add", add_person, name, email=f"{name[:2].lower().strip()}@example.org")
    partnership.record("Present: Ann Lee, Bo Ray\n# Prevent\nAll is well")
    return partnership


def prepared(p: Partnership, **how: object) -> Prepared:
    return prepare(p.database, Wanted(1, Audience.MEMBERS, TODAY, **how), now=NOW)  # type: ignore[arg-type]


def send(p: Partnership, ready: Prepared, folder: Path) -> tuple[Path, ...]:
    return draft(p.database, ready, folder, label="Circulate", now=NOW)


def test_what_was_looked_at_is_what_is_kept(noted: Partnership, tmp_path: Path) -> None:
    ready = prepared(noted)
    assert [path.name for path in send(noted, ready, tmp_path / "d")] == ["Ann Lee.eml", "Bo Ray.eml"]
    (row,) = noted.database.read(circulations_of, 1)
    kept = [noted.database.read(frozen_content, file.frozen_file_id) for file in row.files]
    assert kept == [file.content for file in ready.files]
    assert (row.code, row.audience) == (ready.code, Audience.MEMBERS)
    assert noted.sheet(1).state is MeetingState.CIRCULATED


def test_whoever_is_taken_off_gets_nothing(noted: Partnership, tmp_path: Path) -> None:
    ready = prepared(noted, but_for=frozenset({"bo@example.org"}))
    assert [path.name for path in send(noted, ready, tmp_path)] == ["Ann Lee.eml"]
    with pytest.raises(UserError, match="Nobody gets this note"):
        send(noted, prepared(noted, but_for=frozenset({"bo@example.org", "an@example.org"})), tmp_path)


def test_what_changed_since_it_was_looked_at_stops_it(noted: Partnership, tmp_path: Path) -> None:
    ready = prepared(noted)
    noted.record("Present: Ann Lee, Bo Ray\n# Prevent\nAll is lost", meeting_id=1)
    with pytest.raises(UserError, match="has changed meanwhile"):
        send(noted, ready, tmp_path / "d")
    again = prepared(noted)
    noted.database.do("Edit", edit_person, 1, email="other@example.org")
    with pytest.raises(UserError, match="has changed meanwhile"):
        send(noted, again, tmp_path / "d")
    assert not (tmp_path / "d").exists()
    assert noted.database.read(circulations_of, 1) == ()


def test_the_same_is_not_sent_twice(noted: Partnership, tmp_path: Path) -> None:
    ready = prepared(noted)
    send(noted, ready, tmp_path / "one")
    with pytest.raises(UserError):
        send(noted, ready, tmp_path / "two")
    assert not (tmp_path / "two").exists()


def test_a_draft_that_is_there_already_stops_all(noted: Partnership, tmp_path: Path) -> None:
    (tmp_path / "Bo Ray.eml").write_text("mine")
    with pytest.raises(UserError, match=r"Bo Ray\.eml” is in that folder already"):
        send(noted, prepared(noted), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["Bo Ray.eml"]
    assert noted.database.read(circulations_of, 1) == ()


def test_files_alone_are_saved_and_nothing_is_kept(noted: Partnership, tmp_path: Path) -> None:
    ready = prepared(noted, suffixes=(".txt", ".docx"))
    names = [path.name for path in save_files(ready, tmp_path / "d")]
    assert names == ["CG 2017-11-15 key points for members.docx", "CG 2017-11-15 key points for members.txt"]
    assert noted.database.read(circulations_of, 1) == ()


def test_the_checks_are_of_the_files_that_will_go(noted: Partnership) -> None:
    rows = check(noted.database, prepared(noted))
    assert (rows[0].kind, rows[0].ok) == (CheckKind.ACCESSIBLE, True)
    assert {row.kind for row in rows} == set(CheckKind) - {CheckKind.AS_ROLE}


def test_an_invitation_that_cannot_be_written_was_not_made(noted: Partnership, tmp_path: Path) -> None:
    database = noted.database
    meeting_id = database.do(
        "Add", add_meeting, group_id=noted.group_id, on=date(2018, 1, 10), provisional=True
    )
    with pytest.raises(UserError, match="could not be saved"):
        invite(database, meeting_id, tmp_path / "none" / "m.ics", label="Invite", now=NOW)
    assert database.read(next_sequence, meeting_id) == 0
    invite(database, meeting_id, tmp_path / "m.ics", label="Invite", now=NOW)
    database.do("Confirm", confirm_meeting, meeting_id)
    invite(database, meeting_id, tmp_path / "m.ics", label="Invite", now=NOW)
    database.do("Cancel", change_state, meeting_id, state=MeetingState.CANCELLED)
    invite(database, meeting_id, tmp_path / "m.ics", label="Invite", now=NOW)
    (event,) = Calendar.from_ical((tmp_path / "m.ics").read_bytes()).walk("VEVENT")
    assert (event["SEQUENCE"], event["STATUS"]) == (2, "CANCELLED")
    assert [row.cancelled for row in database.read(invitations_to, meeting_id)] == [False, False, True]
