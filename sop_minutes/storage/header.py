"""The first bytes of a file, read so that SQLite keeps its locks on it."""

import os
from contextlib import suppress
from pathlib import Path

PLAIN = b"SQLite format 3\x00"
"""What every database begins with that is not encrypted."""

MARKED = b"SOPM"
"""What every encrypted database of ours begins with. Twelve bytes more say which key it is for."""

MARK_LENGTH = 16


def read_header(path: Path) -> bytes:
    """Return the first 100 bytes of a file. Raises OSError if it cannot be read.

    Where this process has it open, through that handle: to open it beside SQLite, and close it, would take
    away SQLite's locks (POSIX).
    """
    for handle in _handles_on(path):
        with suppress(OSError):
            return os.pread(handle, 100, 0)
    with path.open("rb") as file:
        return file.read(100)


def mark_in(path: Path) -> bytes | None:
    """Return which key a file is encrypted for, None where it is not encrypted, or not there."""
    try:
        header = read_header(path)
    except OSError:
        return None
    return header[:MARK_LENGTH] if header.startswith(MARKED) and len(header) >= MARK_LENGTH else None


def _handles_on(path: Path) -> list[int]:
    """Return the handles that this process has on a file."""
    found = []
    with suppress(OSError):
        file = path.stat()
        for handle in Path("/dev/fd").iterdir():
            with suppress(OSError):
                if os.path.samestat(os.fstat(int(handle.name)), file):
                    found.append(int(handle.name))
    return found
