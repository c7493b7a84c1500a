"""A disk in memory for what the tests write: on another, a third of the run is waiting for syncs."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of one's own is made there
_ROOM = 6 << 30


def write_in_memory() -> None:
    """Have temporary files made there, by what is started, too; all of it goes at the end.

    Not where TMPDIR says where they are to be, and stay; nor where room is scarce: all tests write 2 GB.
    """
    has_room = os.access(_MEMORY, os.W_OK) and shutil.disk_usage(_MEMORY).free > _ROOM
    if has_room and "TMPDIR" not in os.environ:
        folder = tempfile.mkdtemp(prefix="sop-minutes-tests-", dir=_MEMORY)
        Path(folder).chmod(0o1777)  # as /tmp is: some tests are somebody else for a while
        os.environ["TMPDIR"] = tempfile.tempdir = folder
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
