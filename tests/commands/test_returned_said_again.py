"""What a copy says again of a line that was deleted meanwhile stays as narrow as that line was."""

from pathlib import Path

import pytest

from sop_minutes.commands.points import delete_point, edit_point, mark_point
from sop_minutes.domain.words import Audience
from tests.commands.office import Office
from tests.conftest import Partnership
from tests.importing.returned.wordedits import WordEdit

AGAIN = "We heard the draft figures are low in Barton, too."


@pytest.fixture
def office(partnership: Partnership, tmp_path: Path) -> Office:
    return Office.begun(partnership, tmp_path)


def _said_elsewhere(edit: WordEdit) -> None:
    """Delete the line for members, and say it again in a paragraph of its own."""
    edit.remove(edit.saying("draft figures"))
    _say(edit)


def _say(edit: WordEdit) -> None:
    edit.saying("Heads want more").addnext(edit.new(AGAIN))


@pytest.mark.parametrize("reader", [Audience.MEMBERS, Audience.RESTRICTED])
@pytest.mark.parametrize("circulated", [True, False])
def test_a_line_said_again_is_as_narrow_though_its_deletion_was_accepted_first(
    office: Office, reader: Audience, *, circulated: bool
) -> None:
    base = office.circulated() if circulated and reader is Audience.MEMBERS else None
    office.accept(*office.came_back(_said_elsewhere, reader=reader, base=base))
    assert "Members: draft figures" not in office.typed
    assert f"Members: {AGAIN}" in office.typed


@pytest.mark.parametrize("gone", [True, False])
def test_so_is_what_was_deleted_or_reworded_by_hand(office: Office, *, gone: bool) -> None:
    (row,) = office.came_back(_say, base=office.circulated())
    point_id = int(office.record("draft figures")[1:])
    if gone:
        office.do("Delete", delete_point, point_id)
    else:
        office.do("Reword", edit_point, point_id, text="to be looked at")
    office.accept(row)
    assert f"Members: {AGAIN}" in office.typed


def test_what_was_let_out_since_narrows_nothing(office: Office) -> None:
    (row,) = office.came_back(_say, base=office.circulated())
    point_id = int(office.record("draft figures")[1:])
    office.do("Let out", mark_point, point_id, audience=Audience.PUBLIC)
    office.do("Reword", edit_point, point_id, text="to be looked at")
    office.accept(row)
    assert f"\n{AGAIN}" in office.typed
