"""Run as a program: does what takes long, in the real window or at the terminal, to be killed meanwhile.

It says "begin" when it begins, all imported and open, and "done" at its end.
"""

import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit, QPushButton, QRadioButton

from sop_minutes.cli.main import main as terminal
from sop_minutes.storage import keeping
from sop_minutes.storage.header import mark_in
from sop_minutes.ui.backups.dialog import BackupsDialog
from sop_minutes.ui.safe.paper import PaperPage
from sop_minutes.ui.shell import Shell
from tests.faults.forker import import_all
from tests.ui.windows import open_shell, wait_until

WORDS = "five ducks on a wall"
"""The passphrase of what is encrypted."""


def say(word: str) -> None:
    """Say where it has come to."""
    os.write(1, f"{word}\n".encode())


def at_terminal(words: list[str]) -> None:
    """Do a verb of the terminal."""
    import_all()
    sys.argv = ["sop-minutes", *words]
    say("begin")
    try:
        terminal()
    except SystemExit as leaving:
        if leaving.code:
            raise
    say("done")


def in_window(verb: str, path: Path) -> None:
    """Open the window on a file, and restore its oldest backup, encrypt or decrypt it there."""
    application = QApplication(["worker"])
    if mark_in(path):
        keeping.unlock(path, WORDS)
    shell = open_shell(path)
    was = shell.pages
    {"restore": _restore, "encrypt": _encrypt, "decrypt": _decrypt}[verb](shell)
    wait_until(lambda: shell.pages not in (None, was) and shell.window.message.isVisible())
    say("done")
    application.closeAllWindows()


def restore(shell: Shell, row: int, begin: Callable[[], object] = tuple) -> None:
    """Put back a backup by its row in File › Backups; `begin` is called before the last button is pressed."""
    shell.backups.show()
    (dialog,) = shell.window.findChildren(BackupsDialog)
    wait_until(lambda: dialog.tree.topLevelItemCount() and dialog.is_idle)
    dialog.tree.setCurrentItem(dialog.tree.topLevelItem(row % dialog.tree.topLevelItemCount()))
    wait_until(dialog.sure.isEnabled)
    dialog.sure.click()
    begin()
    dialog.restore.click()


def _restore(shell: Shell) -> None:
    restore(shell, -1, partial(say, "begin"))


def _encrypt(shell: Shell) -> None:
    shell.safe.show()
    shell.window.findChild(QRadioButton, "by-passphrase").click()
    for name in ("passphrase", "passphrase-again"):
        QTest.keyClicks(shell.window.findChild(QLineEdit, name), WORDS)
    shell.window.findChild(QPushButton, "encryption-begin").click()
    (paper,) = shell.window.findChildren(PaperPage)
    QTest.keyClicks(shell.window.findChild(QLineEdit, "typed-group"), paper.printed.split()[paper.wanted - 1])
    say("begin")
    shell.window.findChild(QPushButton, "encrypt").click()


def _decrypt(shell: Shell) -> None:
    shell.safe.show()
    wait_until(lambda: shell.window.findChild(QPushButton, "encryption-off"))
    QTest.keyClicks(shell.window.findChild(QLineEdit, "current-passphrase"), WORDS)
    shell.window.findChild(QCheckBox, "encryption-off-sure").click()
    say("begin")
    shell.window.findChild(QPushButton, "encryption-off").click()


if __name__ == "__main__":
    if sys.argv[1] == "window":
        in_window(sys.argv[2], Path(sys.argv[3]))
    else:
        at_terminal(sys.argv[2:])
