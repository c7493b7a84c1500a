"""After a window was killed: what can be made anew is, and what cannot is said."""

import os
import shutil
import tempfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2
from sqlmodel import Session

from sop_minutes.commands.groups import add_group
from sop_minutes.commands.notes import record_note
from sop_minutes.domain.grammar import read_note_text
from sop_minutes.domain.places import PlaceKind
from sop_minutes.queries.search import search
from sop_minutes.storage.backups import back_up_if_changed, folder_of
from sop_minutes.storage.database import Database
from sop_minutes.storage.marker import begin_use, end_use
from sop_minutes.storage.mending import problems
from sop_minutes.storage.places import place_of
from tests.storage.disk import Disk

NOTE = "Date: 15 November 2017\n# Prevent\nThe plan was heard.\nAction: @Bo Ray to write by 1 December"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "p.sopm"
    with Database.open(path) as database:
        group_id = database.do("Add", add_group, "Co-ordination Group", code="CG")
        database.do("Record", record_note, read_note_text(NOTE), group_id=group_id)
    return path


def _break(path: Path, *statements: str) -> None:
    with closing(dbapi2.connect(str(path), isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def _problems(session: Session) -> tuple[str, ...]:
    return problems(session.connection())


@pytest.mark.parametrize(
    ("statement", "said", "mended"),
    [
        ("DELETE FROM search_docs WHERE kind = 1", "not in the search index", "search index was made anew"),
        ("INSERT INTO search_docs VALUES (1, 999, 999)", "not there any more", "search index was made anew"),
        ("DELETE FROM register_search_docsize", "not in the search index", "search index was made anew"),
        ("UPDATE search_data SET block = x'5a5a' WHERE id > 10", "damaged", "search index was made anew"),
        ("DELETE FROM search_data", "damaged", "search index was made anew"),
        ("DELETE FROM search_config", "search index is damaged", "search index was made anew"),
        ("UPDATE search_config SET v = 99", "search index is damaged", "search index was made anew"),
        ("DROP TABLE search_docs", "search index is damaged", "search index was made anew"),
        ("UPDATE counters SET last = 0", "beyond its counter", "counters of action numbers"),
        ("DELETE FROM counters", "beyond its counter", "counters of action numbers"),
    ],
)
def test_what_is_made_of_the_rows_is_mended(path: Path, statement: str, said: str, mended: str) -> None:
    _break(path, statement)
    with Database.open(path) as database:
        assert said in " ".join(database.read(_problems))
        outcome = database.mend()
        assert mended in " ".join(outcome.done)
        assert outcome.left == ()
        assert database.read(_problems) == ()
        assert database.read(search, "plan")


def test_an_index_that_has_lost_an_entry_is_mended(path: Path) -> None:
    root = "UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'ix_x') "
    _break(
        path,
        "CREATE INDEX ix_x ON points (text) WHERE text = ''",
        "PRAGMA writable_schema = ON",
        f"{root} WHERE name = 'ix_points_item_id'",
        "DELETE FROM sqlite_schema WHERE name = 'ix_x'",
    )
    with Database.open(path) as database:
        assert "damaged" in " ".join(database.read(_problems))
        outcome = database.mend()
    assert "indexes were made anew" in " ".join(outcome.done)


def test_a_row_that_is_missing_from_an_index_is_found_by_it_again(path: Path) -> None:
    index = "UPDATE sqlite_schema SET sql = {} WHERE name = 'ix_groups_parent_id'"
    _break(path, "PRAGMA writable_schema = ON", index.format("sql || ' WHERE 0'"))
    _break(path, "UPDATE groups SET parent_id = id")
    _break(path, "PRAGMA writable_schema = ON", index.format("replace(sql, ' WHERE 0', '')"))
    with Database.open(path) as database:
        assert "from index ix_groups_parent_id" in " ".join(database.read(_problems))
        outcome = database.mend()
        assert outcome.done == ("the indexes were made anew",)
        assert outcome.left == ()
        assert database.read(_problems) == ()


def test_what_cannot_be_mended_is_said(path: Path) -> None:
    _break(path, "PRAGMA foreign_keys = OFF", "DELETE FROM items")
    with Database.open(path) as database:
        outcome = database.mend()
    assert "Line 1 points to a row that is not there (item)." in outcome.left


def test_what_is_too_damaged_to_mend_is_said_and_stays(path: Path) -> None:
    with closing(dbapi2.connect(str(path))) as connection:
        root = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'points'").fetchone()[0]
    with path.open("rb+") as file:
        file.seek((root - 1) * 4096)
        file.write(b"\x5a" * 200)
    with Database.open(path) as database:
        outcome = database.mend()
    assert outcome.done == ()
    assert outcome.left[0].startswith("The file is damaged: ")


def test_there_is_nothing_to_mend_in_a_whole_database(path: Path) -> None:
    with Database.open(path) as database:
        assert database.mend() == ((), ())
        assert database.read(search, "plan")


def test_the_mark_is_on_the_disk_while_a_window_has_the_file_open(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = Disk(monkeypatch)
    begin_use(path)
    (mark,) = folder_of(path).iterdir()
    assert disk.has(mark)


def test_a_mark_that_was_left_says_that_a_window_was_killed(path: Path) -> None:
    assert not begin_use(path)
    end_use(path)
    assert not folder_of(path).exists()
    assert not begin_use(path)
    assert begin_use(path)  # nobody ended the use before
    back_up_if_changed(path, datetime(2018, 1, 2, tzinfo=UTC))
    end_use(path)
    end_use(path)
    assert not begin_use(path)
    assert not begin_use(path.with_suffix(".db"))  # another database, with the same folder of backups
    end_use(path.with_suffix(".db"))
    assert begin_use(path)


def test_a_mark_that_stands_is_told_where_nothing_can_be_written(path: Path) -> None:
    assert not begin_use(path)
    mark = folder_of(path) / "open.sopm.txt"
    mark.unlink()
    mark.symlink_to("/dev/full")
    assert begin_use(path)


def test_a_folder_that_a_service_has_marked_is_known(tmp_path: Path) -> None:
    assert place_of(tmp_path / "p.sopm") is None
    (tmp_path / ".stfolder").mkdir()
    found = place_of(tmp_path / "a" / "p.sopm")
    assert found is not None
    assert (found.kind, found.name) == (PlaceKind.SYNCED, "Syncthing")


def test_a_file_that_can_only_be_read_is_known(path: Path) -> None:
    me = os.geteuid()
    with tempfile.TemporaryDirectory() as name:
        copy = Path(shutil.copy(path, name))
        copy.chmod(0o444)
        Path(name).chmod(0o555)
        try:
            if me == 0:
                os.seteuid(65534)
            found = place_of(copy)
        finally:
            os.seteuid(me)
            Path(name).chmod(0o755)
    assert found is not None
    assert found.kind is PlaceKind.READ_ONLY
