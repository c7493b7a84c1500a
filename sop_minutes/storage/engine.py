"""The engine of a SQLite file, with the settings everything relies on."""

from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Dialect, Engine, create_engine, event
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2

from sop_minutes.domain.errors import UserError
from sop_minutes.storage.access import is_full, is_read_only
from sop_minutes.storage.folding import add_functions
from sop_minutes.storage.keys import Key, key_for, use_key
from sop_minutes.storage.opened import OpenFile, refuse_away, which_file

BUSY_TIMEOUT_MS = 5000

_MOST_REPLACED = 5


def sqlite_engine(
    path: Path | None, *, foreign_keys: bool = True, patience_ms: int = BUSY_TIMEOUT_MS
) -> Engine:
    """Return an engine on the file at `path`, or on a database in memory for None.

    WAL, `synchronous=FULL`, foreign keys on unless said otherwise, one `BEGIN IMMEDIATE` per
    writing transaction. The file has to be there, be it empty. A file that may not be written, or
    lies in a folder that may not, can be read; so can one on a disk that is full, by one connection
    at a time, or one that is moved while it is open. `patience_ms` is how long a file that another writes
    is waited for. What goes wrong says what was asked of SQLite, but not the values: they are what somebody
    typed. An encrypted file needs its key to be held; raises KeyWantedError else.
    """
    if path is not None:
        refuse_away(path)
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
        engine = create_engine(_address(path, mode="rw"), **options)
        settings.append("journal_mode = WAL")
    engine.hide_parameters = True
    if foreign_keys:
        settings.append("foreign_keys = ON")
    file = OpenFile(path, engine) if path is not None else None
    if file is not None:
        event.listen(engine, "connect", lambda _made, record: file.add(record.info))
        event.listen(engine, "close", lambda _made, _record: file.remove())
        event.listen(engine, "checkout", partial(_on_checkout, file))
    event.listen(engine, "do_connect", partial(_connect, file, settings))
    event.listen(engine, "begin", partial(_on_begin, file))
    return engine


def _reading(path: Path) -> URL:
    """Return the address of a file that is only read.

    SQLite reads a WAL database beside which it can make no files only if nobody writes it
    (`immutable`). A log that lies there says that somebody may.
    """
    logged = path.with_name(f"{path.name}-wal").exists()
    return _address(path, mode="ro") if logged else _address(path, immutable="1")


def _address(path: Path, **how: str) -> URL:
    return URL.create("sqlite", database=path.absolute().as_uri(), query={"uri": "true", **how})


def writing(engine: Engine) -> Engine:
    """Return `engine` as used for writing: its transactions take the write lock at once."""
    return engine.execution_options(writes=True)


def _connect(
    file: OpenFile | None, settings: list[str], dialect: Dialect, _record: Any, args: Any, given: Any
) -> Any:
    """Return a connection to the file that has the name now, with all settings.

    Between SQLite's opening a file and its first lock on it, the file may be replaced: what is then written
    goes nowhere, into a log that the new one takes for its own. From the first lock on nobody of ours
    replaces it; where another program did while it was open here, MovedError is raised.
    """
    for _ in range(_MOST_REPLACED):
        opened = which_file(file.path) if file else None
        if file:
            file.refuse_if_away()
            file.key = key_for(file.path)
        connection = dialect.connect(*args, **given)
        try:
            _set_up(connection, settings, file.key if file else None)
        except (dbapi2.Error, UserError):
            connection.close()
            if not file or opened == which_file(file.path):
                raise
            continue
        if not file or opened == which_file(file.path):
            return connection
        connection.close()
    raise dbapi2.OperationalError("database is locked: it was replaced again and again")


def _set_up(connection: Any, settings: list[str], key: Key | None) -> None:
    connection.isolation_level = None
    if key is not None:
        use_key(connection, key)
    for setting in settings:
        connection.execute(f"PRAGMA {setting}")
    add_functions(connection)


def _on_checkout(file: OpenFile, _made: Any, record: Any, _borrowed: Any) -> None:
    if file.is_stale(record.info):
        raise DisconnectionError  # the pool makes another, that reads anew


def _on_begin(file: OpenFile | None, connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes")
    if writes and file is not None:
        file.refuse_to_write(connection.connection.driver_connection, connection.info)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
