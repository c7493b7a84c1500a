"""Which version of the tables a file has, and bringing it up to this one."""

import os
import secrets
from contextlib import closing, suppress
from functools import cache
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.schema import CreateIndex, CreateTable
from sqlcipher3 import dbapi2
from sqlmodel import SQLModel

from sop_minutes.domain.errors import UserError
from sop_minutes.storage.complaints import reason_of
from sop_minutes.storage.connecting import Mode, connect
from sop_minutes.storage.copying import forget
from sop_minutes.storage.engine import sqlite_engine, writing
from sop_minutes.storage.header import MARKED
from sop_minutes.storage.marks import Marks, read_header, read_marks
from sop_minutes.storage.passing import passing
from sop_minutes.storage.promised import withdraw
from sop_minutes.storage.search import create_index, rebuild_index
from sop_minutes.storage.version import APPLICATION_ID, REVISION, VERSION

_NEWER = (
    "{} was made by a newer version of SOP Minutes. Nothing in it was changed. Open it with that version, or "
    "install that here."
)
_NOT_UPGRADED = (
    "{} could not be brought up to date; nothing in it was changed. Put back a backup of it, or use the "
    "version of SOP Minutes that it was made by."
)


def check_file(path: Path) -> None:
    """Raise UserError unless `path` is free for a new database or holds one of ours that we can read.

    Changes nothing, neither the file nor what lies beside it.
    """
    try:
        is_there = path.exists()
    except OSError as error:
        raise UserError(f"{path} cannot be opened: {error.strerror}.") from error
    if path.is_dir():
        raise UserError(f"{path} is a folder, not a database file.")
    if not is_there:
        _check_free(path)
        return
    try:
        header, marks = read_header(path), read_marks(path)
    except OSError as error:
        raise UserError(f"{path} cannot be read: {error.strerror}.") from error
    if not header:
        raise UserError(
            f"{path} is empty (0 bytes): it is not a SOP Minutes database. Restore a backup of it."
        )
    if header.startswith(MARKED):
        marks = _marks_within(path)
    if marks is None or marks.application != APPLICATION_ID:
        raise UserError(f"{path} is not a SOP Minutes database.")
    if marks.version > VERSION:
        raise UserError(_NEWER.format(path))


def _check_free(path: Path) -> None:
    """Raise UserError where no new database can be made, or none should be."""
    if path.is_symlink():
        raise UserError(
            f"{path} leads to {path.resolve()}, which is not there. Nothing was made. See whether the drive "
            "or network it is on is there; to begin a new database, give that name itself."
        )
    if not path.absolute().parent.is_dir():
        raise UserError(f"There is no folder {path.parent} to keep the database in.")
    _check_nothing_left(path)


def _check_nothing_left(path: Path) -> None:
    """Raise UserError if the log of a database lies where its file is gone: a new one would be given it."""
    for suffix in ("-wal", "-journal"):
        log = path.with_name(path.name + suffix)
        if log.exists():
            raise UserError(
                f"{path} is missing, but {log.name}, which belongs to it, is still there. Put the file back "
                f"beside it, or restore a backup; to begin a new one here, move {log.name} away."
            )


def _marks_within(path: Path) -> Marks:
    """Return what an encrypted file says it is, be that still in its log: whose, and of which version.

    Raises UserError if it cannot be read with the key that it is marked for.
    """
    wrong: Exception | None = None
    modes: tuple[Mode, ...] = ("ro", "still") if _is_logged(path) else ("still",)
    for mode in modes:  # a log that cannot be read, in a folder that cannot be written, says nothing
        try:
            with closing(connect(path, mode)) as reader:
                asked = (f"PRAGMA {name}" for name in ("application_id", "user_version"))
                return Marks(*(int(reader.execute(pragma).fetchone()[0]) for pragma in asked))
        except dbapi2.Error as error:
            wrong = error
    raise UserError(
        f"{path} is damaged, or something else: its key does not open it. Restore a backup of it."
    ) from wrong


def _is_logged(path: Path) -> bool:
    log = path.with_name(f"{path.name}-wal")
    return log.exists() and bool(log.stat().st_size)


def make_file(path: Path) -> None:
    """Make a new database at `path`, whole from the moment it is there.

    Made under another name and given its own at the end; if somebody else made one meanwhile, that
    one stays. Raises UserError where it cannot be written.
    """
    part = passing(path, word="begun")
    try:
        _claim(part, path)
        engine = sqlite_engine(part)
        with writing(engine).begin() as connection:
            create_all(connection)
        engine.dispose()
        fold_log(part)
        withdraw(path)
        with suppress(FileExistsError):
            give_name(part, path)
    except OSError as error:
        raise UserError(f"{path} cannot be made: {error.strerror}.") from error
    finally:
        forget(part)


def give_name(part: Path, path: Path) -> None:
    """Give a file its name, which no other has. Raises FileExistsError, and `part` stays, if one has."""
    try:
        os.link(part, path)
    except FileExistsError:
        raise
    except OSError:  # a disk without links, as USB sticks are
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        part.replace(path)
        return
    part.unlink()


def _claim(part: Path, path: Path) -> None:
    """Make an empty file that is for its user alone, as what it will hold is."""
    try:
        os.close(os.open(part, os.O_CREAT | os.O_WRONLY, 0o600))
    except OSError as error:
        raise UserError(f"{path} cannot be made: {reason_of(error)}.") from error


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
    try:
        with writing(engine).begin() as connection:
            if version_of(connection) < VERSION:
                before = _pointing_nowhere(connection)  # another program's doing: `check` tells of it
                upgrade(connection)
                if _pointing_nowhere(connection) > before:
                    raise UserError(_NOT_UPGRADED.format(path))
    finally:
        engine.dispose()


def _pointing_nowhere(connection: Connection) -> int:
    """Return how many rows point to one that is not there."""
    return len(connection.exec_driver_sql("PRAGMA foreign_key_check").all())


def create_all(connection: Connection) -> None:
    """Make every table of this version in an empty database: what migrating it would make, at once."""
    for definition in _definitions():
        connection.exec_driver_sql(definition)
    create_index(connection)
    connection.exec_driver_sql(
        "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
        "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
    )
    connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (REVISION,))
    _stamp(connection)


@cache
def _definitions() -> tuple[str, ...]:
    """Return what makes each table of the models, and then its indexes."""
    dialect = SQLiteDialect_pysqlite()
    made: list[CreateTable | CreateIndex] = []
    for table in SQLModel.metadata.sorted_tables:
        made += [CreateTable(table), *map(CreateIndex, table.indexes)]
    return tuple(str(each.compile(dialect=dialect)) for each in made)


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
