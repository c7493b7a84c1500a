"""The register, worked from the keyboard."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from math import ceil
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu

from sop_minutes.commands.actions import close_action, extend_action, update_action
from sop_minutes.commands.groups import add_group
from sop_minutes.commands.organisations import add_organisation
from sop_minutes.domain.actions import is_open
from sop_minutes.domain.register import Column, Facet, FacetKind, View
from sop_minutes.domain.sheets import PersonRow
from sop_minutes.domain.words import ActionStatus, Audience
from sop_minutes.queries.names import person_called
from sop_minutes.storage.database import Database
from sop_minutes.ui.actions.drawing import due_in
from sop_minutes.ui.actions.page import ActionsPage
from sop_minutes.ui.actions.whoami import names_apart
from sop_minutes.ui.chips import Chip, ChipPainter
from sop_minutes.ui.chooser import Chooser
from sop_minutes.ui.theme import DARK, LIGHT
from sop_minutes.ui.workspace import Workspace
from tests.conftest import Partnership
from tests.ui.gate import Gate
from tests.ui.windows import wait_until

Key, Mod = Qt.Key, Qt.KeyboardModifier
TODAY = date(2017, 11, 20)
NOTE = """Present: Ann Lee (TVP), Bo Ray
# Prevent
Action: @Ann Lee to write to the schools by 17 November
Action: @Bo Ray to draft a plan by 30 November
# FGM
Action: @Ann Lee to ask the clinics by 15 January
Action: the leaflet would be reviewed
"""


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """A file, not one in memory: what is counted is read by a connection of its own."""
    with Database.open(tmp_path / "register.sopm", who="tester") as opened:
        yield opened


class Register:
    def __init__(self, partnership: Partnership, workspace: Workspace) -> None:
        self.partnership = partnership
        self.workspace = workspace
        self.page = ActionsPage(workspace, LIGHT, TODAY)
        self.failed: list[str] = []
        self.said: list[str] = []
        self.page.failed.connect(self.failed.append)
        self.page.said.connect(self.said.append)
        self.page.resize(1400, 800)
        self.page.show()
        self.page.activateWindow()
        QTest.qWaitForWindowActive(self.page)
        self.page.table.setFocus()
        self.page.settle()

    def press(self, key: Qt.Key, mods: Qt.KeyboardModifier = Mod.NoModifier) -> None:
        QTest.keyClick(self.page.focusWidget() or self.page.table, key, mods)

    def type(self, text: str) -> None:
        QTest.keyClicks(self.page.focusWidget(), text)

    def refs(self) -> list[str]:
        self.page.settle()
        model = self.page.model
        rows = [model.action(row) for row in range(model.rowCount())]
        return [row.action.ref.removeprefix("CG 17/") if row else "-" for row in rows]

    def chosen(self) -> list[str]:
        return [self.partnership.action(f"CG 17/{id_}").ref[-1] for id_ in self.page.table.chosen_ids()]

    def cells(self, column: int) -> list[str]:
        model = self.page.model
        return [model.index(row, column).data() for row in range(model.rowCount())]

    def still_open(self) -> list[str]:
        rows = self.partnership.actions(statuses=tuple(ActionStatus))
        return sorted(row.ref[-1] for row in rows if is_open(row.status))

    def facets(self) -> set[str]:
        sides = self.page.sides
        shown = [sides.item(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(sides.count())]
        return {words for words in shown if words and words.startswith("BY OWNER")}

    def hold(self) -> Gate:
        """Have nothing be counted until the gate is opened."""
        gate = Gate()
        self.workspace.ask(lambda _found: None, gate.query)
        assert gate.reached.wait(60)
        return gate

    def menu(self, name: str) -> QMenu:
        found = [menu for menu in self.page.findChildren(QMenu, name) if menu.isVisible()]
        return found[0]

    def trigger(self, name: str, label: str) -> None:
        menu = self.menu(name)
        next(action for action in menu.actions() if action.text() == label).trigger()
        menu.close()


@pytest.fixture
def register(partnership: Partnership, workspace: Workspace) -> Iterator[Register]:
    partnership.record(NOTE)
    register = Register(partnership, workspace)
    yield register
    register.page.deleteLater()
    QApplication.sendPostedEvents(register.page, QEvent.Type.DeferredDelete)


def test_views_and_facets_narrow_and_show_their_counts(register: Register) -> None:
    sides = register.page.sides
    shown = {sides.item(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(sides.count())}
    assert {"REVIEW: Outstanding, 4", "REVIEW: Overdue, 1", "REVIEW: No owner, 1"} <= shown
    assert {"BY OWNER: Ann Lee, 2", "BY TOPIC: FGM, 2", "BY GROUP: Co-ordination Group, 4"} <= shown
    assert register.refs() == ["1", "2", "3", "4"]
    sides.setFocus()
    register.press(Key.Key_Down)
    assert register.refs() == ["1", "2", "3", "4"], "it is gone past, not chosen"
    register.press(Key.Key_Space)
    assert register.refs() == ["1"]
    assert sides.hasFocus()
    assert register.page.title.text() == "Overdue"
    register.page.choose(View.OUTSTANDING)
    person = register.workspace.read(person_called, "Ann Lee")
    register.page.choose(Facet(FacetKind.OWNER, f"person {person}"))
    assert register.refs() == ["1", "3"]
    assert register.page.title.text() == "Outstanding actions · Ann Lee"
    assert register.page.status()[0] == "2 rows of 4"


def test_the_filter_narrows_as_one_types_and_escape_shows_all_again(register: Register) -> None:
    register.press(Key.Key_Slash)
    register.type("@ann schools")
    assert register.refs() == ["1"]
    register.press(Key.Key_Escape)
    assert register.refs() == ["1", "2", "3", "4"]
    register.type("nothing like it")
    assert register.refs() == []
    assert "Escape" in register.page.table.empty.text()
    assert register.page.table.empty.isVisible()
    register.press(Key.Key_Escape)
    register.press(Key.Key_Return)
    assert register.page.table.hasFocus()


def test_a_due_date_that_is_not_read_is_said_beside_the_filter(register: Register) -> None:
    register.press(Key.Key_Slash)
    register.type("due:whenever schools")
    assert register.refs() == ["1"]
    assert register.page.unread.text() == "“whenever” is no date"
    assert register.page.unread.isVisible()
    register.press(Key.Key_Escape)
    assert register.page.unread.text() == ""


def test_a_digit_sorts_by_that_column_and_turns_the_order_round(register: Register) -> None:
    register.press(Key.Key_2)
    assert register.cells(1)[0] == "Ask the clinics"
    register.press(Key.Key_2)
    assert register.cells(1)[0] == "Write to the schools"


def test_grouping_puts_headings_that_are_not_chosen(register: Register) -> None:
    register.press(Key.Key_G)
    register.trigger("group-by", "Owner")
    assert register.refs() == ["-", "1", "3", "-", "2", "-", "4"]
    model = register.page.model
    assert [model.heading(row) for row in (0, 3, 5)] == ["Ann Lee   2", "Bo Ray   1", "No owner   1"]
    assert register.chosen() == ["1"]
    register.press(Key.Key_End, Mod.ShiftModifier)
    assert register.chosen() == ["1", "3", "2", "4"]


def test_columns_are_chosen_put_in_order_and_remembered(register: Register) -> None:
    register.press(Key.Key_V)
    register.trigger("choose-columns", "Organisation")
    register.press(Key.Key_V)
    register.trigger("choose-columns", "Status")
    register.press(Key.Key_Right, Mod.AltModifier)
    layout = register.page.arranged
    assert [column.value for column in layout.columns] == [
        "text",
        "ref",
        "owner",
        "due",
        "from",
        "organisation",
    ]
    again = ActionsPage(register.workspace, DARK, TODAY, layout=layout.written())
    assert again.model.columns == layout.columns
    again.deleteLater()


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


def test_what_happens_elsewhere_is_shown_and_what_is_chosen_stays(register: Register) -> None:
    register.press(Key.Key_Down)
    register.press(Key.Key_Down)
    database = register.partnership.database
    database.do("Close", close_action, 1, on=TODAY)
    register.workspace.look()
    assert register.refs() == ["2", "3", "4"]
    assert register.chosen() == ["3"]
    database.do("Extend", extend_action, 3, on=TODAY, due="21 November")
    register.workspace.look()
    assert register.refs() == ["3", "2", "4"]
    assert register.chosen() == ["3"]


def test_enter_goes_to_where_the_action_was_raised(register: Register) -> None:
    wanted: list[tuple[int, str]] = []
    register.page.place_wanted.connect(lambda *place: wanted.append(place))
    register.press(Key.Key_Return)
    ((_, text),) = wanted
    assert text == "@Ann Lee to write to the schools by 17 November"


def test_the_group_narrows_and_an_empty_register_says_what_to_do(register: Register) -> None:
    other = register.partnership.database.do("Add", add_group, "Other Group", code="OG")
    register.page.show_group(other)
    assert register.refs() == []
    assert "Action:" in register.page.table.empty.text()
    register.page.choose(View.MINE)
    assert register.page.table.empty.text() == "Who are you? Press I to say so, once."
    register.page.show_group(None)
    register.page.show_mine(register.workspace.read(person_called, "Bo Ray"))
    assert register.refs() == ["2"]


def test_i_asks_who_one_is_by_some_letters(register: Register) -> None:
    register.page.choose(View.MINE)
    QTest.keyClick(register.page.table, Qt.Key.Key_I)
    chooser = register.page.findChild(Chooser, "whoami")
    assert chooser is not None
    QTest.keyClicks(chooser.line, "ray")
    QTest.keyClick(chooser.line, Qt.Key.Key_Return)
    assert register.page.wanted.me == register.workspace.read(person_called, "Bo Ray")
    assert register.refs() == ["2"]


@pytest.mark.parametrize("words", ["▲ 28 Feb · 4 months late", "next meeting", "when the funding is known"])
def test_a_due_date_takes_one_line_on_its_chip_however_narrow_its_column(
    register: Register, words: str
) -> None:
    chips = ChipPainter(register.page.table.font(), LIGHT)
    wide = ceil(chips.width(Chip(words, "plain")))
    assert due_in(words, wide, chips) == (words, "")
    for room in range(40, wide):
        day, beneath = due_in(words, room, chips)
        assert chips.width(Chip(day, "plain")) < room + 1
        assert chips.metrics.horizontalAdvance(beneath) < room + 1
    if "·" in words:
        assert due_in(words, 106, chips) == ("▲ 28 Feb", "4 months late")


def test_a_due_date_that_is_cut_is_whole_in_its_tip_and_read_out(register: Register) -> None:
    model = register.page.model
    index = model.index(0, model.columns.index(Column.DUE))
    for role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
        assert "late" in index.data(role)


def test_a_due_date_is_told_apart_without_its_colour(register: Register) -> None:
    assert register.cells(3) == ["▲ 17 Nov · 3 days late", "◆ 30 November", "15 January 2018", "no date"]
    model = register.page.model
    spoken = [model.index(row, 3).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(2)]
    assert spoken == ["17 Nov · 3 days late, overdue", "30 November, due soon"]


@pytest.mark.parametrize("suffix", [".docx", ".xlsx", ".csv", ".ics"])
def test_the_rows_of_the_view_are_exported(register: Register, tmp_path: Path, suffix: str) -> None:
    register.page.choose(View.OVERDUE)
    register.page.settle()
    register.page.exporting.ask(suffix)
    dialog = register.page.findChild(QFileDialog, "export-actions")
    assert dialog is not None
    dialog.close()
    target = tmp_path / f"log{suffix}"
    register.page.exporting.write(target, Audience.RESTRICTED)
    assert register.failed == []
    assert target.stat().st_size > 0
    if suffix == ".csv":
        text = target.read_text(encoding="utf-8-sig")
        assert "schools" in text
        assert "clinics" not in text


def test_an_export_for_the_public_has_only_what_they_may_see(register: Register, tmp_path: Path) -> None:
    register.partnership.record("Date: 1 December 2017\n# Case\nRestricted: Action: ring the witness")
    register.workspace.look()
    register.page.choose(View.ALL)
    rows = {}
    for reader in Audience:
        register.page.exporting.write(tmp_path / f"{reader}.csv", reader)
        rows[reader] = (tmp_path / f"{reader}.csv").read_text(encoding="utf-8-sig").splitlines()
    assert register.failed == []
    assert len(rows[Audience.RESTRICTED]) == len(rows[Audience.PUBLIC]) + 1
    assert "witness" in "".join(rows[Audience.RESTRICTED])
    assert "witness" not in "".join(rows[Audience.PUBLIC])


def test_rows_beyond_the_first_follow_in_a_moment(register: Register) -> None:
    note = "Date: 1 December 2017\n# Many\n" + "\n".join(f"Action: do part {n}" for n in range(300))
    register.partnership.record(note)
    register.workspace.look()
    assert register.page.model.rowCount() == 100
    assert register.page.status()[0].startswith("100+ rows")
    register.page.settle()
    assert register.page.model.rowCount() == 304
    assert register.page.model.row_of(register.page.model.id_at(303) or 0) == 303


BOTH = {"BY OWNER: Ann Lee, 2", "BY OWNER: Bo Ray, 1"}
LONG_PEACE = 400
"""Milliseconds after which everything beside the rows has been asked for."""


def test_keys_change_the_rows_while_the_counting_is_held_up(register: Register) -> None:
    assert register.facets() == BOTH
    gate = register.hold()
    register.page.choose(View.OVERDUE)
    assert register.page.model.rowCount() == 1
    assert register.page.title.text() == "Overdue"
    QTest.qWait(LONG_PEACE)
    register.page.choose(View.OUTSTANDING)
    register.press(Key.Key_Slash)
    register.type("schools")
    assert register.page.model.rowCount() == 1
    register.press(Key.Key_Escape)
    register.press(Key.Key_Return)
    register.press(Key.Key_D)
    register.press(Key.Key_Return)
    assert register.still_open() == ["2", "3", "4"]
    assert register.page.model.rowCount() == 3
    QTest.qWait(LONG_PEACE)
    assert register.facets() == BOTH, "not counted again yet"
    assert register.page.status()[0] == "3 rows of 4"
    gate.opened.set()
    wait_until(lambda: register.facets() == {"BY OWNER: Ann Lee, 1", "BY OWNER: Bo Ray, 1"})
    assert register.page.status()[0] == "3 rows of 3"


def test_what_was_counted_for_a_view_that_was_left_is_not_shown(register: Register) -> None:
    first = register.hold()
    register.page.choose(View.OVERDUE)
    QTest.qWait(LONG_PEACE)
    second = Gate()
    register.workspace.ask(register.said.append, second.query)
    register.page.choose(View.NO_OWNER)
    first.opened.set()
    assert second.reached.wait(60)
    QTest.qWait(LONG_PEACE)
    assert register.facets() == BOTH
    second.opened.set()
    wait_until(lambda: register.facets() == set())


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


def test_the_panel_keeps_its_action_while_it_is_in_use(register: Register) -> None:
    register.page.choose(View.OVERDUE)
    register.page.settle()
    register.page.make_room_for(register.page.panel)
    register.page.panel.setFocus()
    register.partnership.database.do("Extend", extend_action, 1, on=TODAY, due="1 March 2018")
    register.workspace.look()
    register.page.settle()
    life = register.page.panel.life
    assert life is not None
    assert (life.row.ref, str(life.row.due.on)) == ("CG 17/1", "2018-03-01")


def test_a_cursor_far_down_stays_where_it_is_when_something_changes(register: Register) -> None:
    note = "Date: 1 December 2017\n# Many\n" + "\n".join(f"Action: do part {n}" for n in range(400))
    register.partnership.record(note)
    register.workspace.look()
    register.page.settle()
    table = register.page.table
    table.selectRow(300)
    at, chosen = table.verticalScrollBar().value(), table.current_id()
    register.partnership.database.do("Extend", extend_action, 3, on=TODAY, due="21 November")
    register.workspace.look()
    assert table.current_id() == chosen
    assert table.verticalScrollBar().value() == at > 0
    assert 300 < register.page.model.rowCount() < 404
    register.page.settle()
    assert register.page.model.rowCount() == 404


MANY = "Date: 1 December 2017\n# Many\n" + "\n".join(f"Action: do part {n}" for n in range(300))


def test_all_that_are_chosen_stay_so_when_somebody_else_writes(register: Register) -> None:
    register.partnership.record(MANY)
    register.workspace.look()
    register.page.settle()
    table = register.page.table
    register.press(Key.Key_A, Mod.ControlModifier)
    assert len(table.chosen_ids()) == 304
    register.partnership.database.do("Extend", extend_action, 3, on=TODAY, due="21 November")
    register.workspace.look()
    assert len(table.chosen_ids()) == 304


def test_what_is_chosen_stays_so_when_it_comes_to_stand_beyond_the_first(register: Register) -> None:
    register.partnership.record(MANY)
    register.workspace.look()
    register.page.settle()
    register.press(Key.Key_Space)
    register.press(Key.Key_Down)
    register.press(Key.Key_Space)
    assert register.page.table.chosen_ids() == [1, 2]
    register.partnership.database.do("Take away", update_action, 1, on=TODAY, due="")
    register.workspace.look()
    assert sorted(register.page.table.chosen_ids()) == [1, 2]


def test_the_keys_work_on_when_a_view_has_become_empty(register: Register) -> None:
    register.page.choose(View.OVERDUE)
    register.page.settle()
    register.press(Key.Key_D)
    register.press(Key.Key_Return)
    assert register.refs() == []
    assert register.page.table.hasFocus()
    register.press(Key.Key_Slash)
    assert register.page.filter.hasFocus()


def test_a_facet_is_called_by_its_name_when_nothing_of_it_is_left(register: Register) -> None:
    person = register.workspace.read(person_called, "Bo Ray")
    register.page.choose(Facet(FacetKind.OWNER, f"person {person}"))
    register.page.settle()
    register.press(Key.Key_D)
    register.press(Key.Key_Return)
    register.page.settle()
    assert register.page.title.text() == "Outstanding actions · Bo Ray"


def test_columns_that_there_is_no_room_for_are_said_under_the_action(register: Register) -> None:
    table, model = register.page.table, register.page.model
    assert not any(table.isColumnHidden(number) for number in range(6))
    register.page.resize(1204, 700)
    QApplication.processEvents()
    assert [table.isColumnHidden(number) for number in range(6)] == [False] * 4 + [True] * 2
    assert table.columnWidth(1) >= 200
    assert model.index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole) == (
        "Write to the schools, Open · 15 Nov · Prevent"
    )
    register.page.resize(1400, 800)
    QApplication.processEvents()
    assert not any(table.isColumnHidden(number) for number in range(6))


def test_a_row_says_who_alone_may_see_it(register: Register) -> None:
    register.partnership.record(
        "Date: 1 December 2017\n# Case\nRestricted: Action: ring the witness\nMembers: Action: look"
    )
    register.workspace.look()
    texts = [register.page.model.index(row, 1) for row in range(register.page.model.rowCount())]
    spoken = [index.data(Qt.ItemDataRole.AccessibleTextRole) for index in texts]
    assert "Ring the witness, restricted" in spoken
    assert "Look, for members only" in spoken
    assert "Write to the schools" in spoken


def test_rows_have_their_height_again_where_a_heading_was(register: Register) -> None:
    table = register.page.table
    high = table.rowHeight(1)
    for column in (Column.OWNER, Column.DUE, None):
        register.page.rearrange(replace(register.page.arranged, grouped=column))
        for row in range(register.page.model.rowCount()):
            is_heading = bool(register.page.model.heading(row))
            assert (table.rowHeight(row) < high) == is_heading, (column, row)


def test_the_column_that_the_cursor_is_in_stays_so_and_is_moved(register: Register) -> None:
    register.press(Key.Key_Right)
    register.press(Key.Key_Right)
    register.partnership.database.do("Extend", extend_action, 3, on=TODAY, due="21 November")
    register.workspace.look()
    assert register.page.table.currentIndex().column() == 2
    register.press(Key.Key_Right, Mod.AltModifier)
    assert register.page.arranged.columns[2:4] == (Column.DUE, Column.OWNER)
    assert register.page.table.currentIndex().column() == 3


def test_the_row_that_the_cursor_is_in_stays_in_sight_when_the_order_changes(register: Register) -> None:
    register.partnership.record(MANY)
    register.workspace.look()
    register.page.settle()
    table = register.page.table
    table.selectRow(1)
    register.press(Key.Key_1)
    register.press(Key.Key_1)
    box = table.visualRect(table.currentIndex())
    assert table.current_id() == 2
    assert table.viewport().rect().contains(box.center())


def test_the_sides_are_walked_through_by_home_and_end_and_left_by_enter(register: Register) -> None:
    sides = register.page.sides
    sides.setFocus()
    register.press(Key.Key_End)
    assert sides.currentItem().text() == "Prevent"
    assert register.page.title.text() == "Outstanding actions"
    register.press(Key.Key_Home)
    assert sides.currentItem().text() == "Outstanding"
    register.press(Key.Key_Up)
    register.press(Key.Key_End)
    register.press(Key.Key_Return)
    assert register.page.table.hasFocus()
    assert register.page.title.text() == "Outstanding actions · Prevent"
    sides.setFocus()
    register.press(Key.Key_Home)
    register.press(Key.Key_Escape)
    assert sides.currentItem().text() == "Prevent"


def test_the_hints_are_of_where_the_focus_is(register: Register) -> None:
    page = register.page

    def hints() -> str:
        QApplication.processEvents()
        return page.hints.accessibleDescription()

    assert "D done" in hints()
    page.sides.setFocus()
    assert hints() == "Enter show it, Space show it and stay here, Esc back"
    page.filter.setFocus()
    assert hints().startswith("Enter to the list, @sarah owner, #prevent topic, due:may")
    page.table.setFocus()
    register.press(Key.Key_N)
    assert hints() == "Enter keep, ↑ ↓ choose, Esc drop it"
    page.panel.setFocus()
    assert "D done" not in hints()


def test_the_cards_say_where_they_count_more_than_the_rows(register: Register) -> None:
    card = register.page.cards[View.OVERDUE]
    assert card.accessibleName() == "1 overdue"
    register.page.filter.setText("schools")
    assert card.accessibleName() == "1 overdue, in all"
    assert register.page.status()[0] == "1 row of 4"
    register.page.filter.clear()
    assert card.accessibleName() == "1 overdue"


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


def test_the_table_has_the_focus_when_what_stood_in_its_place_is_left(register: Register) -> None:
    page = register.page
    for _ in range(2):  # what there is no room for goes at first, and makes room for less
        page.resize(700, 700)
        QApplication.processEvents()
    page.make_room_for(page.panel)
    page.panel.setFocus()
    QApplication.processEvents()
    assert not page.middle.isVisible()
    page.make_room_for(page.middle)
    assert page.middle.focusWidget() is page.table
    assert page.table.hasFocus()


def test_keys_that_arrange_work_on_a_tile_and_the_hints_say_which(register: Register) -> None:
    page = register.page
    tile = page.cards[View.OVERDUE]
    tile.setFocus()
    QApplication.processEvents()
    said = page.hints.accessibleDescription()
    assert said.startswith("Enter press it, 1–9 sort")
    assert "D done" not in said
    register.press(Key.Key_1)
    assert page.arranged.sort is Column.REF
    register.press(Key.Key_G)
    register.trigger("group-by", "Owner")
    assert page.arranged.grouped is Column.OWNER
    tile.setFocus()
    register.press(Key.Key_D)
    assert not page.ask.is_open, "what is chosen is not where the focus is"
    register.press(Key.Key_Return)
    assert page.wanted.view is View.OVERDUE
    register.press(Key.Key_Escape)
    assert page.table.hasFocus()
    page.export.setFocus()
    register.press(Key.Key_Slash)
    assert page.filter.hasFocus()


def test_a_name_in_the_filter_that_nobody_has_is_told(register: Register) -> None:
    page = register.page
    page.filter.setText("group:zzz")
    assert page.unread.text() == "there is no group “zzz”"
    page.filter.setText("@nobody due:whenever")
    assert page.unread.text() == "“whenever” is no date · nobody is called “nobody”"
    page.filter.setText("@ann prevent")
    assert not page.unread.isVisible()
    page.filter.setText("@ann nowhere")
    assert not page.unread.isVisible(), "she is known, and so are the words for what they are"


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
    register.page.deleteLater()


def test_a_column_that_is_chosen_has_a_place_of_its_own_and_the_text_keeps_its_lines(
    register: Register,
) -> None:
    page = register.page
    page.resize(1700, 800)
    high = page.table.rowHeight(0)
    page.resize(1240, 800)
    register.press(Key.Key_V)
    register.trigger("choose-columns", "Group")
    number = page.model.columns.index(Column.GROUP)
    assert not page.table.isColumnHidden(number)
    assert page.table.columnWidth(number) > 100
    assert page.table.isColumnHidden(page.model.columns.index(Column.FROM)), "that is said beneath"
    assert page.table.rowHeight(0) == high + page.table.fontMetrics().height()
