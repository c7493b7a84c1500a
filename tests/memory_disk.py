"""A disk in memory for what the tests write: on another, a third of the run is waiting for syncs."""

import os
import shutil
import tempfile
from pathlib import Path

_MEMORY = Path("/dev/shm")  # noqa: S108 - nothing is given a name there that another could guess
_ROOM = 4 << 30


def write_in_memory() -> None:
    """Have temporary files made there, by what is started, too; not where TMPDIR is set or room is scarce."""
    has_room = os.access(_MEMORY, os.W_OK) and shutil.disk_usage(_MEMORY).free > _ROOM
    if has_room and "TMPDIR" not in os.environ:
        os.environ["TMPDIR"] = tempfile.tempdir = str(_MEMORY)
