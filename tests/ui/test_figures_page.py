"""The reports page: numbers, charts, and the table behind each."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QFont, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableWidget, QWidget

from sop_minutes.commands.actions import close_action
from sop_minutes.commands.groups import add_group
from sop_minutes.domain.charts import Shape, Words
from sop_minutes.ui.figures.chart import ChartCard
from sop_minutes.ui.figures.page import FiguresPage
from sop_minutes.ui.figures.painting import marks_of
from sop_minutes.ui.figures.sparkline import Sparkline
from sop_minutes.ui.theme import DARK, LIGHT, Theme
from sop_minutes.ui.workspace import Workspace
from tests.conftest import Partnership
from tests.ui.test_accessibility import STRONG
from tests.ui.windows import focusable, round_by_keys, spoken

TODAY = date(2018, 3, 20)
NOTE = """Date: {day}
# Prevent
Action: @Ann Lee to write to the schools by 1 December 2017
Action: @Bo Ray to report by 10 January 2018
"""


@pytest.fixture
def page(workspace: Workspace, partnership: Partnership) -> Iterator[FiguresPage]:
    partnership.hold(date(2017, 7, 12), date(2017, 9, 13), date(2017, 10, 18))
    partnership.record(NOTE.format(day="15 November 2017"))
    partnership.record("Date: 14 March 2018\n# Prevent\nAction: @Ann Lee to ring by 1 April")
    found = FiguresPage(workspace, LIGHT, TODAY)
    found.resize(1300, 900)
    found.refresh()
    found.settle()
    found.show()
    found.activateWindow()
    QTest.qWaitForWindowActive(found)
    yield found
    found.close()
    found.deleteLater()


def _cells(table: QTableWidget) -> list[list[str]]:
    rows, columns = range(table.rowCount()), range(table.columnCount())
    return [[_cell(table, row, column) for column in columns] for row in rows]


def _cell(table: QTableWidget, row: int, column: int) -> str:
    item = table.item(row, column)
    assert item is not None
    return item.text()


def _card(page: FiguresPage, name: str) -> ChartCard:
    return next(card for card in page.cards if card.picture.chart.name == name)


def test_the_numbers_are_those_of_the_register(page: FiguresPage) -> None:
    shown = (page.outstanding, page.overdue, page.soon, page.on_time)
    assert [number.value.text() for number in shown] == ["3", "2", "0", "0%"]
    assert page.on_time.accessibleName() == "0% closed on time, last 4 meetings"


def test_t_turns_a_picture_into_its_table_and_back(page: FiguresPage) -> None:
    card = _card(page, "outstanding")
    card.picture.setFocus()
    QTest.keyClick(card.picture, Qt.Key.Key_T)
    assert card.table.isVisible()
    assert card.table.hasFocus()
    assert _cells(card.table) == [list(row) for row in card.picture.chart.rows]
    assert _cells(card.table)[-1] == ["20 March 2018", "3"]
    QTest.keyClick(card.table, Qt.Key.Key_T)
    assert card.picture.isVisible()
    assert card.picture.hasFocus()


@pytest.mark.parametrize("points", [9, 13, 18])
def test_every_number_in_a_picture_stands_in_its_table(page: FiguresPage, points: int) -> None:
    for card in page.cards:
        font = QFont(card.font())
        font.setPointSizeF(points)
        marks = marks_of(card.picture.chart, 500, 260 * points / 9, font)
        numbers = {mark.text for mark in marks if isinstance(mark, Words) and mark.strong}
        assert numbers
        assert numbers <= {cell for row in _cells(card.table) for cell in row}


def test_what_happens_is_shown_when_the_page_is_looked_at_again(
    page: FiguresPage, partnership: Partnership
) -> None:
    partnership.database.do("Close", close_action, partnership.action("CG 17/1").id, on=date(2018, 3, 15))
    page.refresh()
    page.settle()
    assert page.outstanding.value.text() == "2"
    assert _cells(_card(page, "outstanding").table)[-1] == ["20 March 2018", "2"]


def test_the_figures_are_of_the_chosen_group(page: FiguresPage, partnership: Partnership) -> None:
    other = partnership.database.do("Add", add_group, "Board", code="BO")
    page.show_group(other)
    page.settle()
    assert page.outstanding.value.text() == "0"
    assert page.longest.text() == "Nothing is outstanding."
    page.show_group(partnership.group_id)
    page.settle()
    assert page.outstanding.value.text() == "3"
    page.show_group(None)
    page.settle()
    assert page.outstanding.value.text() == "3"


def test_a_line_says_who_alone_may_see_the_action(page: FiguresPage, partnership: Partnership) -> None:
    partnership.record(
        "Date: 15 March 2018\n# Case\nRestricted: Action: @Ann Lee to ring the witness by 1 May"
    )
    page.refresh()
    page.settle()
    first, *others = page.newest.text().splitlines()
    assert first == "CG 18/2  Ring the witness · Ann Lee · due 1 May · restricted"
    assert not any("restricted" in line for line in others)


def test_a_screen_reader_is_told_what_each_picture_shows(page: FiguresPage) -> None:
    picture = _card(page, "load").picture
    interface = QAccessible.queryAccessibleInterface(picture)
    assert interface is not None
    assert interface.text(QAccessible.Text.Name) == "Load by organisation"
    assert interface.text(QAccessible.Text.Description) == picture.chart.summary


@pytest.mark.parametrize("tables", [False, True])
def test_everything_has_a_name_and_is_reached_by_keys(page: FiguresPage, *, tables: bool) -> None:
    if tables:
        for card in page.cards:
            card.turn()
    wanted = list(focusable(page))
    assert len(wanted) == 8
    assert [w.objectName() for w in wanted if not spoken(w)[0].strip() or not w.objectName()] == []
    assert spoken(wanted[0])[1] not in {QAccessible.Role.NoRole, QAccessible.Role.Client}
    stops = round_by_keys(wanted[0])
    assert [widget.objectName() for widget in wanted if widget not in stops] == []


@pytest.mark.parametrize("theme", [LIGHT, DARK, STRONG])
def test_the_focus_is_seen_on_a_picture(page: FiguresPage, theme: Theme) -> None:
    page.set_theme(theme)
    picture = _card(page, "slippage").picture
    picture.setFocus()
    on = _picture(page, picture)
    picture.clearFocus()
    assert on != _picture(page, picture)


def _picture(root: QWidget, widget: QWidget) -> QImage:
    QApplication.processEvents()
    return root.grab(QRect(widget.mapTo(root, QPoint(0, 0)), widget.size())).toImage()


@pytest.mark.parametrize("theme", [LIGHT, DARK, STRONG])
def test_parts_are_told_apart_without_colour(page: FiguresPage, theme: Theme) -> None:
    page.set_theme(theme)
    card = _card(page, "on-time")
    assert card.picture.chart.shape is Shape.COLUMNS
    grey = _picture(page, card.picture).convertToFormat(QImage.Format.Format_Grayscale8)
    levels = {grey.pixelColor(x, y).lightness() for x in range(0, grey.width()) for y in range(14, 24)}
    assert max(levels) - min(levels) > 60, "one part is filled, the other hatched"


def test_charts_stand_one_under_the_other_where_there_is_little_room(page: FiguresPage) -> None:
    def rows() -> int:
        QApplication.processEvents()
        return len({card.y() for card in page.cards})

    assert rows() == 2
    page.resize(600, 900)
    assert rows() == 4


def test_a_sparkline_tells_its_numbers(app: QApplication) -> None:
    line = Sparkline(LIGHT)
    line.resize(120, 20)
    empty = line.grab().toImage()
    line.show_percents([None, 50, 60, None, 71])
    assert line.accessibleDescription() == "50%, 60%, 71%"
    assert line.grab().toImage() != empty


def test_on_arrival_the_first_chart_has_the_focus_and_its_keys_work(page: FiguresPage) -> None:
    page.resize(700, 400)
    page.setFocus()
    first, bar = page.cards[0], page.scroller.verticalScrollBar()
    assert QApplication.focusWidget() is first.picture
    QTest.keyClick(first.picture, Qt.Key.Key_End)
    assert bar.value() == bar.maximum() > 0
    QTest.keyClick(first.picture, Qt.Key.Key_Home)
    assert bar.value() == 0
    QTest.keyClick(first.picture, Qt.Key.Key_PageDown)
    assert bar.value() > 0
    QTest.keyClick(first.picture, Qt.Key.Key_T)
    assert first.stack.currentWidget() is first.table
    page.setFocus()
    assert QApplication.focusWidget() is first.table


def test_the_first_chart_has_the_focus_also_when_it_is_counted_only_later(
    workspace: Workspace, partnership: Partnership
) -> None:
    page = FiguresPage(workspace, LIGHT, TODAY)
    page.show()
    page.activateWindow()
    QTest.qWaitForWindowActive(page)
    page.setFocus()
    assert QApplication.focusWidget() is page
    page.refresh()
    page.settle()
    assert QApplication.focusWidget() is page.cards[0].picture
    page.close()
    page.deleteLater()
