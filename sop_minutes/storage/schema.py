"""Which version of the tables a file has, and bringing it up to this one."""

from pathlib import Path

from sqlalchemy import Connection, Engine
from sqlmodel import SQLModel

from sop_minutes.domain.errors import UserError
from sop_minutes.storage.engine import APPLICATION_ID, writing
from sop_minutes.storage.search import create_index

VERSION = 1
"""The number of the newest migration, kept in the file as `PRAGMA user_version`."""

REVISION = "0001"
"""The alembic revision of that version, as new databases are stamped."""

_MAGIC = b"SQLite format 3\x00"


def check_file(path: Path) -> None:
    """Raise UserError unless `path` is free for a new database or holds one of ours that we can read.

    Only reads the file's first bytes: SQLite is not asked to open it.
    """
    if path.is_dir():
        raise UserError(f"{path} is a folder, not a database file.")
    if not path.exists():
        if not path.parent.is_dir():
            raise UserError(f"There is no folder {path.parent} to keep the database in.")
        return
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
        raise UserError(f"{path} was made by a newer version of SOP Minutes. Nothing in it was changed.")


def bring_up_to_date(engine: Engine) -> None:
    """Give an empty database its tables, and an older one those of this version, in one transaction.

    Raises UserError, the file unchanged, for a database of a newer version.
    """
    with engine.connect() as connection:
        version = _version(connection)
    if version > VERSION:
        raise UserError(
            "This database was made by a newer version of SOP Minutes. Nothing in it was changed."
        )
    if version == VERSION:
        return
    with writing(engine).begin() as connection:
        if version == 0:
            create_all(connection)
        else:
            upgrade(connection)


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
    """Run the migrations that the database has not had."""
    from sop_minutes.storage.migrations import migrate

    migrate(connection)
    _stamp(connection)


def _version(connection: Connection) -> int:
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar() or 0)


def _stamp(connection: Connection) -> None:
    connection.exec_driver_sql(f"PRAGMA user_version = {VERSION}")
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
