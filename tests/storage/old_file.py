"""A file of an older version, and what must be true of it whenever its migration was killed."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from sqlalchemy import Engine, event
from sqlcipher3 import dbapi2

from sop_minutes.queries.partners import list_groups
from sop_minutes.storage import migrations
from sop_minutes.storage.database import Database
from sop_minutes.storage.engine import sqlite_engine, writing
from sop_minutes.storage.version import APPLICATION_ID, VERSION

OLD = 3
_GROUP = "INSERT INTO groups (name, code, kind) VALUES (?, ?, 'group')"
_FILE_STEPS = {"os.rename", "os.remove", "open"}


def make_old_file(path: Path, groups: int = 200) -> None:
    """Make a file of version `OLD` with so many groups."""
    path.touch()
    engine = sqlite_engine(path)
    with writing(engine).begin() as connection:
        migrations.migrate(connection, f"{OLD:04}")
        for number in range(groups):
            connection.exec_driver_sql(_GROUP, (f"Group {number}", f"G{number}"))
        connection.exec_driver_sql(f"PRAGMA user_version = {OLD}")
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    engine.dispose()


class Steps:
    """Counts the steps of what is done: statements, commits, and files opened, renamed or removed."""

    def __init__(self, killed_at: int = 0) -> None:
        """At step `killed_at` the process is killed, as by a power cut; 0 for never."""
        self.done = 0
        self._killed_at = killed_at
        for name in ("before_cursor_execute", "commit"):
            event.listen(Engine, name, self._step)
        sys.addaudithook(self._audit)

    def _audit(self, name: str, values: tuple[object, ...]) -> None:
        if name in _FILE_STEPS and not str(values[0]).endswith((".py", ".pyc")):  # what is imported once
            self._step()

    def _step(self, *_values: object) -> None:
        self.done += 1
        if self.done == self._killed_at:
            os.kill(os.getpid(), signal.SIGKILL)


def _open(path: Path) -> None:
    with Database.open(path) as database:
        database.read(list_groups)


def count_steps(path: Path) -> int:
    """Return how many steps it takes to open a file; it is opened."""
    reading, writing_end = os.pipe()
    process = os.fork()
    if not process:
        try:
            steps = Steps()
            _open(path)
            os.write(writing_end, str(steps.done).encode())
        finally:
            os._exit(0)
    os.waitpid(process, 0)
    os.close(writing_end)
    with os.fdopen(reading) as said:
        return int(said.read())


def open_killed(path: Path, step: int) -> bool:
    """Open a file in a process that is killed at a step; say whether it came that far."""
    process = os.fork()
    if not process:
        try:
            Steps(step)
            _open(path)
        finally:
            os._exit(0)
    _, status = os.waitpid(process, 0)
    return os.WIFSIGNALED(status)


def check_old_or_new(path: Path, groups: int = 200) -> int:
    """Return the version of a file that is whole; raise AssertionError of one between two."""
    version = _version(path)
    assert version in (OLD, VERSION), f"a file of version {version}"
    for copy in _copies(path):
        assert _version(copy) == OLD
        assert _count(copy) == groups
    with Database.open(path) as database:
        assert len(database.read(list_groups)) == groups
    assert _version(path) == VERSION
    assert [_version(copy) for copy in _copies(path)]
    return version


def _copies(path: Path) -> Iterator[Path]:
    return (file for file in path.parent.rglob("*.sopm") if file != path)


def _version(path: Path) -> int:
    with closing(dbapi2.connect(str(path))) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        assert not connection.execute("PRAGMA foreign_key_check").fetchall()
        revision = connection.execute("SELECT version_num FROM alembic_version").fetchone()[0]
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
        assert int(revision) == version, "the tables are of one version, the mark of another"
        return version


def _count(path: Path) -> int:
    with closing(dbapi2.connect(str(path))) as connection:
        return int(connection.execute("SELECT count(*) FROM groups").fetchone()[0])
