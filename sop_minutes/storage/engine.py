"""The engine of a SQLite file, with the settings everything relies on."""

from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Dialect, Engine, create_engine, event
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2

from sop_minutes.domain.errors import UserError
from sop_minutes.storage.access import is_full, is_read_only
from sop_minutes.storage.folding import add_functions
from sop_minutes.storage.keys import Key, key_for, use_key

BUSY_TIMEOUT_MS = 5000

_MOST_REPLACED = 5


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
    if path is not None:
        key_for(path)
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
    event.listen(engine, "do_connect", partial(_connect, path, settings))
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


def _connect(
    path: Path | None, settings: list[str], dialect: Dialect, _record: Any, args: Any, given: Any
) -> Any:
    """Return a connection to the file that has the name now, with all settings.

    Between SQLite's opening a file and its first lock on it, the file may be replaced: what is then written
    goes nowhere, into a log that the new one takes for its own. From the first lock on nobody replaces it.
    """
    for _ in range(_MOST_REPLACED):
        opened = _identity(path)
        connection = dialect.connect(*args, **given)
        try:
            _set_up(connection, settings, key_for(path) if path else None)
        except (dbapi2.Error, UserError):
            connection.close()
            if opened in {None, _identity(path)}:
                raise
            continue
        if opened in {None, _identity(path)}:
            return connection
        connection.close()
    raise dbapi2.OperationalError("database is locked: it was replaced again and again")


def _identity(path: Path | None) -> tuple[int, int] | None:
    """Return which file has a name, None for none."""
    try:
        found = path.stat() if path else None
    except FileNotFoundError:
        return None
    return (found.st_dev, found.st_ino) if found else None


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
