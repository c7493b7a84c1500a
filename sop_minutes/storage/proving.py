"""Whether the change log, and all that it tells of, is as this program wrote it."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from hashlib import sha256
from itertools import groupby, islice
from operator import itemgetter
from typing import Any, NamedTuple, Protocol

from sqlalchemy import Connection, Table
from sqlmodel import SQLModel

from sop_minutes.domain.due import format_date
from sop_minutes.domain.logged import field_name, label_of
from sop_minutes.domain.restoring import short
from sop_minutes.domain.text import capitalised
from sop_minutes.storage import chain
from sop_minutes.storage.connecting import any_text
from sop_minutes.storage.defined import definition_problems
from sop_minutes.storage.recorder import KEPT, UNRECORDED

_MOST = 20
"""So many problems of one sort are said; of the others, how many there are."""

_HEADINGS = (
    "SELECT entry, CAST(kind AS TEXT), CAST(label AS TEXT), CAST(who AS TEXT), CAST(at AS TEXT) FROM change"
)
_HISTORIES = (
    "SELECT row_id, after, entry FROM change WHERE table_name = ? AND typeof(row_id) = 'integer' "
    "ORDER BY row_id, id"
)
_KEPT = "SELECT row_id, after FROM change WHERE table_name = ?"
_CONTENTS = f"SELECT id, digest, CAST(content AS BLOB) FROM {KEPT} ORDER BY id"  # noqa: S608 - our own names
_COUNTERS = """
SELECT groups.code, given.year, given.highest FROM (
  SELECT json_extract(after, '$.group_id') AS group_id, json_extract(after, '$.year') AS year,
    MAX(json_extract(after, '$.number')) AS highest
  FROM change WHERE table_name = 'actions' AND before IS NULL AND after IS NOT NULL GROUP BY 1, 2) AS given
JOIN groups ON groups.id = given.group_id
LEFT JOIN counters ON counters.group_id = given.group_id AND counters.year = given.year
WHERE given.highest > COALESCE(counters.last, 0)
"""


class _Row(NamedTuple):
    entry: int
    kind: str
    label: str
    who: str
    at: str


class Naming(Protocol):
    """Says rows of the database as those who use it know them."""

    def called(self, table: str, row_id: int, state: Mapping[str, Any]) -> str:
        """Return what a row with these columns is called, and where it stands."""

    def said(self, table: str, name: str, value: Any) -> str:
        """Return in words what a column of a row says, "" for nothing."""


class Proof(NamedTuple):
    """What was altered, removed or defined by another program, a sentence each; nothing if all is well.

    `whole_to` is the last row of the log up to which its seals are right, and none is missing.
    """

    problems: tuple[str, ...]
    whole_to: int


def prove(connection: Connection, naming: Naming) -> Proof:
    """Walk the log, and compare with it all that it tells of."""
    with any_text(_raw(connection)):
        broken = tuple(_chain(connection))
        sorts = (
            (said for _, said in broken),
            definition_problems(connection),
            _rows(connection, naming),
            _files(connection),
            _counters(connection),
        )
        problems = tuple(said for sort in sorts for said in few(sort))
    first = min((id_ for id_, _ in broken), default=0)
    return Proof(problems, first - 1 if broken else chain.end_of(connection.exec_driver_sql).id)


def few(problems: Iterable[str]) -> Iterator[str]:
    """Yield the first of many sentences, and how many more there are."""
    left = iter(problems)
    yield from islice(left, _MOST)
    more = sum(1 for _ in left)
    if more:
        yield f"And {more} more like that."


def _chain(connection: Connection) -> Iterator[tuple[int, str]]:
    """Yield which entries were altered, and between which some were removed, each with the row it is of."""
    raw = _raw(connection)
    sealed = raw.execute("SELECT min(id) FROM change WHERE kind = ?", (chain.SEALED,)).fetchone()[0] or 0
    end = raw.execute("SELECT COALESCE((SELECT seq FROM sqlite_sequence WHERE name = 'change'), 0)")
    highest = end.fetchone()[0]
    last, told = 0, 0
    for link in chain.walk(raw):
        if link.id <= 0:
            yield link.id, f"{capitalised(_named(_row(raw, link.id)))} was added by another program."
            continue
        leaps = link.id != last + 1
        if not link.is_right or (leaps and link.id > sealed):
            row = _row(raw, link.id)
            if leaps and link.id > sealed:
                yield last + 1, f"Entries of the change log {_removed(raw, last)}, and before {_named(row)}."
            elif leaps:  # before it was sealed, a run of typing left such a leap
                either = "was altered by another program, or entries before it were removed"
                yield last + 1, f"{capitalised(_named(row))} {either}."
            elif row.entry != told:
                told = row.entry
                yield (
                    link.id,
                    f"{capitalised(_named(row))} was altered by another program: that is how it reads now.",
                )
        last = link.id
    if highest > last:
        yield last + 1, f"Entries of the change log {_removed(raw, last)}."
    elif highest < last:
        yield highest + 1, "The number of the last row of the change log was set back by another program."


def _removed(raw: Any, last: int) -> str:
    where = f"after {_named(_row(raw, last))}" if last else "from its beginning"
    return f"were removed by another program {where}"


def _row(raw: Any, id_: int) -> _Row:
    return _Row(*raw.execute(f"{_HEADINGS} WHERE id = ?", (id_,)).fetchone())


def _named(row: _Row) -> str:
    when = row.at
    with suppress(ValueError):
        at = datetime.fromisoformat(row.at).replace(tzinfo=UTC).astimezone()
        when = f"{format_date(at.date())} at {at:%H:%M}"
    done = label_of(row.kind, row.label)
    return f"entry {row.entry} of the change log (“{done}”, made by {row.who} on {when})"


def _rows(connection: Connection, naming: Naming) -> Iterator[str]:
    """Yield which rows are not as the log left them, or are there, or gone, without its knowing."""
    for table in SQLModel.metadata.sorted_tables:
        if table.name not in UNRECORDED and table.name not in {KEPT, "identity"}:
            yield from _unlogged(connection, table, naming)


def _unlogged(connection: Connection, table: Table, naming: Naming) -> Iterator[str]:
    # As it lies in the file: what another program wrote may be no day, and no number.
    rows = _raw(connection).execute(f"SELECT * FROM {table.name} ORDER BY id")  # noqa: S608 - our own names
    names = [column[0] for column in rows.description]
    there = ((row[names.index("id")], dict(zip(names, row, strict=True))) for row in rows)
    histories = _raw(connection).execute(_HISTORIES, (table.name,))
    logged = ((row_id, _left(changes)) for row_id, changes in groupby(histories, itemgetter(0)))
    for row_id, now, known in _paired(there, logged):
        left, entry = known or (None, 0)
        if now is None and left is not None:
            what = capitalised(naming.called(table.name, row_id, left))
            yield f"{what} was deleted by another program. {_by(connection, entry)}"
        elif now is not None and left is None:
            what = capitalised(naming.called(table.name, row_id, now))
            yield f"{what} was added by another program: the change log does not know it."
        elif now is not None and left is not None:
            changed = [name for name in left if name in now and not _is_same(now[name], left[name])]
            if changed:
                what = capitalised(naming.called(table.name, row_id, left))
                said = "; ".join(_otherwise(naming, table.name, name, left, now) for name in changed)
                yield f"{what} was altered by another program ({said}). {_by(connection, entry)}"


def _otherwise(naming: Naming, table: str, name: str, left: dict[str, Any], now: dict[str, Any]) -> str:
    was, is_now = (short(naming.said(table, name, state[name])) or "–" for state in (left, now))
    return f"{field_name(table, name)}: {was} → {is_now}"


def _is_same(now: Any, left: Any) -> bool:
    """Say whether a value in the file is what the log left: a time is written otherwise there."""
    if now == left or not isinstance(now, str) or not isinstance(left, str):
        return bool(now == left)
    with suppress(ValueError):
        return datetime.fromisoformat(now) == datetime.fromisoformat(left).replace(tzinfo=None)
    return False


def _left(changes: Iterable[tuple[int, str | None, int]]) -> tuple[dict[str, Any] | None, int]:
    """Return what the log says that a row is now, and by which entry."""
    state: dict[str, Any] | None = None
    entry = 0
    for _, after, number in changes:
        state = None if after is None else {**(state or {}), **chain.read_json(after)}
        entry = number
    return state, entry


def _paired(there: Iterator[Any], logged: Iterator[Any]) -> Iterator[tuple[int, Any, Any]]:
    """Yield each id that is in either of two runs in order, with what each run has of it, or None."""
    one, other = next(there, None), next(logged, None)
    while one is not None or other is not None:
        row_id = min(each[0] for each in (one, other) if each is not None)
        now = known = None
        if one is not None and one[0] == row_id:
            now, one = one[1], next(there, None)
        if other is not None and other[0] == row_id:
            known, other = other[1], next(logged, None)
        yield row_id, now, known


def _by(connection: Connection, entry: int) -> str:
    found = _raw(connection).execute(f"{_HEADINGS} WHERE entry = ? LIMIT 1", (entry,)).fetchone()
    return f"It was last written by {_named(_Row(*found))}."


def _files(connection: Connection) -> Iterator[str]:
    """Yield which kept files are not as they were kept."""
    raw = _raw(connection)
    kept = {row_id: chain.read_json(after).get("digest") for row_id, after in raw.execute(_KEPT, (KEPT,))}
    for id_, digest, content in raw.execute(_CONTENTS):
        if kept.pop(id_, digest) != digest or sha256(content).hexdigest() != digest:
            yield f"Kept file {id_}, which went out or came in, was altered by another program."
    for id_ in kept:
        yield f"Kept file {id_}, which went out or came in, was deleted by another program."


def _counters(connection: Connection) -> Iterator[str]:
    for code, year, highest in _raw(connection).execute(_COUNTERS):
        yield f"{code} {year} has given action {highest} already, and would give its number once more."


def _raw(connection: Connection) -> Any:
    return connection.connection.dbapi_connection
