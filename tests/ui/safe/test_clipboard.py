"""Restricted text does not stay on the clipboard."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from sop_minutes.ui.safe import clipboard
from sop_minutes.ui.shell import Shell
from tests.ui.safe.working import K
from tests.ui.windows import pages_of, wait_until


def test_restricted_text_leaves_the_clipboard_when_the_window_is_locked_and_other_text_does_not(
    shell: Shell, path: Path
) -> None:
    board = QGuiApplication.clipboard()
    pages_of(shell).open_meeting(2)
    editor = pages_of(shell).record.editor
    restricted = next(n for n, p in enumerate(pages_of(shell).record.note.pieces) if "ring" in p.text)
    for number, is_left in ((restricted, False), (restricted - 1, True)):
        editor.place(number)
        editor.setFocus()
        QTest.keyClick(editor, K.Key_Home)
        QTest.keyClick(editor, K.Key_End, Qt.KeyboardModifier.ShiftModifier)
        editor.copy()
        assert board.text()
        shell.safe.locking.lock()
        assert bool(board.text()) is is_left
        shell.safe.locking.unlock()


def test_what_another_program_put_on_the_clipboard_since_stays(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    board = QGuiApplication.clipboard()
    editor = pages_of(shell).record.editor
    pages_of(shell).open_meeting(2)
    editor.selectAll()
    editor.copy()
    board.setText("of another program")
    shell.safe.clipboard.clear()
    assert board.text() == "of another program"
    watch = clipboard.ClipboardWatch(shell)
    watch._timer.setInterval(10)
    editor.copy()
    assert "Restricted" in board.text()
    wait_until(lambda: not board.text())
