"""The engine of a SQLite file, with the settings everything relies on."""

from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2

from sop_minutes.storage.access import is_full, is_read_only
from sop_minutes.storage.folding import add_functions
from sop_minutes.storage.keys import Key, key_for, use_key

BUSY_TIMEOUT_MS = 5000


def sqlite_engine(
    path: Path | None, *, foreign_keys: bool = True, patience_ms: int = BUSY_TIMEOUT_MS
) -> Engine:
    """Return an engine on the file at `path`, or on a database in memory for None.

    WAL, `synchronous=FULL`, foreign keys on unless said otherwise, one `BEGIN IMMEDIATE` per
    writing transaction. The file is created if it is not there. A file that may not be written, or
    lies in a folder that may not, can be read; so can one on a disk that is full, by one connection
    at a time. `patience_ms` is how long a file that another writes is waited for. What goes wrong says
    what was asked of SQLite, but not the values: they are what somebody typed. An encrypted file needs its
    key to be held; raises KeyWantedError else.
    """
    key = key_for(path) if path else None
    options: dict[str, Any] = {"module": dbapi2, "connect_args": {"check_same_thread": False}}
    settings = [f"busy_timeout = {patience_ms}", "synchronous = FULL", "trusted_schema = OFF"]
    if path is None:
        engine = create_engine("sqlite://", poolclass=StaticPool, **options)
    elif is_read_only(path):
        engine = create_engine(_reading(path), **options)
    else:
        if is_full(path):
            settings.insert(0, "locking_mode = EXCLUSIVE")  # before the first read: no index is shared then
            options["poolclass"] = StaticPool
        engine = create_engine(URL.create("sqlite", database=str(path)), **options)
        settings.append("journal_mode = WAL")
    engine.hide_parameters = True
    if foreign_keys:
        settings.append("foreign_keys = ON")
    # First of all who hear of a connection: SQLAlchemy asks of it, too, and a key comes before any question.
    event.listen(engine, "connect", lambda made, _record: _set_up(made, settings, key), insert=True)
    event.listen(engine, "begin", _on_begin)
    return engine


def _reading(path: Path) -> URL:
    """Return the address of a file that is only read.

    SQLite reads a WAL database beside which it can make no files only if nobody writes it
    (`immutable`). A log that lies there says that somebody may.
    """
    logged = path.with_name(f"{path.name}-wal").exists()
    query = {"uri": "true", "mode": "ro"} if logged else {"uri": "true", "immutable": "1"}
    return URL.create("sqlite", database=path.absolute().as_uri(), query=query)


def writing(engine: Engine) -> Engine:
    """Return `engine` as used for writing: its transactions take the write lock at once."""
    return engine.execution_options(writes=True)


def _set_up(connection: Any, settings: list[str], key: Key | None) -> None:
    connection.isolation_level = None
    if key is not None:
        use_key(connection, key)
    for setting in settings:
        connection.execute(f"PRAGMA {setting}")
    add_functions(connection)


def _on_begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
