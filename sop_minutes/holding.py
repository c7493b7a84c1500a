"""One window at a time on a database: a lock file beside it, which no other window ever steals."""

from contextlib import suppress
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from PySide6.QtCore import QLockFile, QSysInfo

from sop_minutes.domain.errors import InUseError, UserError
from sop_minutes.locking import lock_at, take_left
from sop_minutes.storage.access import is_full, is_read_only

_MACHINE = 3
"""Which line of a lock says whose machine it is, after the process, its program and the host's name."""

_locks: dict[Path, "_Lock"] = {}
"""What this process has locked: the lock is the process's, and shared by all that hold the file in it."""


class _Lock:
    def __init__(self, lock: QLockFile) -> None:
        self.lock = lock
        self.holds = 0


class Hold:
    """A database that no other process opens a window on, until this is released."""

    def __init__(self, file: Path | None) -> None:
        """`file` is the lock's, None where there is none because the database can only be read."""
        self._file = file
        if file is not None:
            _locks[file].holds += 1

    def release(self) -> None:
        """Let the database go, unless something else in this process holds it too."""
        file, self._file = self._file, None
        if file is None:
            return
        _locks[file].holds -= 1
        if not _locks[file].holds:
            _locks.pop(file).lock.unlock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


def lock_file(path: Path) -> Path:
    """Return where the lock of the database at `path` is: beside it, by whatever name that was called."""
    real = path.resolve()
    return real.with_name(f".{real.name}.lock")


def hold_file(path: Path, *, patience_ms: int = 0) -> Hold:
    """Keep every other window from opening the database at `path`, until the hold is released.

    A database that can only be read is not locked, nor is one on a full disk, which SQLite itself gives
    to one process at a time. Raises InUseError if another process holds it for `patience_ms`, UserError
    if it cannot be locked.
    """
    if is_read_only(path) or not path.absolute().parent.is_dir():
        return Hold(None)
    file = lock_file(path)
    if file not in _locks:
        lock = lock_at(file)
        if not _take(lock, patience_ms):
            if lock.error() != QLockFile.LockError.LockFailedError and is_full(path):
                return Hold(None)
            raise _refusal(lock, path, file)
        _locks[file] = _Lock(lock)
    return Hold(file)


def _take(lock: QLockFile, patience_ms: int) -> bool:
    """Take the lock, if nobody has it. What a window of this computer left when it was killed is removed."""
    if _is_elsewhere(lock):  # not even asked: computers copied from one disk pass for each other
        return False
    return lock.tryLock(patience_ms) or (not _is_elsewhere(lock) and take_left(lock))


def _is_elsewhere(lock: QLockFile) -> bool:
    """Say whether another computer has the lock: one of another name, or of this one's and not this one."""
    process, host, _ = lock.getLockInfo()
    if not process:
        return False
    with suppress(OSError, IndexError):
        machine = Path(lock.fileName()).read_bytes().splitlines()[_MACHINE]
        return host != QSysInfo.machineHostName() or machine not in (b"", QSysInfo.machineUniqueId().data())
    return host != QSysInfo.machineHostName()


def _refusal(lock: QLockFile, path: Path, file: Path) -> UserError:
    """Return why the database cannot be held, and what to do."""
    if lock.error() == QLockFile.LockError.UnknownError:
        return UserError(
            f"{path} cannot be opened: its folder cannot be written just now. Nothing was changed. "
            "See whether the drive or network is there, and try again."
        )
    if lock.error() == QLockFile.LockError.PermissionError:
        return UserError(
            f"{path} cannot be opened: its folder does not let {file.name} be made beside it, which keeps "
            "two windows from writing at once. Nothing was changed."
        )
    process, host, _ = lock.getLockInfo()
    if not process:
        return InUseError(
            f"{path} may be open somewhere else: {file.name} beside it does not say where. Nothing was "
            f"changed. If nobody has it open, delete {file.name} and open it again."
        )
    known = ", ".join(filter(None, (_owner(file), _since(file))))
    who = f" ({known})" if known else ""
    if not _is_elsewhere(lock):
        return InUseError(
            f"{path} is open in another window on this computer{who}. Nothing was changed. "
            "Close that window first, or wait until it is closed."
        )
    return InUseError(
        f"{path} is open on the computer {host}{who}. Nothing was changed. Close it there first, or wait "
        f"until it is closed. Only if that computer has broken down: delete {file.name}, which lies beside."
    )


def _owner(file: Path) -> str:
    with suppress(OSError, KeyError, NotImplementedError):
        return file.owner()
    return ""


def _since(file: Path) -> str:
    with suppress(OSError):
        at = datetime.fromtimestamp(file.stat().st_mtime).astimezone()
        return f"since {at:%H:%M} on {at.day} {at:%B %Y}"
    return ""
