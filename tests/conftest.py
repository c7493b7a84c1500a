"""What every test can ask for: a real database in memory, with a group to meet."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from sop_minutes.commands.approving import approve_minutes
from sop_minutes.commands.groups import add_group
from sop_minutes.commands.meetings import add_meeting, change_state
from sop_minutes.commands.notes import record_note
from sop_minutes.domain.grammar import read_note_text, write_note_text
from sop_minutes.domain.sheets import ActionRow, MeetingSheet
from sop_minutes.domain.words import ActionStatus, Audience, GroupKind, MeetingState
from sop_minutes.queries.actions import ActionFilter, list_actions
from sop_minutes.queries.meetings import meeting_sheet, typed_note
from sop_minutes.storage.database import Database
from sop_minutes.storage.engine import sqlite_engine
from tests.compiled_once import share_command_line, share_compiled
from tests.memory_disk import write_in_memory

CO_ORDINATION_GROUP = 2

share_compiled()
share_command_line()
write_in_memory()
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"  # the machine's own is never asked


@pytest.fixture(scope="session")
def empty() -> Iterator[Database]:
    """A database that nobody has written to: to make one takes ten times as long as to copy one."""
    with Database.in_memory() as opened:
        yield opened


@pytest.fixture
def database(empty: Database) -> Iterator[Database]:
    with copy_of(empty) as opened:
        yield opened


def approve(data: Any, meeting_id: int, label: str = "Approve") -> None:
    """Approve a meeting's minutes, in a database or a window's workspace."""
    data.do(label, approve_minutes, meeting_id, on=date(2020, 1, 1), today=date(2020, 1, 1))


@dataclass(frozen=True)
class Partnership:
    """A database that holds a partnership with a Co-ordination Group, and short ways to use it."""

    database: Database
    group_id: int

    def record(self, text: str, **how: Any) -> int:
        """Record a typed note of the group; a note without a date is of 15 November 2017."""
        dated = text if "Date:" in text else f"Date: 15 November 2017\n{text}"
        return self.database.do("Record", record_note, read_note_text(dated), group_id=self.group_id, **how)

    def filled(self, fill: Callable[["Partnership"], object]) -> "Partnership":
        """Put in, before all else, what `fill` puts in; what it does once in a run is copied after that."""
        assert self.database.last_entry == 0
        if fill in _FILLED:
            _copy(_FILLED[fill], self.database)
        else:
            fill(self)
            _FILLED[fill] = copy_of(self.database)
        return self

    def hold(self, *days: date) -> None:
        """Have the group meet on these days, with nothing in the notes."""
        for day in days:
            meeting_id = self.database.do("Plan", add_meeting, group_id=self.group_id, on=day)
            self.database.do("Hold", change_state, meeting_id, state=MeetingState.DRAFT)

    def sheet(self, meeting_id: int, audience: Audience = Audience.RESTRICTED) -> MeetingSheet:
        return self.database.read(meeting_sheet, meeting_id, audience)

    def typed(self, meeting_id: int) -> str:
        return write_note_text(self.database.read(typed_note, meeting_id))

    def actions(self, **wanted: object) -> tuple[ActionRow, ...]:
        return self.database.read(list_actions, ActionFilter(**wanted))  # type: ignore[arg-type]

    def action(self, ref: str) -> ActionRow:
        return next(row for row in self.actions(statuses=tuple(ActionStatus)) if row.ref == ref)


_FILLED: dict[Callable[[Partnership], object], Database] = {}


@pytest.fixture(scope="session")
def founded(empty: Database) -> Iterator[Database]:
    """A database with a partnership and its Co-ordination Group, to be copied."""
    with copy_of(empty) as opened:
        _found(opened)
        yield opened


@pytest.fixture
def partnership(founded: Database, database: Database) -> Partnership:
    _copy(founded, database)
    return Partnership(database, CO_ORDINATION_GROUP)


def copy_of(database: Database) -> Database:
    """Return a database in memory that holds what another holds."""
    copy = Database(sqlite_engine(None), who="tester")
    _copy(database, copy)
    return copy


def _copy(database: Database, into: Database) -> None:
    with database._engine.connect() as source, into._engine.connect() as copy:
        source.connection.driver_connection.backup(copy.connection.driver_connection)


def _found(database: Database) -> None:
    sop = database.do(
        "Add",
        add_group,
        "Safer Oxfordshire Partnership",
        code="SOP",
        kind=GroupKind.PARTNERSHIP,
        aliases=["OxSCP"],
    )
    database.do(
        "Add",
        add_group,
        "Co-ordination Group",
        code="CG",
        parent_id=sop,
        former_names=["Business Group"],
    )


@pytest.fixture
def on() -> Callable[[str], date]:
    return date.fromisoformat
