"""Files that pass: what is yet to take a place, and what was in it. What a killed program left is wiped.

Their names say where and by which process they are written. On another machine, in a container, or before
this machine was started, process numbers are others: what is written there may be at work, whatever number
it has, and is left for a day. After a day nothing is at work, whoever has the number by now.
"""

import os
import re
import stat
import time
from contextlib import suppress
from functools import cache
from pathlib import Path
from secrets import token_hex

from sop_minutes.domain.backups import fitting
from sop_minutes.storage.processes import is_at_work, this_machine

NEW, WAS = "sopm-new", "sopm-was"
"""What the name of a file ends in that is yet to take its place, and of what was there before."""

_NAME = re.compile(
    rf"\..+\.(?P<where>[0-9a-f]{{8}})-(?P<process>\d+)\.({NEW}|{WAS})(-wal|-shm|-journal)?", re.DOTALL
)
_LONGEST = 80
"""Bytes of a name that are kept in that of what passes: the disk takes no more than 255."""

_START = Path("/proc/sys/kernel/random/boot_id")
_DAY = 24 * 60 * 60
_BLOCK = 1 << 20


def passing(path: Path, kind: str = NEW, *, word: str = "") -> Path:
    """Return a name beside a file for what passes; `word` tells several of one process apart."""
    stem = fitting(path.name, f".{word}" if word else "", _LONGEST)
    return path.with_name(f".{stem}.{_here()}-{os.getpid()}.{kind}")


def is_passing(name: str) -> bool:
    """Say whether a file's name is one of what passes, whosoever it is."""
    return _NAME.fullmatch(name) is not None


def sweep_folder(folder: Path) -> None:
    """Wipe what programs that are not there any more left in a folder."""
    with suppress(OSError):
        for file in [*folder.iterdir()]:
            found = _NAME.fullmatch(file.name)
            if found:
                with suppress(OSError):
                    state = file.lstat()
                    if stat.S_ISREG(state.st_mode) and _is_left(state, found["where"], int(found["process"])):
                        _wipe_as_it_was(file, state)


def _wipe_as_it_was(file: Path, state: os.stat_result) -> None:
    """Wipe a file that is as it was when it was looked at. Raises OSError if it has that name no more.

    It has a name of this process's own first: whoever may be at work on it cannot give it its own any more,
    and is told so, while what was given it already is not touched.
    """
    taken = passing(file, WAS, word=token_hex(4))
    file.rename(taken)
    now = taken.lstat()
    if os.path.samestat(now, state) and now.st_mtime_ns == state.st_mtime_ns:
        wipe(taken)
    else:
        taken.rename(file)


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


def _is_left(state: os.stat_result, where: str, process: int) -> bool:
    if time.time() - state.st_mtime > _DAY:
        return True
    return where == _here() and _START.exists() and not is_at_work(this_machine(), process)


@cache
def _here() -> str:
    """Return a sign for where process numbers mean what they mean here.

    That is the machine since its start, and the container: machines copied from one disk have one name.
    """
    from hashlib import sha256

    start = container = ""
    with suppress(OSError):
        start = _START.read_text(encoding="utf-8")
        container = str(Path("/proc/self/ns/pid").readlink())
    return sha256(f"{this_machine()} {start} {container}".encode()).hexdigest()[:8]
