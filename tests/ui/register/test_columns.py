"""The columns of the register, and what stands in them."""

from dataclasses import replace
from math import ceil

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from sop_minutes.commands.actions import extend_action
from sop_minutes.domain.register import Column
from sop_minutes.ui.actions.drawing import due_in
from sop_minutes.ui.actions.page import ActionsPage
from sop_minutes.ui.chips import Chip, ChipPainter
from sop_minutes.ui.theme import DARK, LIGHT
from tests.ui.register.working import MANY, TODAY, Key, Mod, Register


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


def test_space_ticks_one_column_after_another_and_the_last_one_stays(register: Register) -> None:
    register.press(Key.Key_V)
    menu = register.menu("choose-columns")
    for _ in register.page.arranged.columns:
        QTest.keyClick(menu, Key.Key_Space)
        QTest.keyClick(menu, Key.Key_Down)
    assert menu.isVisible()
    assert any("Alt+← →" in action.text() for action in menu.actions())
    for action in menu.actions()[:-2]:
        if action.isChecked():
            action.trigger()
    assert len(register.page.arranged.columns) == 1
    assert sum(action.isChecked() for action in menu.actions()) == 1
    menu.close()
