"""The lock beside a database: one window at a time, recovered after a kill, never stolen."""

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest
from PySide6.QtCore import QSysInfo
from sqlcipher3 import dbapi2

from sop_minutes.cli.context import alone
from sop_minutes.domain.errors import InUseError, UserError
from sop_minutes.holding import hold_file, lock_file
from sop_minutes.locking import lock_at
from sop_minutes.storage.database import Database
from sop_minutes.storage.version import VERSION
from tests.starts import held_elsewhere, kill

MACHINE = bytes(QSysInfo.machineUniqueId().data()).decode()
BOOT = bytes(QSysInfo.bootUniqueId().data()).decode()
HERE = QSysInfo.machineHostName()
_NOBODY = 65534


@pytest.fixture
def path(tmp_path: Path) -> Path:
    Database.open(tmp_path / "x.sopm").close()
    return tmp_path / "x.sopm"


def _left(path: Path, *lines: object) -> Path:
    file = lock_file(path)
    file.write_text("".join(f"{line}\n" for line in lines))
    return file


def test_a_file_is_held_by_one_process_and_free_when_that_lets_it_go(path: Path) -> None:
    with held_elsewhere(path):
        with pytest.raises(InUseError, match=r"open in another window on this computer \(.*since "):
            hold_file(path)
        with pytest.raises(InUseError, match="on this computer"):
            hold_file(path)
    hold_file(path).release()
    assert [file.name for file in path.parent.iterdir()] == ["x.sopm"]


def test_a_lock_of_a_killed_process_is_no_lock(path: Path) -> None:
    with held_elsewhere(path) as other:
        kill(other)
    assert lock_file(path).exists()
    hold_file(path).release()
    assert not lock_file(path).exists()


def test_a_lock_that_a_process_was_killed_over_before_it_said_whose_it_is_is_no_lock(path: Path) -> None:
    _left(path)
    hold_file(path).release()
    assert not lock_file(path).exists()


def test_a_lock_does_not_end_because_it_is_old(path: Path) -> None:
    with held_elsewhere(path):
        os.utime(lock_file(path), (0, 0))
        with pytest.raises(InUseError, match="on this computer"):
            hold_file(path)
    assert lock_at(lock_file(path)).staleLockTime() == 0


def test_a_lock_whose_number_another_process_has_now_is_no_lock(path: Path) -> None:
    _left(path, os.getpid(), Path(sys.executable).resolve().name, HERE, MACHINE, BOOT)
    hold_file(path).release()
    assert not lock_file(path).exists()


def test_a_lock_that_another_has_taken_meanwhile_is_not_taken_for_the_one_that_was_left(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = _left(path, os.getpid(), Path(sys.executable).resolve().name, HERE, MACHINE, BOOT)
    with ExitStack() as others:

        def take(_seconds: float) -> None:
            monkeypatch.undo()
            left.unlink()
            others.enter_context(held_elsewhere(path))

        monkeypatch.setattr(time, "sleep", take)
        with pytest.raises(InUseError, match="on this computer"):
            hold_file(path)
        assert left.exists()


@pytest.mark.parametrize("boot", [BOOT, "another start of it"])
def test_a_lock_of_another_computer_is_never_stolen_though_that_be_a_copy_of_this_one(
    path: Path, boot: str
) -> None:
    file = _left(path, 4_000_000, "python3", "PC-17", MACHINE, boot)
    os.utime(file, (0, 0))
    before = file.read_bytes()
    with pytest.raises(
        InUseError, match=r"open on the computer PC-17 \(.*January 1970\).*delete \.x\.sopm\.lock"
    ):
        hold_file(path)
    assert file.read_bytes() == before


def test_a_computer_that_has_the_name_of_this_one_is_another(path: Path) -> None:
    file = _left(path, 4_000_000, "python3", HERE, "0" * 32, BOOT)
    with pytest.raises(InUseError, match="open on the computer"):
        hold_file(path)
    assert file.exists()


def test_holds_of_one_process_share_the_lock(path: Path) -> None:
    first, second = hold_file(path), hold_file(path)
    first.release()
    first.release()
    assert lock_file(path).exists()
    second.release()
    assert not lock_file(path).exists()


def test_a_file_by_another_name_is_the_same_file(path: Path) -> None:
    other = path.with_name("link.sopm")
    other.symlink_to(path)
    with held_elsewhere(other), pytest.raises(InUseError):
        hold_file(path)


@pytest.fixture
def nobody() -> Iterator[None]:
    """Root, to whom everything is allowed, acts as nobody meanwhile."""
    me = os.geteuid()
    if me == 0:
        os.seteuid(_NOBODY)
    yield
    os.seteuid(me)


@pytest.fixture
def shelf() -> Iterator[Path]:
    """A database in a folder that nobody may write, but everybody may read."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        Database.open(folder / "x.sopm").close()
        (folder / "x.sopm").chmod(0o444)
        folder.chmod(0o555)
        yield folder / "x.sopm"
        folder.chmod(0o755)


def test_a_database_that_can_only_be_read_is_not_locked(shelf: Path, nobody: None) -> None:
    with hold_file(shelf), hold_file(shelf):
        assert [file.name for file in shelf.parent.iterdir()] == ["x.sopm"]


def test_a_folder_that_is_gone_is_said_to_be_so_by_who_opens_the_file(tmp_path: Path) -> None:
    hold_file(tmp_path / "gone" / "x.sopm").release()


def test_a_lock_that_cannot_be_made_is_a_sentence(path: Path) -> None:
    longest = path.with_name("x" * 250 + ".sopm")
    path.rename(longest)
    with pytest.raises(UserError, match=r"cannot be opened.*Nothing was changed"):
        hold_file(longest)


def test_the_terminal_migrates_no_file_that_a_window_has_open(path: Path) -> None:
    with closing(dbapi2.connect(str(path))) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(f"PRAGMA user_version = {VERSION - 1}")
    before = path.read_bytes()
    with held_elsewhere(path), pytest.raises(InUseError, match="another window"):
        Database.open(path, alone=hold_file)
    assert path.read_bytes() == before
    with alone(path):
        assert lock_file(path).exists()
