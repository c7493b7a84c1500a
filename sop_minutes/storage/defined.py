"""Whether a file's tables, and all that is defined beside them, are what this version makes."""

import re
from collections.abc import Iterator
from functools import cache

from sqlalchemy import Connection

from sop_minutes.storage.engine import sqlite_engine, writing
from sop_minutes.storage.schema import create_all

_DEFINED = """
SELECT type, name, tbl_name, sql FROM sqlite_schema
WHERE sql IS NOT NULL AND NOT (type = 'table' AND name LIKE 'sqlite\\_stat%' ESCAPE '\\') ORDER BY type, name
"""
_IDENTITIES = "SELECT uid FROM identity"
_IDENTITY = re.compile(r"[0-9a-f]{16}")
_OF_THE_INDEX = re.compile(r"(register_)?search_(data|idx|content|docsize|config)")
"""Tables that SQLite makes itself for a search index, each version in its own words."""


class _Thing(tuple[str, str]):
    """What is defined: its type and its name."""

    __slots__ = ()

    def __str__(self) -> str:
        return f"{self[0]} “{self[1]}”"


def definition_problems(connection: Connection) -> Iterator[str]:
    """Yield what another program defined, changed or dropped, a sentence each."""
    there, ours = _definitions(connection), _ours()
    for thing, (table, clauses) in there.items():
        if thing not in ours:
            yield _added(thing, table)
        elif clauses != ours[thing][1]:
            yield f"The {thing} was defined otherwise by another program."
    for thing in ours:
        if thing not in there:
            yield f"The {thing} was taken out by another program."
    names = [str(uid) for (uid,) in connection.exec_driver_sql(_IDENTITIES)] if _IDENTITY_OF in there else []
    if len(names) != 1 or not _IDENTITY.fullmatch(names[0]):
        yield "The number by which this database is known was altered by another program."


_IDENTITY_OF = _Thing(("table", "identity"))


def _added(thing: _Thing, table: str) -> str:
    if thing[0] == "trigger":
        return (
            f"Another program added the {thing} to the table “{table}”: what it does there is not logged, "
            "and it can keep from the log what is done here."
        )
    return f"Another program added the {thing}, which is none of SOP Minutes."


def _definitions(connection: Connection) -> dict[_Thing, tuple[str, list[str]]]:
    """Return what is defined, on which table; in what order a table lists its constraints does not matter."""
    found = {}
    for kind, name, table, sql in connection.exec_driver_sql(_DEFINED):
        clauses = [] if _OF_THE_INDEX.fullmatch(name) else sorted(map(_bare, str(sql).split("CONSTRAINT")))
        found[_Thing((kind, name))] = (table, clauses)
    return found


def _bare(clause: str) -> str:
    return "".join(clause.split()).strip(",)")


@cache
def _ours() -> dict[_Thing, tuple[str, list[str]]]:
    """Return what is defined in a database that this version made."""
    engine = sqlite_engine(None)
    with writing(engine).begin() as connection:
        create_all(connection)
        found = _definitions(connection)
    engine.dispose()
    return found
