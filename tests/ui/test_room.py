"""A window that is narrow, or larger than the screen."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from sop_minutes.app import App
from sop_minutes.commands.groups import rename_group
from sop_minutes.settings import Settings, save_settings
from sop_minutes.storage.database import Database
from sop_minutes.ui.shell import Shell
from sop_minutes.ui.window import MainWindow
from tests.ui.windows import make_file, open_shell, pages_of, press, wait_until

Key, Mod = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def shell(app: QApplication, tmp_path: Path) -> Iterator[Shell]:
    path = make_file(tmp_path / "x.sopm")
    with Database.open(path) as database:
        name = "The Very Long-Winded Co-ordination and Co-operation Group of the Whole County"
        database.do("Rename", rename_group, 1, name=name)
    shell = open_shell(path)
    shell.window.resize(1024, 700)
    QApplication.processEvents()
    yield shell
    shell.close()
    shell.window.close()


def _go_to_the_first_item(shell: Shell) -> QWidget:
    """Go to the item that has an open action, and return the column that shows it."""
    assert shell.pages is not None
    shell.pages.open_meeting(2)
    record = shell.pages.record
    record.editor.place(0)
    record.around.refresh()
    return record.beside


def test_f6_reaches_what_lies_beside_where_there_is_no_room_for_it(shell: Shell) -> None:
    beside = _go_to_the_first_item(shell)
    assert not beside.isVisible()
    press(Key.Key_F6)
    assert beside.isVisible()
    focused = QApplication.focusWidget()
    assert focused is not None
    assert beside.isAncestorOf(focused)
    seen = 0
    while QApplication.focusWidget().objectName() != "agenda":  # type: ignore[union-attr]
        press(Key.Key_F6)
        seen += 1
        assert seen < 10
    assert not beside.isVisible()


@pytest.mark.parametrize("width", [1000, 760, 640])
def test_f6_brings_up_what_lies_beside_the_register_and_puts_it_away_again(shell: Shell, width: int) -> None:
    pages = pages_of(shell)
    pages.show_actions()
    shell.window.resize(width, 700)
    pages.actions.settle()
    sides, table, panel = pages.actions.sides, pages.actions.table, pages.actions.panel
    usual = sides.isVisible()
    assert not panel.isVisible()
    assert usual == (width == 1000)
    press(Key.Key_F6)
    assert QApplication.focusWidget() is panel
    assert panel.isVisible()
    assert not sides.isVisible()
    assert shell.window.width() == width
    press(Key.Key_Escape)
    wait_until(lambda: not panel.isVisible() and sides.isVisible() == usual)
    assert table.hasFocus()
    press(Key.Key_F6, Mod.ShiftModifier)
    assert sides.hasFocus()
    assert shell.window.width() == width
    press(Key.Key_Down)
    press(Key.Key_Return)
    assert table.hasFocus()
    assert pages.actions.title.text() == "Overdue"
    wait_until(lambda: sides.isVisible() == usual)


def test_what_is_said_beside_the_register_leaves_it_there(shell: Shell) -> None:
    pages = pages_of(shell)
    pages.show_actions()
    shell.window.resize(1000, 700)
    pages.actions.settle()
    panel = pages.actions.panel
    press(Key.Key_F6)
    press(Key.Key_N)
    QTest.keyClicks(panel.ask.line, "rang")
    press(Key.Key_Return)
    pages.actions.settle()
    QApplication.processEvents()
    assert panel.isVisible()
    assert panel.hasFocus()
    pages.actions.filter.setFocus()
    wait_until(lambda: not panel.isVisible())


def test_what_waits_there_is_counted_and_leads_there(shell: Shell) -> None:
    beside = _go_to_the_first_item(shell)
    pill = shell.window.findChild(QPushButton, "waiting")
    assert pill is not None
    assert (pill.isVisible(), pill.text()) == (True, "1 open ›")
    pill.click()
    assert beside.isVisible()
    assert not pill.isVisible()
    press(Key.Key_Escape)
    assert pill.isVisible()
    shell.window.resize(1440, 700)
    QApplication.processEvents()
    assert not pill.isVisible()


def test_a_column_with_nothing_in_it_is_reached_and_shows_the_focus(shell: Shell) -> None:
    shell.window.resize(1440, 700)
    assert shell.pages is not None
    shell.pages.open_meeting(1)
    beside = shell.pages.record.beside
    shell.pages.record.around.refresh()
    QApplication.processEvents()
    assert beside.cards == []
    before = beside.grab().toImage()
    press(Key.Key_F6)
    assert QApplication.focusWidget() is beside
    assert beside.grab().toImage() != before
    press(Key.Key_Escape)
    assert QApplication.focusWidget().objectName() == "note"  # type: ignore[union-attr]


@pytest.mark.parametrize("page", [0, 1, 2, 3, 4])
def test_every_page_fits_a_width_of_640(shell: Shell, page: int) -> None:
    shell.window.resize(640, 480)
    shell.turn_to(page)
    QApplication.processEvents()
    assert shell.window.width() == 640
    group = shell.window.bar.group
    assert "…" in group.text()
    assert group.accessibleDescription().endswith("the Whole County")
    for button in shell.window.findChildren(QPushButton):
        if button.isVisible():
            at = button.mapTo(shell.window, button.rect().topRight())
            assert at.x() < 640, button.objectName()


def test_the_window_is_no_larger_than_the_screen(app: QApplication) -> None:
    window = MainWindow()
    assert QApplication.primaryScreen().availableGeometry().contains(window.geometry())
    window.deleteLater()


def test_a_window_that_was_on_a_screen_that_is_gone_comes_back(app: QApplication, tmp_path: Path) -> None:
    left = MainWindow()
    left.setGeometry(5000, 4000, 1900, 1200)
    geometry = bytes(left.saveGeometry().toBase64().data()).decode()
    left.deleteLater()
    save_settings(tmp_path / "settings.json", Settings(geometry=geometry))
    opened = App(None, tmp_path / "settings.json")
    assert QApplication.primaryScreen().availableGeometry().contains(opened.window.geometry())
    opened.window.move(5000, 4000)
    app.screenRemoved.emit(QApplication.primaryScreen())
    assert QApplication.primaryScreen().availableGeometry().contains(opened.window.geometry())
    opened.show()
    wait_until(opened.window.isVisible)
    opened.window.close()
