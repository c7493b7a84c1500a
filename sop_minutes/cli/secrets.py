"""How the terminal comes by the key of an encrypted database, and by a new passphrase."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sop_minutes.domain.errors import UserError

if TYPE_CHECKING:
    from sop_minutes.storage.keys import Key

PASSPHRASE, NEW_PASSPHRASE = "SOP_MINUTES_PASSPHRASE", "SOP_MINUTES_NEW_PASSPHRASE"
"""Where a script says a passphrase, or a recovery key, and the one that is to replace it."""

_TRIES = 3
_SOON = 1.0
"""After so many seconds it is said that the keyring is waited for."""


class Secrets:
    """What was said about keys when the terminal was called."""

    def __init__(self, file: Path | None = None) -> None:
        """`file` holds a passphrase, or a recovery key, in its first line."""
        self._file = file

    def listen(self) -> None:
        """Have whatever opens an encrypted file come here for its key."""
        from sop_minutes.storage.keys import ask_for_keys

        ask_for_keys(self._find)

    def given(self) -> str:
        """Return the passphrase or recovery key that a script has said, "" for none."""
        return _line_of(self._file) if self._file else os.environ.get(PASSPHRASE, "")

    def new_passphrase(self, given: str = "") -> str:
        """Return a new passphrase: the one given, or else asked for twice. Raises UserError for none."""
        from sop_minutes.storage.keeping import check_passphrase

        passphrase = given or (_asked_twice() if sys.stdin.isatty() else "")
        if not passphrase:
            raise UserError(
                f"A new passphrase is wanted: type it at a terminal, or give it in {NEW_PASSPHRASE} "
                "or with --new-passphrase-file."
            )
        check_passphrase(passphrase)
        return passphrase

    def _find(self, path: Path, mark: bytes) -> "Key | None":
        """Return the key of an encrypted file: from the keyring, from what was said, or asked for."""
        from sop_minutes.storage.keeping import ClosedError, unlock

        closed = ""
        try:
            if (key := _in_keyring(mark)) is not None:
                return key
        except ClosedError:
            closed = ", and this machine's keyring, which may have its key, was not opened"
        if given := self.given():
            return unlock(path, given)
        if not sys.stdin.isatty():
            raise UserError(
                f"{path} is encrypted{closed}. Give its passphrase or recovery key with --passphrase-file, "
                f"or in {PASSPHRASE}."
            )
        if closed:
            sys.stderr.write(f"{path.name} is encrypted{closed}.\n")
        return _asked(path)


def _in_keyring(mark: bytes) -> "Key | None":
    """Ask the keyring; where it lets one wait, for it asks its user first, say so."""
    from threading import Timer

    from sop_minutes.storage.keeping import ask_keyring

    waits = (
        "Waiting for this machine's keyring: it may ask for its password on the screen. Ctrl+C gives up.\n"
    )
    soon = Timer(_SOON, sys.stderr.write, (waits,))
    soon.daemon = True
    soon.start()
    try:
        return ask_keyring(mark)
    finally:
        soon.cancel()


def line_given(file: Path | None) -> str:
    """Return a new passphrase that a script has said, in a file or in its environment; "" for none."""
    return _line_of(file) if file else os.environ.get(NEW_PASSPHRASE, "")


def _line_of(file: Path) -> str:
    """Return what a file says in its first line; all of it where that is a recovery key."""
    from sop_minutes.domain.recovery import is_like_recovery_key

    try:
        said = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise UserError(f"{file} is not a text file.") from error
    return said if is_like_recovery_key(said) else said.partition("\n")[0].rstrip("\r")


def _asked(path: Path) -> "Key | None":
    """Ask for a passphrase or a recovery key, a few times; None where nothing is typed."""
    import getpass

    from sop_minutes.storage.keeping import unlock

    for left in range(_TRIES - 1, -1, -1):
        said = getpass.getpass(f"Passphrase or recovery key of {path.name}: ")
        if not said:
            return None
        try:
            return unlock(path, said)
        except UserError as error:
            if not left:
                raise
            sys.stderr.write(f"{error}\n")
    return None


def _asked_twice() -> str:
    import getpass

    first = getpass.getpass("New passphrase: ")
    if first != getpass.getpass("The same again: "):
        raise UserError("The two are not the same. Nothing was changed.")
    return first
