"""Copies of a note whose circulation was taken back once its drafts were written."""

from pathlib import Path

import pytest

from sop_minutes.commands.points import edit_point
from sop_minutes.domain.circulating import DRAFTS_LEFT
from sop_minutes.domain.words import Audience
from sop_minutes.queries.changes import last_entry
from sop_minutes.queries.consequences import left_outside
from sop_minutes.returning import read_returned
from tests.commands.office import Office, reworded
from tests.conftest import Partnership


@pytest.fixture
def office(partnership: Partnership, tmp_path: Path) -> Office:
    return Office.begun(partnership, tmp_path)


def test_a_copy_of_one_is_compared_with_what_went_out(office: Office) -> None:
    path = office.circulated()
    office.partnership.database.undo()
    office.do("Edit", edit_point, int(office.record("Heads")[1:]), text="Heads want less time.")
    sheet = read_returned(office.partnership.database, path)
    assert (sheet.circulation_id, sheet.audience, sheet.changes) == (None, Audience.MEMBERS, ())
    assert sheet.sentences[0].startswith("It is of circulation 1, which was taken back here")
    (row,) = office.came_back(reworded("late", "early"), base=path)
    office.accept(row)
    assert "early" in office.typed


def test_that_drafts_are_left_is_known_of_a_circulation_alone(office: Office) -> None:
    data = office.partnership.database
    office.circulated()
    data.undo()
    assert data.read(left_outside, data.read(last_entry)) == (DRAFTS_LEFT,)
    data.redo()
    assert data.read(left_outside, data.read(last_entry)) == ()
