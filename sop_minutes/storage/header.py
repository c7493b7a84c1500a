"""What a file begins with: a database in plain, or an encrypted one, and then for which key."""

from contextlib import suppress
from pathlib import Path

from sop_minutes.storage.marks import read_header

PLAIN = b"SQLite format 3\x00"
"""What every database begins with that is not encrypted."""

MARKED = b"SOPM"
"""What every encrypted database of ours begins with. Twelve bytes more say which key it is for."""

MARK_LENGTH = 16

_PART = 1 << 20
_PACKED = 0.9


def is_plain(path: Path) -> bool:
    """Say whether a file is a database that is not encrypted."""
    try:
        return read_header(path).startswith(PLAIN)
    except OSError:
        return False


def is_database(path: Path) -> bool:
    """Say whether a file is a database, encrypted or not."""
    try:
        return read_header(path).startswith((PLAIN, MARKED))
    except OSError:
        return False


def has_plain_words(path: Path) -> bool:
    """Say whether a file that is no database, a damaged one or a log, holds what can be read without a key.

    What is encrypted does not become smaller when it is packed. Zeros say nothing.
    """
    import zlib  # only where there is such a file

    with suppress(OSError), path.open("rb") as file:
        while part := file.read(_PART):
            if part.strip(b"\0") and len(zlib.compress(part, 1)) < _PACKED * len(part):
                return True
    return False


def mark_in(path: Path) -> bytes | None:
    """Return which key a file is encrypted for, None where it is not encrypted, or not there."""
    try:
        header = read_header(path)
    except OSError:
        return None
    return header[:MARK_LENGTH] if header.startswith(MARKED) and len(header) >= MARK_LENGTH else None
