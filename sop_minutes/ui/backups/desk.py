"""What keeps the window's database safe: backups while it is used, and putting one back."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QVBoxLayout

from sop_minutes.domain.errors import UserError
from sop_minutes.domain.places import HELP
from sop_minutes.holding import hold_file
from sop_minutes.keyholding import locked_backup
from sop_minutes.safekeeping import Begun, Listed, copy_as, has_backups, key_beside, put_back
from sop_minutes.ui.aside import Aside, Errand
from sop_minutes.ui.backups.dialog import BackupsDialog
from sop_minutes.ui.backups.keeping import Keeping
from sop_minutes.ui.files import FileDialog
from sop_minutes.ui.naming import named
from sop_minutes.ui.pressing import Dialog
from sop_minutes.ui.safe.held import HeldKeys
from sop_minutes.ui.window import MainWindow


class Owner(Protocol):
    """What has the database open, and can let it go."""

    def leave_note(self) -> bool: ...

    def keep(self) -> bool: ...

    def let_go(self) -> None: ...

    def try_to_open(self, path: Path) -> None: ...


class BackupsDesk(QObject):
    """Keeps the database safe that the window has open, and begins what is done with its backups."""

    def __init__(self, window: MainWindow, owner: Owner, keys: HeldKeys) -> None:
        super().__init__(window)
        self._window = window
        self._owner = owner
        self._keys = keys
        self._restoring: Aside | None = None
        self._copying: Aside | None = None
        self.keeping: Keeping | None = None
        self.path: Path | None = None

    def begin(self, path: Path) -> None:
        """Keep a database safe from now on."""
        self.path = path
        self.keeping = Keeping(path, self)
        self.keeping.begun.connect(self._tell)
        self.keeping.failed.connect(self._window.say)

    def tell_away(self, is_away: bool) -> None:
        """Say that the file was moved, replaced or deleted while it is open; or that it is back."""
        if self.path is None:
            return
        if not is_away:
            self._window.tell(self.tr("{0} is back where it was. Saving goes on.").format(self.path))
            self._owner.keep()
            return
        words = self.tr(
            "{0} was moved, replaced or deleted by another program. What was saved is still open here; "
            "nothing more is saved. Put it back under its name, or save a copy now."
        )
        self._window.offer(words.format(self.path), self.tr("Save a copy as…"), self.ask_copy)

    def end(self) -> None:
        """Let the database go."""
        if self.keeping is not None:
            self.keeping.end()
            self.keeping.deleteLater()
        self.keeping, self.path = None, None

    def show(self) -> None:
        """Show the backups of the database that is open."""
        if self.path is not None:
            self._show(self.path)

    def close_strange(self) -> None:
        """Show no backups of what is not open: their key is about to be forgotten."""
        for dialog in self._window.findChildren(BackupsDialog):
            if dialog.path != self.path:
                dialog.reject()

    def ask_copy(self, *, go_on: bool = False) -> None:
        """Ask for a file to copy the database to that is open; to `go_on` there, that is opened then."""
        path = self.path
        if path is None:
            return
        self._owner.keep()  # what cannot be saved is not in the copy; all else is
        dialog = FileDialog(self._window, "copy-file", self.tr("Save a copy as"), Path.home())
        dialog.setAcceptMode(FileDialog.AcceptMode.AcceptSave)
        dialog.setOption(FileDialog.Option.DontConfirmOverwrite)
        dialog.setNameFilter(self.tr("SOP Minutes databases (*.sopm)"))
        dialog.setDefaultSuffix("sopm")
        dialog.selectFile(self.tr("{0} copy{1}").format(path.stem, path.suffix))
        dialog.fileSelected.connect(lambda name: self._copy(path, Path(name), go_on=go_on))
        dialog.open()

    def _copy(self, path: Path, target: Path, *, go_on: bool) -> None:
        self._window.status.say(self.tr("Copying…"))
        self._keys.begin_work()
        self._copying = Aside(self)
        work = Errand(partial(_tried, partial(copy_as, path, target)))
        self._copying.ask(partial(self._tell_copied, target, go_on), work)

    def _tell_copied(self, target: Path, go_on: bool, done: UserError | None) -> None:
        if self._copying is not None:
            self._copying.close()
            self._copying.deleteLater()
        self._copying = None
        self._keys.end_work()
        self._window.status.say("")
        if done is not None:
            self._window.say(str(done))
            return
        if go_on:
            self._owner.try_to_open(target)
        self._window.tell(self._copied(target), target.parent)

    def _copied(self, target: Path) -> str:
        key = key_beside(target)
        if key is None:
            return self.tr("A copy of all that is saved is in {0}.").format(target)
        said = self.tr("A copy of all that is saved is in {0}. Its passphrase opens it together with {1}.")
        return said.format(target, key.name)

    def offer(self, path: Path, why: str, otherwise: Callable[[str], object]) -> None:
        """Say why a database cannot be opened, and offer its backups if there are any."""
        otherwise(why)
        if has_backups(path):
            words = self.tr("{0} There are backups of it, to be put back.").format(why)
            self._window.offer(words, self.tr("Backups…"), partial(self._show, path, why))

    def shower(self, path: Path, why: str) -> Callable[[], object] | None:
        """Return what shows the backups of a database that cannot be opened, None where there are none."""
        return partial(self._show, path, why) if has_backups(path) else None

    def show_help(self) -> None:
        """Show what there is to know of places in which a database is not well kept."""
        PlacesHelp(self._window).open()

    def _show(self, path: Path, why: str = "") -> None:
        """Show the backups, once their key was asked for: nobody has, of a database that is gone."""
        locked = locked_backup(path)
        if locked is None:
            self._list(path, why)
            return
        from sop_minutes.ui.safe.key_dialog import KeyDialog  # seldom needed

        words = self.tr("Backups of {0} are encrypted. Type their passphrase, or their recovery key.")
        dialog = KeyDialog(self._window, locked, words.format(path.name))
        for known in (dialog.opened, dialog.passed):  # a key that nobody has bars the way to no other backup
            known.connect(partial(self._list, path, why))
        dialog.begin()

    def _list(self, path: Path, why: str) -> None:
        dialog = BackupsDialog(self._window, path, why)
        dialog.restore_wanted.connect(partial(self._restore, path))
        dialog.open()

    def _restore(self, path: Path, listed: Listed) -> None:
        """Close the database, put a backup in its place, and open it again."""
        if not self._owner.leave_note():
            return
        self._keys.begin_work()
        self._owner.let_go()
        self._window.status.say(self.tr("Putting {0} back…").format(listed.name))
        now = datetime.now().astimezone()
        work = Errand(partial(_tried, partial(_put_back_alone, path, listed, now=now)))
        self._restoring = Aside(self)
        self._restoring.ask(partial(self._open_again, path, listed), work)

    def _open_again(self, path: Path, listed: Listed, done: "Path | UserError | None") -> None:
        self._close_aside()
        self._keys.end_work()
        self._owner.try_to_open(path)
        if isinstance(done, UserError):
            self._window.say(str(done))
            return
        news = self.tr("{0} is as it was in {1}.").format(path.name, listed.name)
        aside = self.tr("What was there before is in {0}: Backups… puts that back, Ctrl+Z does not.")
        aside = aside.format(done.name) if done else ""
        self._window.tell(f"{news} {aside}".strip(), path.parent)

    def _close_aside(self) -> None:
        if self._restoring is not None:
            self._restoring.close()
            self._restoring.deleteLater()
        self._restoring = None

    def _tell(self, found: Begun) -> None:
        """Say all that was found when the database was taken into use, and offer what helps most."""
        killed = self._said_of_a_kill(found)
        if found.wrong:
            words = self.tr(
                "The file is damaged, and cannot be mended: {0} What can be read is shown; put a backup back."
            )
            self._window.offer(words.format(found.wrong), self.tr("Backups…"), self.show)
        elif found.place:
            words = " ".join(filter(None, (killed, found.failed, found.place)))
            self._window.offer(words, self.tr("More on this…"), self.show_help)
        elif found.failed:
            self._window.say(f"{killed} {found.failed}".strip())
        elif killed:
            self._window.tell(killed)

    def _said_of_a_kill(self, found: Begun) -> str:
        if not found.was_killed:
            return ""
        if found.mended:
            words = self.tr("The window was not closed properly. The file was checked, and mended: {0}.")
            return words.format(found.mended)
        return self.tr("The window was not closed properly. The file was checked, and is whole.")


class PlacesHelp(Dialog):
    """What there is to know of places in which a database is not well kept."""

    def __init__(self, parent: MainWindow) -> None:
        super().__init__(parent)
        heading = self.tr("Where a database is well kept")
        named(self, "places-help", heading)
        self.setWindowTitle(heading)
        column = QVBoxLayout(self)
        text = named(QPlainTextEdit("\n\n".join(HELP)), "places-help-text", heading)
        text.setReadOnly(True)
        text.setTabChangesFocus(True)
        column.addWidget(text)
        close = named(QPushButton(self.tr("Close")), "places-help-close", self.tr("Close"))
        close.clicked.connect(self.reject)
        column.addWidget(close)
        self.resize(640, 480)


def _put_back_alone(path: Path, listed: Listed, *, now: datetime) -> Path | None:
    """Put a backup back while no other window can open the database."""
    with hold_file(path):
        return put_back(path, listed, now=now)


def _tried(work: Callable[[], Any]) -> Any:
    """Return what `work` returns, or why it cannot be done."""
    try:
        return work()
    except UserError as error:
        return error
