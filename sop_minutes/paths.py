"""Where things are: the shipped resources, the user's own database, and what is gone soon."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tempfile import TemporaryDirectory

_PACKAGE = Path(__file__).parent
_ROOM = 256 * 1024 * 1024  # bytes: more than the largest file that is read


def resource(name: str) -> Path:
    """Return the path of a shipped file or folder: in the installed package, else beside it in a checkout."""
    installed = _PACKAGE / "resources" / name
    return installed if installed.exists() else _PACKAGE.parent / "resources" / name


def default_database() -> Path:
    """Return where the user's own database is kept when none is named; its folder is made."""
    folder = _own_folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder / "partnership.sopm"


def told_places() -> Path:
    """Return where it is kept which places were explained to the user."""
    return _own_folder() / "places.json"


def _own_folder() -> Path:
    import platformdirs  # a window that opens where one was does not ask

    return Path(platformdirs.user_data_path("sop-minutes", appauthor=False))


def passing_folder() -> "TemporaryDirectory[str]":
    """Return a folder for files that hold what the notes say, and are gone when it is closed.

    In memory, where the system has a folder there that is this user's alone and ends with the session: so
    nothing of them stays on a disk, even after a kill. Else among all temporary files, for this user alone.
    """
    import shutil
    from tempfile import TemporaryDirectory

    given = os.environ.get("XDG_RUNTIME_DIR", "")
    is_ours = bool(given) and Path(given).is_dir() and os.access(given, os.W_OK | os.X_OK)
    room = given if is_ours and shutil.disk_usage(given).free > _ROOM else None
    return TemporaryDirectory(prefix="sop-minutes-", dir=room, ignore_cleanup_errors=True)
