"""Putting a backup back: nothing is lost, whatever is there, whoever writes, whenever it is killed."""

import errno
import os
import shutil
import subprocess
import sys
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from sop_minutes.commands.groups import add_group
from sop_minutes.domain.errors import UserError
from sop_minutes.queries.audit import list_entries
from sop_minutes.queries.log_narrowing import LogFilter
from sop_minutes.queries.partners import list_groups
from sop_minutes.queries.proof import check_log
from sop_minutes.safekeeping import list_set_aside
from sop_minutes.storage import chain, upkeep
from sop_minutes.storage.asides import asides_of
from sop_minutes.storage.backups import back_up_if_changed, backups_of, folder_of
from sop_minutes.storage.connecting import connect
from sop_minutes.storage.database import Database
from sop_minutes.storage.early import EarlyStore
from sop_minutes.storage.exclusive import exclusive
from tests.storage.groups import add_groups, groups_in
from tests.storage.old_file import make_old_file

NOW = datetime(2018, 1, 2, 9, 0, tzinfo=UTC)
LAST_YEAR = datetime(2017, 1, 2, 9, 0, tzinfo=UTC).timestamp()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "p.sopm"
    add_groups(path, "First")
    return path


@pytest.fixture
def backup(path: Path) -> Path:
    made = back_up_if_changed(path, NOW)
    assert made is not None
    return made


def _left_by_a_kill(path: Path, name: str) -> bytes:
    """Have a save in the log alone, as a program leaves it that is killed, and return that log."""
    kept = path.parent / "kept"
    kept.mkdir()
    with Database.open(path) as database:
        database.do("Add", add_group, name)
        for file in path.parent.glob(f"{path.name}*"):
            shutil.copy(file, kept / file.name)
    for file in kept.iterdir():
        shutil.copy(file, path.with_name(file.name))
    shutil.rmtree(kept)
    return path.with_name(f"{path.name}-wal").read_bytes()


def test_the_log_of_an_empty_file_is_set_aside_as_it_is_and_opened_by_nobody(
    path: Path, backup: Path
) -> None:
    log = _left_by_a_kill(path, "Only in the log")
    path.write_bytes(b"")
    assert EarlyStore.open(path, 1) is None
    assert path.with_name("p.sopm-wal").read_bytes() == log
    aside = upkeep.restore(backup, path, now=NOW)
    assert aside is not None
    assert (aside.read_bytes(), aside.with_name(f"{aside.name}-wal").read_bytes()) == (b"", log)
    assert groups_in(path) == {"First"}


def test_of_a_file_that_is_gone_the_log_is_set_aside_and_it_is_the_log_that_is_told_of(
    path: Path, backup: Path
) -> None:
    log = _left_by_a_kill(path, "Only in the log")
    path.unlink()
    aside = upkeep.restore(backup, path, now=NOW, told=upkeep.Told("ann", "Put back backup 1"))
    assert aside is not None
    assert aside.read_bytes() == log
    assert [(file.path, file.facts.trouble) for file in list_set_aside(path)] == [
        (aside, "only the log of a file that was gone; it cannot be put back")
    ]
    with Database.open(path) as database:
        assert aside.name in database.read(list_entries, LogFilter())[0].label


def test_what_a_killed_program_left_in_its_log_is_set_aside_and_a_backup(path: Path, backup: Path) -> None:
    log, file = _left_by_a_kill(path, "Only in the log"), path.read_bytes()
    aside = upkeep.restore(backup, path, now=NOW)
    assert aside is not None
    assert (aside.read_bytes(), aside.with_name(f"{aside.name}-wal").read_bytes()) == (file, log)
    assert groups_in(path) == {"First"}
    assert groups_in(folder_of(path) / backups_of(path)[0].name) == {"First", "Only in the log"}


def test_what_cannot_be_brought_up_to_date_is_put_back_as_it_was_and_let_go(
    path: Path, tmp_path: Path
) -> None:
    old = tmp_path / "old.sopm"
    make_old_file(old, 1)
    with closing(connect(old)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("DROP TABLE change")
    for _ in range(2):
        assert upkeep.restore(old, path, now=NOW, told=upkeep.Told("ann", "Put back")) is not None
        assert _but_counters(path) == _but_counters(old)


def _but_counters(path: Path) -> bytes:
    """Return what a file holds, but for what its header counts: a copy of it counts on."""
    content = path.read_bytes()
    return content[:24] + content[100:]


def test_killed_at_any_step_it_leaves_what_was_there_or_what_was_put_back(path: Path, backup: Path) -> None:
    _left_by_a_kill(path, "Only in the log")
    before = {file.name: file.read_bytes() for file in path.parent.iterdir() if file.is_file()}
    killed = 0
    while _killed_at(killed, backup, path):
        assert not [file for file in path.parent.glob(".*") if file.stat().st_mtime == LAST_YEAR]
        aside = [file for file in path.parent.glob("p-before-restore-*.sopm") if _is_all_there(file)]
        found = groups_in(path)
        assert found == {"First", "Only in the log"} or (found == {"First"} and aside)
        for file in path.parent.iterdir():
            if file.is_file():
                file.unlink()
        for name, content in before.items():
            path.with_name(name).write_bytes(content)
            os.utime(path.with_name(name), (LAST_YEAR, LAST_YEAR))
        killed += 1
    assert groups_in(path) == {"First"}
    assert killed > 5


def _is_all_there(aside: Path) -> bool:
    copy = aside.with_name("looked-at.sopm")
    for suffix in ("", "-wal"):
        if aside.with_name(f"{aside.name}{suffix}").exists():
            shutil.copy(aside.with_name(f"{aside.name}{suffix}"), copy.with_name(f"{copy.name}{suffix}"))
    return groups_in(copy) == {"First", "Only in the log"}


def _killed_at(step: int, backup: Path, path: Path) -> bool:
    """Restore in a process of its own that dies before a step that changes names; say whether it did."""
    process = os.fork()
    if process:
        return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) != 0
    left = step

    def look(event: str, arguments: Any) -> None:
        nonlocal left
        if event in {"os.rename", "os.link"} or (event == "os.remove" and os.path.lexists(arguments[0])):
            if not left:
                os._exit(9)
            left -= 1

    sys.addaudithook(look)
    try:
        upkeep.restore(backup, path, now=NOW)
    except BaseException:
        os._exit(1)
    os._exit(0)


_WRITER = """
import sys
from pathlib import Path
from sop_minutes.commands.groups import add_group
from sop_minutes.domain.errors import UserError
from sop_minutes.storage.database import Database
number = 0
while not Path(sys.argv[1]).with_name("stop").exists():
    number += 1
    try:
        with Database.open(Path(sys.argv[1])) as database:
            database.do("Add", add_group, f"Group {number}")
    except UserError:
        continue
    print(f"Group {number}", flush=True)
"""


def test_no_save_is_lost_that_another_program_makes_meanwhile(path: Path, backup: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", _WRITER, str(path)], stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        said = [other.stdout.readline()]
        for _ in range(3):
            _restore_when_free(backup, path)
            said.append(other.stdout.readline())
        path.with_name("stop").touch()
        said += other.stdout.readlines()
    copies = [path, *path.parent.glob("p-before-*.sopm"), *folder_of(path).glob("*.sopm")]
    held = set[str]()
    for copy in copies:
        connection = connect(copy)
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        held |= {name for (name,) in connection.execute("SELECT name FROM groups")}
        connection.close()
    assert {line.strip() for line in said if line.strip()} <= held


def _restore_when_free(backup: Path, path: Path) -> None:
    for _ in range(100):
        with suppress(UserError):
            upkeep.restore(backup, path, now=NOW)
            return
    upkeep.restore(backup, path, now=NOW)


def test_who_is_refused_lets_go_of_no_lock(path: Path) -> None:
    with Database.open(path) as database:
        database.read(list_groups)
        with pytest.raises(UserError, match="is open in another program"), exclusive(path):
            pass
        program = (
            "import sys\nfrom sop_minutes.storage.exclusive import *\nwith exclusive(Path(sys.argv[1])): pass"
        )
        asked = [sys.executable, "-c", program, str(path)]
        done = subprocess.run(asked, capture_output=True, text=True, check=False)
    assert "is open in another program" in done.stderr


def test_of_a_link_what_it_leads_to_is_restored_and_has_the_backups(path: Path, tmp_path: Path) -> None:
    link = tmp_path / "desk" / "l.sopm"
    link.parent.mkdir()
    link.symlink_to(path)
    made = back_up_if_changed(link, NOW)
    assert made is not None
    assert made.parent == folder_of(path)
    add_groups(link, "Second")
    aside = upkeep.restore(made, link, now=NOW)
    assert link.is_symlink()
    assert aside is not None
    assert aside.parent == path.parent
    assert (groups_in(path), groups_in(link)) == ({"First"}, {"First"})


def test_what_others_may_not_read_they_may_not_read_in_any_copy(path: Path, backup: Path) -> None:
    path.chmod(0o600)
    upkeep.back_up(path, path.with_name("copy.sopm"))
    aside = upkeep.restore(backup, path, now=NOW)
    assert aside is not None
    modes = [file.stat().st_mode & 0o777 for file in (path, aside, path.with_name("copy.sopm"))]
    assert modes == [0o600] * 3


def test_a_restore_that_fails_leaves_nothing_set_aside(path: Path, backup: Path) -> None:
    add_groups(path, "Second")
    with Database.open(path) as database:
        database.read(list_groups)
        with pytest.raises(UserError, match="is open in another program"):
            upkeep.restore(backup, path, now=NOW)
    assert sorted(file.name for file in path.parent.iterdir() if "restore" in file.name) == []


def test_what_a_killed_restore_left_goes_with_the_next(path: Path, backup: Path) -> None:
    assert _killed_at(1, backup, path)
    assert [file.name for file in path.parent.iterdir() if file.name.startswith(".p.sopm")]
    upkeep.restore(backup, path, now=NOW)
    assert [file.name for file in path.parent.iterdir() if file.name.startswith(".")] == []


def test_the_log_tells_of_what_was_put_back_and_nobody_takes_that_back(path: Path, backup: Path) -> None:
    add_groups(path, "Second")
    aside = upkeep.restore(backup, path, now=NOW, told=upkeep.Told("ann", "Put back backup 1"))
    assert aside is not None
    with Database.open(path) as database:
        newest = database.read(list_entries, LogFilter())[0]
        assert (newest.who, newest.label) == (
            "ann",
            f"Put back backup 1; what was there is in {aside.name}",
        )
        assert database.read(check_log, path, NOW).problems == ()
        undone = database.undo()
    assert undone is not None
    assert undone.label == "Add"


def test_where_the_log_cannot_tell_of_it_nothing_is_put_back_or_set_aside(
    path: Path, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_groups(path, "Second")

    def refuse(*_told: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(chain, "tell", refuse)
        with pytest.raises(UserError, match=r"the disk is full\. Nothing was replaced"):
            upkeep.restore(backup, path, now=NOW, told=upkeep.Told("ann", "Put back"))
    assert asides_of(path) == []
    assert groups_in(path) == {"First", "Second"}
