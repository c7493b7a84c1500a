"""Copying the database to a file that is named, and putting a copy back in its place."""

import os
import shutil
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from sqlcipher3 import dbapi2

from sop_minutes.domain.errors import SwappedError, UserError
from sop_minutes.storage import schema
from sop_minutes.storage.backups import back_up_if_changed
from sop_minutes.storage.complaints import reason_of
from sop_minutes.storage.connecting import connect
from sop_minutes.storage.copying import JOURNALS, beside, copy_whole, sync
from sop_minutes.storage.header import mark_in
from sop_minutes.storage.keys import Key, key_for
from sop_minutes.storage.promised import promise


def back_up(source: Path, target: Path) -> None:
    """Write a verified copy of the database at `source`, as it is now, to `target`.

    The copy gets its name only once it has passed its check. Raises UserError if it cannot be
    made; a file that was there is then unchanged.
    """
    if target.is_dir():
        raise UserError(f"{target} is a folder; a backup needs a file name.")
    if target.resolve() == source.resolve():
        raise UserError("A backup needs a file of its own.")
    if not target.absolute().parent.is_dir():
        raise UserError(f"There is no folder {target.parent} to put the backup in.")
    if any(beside(target, suffix).exists() for suffix in JOURNALS):
        raise UserError(f"{target} is in use, or was left open; give the backup another name.")
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        copy_whole(source, part)
        part.replace(target)
        sync(target.absolute().parent)
    except (OSError, dbapi2.Error) as error:
        raise UserError(
            f"The backup {target} could not be made: {reason_of(error)}. Nothing was replaced."
        ) from error
    finally:
        _remove(part)


def restore(backup: Path, target: Path, *, now: datetime) -> Path | None:
    """Put the backup in the place of the database at `target`, which nobody may have open.

    Returns where the replaced file was set aside, with what lay beside it; None if there was none. What
    is replaced, and is whole, is one of its backups as well. Raises UserError, nothing changed, if the
    backup is not whole or the database is in use. A damaged database is replaced like a whole one. One
    that is encrypted stays so, whatever the backup is.
    """
    if backup.is_dir():
        raise UserError(f"{backup} is a folder, not a backup.")
    if not backup.is_file():
        raise UserError(f"There is no backup {backup}.")
    schema.check_file(backup)
    part = target.with_name(f".{target.name}.{os.getpid()}.restored")
    try:
        _copy(backup, part, target)
        if target.exists():
            _check_nobody_has_open(target)
            _back_up_what_is_there(target, now)
        set_aside = _set_aside(target, now)
        _put(part, target)
        _say_encrypted(target)
    except (OSError, dbapi2.Error) as error:
        raise UserError(
            f"{backup} could not be restored: {reason_of(error)}. Nothing was replaced."
        ) from error
    finally:
        _remove(part)
    return set_aside


def _back_up_what_is_there(target: Path, now: datetime) -> None:
    """Keep what is replaced among its backups; what is damaged is only set aside."""
    with suppress(UserError):
        back_up_if_changed(target, now, even_new=True)


def _set_aside(target: Path, now: datetime) -> Path | None:
    """Copy the database as it is, damaged or not, to a name of its own, and return that.

    What lies beside it is copied beside the copy, and is all there is where the file is gone.
    """
    there = [suffix for suffix in ("", *JOURNALS) if beside(target, suffix).exists()]
    if not there:
        return None
    aside = _free_name(target, f"{target.stem}-before-restore-{now:%Y%m%d-%H%M%S}")
    for suffix in there:
        shutil.copy2(beside(target, suffix), beside(aside, suffix))
        sync(beside(aside, suffix))
    return aside


def _put(part: Path, target: Path) -> None:
    """Give a database its name. A log that lies beside that goes first: it would be replayed onto it."""
    for suffix in JOURNALS:
        beside(target, suffix).unlink(missing_ok=True)
    sync(target.absolute().parent)
    part.replace(target)
    sync(target.absolute().parent)


def _say_encrypted(target: Path) -> None:
    """Say beside a restored file that it is encrypted, if it is."""
    mark = mark_in(target)
    if mark is not None:
        promise(target, mark)


def _free_name(target: Path, stem: str) -> Path:
    """Return a name beside `target` that nothing has."""
    path, number = target.with_name(f"{stem}{target.suffix}"), 1
    while any(beside(path, suffix).exists() for suffix in ("", *JOURNALS)):
        number += 1
        path = target.with_name(f"{stem}-{number}{target.suffix}")
    return path


def _remove(part: Path) -> None:
    """Leave nothing of a file that did not get its name."""
    for suffix in ("", *JOURNALS):
        beside(part, suffix).unlink(missing_ok=True)


def _check_nobody_has_open(path: Path) -> None:
    """Raise UserError if another program has the database open.

    Leaving WAL mode needs the file to itself; it also brings the log's pages into the file. A file
    that is too damaged to be opened has nobody in it.
    """
    try:
        opened = connect(path, timeout=0.2)
    except SwappedError:  # nobody of ours opens it
        return
    with closing(opened) as connection:
        try:
            mode = connection.execute("PRAGMA journal_mode = DELETE").fetchone()[0]
        except dbapi2.DatabaseError as error:
            if "locked" in str(error) or "busy" in str(error):
                raise UserError(f"{path} is open in another program. Close it first.") from error
            return
    if mode == "wal":
        raise UserError(f"{path} is open in another program. Close it first.")


def _key_at(target: Path) -> Key | None:
    """Return the key that what is at `target` is encrypted with, None where another file is in its place."""
    with suppress(SwappedError):
        return key_for(target)
    return None


def _copy(backup: Path, part: Path, target: Path) -> None:
    """Write a checked copy of a backup to `part`, encrypted if what it is to replace is."""
    key = _key_at(target) or key_for(backup)
    if key == key_for(backup):
        copy_whole(backup, part)
        return
    from sop_minutes.storage.encrypting import copy_as  # a plain backup of what is encrypted now

    copy_as(backup, part, key)
