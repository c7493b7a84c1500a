"""What one sees and does in windows that know of keys."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from sop_minutes.ui.shell import Shell

K = Qt.Key
WORDS = "five ducks on a wall"
"""The passphrase of what is encrypted."""


def found(shell: Shell, name: str, kind: type[QWidget] = QWidget) -> QWidget | None:
    return shell.window.findChild(kind, name)


def one(shell: Shell, name: str, kind: type[QWidget] = QPushButton) -> QWidget:
    found = shell.window.findChild(kind, name)
    assert found is not None, name
    return found


def type_in(shell: Shell, name: str, words: str) -> None:
    line = one(shell, name, QLineEdit)
    line.setFocus()
    QTest.keyClicks(line, words)


def press_button(shell: Shell, name: str) -> None:
    button = one(shell, name)
    button.setFocus()
    QTest.keyClick(button, K.Key_Return)
