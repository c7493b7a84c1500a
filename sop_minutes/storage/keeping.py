"""Where the key of an encrypted database is kept: in the system's keyring, or wrapped by a passphrase.

The libraries are imported when an encrypted file is met, and not before.
"""

import os
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from sop_minutes.domain.errors import UserError
from sop_minutes.domain.recovery import KEY_BYTES, is_like_recovery_key, possible_keys
from sop_minutes.storage.header import mark_in
from sop_minutes.storage.keys import Key, hold_key, key_of
from sop_minutes.storage.promised import keep_wrapped, key_file, key_files_near, read_key_file

SERVICE = "SOP Minutes"
SHORTEST = 12
"""So many characters a passphrase has at least."""

COST = 2**17
"""What scrypt takes: 128 MB and about half a second for each guess. A file says what it was made with."""

_LEAST, _MOST = 2**14, 2**20
_R, _P = 8, 1


class Wrapped(NamedTuple):
    """A key as a passphrase has wrapped it, and what that took."""

    salt: bytes
    n: int
    kept: bytes


def keyring() -> Any | None:
    """Return the system's keyring, None where there is none, or none that is worth the name."""
    try:
        import keyring as library

        found = library.get_keyring()
        # Below 1: kept as plain text, or not at all. Several may stand behind one that is above all of them.
        worth = (each for each in getattr(found, "backends", [found]) if each.priority >= 1)
        return next(worth, None)
    except Exception:
        return None


def keep_in_keyring(key: Key) -> bool:
    """Keep a key in the keyring; say whether it is there now, which is asked of the keyring."""
    found = keyring()
    if found is None:
        return False
    try:
        found.set_password(SERVICE, key.mark.hex(), key.raw.hex())
    except Exception:
        return False
    return key_in_keyring(key.mark) == key


class ClosedError(Exception):
    """The keyring was not opened, or does not answer: nobody knows what it has."""


def key_in_keyring(mark: bytes) -> Key | None:
    """Return the key that the keyring has for files with this mark, None if it has none, or is closed."""
    with suppress(ClosedError):
        return ask_keyring(mark)
    return None


def ask_keyring(mark: bytes) -> Key | None:
    """Return the key that the keyring has for files with this mark, None if it has none.

    It may ask its user first, and takes as long as that. Raises ClosedError where it was not opened.
    """
    found = keyring()
    if found is None:
        return None
    try:
        kept = found.get_password(SERVICE, mark.hex())
    except Exception as error:
        raise ClosedError from error
    with suppress(ValueError):
        key = key_of(bytes.fromhex(kept or ""))
        return key if key.mark == mark else None
    return None


def check_passphrase(passphrase: str) -> None:
    """Raise UserError for a passphrase that is soon guessed."""
    if len(_plain(passphrase)) < SHORTEST or len(set(passphrase)) < SHORTEST // 2:
        raise UserError(f"A passphrase has at least {SHORTEST} characters; four or five words are good.")
    if is_like_recovery_key(passphrase):
        raise UserError("So many digits would be taken for a recovery key; put words into a passphrase.")


def keep_by_passphrase(path: Path, key: Key, passphrase: str) -> Path:
    """Wrap the key of the database at `path` by a passphrase, in a small file beside it; return that.

    The database is not written. Raises UserError for a poor passphrase, OSError where nothing can be written.
    """
    from cryptography.hazmat.primitives.keywrap import aes_key_wrap

    check_passphrase(passphrase)
    salt = os.urandom(16)
    wrapped = aes_key_wrap(_wrapping(passphrase, salt, COST), key.raw)
    said = {"mark": key.mark.hex(), "kdf": "scrypt", "n": COST, "salt": salt.hex(), "key": wrapped.hex()}
    return keep_wrapped(path, said)


def has_passphrase(path: Path) -> bool:
    """Say whether the encrypted file at `path` opens with a passphrase."""
    mark = mark_in(path)
    return mark is not None and bool(wrapped_near(path, mark))


def why_no_passphrase(path: Path) -> str:
    """Return why the encrypted file at `path` opens by no passphrase here, and what can be done about it."""
    mark, file = mark_in(path), key_file(path)
    near = [read_key_file(each) for each in key_files_near(path)]
    if any(said.get("mark") == (mark or b"").hex() and "key" not in said for said in near):
        return f"{path} has no passphrase."
    lost = "cannot be read" if file.exists() else "is missing"
    return (
        f"{path} opens by no passphrase here: {file.name}, which belongs beside it, {lost}. If it has a "
        f"passphrase, copy {file.name} from where the database was before, and try again."
    )


def unlock(path: Path, secret: str) -> Key:
    """Hold the key of the encrypted file at `path`, by its passphrase or its recovery key; return it.

    Raises UserError, which says what is wrong, for another's.
    """
    mark = mark_in(path)
    if mark is None:
        raise UserError(f"{path} is not encrypted.")
    wrapped = wrapped_near(path, mark)
    key = key_by(mark, wrapped, secret)
    if key is None and is_like_recovery_key(secret):
        raise UserError(f"That is the recovery key of another database than {path}.")
    if key is None and not wrapped:
        raise UserError(f"{why_no_passphrase(path)} Its recovery key, sixteen groups of digits, opens it.")
    if key is None:
        raise UserError("That is not the passphrase.")
    hold_key(key)
    return key


def key_by(mark: bytes, wrapped: Sequence[Wrapped], secret: str) -> Key | None:
    """Return the key for files with this mark, by its recovery key or the passphrase that wrapped it.

    None for another's. Raises UserError for a recovery key that is mistyped.
    """
    is_paper = is_like_recovery_key(secret)
    found = map(key_of, possible_keys(secret)) if is_paper else _unwrapped(wrapped, secret)
    return next((key for key in found if key.mark == mark), None)


def _unwrapped(wrapped: Sequence[Wrapped], passphrase: str) -> Iterator[Key]:
    from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap

    for each in wrapped:
        with suppress(InvalidUnwrap, ValueError):
            yield key_of(aes_key_unwrap(_wrapping(passphrase, each.salt, each.n), each.kept))


def wrapped_near(path: Path, mark: bytes) -> tuple[Wrapped, ...]:
    """Return each wrapped key for files with this mark: beside the file, or beside its folder.

    The file may have another name by now, or be a backup in a folder beside the database.
    """
    found = []
    for said in map(read_key_file, key_files_near(path)):
        try:
            salt, n, kept = bytes.fromhex(said["salt"]), int(said["n"]), bytes.fromhex(said["key"])
            fits = bytes.fromhex(said["mark"]) == mark and said["kdf"] == "scrypt" and _LEAST <= n <= _MOST
        except (ValueError, TypeError, KeyError, OverflowError):
            continue
        if fits and n & (n - 1) == 0 and len(kept) == KEY_BYTES + 8:
            found.append(Wrapped(salt, n, kept))
    return tuple(found)


def _wrapping(passphrase: str, salt: bytes, n: int) -> bytes:
    """Return the key that wraps the key: what a passphrase comes to, however its accents were typed."""
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    words = _plain(passphrase).encode("utf-8", "surrogatepass")
    return Scrypt(salt=salt, length=32, n=n, r=_R, p=_P).derive(words)


def _plain(passphrase: str) -> str:
    return unicodedata.normalize("NFC", passphrase.rstrip("\r\n"))
