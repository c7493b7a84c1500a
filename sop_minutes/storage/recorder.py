"""The change log's pen: whatever a session writes, it records, in the same transaction."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Table, event, func, insert, inspect, select
from sqlalchemy.orm import ORMExecuteState
from sqlmodel import Session

from sop_minutes.storage.tables import Change, Counter

_WRITES = re.compile(r"\s*(?:insert|update|delete|replace)\b", re.IGNORECASE)
_UNRECORDED = frozenset({Change.__tablename__, Counter.__tablename__})


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row before and after: None where there was, or is, no such row; else its columns by name."""

    table: str
    row_id: int
    before: dict[str, Any] | None
    after: dict[str, Any] | None


class Recorder:
    """Gathers what `session` writes, from its first flush to `changes`.

    Sees objects of the unit of work, and `update` and `delete` statements on mapped classes.
    Whatever else would write (an `insert` statement, SQL as text, a table instead of its class) is
    refused with TypeError: it could not be undone. `unrecorded` lets the log's own writers through.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._first: dict[tuple[str, int], dict[str, Any] | None] = {}
        self._last: dict[tuple[str, int], dict[str, Any] | None] = {}
        self._unknown: dict[tuple[str, int], dict[str, Any]] = {}
        self._passing = 0
        event.listen(session, "before_flush", self._before_flush)
        event.listen(session, "after_flush", self._after_flush)
        event.listen(session, "do_orm_execute", self._on_execute)
        event.listen(session, "after_begin", self._after_begin)

    def changes(self) -> tuple[RowChange, ...]:
        """Flush, and return what changed since the session began, each row once, in order of first touch."""
        self._session.flush()
        return tuple(self._merged())

    def note(
        self, table: str, row_id: int, before: dict[str, Any] | None, after: dict[str, Any] | None
    ) -> None:
        """Record that a row was `before` and is now `after`: whole rows, or None."""
        key = (table, row_id)
        self._first.setdefault(key, before)
        self._last[key] = after

    @contextmanager
    def unrecorded(self) -> Iterator[None]:
        """Let through what is written meanwhile."""
        self._passing += 1
        try:
            yield
        finally:
            self._passing -= 1

    def _after_begin(self, _session: Session, _transaction: Any, connection: Connection) -> None:
        event.listen(connection, "before_cursor_execute", self._before_statement)

    def _before_statement(self, _c: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        if not self._passing and _WRITES.match(statement):
            raise TypeError(f"This would be written without a record: {statement[:80]}")

    def _before_flush(self, session: Session, _context: Any, _instances: Any) -> None:
        """Look up what a changed attribute was, where it was set without having been loaded."""
        self._passing += 1
        for entity in session.dirty:
            state = inspect(entity)
            blind = [a.key for a in state.attrs if a.history.added and not a.history.deleted]
            if blind and state.identity:
                table = state.mapper.local_table
                query = select(*(table.c[name] for name in blind)).where(table.c.id == state.identity[0])
                row = session.connection().execute(query).mappings().one()
                self._unknown[table.name, state.identity[0]] = {n: plain(row[n]) for n in blind}

    def _merged(self) -> Iterator[RowChange]:
        for (table, row_id), before in self._first.items():
            after = self._last[table, row_id]
            if before == after:
                continue
            if before is not None and after is not None:
                changed = [name for name in after if before[name] != after[name]]
                before = {name: before[name] for name in changed}
                after = {name: after[name] for name in changed}
            yield RowChange(table, row_id, before, after)

    def _after_flush(self, session: Session, _context: Any) -> None:
        self._passing -= 1
        for entity in session.new:
            self._note_entity(entity, made=True)
        for entity in session.dirty:
            self._note_entity(entity)
        for entity in session.deleted:
            self._note_entity(entity, gone=True)

    def _note_entity(self, entity: Any, *, made: bool = False, gone: bool = False) -> None:
        table = entity.__tablename__
        if table in _UNRECORDED:
            return
        state = inspect(entity)
        now = {column.key: plain(getattr(entity, column.key)) for column in state.mapper.column_attrs}
        before = None if made else dict(now)
        if before is not None:
            for name in before:
                history = state.attrs[name].history
                if history.deleted:
                    before[name] = plain(history.deleted[0])
            before.update(self._unknown.pop((table, now["id"]), {}))
        self.note(table, now["id"], before, None if gone else now)

    def _on_execute(self, state: ORMExecuteState) -> Any:
        if not (state.is_update or state.is_delete or state.is_insert) or state.bind_mapper is None:
            return None
        table: Table = state.bind_mapper.local_table  # type: ignore[assignment]
        if table.name in _UNRECORDED:
            return None
        if state.is_insert:
            raise TypeError(f"insert() into {table.name} would not be recorded: add objects to the session")
        state.session.flush()
        before = _rows(state.session, table, state.statement.whereclause)  # type: ignore[attr-defined]
        with self.unrecorded():
            result = state.invoke_statement()
        after = {} if state.is_delete else _rows(state.session, table, table.c.id.in_(before))
        for row_id, row in before.items():
            self.note(table.name, row_id, row, after.get(row_id))
        return result


def _rows(session: Any, table: Table, where: Any) -> dict[int, dict[str, Any]]:
    query = select(table) if where is None else select(table).where(where)
    rows = session.connection().execute(query).mappings()
    return {row["id"]: {name: plain(value) for name, value in row.items()} for row in rows}


def plain(value: Any) -> Any:
    """Return a column's value as JSON can hold it."""
    return value.isoformat() if isinstance(value, date | datetime) else value


def write_entry(
    session: Session,
    changes: tuple[RowChange, ...],
    *,
    kind: str,
    at: datetime,
    who: str,
    label: str,
    fold: str = "",
) -> int:
    """Add `changes` to the log as one entry, and return its number."""
    connection = session.connection()
    entry = (connection.scalar(select(func.max(Change.entry))) or 0) + 1
    shared = {"entry": entry, "kind": kind, "at": at, "who": who, "label": label, "fold": fold}
    rows = [
        {**shared, "table_name": c.table, "row_id": c.row_id, "before": c.before, "after": c.after}
        for c in changes
    ]
    connection.execute(insert(Change), rows)
    return entry
