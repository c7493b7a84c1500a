"""The window before all is imported: what imports it, asks for the key, holds what is typed meanwhile."""

from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QThread, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from sop_minutes.ui.window import MainWindow


class Loader(QThread):
    """Imports all that knows data, while the window is already there. `can_listen` comes first."""

    can_listen = Signal()

    def run(self) -> None:
        import sop_minutes.ui.front_door

        self.can_listen.emit()
        import sop_minutes.ui.shell  # noqa: F401


class KeyFinder(QObject):
    """Asks the keyring for the key of an encrypted database; nobody waits for it longer than a moment."""

    finished = Signal()

    def __init__(self, path: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._path = path

    def start(self) -> None:
        """Begin to ask, on a thread that may be left behind: a keyring may ask its user first."""
        from threading import Thread

        Thread(target=self._find, name="keyring", daemon=True).start()

    def _find(self) -> None:
        from sop_minutes.keyholding import unlock_by_keyring

        unlock_by_keyring(self._path)
        with suppress(RuntimeError):  # the window is gone
            self.finished.emit()


class EarlyKeys(QObject):
    """Holds the keys that were typed before there was anything to type on."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._held: list[QKeyEvent] = []
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.KeyPress, QEvent.Type.KeyRelease} and isinstance(event, QKeyEvent):
            self._held.append(event.clone())
            return True
        return False

    def give_to(self, target: QObject) -> None:
        """Type the held keys at `target`."""
        self._window.removeEventFilter(self)
        for event in self._held:
            QApplication.sendEvent(target, event)
        self._held.clear()
