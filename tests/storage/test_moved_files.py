"""A database that is moved or replaced while it is open: nothing is lost, and nothing more called saved."""

import shutil
from contextlib import AbstractContextManager, closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sop_minutes.commands.groups import add_group
from sop_minutes.domain.errors import MovedError, UserError
from sop_minutes.queries.partners import list_groups
from sop_minutes.safekeeping import copy_as
from sop_minutes.storage.backups import back_up_if_changed
from sop_minutes.storage.connecting import connect
from sop_minutes.storage.database import Database
from sop_minutes.storage.encrypting import encrypt
from sop_minutes.storage.header import mark_in
from sop_minutes.storage.keys import forget_keys, new_key
from sop_minutes.storage.marks import handles_on
from tests.storage.groups import add_groups, groups_in
from tests.storage.old_file import make_old_file

NOW = datetime(2018, 1, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "p.sopm"
    add_groups(path, "First")
    return path


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """Another database, which comes in the place of the first."""
    other = tmp_path / "other" / "p.sopm"
    other.parent.mkdir()
    add_groups(other, "Other")
    return other


def _refused(database: Database) -> None:
    with pytest.raises(MovedError, match="moved, replaced or deleted"):
        database.do("Add", add_group, "Not saved")


def test_renamed_it_is_written_no_more_and_holds_all_that_was_saved(path: Path, tmp_path: Path) -> None:
    moved = path.with_name("renamed.sopm")
    with Database.open(path) as database:
        database.do("Add", add_group, "Saved")
        path.rename(moved)
        _refused(database)
        alone = shutil.copy(
            moved, tmp_path / "alone.sopm"
        )  # as a kill would leave it, with no log of its name
        assert not path.exists()
        assert {row.name for row in database.read(list_groups)} == {"First", "Saved"}
    assert groups_in(Path(alone)) == groups_in(moved) == {"First", "Saved"}
    assert [file.stat().st_size for file in tmp_path.glob("p.sopm-wal")] == [0]


def test_moved_and_closed_at_once_it_holds_all_that_was_saved(path: Path) -> None:
    moved = path.with_name("renamed.sopm")
    with Database.open(path) as database:
        database.do("Add", add_group, "Saved")
        path.rename(moved)
    assert groups_in(moved) == {"First", "Saved"}


def test_what_replaces_it_stays_as_it_is(path: Path, other: Path) -> None:
    before = other.read_bytes()
    with Database.open(path) as database:
        database.do("Add", add_group, "Saved")
        other.replace(path)
        _refused(database)
        with pytest.raises(MovedError):
            back_up_if_changed(path, NOW)
        with pytest.raises(MovedError):
            Database.open(path)
    assert path.read_bytes() == before
    assert groups_in(path) == {"Other"}


def test_a_copy_of_what_was_replaced_holds_all_that_was_saved(
    path: Path, other: Path, tmp_path: Path
) -> None:
    with Database.open(path) as database:
        database.do("Add", add_group, "Saved")
        other.replace(path)
        copy_as(path, tmp_path / "copy.sopm")
        assert groups_in(tmp_path / "copy.sopm") == {"First", "Saved"}
        _refused(database)


def test_a_copy_of_an_encrypted_one_that_was_moved_is_encrypted(path: Path, tmp_path: Path) -> None:
    encrypt(path, new_key())
    with Database.open(path):
        path.rename(tmp_path / "moved.sopm")
        copy_as(path, tmp_path / "copy.sopm")
    assert mark_in(tmp_path / "copy.sopm") == mark_in(tmp_path / "moved.sopm") is not None
    assert groups_in(tmp_path / "copy.sopm") == {"First"}
    forget_keys()


def test_put_back_under_its_name_it_is_written_again(path: Path) -> None:
    moved = path.with_name("renamed.sopm")
    with Database.open(path) as database:
        path.rename(moved)
        _refused(database)
        with closing(connect(moved)) as another:
            another.execute("UPDATE groups SET name = 'Renamed' WHERE name = 'First'")
            another.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        moved.rename(path)
        database.do("Add", add_group, "Saved")
        assert {row.name for row in database.read(list_groups)} == {"Renamed", "Saved"}
    assert groups_in(path) == {"Renamed", "Saved"}


def test_what_could_not_be_opened_is_not_open(path: Path, other: Path) -> None:
    make_old_file(path := path.with_name("old.sopm"))

    def refuse(_path: Path) -> AbstractContextManager[object]:
        raise UserError("open in another window")

    with pytest.raises(UserError, match="open in another window"):
        Database.open(path, alone=refuse)
    assert handles_on(path) == []
    other.replace(path)
    assert groups_in(path) == {"Other"}
