"""What a program that was killed left beside a database: wiped, as it may hold what is encrypted now."""

import os
import re
from contextlib import suppress
from pathlib import Path

from sop_minutes.storage.backups import folder_of
from sop_minutes.storage.early import is_at_work, this_machine
from sop_minutes.storage.header import MARKED, PLAIN
from sop_minutes.storage.marks import read_header
from sop_minutes.storage.promised import NEW

WAS = "sopm-was"
"""What a file is called while another is written in its place, after the number of the process."""

_LEFT = re.compile(
    rf"\.(.+\.)?(?P<process>\d+)(-\d+)?\.(?P<kind>{NEW}|{WAS}|restored|part|new)(-wal|-shm|-journal)?"
)
_LOGS = (b"\x37\x7f\x06\x82", b"\x37\x7f\x06\x83", b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7")
_BLOCK = 1 << 20


def sweep(path: Path) -> None:
    """Wipe what was left beside the database at `path`, and its backups, when it was written or copied.

    What another program calls its own in the same way, and is no database, stays.
    """
    named = {path.absolute(), path.resolve()}
    for folder in {each.parent for each in named} | {folder_of(each) for each in named}:
        with suppress(OSError):
            for file in [*folder.iterdir()]:
                found = _LEFT.fullmatch(file.name)
                ours = found and (found["kind"] in (NEW, WAS) or _holds_pages(file))
                if found and ours and not is_at_work(this_machine(), int(found["process"])):
                    wipe(file)


def _holds_pages(file: Path) -> bool:
    """Say whether a file begins as a database does, encrypted or not, or as the log of one."""
    try:
        return read_header(file).startswith((PLAIN, MARKED, *_LOGS))
    except OSError:
        return False


def wipe(file: Path) -> None:
    """Overwrite a file, as far as the disk lets one, and remove it.

    Of one that goes by another name, too, only this name: it may be a database that this process has open,
    and to open and close it once more would take SQLite's locks on it away (POSIX).
    """
    with suppress(OSError):
        if file.lstat().st_nlink > 1:
            file.unlink()
            return
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
