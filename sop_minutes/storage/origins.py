"""Which database a file is, or is a copy of."""

from contextlib import closing, suppress
from pathlib import Path

from sqlcipher3 import dbapi2

from sop_minutes.domain.errors import UserError
from sop_minutes.storage.connecting import connect
from sop_minutes.storage.header import is_database


def origin_of(file: Path) -> str:
    """Return which database a file is, or is a copy of; "" where it is too old, or cannot be asked."""
    with suppress(dbapi2.Error, UserError, OSError):
        if is_database(file):  # what lies beside a damaged one is not touched
            with closing(connect(file, "ro")) as connection:
                return str(connection.execute("SELECT uid FROM identity").fetchone()[0])
    return ""
