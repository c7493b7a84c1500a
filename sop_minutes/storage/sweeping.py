"""What a program that was killed left beside a database: wiped, as it may hold what is encrypted now."""

import os
import re
from contextlib import suppress
from pathlib import Path

from sop_minutes.storage.early import is_at_work, this_machine

NEW, WAS = "sopm-new", "sopm-was"
"""What a file is called while it is written anew, and what it was before, after the number of the process."""

_LEFT = re.compile(
    rf"\.(.+\.(?P<process>\d+)\.({NEW}|{WAS}|restored|part)|(?P<copying>\d+)-\d+\.part)(-wal|-shm|-journal)?"
)
_BLOCK = 1 << 20


def sweep(path: Path) -> None:
    """Wipe what was left beside the database at `path`, and its backups, when it was written or copied."""
    backups = path.absolute().with_name(f"{path.stem}-backups")
    for folder in {path.absolute().parent, path.resolve().parent, backups}:
        with suppress(OSError):
            for file in [*folder.iterdir()]:
                found = _LEFT.fullmatch(file.name)
                if found and not is_at_work(this_machine(), int(found["process"] or found["copying"])):
                    wipe(file)


def wipe(file: Path) -> None:
    """Overwrite a file, as far as the disk lets one, and remove it."""
    with suppress(OSError):
        handle = os.open(file, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0))
        try:
            overwrite(handle)
        finally:
            os.close(handle)
    with suppress(OSError):
        file.unlink(missing_ok=True)


def overwrite(handle: int) -> None:
    """Write zeros over a file, unless it goes by another name, too: that one may be in use."""
    state = os.fstat(handle)
    left = state.st_size if state.st_nlink <= 1 else 0
    os.lseek(handle, 0, os.SEEK_SET)
    while left > 0:
        left -= os.write(handle, bytes(min(left, _BLOCK)))
    os.fsync(handle)
