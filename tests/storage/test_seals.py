"""What the backups beside a database know of its log: told where it lacks what it should have."""

from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from sop_minutes.commands.groups import rename_group
from sop_minutes.storage import chain, upkeep
from sop_minutes.storage.backups import back_up_if_changed
from sop_minutes.storage.connecting import connect
from sop_minutes.storage.database import Database
from sop_minutes.storage.seals import unlike_backups
from tests.storage.groups import add_groups

NOW = datetime(2018, 1, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "p.sopm"
    add_groups(path, "First", "Second")
    return path


def _back_up(path: Path) -> Path:
    made = back_up_if_changed(path, NOW)
    assert made is not None
    return made


def _put_back(backup: Path, path: Path, now: datetime = NOW) -> None:
    upkeep.restore(backup, path, now=now, told=upkeep.Told("ann", "Put back"))


def _type(path: Path, at: datetime, name: str) -> None:
    with Database.open(path, clock=lambda: at) as database:
        database.do_typing("Rename", rename_group, 1, name=name)


def _seal_anew(path: Path, statement: str) -> None:
    with closing(connect(path)) as connection:
        connection.execute(statement)
        connection.execute("BEGIN IMMEDIATE")
        chain.seal_all(connection)
        connection.execute("COMMIT")


def _said(path: Path) -> str:
    with closing(connect(path, "ro")) as connection:
        return "\n".join(unlike_backups(connection, path))


@pytest.mark.parametrize(("altered", "is_told"), [(2, True), (3, False), (4, True), (5, False)])
def test_what_a_backup_shares_with_the_log_is_witnessed_across_one_that_was_put_back(
    path: Path, altered: int, is_told: bool
) -> None:
    backup = _back_up(path)
    add_groups(path, "Given up")
    _back_up(path)
    _put_back(backup, path)
    add_groups(path, "Fourth")
    _back_up(path)
    add_groups(path, "Not backed up")
    assert _said(path) == ""
    _seal_anew(path, f"UPDATE change SET who = 'nobody' WHERE entry = {altered}")  # noqa: S608
    assert ("entries that this file has not" in _said(path)) == is_told


@pytest.mark.parametrize("wrong", [timedelta(365), timedelta(-365)])
def test_an_older_file_is_told_and_what_was_put_back_is_not_whatever_the_clock_said(
    path: Path, wrong: timedelta
) -> None:
    backup = _back_up(path)
    add_groups(path, "Given up")
    _back_up(path)
    before = path.read_bytes()
    _put_back(backup, path, NOW + wrong)
    assert _said(path) == ""
    older = path.read_bytes()
    add_groups(path, "Third", "Fourth")
    _back_up(path)
    path.write_bytes(older)
    assert "A backup of it, made on 2 January 2018, 09:00, has entries" in _said(path)
    assert "up to entry 5" in _said(path)
    path.write_bytes(before)
    assert "up to entry 5" in _said(path)


def test_what_was_given_up_and_put_back_again_in_the_midst_of_typing_raises_no_alarm(path: Path) -> None:
    later = datetime(2037, 1, 1, tzinfo=UTC)
    _type(path, later, "F")
    typed = _back_up(path)
    _type(path, later + timedelta(seconds=1), "Fi")
    add_groups(path, "Given up")
    first = _back_up(path)
    _put_back(typed, path)
    assert _said(path) == ""
    add_groups(path, "Given up as well")
    second = _back_up(path)
    for backup in (first, second, typed, second):
        _put_back(backup, path)
        assert _said(path) == ""
        add_groups(path, f"After {backup.name}")
        assert _said(path) == ""
