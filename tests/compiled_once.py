"""Has done once in a run of the tests what the program does at each start, or for each of its databases.

SQLAlchemy keeps what it compiled with the engine that it was compiled for; that is a third of the run.
Typer puts the command line together for each command that is typed: a third of the time it takes.
"""

from functools import cache
from typing import Any

import typer.main
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine import Engine
from sqlalchemy.util import LRUCache

_MANY = 3000


def share_compiled() -> None:
    """Let all engines that are made from now on keep what is compiled together."""
    shared: LRUCache[Any, Any] = LRUCache(_MANY)
    make = Engine.__init__

    def make_sharing(engine: Engine, *given: Any, **named: Any) -> None:
        make(engine, *given, **named)
        engine._compiled_cache = shared

    setattr(Engine, "__init__", make_sharing)  # noqa: B010 - a method is not to be assigned
    # What is compiled is kept by the dialect, too: each engine has one of its own, of the one kind.
    setattr(SQLiteDialect_pysqlite, "__hash__", lambda dialect: hash(type(dialect)))  # noqa: B010
    setattr(SQLiteDialect_pysqlite, "__eq__", lambda dialect, other: type(dialect) is type(other))  # noqa: B010


def share_command_line() -> None:
    """Put the command line together once, for all commands that a test runs in this process."""
    setattr(typer.main, "get_command", cache(typer.main.get_command))  # noqa: B010 - as above
