"""What Enter presses, and what it does not."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from sop_minutes.export.files import remove_written
from sop_minutes.ui.record.reopening import ReopenDialog
from sop_minutes.ui.shell import Shell
from tests.ui.windows import press, wait_until

Key, Mod = Qt.Key, Qt.KeyboardModifier


@pytest.mark.parametrize("command", ["Keys", "Dark colours"])
def test_enter_in_the_palette_presses_nothing_that_had_the_focus_before(shell: Shell, command: str) -> None:
    button, clicked = shell.window.bar.group, []
    button.clicked.connect(lambda: clicked.append(command))
    button.setFocus()
    press(Key.Key_K, Mod.ControlModifier)
    QTest.keyClicks(shell.palette.line, command)
    QTest.keyClick(shell.palette.line, Key.Key_Return)
    assert not shell.palette.isVisible()
    assert clicked == []
    for dialog in shell.window.findChildren(QDialog):
        dialog.close()


def test_enter_that_is_held_presses_once(shell: Shell) -> None:
    button, clicked = shell.window.bar.group, []
    button.clicked.disconnect()
    button.clicked.connect(lambda: clicked.append(1))
    button.setFocus()
    for repeats in (False, True, True):
        down = QKeyEvent(QEvent.Type.KeyPress, Key.Key_Return, Mod.NoModifier, "\r", repeats)
        QApplication.sendEvent(button, down)
    assert clicked == [1]


@pytest.mark.parametrize(("words", "answers"), [("a slip", ["a slip"]), (" ", [])])
def test_ctrl_enter_goes_on_where_enter_in_a_line_would(shell: Shell, words: str, answers: list[str]) -> None:
    dialog = ReopenDialog(shell.window, "CG/2017-11-15")
    answered: list[str] = []
    dialog.answered.connect(answered.append)
    dialog.open()
    wait_until(lambda: QApplication.activeWindow() is dialog)
    QTest.keyClicks(dialog.focusWidget(), words)
    QTest.keyClick(dialog.focusWidget(), Key.Key_Return, Mod.ControlModifier)
    assert answered == answers
    dialog.close()


def test_a_file_that_cannot_be_taken_away_hinders_no_other(tmp_path: Path) -> None:
    stuck, written = tmp_path / "stuck.eml", tmp_path / "written.eml"
    stuck.mkdir()
    written.write_bytes(b"x")
    remove_written([stuck, tmp_path / "never there.eml", written])
    assert not written.exists()
