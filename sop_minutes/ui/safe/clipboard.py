"""Restricted text on the clipboard: taken off it after a while, and when the window is locked or closed."""

import os

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QGuiApplication

SECONDS = 60
"""So long it may be pasted."""

_FORMAT = "application/x-sop-minutes-restricted"
_HINT = "x-kde-passwordManagerHint"
_OURS = os.urandom(8)


def mark_restricted(data: QMimeData) -> None:
    """Say on data for the clipboard that they are restricted, and ask the desktop to keep no history."""
    data.setData(_FORMAT, _OURS)
    data.setData(_HINT, b"secret")


class ClipboardWatch(QObject):
    """Takes restricted text off the clipboard, as long as it is what this program has put there last."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, singleShot=True, interval=SECONDS * 1000)
        self._timer.timeout.connect(self.clear)
        QGuiApplication.clipboard().dataChanged.connect(self._on_changed)

    def clear(self) -> None:
        """Take it off now, if it is ours still."""
        self._timer.stop()
        if _is_ours():
            QGuiApplication.clipboard().clear()

    def _on_changed(self) -> None:
        if _is_ours():
            self._timer.start()
        else:
            self._timer.stop()


def _is_ours() -> bool:
    data: QMimeData | None = QGuiApplication.clipboard().mimeData()
    return data is not None and data.data(_FORMAT).data() == _OURS
