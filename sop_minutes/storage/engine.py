"""The engine of a SQLite file, with the settings everything relies on."""

from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2

APPLICATION_ID = 0x534F504D  # "SOPM" in the file's header: `file` and `is_ours` know it by this
BUSY_TIMEOUT_MS = 5000


def sqlite_engine(path: Path | None, *, foreign_keys: bool = True) -> Engine:
    """Return an engine on the file at `path`, or on a database in memory for None.

    WAL, `synchronous=FULL`, foreign keys on unless said otherwise, one `BEGIN IMMEDIATE` per
    writing transaction. The file is created if it is not there.
    """
    options: dict[str, Any] = {"module": dbapi2, "connect_args": {"check_same_thread": False}}
    if path is None:
        engine = create_engine("sqlite://", poolclass=StaticPool, **options)
    else:
        engine = create_engine(URL.create("sqlite", database=str(path)), **options)
    event.listen(engine, "connect", _on_connect)
    if foreign_keys:
        event.listen(engine, "connect", _keep_foreign_keys)
    event.listen(engine, "begin", _on_begin)
    return engine


def writing(engine: Engine) -> Engine:
    """Return `engine` as used for writing: its transactions take the write lock at once."""
    return engine.execution_options(writes=True)


def _on_connect(connection: Any, _record: Any) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA trusted_schema = OFF")
    cursor.close()


def _keep_foreign_keys(connection: Any, _record: Any) -> None:
    connection.execute("PRAGMA foreign_keys = ON")


def _on_begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
