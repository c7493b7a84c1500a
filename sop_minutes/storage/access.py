"""What this process may do with a file and the folder it lies in. Apart: the early note asks it."""

import os
import shutil
from pathlib import Path

_ROOM_TO_SHARE = 64 * 1024  # bytes; the index of a log that connections share takes 32 kB at least
_AS_WE_ACT = os.access in os.supports_effective_ids


def is_read_only(path: Path) -> bool:
    """Say whether there is a file at `path` that SQLite could not write, itself or beside it."""
    places = (path, path.absolute().parent)
    return path.exists() and not all(os.access(p, os.W_OK, effective_ids=_AS_WE_ACT) for p in places)


def is_full(path: Path) -> bool:
    """Say whether the disk that `path` is on has no room for what connections to a database share."""
    return shutil.disk_usage(path.absolute().parent).free < _ROOM_TO_SHARE
