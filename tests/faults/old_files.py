"""A database as an older version left it."""

from pathlib import Path

from sop_minutes.storage.engine import sqlite_engine, writing
from sop_minutes.storage.migrations import migrate
from sop_minutes.storage.version import APPLICATION_ID

_VERSION = 4
OLD_PEOPLE = 40


_NEEDED = "SELECT name FROM pragma_table_info('people') WHERE \"notnull\" AND name NOT IN ('id', 'name')"


def make_old_file(path: Path) -> None:
    """Make a file of version 4 that holds so many people."""
    path.touch()
    engine = sqlite_engine(path)
    with writing(engine).begin() as connection:
        migrate(connection, f"{_VERSION:04}")
        connection.exec_driver_sql("INSERT INTO identity (uid) VALUES ('0123456789abcdef')")
        texts = connection.exec_driver_sql(_NEEDED).scalars().all()
        for number in range(OLD_PEOPLE):
            connection.exec_driver_sql(
                f"INSERT INTO people (name, {', '.join(texts)}) VALUES (?, {', '.join(['?'] * len(texts))})",  # noqa: S608
                (f"Person {number}", *([""] * len(texts))),
            )
        connection.exec_driver_sql(f"PRAGMA user_version = {_VERSION}")
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    engine.dispose()
