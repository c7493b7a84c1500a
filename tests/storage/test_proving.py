"""The sealed change log: what another program alters, adds or removes is found, and nothing else."""

import random
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlcipher3 import dbapi2

from sop_minutes.commands.circulating import freeze_file
from sop_minutes.commands.groups import add_group, rename_group
from sop_minutes.commands.points import edit_point
from sop_minutes.storage.chain import SEALED
from sop_minutes.storage.database import Database
from sop_minutes.storage.proving import last_seal, log_problems
from tests.conftest import Partnership
from tests.storage.any_run import run_any
from tests.storage.every_command import CALLS, Caller
from tests.thorough import cases

_OF_VERSION_5 = """
DELETE FROM change WHERE kind = 'seal';
DROP INDEX ix_change_gone;
ALTER TABLE change DROP COLUMN seal;
UPDATE alembic_version SET version_num = '0005';
PRAGMA user_version = 5;
"""


def _problems(database: Database) -> tuple[str, ...]:
    return database.read(lambda session: log_problems(session.connection()))


def _by_hand(database: Database, *statements: str) -> None:
    with database._engine.begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)


@settings(max_examples=cases(12), deadline=None)
@given(
    st.lists(st.sampled_from([*sorted(CALLS), *["typing", "undo", "redo"] * 4]), max_size=25), st.integers()
)
def test_whatever_is_done_here_no_alarm_is_raised(names: list[str], seed: int) -> None:
    with Database.in_memory() as database:
        for _ in run_any(database, Caller(random.Random(seed)), names):
            pass
        assert _problems(database) == ()


@pytest.fixture
def typed(partnership: Partnership) -> Database:
    """A database with a note, a run of typing in it, and a file that was kept."""
    partnership.record("# Prevent\nOne line\nAction: @Ann Lee to write")
    database = partnership.database
    database.do("Keep", freeze_file, b"what went out")
    for text in ("One line that", "One line that goes", "One line that goes on"):
        database.do_typing("Edit point", edit_point, 1, text=text)
    database.do("Rename", rename_group, 2, name="Co-ordination Board")
    assert _problems(database) == ()
    return database


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE change SET who = 'nobody' WHERE id = 3", "made by nobody"),
        ("UPDATE change SET label = 'Harmless' WHERE id = 3", "“Harmless”"),
        ("UPDATE change SET at = '2001-01-01 10:00:00.000000' WHERE id = 3", "was altered"),
        ("UPDATE change SET after = '{}' WHERE table_name = 'items'", "was altered"),
        ("UPDATE change SET seal = NULL WHERE id = 3", "was altered"),
        ("UPDATE points SET text = CAST(x'ff41' AS TEXT)", "Line 1 was altered by another program (text)"),
        ("UPDATE change SET label = CAST(x'ff41' AS TEXT) WHERE id = 3", "A”, made by tester on "),
        ("UPDATE change SET at = 'soon' WHERE id = 3", "on soon) was altered"),
        ("UPDATE change SET after = 'no JSON' WHERE table_name = 'people' OR id = 3", "was altered"),
        ("UPDATE meetings SET \"on\" = 'someday'", "Meeting 1 was altered by another program (date of the"),
        ("UPDATE change SET after = NULL WHERE table_name = 'frozen_files'", "was altered"),
        ("DELETE FROM change WHERE id = 3", "were removed"),
        ("DELETE FROM change WHERE id <= 3", "were removed by another program from its beginning"),
        ("DELETE FROM change WHERE entry = (SELECT max(entry) FROM change)", "(“Edit point”, made by"),
        ("DELETE FROM change", "were removed by another program from its beginning."),
        ("UPDATE points SET text = 'Otherwise' WHERE id = 1", "Line 1 was altered by another program (text)"),
        ("DELETE FROM action_owners", "Owner 1 was deleted by another program."),
        (
            "INSERT INTO people (name, initials, email, role) VALUES ('X','','','')",
            "Person 1 was added by",
        ),
        ("UPDATE frozen_files SET content = 'else'", "Kept file 1"),
        ("UPDATE frozen_files SET digest = 'else'", "Kept file 1"),
        ("DELETE FROM frozen_files", "Kept file 1, which went out or came in, was deleted"),
        ("UPDATE counters SET last = 0", "would give its number once more"),
        ("UPDATE sqlite_sequence SET seq = 1 WHERE name = 'change'", "was set back"),
    ],
)
def test_what_another_program_did_is_said(typed: Database, statement: str, said: str) -> None:
    _by_hand(typed, statement)
    assert said in "\n".join(_problems(typed))


def test_entries_removed_at_the_end_are_missed_also_once_others_follow(typed: Database) -> None:
    _by_hand(
        typed,
        "DELETE FROM change WHERE entry = (SELECT max(entry) FROM change)",
        "UPDATE groups SET name = 'Co-ordination Group' WHERE id = 2",
    )
    assert len(_problems(typed)) == 2  # its former name is there still
    for text in ("Two", "Two lines"):
        typed.do_typing("Edit point", edit_point, 1, text=text)
    assert any("were removed" in said for said in _problems(typed))


def test_of_one_altered_entry_one_thing_is_said(typed: Database) -> None:
    _by_hand(typed, "UPDATE change SET label = 'Harmless' WHERE label = 'Record'")
    (said,) = _problems(typed)
    assert said.startswith("Entry 3 of the change log (“Harmless”, made by tester on ")


def test_of_very_many_problems_some_are_said_and_the_others_counted(partnership: Partnership) -> None:
    partnership.record("\n".join(f"Line {n}" for n in range(50)))
    _by_hand(partnership.database, "UPDATE points SET text = 'x'")
    found = _problems(partnership.database)
    assert (len(found), found[-1]) == (21, "And 30 more like that.")


def test_the_last_seal_is_another_after_each_entry(typed: Database) -> None:
    seals = {typed.read(lambda session: last_seal(session.connection()))}
    for number in range(3):
        typed.do("Edit point", edit_point, 1, text=f"Number {number}")
        seals.add(typed.read(lambda session: last_seal(session.connection())))
    assert len(seals) == 4


def test_two_programs_that_write_in_turn_seal_one_chain(tmp_path: Path) -> None:
    path = tmp_path / "p.sopm"
    with Database.open(path, who="one") as one, Database.open(path, who="other") as other:
        group_id = one.do("Add", add_group, "Board", code="BO")
        for number in range(6):
            (one, other)[number % 2].do("Rename", rename_group, group_id, name=f"Board {number}")
        assert _problems(one) == _problems(other) == ()


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("SELECT 1", ""),
        (
            "UPDATE change SET who = 'nobody' WHERE entry = 2",
            "Entry 2 of the change log (“Rename”, made by nobody",
        ),
        ("DELETE FROM change WHERE entry = 2", "Entry 3 of the change log"),
    ],
)
def test_the_log_of_an_older_file_is_sealed(tmp_path: Path, statement: str, said: str) -> None:
    path, moment = tmp_path / "p.sopm", datetime(2018, 1, 1, tzinfo=UTC)
    with Database.open(path, who="ann", clock=lambda: moment) as database:
        group_id = database.do("Add", add_group, "Board", code="BO")
        database.do("Rename", rename_group, group_id, name="The Board")
        database.do("Keep", freeze_file, b"what went out")
    with closing(dbapi2.connect(str(path))) as connection:
        connection.executescript(_OF_VERSION_5 + _FOLDED)
    with Database.open(path, clock=lambda: moment + timedelta(1)) as database:
        assert database.read(lambda s: s.connection().exec_driver_sql(_LAST).all()) == [
            (SEALED, "change"),
            (SEALED, "frozen_files"),
        ]
        database.do("Rename", rename_group, group_id, name="Our Board")
    with closing(dbapi2.connect(str(path))) as connection:
        connection.execute(statement)
        connection.commit()
    with Database.open(path) as database:
        assert ("\n".join(_problems(database)) or "").startswith(said)
        assert bool(_problems(database)) == bool(said)
        assert database.undo() == ("Rename", "")


_FOLDED = """
UPDATE change SET id = id + 7 WHERE entry > 1;
UPDATE sqlite_sequence SET seq = seq + 7 WHERE name = 'change';
"""
_LAST = "SELECT kind, table_name FROM change WHERE kind = 'seal' ORDER BY id"
