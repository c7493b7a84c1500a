"""Enter presses the button that has the focus, whatever it is in: Qt leaves that to the space bar.

It asks for no namespace `Qt`: the frame is painted before there is time for that.
"""

from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QDialog, QDialogButtonBox, QLineEdit, QPushButton, QWidget


def press_focused(window: QWidget, event: QKeyEvent) -> bool:
    """Press with Enter the button of a window that has the focus; say whether that was done."""
    button = window.focusWidget()
    if not isinstance(button, QAbstractButton) or not event.matches(_ENTER):
        return False
    if not event.isAutoRepeat():  # what has the focus after the first press is not meant
        button.click()
    return True


class Line(QLineEdit):
    """A line whose Enter is its own: nothing that has the focus after it is pressed by the same key."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.matches(_ENTER):
            event.accept()


class Dialog(QDialog):
    """A dialog in which Enter presses the button that has the focus, never another instead of it.

    Ctrl+Enter presses what Enter presses in a line: the one that goes on, where that is the default.
    """

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if QKeySequence(event.keyCombination()) == QKeySequence("Ctrl+Return"):
            self._go_on()
        elif not press_focused(self, event):
            super().keyPressEvent(event)

    def _go_on(self) -> None:
        for box in self.findChildren(QDialogButtonBox):
            for button in box.buttons():
                accepts = box.buttonRole(button) is QDialogButtonBox.ButtonRole.AcceptRole
                if accepts and isinstance(button, QPushButton) and button.isDefault():
                    button.click()


_ENTER = QKeySequence.StandardKey.InsertParagraphSeparator
