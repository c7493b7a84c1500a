"""Which version of the tables a file has, and bringing it up to this one."""

import os
import secrets
from contextlib import closing, suppress
from pathlib import Path

from sqlalchemy import Connection
from sqlcipher3 import dbapi2
from sqlmodel import SQLModel

from sop_minutes.domain.errors import UserError
from sop_minutes.storage.connecting import connect
from sop_minutes.storage.engine import sqlite_engine, writing
from sop_minutes.storage.search import create_index, rebuild_index
from sop_minutes.storage.version import APPLICATION_ID, REVISION, VERSION

_MAGIC = b"SQLite format 3\x00"
_NEWER = "{} was made by a newer version of SOP Minutes. Nothing in it was changed."


def check_file(path: Path) -> None:
    """Raise UserError unless `path` is free for a new database or holds one of ours that we can read.

    Changes nothing: it reads the file's first bytes and, if a write-ahead log lies beside it, asks
    SQLite without leave to write.
    """
    if path.is_dir():
        raise UserError(f"{path} is a folder, not a database file.")
    if not path.exists():
        if not path.absolute().parent.is_dir():
            raise UserError(f"There is no folder {path.parent} to keep the database in.")
        return
    if not _is_open_here(path):
        _check_header(path)
    if _logged_version(path) > VERSION:
        raise UserError(_NEWER.format(path))


def _check_header(path: Path) -> None:
    try:
        with path.open("rb") as file:
            header = file.read(100)
    except OSError as error:
        raise UserError(f"{path} cannot be read: {error.strerror}.") from error
    if not header:
        raise UserError(
            f"{path} is empty (0 bytes): it is not a SOP Minutes database. Restore a backup of it."
        )
    if not header.startswith(_MAGIC) or int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise UserError(f"{path} is not a SOP Minutes database.")
    if int.from_bytes(header[60:64], "big") > VERSION:
        raise UserError(_NEWER.format(path))


def _is_open_here(path: Path) -> bool:
    """Say whether this process has the file open already, which it has as a database of ours.

    To read it beside SQLite, and close it, would take away SQLite's locks on it (POSIX).
    """
    with suppress(OSError):
        file = path.stat()
        return any(_is_same(handle, file) for handle in Path("/dev/fd").iterdir())
    return False


def _is_same(handle: Path, file: os.stat_result) -> bool:
    with suppress(OSError):
        return os.path.samestat(os.fstat(int(handle.name)), file)
    return False


def _logged_version(path: Path) -> int:
    """Return the version that is still in the write-ahead log, 0 if there is no log."""
    log = path.with_name(f"{path.name}-wal")
    if not log.exists() or not log.stat().st_size:
        return 0
    with (
        suppress(dbapi2.Error),
        closing(connect(path, "ro")) as reader,
    ):
        return int(reader.execute("PRAGMA user_version").fetchone()[0])
    return 0


def make_file(path: Path) -> None:
    """Make a new database at `path`, whole from the moment it is there.

    Made under another name and given its own at the end; if somebody else made one meanwhile, that
    one stays.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        engine = sqlite_engine(part)
        with writing(engine).begin() as connection:
            create_all(connection)
        engine.dispose()
        fold_log(part)
        with suppress(FileExistsError):
            os.link(part, path)
    finally:
        for suffix in ("", "-wal", "-shm"):
            part.with_name(part.name + suffix).unlink(missing_ok=True)


def fold_log(path: Path) -> None:
    """Have all that a database holds in its one file, which may then be moved; nobody has it open.

    To close it does so too, but says nothing where the disk does not take it. Raises `dbapi2.Error`.
    """
    with closing(connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")


def version_of(connection: Connection) -> int:
    """Return the version a database says it has, 0 for an empty one."""
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar() or 0)


def upgrade_file(path: Path) -> None:
    """Give an older file the tables of this version, all of it or nothing.

    Foreign keys are off while tables are rebuilt, and checked before the end.
    """
    engine = sqlite_engine(path, foreign_keys=False)
    with writing(engine).begin() as connection:
        if version_of(connection) < VERSION:
            upgrade(connection)
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
            if broken:
                raise UserError(f"{path} could not be brought up to date; nothing in it was changed.")
    engine.dispose()


def create_all(connection: Connection) -> None:
    """Make every table of this version in an empty database: what migrating it would make, at once."""
    SQLModel.metadata.create_all(connection)
    create_index(connection)
    connection.exec_driver_sql(
        "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
        "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
    )
    connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (REVISION,))
    _stamp(connection)


def upgrade(connection: Connection) -> None:
    """Run the migrations that the database has not had, and make its search index anew."""
    from sop_minutes.storage.migrations import migrate

    migrate(connection)
    rebuild_index(connection)
    _stamp(connection)


def _stamp(connection: Connection) -> None:
    unnamed = "SELECT ? WHERE NOT EXISTS (SELECT 1 FROM identity)"
    connection.exec_driver_sql(f"INSERT INTO identity (uid) {unnamed}", (secrets.token_hex(8),))
    connection.exec_driver_sql(f"PRAGMA user_version = {VERSION}")
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
