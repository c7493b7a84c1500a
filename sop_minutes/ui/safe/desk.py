"""What the window does to keep others out: its dialog, the lock, the clipboard, asking for a key."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from sop_minutes.domain.errors import UserError
from sop_minutes.keyholding import Guard, open_as_it_is
from sop_minutes.ui.commands import Command
from sop_minutes.ui.safe.clipboard import ClipboardWatch
from sop_minutes.ui.safe.held import HeldKeys
from sop_minutes.ui.safe.locking import LOCK_KEY, IdleWatch, Lock

if TYPE_CHECKING:
    from sop_minutes.keyholding import NewKey
    from sop_minutes.ui.shell import Shell


class SafeDesk(QObject):
    """Begins all that has to do with encryption, for the window that is `shell`'s."""

    def __init__(self, shell: "Shell", keys: HeldKeys) -> None:
        super().__init__(shell)
        self._shell = shell
        self._keys = keys
        self.clipboard = ClipboardWatch(self)
        self.locking = Lock(shell.window, lambda: keys.guard, self._keep)
        self._watch = IdleWatch(self)
        self._leave: Callable[[], object] = tuple
        self.locking.locked.connect(self.clipboard.clear)
        for signal in (self.locking.locked, self.locking.unlocked):  # one may be typed or found in between
            signal.connect(keys.forget)
        self._watch.idle.connect(self.locking.lock)
        self._watch.called.connect(self.locking.lock)

    def commands(self, menu: str) -> list[Command]:
        """Return the commands of the menu."""
        also = self.tr("password passphrase key keyring encrypt decrypt secure")
        found = [
            Command(
                menu,
                self.tr("Lock"),
                self.locking.lock,
                LOCK_KEY,
                tip=self.tr("Save what was typed, and cover the window"),
            )
        ]
        if self._shell.pages is not None:
            tip = self.tr("Encrypt the database, or see what opens it")
            found.insert(0, Command(menu, self.tr("Encryption…"), self.show, tip=tip, also=also))
        return found

    def watch(self) -> None:
        """Lock what is open now after a while, if it is encrypted; the cover says what is saved meanwhile.

        The keys of what was open before are forgotten.
        """
        pages, path = self._shell.pages, self._path()
        if pages is None or path is None:
            return
        pages.record.keeper.kept.connect(self._on_kept)
        pages.record.keeper.failed.connect(self._on_not_kept)
        self._keys.guard = guard = Guard(path)
        self._keys.forget()
        self._shell.window.status.encrypted.setVisible(guard.is_encrypted)
        self._wait()

    def _wait(self) -> None:
        guard = self._keys.guard
        self._watch.wait(self._shell.settings.lock_after if guard and guard.is_encrypted else 0)

    def show(self) -> None:
        """Show how it stands with the database that is open."""
        from sop_minutes.ui.safe.dialog import EncryptionDialog  # not needed before it is asked for

        path = self._path()
        if path is None:
            return
        dialog = EncryptionDialog(self._shell.window, path, self._shell.settings.lock_after)
        dialog.on_wanted.connect(partial(self.turn_on, path))
        dialog.off_wanted.connect(partial(self.turn_off, path))
        dialog.lock_after.connect(self._set_minutes)
        if self._keys.guard is not None:
            dialog.finished.connect(self._keys.guard.look)
        dialog.open()

    def turn_on(self, path: Path, new: "NewKey", passphrase: str, saved: str = "") -> None:
        """Encrypt the database; it is closed meanwhile, and opened again. `saved` is a file with its key."""
        from sop_minutes.keyholding import turn_on

        said = self.tr("{0} is encrypted.").format(path.name)
        if saved:
            delete = self.tr("Print {0}, if that is not done, and delete it: it opens the database.")
            said = f"{said} {delete.format(saved)}"
        self._rewrite(path, self.tr("Encrypting…"), partial(turn_on, path, new, passphrase), said)

    def turn_off(self, path: Path) -> None:
        """Make the database a plain file."""
        from sop_minutes.keyholding import turn_off

        said = self.tr("{0} is not encrypted any more. Keep the recovery key: copies elsewhere still are.")
        self._rewrite(path, self.tr("Decrypting…"), partial(turn_off, path), said.format(path.name))

    def ask_for_key(self, path: Path) -> None:
        """Show the page that asks for the key of a database."""
        from sop_minutes.ui.safe.unlocking import UnlockPage

        page = UnlockPage(path)
        page.unlocked.connect(self._shell.try_to_open)
        page.unkept.connect(self._say_unkept)
        page.other_wanted.connect(self._shell.ask_open)
        self._shell.stand_in(page)
        self._keys.forget()
        self._leave = page.leave
        page.begin()

    def ask_of_swapped(self, path: Path, why: str, show_backups: Callable[[], object] | None) -> None:
        """Ask what is to be done where a plain file is in the place of an encrypted one."""
        from sop_minutes.ui.safe.swapped import SwappedDialog  # seldom needed

        dialog = SwappedDialog(self._shell.window, why, has_backups=show_backups is not None)
        dialog.backups_wanted.connect(show_backups or tuple)
        dialog.as_it_is.connect(partial(self._open_as_it_is, path))
        dialog.open()

    def _open_as_it_is(self, path: Path) -> None:
        why_not = open_as_it_is(path)
        if why_not:
            self._shell.window.say(why_not)
        else:
            self._shell.try_to_open(path)

    def close(self) -> None:
        """Leave nothing behind: the window closes."""
        self.clipboard.clear()
        self.locking.end()

    def leave(self) -> None:
        """Wait for no key any more: what was open is not, or nobody waits for what was to be."""
        self._keys.guard = None
        self._shell.window.status.encrypted.setVisible(False)
        self._wait()
        leave, self._leave = self._leave, tuple
        leave()

    def _rewrite(self, path: Path, doing: str, rewrite: Callable[[], str], said: str) -> None:
        from sop_minutes.holding import hold_file
        from sop_minutes.ui.aside import Aside, Errand
        from sop_minutes.ui.safe.working import WorkingPage

        if not self._shell.stand_in(WorkingPage(doing)):
            return
        self._keys.begin_work()
        aside = Aside(self)

        def run() -> str | UserError:
            try:
                with hold_file(path):
                    return rewrite()
            except UserError as error:
                return error

        def open_again() -> None:
            self._keys.end_work()
            self._shell.try_to_open(path)

        def tell(done: str | UserError) -> None:
            aside.close()
            self._keys.end_work()
            if self.locking.cover is None:
                show(done)
            else:
                self.locking.then(partial(show, done))

        def show(done: str | UserError) -> None:
            self._shell.try_to_open(path)
            if isinstance(done, UserError) or done:
                self._shell.window.say(str(done))
            else:
                self._shell.window.tell(said)

        aside.ask(tell, Errand(run), open_again)

    def _say_unkept(self) -> None:
        self._shell.window.say(self.tr("The keyring did not keep the key: you will be asked again here."))

    def _set_minutes(self, minutes: int) -> None:
        self._shell.remember(self._shell.settings._replace(lock_after=minutes))
        self._wait()

    def _on_kept(self) -> None:
        self.locking.show_kept(True)

    def _on_not_kept(self, _why: str) -> None:
        self.locking.show_kept(False)

    def _path(self) -> Path | None:
        shell = self._shell
        return Path(shell.settings.database) if shell.pages is not None else None

    def _keep(self) -> bool:
        return self._shell.keep()
