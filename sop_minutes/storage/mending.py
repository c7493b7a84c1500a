"""What is wrong with a database, and mending what can be made anew from the rest."""

from collections.abc import Iterable, Iterator
from enum import Enum
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from sop_minutes.domain.logged import noun_of
from sop_minutes.domain.text import capitalised
from sop_minutes.storage.complaints import explained
from sop_minutes.storage.engine import sqlite_engine, writing
from sop_minutes.storage.search import rebuild_index

_UNREADABLE = "The search index is damaged: nothing can be found by it. All else is untouched."
_OF_SEARCH = ("fts5", "search", "vtable constructor failed")


class Remedy(Enum):
    """How a problem goes away."""

    SEARCH = "the search index was made anew"
    INDEXES = "the indexes were made anew"
    COUNTERS = "the counters of action numbers were put right"
    NONE = ""


class Problem(NamedTuple):
    """What is wrong, in a sentence, and what helps."""

    sentence: str
    remedy: Remedy


class Mended(NamedTuple):
    """What was mended, in words, and what is wrong still, a sentence each."""

    done: tuple[str, ...]
    left: tuple[str, ...]


def problems(connection: Connection) -> tuple[str, ...]:
    """Return what is wrong with the database, a sentence each; nothing if all is well."""
    return tuple(problem.sentence for problem in find_problems(connection))


def find_problems(connection: Connection) -> tuple[Problem, ...]:
    """Return what is wrong with the database; nothing if all is well."""
    found: list[Problem] = []
    try:
        found += _found(connection)
    except DBAPIError as error:
        remedy = _remedy(str(error.orig))
        said = _UNREADABLE if remedy is Remedy.SEARCH else f"The file is damaged: {error.orig}"
        found.append(Problem(said, remedy))
    return tuple(found)


def look_over(path: Path) -> Mended:
    """Check the database at `path`, and mend in it what can be; others may use it meanwhile."""
    engine = sqlite_engine(path)
    try:
        with explained(path):
            with engine.connect() as connection:
                found = find_problems(connection)
            done: tuple[str, ...] = ()
            if any(problem.remedy is not Remedy.NONE for problem in found):
                with writing(engine).begin() as connection:
                    done, found = _mend(connection, found), find_problems(connection)
    finally:
        engine.dispose()
    return Mended(done, tuple(problem.sentence for problem in found))


def mend(connection: Connection) -> tuple[str, ...]:
    """Mend in this transaction what can be, and say in words what was.

    The search index is made anew in any case: nobody can see in it whether its words are those of the rows.
    """
    done = _mend(connection, find_problems(connection))
    if Remedy.SEARCH.value not in done:
        rebuild_index(connection)
    return done


def _mend(connection: Connection, found: Iterable[Problem]) -> tuple[str, ...]:
    remedies = {problem.remedy for problem in found} - {Remedy.NONE}
    if Remedy.SEARCH in remedies:
        rebuild_index(connection)
    if Remedy.INDEXES in remedies:
        connection.exec_driver_sql("REINDEX")
    if Remedy.COUNTERS in remedies:
        for statement in _RAISE_COUNTERS:
            connection.exec_driver_sql(statement)
    return tuple(remedy.value for remedy in Remedy if remedy in remedies)


_COUNTERS = """
SELECT groups.code, actions.year FROM actions JOIN groups ON groups.id = actions.group_id
LEFT JOIN counters ON counters.group_id = actions.group_id AND counters.year = actions.year
GROUP BY actions.group_id, actions.year HAVING MAX(actions.number) > COALESCE(MAX(counters.last), 0)
"""
_RAISE_COUNTERS = (
    """
UPDATE counters SET last = given.number
FROM (SELECT group_id, year, MAX(number) AS number FROM actions GROUP BY group_id, year) AS given
WHERE counters.group_id = given.group_id AND counters.year = given.year AND counters.last < given.number
""",
    """
INSERT INTO counters (group_id, year, last) SELECT group_id, year, MAX(number) FROM actions
WHERE (group_id, year) NOT IN (SELECT group_id, year FROM counters) GROUP BY group_id, year
""",
)
_DOCUMENTS = """
  SELECT 0 AS kind, id FROM items WHERE title <> ''
  UNION ALL SELECT 1, id FROM points WHERE kind <> 'action'
  UNION ALL SELECT 2, id FROM actions
  UNION ALL SELECT 3, id FROM action_updates WHERE note <> ''
"""
_UNINDEXED = f"""
SELECT COUNT(*) FROM ({_DOCUMENTS}) AS document
WHERE NOT EXISTS (
  SELECT 1 FROM search_docs WHERE search_docs.kind = document.kind AND search_docs.row_id = document.id)
OR (kind = 2 AND id NOT IN (SELECT id FROM register_search_docsize))
"""  # noqa: S608 - our own
_STRAY = f"""
SELECT COUNT(*) FROM search_docs AS held WHERE NOT EXISTS (
  SELECT 1 FROM ({_DOCUMENTS}) AS document WHERE document.kind = held.kind AND document.id = held.row_id)
"""  # noqa: S608 - our own


def _found(connection: Connection) -> Iterator[Problem]:
    for state in _pragma(connection, "integrity_check"):
        if state[0] != "ok":
            yield Problem(f"The file is damaged: {state[0]}", _remedy(state[0]))
    for row in _pragma(connection, "foreign_key_check"):
        what, of = capitalised(noun_of(row[0])), noun_of(row[2])
        yield Problem(f"{what} {row[1]} points to a row that is not there ({of}).", Remedy.NONE)
    if lost := connection.exec_driver_sql(_UNINDEXED).scalar_one():
        which = "1 text is" if lost == 1 else f"{lost} texts are"
        yield Problem(f"{which} not in the search index.", Remedy.SEARCH)
    if stray := connection.exec_driver_sql(_STRAY).scalar_one():
        which = "1 text that is" if stray == 1 else f"{stray} texts that are"
        yield Problem(f"The search index knows {which} not there any more.", Remedy.SEARCH)
    for code, year in connection.exec_driver_sql(_COUNTERS):
        yield Problem(f"{code} {year} has given action numbers beyond its counter.", Remedy.COUNTERS)


def _remedy(state: str) -> Remedy:
    """Return what helps against what SQLite says is wrong: an index holds nothing of its own."""
    if any(word in state.lower() for word in _OF_SEARCH):
        return Remedy.SEARCH
    return Remedy.INDEXES if "missing from index" in state or "entries in index" in state else Remedy.NONE


def _pragma(connection: Connection, name: str) -> list[tuple[str, ...]]:
    return [tuple(row) for row in connection.exec_driver_sql(f"PRAGMA {name}")]
