"""Undo over restarts: all as it was at any moment, or one entry taken back."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import Session, SQLModel

from sop_minutes.commands.bringing_back import bring_back_moment, take_back_entry
from sop_minutes.commands.circulating import set_as_role
from sop_minutes.commands.groups import add_group, rename_group
from sop_minutes.commands.items import change_item
from sop_minutes.commands.people import add_person, rename_person
from sop_minutes.commands.points import delete_point, edit_point, mark_point, move_point
from sop_minutes.commands.releasing import release_restricted, set_restriction
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.standing import MARKED, PEOPLE
from sop_minutes.domain.words import Audience, narrower
from sop_minutes.queries.audit import moment_preview
from sop_minutes.storage import upkeep
from sop_minutes.storage.database import Database
from sop_minutes.storage.tables import Group, Person, Point
from tests.conftest import Partnership, approve
from tests.storage.any_run import run_any
from tests.storage.every_command import CALLS, Caller
from tests.storage.test_change_log import _dump, _index
from tests.storage.test_proving import _problems
from tests.thorough import cases

_STEPS = [*sorted(CALLS), *["typing", "undo", "redo"] * 4]


@settings(max_examples=cases(16), deadline=None)
@given(st.lists(st.sampled_from(_STEPS), max_size=25), st.integers(0, 2**32))
def test_any_moment_can_be_brought_back_and_that_undone(names: list[str], seed: int) -> None:
    chance = random.Random(seed)
    with Database.in_memory() as database:
        moments = {}
        for _ in run_any(database, Caller(chance), names):
            moments[database.last_entry] = database.read(_dump), database.read(_index)
        now = database.read(_dump), database.read(_index)
        for moment in chance.sample(sorted(moments), min(3, len(moments))):
            try:
                database.do("Bring back", bring_back_moment, entry=moment)
            except UserError:
                assert _but_for_marks(moments[moment]) == _but_for_marks(now)
                continue
            back = database.read(_dump), database.read(_index)
            assert _but_for_marks(back) == _but_for_marks(moments[moment])
            assert all(mark == narrower(mark, *was) for mark, *was in _marks(back, moments[moment], now))
            assert database.undo() == ("Bring back", "")
            assert (database.read(_dump), database.read(_index)) == now
        assert _problems(database) == ()


_State = tuple[dict[str, list[Any]], Any]
_MARKS = ("audience", "restricted_reason", "review_on", "as_role")


def _but_for_marks(state: _State) -> _State:
    """Return a state without who may see what: that is not as then where it was narrowed since."""
    dump, index = state
    without = {}
    for name, rows in dump.items():
        kept = [n for n, c in enumerate(SQLModel.metadata.tables[name].c) if c.name not in _MARKS]
        without[name] = [tuple(row[n] for n in kept) for row in rows] if name in {*MARKED, PEOPLE} else rows
    return without, index


def _marks(back: _State, *others: _State) -> Iterator[list[Audience]]:
    """Yield each row's mark once it came back, and then what it was in other states that have the row."""
    for name in MARKED:
        place = [column.name for column in SQLModel.metadata.tables[name].c].index("audience")
        each = [{row[0]: Audience(row[place]) for row in dump[name]} for dump, _ in (back, *others)]
        for id_ in each[0]:
            yield [marks[id_] for marks in each if id_ in marks]


@settings(max_examples=cases(16), deadline=None)
@given(st.lists(st.sampled_from(_STEPS), max_size=20), st.integers(0, 2**32))
def test_an_entry_is_taken_back_whole_or_not_at_all(names: list[str], seed: int) -> None:
    with Database.in_memory() as database:
        for _ in run_any(database, Caller(random.Random(seed)), names):
            pass
        for entry in range(database.last_entry, 0, -1):
            before = database.read(_dump)
            try:
                database.do("Take back", take_back_entry, entry=entry)
            except UserError:
                assert database.read(_dump) == before
                continue
            assert _problems(database) == ()
            if database.read(_dump) != before:
                database.undo()
            assert database.read(_dump) == before


def test_a_moment_comes_back_after_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "p.sopm"
    with Database.open(path) as database:
        group_id = database.do("Add", add_group, "Board", code="BO")
        moment = database.last_entry
        database.do("Rename", rename_group, group_id, name="Council")
        database.do("Add", add_group, "Panel", code="PA")
    with Database.open(path) as database:
        assert database.do("Bring back", bring_back_moment, entry=moment) > 0
    with Database.open(path) as database:
        assert _groups(database) == ["Board"]
        database.undo()
        assert _groups(database) == ["Council", "Panel"]


def _groups(database: Database) -> list[str]:
    return sorted(row[2] for row in database.read(_dump)["groups"])


def test_two_rows_that_swapped_what_no_two_may_share_swap_back(partnership: Partnership) -> None:
    database = partnership.database
    moment = database.last_entry
    with database._recorded() as session:
        for id_, code in ((1, "XX"), (2, "SOP"), (1, "CG")):
            session.get_one(Group, id_).code = code
            session.flush()
        database._commit(session, "do", "Swap")
    database.do("Bring back", bring_back_moment, entry=moment or 2)
    assert [row[1] for row in database.read(_dump)["groups"]] == ["SOP", "CG"]


def test_one_entry_is_taken_back_and_what_came_after_stays(partnership: Partnership) -> None:
    meeting_id = partnership.record("# Roads\nOne.\nTwo.")
    database = partnership.database
    database.do("First", edit_point, 1, text="Uno.")
    first = database.last_entry
    database.do("Second", edit_point, 2, text="Due.")
    database.do("Take back: First", take_back_entry, entry=first)
    assert "One.\nDue." in partnership.typed(meeting_id)
    assert database.undo() == ("Take back: First", "")
    assert "Uno.\nDue." in partnership.typed(meeting_id)


def test_what_was_changed_since_is_not_taken_back(partnership: Partnership) -> None:
    partnership.record("# Roads\nOne.")
    database = partnership.database
    database.do("First", edit_point, 1, text="Uno.")
    first = database.last_entry
    database.do("Second", edit_point, 1, text="Un.")
    second = database.last_entry
    last = rf"has been changed since, last by “Second” \(entry {second}\)\. Take that back first\."
    with pytest.raises(UserError, match=f"“First” cannot be taken back: what it changed {last}"):
        database.do("Take back", take_back_entry, entry=first)
    database.do("Take back", take_back_entry, entry=second)
    database.do("Take back", take_back_entry, entry=first)


def test_what_something_hangs_on_is_not_taken_back(database: Database) -> None:
    group_id = database.do("Add", add_group, "Board", code="BO")
    entry = database.last_entry
    database.do("Add a part", add_group, "Part", code="PA", parent_id=group_id)
    with pytest.raises(UserError, match="what was done since hangs on it"):
        database.do("Take back", take_back_entry, entry=entry)


def test_minutes_that_are_approved_are_not_changed_by_taking_back(partnership: Partnership) -> None:
    meeting_id = partnership.record("# Roads\nOne.")
    database = partnership.database
    database.do("Edit", edit_point, 1, text="Uno.")
    edited = database.last_entry
    approve(database, meeting_id)
    approved = database.last_entry
    with pytest.raises(UserError, match="approved"):
        database.do("Take back", take_back_entry, entry=edited)
    database.do("Take back", take_back_entry, entry=approved)
    database.do("Take back", take_back_entry, entry=edited)
    assert "One." in partnership.typed(meeting_id)


def test_what_another_program_altered_is_not_written_over(partnership: Partnership) -> None:
    partnership.record("# Roads\nOne.")
    database = partnership.database
    moment = database.last_entry
    database.do("Edit", edit_point, 1, text="Uno.")
    with database._engine.begin() as connection:
        connection.exec_driver_sql("UPDATE points SET text = 'by hand'")
    with pytest.raises(UserError, match="Another program altered"):
        database.do("Bring back", bring_back_moment, entry=moment)


def test_a_number_that_was_given_is_not_given_again(partnership: Partnership) -> None:
    partnership.record("Date: 1 May 2017\n# Roads\nOne.")
    database = partnership.database
    moment = database.last_entry
    partnership.record("Date: 1 June 2017\n# Prevent\nAction: one")
    database.do("Bring back", bring_back_moment, entry=moment)
    assert partnership.actions() == ()
    partnership.record("Date: 1 June 2017\n# Prevent\nAction: two")
    assert [row.ref for row in partnership.actions()] == ["CG 17/2"]


def test_why_nothing_of_an_entry_is_taken_back_is_said(tmp_path: Path) -> None:
    path, copy = tmp_path / "p.sopm", tmp_path / "copy.sopm"
    with Database.open(path) as database:
        database.do("Add", add_group, "Board", code="BO")
    upkeep.back_up(path, copy)
    upkeep.restore(copy, path, now=datetime.now(UTC), told=upkeep.Told("ann", "Put back copy.sopm"))
    with Database.open(path) as database:
        for entry, said in ((2, "put back as a backup is"), (9, "There is no entry 9 in")):
            with pytest.raises(UserError, match=said):
                database.do("Take back", take_back_entry, entry=entry)


@pytest.mark.parametrize(("entry", "said"), [(99, "There is no entry 99"), (0, "no entry 0")])
def test_a_moment_that_never_was_is_refused(partnership: Partnership, entry: int, said: str) -> None:
    with pytest.raises(UserError, match=said):
        partnership.database.do("Bring back", bring_back_moment, entry=entry)


def test_nothing_is_brought_back_of_now(partnership: Partnership) -> None:
    partnership.record("# Roads\nOne.")
    with pytest.raises(UserError, match="All is as it was then"):
        partnership.database.do("Bring back", bring_back_moment, entry=partnership.database.last_entry)


def _audience(database: Database, point_id: int = 1) -> tuple[str, str, str]:
    def query(session: Session) -> tuple[str, str, str]:
        point = session.get_one(Point, point_id)
        return point.text, point.audience, point.restricted_reason

    return database.read(query)


def test_what_was_restricted_since_stays_so_and_the_preview_says_so(partnership: Partnership) -> None:
    partnership.record("# Roads\nA name.\nAnother.")
    database = partnership.database
    moment = database.last_entry
    database.do("Mark", mark_point, 1, audience=Audience.RESTRICTED)
    database.do("Why", set_restriction, point_id=1, reason="A child is named", review_on=None)
    database.do("Edit", edit_point, 1, text="No name.")
    database.do("Edit", edit_point, 2, text="Yet another.")
    preview = database.read(moment_preview, moment)
    assert preview.remarks[0].startswith("Restricted or for members only since, and kept so (line: 1).")
    assert not [field for row in preview.rows for field in row.fields if field.name == "audience"]
    assert database.do("Bring back", bring_back_moment, entry=moment) == 2
    assert _audience(database) == ("A name.", "restricted", "A child is named")
    database.undo()
    assert _audience(database)[0] == "No name."


def test_what_was_deleted_while_it_was_restricted_comes_back_restricted(partnership: Partnership) -> None:
    partnership.record("# Roads\nA name.\nAnother.")
    database = partnership.database
    moment = database.last_entry
    database.do("Mark", mark_point, 1, audience=Audience.RESTRICTED)
    database.do("Delete", delete_point, 1)
    database.do("Bring back", bring_back_moment, entry=moment)
    assert _audience(database)[:2] == ("A name.", "restricted")


def test_a_line_that_stood_under_a_restricted_item_comes_back_restricted(partnership: Partnership) -> None:
    partnership.record("# Roads\nA name.\n# Prevent\nRestricted: Another.")
    database = partnership.database
    moment = database.last_entry
    database.do("Mark", change_item, 2, audience=Audience.RESTRICTED)
    database.do("Move", move_point, 1, item_id=2, after_id=None)
    database.do("Bring back", bring_back_moment, entry=moment)
    assert _audience(database)[1] == "restricted"


def test_what_was_released_since_is_restricted_again_as_it_was(partnership: Partnership) -> None:
    partnership.record("# Roads\nRestricted: A name.")
    database = partnership.database
    moment = database.last_entry
    database.do("Release", release_restricted, point_id=1, to=Audience.PUBLIC)
    assert database.read(moment_preview, moment).remarks == ()
    database.do("Bring back", bring_back_moment, entry=moment)
    assert _audience(database)[1] == "restricted"


def _as_role(database: Database) -> bool:
    return database.read(lambda session: session.get_one(Person, 1).as_role)


def test_who_is_named_by_role_only_since_is_not_named_by_going_back(partnership: Partnership) -> None:
    partnership.record("# Roads\nAction: @Kim Doe to write")
    database = partnership.database
    database.do("Add", add_person, "Kim Doe")
    moment = database.last_entry
    database.do("As role", set_as_role, 1, as_role=True)
    with pytest.raises(UserError, match="name 1 person in public notes again"):
        database.do("Take back", take_back_entry, entry=database.last_entry)
    database.do("Rename", rename_person, 1, name="Kim Roe")
    (said,) = database.read(moment_preview, moment).remarks
    assert said == "To be named by role only since, and kept so (person: 1)."
    database.do("Bring back", bring_back_moment, entry=moment)
    assert _as_role(database)
    database.do("Named", set_as_role, 1, as_role=False)
    database.do("Take back", take_back_entry, entry=database.last_entry)
    assert _as_role(database)


def test_no_entry_is_taken_back_that_kept_something_from_somebody(partnership: Partnership) -> None:
    partnership.record("# Roads\nA name.")
    database = partnership.database
    database.do("Mark", mark_point, 1, audience=Audience.RESTRICTED)
    with pytest.raises(UserError, match="let more people see 1 thing again, and was not done"):
        database.do("Take back", take_back_entry, entry=database.last_entry)
    assert _audience(database)[1] == "restricted"
    database.do("Release", release_restricted, point_id=1, to=Audience.PUBLIC)
    database.do("Take back", take_back_entry, entry=database.last_entry)
    assert _audience(database)[1] == "restricted"
