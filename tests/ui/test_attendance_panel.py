"""The attendance list, kept without a mouse."""

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from sop_minutes.commands.attendance import set_attendance
from sop_minutes.commands.organisations import add_organisation, add_seat, fill_seat
from sop_minutes.commands.people import add_person
from sop_minutes.storage.tables import Group
from tests.conftest import Partnership, approve
from tests.ui.desk import Desk, Key, Mod


@pytest.fixture
def shown(desk: Desk, partnership: Partnership) -> Desk:
    do = partnership.database.do
    for organisation, role, *names in (
        ("City Council", "member", "Sarah Carter", "Dee Fox"),
        ("Fire Service", "chair", "Ben Okafor"),
    ):
        of = do("Add", add_organisation, organisation)
        seat = do("Add", add_seat, group_id=partnership.group_id, organisation_id=of, role=role)
        for number, name in enumerate(names):
            person = do("Add", add_person, name, organisation_id=of)
            do("Fill", fill_seat, seat, person_id=person, deputy=number > 0)
    desk.open("# Prevent\nAction: @SC to ring")
    desk.page.show_attendance()
    return desk


def test_initials_and_space_say_how_it_stands_with_someone(shown: Desk) -> None:
    for status, header in (("present", "Present"), ("apologies", "Apologies"), ("absent", "Absent")):
        if status == "present":
            shown.type("sc")
        shown.press(Key.Key_Space)
        assert f"{header}: Sarah Carter\n" in shown.kept()
        assert f"Sarah Carter: {status}" in shown.said
    shown.press(Key.Key_Space)
    assert "Substitutes: Sarah Carter\n" in shown.kept()
    shown.press(Key.Key_Space)
    assert "Present: Sarah Carter\n" in shown.kept()


def test_whoever_is_chosen_of_two_with_the_same_initials_stays_chosen(shown: Desk) -> None:
    shown.type("+Sam Cole")
    shown.press(Key.Key_Return)
    shown.type("sc")
    shown.press(Key.Key_Down)
    shown.press(Key.Key_Space)
    assert "Apologies: Sam Cole\n" in shown.kept()
    shown.press(Key.Key_Space)
    assert "Absent: Sam Cole\n" in shown.kept()
    assert "Sarah Carter" not in shown.kept()
    shown.type("sc")
    shown.press(Key.Key_Space)
    assert "Present: Sarah Carter\n" in shown.kept()


def test_what_a_colleague_writes_meanwhile_chooses_nobody_else(shown: Desk) -> None:
    shown.type("+Sam Cole")
    shown.press(Key.Key_Return)
    shown.type("sc")
    shown.press(Key.Key_Down)
    here = shown.partnership.database
    here.do("Attendance", set_attendance, shown.meeting_id, name="Ben Okafor", status="apologies")
    assert shown.wait_until(lambda: "1 apology" in shown.page.attendance.counts.text())
    shown.type(" 10:40")
    shown.press(Key.Key_Return)
    assert "Present: Sam Cole (from 10:40)\n" in shown.kept()
    assert "Sarah Carter" not in shown.kept()


def test_whoever_has_the_chairs_seat_is_in_the_chair(shown: Desk) -> None:
    shown.type("ok")
    shown.press(Key.Key_Space)
    assert "Present: Ben Okafor (chair)\n" in shown.kept()


def test_a_substitute_is_asked_for_whom(shown: Desk) -> None:
    shown.type("Jo March")
    shown.press(Key.Key_Return)
    for _ in range(3):
        shown.press(Key.Key_Space)
    shown.type("bo")
    shown.press(Key.Key_Return)
    assert "Substitutes: Jo March for Ben Okafor\n" in shown.kept()
    assert "Apologies: Ben Okafor\n" in shown.kept()


def test_a_member_may_be_said_to_have_sent_someone(shown: Desk) -> None:
    shown.type("bo")
    for _ in range(4):
        shown.press(Key.Key_Space)
    shown.type("by Cy Dunn")
    shown.press(Key.Key_Return)
    assert "Substitutes: Cy Dunn for Ben Okafor\n" in shown.kept()


def test_a_deputy_comes_for_whose_seat_it_is(shown: Desk) -> None:
    shown.type("df")
    shown.press(Key.Key_Space)
    assert "Substitutes: Dee Fox for Sarah Carter\n" in shown.kept()


def test_enter_adds_a_name_that_is_not_known_even_one_that_begins_like_another(shown: Desk) -> None:
    shown.type("Jo March")
    shown.press(Key.Key_Return)
    shown.type("+Sarah Lowe")
    shown.press(Key.Key_Return)
    assert "Present: Jo March, Sarah Lowe\n" in shown.kept()


def test_times_and_what_stands_in_brackets_are_typed(shown: Desk) -> None:
    shown.type("sc")
    shown.press(Key.Key_Return)
    shown.type("10:40")
    shown.press(Key.Key_Return)
    shown.type("-11:15")
    shown.press(Key.Key_Return)
    assert "Present: Sarah Carter (from 10:40, until 11:15)\n" in shown.kept()
    shown.type("(vice-chair)")
    shown.press(Key.Key_Return)
    assert "Present: Sarah Carter (vice-chair, from 10:40, until 11:15)\n" in shown.kept()
    shown.type("(in attendance)")
    shown.press(Key.Key_Return)
    assert "In attendance: Sarah Carter (vice-chair" in shown.kept()


def test_delete_takes_a_name_off_and_undo_brings_it_back(shown: Desk) -> None:
    shown.type("sc")
    shown.press(Key.Key_Space)
    shown.press(Key.Key_Escape)
    shown.press(Key.Key_Delete)
    assert "Present" not in shown.kept()
    shown.press(Key.Key_Z, Mod.ControlModifier)
    assert "Present: Sarah Carter\n" in shown.kept()


def test_who_is_there_is_known_on_the_page_at_once_and_escape_leads_back(shown: Desk) -> None:
    def names() -> str:
        found = shown.page.findChild(QLabel, "attendance-counts")
        assert found is not None
        return found.text()

    assert "0 here" in names()
    shown.type("sc")
    shown.press(Key.Key_Space)
    assert "1 here" in names()
    facts = shown.page.facts
    assert facts is not None
    assert len(facts.here) == 1
    shown.press(Key.Key_Escape)
    shown.press(Key.Key_Escape)
    assert shown.focus() is shown.page.editor
    assert not shown.page.attendance.isVisible()


def test_a_quorum_is_said_in_words(shown: Desk) -> None:
    def need(session: object) -> None:
        session.get_one(Group, shown.partnership.group_id).quorum = 2  # type: ignore[attr-defined]

    shown.partnership.database.do("Quorum", need)
    shown.page.refresh()
    shown.page.show_attendance()
    words = shown.page.findChild(QLabel, "quorum")
    assert words is not None
    assert words.text() == "Not quorate, 2 more needed"
    for initials in ("sc", "bo"):
        shown.type(initials)
        shown.press(Key.Key_Space)
    assert words.text() == "Quorate"


def test_approved_minutes_say_why_not(shown: Desk) -> None:

    approve(shown.partnership.database, shown.meeting_id)
    shown.type("sc")
    shown.press(Key.Key_Space)
    assert any("approved" in words for words in shown.messages)


def test_someone_whose_name_holds_brackets_is_marked_all_the_same(shown: Desk) -> None:
    do = shown.partnership.database.do
    person = do("Add", add_person, "Paul Riley (OPCC)")
    seat = do("Add", add_seat, group_id=shown.partnership.group_id)
    do("Fill", fill_seat, seat, person_id=person)
    shown.page.attendance.refresh()
    for header in ("Present", "Apologies"):
        if header == "Present":
            shown.type("riley")
        shown.press(Key.Key_Space)
        assert f"{header}: Paul Riley\n" in shown.kept()
    assert shown.messages == []


def test_one_apology_is_one_and_the_chair_stands_first(shown: Desk) -> None:
    shown.type("sc")
    shown.press(Key.Key_Space)
    shown.type("Cy Dunn")
    shown.press(Key.Key_Return)
    shown.press(Key.Key_Space)
    shown.type("ok")
    shown.press(Key.Key_Space)
    counts = shown.page.attendance.findChild(QLabel, "attendance-counts")
    assert isinstance(counts, QLabel)
    assert "1 apology" in counts.text()
    assert (
        shown.page.outline.findChild(QWidget, "names").accessibleDescription().startswith("Ben Okafor, chair")
    )  # type: ignore[union-attr]
