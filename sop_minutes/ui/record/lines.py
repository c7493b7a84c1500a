"""A line to type in, with keys of its own."""

from collections.abc import Callable

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget


class KeyLine(QLineEdit):
    """A line whose owner is asked about each key first; it says whether it has dealt with it.

    Not an event filter: that would be asked about every event, and Python objects made for each.
    """

    def __init__(self, key: Callable[[QKeyEvent], bool], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._key(event):
            super().keyPressEvent(event)
