"""Backups beside a database: each as of its moment, whole or not there, whatever clock and disk do."""

import os
import shutil
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from sop_minutes.commands.groups import add_group
from sop_minutes.domain.errors import UserError
from sop_minutes.queries.partners import list_groups
from sop_minutes.storage import upkeep
from sop_minutes.storage.backups import back_up_if_changed, back_up_if_due, backups_of, folder_of
from sop_minutes.storage.connecting import connect
from sop_minutes.storage.database import Database
from sop_minutes.storage.passing import NEW, passing
from tests.storage.disk import Disk
from tests.storage.groups import add_groups, groups_in
from tests.storage.left import left_by_nobody
from tests.storage.rows import rows_in

NOW = datetime(2018, 1, 2, 9, 0, tzinfo=UTC)
HALF_HOUR = timedelta(minutes=30)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "p.sopm"
    add_groups(path, "First")
    return path


def _backed_up(path: Path, now: datetime) -> Path:
    made = back_up_if_changed(path, now)
    assert made is not None
    return made


def _files(path: Path) -> list[str]:
    return sorted(file.name for file in folder_of(path).iterdir())


def test_every_backup_of_a_day_restores_to_exactly_its_moment(path: Path) -> None:
    moments = {}
    for step in range(8):
        add_groups(path, f"Group {step}")
        moments[_backed_up(path, NOW + step * HALF_HOUR)] = rows_in(path)
    for backup, moment in moments.items():
        upkeep.restore(backup, path, now=NOW)
        assert rows_in(path) == moment


def test_what_is_written_while_a_backup_is_made_is_in_the_next_one(path: Path) -> None:
    add_groups(path, *(f"Group {number}" for number in range(40)))
    with Database.open(path) as database:
        before = {row.name for row in database.read(list_groups)}
        written = []

        def write() -> bool:
            if not written:
                written.append(database.do("Add", add_group, "Meanwhile"))
            return False

        first = back_up_if_changed(path, NOW, stop=write)
        second = back_up_if_changed(path, NOW + HALF_HOUR)
    assert written
    assert first is not None
    assert second is not None
    assert groups_in(first) == before
    assert groups_in(second) == before | {"Meanwhile"}


def test_only_the_change_log_says_whether_there_is_something_to_back_up(path: Path) -> None:
    _backed_up(path, NOW)
    os.utime(path, (0, 0))
    groups_in(path)
    assert back_up_if_changed(path, NOW + timedelta(days=400)) is None
    add_groups(path, "Second")
    assert back_up_if_changed(path, NOW - timedelta(days=400)) is not None


def test_a_newest_backup_that_became_unreadable_is_made_again(path: Path) -> None:
    _backed_up(path, NOW).write_bytes(b"")
    assert groups_in(_backed_up(path, NOW + HALF_HOUR)) == {"First"}
    assert back_up_if_changed(path, NOW + 2 * HALF_HOUR) is None


def test_other_work_with_the_same_number_is_another_state(path: Path) -> None:
    first = _backed_up(path, NOW)
    add_groups(path, "Given up")
    upkeep.restore(first, path, now=NOW)
    add_groups(path, "Instead")
    assert back_up_if_changed(path, NOW) is not None


def test_nothing_was_ever_done_in_a_new_database_so_nothing_is_backed_up(tmp_path: Path) -> None:
    path = tmp_path / "new.sopm"
    Database.open(path).close()
    assert back_up_if_changed(path, NOW) is None
    assert not folder_of(path).exists()


def test_one_is_due_every_half_hour_and_whenever_the_clock_has_gone_back(path: Path) -> None:
    assert back_up_if_due(path, NOW) is not None
    add_groups(path, "Second")
    assert back_up_if_due(path, NOW + HALF_HOUR / 2) is None
    assert back_up_if_due(path, NOW + HALF_HOUR) is not None
    add_groups(path, "Third")
    assert back_up_if_due(path, NOW - timedelta(days=365)) is not None


@pytest.mark.parametrize("night", [datetime(2018, 3, 25, tzinfo=UTC), datetime(2018, 10, 28, tzinfo=UTC)])
def test_backups_of_the_nights_on_which_the_clock_is_moved_stay_in_order(path: Path, night: datetime) -> None:
    london = "Europe/London"
    made = []
    for step in range(8):
        add_groups(path, f"Group {step}")
        made.append(_backed_up(path, _in(night + step * HALF_HOUR, london)).name)
    year_back = _in(night - timedelta(days=365), london)
    add_groups(path, "A year back")
    made.append(_backed_up(path, year_back).name)
    assert [backup.name for backup in backups_of(path)] == made[::-1]
    upkeep.restore(folder_of(path) / backups_of(path)[0].name, path, now=year_back)
    assert "A year back" in groups_in(path)


def _in(moment: datetime, zone: str) -> datetime:
    return moment.astimezone(ZoneInfo(zone))


def test_a_damaged_database_is_not_backed_up_and_no_backup_goes_for_it(path: Path) -> None:
    _backed_up(path, NOW)
    add_groups(path, *(f"Group {number}" for number in range(30)))
    before = _files(path)
    content = bytearray(path.read_bytes())
    for page in range(20, len(content) // 4096):
        content[page * 4096 : page * 4096 + 200] = b"\x5a" * 200
    path.write_bytes(content)
    with pytest.raises(UserError, match=r"damaged|could be made"):
        back_up_if_changed(path, NOW + timedelta(days=1))
    assert _files(path) == before


@pytest.mark.parametrize(
    "altered",
    [
        "DELETE FROM groups",
        "UPDATE identity SET uid = 'that of another database'",
        "DELETE FROM sqlite_schema WHERE name = 'ix_groups_parent_id'",  # its page belongs to nothing then
    ],
)
def test_a_backup_that_is_not_what_was_copied_is_none(path: Path, altered: str) -> None:
    _backed_up(path, NOW)
    add_groups(path, "Second")
    before = _files(path)
    done = []

    def spoil() -> bool:
        """What was copied is altered before it is checked."""
        for part in folder_of(path).glob(f".*.{NEW}"):
            if not done:
                with closing(connect(part)) as connection:
                    connection.execute("PRAGMA writable_schema = ON")
                    done.append(connection.execute(altered).rowcount)
        return False

    with pytest.raises(UserError, match=r"it was not copied"):
        back_up_if_changed(path, NOW + HALF_HOUR, stop=spoil)
    assert done[0] > 0
    assert _files(path) == before


def test_a_backup_of_a_large_database_is_of_one_moment_though_it_is_made_in_steps(path: Path) -> None:
    with closing(connect(path)) as connection:
        connection.execute("CREATE TABLE ballast AS SELECT zeroblob(10000000) AS weight")
    written: list[object] = []

    def write() -> bool:
        if not written:
            with closing(connect(path)) as other:
                written.append(other.execute("UPDATE groups SET name = 'Meanwhile'"))
        return False

    made = back_up_if_changed(path, NOW, stop=write)
    assert written
    assert made is not None
    assert groups_in(made) == {"First"}


def test_a_backup_gets_its_name_once_it_is_on_the_disk(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    disk = Disk(monkeypatch)
    made = _backed_up(path, NOW)
    upkeep.back_up(path, path.with_name("copy.sopm"))
    assert disk.named == [made.name, "copy.sopm"]
    assert (disk.too_early, disk.unsure) == ([], set())


@pytest.mark.parametrize("told", [None, upkeep.Told("ann", "Put back")])
def test_what_is_restored_and_what_it_replaces_are_on_the_disk(
    path: Path, monkeypatch: pytest.MonkeyPatch, told: upkeep.Told | None
) -> None:
    backup = _backed_up(path, NOW)
    add_groups(path, "Second")
    disk = Disk(monkeypatch)
    aside = upkeep.restore(backup, path, now=NOW, told=told)
    assert disk.named[-1] == path.name
    assert (disk.too_early, disk.unsure) == ([], set())
    assert aside is not None
    assert disk.has(aside)


def test_who_may_not_read_a_database_may_not_read_its_backups(path: Path) -> None:
    path.chmod(0o640)
    made = _backed_up(path, NOW)
    assert made.stat().st_mode & 0o777 == 0o640
    assert folder_of(path).stat().st_mode & 0o777 == 0o700


def test_a_full_disk_is_said_to_be_full_and_nothing_is_left_behind(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nothing_free = shutil.disk_usage(path.parent)._replace(free=1000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: nothing_free)
    with pytest.raises(UserError, match=r"too little room on the disk\. What is saved in it is safe"):
        back_up_if_changed(path, NOW)
    assert _files(path) == []


@pytest.mark.parametrize("name", ["p.sopm", "Panel [2026] *?.sopm"])
def test_a_backup_that_is_broken_off_leaves_nothing(path: Path, name: str) -> None:
    path = path.rename(path.with_name(name))
    assert back_up_if_changed(path, NOW, stop=lambda: True) is None
    assert _files(path) == []


def test_what_a_killed_program_left_of_a_backup_goes_with_the_next(path: Path) -> None:
    folder_of(path).mkdir()
    left = left_by_nobody(folder_of(path) / path.name, word="1")
    for name in (left.name, f"{left.name}-journal"):
        (folder_of(path) / name).write_bytes(b"half a page")
    made = _backed_up(path, NOW)
    assert _files(path) == [made.name]


def test_what_another_program_is_writing_still_stays(path: Path) -> None:
    folder_of(path).mkdir()
    part = passing(folder_of(path) / path.name, word="99")
    part.write_bytes(b"half a page")
    made = _backed_up(path, NOW)
    assert _files(path) == [part.name, made.name]


def test_old_backups_go_only_when_a_new_one_is_whole(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for step in range(6):
        add_groups(path, f"Group {step}")
        _backed_up(path, NOW + timedelta(days=step // 3, hours=step))
    add_groups(path, "Last")
    nothing_free = shutil.disk_usage(path.parent)._replace(free=1000)
    with monkeypatch.context() as patched:
        patched.setattr(shutil, "disk_usage", lambda _path: nothing_free)
        with pytest.raises(UserError):
            back_up_if_changed(path, NOW + timedelta(days=2))
    assert len(backups_of(path)) == 6
    _backed_up(path, NOW + timedelta(days=2))
    assert [backup.number for backup in backups_of(path)] == [7, 6, 5, 4, 3]


def _remove(path: Path) -> None:
    path.unlink()


def _empty(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize("lose", [_remove, _empty])
def test_a_database_that_is_lost_is_never_begun_anew_unaware(
    path: Path, lose: Callable[[Path], None]
) -> None:
    _backed_up(path, NOW)
    lose(path)
    with pytest.raises(UserError, match=r"p\.sopm is ") as refused:
        Database.open(path)
    assert refused.value.at_terminal.startswith("There is a backup of it in ")
    assert refused.value.at_terminal.endswith("sop-minutes backups restore")
    upkeep.restore(folder_of(path) / backups_of(path)[0].name, path, now=NOW)
    assert groups_in(path) == {"First"}


def test_a_new_database_is_not_made_beside_the_log_of_one_that_is_gone(tmp_path: Path) -> None:
    log = tmp_path / "p.sopm-wal"
    log.write_bytes(b"the only copy of somebody's afternoon")
    with pytest.raises(UserError, match=r"p\.sopm-wal, which belongs to it"):
        Database.open(tmp_path / "p.sopm")
    assert [file.name for file in tmp_path.iterdir()] == [log.name]


def test_a_log_that_was_left_open_is_set_aside_and_never_replayed_onto_what_is_restored(path: Path) -> None:
    backup = _backed_up(path, NOW)
    with Database.open(path) as database:
        database.do("Add", add_group, "Only in the log")
        killed = path.with_name("killed")
        killed.mkdir()
        for file in path.parent.glob("p.sopm*"):
            shutil.copy(file, killed / file.name)
    lost = killed / "p.sopm"
    lost.write_bytes(b"\x5a" * 3000)  # the file is destroyed, its log is not
    aside = upkeep.restore(backup, lost, now=NOW)
    assert aside is not None
    assert aside.with_name(f"{aside.name}-wal").read_bytes() == (killed / f"{aside.name}-wal").read_bytes()
    assert groups_in(lost) == {"First"}
    again = upkeep.restore(backup, lost, now=NOW)
    assert again not in {None, aside}


def test_a_restore_that_fails_at_its_last_step_leaves_what_was_there(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup = _backed_up(path, NOW)
    add_groups(path, "Second")
    back_up_if_changed(path, NOW)

    def fail(_self: Path, _target: Path) -> None:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", fail)
        with pytest.raises(UserError, match=r"Nothing was replaced"):
            upkeep.restore(backup, path, now=NOW)
    assert groups_in(path) == {"First", "Second"}
    assert [file.name for file in path.parent.iterdir() if file.name.startswith(".")] == []


def test_what_a_restore_replaces_is_a_backup_too(path: Path) -> None:
    first = _backed_up(path, NOW)
    add_groups(path, "Second")
    upkeep.restore(first, path, now=NOW + HALF_HOUR)
    assert groups_in(path) == {"First"}
    upkeep.restore(folder_of(path) / backups_of(path)[0].name, path, now=NOW + 2 * HALF_HOUR)
    assert groups_in(path) == {"First", "Second"}
