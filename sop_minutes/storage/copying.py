"""A copy of a database, as of one moment, that counts only once it was opened again and found whole."""

import errno
import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from sqlcipher3 import dbapi2

from sop_minutes.domain.errors import UserError
from sop_minutes.storage.access import is_read_only
from sop_minutes.storage.connecting import Mode, any_text, connect
from sop_minutes.storage.keys import Key, key_for
from sop_minutes.storage.opened import away

JOURNALS = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside a file while it is open, or after it was left open."""

_PAGES = 2000
_STEPS = 200_000
_TABLES = (
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name"
)
_LAST = 'SELECT * FROM "change" ORDER BY id DESC LIMIT 1'


class State(NamedTuple):
    """What a database holds, by the last entry of its change log; `mark` tells that from any other.

    `entry` is 0 and `mark` of nothing where there is none. `origin` says which database it is of.
    """

    entry: int
    mark: str
    version: int
    origin: str


class BrokenOffError(Exception):
    """Nobody wants the copy any more."""


def never() -> bool:
    """Say that something goes on to its end."""
    return False


def state_of(connection: Any) -> State:
    """Return what the database holds now, of whatever version its tables are."""
    found = {name for (name,) in connection.execute(_TABLES)}
    last = _last_change(connection) if "change" in found else {}
    uid = connection.execute("SELECT uid FROM identity").fetchone() if "identity" in found else None
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    entry = last.get("entry", 0)
    if not isinstance(entry, int):  # another program may write anything
        entry = last["id"]
    return State(entry, _digest(repr(last)), int(version), _digest(uid[0] if uid else ""))


def _last_change(connection: Any) -> dict[str, Any]:
    """Return the last row of the change log, nothing where there is none."""
    with any_text(connection):
        cursor = connection.execute(_LAST)
        return dict(zip((column[0] for column in cursor.description), cursor.fetchone() or (), strict=False))


def copy_whole(source: Path, part: Path, *, stop: Callable[[], bool] = never) -> State:
    """Write a checked copy of the database at `source` to `part`, synced; return what it holds.

    Others may write to `source` meanwhile: the copy is of the moment at which it began. Raises
    UserError for a source that is damaged, `BrokenOffError` once `stop` says so.
    """
    part.unlink(missing_ok=True)
    os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    with _opened(source) as (original, key), _as_of_now(original):
        state, rows = state_of(original), _rows(original)
        with closing(connect(part, "rwc", key=key)) as copy:
            original.backup(copy, pages=_PAGES, progress=lambda *_: _keep_pace(part, stop))
            copy.execute("PRAGMA journal_mode = DELETE")
    with closing(connect(part, "ro")) as copy:
        copy.set_progress_handler(stop, _STEPS)
        wrong = _wrong(copy, state, rows, stop)
    if wrong:
        raise UserError(f"{source} is damaged ({wrong}); it was not copied.")
    sync(part)
    return state


@contextmanager
def _opened(source: Path) -> Iterator[tuple[Any, Key | None]]:
    """Give a connection to what is to be copied, and its key: to what is open here, if that was moved."""
    file = away(source)
    if file is not None:
        with file.lent() as connection:
            yield connection, file.key
        return
    with closing(connect(source, _mode_for(source))) as connection:
        yield connection, key_for(source)


def _mode_for(source: Path) -> Mode:
    """Return how a file is opened to be copied: one that can only be read, with nothing made beside it."""
    if not is_read_only(source):
        return "rw"
    return "ro" if beside(source, "-wal").exists() else "still"


def sync(path: Path) -> None:
    """Have a file, or the names in a folder, written to the disk."""
    if path.is_dir() and os.name != "posix":  # elsewhere a folder cannot be opened
        return
    handle = os.open(path, os.O_RDONLY if os.name == "posix" else os.O_RDWR)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno != errno.EINVAL or not path.is_dir():  # not every file system can write names out
            raise
    finally:
        os.close(handle)


def beside(path: Path, suffix: str) -> Path:
    """Return the name of what SQLite keeps beside a file."""
    return path.with_name(path.name + suffix)


def forget(path: Path) -> None:
    """Remove a file that was to be one, and what lies beside it."""
    for suffix in ("", *JOURNALS):
        beside(path, suffix).unlink(missing_ok=True)


def _wrong(copy: Any, state: State, rows: dict[str, int], stop: Callable[[], bool]) -> str:
    """Return why a copy is not what was copied, "" if it is."""
    try:
        result = copy.execute("PRAGMA integrity_check").fetchone()[0]
        if result == "ok" and (state_of(copy), _rows(copy)) != (state, rows):
            return "its copy holds something else"
    except dbapi2.OperationalError as error:
        _go_on(stop)
        return str(error)
    return "" if result == "ok" else str(result)


@contextmanager
def _as_of_now(connection: Any) -> Iterator[None]:
    """Have a connection see one moment, whatever others write."""
    connection.execute("BEGIN")
    yield
    connection.execute("COMMIT")


def _rows(connection: Any) -> dict[str, int]:
    """Return how many rows each table has."""
    names = [name for (name,) in connection.execute(_TABLES)]
    return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}  # noqa: S608 - names of tables


def _keep_pace(part: Path, stop: Callable[[], bool]) -> None:
    """Have what was copied written to the disk bit by bit: a save waits for all that is to be written."""
    _go_on(stop)
    if part.exists():
        sync(part)


def _go_on(stop: Callable[[], bool]) -> None:
    if stop():
        raise BrokenOffError


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:8]
