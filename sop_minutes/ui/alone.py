"""Which start is the first of this user's with these settings: it alone opens a window."""

import os
import time
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QCryptographicHash, QDir, QLockFile

from sop_minutes.domain.errors import UserError
from sop_minutes.locking import lock_at, take_left

_LONGEST = 76  # bytes; the system takes 108 for the whole name of a socket

PATIENCE = 10.0
"""Seconds that a window which is open is waited for."""


class MeetingPlace(NamedTuple):
    """Where the windows with the same settings meet: what the first locks, and where it listens."""

    lock: Path
    name: str


def meeting_place(settings_at: Path) -> MeetingPlace | None:
    """Return where windows with these settings meet, None where there is no place of this user's alone.

    It lies where the system keeps such things for a session, else in a folder of the temporary files.
    """
    folder = _own_folder()
    if folder is None:
        return None
    algorithm = QCryptographicHash.Algorithm.Sha256
    digest = QCryptographicHash.hash(os.fsencode(settings_at.absolute()), algorithm).toHex().toStdString()
    place = folder / f"sop-minutes-{digest[:16]}"
    return MeetingPlace(place.with_suffix(".lock"), place.name if os.name == "nt" else str(place))


def _own_folder() -> Path | None:
    session = os.environ.get("XDG_RUNTIME_DIR", "")
    folder = Path(session) if session else Path(QDir.tempPath())
    try:
        if os.name == "posix":
            if not session:
                folder /= f"sop-minutes-{os.getuid()}"
                folder.mkdir(mode=0o700, exist_ok=True)
            if folder.lstat().st_uid != os.getuid() or folder.lstat().st_mode & 0o077:
                return None
    except OSError:
        return None
    return folder if len(os.fsencode(folder)) <= _LONGEST else None


class Alone:
    """What makes this the first window, for as long as it lives or until it leaves."""

    def __init__(self, name: str, lock: QLockFile) -> None:
        """`name` is where it is to listen."""
        self.name = name
        self._lock = lock

    def leave(self) -> None:
        """Let another start be the first."""
        self._lock.unlock()


def be_first(place: MeetingPlace, file: Path | None) -> Alone | None:
    """Be the first window, or call the one that is, to open `file`; None where that has answered.

    Raises UserError if it does not. One that has only just been started is waited for.
    """
    lock = lock_at(place.lock)
    if lock.tryLock(0) or take_left(lock):
        return Alone(place.name, lock)
    from sop_minutes.ui.calling import call_of, send_call  # a window that is the first is painted before this

    call, until = call_of(file), time.monotonic() + PATIENCE
    while (left := until - time.monotonic()) > 0:
        if send_call(place.name, call, left):
            return None
        if lock.tryLock(0) or take_left(lock):  # it was closed meanwhile, or has died
            return Alone(place.name, lock)
    if lock.error() != QLockFile.LockError.LockFailedError:
        return Alone(place.name, lock)  # nobody can be the first here; each file still has its lock
    raise UserError(
        f"SOP Minutes is open already, but its window does not answer (process {lock.getLockInfo()[0]}). "
        "Wait a minute and start it again. If it still does not answer, end it: what it has saved is safe."
    )
