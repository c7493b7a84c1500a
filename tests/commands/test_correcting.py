"""A person is put right, in one go."""

from sop_minutes.commands.correcting import correct_person
from sop_minutes.commands.people import add_person
from sop_minutes.domain.sheets import PersonRow
from sop_minutes.queries.partners import list_organisations, list_people
from tests.conftest import Partnership

SAID = {"initials": "", "organisation": "", "role": "", "email": "", "other_names": ()}


def _row(partnership: Partnership, person_id: int) -> PersonRow:
    return next(row for row in partnership.database.read(list_people) if row.id == person_id)


def test_a_person_becomes_what_is_said_and_is_still_found_by_the_old_name(partnership: Partnership) -> None:
    do = partnership.database.do
    person = do("Add", add_person, "Paul Riley (OPCC)", aliases=["Polly", "PR"])
    said = {"initials": "", "organisation": "OPCC", "role": "Officer", "email": "p@x.org"}
    do("Correct", correct_person, person, name="Paul Riley", other_names=["PR", "Pauly"], **said)
    row = _row(partnership, person)
    assert (row.name, row.initials, row.organisation) == ("Paul Riley", "PR", "OPCC")
    assert (row.role, row.email) == ("Officer", "p@x.org")
    assert set(row.aliases) == {"PR", "Pauly", "Paul Riley (OPCC)"}
    other = do("Add", add_person, "Ann Lee")
    do("Correct", correct_person, other, **{**SAID, "name": "Ann Lee", "organisation": "opcc"})
    assert _row(partnership, other).organisation == "OPCC"
    assert len(partnership.database.read(list_organisations)) == 1
    do("Correct", correct_person, other, **{**SAID, "name": "Ann Lee"})
    assert _row(partnership, other).organisation == ""


def test_a_new_name_stands_on_the_lists_of_minutes_that_may_still_change(partnership: Partnership) -> None:
    note = partnership.record("Present: Ann Leee")
    (row,) = partnership.database.read(list_people)
    partnership.database.do("Correct", correct_person, row.id, **{**SAID, "name": "Ann Lee"})
    assert "Present: Ann Lee\n" in partnership.typed(note)
    partnership.database.undo()
    assert "Present: Ann Leee\n" in partnership.typed(note)
