"""The sealed change log: what another program alters, adds or removes is found, and nothing else."""

import random
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlcipher3 import dbapi2
from sqlmodel import Session, SQLModel

from sop_minutes.commands.circulating import freeze_file
from sop_minutes.commands.groups import add_group, rename_group
from sop_minutes.commands.points import edit_point
from sop_minutes.domain.errors import UserError
from sop_minutes.queries.logged_rows import Words
from sop_minutes.queries.proof import check_log
from sop_minutes.storage import chain
from sop_minutes.storage.chain import SEALED
from sop_minutes.storage.database import Database
from sop_minutes.storage.proving import prove
from sop_minutes.storage.seals import Seal, find_seal, newest_seal
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

_FORGED = (
    "INSERT INTO change (id, entry, kind, at, began, who, label, fold, table_name, row_id) "
    "SELECT {}, 3, kind, at, began, 'ann', 'Harmless', '', 'groups', 77 FROM change WHERE id = 3"
)


def _problems(database: Database) -> tuple[str, ...]:
    return database.read(lambda session: prove(session.connection(), Words(session)).problems)


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
        ("UPDATE change SET before = '' WHERE id = 3", "was altered"),
        (
            "UPDATE points SET text = CAST(x'ff41' AS TEXT)",
            "was altered by another program (text: One line that goes on → ",
        ),
        ("UPDATE change SET label = CAST(x'ff41' AS TEXT) WHERE id = 3", "A”, made by tester on "),
        ("UPDATE change SET at = 'soon' WHERE id = 3", "on soon) was altered"),
        ("UPDATE change SET after = 'no JSON' WHERE table_name = 'people' OR id = 3", "was altered"),
        (
            "UPDATE meetings SET \"on\" = 'someday'",
            "(date of the meeting: 15 November 2017 → someday)",
        ),
        ("UPDATE change SET after = NULL WHERE table_name = 'frozen_files'", "was altered"),
        *(
            (_FORGED.format(id_), "Entry 3 of the change log (“Harmless”, made by ann")
            for id_ in (0, -1, -(2**63))
        ),
        ("DELETE FROM change WHERE id = 3", "were removed"),
        ("DELETE FROM change WHERE id <= 3", "were removed by another program from its beginning"),
        ("DELETE FROM change WHERE entry = (SELECT max(entry) FROM change)", "(“Edit point”, made by"),
        ("DELETE FROM change", "were removed by another program from its beginning."),
        (
            "UPDATE points SET text = 'Otherwise' WHERE id = 1",
            "Line “One line that goes on” (CG/2017-11-15 · Prevent) was altered by another program "
            "(text: One line that goes on → Otherwise). It was last written by entry ",
        ),
        (
            "DELETE FROM action_owners",
            "Owner “Ann Lee” (CG/2017-11-15 · Prevent · CG 17/1) was deleted",
        ),
        (
            "INSERT INTO people (name, initials, email, role) VALUES ('X','','','')",
            "Person “X” was added by",
        ),
        ("UPDATE frozen_files SET content = 'else'", "Kept file 1"),
        ("UPDATE frozen_files SET digest = 'else'", "Kept file 1"),
        ("DELETE FROM frozen_files", "Kept file 1, which went out or came in, was deleted"),
        ("CREATE TRIGGER t BEFORE INSERT ON change BEGIN SELECT raise(ignore); END", "added the trigger “t”"),
        ("CREATE VIEW w AS SELECT * FROM points", "added the view “w”, which is none of SOP Minutes"),
        ("CREATE TABLE hidden (x)", "added the table “hidden”"),
        ("ALTER TABLE points ADD COLUMN x", "The table “points” was defined otherwise by another program"),
        ("DROP INDEX ix_change_row", "The index “ix_change_row” was taken out by another program"),
        ("UPDATE identity SET uid = '00000000-0000'", "The number by which this database is known"),
        ("DELETE FROM identity", "The number by which this database is known"),
        ("UPDATE counters SET last = 0", "would give its number once more"),
        ("UPDATE sqlite_sequence SET seq = 1 WHERE name = 'change'", "was set back"),
    ],
)
def test_what_another_program_did_is_said(typed: Database, statement: str, said: str) -> None:
    _by_hand(typed, statement)
    assert said in "\n".join(_problems(typed))


def test_a_cell_of_the_log_of_whatever_type_is_told(typed: Database, tmp_path: Path) -> None:
    typed.do_typing("Edit point", edit_point, 1, text="The last")
    columns = [column.name for column in SQLModel.metadata.tables["change"].columns if column.name != "id"]
    values = ("'x'", "x'ff41'", "CAST(x'ff41' AS TEXT)", "77", "2.5", "''", "CAST({} AS {})")
    _by_hand(typed, "CREATE TEMP TABLE was AS SELECT * FROM change ORDER BY id DESC LIMIT 1")
    for column, value in product(columns, values):
        written = value.format(column, "TEXT" if column == "seal" else "BLOB")
        _by_hand(typed, f"UPDATE change SET {column} = {written} WHERE id = (SELECT id FROM was)")  # noqa: S608
        checked = typed.read(check_log, tmp_path / "p.sopm", datetime.now(UTC), "0" * 16)
        assert "was altered by another program" in "".join(checked.problems), (column, value)
        _by_hand(typed, f"UPDATE change SET {column} = was.{column} FROM was WHERE change.id = was.id")  # noqa: S608
    assert _problems(typed) == ()


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
    seals = {_newest(typed).digits}
    for number in range(3):
        typed.do("Edit point", edit_point, 1, text=f"Number {number}")
        seals.add(_newest(typed).digits)
    assert len(seals) == 4


def _raw(session: Session) -> Any:
    return session.connection().connection.dbapi_connection


def _newest(database: Database, now: datetime | None = None) -> Seal:
    return database.read(lambda session: newest_seal(_raw(session), now))


def test_a_seal_is_told_of_what_typing_can_replace_no_more(typed: Database) -> None:
    now = datetime.now(UTC)
    before = _newest(typed, now)
    typed.do_typing("Edit point", edit_point, 1, text="One")
    assert _newest(typed, now) == _newest(typed) == before
    typed.do_typing("Edit point", edit_point, 1, text="One line")
    assert _newest(typed, now + timedelta(seconds=20)).entry > before.entry
    assert typed.read(lambda s: find_seal(_raw(s), before.digits)) == before


def test_a_seal_is_found_by_its_first_digits_and_not_once_it_was_sealed_anew(typed: Database) -> None:
    seal = _newest(typed)
    for told in (seal.digits, seal.digits[:16].upper(), f"{seal.digits[:8]} {seal.digits[8:20]}"):
        assert typed.read(lambda s, told=told: find_seal(_raw(s), told)) == seal
    for told in ("", "abc", seal.digits[:15], "x" * 20):
        with pytest.raises(UserError, match="is no seal: that is 64 digits"):
            typed.read(lambda s, told=told: find_seal(_raw(s), told))
    with typed._engine.begin() as connection:
        connection.exec_driver_sql("UPDATE change SET who = 'nobody' WHERE id = 1")
        chain.seal_all(connection.connection.dbapi_connection)
    assert _problems(typed) == ()
    assert typed.read(lambda s: find_seal(_raw(s), seal.digits)) is None


def test_all_is_whole_up_to_the_first_row_that_is_not(typed: Database) -> None:
    def whole_to(session: Session) -> int:
        return prove(session.connection(), Words(session)).whole_to

    end = _newest(typed).id
    assert typed.read(whole_to) == end
    _by_hand(typed, "UPDATE change SET who = 'nobody' WHERE id = 3")
    assert typed.read(whole_to) == 2
    _by_hand(typed, "DELETE FROM change WHERE id = 2")
    assert typed.read(whole_to) == 1


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
