"""What the window has done about encryption: unlocking, turning it on and off, the ways in."""

from enum import Enum, auto
from pathlib import Path
from typing import NamedTuple

from sop_minutes.domain.errors import UserError
from sop_minutes.domain.recovery import recovery_key, same_group
from sop_minutes.storage import keeping
from sop_minutes.storage.header import mark_in
from sop_minutes.storage.keys import Key, forget_keys, hold_key, is_given, is_held, key_for, new_key
from sop_minutes.storage.promised import withdraw


class Opens(NamedTuple):
    """Whether a database is encrypted, and what opens it beside its recovery key."""

    is_encrypted: bool
    by_keyring: bool = False
    by_passphrase: bool = False


class Looked(Enum):
    """What came of a look in the keyring: CLOSED is one that was not opened, or does not answer."""

    FOUND = auto()
    LACKING = auto()
    CLOSED = auto()


class NewKey:
    """A key that is yet to be used, and shown first: whoever turns encryption on has it on paper by then."""

    def __init__(self) -> None:
        self.key = new_key()
        self.printed = recovery_key(self.key.raw)

    def is_group(self, typed: str, number: int) -> bool:
        """Say whether what was typed is group `number` of it, from 1."""
        return same_group(typed, self.key.raw, number)


class Guard:
    """What shows a locked window again, as the database in it was opened.

    What lies at its path by now says nothing of that: it may be another file, or none.
    """

    def __init__(self, path: Path) -> None:
        """`path` is of a database that was opened just now."""
        self._path = path
        self.mark = mark_in(path)
        self._wrapped: tuple[keeping.Wrapped, ...] = ()
        self.look()

    @property
    def is_encrypted(self) -> bool:
        """Say whether what is open is encrypted."""
        return self.mark is not None

    @property
    def by_passphrase(self) -> bool:
        """Say whether a passphrase opens it."""
        return bool(self._wrapped)

    @property
    def asks(self) -> bool:
        """Say whether something is to be typed: not where the keyring alone opens it for whoever is here."""
        return self.mark is not None and (self.by_passphrase or not is_given(self.mark))

    def look(self) -> None:
        """Take up the passphrase that it has now; where none is there any more, it is the one it had."""
        if self.mark is not None:
            self._wrapped = keeping.wrapped_near(self._path, self.mark) or self._wrapped

    def check(self, secret: str) -> bool:
        """Return True for what opens it. Raises UserError, which says what is wrong with another secret."""
        if self.mark is not None and keeping.key_by(self.mark, self._wrapped, secret) is None:
            what = "the passphrase" if self.by_passphrase else "its recovery key"
            raise UserError(f"That is not {what}.")
        return True


def forget_keys_but(guard: Guard | None) -> None:
    """Forget the keys of all files but the one that is open, and its backups; None where none is."""
    forget_keys(besides=guard.mark if guard else None)


def check_passphrase(passphrase: str) -> None:
    """Raise UserError for a passphrase that is soon guessed."""
    keeping.check_passphrase(passphrase)


def has_keyring() -> bool:
    """Say whether this machine has a keyring that is worth the name."""
    return keeping.keyring() is not None


def is_encrypted(path: Path) -> bool:
    """Say whether a file is encrypted; nothing heavy is imported for that."""
    return mark_in(path) is not None


def opens_by(path: Path) -> Opens:
    """Return how a database is opened. The keyring is asked."""
    mark = mark_in(path)
    if mark is None:
        return Opens(is_encrypted=False)
    return Opens(True, keeping.key_in_keyring(mark) is not None, keeping.has_passphrase(path))


def plain_backups(path: Path) -> tuple[Path, ...]:
    """Return the backups of a database that are not encrypted."""
    from sop_minutes.storage.encrypting import plain_backups as found

    return found(path)


def has_passphrase(path: Path) -> bool:
    """Say whether a database opens by a passphrase here. The keyring is not asked."""
    return keeping.has_passphrase(path)


def why_no_passphrase(path: Path) -> str:
    """Return why a database opens by no passphrase here, and what can be done about it."""
    return keeping.why_no_passphrase(path)


def open_as_it_is(path: Path) -> str:
    """Let a plain file be opened that is in the place of an encrypted one; return why not, "" for done."""
    try:
        withdraw(path)
    except OSError as error:
        return f"Nothing can be written beside {path}: {error.strerror}."
    return ""


def locked_backup(path: Path) -> Path | None:
    """Return the newest backup of a database whose key is not held, None where all can be opened."""
    from sop_minutes.storage.backups import backups_of, folder_of

    files = (folder_of(path) / backup.name for backup in backups_of(path))
    return next((file for file in files if not is_held(file)), None)


def unlock_by_keyring(path: Path) -> Looked:
    """Hold the key that the keyring has for a file; say what came of it."""
    mark = mark_in(path)
    try:
        key = keeping.ask_keyring(mark) if mark is not None else None
    except keeping.ClosedError:
        return Looked.CLOSED
    if key is None:
        return Looked.LACKING
    hold_key(key, given=True)
    return Looked.FOUND


def unlock(path: Path, secret: str, *, keep: bool = False) -> bool:
    """Hold the key of a file, by its passphrase or recovery key; `keep` it in the keyring, too.

    Returns whether it is kept as it is wished. Raises UserError, which says what is wrong with it.
    """
    key = keeping.unlock(path, secret)
    return _keep(key) if keep else True


def turn_on(path: Path, new: NewKey, passphrase: str = "") -> str:
    """Encrypt a database that is open nowhere, opened by the passphrase, or else by the keyring.

    Returns what is to be said of its backups. Raises UserError where it cannot be done: it is as it was then.
    """
    if passphrase:
        _wrap(path, new.key, passphrase)
    elif not _keep(new.key):
        raise UserError("The keyring did not keep the key. Nothing was changed; take a passphrase.")
    from sop_minutes.storage.encrypting import encrypt

    return encrypt(path, new.key).warning


def turn_off(path: Path) -> str:
    """Make a database that is open nowhere a plain file, as `turn_on` makes it an encrypted one."""
    from sop_minutes.storage.encrypting import decrypt

    return decrypt(path).warning


def change_passphrase(path: Path, passphrase: str) -> None:
    """Have a database open by another passphrase, or by one at all; it is not written itself."""
    _wrap(path, _held(path), passphrase)


def keep_in_keyring(path: Path) -> bool:
    """Keep the key of a database in the keyring; say whether that keeps it."""
    return _keep(_held(path))


def printed_key(path: Path) -> str:
    """Return the recovery key of a database that is unlocked."""
    return recovery_key(_held(path).raw)


def _wrap(path: Path, key: Key, passphrase: str) -> None:
    try:
        keeping.keep_by_passphrase(path, key, passphrase)
    except OSError as error:
        raise UserError(f"Nothing can be written beside {path}: {error.strerror}.") from error


def _keep(key: Key) -> bool:
    kept = keeping.keep_in_keyring(key)
    if kept:
        hold_key(key, given=True)
    return kept


def _held(path: Path) -> Key:
    key = key_for(path)
    if key is None:
        raise UserError(f"{path} is not encrypted.")
    return key
