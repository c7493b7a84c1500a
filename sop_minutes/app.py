"""The window, put together: the only wiring."""

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QObject, Qt, QThread, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from sop_minutes.domain.errors import UserError
from sop_minutes.paths import default_database
from sop_minutes.settings import Settings, load_settings, save_settings, settings_file
from sop_minutes.ui.window import MainWindow

if TYPE_CHECKING:
    from sop_minutes.ui.pages import Pages


class _Loader(QThread):
    """Imports all that knows data, while the window is already there."""

    def run(self) -> None:
        import sop_minutes.ui.pages  # noqa: F401


class _EarlyKeys(QObject):
    """Holds the keys that were typed before there was a page to type on."""

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


class App(QObject):
    """The window and the database it works on. `ready` follows when a database is open and shown."""

    ready = Signal()

    def __init__(self, database: Path | None, settings_at: Path) -> None:
        super().__init__()
        self._settings_at = settings_at
        self.settings: Settings = load_settings(settings_at)
        self._path = database or Path(self.settings.database or default_database())
        self.window = MainWindow()
        self.window.restoreGeometry(QByteArray.fromBase64(self.settings.geometry.encode()))
        self.window.closing.connect(self.close)
        self._early = _EarlyKeys(self.window)
        self._loader = _Loader(self)
        self._loader.finished.connect(self._open)
        self.pages: Pages | None = None

    def show(self) -> None:
        """Show the window; what knows data is fetched once it is painted."""
        self.window.show()
        QTimer.singleShot(0, self._loader.start)

    def close(self) -> None:
        """Keep what was typed, and what is to be remembered."""
        self._loader.wait()
        if self.pages is not None:
            self.pages.close(self.settings)
        geometry = self.window.saveGeometry().toBase64().data()
        self.settings.geometry = bytes(geometry).decode()
        save_settings(self._settings_at, self.settings)

    def _open(self) -> None:
        from sop_minutes.ui.pages import Pages
        from sop_minutes.ui.record.dictionary import find_dictionary

        today = datetime.now().astimezone().date()
        try:
            self.pages = Pages(self.window, self._path, today)
        except UserError as error:
            self.window.say(str(error))
            return
        self.pages.open_last(self.settings.meeting)
        own_words = self._settings_at.with_name("dictionary.txt")
        self.pages.record.spelling.start(find_dictionary(), own_words)
        self._early.give_to(self.pages.record.editor)
        self.settings.database = str(self._path.resolve())
        self.ready.emit()


def run(database: Path | None) -> int:
    """Open the window on a database, the last one used if none is named; return the exit code."""
    QApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    application = QApplication(sys.argv[:1])
    application.setApplicationName("sop-minutes")
    application.setApplicationDisplayName("SOP Minutes")
    application.setStyle("Fusion")
    app = App(database, settings_file())
    app.show()
    return application.exec()
