"""A paragraph that a copy deletes stays where it stood in the review, also when it is gone."""

from pathlib import Path

import pytest

from sop_minutes.commands.points import delete_point
from sop_minutes.domain.returned.change import ChangeKind
from sop_minutes.queries.returned_note import returned_note
from tests.commands.office import Office
from tests.conftest import Partnership
from tests.importing.returned.wordedits import WordEdit


@pytest.fixture
def office(partnership: Partnership, tmp_path: Path) -> Office:
    return Office.begun(partnership, tmp_path)


def _beside(office: Office) -> list[tuple[str, ...]]:
    """Return what is deleted beside which block."""
    blocks = office.partnership.database.read(returned_note, office.meeting_id).blocks
    return [
        (block.block.text, *(row.before[0].text for row in block.changes))
        for block in blocks
        if block.changes
    ]


def test_what_was_deleted_stands_after_what_it_followed(office: Office) -> None:
    rows = office.came_back(lambda edit: edit.remove(edit.saying("Another thing")))
    office.accept(*rows)
    assert _beside(office) == [("One thing that was said", "Another thing")]


def test_of_several_in_a_row_each_stands_after_what_is_left(office: Office) -> None:
    def edit(copy: WordEdit) -> None:
        for words in ("One thing that was said", "Another thing"):
            copy.remove(copy.saying(words))

    office.accept(*office.came_back(edit))
    (there,) = _beside(office)
    assert there[0].startswith("The *plan* is late.")
    assert there[1:] == ("One thing that was said", "Another thing")


def test_the_first_under_a_heading_stands_with_it(office: Office) -> None:
    office.accept(*office.came_back(lambda edit: edit.remove(edit.saying("Nothing new was said"))))
    assert _beside(office) == [("Schools", "Nothing new was said.")]


def test_a_heading_that_is_gone_stands_after_what_was_above_it(office: Office) -> None:
    (row,) = office.came_back(lambda edit: edit.remove(edit.p(office.record("Schools"))))
    assert row.kind is ChangeKind.DELETED
    office.accept(row)
    (there,) = _beside(office)
    assert there == ("Members: draft figures are low in Barton", "Schools")


def test_own_words_for_one_that_was_deleted_here_too_go_where_it_stood(office: Office) -> None:
    (row,) = office.came_back(lambda edit: edit.remove(edit.saying("Another thing")))
    office.do("Delete", delete_point, int(office.record("Another thing")[1:]))
    office.accept(row, text="- Something else")
    assert "- One thing that was said\n- Something else\n" in office.typed
