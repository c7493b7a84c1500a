"""Where SQLite is opened by hand, without an engine: to look at a file, to copy it, to type early."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

from sqlcipher3 import dbapi2

from sop_minutes.storage.keys import Key, key_for, use_key
from sop_minutes.storage.opened import refuse_away

Mode = Literal["ro", "rw", "rwc", "still"]


def connect(path: Path, mode: Mode = "rw", *, timeout: float = 5.0, key: Key | None = None) -> Any:
    """Return a connection to the file at `path`, each statement a transaction of its own.

    "ro" never writes, "rw" never makes a file, "rwc" makes one that is not there; "still" reads a file that
    nobody writes, and asks for no lock. `timeout` is how many seconds a file that is written by another is
    waited for. An empty file is opened by "rwc" alone: SQLite would remove the log beside it. An encrypted
    file is opened with the key that is held for it; `key` is for one that is yet to be made. Raises
    `dbapi2.Error`, `KeyWantedError`, and `MovedError` for the name of a file that is open here and has lost
    it; a file that is no database is found out by the first statement.
    """
    refuse_away(path)
    key = key or key_for(path)
    if mode != "rwc" and path.exists() and not path.stat().st_size:
        raise dbapi2.DatabaseError("file is not a database: it is empty")
    asked = "mode=ro&immutable=1" if mode == "still" else f"mode={mode}"
    address = f"{path.absolute().as_uri()}?{asked}"
    connection = dbapi2.connect(address, uri=True, timeout=timeout, isolation_level=None)
    if key is not None:
        use_key(connection, key)
    return connection


@contextmanager
def any_text(connection: Any) -> Iterator[None]:
    """Have a connection read every text, also one that is none: another program may write anything."""
    kept, connection.text_factory = connection.text_factory, _text
    try:
        yield
    finally:
        connection.text_factory = kept


def _text(written: bytes) -> str:
    return written.decode("utf-8", "replace")
