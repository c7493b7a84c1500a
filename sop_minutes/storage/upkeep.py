"""Checking, backing up and restoring the database file."""

import os
import shutil
from contextlib import closing
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection
from sqlcipher3 import dbapi2

from sop_minutes.domain.errors import UserError
from sop_minutes.storage import schema
from sop_minutes.storage.connecting import connect
from sop_minutes.storage.keys import Key, key_for

_JOURNALS = ("-wal", "-shm", "-journal")


def problems(connection: Connection) -> tuple[str, ...]:
    """Return what is wrong with the database, a sentence each; nothing if all is well."""
    states = [row[0] for row in _pragma(connection, "integrity_check")]
    found = [f"The file is damaged: {state}" for state in states if state != "ok"]
    found += [
        f"{row[0]} {row[1]} points to a row of {row[2]} that is not there."
        for row in _pragma(connection, "foreign_key_check")
    ]
    found += [
        f"{noun} {key} is not in the search index; mend that with: sop-minutes check --mend"
        for noun, key in _unindexed(connection)
    ]
    found += [
        f"{code} {year} has given action numbers beyond its counter."
        for code, year in connection.exec_driver_sql(_COUNTERS)
    ]
    return tuple(found)


_COUNTERS = """
SELECT groups.code, actions.year FROM actions JOIN groups ON groups.id = actions.group_id
LEFT JOIN counters ON counters.group_id = actions.group_id AND counters.year = actions.year
GROUP BY actions.group_id, actions.year HAVING MAX(actions.number) > COALESCE(MAX(counters.last), 0)
"""
_UNINDEXED = """
SELECT noun, id FROM (
  SELECT 'Item' AS noun, 0 AS kind, id FROM items WHERE title <> ''
  UNION ALL SELECT 'Point', 1, id FROM points WHERE kind <> 'action'
  UNION ALL SELECT 'Action', 2, id FROM actions
  UNION ALL SELECT 'Note', 3, id FROM action_updates WHERE note <> ''
) AS document
WHERE NOT EXISTS (
  SELECT 1 FROM search_docs WHERE search_docs.kind = document.kind AND search_docs.row_id = document.id)
OR (noun = 'Action' AND id NOT IN (SELECT id FROM register_search_docsize))
LIMIT 20
"""


def _pragma(connection: Connection, name: str) -> list[tuple[str, ...]]:
    return [tuple(row) for row in connection.exec_driver_sql(f"PRAGMA {name}")]


def _unindexed(connection: Connection) -> list[tuple[str, int]]:
    return [(noun, key) for noun, key in connection.exec_driver_sql(_UNINDEXED)]


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
    if any(_beside(target, suffix).exists() for suffix in _JOURNALS):
        raise UserError(f"{target} is in use, or was left open; give the backup another name.")
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        _copy(source, part, key_for(source))
        part.replace(target)
        _sync(target.absolute().parent)
    except (OSError, dbapi2.Error) as error:
        raise UserError(f"The backup {target} could not be made: {error}. Nothing was replaced.") from error
    finally:
        part.unlink(missing_ok=True)


def restore(backup: Path, target: Path, *, now: datetime) -> Path | None:
    """Put the backup in the place of the database at `target`, which nobody may have open.

    Returns where the replaced file was set aside, None if there was none. Raises UserError, nothing
    changed, if the backup is not whole or the database is in use. A damaged database is replaced
    like a whole one. A database that is encrypted stays so, whatever the backup is.
    """
    if backup.is_dir():
        raise UserError(f"{backup} is a folder, not a backup.")
    if not backup.is_file():
        raise UserError(f"There is no backup {backup}.")
    schema.check_file(backup)
    part = target.with_name(f".{target.name}.{os.getpid()}.restored")
    try:
        _copy(backup, part, key_for(target) or key_for(backup))
        set_aside = _set_aside(target, now) if target.exists() else None
        for suffix in _JOURNALS:
            _beside(target, suffix).unlink(missing_ok=True)
        part.replace(target)
        _sync(target.absolute().parent)
    except (OSError, dbapi2.Error) as error:
        raise UserError(f"{backup} could not be restored: {error}. Nothing was replaced.") from error
    finally:
        part.unlink(missing_ok=True)
    return set_aside


def _set_aside(target: Path, now: datetime) -> Path:
    """Copy the database as it is, damaged or not, to a name of its own, and return that."""
    _check_nobody_has_open(target)
    aside = target.with_name(f"{target.stem}-before-restore-{now:%Y%m%d-%H%M%S}{target.suffix}")
    for suffix in ("", *_JOURNALS):
        if _beside(target, suffix).exists():
            shutil.copy2(_beside(target, suffix), _beside(aside, suffix))
            _sync(_beside(aside, suffix))
    return aside


def _check_nobody_has_open(path: Path) -> None:
    """Raise UserError if another program has the database open.

    Leaving WAL mode needs the file to itself; it also brings the log's pages into the file. A file
    that is too damaged to be opened has nobody in it.
    """
    with closing(connect(path, timeout=0.2)) as connection:
        try:
            mode = connection.execute("PRAGMA journal_mode = DELETE").fetchone()[0]
        except dbapi2.DatabaseError as error:
            if "locked" in str(error) or "busy" in str(error):
                raise UserError(f"{path} is open in another program. Close it first.") from error
            return
    if mode == "wal":
        raise UserError(f"{path} is open in another program. Close it first.")


def _copy(source: Path, part: Path, key: Key | None) -> None:
    """Write a checked copy of a database to `part`, synced; encrypted with `key`, or with none."""
    part.unlink(missing_ok=True)
    if key != key_for(source):
        from sop_minutes.storage.encrypting import copy_as  # a plain backup of what is encrypted now

        copy_as(source, part, key)
        return
    with closing(connect(source)) as original, closing(connect(part, "rwc", key=key)) as copy:
        original.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")
        result = copy.execute("PRAGMA integrity_check").fetchone()[0]
    if result != "ok":
        raise UserError(f"{source} is damaged ({result}); it was not copied.")
    _sync(part)


def _beside(path: Path, suffix: str) -> Path:
    return path.with_name(path.name + suffix)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
