"""The change log's pen: whatever a session writes, it records, in the same transaction."""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, Table, event, inspect, select
from sqlalchemy.orm import ORMExecuteState, SessionTransaction
from sqlmodel import Session

from sop_minutes.storage.tables import Change, Counter, FrozenFile, Typed

_WRITES = re.compile(r"\s*(?:insert|update|delete|replace)\b", re.IGNORECASE)
UNRECORDED = frozenset(table.__tablename__ for table in (Change, Counter, Typed))
KEPT = str(FrozenFile.__tablename__)
"""The table of files that are kept for good: the log has their digests, and never takes one back."""


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row before and after: None where there was, or is, no such row; else its columns by name."""

    table: str
    row_id: int
    before: dict[str, Any] | None
    after: dict[str, Any] | None


class RecordedSession(Session):
    """A session that gathers what it writes, from its first flush to `changes`.

    Sees objects of the unit of work, and `update` and `delete` statements on mapped classes.
    Whatever else would write (an `insert` statement, SQL as text, a table instead of its class) is
    refused with TypeError: it could not be undone. `unrecorded` lets the log's own writers through.
    The engine needs `refuse_unrecorded`.
    """

    def __init__(self, engine: Engine, **options: Any) -> None:
        super().__init__(engine, **options)
        self._first: dict[tuple[str, int], dict[str, Any] | None] = {}
        self._last: dict[tuple[str, int], dict[str, Any] | None] = {}
        self._unknown: dict[tuple[str, int], dict[str, Any]] = {}
        self._passing = 0
        self._held: WeakKeyDictionary[SessionTransaction, tuple[dict[Any, Any], ...]] = WeakKeyDictionary()

    def changes(self) -> tuple[RowChange, ...]:
        """Flush, and return what changed since the session began, each row once, in order of first touch."""
        self.flush()
        return tuple(self._merged())

    def has_written(self, tables: Iterable[str]) -> bool:
        """Flush, and say whether a row of any of `tables` has been written."""
        self.flush()
        return any(table in tables for table, _ in self._first)

    def note(
        self, table: str, row_id: int, before: dict[str, Any] | None, after: dict[str, Any] | None
    ) -> None:
        """Record that a row was `before` and is now `after`: whole rows, or None."""
        key = (table, row_id)
        self._first.setdefault(key, before)
        self._last[key] = after

    def hold(self, nested: SessionTransaction) -> None:
        """Remember what is noted as a transaction within this one begins."""
        self._held[nested] = (dict(self._first), dict(self._last), dict(self._unknown))

    def take_back(self, nested: SessionTransaction) -> None:
        """Forget what was noted in a transaction within this one, which was rolled back."""
        self._first, self._last, self._unknown = self._held.pop(nested)

    @contextmanager
    def unrecorded(self) -> Iterator[None]:
        """Let through what is written meanwhile."""
        self._passing += 1
        try:
            yield
        finally:
            self._passing -= 1

    def check_recorded(self, statement: str) -> None:
        """Raise TypeError if `statement` would write what nobody records."""
        if not self._passing and _WRITES.match(statement):
            raise TypeError(f"This would be written without a record: {statement[:80]}")

    def before_flush(self) -> None:
        """Look up what a changed attribute was, where it was set without having been loaded."""
        self._passing += 1
        for entity in self.dirty:
            state = inspect(entity)
            blind = [a.key for a in state.attrs if a.history.added and not a.history.deleted]
            if blind and state.identity:
                table = state.mapper.local_table
                query = select(*(table.c[name] for name in blind)).where(table.c.id == state.identity[0])
                row = self.connection().execute(query).mappings().one()
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

    def after_flush(self) -> None:
        """Note what was flushed."""
        self._passing -= 1
        for entity in self.new:
            self._note_entity(entity, made=True)
        for entity in self.dirty:
            self._note_entity(entity)
        for entity in self.deleted:
            self._note_entity(entity, gone=True)

    def _note_entity(self, entity: Any, *, made: bool = False, gone: bool = False) -> None:
        table = entity.__tablename__
        if table in UNRECORDED:
            return
        state = inspect(entity)
        now = {column.key: plain(getattr(entity, column.key)) for column in state.mapper.column_attrs}
        if table == KEPT:
            del now["content"]
        before = None if made else dict(now)
        if before is not None:
            for name in before:
                history = state.attrs[name].history
                if history.deleted:
                    before[name] = plain(history.deleted[0])
            before.update(self._unknown.pop((table, now["id"]), {}))
        self.note(table, now["id"], before, None if gone else now)

    def execute_recorded(self, state: ORMExecuteState, table: Table) -> Any:
        """Run an `update` or `delete`, and note its rows as they were before and are after."""
        self.flush()
        statement: Any = state.statement
        before = self._rows(table, statement.whereclause)
        with self.unrecorded():
            if state.is_update:
                statement = statement.returning(*table.c)
            result = state.invoke_statement(statement=statement)
            after = _by_id(result.mappings()) if state.is_update else {}
        for row_id, row in before.items():
            self.note(table.name, row_id, row, after.get(row_id))
        return result

    def _rows(self, table: Table, where: Any) -> dict[int, dict[str, Any]]:
        query = select(table) if where is None else select(table).where(where)
        return _by_id(self.connection().execute(query).mappings())


def _by_id(rows: Iterable[Mapping[Any, Any]]) -> dict[int, dict[str, Any]]:
    return {row["id"]: {name: plain(value) for name, value in row.items()} for row in rows}


@event.listens_for(RecordedSession, "before_flush")
def _before_flush(session: RecordedSession, _context: Any, _instances: Any) -> None:
    session.before_flush()


@event.listens_for(RecordedSession, "after_flush")
def _after_flush(session: RecordedSession, _context: Any) -> None:
    session.after_flush()


@event.listens_for(RecordedSession, "do_orm_execute")
def _on_execute(state: ORMExecuteState) -> Any:
    if not (state.is_update or state.is_delete or state.is_insert) or state.bind_mapper is None:
        return None
    table: Any = state.bind_mapper.local_table
    if table.name in UNRECORDED:
        return None
    if state.is_insert:
        raise TypeError(f"insert() into {table.name} would not be recorded: add objects to the session")
    session: Any = state.session
    return session.execute_recorded(state, table)


@event.listens_for(RecordedSession, "after_transaction_create")
def _after_create(session: RecordedSession, transaction: SessionTransaction) -> None:
    if transaction.nested:
        session.hold(transaction)


@event.listens_for(RecordedSession, "after_soft_rollback")
def _after_rollback(session: RecordedSession, transaction: SessionTransaction) -> None:
    if transaction.nested:
        session.take_back(transaction)


@event.listens_for(RecordedSession, "after_begin")
def _after_begin(session: RecordedSession, _transaction: Any, connection: Connection) -> None:
    connection.execution_options(recorded_by=session)


def refuse_unrecorded(engine: Engine) -> None:
    """Let the recorded sessions of `engine` see every statement before it runs."""
    event.listen(engine, "before_cursor_execute", _before_statement)


def _before_statement(connection: Connection, _cursor: Any, statement: str, *_more: Any) -> None:
    session = connection.get_execution_options().get("recorded_by")
    if session is not None:
        session.check_recorded(statement)


def plain(value: Any) -> Any:
    """Return a column's value as JSON can hold it."""
    return value.isoformat() if isinstance(value, date | datetime) else value
