"""What a database file says it is, read without SQLite: to ask SQLite would change what lies beside it."""

import os
import struct
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, NamedTuple

_MAGIC = b"SQLite format 3\x00"
_HEADER = 100
_LEAST = 512  # bytes of a page
_LOG_MAGICS = (0x377F0682, 0x377F0683)
_LOG_HEADER, _FRAME_HEADER = struct.Struct(">8I"), struct.Struct(">6I")


class Marks(NamedTuple):
    """Whose a file is and of which version, by its `application_id` and `user_version`."""

    application: int
    version: int


def read_marks(path: Path) -> Marks | None:
    """Return a file's marks as of its last commit, be that still in its write-ahead log.

    None for a file that is no SQLite database in plain. Raises OSError if it cannot be read.
    """
    header = read_header(path)
    if not header.startswith(_MAGIC):
        return None
    return _marks(_logged_header(path) or header)


def read_header(path: Path) -> bytes:
    """Return a file's first bytes. Raises OSError if it cannot be read.

    One that this process has open is read by the handle that is there: to open it beside SQLite, and
    close it, would take away SQLite's locks on it (POSIX).
    """
    for handle in handles_on(path):
        with suppress(OSError):
            return os.pread(handle, _HEADER, 0)
    with path.open("rb") as file:
        return file.read(_HEADER)


def _marks(header: bytes) -> Marks:
    return Marks(int.from_bytes(header[68:72], "big"), int.from_bytes(header[60:64], "big"))


def _logged_header(path: Path) -> bytes:
    """Return the header as the last commit in the write-ahead log has it, nothing if none there has one."""
    with suppress(FileNotFoundError), path.with_name(f"{path.name}-wal").open("rb") as log:
        start = log.read(_LOG_HEADER.size)
        if len(start) == _LOG_HEADER.size:
            magic, _, size, _, *salts, _, _ = _LOG_HEADER.unpack(start)
            if magic in _LOG_MAGICS and size >= _LEAST:
                return _last_header(log, size, salts)
    return b""


def _last_header(log: BinaryIO, size: int, salts: list[int]) -> bytes:
    """Return what the frames of a log make of the first page's header; those of an earlier log end it."""
    written = committed = b""
    while len(start := log.read(_FRAME_HEADER.size)) == _FRAME_HEADER.size:
        number, pages, *these, _, _ = _FRAME_HEADER.unpack(start)
        page = log.read(_HEADER) if number == 1 else b""
        if these != salts:
            break
        written = page or written
        log.seek(size - len(page), os.SEEK_CUR)
        if pages:  # a commit, and how many pages the file has then
            committed = written
    return committed


def handles_on(path: Path) -> list[int]:
    """Return the handles that this process has on a file."""
    try:
        file = path.stat()
    except OSError:
        return []
    return [handle for handle, state in open_handles() if os.path.samestat(state, file)]


def open_handles() -> Iterator[tuple[int, os.stat_result]]:
    """Yield the handles of this process, with what each is on; none where the system does not tell."""
    with suppress(OSError):
        for handle in Path("/dev/fd").iterdir():
            with suppress(OSError):
                yield int(handle.name), os.fstat(int(handle.name))
