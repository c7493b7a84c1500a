"""What is said of actions in the register: of one, or of all that are chosen."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from sop_minutes.commands.organisations import add_organisation
from sop_minutes.domain.register import View
from sop_minutes.domain.sheets import PersonRow
from sop_minutes.domain.words import ActionStatus, Audience
from sop_minutes.queries.names import person_called
from sop_minutes.ui.actions.whoami import names_apart
from sop_minutes.ui.chooser import Chooser
from sop_minutes.ui.workspace import Workspace
from tests.conftest import Partnership
from tests.ui.register.working import Key, Mod, Register


def test_several_are_chosen_with_space_and_done_at_once_and_taken_back_at_once(register: Register) -> None:
    register.press(Key.Key_Space)
    register.press(Key.Key_Down)
    register.press(Key.Key_Down)
    register.press(Key.Key_Space)
    assert register.chosen() == ["1", "3"]
    register.press(Key.Key_D)
    register.type("told so")
    register.press(Key.Key_Return)
    assert register.still_open() == ["2", "4"]
    assert register.refs() == ["2", "4"]
    register.workspace.undo()
    assert register.still_open() == ["1", "2", "3", "4"]
    assert register.refs() == ["1", "2", "3", "4"]


def test_the_next_row_is_chosen_when_one_has_gone(register: Register) -> None:
    register.press(Key.Key_Down)
    register.press(Key.Key_D)
    register.press(Key.Key_Return)
    assert register.refs() == ["1", "3", "4"]
    assert register.chosen() == ["3"]
    assert register.page.table.hasFocus()


@pytest.mark.parametrize(
    ("key", "text", "column", "shown"),
    [
        (Key.Key_X, "31 March", 3, "31 March 2018"),
        (Key.Key_O, "Bo Ray, TVP", 2, "Bo Ray, TVP"),
    ],
)
def test_what_is_said_of_one_is_said_of_all_that_are_chosen(
    register: Register, key: Qt.Key, text: str, column: int, shown: str
) -> None:
    register.press(Key.Key_A, Mod.ControlModifier)
    register.press(key)
    register.type(text)
    register.press(Key.Key_Return)
    assert register.page.ask.complaint.text() == ""
    assert register.cells(column) == [shown] * 4


def test_a_date_that_cannot_be_read_is_refused_and_asked_again(register: Register) -> None:
    register.press(Key.Key_X)
    register.type("when it suits")
    register.press(Key.Key_Return)
    assert "not a date" in register.page.ask.complaint.text()
    assert register.page.ask.isVisible()
    register.press(Key.Key_Escape)
    assert register.page.table.hasFocus()


def test_i_asks_who_one_is_by_some_letters(register: Register) -> None:
    register.page.choose(View.MINE)
    QTest.keyClick(register.page.table, Qt.Key.Key_I)
    chooser = register.page.findChild(Chooser, "whoami")
    assert chooser is not None
    QTest.keyClicks(chooser.line, "ray")
    QTest.keyClick(chooser.line, Qt.Key.Key_Return)
    assert register.page.wanted.me == register.workspace.read(person_called, "Bo Ray")
    assert register.refs() == ["2"]


@pytest.mark.parametrize("width", [1400, 1000])
def test_a_verb_is_asked_in_the_middle_of_the_action_that_was_just_gone_to(
    register: Register, width: int
) -> None:
    register.page.resize(width, 800)
    register.press(Key.Key_Down)
    register.press(Key.Key_M)
    assert register.page.ask.line.isVisible()
    assert register.page.ask.line.hasFocus()
    register.type("17/4")
    register.page.settle()
    assert register.page.ask.line.text() == "17/4"
    assert register.page.ask.understood.text() == "CG 17/4: the leaflet would be reviewed"
    register.press(Key.Key_Return)
    assert register.still_open() == ["1", "3", "4"]
    assert register.page.table.hasFocus()


def test_what_is_kept_from_others_is_so_from_the_table_too(register: Register) -> None:
    register.press(Key.Key_A, Mod.ControlModifier)
    register.press(Key.Key_N)
    register.type("Restricted: the family moved")
    register.press(Key.Key_Return)
    partnership = register.partnership
    assert {row.last_note for row in partnership.actions()} == {"the family moved"}
    assert {row.last_note for row in partnership.actions(audience=Audience.MEMBERS)} == {""}


def test_escalate_is_said_of_all_that_are_chosen(register: Register) -> None:
    register.press(Key.Key_A, Mod.ControlModifier)
    register.press(Key.Key_E)
    register.type("safer")
    register.press(Key.Key_Return)
    notes = [row.last_note for row in register.partnership.actions()]
    assert notes == ["escalated to Safer Oxfordshire Partnership"] * 4
    assert register.said[-1] == "4 actions escalated. Ctrl+Z takes it back"


def test_those_chosen_are_let_go_when_something_was_said_of_them(register: Register) -> None:
    register.press(Key.Key_Space)
    register.press(Key.Key_Down)
    register.press(Key.Key_Space)
    register.press(Key.Key_X)
    register.type("30 March 2018")
    register.press(Key.Key_Return)
    assert register.refs() == ["3", "1", "2", "4"]
    assert register.chosen() == ["2"]
    assert register.page.many.text() == ""


def test_an_action_may_be_confirmed_only_once_that_was_asked(register: Register) -> None:
    register.press(Key.Key_F)
    assert register.still_open() == ["1", "2", "3", "4"]
    assert register.page.ask.is_open
    register.press(Key.Key_Return)
    assert register.partnership.action("CG 17/1").status is ActionStatus.CONFIRMED


def test_an_owner_may_be_kept_as_typed_though_others_are_called_alike(register: Register) -> None:
    register.press(Key.Key_O)
    register.type("Ann Leer")
    choices = register.page.ask.choices
    assert choices.item(0).text() == "Ann Lee"
    assert choices.currentRow() == -1
    assert "“Ann Leer”" in register.page.ask.understood.text()
    register.press(Key.Key_Down)
    assert choices.currentRow() == 0
    assert not register.page.ask.understood.isVisible()
    register.press(Key.Key_Up)
    register.press(Key.Key_Return)
    assert register.partnership.action("CG 17/1").owners == ("Ann Leer",)


def test_an_owner_that_begins_so_is_meant_unless_it_is_gone_back_from(register: Register) -> None:
    for keys, owner in (([], "Bo Ray"), ([Key.Key_Down], "Bo Ray"), ([Key.Key_Up], "Bo R")):
        register.press(Key.Key_O)
        register.type("Bo R")
        for key in keys:
            register.press(key)
        register.press(Key.Key_Return)
        assert register.partnership.action("CG 17/1").owners == (owner,)


def test_an_owner_with_a_comma_is_one(register: Register) -> None:
    trust = "Housing, Health and Care Trust"
    register.partnership.database.do("Add", add_organisation, trust)
    for typed in ("Ann Lee, Hous", "Ann Lee, Housing, Hea"):
        register.press(Key.Key_O)
        register.type(typed)
        assert register.page.ask.choices.currentItem().text() == f"Ann Lee, {trust}"
        register.press(Key.Key_Return)
        assert register.partnership.action("CG 17/1").owners == ("Ann Lee", trust)


def test_namesakes_are_told_apart() -> None:
    about = [("TVP", ""), ("", "Clerk"), ("", ""), ("", "")]
    people = [PersonRow(n, "Jo Smith", "", org, role, "") for n, (org, role) in enumerate(about)]
    assert names_apart([*people, PersonRow(9, "Ann Lee", "", "TVP", "", "")]) == {
        "Jo Smith (TVP)": 0,
        "Jo Smith (Clerk)": 1,
        "Jo Smith": 2,
        "Jo Smith – 2": 3,
        "Ann Lee": 9,
    }


def test_by_owner_an_action_is_chosen_once_where_it_stands_twice(
    partnership: Partnership, workspace: Workspace
) -> None:
    partnership.record("# Prevent\nAction: @Ann Lee and @Bo Ray to write\nAction: @Bo Ray to ring")
    register = Register(partnership, workspace)
    register.press(Key.Key_G)
    register.trigger("group-by", "Owner")
    assert register.refs() == ["-", "1", "-", "1", "2"]
    assert [register.page.model.heading(row) for row in (0, 2)] == ["Ann Lee   1", "Bo Ray   2"]
    assert register.page.status()[0] == "2 rows of 2"
    assert len(register.page.listed()) == 2
    register.page.table.selectAll()
    assert register.chosen() == ["1", "2"]
    register.page.table.choose([], None, 3)
    register.page.refresh()
    assert register.page.table.currentIndex().row() == 3, "it stays where it was gone to"
    assert [index.row() for index in register.page.table.selectionModel().selectedRows()] == [3]
    register.leave()
