"""The change log: undo and redo of everything, the trail of who did what."""

import importlib
import inspect
import pkgutil
import random
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import Session, SQLModel, col, select, update

import sop_minutes.commands
from sop_minutes.commands.groups import add_group
from sop_minutes.commands.points import edit_point
from sop_minutes.domain.errors import UserError
from sop_minutes.storage.database import Database
from sop_minutes.storage.tables import Change, Point
from tests.conftest import Partnership
from tests.storage.every_command import CALLS, Caller
from tests.thorough import cases

_NOT_COMMANDS = frozenset(
    "row_of begin_note own_title meeting_to_change item_to_change point_to_change keep_attendance keep_items "
    "item_position point_positions point_position follow_diary set_owners name_owners change_owners "
    "resolve_owners relink_owners merge_owners forget_people next_number day_of plan_import keep_progress "
    "settle_audiences set_audience as_kept as_narrow_as_kept narrow_what_was_taken "
    "opening_of held_opening narrowed_by diary_following".split()
)

_TYPING = "a run of typing"


def _dump(session: Session) -> dict[str, list[Any]]:
    """Return every row of every table but the log itself, and what only ever grows."""
    growing = {"change", "counters", "frozen_files"}
    tables = (t for t in SQLModel.metadata.sorted_tables if t.name not in growing)
    return {
        t.name: [tuple(row) for row in session.connection().execute(t.select().order_by(t.c.id))]
        for t in tables
    }


def _index(session: Session) -> list[Any]:
    """Return every word of both indexes, with where it stands, and which document is of which row."""
    read = session.connection().exec_driver_sql
    for table in ("search", "register_search"):
        words = f"USING fts5vocab(main, '{table}', 'instance')"
        read(f"CREATE VIRTUAL TABLE IF NOT EXISTS temp.{table}_words {words}")
    kept = ("search_docs", "search_words", "register_search_words")
    return [sorted(tuple(row) for row in read(f"SELECT * FROM {table}")) for table in kept]  # noqa: S608 - our own names


def test_every_command_is_called_in_these_tests() -> None:
    found = set()
    for module in pkgutil.iter_modules(sop_minutes.commands.__path__):
        functions = inspect.getmembers(
            importlib.import_module(f"sop_minutes.commands.{module.name}"), inspect.isfunction
        )
        found |= {
            name
            for name, function in functions
            if not name.startswith("_")
            and function.__module__.startswith("sop_minutes.commands")
            and next(iter(inspect.signature(function).parameters), "") == "session"
        }
    assert found - _NOT_COMMANDS == set(CALLS)


@settings(max_examples=cases(16), deadline=None)
@given(
    st.lists(st.sampled_from([*sorted(CALLS), *["a run of typing"] * 3]), max_size=25), st.integers(0, 2**32)
)
def test_any_run_of_commands_can_be_undone_and_redone(names: list[str], seed: int) -> None:
    with Database.in_memory() as database:
        caller = Caller(random.Random(seed))
        database.do("Add", add_group, "Co-ordination Group", code="CG")
        begun = database.read(_dump), database.read(_index)
        done = 0
        for name in ("add_partnership", "record_note", *names):
            try:
                if name == _TYPING:
                    _type(database, caller)
                else:
                    database.do(name, caller.call, name)
            except UserError:
                continue
        ended = database.read(_dump), database.read(_index)
        database.mend()
        assert database.read(_index) == ended[1]
        while database.read(_dump) != begun[0] or done == 0:
            done += 1
            assert database.undo() is not None, "everything is undone, and the database is not as it was"
        assert database.read(_index) == begun[1]
        for _ in range(done):
            assert database.redo() is not None
        assert database.redo() is None
        assert (database.read(_dump), database.read(_index)) == ended


def _type(database: Database, caller: Caller) -> None:
    """Save three texts of one block, as they are typed."""
    point_id = database.read(caller.one, Point)
    for _ in range(3):
        database.do_typing("Edit point", edit_point, point_id, text=caller.line())


def test_an_entry_says_who_when_what_before_and_after(partnership: Partnership) -> None:
    moment = datetime(2017, 11, 15, 10, tzinfo=UTC)
    partnership.record("# Prevent\nas typed")
    database = Database(partnership.database._engine, who="minute-taker", clock=lambda: moment)
    database.do("Edit point", lambda s: _set_text(s, "as corrected"))
    change = database.read(lambda s: s.exec(select(Change).order_by(col(Change.id).desc())).first())
    assert change is not None
    assert (change.who, change.at, change.label, change.table_name) == (
        "minute-taker",
        moment,
        "Edit point",
        "points",
    )
    assert (change.before, change.after) == ({"text": "as typed"}, {"text": "as corrected"})


def _set_text(session: Session, text: str) -> None:
    session.exec(update(Point).values(text=text))


def test_a_statement_is_recorded_as_an_object_is(partnership: Partnership) -> None:
    meeting_id = partnership.record("# Prevent\nas typed")
    partnership.database.do("Edit", _set_text, "as corrected")
    assert "as corrected" in partnership.typed(meeting_id)
    assert partnership.database.undo() == ("Edit", "")
    assert "as typed" in partnership.typed(meeting_id)


def test_a_command_that_changes_nothing_leaves_no_entry(partnership: Partnership) -> None:
    partnership.record("# Prevent\nas typed")
    before = partnership.database.read(lambda s: len(s.exec(select(Change.id)).all()))
    partnership.record("# Prevent\nas typed")
    assert partnership.database.read(lambda s: len(s.exec(select(Change.id)).all())) == before


def test_a_command_that_fails_changes_nothing(partnership: Partnership) -> None:
    def add_and_fail(session: Session) -> None:
        add_group(session, "Half a group")
        raise UserError("No.")

    before = partnership.database.read(_dump)
    with pytest.raises(UserError):
        partnership.database.do("Add", add_and_fail)
    assert partnership.database.read(_dump) == before


def test_undo_refuses_what_has_been_changed_since_by_another_way(partnership: Partnership) -> None:
    partnership.record("# Prevent\nas typed")
    partnership.database.do("Edit", _set_text, "first")
    with partnership.database._engine.begin() as connection:
        connection.exec_driver_sql("UPDATE points SET text = 'by hand'")
    with pytest.raises(UserError, match="changed since"):
        partnership.database.undo()
    assert partnership.database.read(lambda s: s.exec(select(Point.text)).all()) == ["by hand"]


def test_a_new_change_ends_what_could_be_redone(partnership: Partnership) -> None:
    partnership.record("# Prevent\nas typed")
    partnership.database.undo()
    partnership.record("# FGM\nsomething else")
    assert partnership.database.redo() is None


def test_a_reference_is_never_given_twice_even_after_undo(partnership: Partnership) -> None:
    partnership.record("# Prevent\nAction: one")
    partnership.database.undo()
    partnership.record("# Prevent\nAction: two")
    assert [row.ref for row in partnership.actions()] == ["CG 17/2"]


@pytest.mark.parametrize(
    "write",
    [
        lambda s: s.execute(sa.update(SQLModel.metadata.tables["points"]).values(text="x")),
        lambda s: s.connection().exec_driver_sql("UPDATE points SET text = 'x'"),
        lambda s: s.connection().execute(sa.text("delete from points")),
        lambda s: s.exec(sa.insert(Point).values(item_id=1, position=1, text="x")),
    ],
    ids=["a table", "text of SQL", "a text clause", "an insert statement"],
)
def test_what_could_not_be_undone_is_refused(
    partnership: Partnership, write: Callable[[Session], Any]
) -> None:
    partnership.record("# Prevent\nas typed")
    before = partnership.database.read(_dump)
    with pytest.raises(TypeError):
        partnership.database.do("Write", write)
    assert partnership.database.read(_dump) == before


def test_a_row_changed_in_two_ways_in_one_command_is_recorded_once_and_rightly(
    partnership: Partnership,
) -> None:
    def change(session: Session) -> None:
        point = session.exec(select(Point)).one()
        session.expire(point)
        point.text = "first"
        session.exec(update(Point).values(text="second"))
        session.expire(point)
        point.text = "third"

    partnership.record("# Prevent\nas typed")
    before = partnership.database.read(_dump)
    partnership.database.do("Change", change)
    row = partnership.database.read(lambda s: s.exec(select(Change).order_by(col(Change.id).desc())).first())
    assert row is not None
    assert (row.before, row.after) == ({"text": "as typed"}, {"text": "third"})
    partnership.database.undo()
    assert partnership.database.read(_dump) == before


def test_what_was_tried_and_rolled_back_within_a_command_is_not_logged(partnership: Partnership) -> None:
    meeting_id = partnership.record("# Roads\nOne.\nTwo.")

    def try_one(session: Session) -> None:
        edit_point(session, 2, text="Second.")
        with suppress(UserError), session.begin_nested():
            edit_point(session, 1, text="First.")
            edit_point(session, 2, text="Again.")
            raise UserError("No.")

    partnership.database.do("Try", try_one)
    assert "One.\nSecond." in partnership.typed(meeting_id)
    with Session(partnership.database._engine) as session:
        newest = session.exec(select(Change).order_by(col(Change.id).desc())).first()
        assert newest is not None
        assert (newest.row_id, newest.after) == (2, {"text": "Second."})
    partnership.database.undo()
    assert "One.\nTwo." in partnership.typed(meeting_id)
