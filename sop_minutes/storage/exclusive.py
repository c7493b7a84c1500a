"""Keeping everybody out of a database file, whatever is in it: by the bytes that SQLite locks."""

import errno
import os
import struct
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from sop_minutes.domain.errors import UserError
from sop_minutes.storage.marks import handles_on

_FIRST = 0x40000000
_COUNT = 512
"""Where SQLite locks a file, and how many bytes: who has it open in WAL mode, or reads it, holds one."""

_PATIENCE = 0.5
_PAUSE = 0.02
_BUSY = {errno.EAGAIN, errno.EACCES}


@contextmanager
def exclusive(path: Path) -> Iterator[BinaryIO | None]:
    """Give a handle on a file that nobody has open in SQLite, and let nobody in; None where there is no file.

    Nobody is this process, too. SQLite itself would empty the log beside a file that is empty, and refuse one
    that is damaged. Raises UserError if somebody has it open or it may not be written, OSError if it
    cannot be opened.
    """
    _wait_for(path, lambda: not handles_on(path))  # to close one more would let go of what SQLite locks here
    try:
        file = path.open("rb+")
    except FileNotFoundError:
        yield None
        return
    except PermissionError as error:
        raise UserError(f"{path} is read-only: let it be written first.") from error
    with file:
        _wait_for(path, lambda: _lock(file.fileno()))
        if not os.path.samestat(os.fstat(file.fileno()), path.stat()):
            raise UserError(f"{path} was just replaced by another program. Look again what is in it.")
        yield file


def _wait_for(path: Path, succeeds: Callable[[], bool]) -> None:
    until = time.monotonic() + _PATIENCE
    while not succeeds():
        if time.monotonic() > until:
            raise UserError(f"{path} is open in another program. Close it first.")
        time.sleep(_PAUSE)


def _lock(handle: int) -> bool:
    """Take the lock, which is the handle's own and not the process's; where there is none such, hold none."""
    if os.name != "posix":  # there, a file that is open cannot be replaced anyway
        return True
    import fcntl

    wanted = struct.pack("hhqqi0q", fcntl.F_WRLCK, os.SEEK_SET, _FIRST, _COUNT, 0)
    try:
        if hasattr(fcntl, "F_OFD_SETLK"):
            fcntl.fcntl(handle, fcntl.F_OFD_SETLK, wanted)
        else:
            fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB, _COUNT, _FIRST)
    except OSError as error:
        if error.errno in _BUSY:
            return False
        raise
    return True
