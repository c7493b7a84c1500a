"""Copying the database to a file that is named, and putting a copy back in its place."""

import shutil
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, NamedTuple

from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

from sop_minutes.domain.errors import SwappedError, UserError
from sop_minutes.domain.text import clean_line
from sop_minutes.storage import chain, schema
from sop_minutes.storage.asides import aside_name
from sop_minutes.storage.complaints import reason_of
from sop_minutes.storage.connecting import connect
from sop_minutes.storage.copying import JOURNALS, beside, copy_whole, forget, sync
from sop_minutes.storage.encrypting import backups_of, copy_as
from sop_minutes.storage.exclusive import exclusive
from sop_minutes.storage.header import mark_in
from sop_minutes.storage.keys import Key, key_for
from sop_minutes.storage.log import written
from sop_minutes.storage.passing import passing
from sop_minutes.storage.promised import is_promised, promise, promised_mark, say_anew
from sop_minutes.storage.replacing import keep_what_is_there, put, set_aside
from sop_minutes.storage.sweeping import sweep
from sop_minutes.storage.version import VERSION


class Told(NamedTuple):
    """What the change log is to say of a backup that is put back: by whom, and what was done."""

    who: str
    label: str


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
    part = passing(target)
    try:
        copy_whole(source, part)
        if source.exists():  # not one that is open here, and was moved
            shutil.copymode(source, part)
        part.replace(target)
        sync(target.absolute().parent)
        say_anew(target)
    except (OSError, dbapi2.Error) as error:
        raise UserError(
            f"The backup {target} could not be made: {reason_of(error)}. Nothing was replaced."
        ) from error
    finally:
        forget(part)


def restore(backup: Path, target: Path, *, now: datetime, told: Told | None = None) -> Path | None:
    """Put the backup in the place of the database at `target`, which nobody may have open.

    Returns where the replaced file was set aside, with what lay beside it; None if there was none. What
    is replaced, and is whole, is one of its backups as well. Raises UserError, nothing changed, if the
    backup is not whole, or the database is in use or read-only. Whatever is there is replaced: damaged, of
    a newer version, another. Nobody gets at it from the first look to the end. One that is encrypted, or was
    before it was lost, stays so, whatever the backup is; of a link, what it leads to is replaced. `told` is
    written into the log of what is put back.
    """
    if backup.is_dir():
        raise UserError(f"{backup} is a folder, not a backup.")
    if not backup.is_file():
        raise UserError(f"There is no backup {backup}.")
    schema.check_file(backup)
    path = target.resolve()
    part = passing(path, word="restored")
    try:
        sweep(path)
        with exclusive(path) as held:
            return _restore_alone(backup, path, held, part, now=now, told=told)
    except (OSError, dbapi2.Error) as error:
        raise UserError(
            f"{backup} could not be restored: {reason_of(error)}. Nothing was replaced."
        ) from error
    finally:
        forget(part)


def _restore_alone(
    backup: Path, path: Path, held: BinaryIO | None, part: Path, *, now: datetime, told: Told | None
) -> Path | None:
    settled = None
    readable_by = backup if held is None else path
    _copy(backup, part, path, readable_by)
    aside = aside_name(path, now)
    kept = set_aside(path, held, aside)
    try:
        if told is not None and not _tell(part, told, now, kept):
            _copy(backup, part, path, readable_by)
    except BaseException:
        forget(aside)
        raise
    try:
        if held is not None:
            settled = keep_what_is_there(path, aside, now)
        put(part, path, settled, is_new=held is None)
    finally:
        if settled is not None:
            forget(settled)
    _say_encrypted(path)
    return kept


def _tell(part: Path, told: Told, now: datetime, aside: Path | None) -> bool:
    """Write into the log of a database that is yet to take its place why it does; say whether it took that.

    An old one that cannot be brought up to date takes its place all the same, untold, copied once more.
    """
    with closing(connect(part)) as connection:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version < VERSION:
        try:
            schema.upgrade_file(part)
        except (UserError, DBAPIError):
            return False
        schema.fold_log(part)
    label = f"{told.label}; what was there is in {aside.name}" if aside else told.label
    with closing(connect(part)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        chain.tell(connection, chain.RESTORED, written(now.astimezone(UTC)), told.who, clean_line(label))
        connection.execute("COMMIT")
    sync(part)
    return True


def _say_encrypted(target: Path) -> None:
    """Say beside a restored file that it is encrypted, if it is."""
    mark = mark_in(target)
    if mark is not None:
        promise(target, mark)


def _key_at(target: Path) -> Key | None:
    """Return the key that what is at `target` is encrypted with, None where another file is in its place."""
    with suppress(SwappedError):
        return key_for(target)
    return None


def _promised_key(backup: Path, target: Path) -> Key | None:
    """Return the key that what was at `target` was encrypted with: no plain file takes its place unasked.

    It is known by the backups that have it. Raises UserError where there is none; None if nothing is said.
    """
    if not is_promised(target):
        return None
    marked = (file for file in backups_of(target) if (mark_in(file) or b"").hex() == promised_mark(target))
    known = next(marked, None)
    if known is None:
        raise UserError(
            f"{target} was encrypted, {backup} is not, and there is no backup with its key. Nothing was "
            "changed; open that file itself, or a copy of it by another name."
        )
    return key_for(known)


def _copy(backup: Path, part: Path, target: Path, readable_by: Path) -> None:
    """Write a checked copy of a backup to `part`, encrypted if what it is to replace is, or was.

    Who may read `readable_by` may read it.
    """
    forget(part)
    own = key_for(backup)
    key = _key_at(target) or own or _promised_key(backup, target)
    if key == own:
        copy_whole(backup, part)
    else:
        copy_as(backup, part, key)  # a plain backup of what is encrypted now
    shutil.copymode(readable_by, part)
