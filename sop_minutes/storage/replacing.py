"""Putting a database file in the place of another, which is set aside byte for byte, whatever is in it."""

import os
import shutil
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from sqlcipher3 import dbapi2

from sop_minutes.domain.backups import Why
from sop_minutes.domain.errors import UserError
from sop_minutes.storage.asides import LOGS, logs_of
from sop_minutes.storage.backups import back_up_if_changed
from sop_minutes.storage.copying import JOURNALS, beside, forget, sync
from sop_minutes.storage.exclusive import exclusive
from sop_minutes.storage.keys import key_for
from sop_minutes.storage.passing import passing
from sop_minutes.storage.schema import fold_log, give_name


def set_aside(path: Path, held: BinaryIO | None, aside: Path) -> Path | None:
    """Copy a file, by its handle, and its logs to other names; return what has one, the file before a log.

    SQLite has not opened it: that alone could lose what is in a log. A log may be all there is, where the
    file is gone. Nothing stays of a copy that fails. Until it has its name it bears the time at which it is
    written, by which others know that somebody may be at work on it.
    """
    part = passing(path, word="aside")
    forget(part)
    there = [suffix for suffix in LOGS if beside(path, suffix).exists()]
    try:
        for suffix in there:
            with beside(path, suffix).open("rb") as log:
                _copy_bytes(log, beside(part, suffix))
        if held is not None:
            _copy_bytes(held, part)
            there.append("")
        for suffix in there:
            beside(part, suffix).replace(beside(aside, suffix))
            shutil.copystat(beside(path, suffix), beside(aside, suffix))
        sync(aside.parent)
    except OSError:
        forget(part)
        forget(aside)
        raise
    return next((each for each in (aside, *logs_of(aside)) if each.exists()), None)


def keep_what_is_there(path: Path, aside: Path, now: datetime) -> Path | None:
    """Make what was set aside one of the backups, if it is whole.

    Returns a file that holds the same without a log: None where there is no log, or it is not whole.
    """
    settled = passing(path, word="was")
    try:
        key_for(path)  # nobody's file that lies in the place of an encrypted one is a backup of that
        logged = any(beside(aside, suffix).exists() for suffix in LOGS)
        if logged:
            _settle(aside, settled)
        back_up_if_changed(path, now, even_new=True, why=Why.RESTORE, held_by=settled if logged else aside)
    except (UserError, OSError, dbapi2.Error):
        forget(settled)
        return None
    return settled if logged else None


def put(part: Path, path: Path, settled: Path | None, *, is_new: bool) -> None:
    """Give `part` the name of a database that nobody has open, or, if it `is_new`, that there is none of.

    The logs that lie there go first: they would be replayed onto it. What they hold is not missing for a
    moment: before, `settled`, the same database without a log, takes its place, and can bear the log.
    Raises FileExistsError if one was made meanwhile of which there was none.
    """
    if settled is None:
        _name(part, path, is_new=is_new)
        return
    with exclusive(settled):
        settled.replace(path)
        _name(part, path)


def _name(part: Path, path: Path, *, is_new: bool = False) -> None:
    sync(path.parent)
    for suffix in JOURNALS:
        beside(path, suffix).unlink(missing_ok=True)
    sync(path.parent)
    if is_new:
        give_name(part, path)
    else:
        part.replace(path)
    try:
        sync(path.parent)
    except OSError as error:
        raise UserError(
            f"{path} was replaced, but the disk does not confirm it: {error.strerror}."
        ) from error


def _settle(aside: Path, settled: Path) -> None:
    """Write what was set aside to one file. Raises `dbapi2.Error` if it is no whole database."""
    forget(settled)
    for suffix in LOGS:
        with suppress(FileNotFoundError):
            shutil.copy(beside(aside, suffix), beside(settled, suffix))
    shutil.copy(aside, settled)
    if not settled.stat().st_size:
        raise UserError("An empty file has no log.")  # SQLite would empty that
    fold_log(settled)
    sync(settled)


def _copy_bytes(held: BinaryIO, target: Path) -> None:
    """Copy a file by a handle: to open and close it would let the lock on it go."""
    held.seek(0)
    mode = os.fstat(held.fileno()).st_mode & 0o777
    with os.fdopen(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, mode), "wb") as file:
        shutil.copyfileobj(held, file)
        file.flush()
        os.fsync(file.fileno())
