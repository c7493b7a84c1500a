"""Writing the change log: a new entry, or more of a run of typing in the last one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, delete, select
from sqlmodel import SQLModel, col

from sop_minutes.storage import chain
from sop_minutes.storage.recorder import RecordedSession, RowChange
from sop_minutes.storage.tables import Change

LONGEST_PAUSE = timedelta(seconds=10)
LONGEST_RUN = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class Heading:
    """What all rows of an entry say. `fold` is which row a run of typing is in, "" for no run."""

    kind: str
    label: str
    who: str
    at: datetime
    fold: str = ""


def write_entry(session: RecordedSession, changes: Sequence[RowChange], heading: Heading) -> int:
    """Log `changes` as one entry, and return its number; as the last entry, if that is of the same typing.

    The last entry then gets the next number, so that whoever asks what is new is told of it; its rows keep
    their ids, so that ids follow one another as long as no row is taken away.
    """
    connection = session.connection()
    end = chain.end_of(connection.exec_driver_sql)
    began, first_id, seal = heading.at, end.id + 1, end.seal
    run = connection.execute(_ROWS, {"entry": end.entry}).all() if heading.fold else ()
    if run and _goes_on(run[0], heading):
        whole = _merged((RowChange(r.table_name, r.row_id, r.before, r.after) for r in run), changes)
        if any(row.before != row.after for row in whole):
            connection.execute(_DROP.where(col(Change.entry) == end.entry))
            changes, began, first_id = whole, run[0].began, run[0].id
            seal = connection.exec_driver_sql(_SEAL_BEFORE, (first_id,)).scalar() or b""
    said = (heading.kind, written(heading.at), written(began), heading.who, heading.label, heading.fold)
    rows = [
        (
            first_id + n,
            end.entry + 1,
            *said,
            c.table,
            c.row_id,
            chain.as_json(c.before),
            chain.as_json(c.after),
        )
        for n, c in enumerate(changes)
    ]
    chain.append(connection.exec_driver_sql, seal, rows)
    return end.entry + 1


_SEAL_BEFORE = "SELECT CAST(seal AS BLOB) FROM change WHERE id < ? ORDER BY id DESC LIMIT 1"
_ROWS = (
    select(SQLModel.metadata.tables["change"])
    .where(col(Change.entry) == bindparam("entry"))
    .order_by(col(Change.id))
)
_DROP = delete(Change)


def written(at: datetime) -> str:
    """Return a time as it lies in the file."""
    return at.strftime("%Y-%m-%d %H:%M:%S.%f")


def _goes_on(last: Any, heading: Heading) -> bool:
    pause: timedelta = heading.at - last.at
    lasted: timedelta = heading.at - last.began
    held = Heading(last.kind, last.label, last.who, heading.at, last.fold)
    return held == heading and timedelta(0) <= pause <= LONGEST_PAUSE and lasted <= LONGEST_RUN


def _merged(earlier: Iterable[RowChange], later: Iterable[RowChange]) -> tuple[RowChange, ...]:
    """Return what two entries come to, in order of first touch.

    A row that is in the end as it was stays in, as unchanged: it was something else for a while,
    and whoever saw that is told by the entry that it is not so any more.
    """
    rows = {(row.table, row.row_id): row for row in earlier}
    for row in later:
        key = (row.table, row.row_id)
        rows[key] = _joined(rows[key], row) if key in rows else row
    return tuple(rows.values())


def _joined(first: RowChange, second: RowChange) -> RowChange:
    before = first.before if first.before is None else {**(second.before or {}), **first.before}
    after = second.after if second.after is None else {**(first.after or {}), **second.after}
    if before is not None and after is not None:
        changed = [name for name in before if before[name] != after[name]]
        before, after = ({name: row[name] for name in changed} for row in (before, after))
    return RowChange(first.table, first.row_id, before, after)
