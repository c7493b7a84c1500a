"""The keys of encrypted databases, and those that this process was given. Nothing heavy is imported.

A key is 32 random bytes. The 16 with which an encrypted file begins, where SQLCipher keeps a salt, are
made from it: they say which key a file is for without saying anything else of it, in every copy of the file.
"""

import os
import shlex
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sop_minutes.domain.errors import KeyWantedError, SwappedError, UserError
from sop_minutes.domain.recovery import KEY_BYTES
from sop_minutes.storage.header import MARK_LENGTH, MARKED, is_plain, mark_in
from sop_minutes.storage.promised import is_promised


@dataclass(frozen=True, slots=True)
class Key:
    """A key, and the mark of the files it is for. It is shown nowhere by accident."""

    raw: bytes = field(repr=False)
    mark: bytes

    @property
    def words(self) -> str:
        """The key as SQLCipher takes it: raw, with the salt."""
        return f"x'{self.raw.hex()}{self.mark.hex()}'"


def new_key() -> Key:
    """Return a key that nobody has had before."""
    return key_of(os.urandom(KEY_BYTES))


def key_of(raw: bytes) -> Key:
    """Return the key that these 32 bytes are."""
    import hmac  # only where a key is made or typed

    told = hmac.digest(raw, b"SOP Minutes: which file a key is for", "sha256")
    return Key(raw, MARKED + told[: MARK_LENGTH - len(MARKED)])


Asked = Callable[[Path, bytes], Key | None]

_held: dict[bytes, Key] = {}
_given: set[bytes] = set()
"""The marks of keys that this machine's keyring gives to whoever sits at it."""

_asked: list[Asked] = []


def hold_key(key: Key, *, given: bool = False) -> None:
    """Open every file that this key is for, until it is forgotten; say if the keyring has `given` it."""
    _held[key.mark] = key
    if given:
        _given.add(key.mark)


def is_given(mark: bytes) -> bool:
    """Say whether the key that is held for files with this mark is one that the keyring gives."""
    return mark in _given


def forget_keys(*, besides: bytes | None = None) -> None:
    """Hold no key any more `besides` that for files with this mark, and ask nobody."""
    for mark in [*_held]:
        if mark != besides:
            del _held[mark]
            _given.discard(mark)
    _asked.clear()


def ask_for_keys(asked: Asked) -> None:
    """Have this asked for each key that is not held: given the file and its mark, it returns the key."""
    _asked[:] = [asked]


def is_held(path: Path) -> bool:
    """Say whether a file can be opened without asking: it is not encrypted, or its key is held."""
    mark = mark_in(path)
    return mark is None or mark in _held


def key_for(path: Path) -> Key | None:
    """Return the key of a file, None for one that is not encrypted or not there.

    Raises KeyWantedError where it is not known, SwappedError for a plain file that is to be encrypted.
    """
    mark = mark_in(path)
    if mark is None:
        if is_promised(path) and is_plain(path):
            raise SwappedError(
                f"{path} was encrypted, and the file that is there now is not: an older copy, or another, "
                "was put in its place. It was not opened.",
                at_terminal=f"Put a backup back with: {_of(path)} backups restore; or, for it to be opened "
                f"as it is, say: {_of(path)} decrypt",
            )
        return None
    if mark not in _held:
        for asked in _asked:
            key = asked(path, mark)
            if key is not None:
                hold_key(key)
    held = _held.get(mark)
    if held is None:
        raise KeyWantedError(f"{path} is encrypted. It opens with its passphrase or its recovery key.")
    return held


def use_key(connection: Any, key: Key) -> None:
    """Give a connection its key, before anything else is asked of it.

    SQLite without SQLCipher takes `PRAGMA key` without a word, and writes plain text: so it is asked for
    its `cipher_version`.
    """
    connection.execute(f'PRAGMA key = "{key.words}"')
    if not connection.execute("PRAGMA cipher_version").fetchone():
        raise UserError("This SQLite cannot encrypt: nothing was opened. Install SOP Minutes again.")
    for setting in ("cipher_compatibility = 4", "cipher_log_level = NONE", "temp_store = MEMORY"):
        connection.execute(f"PRAGMA {setting}")


def _of(path: Path) -> str:
    return f"sop-minutes --database {shlex.quote(str(path))}"
