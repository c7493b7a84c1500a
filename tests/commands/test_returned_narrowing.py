"""What narrows a line that a copy has otherwise, and what does not; and why, told before."""

from pathlib import Path

import pytest

from sop_minutes.commands.organisations import seat_person
from sop_minutes.commands.people import add_person
from sop_minutes.commands.points import delete_point
from sop_minutes.commands.returned import narrowed_by
from sop_minutes.domain.words import Audience
from tests.commands.office import Office, reworded
from tests.conftest import Partnership

NOTE = """\
Present: Helen Prothero (chair)
# Roads (Bea Orr)
Action: someone should look into the roads later
Third paragraph on funding.
Restricted: Action: @Helen Prothero to ring Zebulon Quist
Restricted: Duncan Sallis and Bea Orr were asked about Ivo Marsh
"""


@pytest.fixture
def office(partnership: Partnership, tmp_path: Path) -> Office:
    duncan = partnership.database.do("Add", add_person, "Duncan Sallis")
    partnership.database.do("Seat", seat_person, duncan, group_id=partnership.group_id, role="Police")
    return Office(partnership, partnership.record(NOTE), tmp_path)


@pytest.mark.parametrize("name", ["Helen Prothero", "Duncan Sallis", "Bea Orr"])
def test_the_name_of_one_who_was_there_has_a_seat_or_presents_narrows_nothing(
    office: Office, name: str
) -> None:
    (row,) = office.came_back(reworded("Third paragraph", f"Third paragraph, said {name},"))
    assert office.partnership.database.read(narrowed_by, (row,)) == {}
    office.accept(row)
    assert f"\nThird paragraph, said {name}, on funding." in office.typed


@pytest.mark.parametrize(
    ("words", "repeated"),
    [
        ("Helen Prothero is to ring Zebulon Quist", "to ring Zebulon Quist"),
        ("As Duncan Sallis and Bea Orr were asked", "Duncan Sallis and Bea Orr were asked"),
        ("Ivo Marsh said on funding", "Ivo Marsh"),
    ],
)
def test_what_narrows_a_line_is_told_before(office: Office, words: str, repeated: str) -> None:
    (row,) = office.came_back(reworded("Third paragraph", words))
    told = office.partnership.database.read(narrowed_by, (row,))
    assert told == {row.id: (Audience.RESTRICTED, repeated)}
    office.accept(row)
    assert f"Restricted: {words}" in office.typed


@pytest.mark.parametrize("text", [None, "The accounts are to be kept apart"], ids=["theirs", "own words"])
def test_what_stands_in_place_of_a_narrow_line_that_is_gone_is_as_narrow(
    office: Office, text: str | None
) -> None:
    (row,) = office.came_back(reworded("were asked about", "spoke of"), reader=Audience.RESTRICTED)
    for gone in ("Ivo Marsh", "Zebulon"):
        office.do("Delete", delete_point, int(office.record(gone)[1:]))
    office.accept(row, text=text, over=True)
    assert f"Restricted: {text or 'Duncan Sallis and Bea Orr spoke of Ivo Marsh'}" in office.typed


def test_so_does_what_repeats_a_review_of_another_meetings_action_without_its_reference(
    partnership: Partnership, tmp_path: Path
) -> None:
    partnership.record("Date: 15 October 2017\n# Roads\nRestricted: Action: someone should count them all\n")
    known = "We still have them, and count on all."
    note = f"# Roads\n{known}\nThe plan stands.\nRestricted: Action CG 17/1: still count them all\n"
    office = Office(partnership, partnership.record(note), tmp_path)
    (row,) = office.came_back(
        reworded("The plan stands", "The plan of the council, which all have, is to still count them all, it")
    )
    told = office.partnership.database.read(narrowed_by, (row,))
    assert told[row.id].audience is Audience.RESTRICTED
    office.accept(row)
    assert "Restricted: The plan of the council" in office.typed
