"""The window, put together: the only wiring."""

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QObject, Qt, QThread, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from sop_minutes.paths import default_database
from sop_minutes.settings import Settings, load_settings, save_settings, settings_file
from sop_minutes.ui.commands import Command
from sop_minutes.ui.window import MainWindow

if TYPE_CHECKING:
    from sop_minutes.ui.record.page import RecordPage
    from sop_minutes.ui.workspace import Workspace


class _Loader(QThread):
    """Imports all that knows data, while the window is already there."""

    def run(self) -> None:
        import sop_minutes.ui.record.page  # noqa: F401


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
    """The window and the database it works on."""

    def __init__(self, database: Path | None, settings_at: Path) -> None:
        super().__init__()
        self._settings_at = settings_at
        self._settings: Settings = load_settings(settings_at)
        self._path = database or Path(self._settings.database or default_database())
        self.window = MainWindow()
        self.window.restoreGeometry(QByteArray.fromBase64(self._settings.geometry.encode()))
        self.window.closing.connect(self.close)
        self._early = _EarlyKeys(self.window)
        self._loader = _Loader(self)
        self._loader.finished.connect(self._open)
        self.workspace: Workspace | None = None
        self.record: RecordPage | None = None

    def show(self) -> None:
        """Show the window; what knows data is fetched once it is painted."""
        self.window.show()
        QTimer.singleShot(0, self._loader.start)

    def wait(self) -> None:
        """Return when the database is open and shown."""
        while self.record is None:
            QApplication.processEvents()

    def close(self) -> None:
        """Keep what was typed, and what is to be remembered."""
        self._loader.wait()
        if self.record is not None and self.workspace is not None:
            self.record.keeper.keep()
            self.workspace.close()
        geometry = self.window.saveGeometry().toBase64().data()
        self._settings.geometry = bytes(geometry).decode()
        save_settings(self._settings_at, self._settings)

    def _open(self) -> None:
        from sop_minutes.queries.meetings import find_meeting, list_meetings
        from sop_minutes.storage.database import Database
        from sop_minutes.ui.record.page import RecordPage
        from sop_minutes.ui.workspace import Workspace

        self.workspace = Workspace(Database.open(self._path), self)
        today = datetime.now().astimezone().date()
        self.record = RecordPage(self.workspace, self.window.theme, today)
        self.window.add_page(self.record, self.tr("Meetings"), "✎")
        self._connect(self.record)
        meetings = self.workspace.read(list_meetings)
        if meetings:
            key = self._settings.meeting
            known = key if any(row.key == key for row in meetings) else meetings[-1].key
            self.record.open(self.workspace.read(find_meeting, known))
        self.window.show_page(self.record)
        self.record.editor.setFocus()
        self._early.give_to(self.record.editor)
        self._settings.database = str(self._path.resolve())

    def _connect(self, record: "RecordPage") -> None:
        window = self.window
        window.theme_changed.connect(record.editor.set_theme)
        record.said.connect(window.announce)
        record.keeper.kept.connect(lambda: window.say_saved(self.tr("● Saved"), "kept"))
        record.keeper.waiting.connect(lambda: window.say_saved(self.tr("○ Typing…"), "waiting"))
        record.keeper.failed.connect(lambda _why: window.say_saved(self.tr("Not saved"), "failed"))
        record.keeper.failed.connect(window.say)
        record.keeper.kept.connect(lambda: window.counts.setText(record.counts()))
        record.keeper.synced.connect(lambda: window.counts.setText(record.counts()))
        edit = self.tr("Edit")
        window.commands.add(
            window,
            Command(edit, self.tr("Undo"), record.undo, "Ctrl+Z", typed=True),
            Command(edit, self.tr("Redo"), record.redo, "Ctrl+Y", typed=True),
            Command(edit, self.tr("Bold"), record.editor.bold, "Ctrl+B", typed=True),
            Command(edit, self.tr("Italic"), record.editor.italic, "Ctrl+I", typed=True),
            Command(
                self.tr("Note"),
                self.tr("Next agenda item"),
                record.editor.next_item,
                "Ctrl+Return",
                typed=True,
            ),
            Command(self.tr("Note"), self.tr("Move up"), record.editor.move_up, "Alt+Up", typed=True),
            Command(self.tr("Note"), self.tr("Move down"), record.editor.move_down, "Alt+Down", typed=True),
        )
        window.commands.fill(window.menus)


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
