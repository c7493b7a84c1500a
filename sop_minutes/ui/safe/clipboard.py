"""Restricted text on the clipboard: taken off it after a while, and when the window is locked or closed."""

import os

from PySide6.QtCore import QMimeData, QObject, QStringListModel, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit

SECONDS = 60
"""So long it may be pasted."""

_FORMAT = "application/x-sop-minutes-restricted"
_HINT = "x-kde-passwordManagerHint"
_OURS = os.urandom(8)


def text_data(text: str, *, is_restricted: bool = False) -> QMimeData:
    """Return data for the clipboard that hold a text.

    Restricted text does not stay there long, and the desktop is asked to keep no history of it.

    Made by Qt itself: what Python makes would be deleted with the clipboard, when Python is gone
    already, and that ends in a crash.
    """
    model = QStringListModel([""])
    data = model.mimeData([model.index(0)])
    data.clear()
    data.setText(text)
    if is_restricted:
        data.setData(_FORMAT, _OURS)
        data.setData(_HINT, b"secret")
    return data


class ClipboardWatch(QObject):
    """Takes restricted text off the clipboard, as long as it is what this program has put there last.

    A cell of a table or a line may be restricted, too: nothing else knows, so it is taken for that. What is
    only selected lies in a clipboard of its own on some systems; it is taken off with the rest.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._is_restricted = False
        self._timer = QTimer(self, singleShot=True, interval=SECONDS * 1000)
        self._timer.timeout.connect(self._take_off)
        QGuiApplication.clipboard().dataChanged.connect(self._on_changed)

    def clear(self) -> None:
        """Take it off now, if it is ours still, and what is selected."""
        self._take_off()
        board = QGuiApplication.clipboard()
        if board.supportsSelection() and board.ownsSelection():
            board.clear(QClipboard.Mode.Selection)

    def _take_off(self) -> None:
        self._timer.stop()
        if self._is_restricted:
            self._is_restricted = False
            QGuiApplication.clipboard().clear()

    def _on_changed(self) -> None:
        self._is_restricted = _is_marked() or _is_of_a_cell()
        if self._is_restricted:
            self._timer.start()
        else:
            self._timer.stop()


def _is_marked() -> bool:
    data: QMimeData | None = QGuiApplication.clipboard().mimeData()
    return data is not None and data.data(_FORMAT).data() == _OURS


def _is_of_a_cell() -> bool:
    copies_itself = isinstance(QApplication.focusWidget(), QAbstractItemView | QLineEdit)
    return copies_itself and _is_put_there_here()


def _is_put_there_here() -> bool:
    """Say whether this program filled the clipboard; drawn in memory alone, it has one of its own."""
    board = QGuiApplication.clipboard()
    return board.ownsClipboard() or QGuiApplication.platformName() == "offscreen"
