"""A next meeting that a copy names otherwise is in the diary, as it is when a note is recorded."""

from pathlib import Path

import pytest

from sop_minutes.commands.returned import accept_all
from sop_minutes.queries.meetings import list_meetings
from tests.commands.office import Office, reworded
from tests.conftest import Partnership


@pytest.fixture
def office(partnership: Partnership, tmp_path: Path) -> Office:
    note = "# Roads\nAll is well.\n# Date of next meeting\n12 December 2017\n"
    return Office(partnership, partnership.record(note), tmp_path)


def _diary(office: Office) -> list[tuple[str, bool]]:
    rows = office.partnership.database.read(list_meetings)
    return [(str(row.on), row.provisional) for row in rows if row.id != office.meeting_id]


def test_a_next_meeting_that_a_copy_puts_off_moves_in_the_diary(office: Office) -> None:
    (row,) = office.came_back(reworded("12 December", "19 December"))
    assert _diary(office) == [("2017-12-12", True)]
    office.accept(row)
    assert _diary(office) == [("2017-12-19", True)]
    office.partnership.database.undo()
    assert _diary(office) == [("2017-12-12", True)]


def test_it_moves_too_with_all_of_a_copy_and_in_other_words(office: Office) -> None:
    (row,) = office.came_back(reworded("12 December", "19 December"))
    office.accept(row, text="20 December 2017")
    assert _diary(office) == [("2017-12-20", True)]
    (row,) = office.came_back(reworded("20 December", "21 December"))
    office.do("Accept", accept_all, row.copy_id, change_ids=[row.id])
    assert _diary(office) == [("2017-12-21", True)]


def test_what_says_nothing_of_it_leaves_the_diary_as_it_was_made(office: Office) -> None:
    planned = office.partnership.database.read(list_meetings)
    (row,) = office.came_back(reworded("All is", "All was"))
    office.accept(row)
    assert office.partnership.database.read(list_meetings) == planned
