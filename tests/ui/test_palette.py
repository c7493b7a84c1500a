"""The palette never stays over what has the focus."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from sop_minutes.ui.shell import Shell
from tests.ui.windows import pages_of, press, wait_until

Key, Mod = Qt.Key, Qt.KeyboardModifier


@pytest.mark.parametrize("key", [Key.Key_1, Key.Key_2, Key.Key_3, Key.Key_4])
def test_turning_to_a_page_closes_the_palette_also_to_the_one_that_is_shown(shell: Shell, key: Key) -> None:
    press(key, Mod.ControlModifier)
    press(Key.Key_K, Mod.ControlModifier)
    QTest.keyClicks(shell.palette.line, "zz")
    press(key, Mod.ControlModifier)
    assert not shell.palette.isVisible()
    focus = QApplication.focusWidget()
    assert focus is not None
    assert pages_of(shell).window.pages.currentWidget().isAncestorOf(focus)


def test_the_palette_closes_where_the_focus_goes_elsewhere(shell: Shell) -> None:
    shell.turn_to(2)
    pages = pages_of(shell)
    press(Key.Key_K, Mod.ControlModifier)
    pages.actions.filter.setFocus()
    assert not shell.palette.isVisible()
    assert QApplication.focusWidget() is pages.actions.filter


def test_a_dialog_over_the_palette_gives_the_focus_back_to_the_page(shell: Shell) -> None:
    shell.turn_to(2)
    press(Key.Key_K, Mod.ControlModifier)
    press(Key.Key_F1)
    wait_until(lambda: QApplication.focusWidget() is not shell.palette.line)
    assert not shell.palette.isVisible()
    assert shell.window.focusWidget() is pages_of(shell).actions.table


def test_escape_closes_the_palette_where_nothing_has_the_focus(shell: Shell) -> None:
    press(Key.Key_K, Mod.ControlModifier)
    shell.palette.line.clearFocus()
    QTest.keyClick(shell.window, Key.Key_Escape)
    assert not shell.palette.isVisible()
