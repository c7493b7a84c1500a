"""Rows of the change log in words: what they are, where they stand, what they said before and after."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, SQLModel, col, select

from sop_minutes.domain.due import format_date
from sop_minutes.domain.inline import plain_text
from sop_minutes.domain.logged import HIDDEN, LoggedField, LoggedRow, field_name, noun_of
from sop_minutes.domain.restoring import short
from sop_minutes.domain.standing import ABOVE, MARKED
from sop_minutes.domain.text import capitalised
from sop_minutes.domain.words import Audience, narrower
from sop_minutes.queries.logged import in_utc
from sop_minutes.storage.tables import Change

State = Mapping[str, Any]

_CALLED = ("name", "title", "to_name", "as_written", "from_name", "colour")
_FIRST_WORDS = 50
_FOR_THE_RECORD = frozenset(
    {"approvals", "imported_files", "proposals", "returned_changes", "returned_copies", "topics"}
)


class Words:
    """Says rows in words, and remembers what it looked up."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._states: dict[tuple[str, int], State] = {}
        self._names: dict[tuple[str, int], str] = {}
        self._marks: dict[tuple[str, int], Audience] = {}

    def row(self, table: str, row_id: int, before: State | None, after: State | None) -> LoggedRow:
        """Return what became of a row, which had and has these columns; None for no row."""
        changed = {**(before or {}), **(after or {})}
        told = [name for name in changed if self._tells(table, name, (before, after))]
        every = (
            LoggedField(
                field_name(table, name),
                self._value(table, name, (before or {}).get(name)),
                self._value(table, name, (after or {}).get(name)),
            )
            for name in told
        )
        fields = tuple(
            field for field in every if field.before != field.after
        )  # two may say the same in words
        deed = _deed(before, after)
        if not fields and "position" in changed:
            deed = "moved"
        audience = self.audience(table, row_id, before, after)
        return LoggedRow(self.what(table, row_id), self.where(table, row_id), deed, audience, fields)

    def what(self, table: str, row_id: int) -> str:
        """Return what a row is, with its own name if it has one."""
        name = self._name(table, row_id)
        return f"{capitalised(noun_of(table))} {name}".strip()

    def where(self, table: str, row_id: int) -> str:
        """Return what a row stands under, the outermost first."""
        found: list[str] = []
        while table in ABOVE:
            column, above = ABOVE[table]
            row_id = self.state(table, row_id).get(column) or 0
            if not row_id:
                break
            table = above
            name = self._name(table, row_id)
            if name:
                found.append(name.strip("“”"))
        return " · ".join(reversed(found))

    def called(self, table: str, row_id: int, state: State) -> str:
        """Return what a row with these columns is called, with its first words, and where it stands.

        What another program wrote may be no day and no number: then it is called by its number.
        """
        self._states[table, row_id] = state
        with suppress(ValueError, TypeError, KeyError):
            what, where = self.what(table, row_id), self.where(table, row_id)
            words = short(str(state.get("text") or state.get("note") or ""), _FIRST_WORDS)
            what += f" “{words}”" if words and "“" not in what else ""
            if where or what != capitalised(noun_of(table)):
                return f"{what} ({where})" if where else what
        return f"{noun_of(table)} {row_id}"

    def said(self, table: str, name: str, value: Any) -> str:
        """Return in words what a column of a row says, "" for nothing."""
        with suppress(ValueError, TypeError, KeyError):
            return self._value(table, name, value)
        return str(value)

    def _tells(self, table: str, name: str, states: tuple[State | None, State | None]) -> bool:
        before, after = states
        if name in HIDDEN or (name == "code" and table != "groups"):
            return False
        if name == ABOVE.get(table, ("", ""))[0] and (before is None or after is None):
            return False
        values = [(state or {}).get(name) for state in states]
        return values[0] != values[1] and any(value not in (None, "", False) for value in values)

    def _value(self, table: str, name: str, value: Any) -> str:
        if value is None or value == "":
            return ""
        if isinstance(value, bool):
            return "yes" if value else "no"
        column = SQLModel.metadata.tables[table].columns.get(name)
        if column is None:
            return str(value)
        for key in column.foreign_keys:
            above = key.column.table.name
            return self._name(above, int(value)).strip("“”") or f"{noun_of(above)} {value}"
        kind = getattr(column.type, "impl_instance", column.type)
        if isinstance(kind, sa.Boolean):
            return "yes" if value else "no"
        if isinstance(kind, sa.DateTime):
            at = in_utc(datetime.fromisoformat(str(value))).astimezone()
            return f"{format_date(at.date())}, {at:%H:%M}"
        if isinstance(kind, sa.Date):
            return format_date(date.fromisoformat(str(value)))
        return str(value)

    def _name(self, table: str, row_id: int) -> str:
        if (table, row_id) not in self._names:
            self._names[table, row_id] = self._named(table, row_id)
        return self._names[table, row_id]

    def _named(self, table: str, row_id: int) -> str:
        state = self.state(table, row_id)
        if table == "meetings":
            code = self.state("groups", state.get("group_id") or 0).get("code", "")
            more = f"#{state['sequence']}" if state.get("sequence", 1) != 1 else ""
            return f"{code}/{state['on']}{more}" if state else ""
        if table == "actions":
            code = self.state("groups", state.get("group_id") or 0).get("code", "")
            return f"{code} {state['year'] % 100:02}/{state['number']}" if state else ""
        if table == "circulations":
            return f"version {state['number']}" if state else ""
        if table == "items":
            return f"“{plain_text(state['title'])}”" if state.get("title") else ""
        if table == "seats":
            body = self.state("organisations", state.get("organisation_id") or 0).get("name", "")
            return ", ".join(part for part in (body, state.get("role", "")) if part)
        said = next((str(state[name]) for name in _CALLED if state.get(name)), "")
        if not said and state.get("person_id"):
            return self._name("people", state["person_id"])
        return f"“{said}”" if said else ""

    def audience(self, table: str, row_id: int, *states: State | None) -> Audience:
        """Return the narrowest mark that a row ever bore, or that it ever stood under.

        A line may have said more while it was restricted than it does since it was released.
        """
        own = [Audience(state["audience"]) for state in states if state and "audience" in state]
        return narrower(Audience.MEMBERS, *own, self._ever(table, row_id))

    def marked(self, table: str, row_id: int) -> Audience:
        """Return the narrowest mark that a row bears now, or that it stands under."""
        marks = [Audience.PUBLIC]
        while row_id:
            state = self.state(table, row_id)
            marks += [Audience(state["audience"])] if state.get("audience") else []
            column, above = ABOVE.get(table, ("", ""))
            table, row_id = above, (state.get(column) or 0) if column else 0
        return narrower(*marks)

    def _ever(self, table: str, row_id: int) -> Audience:
        if table in _FOR_THE_RECORD:
            return Audience.RESTRICTED
        if (table, row_id) not in self._marks:
            self._marks[table, row_id] = Audience.RESTRICTED  # of what would stand under itself
            self._marks[table, row_id] = self._looked_up(table, row_id)
        return self._marks[table, row_id]

    def _looked_up(self, table: str, row_id: int) -> Audience:
        column, above = ABOVE.get(table, ("", ""))
        marks, over = [Audience.PUBLIC], set()
        for said in (self.state(table, row_id), *self._once(table, row_id, column)):
            marks += [Audience(said["audience"])] if said.get("audience") else []
            over |= {said[column]} if column and said.get(column) else set()
        return narrower(*marks, *(self._ever(above, id_) for id_ in over))

    def _once(self, table: str, row_id: int, column: str) -> Iterator[State]:
        """Yield how a row was marked, and what it stood under, in each of its changes."""
        if table not in MARKED and table not in ABOVE:
            return
        paths = ("$.audience", f"$.{column or 'audience'}")
        parts = [sa.func.json_extract(col(c), path) for c in (Change.before, Change.after) for path in paths]
        of_row = (col(Change.table_name) == table, col(Change.row_id) == row_id)
        query = sa.select(*parts).where(*of_row, sa.or_(*(part.is_not(None) for part in parts)))
        for was, over, now, under in self._session.connection().execute(query.distinct()):
            yield {"audience": was, column: over}
            yield {"audience": now, column: under}

    def state(self, table: str, row_id: int) -> State:
        """Return a row as it is, or as it was last where it is gone; {} for one that never was."""
        if not row_id:
            return {}
        if (table, row_id) not in self._states:
            self._states[table, row_id] = state_of(self._session, table, row_id)
        return self._states[table, row_id]


def _deed(before: State | None, after: State | None) -> str:
    if before is None and after is None:
        return "told"
    return "added" if before is None else "deleted" if after is None else "changed"


def state_of(session: Session, table: str, row_id: int) -> State:
    """Return a row as it is, or as it was last where it is gone; {} for one that never was."""
    if table not in SQLModel.metadata.tables or table == "change":
        return {}
    columns = SQLModel.metadata.tables[table]
    row = session.connection().execute(sa.select(columns).where(columns.c.id == row_id)).mappings().first()
    if row is not None:
        return dict(row)
    query = select(Change.before).where(
        Change.table_name == table, Change.row_id == row_id, col(Change.after).is_(None)
    )
    return session.exec(query.order_by(col(Change.id).desc())).first() or {}


def meeting_over(session: Session, table: str, row_id: int) -> int:
    """Return the meeting in whose note a row stands or stood, 0 for none."""
    while table in {"items", "attendance", "points"} and row_id:
        column, above = ABOVE[table]
        row_id = state_of(session, table, row_id).get(column) or 0
        table = above
    return row_id if table == "meetings" else 0
