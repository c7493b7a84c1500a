"""Run as a program: the real window on an encrypted database, in which words are typed, found, copied, lost.

It is given the database, "killed" or "closed" for how it ends, and the words.
"""

import os
import signal
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from sop_minutes.app import App, settings_file
from sop_minutes.paths import default_database
from sop_minutes.ui.shell import Shell
from tests.faults.worker import WORDS, restore
from tests.ui.windows import pages_of, wait_until

_TYPED = 40
"""So many words are typed key by key, and all others pasted."""


def main(path: Path, end: str, words: list[str]) -> None:
    """Work with the words in the window, and leave it."""
    application = QApplication(["canaries"])
    application.setApplicationName("sop-minutes")
    app = App(path, settings_file())
    sys.excepthook = app.report
    app.show()
    wait_until(lambda: app.shell is not None and _secret(app.shell))
    assert app.shell is not None
    shell = app.shell
    line = _secret(shell)
    assert line is not None
    QTest.keyClicks(line, WORDS)
    QTest.keyClick(line, Qt.Key.Key_Return)
    wait_until(lambda: shell.pages is not None)
    _write(shell, words)
    _look_for(shell, words[0])
    _fail(words[0])
    if end == "killed":
        _back_up_and_restore(shell, words[:3])
        _write(shell, words[:3])
        os.kill(os.getpid(), signal.SIGKILL)
    app.window.close()
    os._exit(0)


def _secret(shell: Shell) -> QLineEdit | None:
    line = shell.window.findChild(QLineEdit, "unlock-secret")
    return line if line is not None and line.isVisible() else None


def _write(shell: Shell, words: list[str]) -> None:
    pages_of(shell).open_meeting(1)
    editor = pages_of(shell).record.editor
    editor.setFocus()
    for word in words[:_TYPED]:
        QTest.keyClick(editor, Qt.Key.Key_Return)
        QTest.keyClicks(editor, f"r: {word} was seen")
    board = QGuiApplication.clipboard()
    if words[_TYPED:]:
        board.setText("\n".join(f"Action: @Ann Lee to ring {word} by Friday" for word in words[_TYPED:]))
        QTest.keyClick(editor, Qt.Key.Key_Return)
        editor.paste()
    wait_until(lambda: shell.window.status.saved.property("state") == "kept")
    editor.selectAll()
    editor.copy()
    shell.safe.locking.lock()
    shell.safe.locking.unlock()


def _look_for(shell: Shell, word: str) -> None:
    shell.palette.look_for(word)
    wait_until(shell.palette.isVisible)
    QTest.qWait(300)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)


def _fail(word: str) -> None:
    """Have something go wrong that should not, in the midst of what was typed."""

    def fail() -> None:
        raise RuntimeError(f"{word} was not expected")

    QTimer.singleShot(0, fail)
    reports = default_database().parent / "reports"
    wait_until(lambda: any(reports.glob("*.txt")))


def _back_up_and_restore(shell: Shell, words: list[str]) -> None:
    keeping = shell.backups.keeping
    assert keeping is not None
    keeping.begin()
    wait_until(lambda: keeping.is_idle)
    _write(shell, words)
    was = shell.pages
    restore(shell, 0)
    wait_until(lambda: shell.pages not in (None, was))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3:])
