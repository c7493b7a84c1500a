"""Has each statement compiled once in a run of the tests, not once in each of their thousand databases.

SQLAlchemy keeps what it compiled with the engine that it was compiled for; that is a third of the run.
"""

from typing import Any

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
