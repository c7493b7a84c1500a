"""Checking, backing up and restoring the database file."""

import os
from contextlib import closing
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection
from sqlcipher3 import dbapi2

from sop_minutes.domain.errors import UserError
from sop_minutes.storage import schema


def problems(connection: Connection) -> tuple[str, ...]:
    """Return what is wrong with the database, a sentence each; nothing if all is well."""
    found = [
        f"The file is damaged: {row[0]}" for row in _pragma(connection, "integrity_check") if row[0] != "ok"
    ]
    found += [
        f"{row[0]} {row[1]} points to a row of {row[2]} that is not there."
        for row in _pragma(connection, "foreign_key_check")
    ]
    found += [f"{noun} {key} is not in the search index." for noun, key in _unindexed(connection)]
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
SELECT 'Point', id FROM points WHERE kind <> 'action' AND NOT EXISTS
  (SELECT 1 FROM search_docs WHERE search_docs.kind = 1 AND search_docs.row_id = points.id)
UNION ALL
SELECT 'Action', id FROM actions WHERE NOT EXISTS
  (SELECT 1 FROM search_docs WHERE search_docs.kind = 2 AND search_docs.row_id = actions.id)
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
    if target.resolve() == source.resolve():
        raise UserError("A backup needs a file of its own.")
    beside = target.with_name(f".{target.name}.part")
    try:
        beside.unlink(missing_ok=True)
        with closing(dbapi2.connect(str(source))) as original, closing(dbapi2.connect(str(beside))) as copy:
            original.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
        _verify(beside)
        _sync(beside)
        beside.replace(target)
        _sync(target.parent)
    except (OSError, dbapi2.Error) as error:
        raise UserError(f"The backup {target} could not be made: {error}. Nothing was replaced.") from error
    finally:
        beside.unlink(missing_ok=True)


def restore(backup: Path, target: Path, *, now: datetime) -> Path | None:
    """Put the backup in the place of the database at `target`, which must not be open.

    Returns where the replaced file was set aside, None if there was none. Raises UserError, nothing
    changed, if the backup is not whole.
    """
    if not backup.is_file():
        raise UserError(f"There is no backup {backup}.")
    schema.check_file(backup)
    set_aside = None
    beside = target.with_name(f".{target.name}.restored")
    try:
        back_up(backup, beside)
        if target.exists():
            set_aside = target.with_name(f"{target.stem}-before-restore-{now:%Y%m%d-%H%M%S}{target.suffix}")
            back_up(target, set_aside)
        for suffix in ("-wal", "-shm"):
            target.with_name(target.name + suffix).unlink(missing_ok=True)
        beside.replace(target)
        _sync(target.parent)
    except OSError as error:
        raise UserError(f"{backup} could not be restored: {error.strerror}.") from error
    finally:
        beside.unlink(missing_ok=True)
    return set_aside


def _verify(path: Path) -> None:
    with closing(dbapi2.connect(str(path))) as connection:
        result = connection.execute("PRAGMA integrity_check").fetchone()[0]
    if result != "ok":
        raise UserError(f"The copy did not pass its check ({result}); it was thrown away.")


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
