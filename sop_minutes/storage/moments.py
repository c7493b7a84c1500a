"""How all was right after an entry of the change log, and putting it back so."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from json import loads
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Table
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, SQLModel, col

from sop_minutes.domain.errors import UserError
from sop_minutes.storage.chain import ONLY_TOLD, RESTORED
from sop_minutes.storage.history import reverse_entry, typed_values
from sop_minutes.storage.recorder import KEPT, RecordedSession, plain
from sop_minutes.storage.tables import Change

_MANY = 500

_FIRST = "SELECT id FROM change WHERE entry > ? ORDER BY entry, id LIMIT 1"
_SINCE = f"""
SELECT table_name, row_id, before, after FROM change
WHERE id >= ({_FIRST}) AND kind NOT IN {ONLY_TOLD} AND table_name <> '{KEPT}' ORDER BY id
"""  # noqa: S608 - our own names


@dataclass(frozen=True, slots=True)
class RowThen:
    """A row as it is now, and as it was at a moment: whole, or None where it is, or was, not there."""

    table: str
    row_id: int
    now: dict[str, Any] | None
    then: dict[str, Any] | None


def rows_then(session: Session, entry: int) -> list[RowThen]:
    """Return each row that is otherwise now than right after `entry`, in order of its first change since.

    Files that are kept are in none. Raises UserError where another program altered a row meanwhile.
    """
    rows: dict[tuple[str, int], _Since] = {}
    # SQLite's own cursor: a million rows of the log are read in a fraction of the time.
    driver: Any = session.connection().connection.dbapi_connection
    for table, row_id, before, after in driver.execute(_SINCE, (entry,)):
        key = (table, row_id)
        if key not in rows:
            rows[key] = _Since()
        rows[key].take(before, after)
    now = _rows_now(session, rows)
    found = (RowThen(*key, now.get(key), since.then(key, now.get(key))) for key, since in rows.items())
    return [row for row in found if row.now != row.then]


class _Since:
    """What the log says of one row since a moment: what it was then, as far as that is known, and is now."""

    __slots__ = ("_is_known", "_left", "_was")

    def __init__(self) -> None:
        self._was: dict[str, Any] | None = {}
        self._is_known = False
        self._left: str | None = None

    def take(self, before: str | None, after: str | None) -> None:
        """Take in the next change, as it lies in the file."""
        self._left = after
        if self._is_known:
            return
        if before is None:
            self._was, self._is_known = (self._was or None), True
        else:
            self._was = {**loads(before), **(self._was or {})}
            self._is_known = after is None

    def then(self, key: tuple[str, int], now: dict[str, Any] | None) -> dict[str, Any] | None:
        """Return the whole row as it was. Raises UserError if it is not now what the log left."""
        left: dict[str, Any] = loads(self._left) if self._left is not None else {}
        same = all((now or {}).get(name) == value for name, value in left.items())
        if not same or (self._left is None) != (now is None):
            raise UserError(
                f"Another program altered what was written here ({key[0]} {key[1]}): see what with: "
                "sop-minutes check. Nothing was changed."
            )
        if self._was is None or not self._is_known:
            return self._was if self._was is None else {**(now or {}), **self._was}
        return _whole(key[0], self._was)


def put_back(session: RecordedSession, rows: Sequence[RowThen]) -> None:
    """Make each row what it is to be `then`."""
    with session.unrecorded():
        _write(session, rows)
    for row in rows:
        session.note(row.table, row.row_id, row.now, row.then)


def take_back(session: RecordedSession, entry: int) -> None:
    """Put back what one entry did, whatever was done since to other rows.

    Raises UserError where what it did was changed since, or something hangs on it.
    """
    head = first_row(session, entry)
    if head is None:
        raise _why_not(session, entry)
    try:
        with session.unrecorded():
            reverse_entry(session, head)
            is_whole = all(_is_whole(session, *changed) for changed in _touched(session, entry))
    except IntegrityError:
        is_whole = False
    if not is_whole:
        raise UserError(f"“{head.label}” cannot be taken back: what was done since hangs on it.")


def _why_not(session: Session, entry: int) -> UserError:
    """Return why nothing of an entry can be taken back."""
    kinds = set(session.scalars(sa.select(col(Change.kind)).where(col(Change.entry) == entry)))
    if not kinds:
        return UserError(f"There is no entry {entry} in the change log.")
    if RESTORED in kinds:
        return UserError(
            "That a backup was put back is not taken back here: what was there before was set aside, and is "
            "put back as a backup is, in Backups….",
            at_terminal="See it with: sop-minutes backups list",
        )
    return UserError("Nothing of that entry can be taken back: it tells of a kept file, or of a seal.")


def first_row(session: Session, entry: int) -> Change | None:
    """Return the first row of an entry that can be taken back, None for one that cannot or is not there."""
    query = sa.select(Change).where(
        col(Change.entry) == entry, col(Change.kind).not_in(ONLY_TOLD), col(Change.table_name) != KEPT
    )
    return session.scalars(query.order_by(col(Change.id))).first()


def _rows_now(
    session: Session, keys: Iterable[tuple[str, int]]
) -> dict[tuple[str, int], dict[str, Any] | None]:
    ids: defaultdict[str, list[int]] = defaultdict(list)
    for name, row_id in keys:
        ids[name].append(row_id)
    found: dict[tuple[str, int], dict[str, Any] | None] = {}
    for name, wanted in ids.items():
        table = SQLModel.metadata.tables[name]
        for some in _in_batches(wanted):
            rows = session.connection().execute(sa.select(table).where(table.c.id.in_(some))).mappings()
            found |= {(name, row["id"]): {c: plain(v) for c, v in row.items()} for row in rows}
    return found


def _whole(table: str, values: dict[str, Any]) -> dict[str, Any]:
    """Return a row that the log has as it was before a migration gave it more columns."""
    missing = {}
    for column in SQLModel.metadata.tables[table].columns:
        if column.name not in values:
            missing[column.name] = _default(column)
    return {**values, **missing}


def _default(column: Any) -> Any:
    if column.nullable:
        return None
    return False if isinstance(column.type, sa.Boolean) else ""


def _write(session: RecordedSession, rows: Sequence[RowThen]) -> None:
    """Delete, change, and add; rows whose unique columns change are taken out and put in again."""
    connection = session.connection()
    gone: defaultdict[str, list[int]] = defaultdict(list)
    changed: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    added: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        table = SQLModel.metadata.tables[row.table]
        anew = _is_placed_anew(table, row)
        if row.now is not None and (row.then is None or anew):
            gone[row.table].append(row.row_id)
        if row.then is not None:
            into = added if row.now is None or anew else changed
            into[row.table].append(typed_values(table, row.then))
    for name, ids in gone.items():
        table = SQLModel.metadata.tables[name]
        for some in _in_batches(ids):
            connection.execute(sa.delete(table).where(table.c.id.in_(some)))
    for name, values in changed.items():
        table = SQLModel.metadata.tables[name]
        setting = {c.name: sa.bindparam(f"to_{c.name}", type_=c.type) for c in table.c if c.name != "id"}
        update = sa.update(table).where(table.c.id == sa.bindparam("to_id")).values(setting)
        connection.execute(update, [{f"to_{n}": v for n, v in row.items()} for row in values])
    for name, values in added.items():
        connection.execute(sa.insert(SQLModel.metadata.tables[name]), values)


def _is_placed_anew(table: Table, row: RowThen) -> bool:
    """Say whether a row that stays changes what no two rows may share: another may hold that still."""
    if row.now is None or row.then is None:
        return False
    unique = {column.name for index in table.indexes if index.unique for column in index.columns}
    for constraint in table.constraints:
        if isinstance(constraint, sa.UniqueConstraint):
            unique |= {column.name for column in constraint.columns}
    return any(row.now[name] != row.then[name] for name in unique)


def _touched(session: Session, entry: int) -> Iterator[tuple[Table, list[int]]]:
    """Yield the rows of each table that an entry wrote."""
    query = sa.select(col(Change.table_name), col(Change.row_id)).where(
        col(Change.entry) == entry, col(Change.table_name) != KEPT
    )
    ids: defaultdict[str, list[int]] = defaultdict(list)
    for name, row_id in session.connection().execute(query):
        ids[name].append(row_id)
    for name, wanted in ids.items():
        yield SQLModel.metadata.tables[name], wanted


def _is_whole(session: Session, table: Table, ids: Sequence[int]) -> bool:
    """Say whether no row points to one of these that is gone, and none of these to one that is gone."""
    run = session.connection()
    there = {id_ for some in _in_batches(ids) for id_ in run.scalars(_ids_in(table, some))}
    gone = [id_ for id_ in ids if id_ not in there]
    for other in SQLModel.metadata.sorted_tables:
        for key in other.foreign_keys:
            column = key.parent
            if key.column.table is table:
                for some in _in_batches(gone):
                    if run.execute(sa.select(column).where(column.in_(some)).limit(1)).first():
                        return False
            if other is table:
                for some in _in_batches(sorted(there)):
                    lost = ~sa.exists().where(key.column == column).correlate(other)
                    if key.column.table is other:
                        target = other.alias()
                        lost = ~sa.exists().where(target.c.id == column)
                    asked = sa.select(table.c.id).where(table.c.id.in_(some), column.is_not(None), lost)
                    if run.execute(asked.limit(1)).first():
                        return False
    return True


def _ids_in(table: Table, ids: Sequence[int]) -> Any:
    return sa.select(table.c.id).where(table.c.id.in_(ids))


def _in_batches(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), _MANY):
        yield ids[start : start + _MANY]
