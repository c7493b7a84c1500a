"""Where SQLite is opened by hand, without an engine: to look at a file, to copy it, to type early."""

from pathlib import Path
from typing import Any, Literal

from sqlcipher3 import dbapi2

Mode = Literal["ro", "rw", "rwc"]


def connect(path: Path, mode: Mode = "rw", *, timeout: float = 5.0) -> Any:
    """Return a connection to the file at `path`, each statement a transaction of its own.

    "ro" never writes, "rw" never makes a file, "rwc" makes one that is not there. `timeout` is how many
    seconds a file that is written by another is waited for. Raises `dbapi2.Error`; a file that is no
    database is found out by the first statement.
    """
    address = f"{path.absolute().as_uri()}?mode={mode}"
    return dbapi2.connect(address, uri=True, timeout=timeout, isolation_level=None)
