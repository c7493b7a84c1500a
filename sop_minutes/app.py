"""The window, put together: the only wiring."""

import gc
import os
import sys
from datetime import date, datetime
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject, QStandardPaths, QTimer, Signal, qInstallMessageHandler
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication

from sop_minutes.collector import Hold
from sop_minutes.domain.errors import UserError
from sop_minutes.screens import NO_WINDOW
from sop_minutes.settings import Settings, load_settings, save_settings
from sop_minutes.ui.alone import Alone, be_first, meeting_place
from sop_minutes.ui.beginning import EarlyKeys, KeyFinder, Loader
from sop_minutes.ui.leaving import Leaving
from sop_minutes.ui.window import MainWindow

if TYPE_CHECKING:
    from sop_minutes.holding import Hold as FileHold
    from sop_minutes.ui.front_door import FrontDoor
    from sop_minutes.ui.record.early import EarlyNote
    from sop_minutes.ui.shell import Shell


_BRIEFLY, _USUAL = 0.0005, 0.005
"""Seconds that a thread keeps the interpreter: while all is imported, so that keys come first, and after."""


_QUIET = 60
"""Milliseconds that a note has to itself to be painted, and what was typed ahead to be kept."""


_PATIENCE = 1500
"""Milliseconds that a keyring is waited for before all else is imported."""


class App(QObject):
    """The window and the database it works on. `ready` follows when all that knows data is there.

    Three steps, each after the last is on the screen: the frame; the note one was in, if it can be
    had in plain SQL; everything.
    """

    ready = Signal()

    def __init__(self, database: Path | None, settings_at: Path, alone: Alone | None = None) -> None:
        """`alone` lets this be called by a second start."""
        super().__init__()
        # Until all is imported: widgets among the garbage would die on the thread that imports.
        self._hold = Hold()
        self._settings_at = settings_at
        self._named = database
        settings = load_settings(settings_at)
        self._settings = settings.on(str(database.absolute())) if database else settings
        self.window = MainWindow(settings.colours)
        self.window.restoreGeometry(QByteArray.fromBase64(settings.geometry.encode()))
        if settings.geometry:
            self.window.fit_screen()
        self.window.painted.connect(self._open_early)
        self.window.closing.connect(self.close)
        self._keys = EarlyKeys(self.window)
        self._loader = Loader(self)
        self._loader.can_listen.connect(self._listen)
        self._loader.finished.connect(self._open)
        self._alone = alone
        self._door: FrontDoor | None = None
        self._file: FileHold | None = None
        self._early: EarlyNote | None = None
        self.shell: Shell | None = None
        self._finder: KeyFinder | None = None
        self._is_loading = False
        self._leaving = Leaving(self.window)
        self._is_closed = False

    def show(self) -> None:
        """Show the window."""
        self.window.show()

    def close(self, event: QCloseEvent) -> None:
        """Keep what was typed, and what is to be remembered.

        The window stays where something cannot be kept, until that may be lost, and while drafts are written.
        """
        self._loader.wait()
        pages = self.shell.pages if self.shell is not None else None
        if pages is not None and not pages.circulating.leave():
            event.ignore()
            return
        if not self._leaving.may_lose and not self._keep():
            event.ignore()
            return
        settings = self._settings
        if self.shell is not None:
            settings = self.shell.close()
        elif self._early is not None:
            self._early.hand_over()
            self._early = None
        self._let_file_go()
        self._is_closed = True
        self._hold.let_go()
        geometry = bytes(self.window.saveGeometry().toBase64().data()).decode()
        save_settings(self._settings_at, settings._replace(geometry=geometry))
        if self._door is not None:
            self._door.close()
        elif self._alone is not None:
            self._alone.leave()

    def report(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Say that something went wrong, and where the report on it lies; of a UserError, what it says."""
        if isinstance(error, UserError):
            self.window.say(str(error))
            return
        from sop_minutes.reports import say_report, write_report

        say_report(kind, error, trace)
        try:
            path = write_report(kind, trace, datetime.now().astimezone())
        except OSError:
            path = None
        told = self.tr(" A report without any text of yours is in {0}.").format(path) if path else ""
        self.window.say(self.tr("Something went wrong that should not have. What is saved is safe.") + told)

    def _keep(self) -> bool:
        """Save what was typed; say whether all of it is saved now. Where it is not, ask whether it may go."""
        if self.shell is not None:
            return self.shell.may_close(self._leaving.ask)
        if self._early is None or self._early.keep():
            return True
        self._leaving.ask("", self._early.unsaved())
        return False

    def _open_early(self) -> None:
        from sop_minutes.storage.header import mark_in

        sys.setswitchinterval(_BRIEFLY)
        path = Path(self._settings.database)
        if self._settings.meeting and mark_in(path):
            self._finder = KeyFinder(path, self)
            self._finder.finished.connect(self._open_note)
            self._finder.start()
            QTimer.singleShot(_PATIENCE, self._load)
        else:
            self._open_note()

    def _open_note(self) -> None:
        if self._is_loading or self._is_closed:  # the keyring took its time
            return
        if self._settings.meeting:
            self._show_early_note(Path(self._settings.database), self._settings)
        QTimer.singleShot(_QUIET if self._early else 0, self._load)

    def _load(self) -> None:
        if not self._is_closed and not self._is_loading:
            self._is_loading = True
            self._loader.start()

    def _show_early_note(self, path: Path, settings: Settings) -> None:
        from sop_minutes.holding import hold_file
        from sop_minutes.storage.early import EarlyStore
        from sop_minutes.ui.record.early import EarlyNote

        try:
            self._file = hold_file(path)
        except UserError:  # said when the file is opened properly
            return
        store = EarlyStore.open(path, settings.meeting)
        if store is None:
            self._let_file_go()
            return
        self._early = EarlyNote(store, self.window.theme, self)
        self._early.kept.connect(self.window.status.say_kept)
        self._early.failed.connect(self.window.status.say_failed)
        self._early.kept.connect(self._leaving.on_kept)
        self._early.show_in(self.window.pages, settings.block, settings.offset)
        self._keys.give_to(self._early.editor)

    def _let_file_go(self) -> None:
        """Let go of the file that the early note was in; the workspace holds it too by then."""
        if self._file is not None:
            self._file.release()
            self._file = None

    def _listen(self) -> None:
        if self._is_closed or self._alone is None:
            return
        from sop_minutes.ui.front_door import FrontDoor

        self._door = FrontDoor(self._alone, self.window, self)

    def _open(self) -> None:
        if self._is_closed:  # while all was imported
            return
        from sop_minutes.domain.due.preparing import prepare_dates
        from sop_minutes.ui.idling import Idle
        from sop_minutes.ui.shell import Shell

        today = datetime.now().astimezone().date()
        own_words = self._settings_at.with_name("dictionary.txt")
        self.shell = Shell(self.window, self._settings, today, own_words)
        self.shell.kept.connect(self._leaving.on_kept)
        self.shell.placed.connect(partial(save_settings, self._settings_at))
        early = self._early.hand_over() if self._early else None
        self._early = None
        self.shell.open_last(self._named, early)
        self._let_file_go()
        self._keys.give_to(self.window.focusWidget() or self.window)
        sys.setswitchinterval(_USUAL)
        gc.freeze()
        self._hold.let_go()
        self.ready.emit()
        if self._door is not None:
            self._door.let_in(self.shell)
        Idle(prepare_dates(), self)


def settings_file() -> Path:
    """Return where settings are kept."""
    where = QStandardPaths.StandardLocation.GenericConfigLocation
    return Path(QStandardPaths.writableLocation(where)) / "sop-minutes" / "settings.json"


def _on_message(_kind: object, _context: object, message: str) -> None:
    """Say in a sentence what Qt, when it cannot show a window, says in a page before it aborts."""
    if "no Qt platform plugin could be initialized" in message:
        sys.stderr.write(f"{NO_WINDOW}\n")
        sys.stderr.flush()
        os._exit(1)


def _without_size_hints(_kind: object, _context: object, message: str) -> None:
    """Pass on what Qt says, but for what a screen in memory says of every window: that it cannot size it."""
    if "propagateSizeHints" not in message:
        sys.stderr.write(f"{message}\n")


def _refuse(error: UserError) -> int:
    """Say why no window is opened, in the terminal and to who has none; return the exit code."""
    from PySide6.QtWidgets import QMessageBox

    sys.stderr.write(f"{error}\n")
    sys.stderr.flush()
    QMessageBox.warning(None, "SOP Minutes", str(error))
    return 1


def run(database: Path | None) -> int:
    """Open the window on a database, the last one used if none is named; return the exit code.

    Where a window is open already with the same settings, that one opens the database.
    """
    qInstallMessageHandler(_on_message)
    application = QApplication(sys.argv[:1])
    qInstallMessageHandler(None)
    application.setApplicationName("sop-minutes")
    application.setApplicationDisplayName("SOP Minutes")
    application.setStyle("Fusion")
    place = meeting_place(settings_file())
    try:
        alone = be_first(place, database) if place else None
    except UserError as error:
        return _refuse(error)
    if place and alone is None:
        return 0
    app = App(database, settings_file(), alone)
    sys.excepthook = app.report
    app.show()
    return application.exec()


def picture_pages(database: Path, folder: Path, today: date) -> list[Path]:
    """Save a picture of each page of the window on `database` in `folder`; return the files."""
    from sop_minutes.ui.pictures import save_pictures

    application = QApplication.instance() or QApplication(sys.argv[:1])
    if isinstance(application, QApplication):
        application.setStyle("Fusion")
    before = qInstallMessageHandler(_without_size_hints)
    try:
        return save_pictures(database, folder, today)
    finally:
        qInstallMessageHandler(before)
