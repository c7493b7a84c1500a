"""An attendance list kept name by name, as in the meeting."""

import pytest

from sop_minutes.commands.attendance import remove_attendance, send_substitute, set_attendance
from sop_minutes.commands.people import add_person
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.words import AttendanceStatus
from sop_minutes.queries.meetings import people_at
from sop_minutes.queries.partners import list_people
from tests.conftest import Partnership


def _say(partnership: Partnership, meeting_id: int, name: str, **what: object) -> None:
    partnership.database.do("Attendance", set_attendance, meeting_id, name=name, **what)  # type: ignore[arg-type]


def test_a_name_that_is_new_is_added_as_present_and_as_a_person(partnership: Partnership) -> None:
    meeting_id = partnership.record("Present: Ann Lee (chair)")
    _say(partnership, meeting_id, "Ben Okafor")
    assert "Present: Ann Lee (chair), Ben Okafor\n" in partnership.typed(meeting_id)
    assert [row.name for row in partnership.database.read(list_people)] == ["Ann Lee", "Ben Okafor"]


def test_a_status_and_times_are_printed_as_the_grammar_has_them(partnership: Partnership) -> None:
    meeting_id = partnership.record("Present: Ann Lee (chair), Ben Okafor")
    _say(partnership, meeting_id, "Ben Okafor", status=AttendanceStatus.APOLOGIES)
    _say(partnership, meeting_id, "Ann Lee", detail="chair, from 10:40")
    text = partnership.typed(meeting_id)
    assert "Present: Ann Lee (chair, from 10:40)\n" in text
    assert "Apologies: Ben Okafor\n" in text


def test_a_substitute_says_for_whom_and_no_longer_once_present(partnership: Partnership) -> None:
    meeting_id = partnership.record("Present: Ann Lee")
    partnership.database.do(
        "Substitute", send_substitute, meeting_id, name="Cy Dunn", substitute_for="Dee Fox"
    )
    text = partnership.typed(meeting_id)
    assert "Substitutes: Cy Dunn for Dee Fox\n" in text
    assert "Apologies: Dee Fox\n" in text
    _say(partnership, meeting_id, "Cy Dunn", status=AttendanceStatus.PRESENT)
    assert "Present: Ann Lee, Cy Dunn\n" in partnership.typed(meeting_id)


def test_initials_mean_whoever_is_there_from_then_on(partnership: Partnership) -> None:
    for name in ("Ann Lee", "Adam Lowe"):
        partnership.database.do("Add", add_person, name)
    meeting_id = partnership.record("# Item\nAction: @AL to ring")
    assert partnership.action("CG 17/1").owners == ("AL",)
    _say(partnership, meeting_id, "Adam Lowe")
    assert partnership.action("CG 17/1").owners == ("Adam Lowe",)
    assert len(partnership.database.read(people_at, meeting_id)) == 1


def test_a_name_taken_off_takes_the_person_along_that_it_made(partnership: Partnership) -> None:
    meeting_id = partnership.record("Present: Ann Lee")
    _say(partnership, meeting_id, "Ben Okafor")
    partnership.database.do("Remove", remove_attendance, meeting_id, name="Ben Okafor")
    assert "Present: Ann Lee\n" in partnership.typed(meeting_id)
    assert [row.name for row in partnership.database.read(list_people)] == ["Ann Lee"]
    partnership.database.undo()
    assert "Present: Ann Lee, Ben Okafor\n" in partnership.typed(meeting_id)


@pytest.mark.parametrize("name", ["", "  ", "Ann Lee (chair)", "Ann; Ben"])
def test_what_could_not_be_read_back_is_no_name(partnership: Partnership, name: str) -> None:
    meeting_id = partnership.record("Present: Ann Lee")
    with pytest.raises(UserError):
        _say(partnership, meeting_id, name)


@pytest.mark.parametrize("typed", ["Siân Pugh", "Prof Sian Pugh", "S Pugh", "S. Pugh"])
def test_a_known_person_is_not_made_again_for_a_title_or_an_initial(
    partnership: Partnership, typed: str
) -> None:
    person_id = partnership.database.do("Add", add_person, "Dr Siân Pugh")
    meeting_id = partnership.record(f"Present: {typed}\n# Item\nAction: {typed} to ring")
    assert partnership.database.read(people_at, meeting_id) == {person_id}
    assert [row.name for row in partnership.database.read(list_people)] == ["Dr Siân Pugh"]
    assert partnership.action("CG 17/1").owners == ("Dr Siân Pugh",)
    assert f"Present: {typed}\n" in partnership.typed(meeting_id)


@pytest.mark.parametrize("listed", ["Ann Lee, A Lee", "A Lee, Ann Lee", "Ann Lee, Dr A Lee"])
def test_who_is_on_the_list_in_full_is_nobody_else_on_it(partnership: Partnership, listed: str) -> None:
    partnership.database.do("Add", add_person, "Ann Lee")
    meeting_id = partnership.record(f"Present: {listed}")
    assert len(partnership.database.read(people_at, meeting_id)) == 2


def test_an_initial_that_two_people_have_is_kept_as_written(partnership: Partnership) -> None:
    for name in ("Kev Marsh", "Kate Marsh"):
        partnership.database.do("Add", add_person, name)
    meeting_id = partnership.record("Present: K Marsh")
    assert partnership.database.read(people_at, meeting_id) == frozenset()
    assert len(partnership.database.read(list_people)) == 2
