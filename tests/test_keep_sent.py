"""A version is kept only of a note that stood still while its drafts were written."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from sop_minutes.circulating import Wanted, build, keep_sent, prepare
from sop_minutes.commands.organisations import add_seat, fill_seat
from sop_minutes.commands.people import add_person
from sop_minutes.commands.points import edit_point
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.words import Audience
from sop_minutes.export.files import write_together
from sop_minutes.queries.circulating import circulations_of
from tests.conftest import Partnership

NOW = datetime(2017, 11, 20, tzinfo=UTC)


def test_drafts_of_a_note_that_changed_meanwhile_are_taken_away(
    partnership: Partnership, tmp_path: Path
) -> None:
    database = partnership.database
    ann = database.do("Add", add_person, "Ann Lee", email="ann@example.org")
    seat_id = database.do("Seat", add_seat, group_id=partnership.group_id)
    database.do("Fill", fill_seat, seat_id, person_id=ann)
    meeting_id = partnership.record("# Roads\nThe plan is late.\n")
    prepared = prepare(database, Wanted(meeting_id, Audience.MEMBERS, date(2017, 11, 20)), now=NOW)
    written = write_together(tmp_path / "out", build(database, prepared))
    assert written
    database.do("Edit", edit_point, 1, text="The plan is early.")
    with pytest.raises(UserError, match="changed"):
        keep_sent(database, prepared, written, label="Circulate", now=NOW)
    assert not any(path.exists() for path in written)
    assert database.read(circulations_of, meeting_id) == ()
