"""Which start is the first of this user's with these settings: one window for all. Asked before it is painted."""

import os
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QCryptographicHash, QDir, QLockFile

from sop_minutes.locking import lock_at, take_left

_LONGEST = 76  # bytes; the system takes 108 for the whole name of a socket


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
    digest = QCryptographicHash.hash(os.fsencode(settings_at.absolute()), algorithm).toHex().data().decode()
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


def elect(place: MeetingPlace) -> QLockFile | None:
    """Return what makes this the first window, for as long as it is kept; None where another is the first."""
    lock = lock_at(place.lock)
    return lock if lock.tryLock(0) or take_left(lock) else None
