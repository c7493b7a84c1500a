"""What narrows a line that a copy has otherwise, and what does not; and why, told before."""

from pathlib import Path

import pytest

from sop_minutes.commands.organisations import seat_person
from sop_minutes.commands.people import add_person
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
