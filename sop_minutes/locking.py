"""Lock files that are nobody's because of time, and recover from every way to be killed."""

import os
import time
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QLockFile

_HALF_WRITTEN_MS = 500
"""How long a lock that says nothing yet is waited for: its process has just made it, or was killed then."""

_LETTING_GO = 0.05
"""Seconds in which a process that lets its lock go has removed it, too."""


def lock_at(file: Path) -> QLockFile:
    """Return a lock that is never taken for stale because it is old."""
    lock = QLockFile(str(file))
    lock.setStaleLockTime(0)
    return lock


def take_left(lock: QLockFile) -> bool:
    """Take a lock that could not be had, if no living process of this computer holds it; say whether it was.

    QLockFile knows the dead by their numbers. It cannot tell where another Python has the number now,
    or where the file says nothing yet. The system can: it holds a lock of its own on the file for as
    long as the process lives.
    """
    if lock.error() != QLockFile.LockError.LockFailedError or os.name != "posix":
        return False
    if not lock.getLockInfo()[0] and lock.tryLock(_HALF_WRITTEN_MS):
        return True
    return _remove_left(Path(lock.fileName())) and lock.tryLock(0)


def _remove_left(file: Path) -> bool:
    import fcntl

    with suppress(OSError), file.open("rb") as left:
        fcntl.flock(left, fcntl.LOCK_EX | fcntl.LOCK_NB)
        time.sleep(_LETTING_GO)
        if os.path.samestat(os.fstat(left.fileno()), file.stat()):
            file.unlink()
            return True
    return False
