"""Turning encryption on and off: what is written is verified, and what was there is gone."""

import fcntl
import os
import shutil
import signal
from collections.abc import Callable
from contextlib import closing, suppress
from itertools import count
from pathlib import Path
from random import randrange
from typing import Any

import pytest
from sqlalchemy.exc import DBAPIError

from sop_minutes.commands.groups import add_group
from sop_minutes.commands.notes import record_note
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.grammar import read_note_text
from sop_minutes.queries.partners import list_groups
from sop_minutes.queries.search import search
from sop_minutes.storage import keeping, mending, upkeep
from sop_minutes.storage.connecting import connect
from sop_minutes.storage.database import Database
from sop_minutes.storage.early import EarlyStore
from sop_minutes.storage.encrypting import _verify, backups_of, copy_as, decrypt, encrypt
from sop_minutes.storage.header import mark_in
from sop_minutes.storage.keys import Key, forget_keys, hold_key
from sop_minutes.storage.passing import WAS, passing
from tests.storage.disk import Disk
from tests.storage.encrypted.working import CANARIES, NOW, PLAIN, meetings, rows, told
from tests.storage.left import left_by_nobody
from tests.thorough import is_thorough


def test_no_canary_is_in_any_byte_beside_an_encrypted_database(path: Path, key: Key) -> None:
    assert len(told(path.parent)) == 3
    done = encrypt(path, key)
    assert (len(done.backups), done.left) == (2, ())
    with Database.open(path) as database:
        group = database.do("Add", add_group, CANARIES[7], code="K")
        note = read_note_text(f"Date: 16 November 2017\n# {CANARIES[8]}\nRestricted: {CANARIES[9]}")
        database.do("Record", record_note, note, group_id=group)
        upkeep.back_up(path, path.with_name("mine.sopm"))
        assert path.with_name("p.sopm-wal").stat().st_size
        assert told(path.parent) == []
    upkeep.restore(path.with_name("mine.sopm"), path, now=NOW)
    assert told(path.parent) == []
    assert meetings(path) == 2
    assert {file.read_bytes()[:16] for file in path.parent.rglob("*.sopm")} == {key.mark}


def test_all_is_there_and_found_after_it_was_encrypted_and_decrypted(path: Path, key: Key) -> None:
    was = rows(path, "points")
    encrypt(path, key)
    with Database.open(path) as database:
        assert database.read(search, CANARIES[100])
        database.do("Add", add_group, "Other Group", code="OG")
        assert database.undo() is not None
    decrypt(path)
    assert path.read_bytes().startswith(PLAIN)
    assert {mark_in(file) for file in backups_of(path)} == {None}
    assert len(was) == len(CANARIES)
    assert rows(path, "points") == was


def test_what_a_killed_program_left_is_wiped_too(path: Path, key: Key, filled: bytes) -> None:
    other, kept = path.with_name("other.sopm"), path.parent / "p-backups" / "p.sopm"
    for named in (path, other, kept):
        left_by_nobody(named, word="7").write_bytes(filled)
    os.link(path, left_by_nobody(path, WAS))
    mine = passing(path.with_name("mine.sopm"))
    mine.write_bytes(b"being written")
    assert encrypt(path, key).left == ()
    assert told(path.parent) == []
    assert [file for file in path.parent.rglob(".*") if file.is_file()] == [mine]


def test_what_it_was_is_overwritten_before_it_is_gone(path: Path, key: Key) -> None:
    handle = os.open(path, os.O_RDONLY)
    encrypt(path, key)
    size = os.fstat(handle).st_size
    assert (size > 0, set(os.pread(handle, size, 0))) == (True, {0})
    os.close(handle)


def test_a_second_name_of_the_file_keeps_what_it_has(path: Path, key: Key) -> None:
    snapshot = path.parent.parent / "snapshot.sopm"
    os.link(path, snapshot)
    assert "goes by another name" in encrypt(path, key).warning
    assert snapshot.read_bytes().startswith(PLAIN)
    assert meetings(snapshot) == 1


def test_a_link_to_the_database_leads_to_what_is_encrypted(path: Path, key: Key) -> None:
    link = path.parent.parent / "link.sopm"
    link.symlink_to(path)
    encrypt(link, key)
    assert link.is_symlink()
    assert path.read_bytes()[:16] == key.mark


def test_a_file_that_is_open_elsewhere_is_not_rewritten(path: Path, key: Key) -> None:
    before = path.read_bytes()
    keeping.keep_by_passphrase(path, key, "correct horse battery staple")
    with Database.open(path), pytest.raises(UserError, match="open in another program"):
        encrypt(path, key)
    assert path.read_bytes() == before
    assert not path.with_name("p.sopm.key").exists()
    assert [file.name for file in path.parent.iterdir() if file.name.startswith(".")] == []


def test_a_damaged_file_is_not_rewritten(path: Path, key: Key) -> None:
    content = bytearray(path.read_bytes())
    content[5 * 4096 : 6 * 4096] = b"\x5a" * 4096
    path.write_bytes(content)
    with pytest.raises(UserError, match=r"damaged|could not be written anew"):
        encrypt(path, key)
    assert path.read_bytes()[100:] == content[100:]


def test_a_page_that_was_altered_is_told(path: Path, key: Key) -> None:
    encrypt(path, key)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    with pytest.raises(UserError, match=r"damaged|malformed"):
        upkeep.back_up(path, path.with_name("copy.sopm"))


def test_an_encrypted_file_of_a_newer_version_is_refused_as_it_is(path: Path, key: Key) -> None:
    encrypt(path, key)
    with closing(connect(path)) as newer:
        newer.execute("PRAGMA journal_mode = WAL")
        newer.execute("PRAGMA user_version = 9999")
        before = path.read_bytes()
        with pytest.raises(UserError, match="made by a newer version"):
            Database.open(path)
        assert path.read_bytes() == before
    with pytest.raises(UserError, match="made by a newer version"):
        Database.open(path)


def test_bytes_that_only_look_encrypted_are_told(path: Path, key: Key) -> None:
    hold_key(key)
    path.write_bytes(key.mark + b"\x00" * 8176)
    with pytest.raises(UserError, match="damaged, or something else"):
        Database.open(path)


def test_typing_in_the_first_second_works_where_the_key_is_held_and_waits_where_it_is_not(
    path: Path, key: Key
) -> None:
    encrypt(path, key)
    store = EarlyStore.open(path, 1)
    assert store is not None
    assert len(store.rows()) == 1 + len(CANARIES)
    assert store.keep(CANARIES[5], NOW)
    assert told(path.parent) == []
    store.close()
    forget_keys()
    assert EarlyStore.open(path, 1) is None


def test_what_goes_wrong_in_the_database_says_no_word_of_the_notes(path: Path) -> None:
    with Database.open(path) as database, pytest.raises(DBAPIError) as raised:
        database.read(
            lambda session: session.connection().exec_driver_sql("SELECT no_such(?)", (CANARIES[3],)).all()
        )
    assert CANARIES[3] not in str(raised.value)


def _killed_at(step: int, run: Callable[[], object]) -> bool:
    """Run something in a process that is killed before its `step`th call to the disk; say whether it was."""
    child = os.fork()
    if child == 0:
        calls = count(1)

        def stopping(what: Callable[..., Any]) -> Callable[..., Any]:
            def do(*given: Any, **named: Any) -> Any:
                if next(calls) == step:
                    os.kill(os.getpid(), signal.SIGKILL)
                return what(*given, **named)

            return do

        try:
            for name in ("link", "fsync", "write", "replace", "unlink"):
                setattr(os, name, stopping(getattr(os, name)))
            run()
        finally:
            os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


@pytest.mark.parametrize("turn", [encrypt, decrypt])
def test_killed_at_any_step_it_is_the_old_or_the_new_and_the_rest_is_wiped(
    tmp_path: Path, key: Key, turn: Callable[..., object]
) -> None:
    path = tmp_path / "p.sopm"
    with Database.open(path) as database:
        database.do("Add", add_group, CANARIES[0], code="CG")
    upkeep.back_up(path, path.with_name("p-version-4.sopm"))
    if turn is decrypt:
        encrypt(path, key)
    hold_key(key)
    contents = {file: file.read_bytes() for file in tmp_path.iterdir()}
    seen = set()
    given = (path,) if turn is decrypt else (path, key)
    # Not always the same steps, lest some are never tried.
    for step in count(1) if is_thorough() else count(randrange(1, 8), 7):
        for file in tmp_path.glob("*.key"):
            file.unlink()
        for file, content in contents.items():
            file.write_bytes(content)
        was_killed = _killed_at(step, lambda: turn(*given))
        seen.add(mark_in(path))
        with Database.open(path) as database:
            assert database.read(lambda session: mending.problems(session.connection())) == ()
            assert len(database.read(list_groups)) == 1
        if mark_in(path):
            assert list(tmp_path.glob(".*")) == [], f"left after step {step}"
        if not was_killed:
            break
        turn(*given)
        assert {mark_in(file) for file in contents if file.suffix == ".sopm"} == {
            None if turn is decrypt else key.mark
        }
    assert step > 10
    assert seen == {None, key.mark}


def test_what_lay_in_the_file_and_beside_it_is_overwritten(small: Path, key: Key) -> None:
    beside = [small.with_name(f"p.sopm{suffix}") for suffix in ("-wal", "-journal")]
    for file in beside:
        file.write_bytes(bytes(512) + CANARIES[0].encode())  # a log of nothing: SQLite removes it
    handles = [os.open(file, os.O_RDONLY) for file in (small, *beside)]
    encrypt(small, key)
    assert [file.name for file in beside if file.exists()] == []
    for handle in handles:
        assert not any(os.pread(handle, os.fstat(handle).st_size, 0))
        os.close(handle)


def test_what_is_written_anew_is_on_the_disk_before_it_has_its_name(
    small: Path, key: Key, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = Disk(monkeypatch)
    for _ in range(2):
        encrypt(small, key) if mark_in(small) is None else decrypt(small)
        assert (disk.too_early, disk.unsure) == ([], set())
    assert disk.named.count(small.name) == 2


def test_nobody_else_may_read_what_is_written_anew_while_it_is_written(
    small: Path, key: Key, monkeypatch: pytest.MonkeyPatch
) -> None:
    small.chmod(0o640)
    seen, copymode = [], shutil.copymode

    def look(source: Path, part: Path) -> None:
        seen.append(part.stat().st_mode & 0o777)
        copymode(source, part)

    monkeypatch.setattr(shutil, "copymode", look)
    encrypt(small, key)
    assert seen == [0o600]
    assert small.stat().st_mode & 0o777 == 0o640


def test_what_was_written_takes_no_place_if_it_is_not_all_that_there_was(small: Path, key: Key) -> None:
    part = small.with_name("part.sopm")
    copy_as(small, part, key)
    hold_key(key)
    whole = part.read_bytes()
    with closing(connect(small)) as connection:
        _verify(connection, part, key)
        for altered in (
            "DELETE FROM groups",
            "UPDATE groups SET parent_id = 99",  # nobody's
            # Two indexes that share a page, of tables that have no rows.
            "UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema"
            " WHERE name = 'ix_timetable_group_id') WHERE name = 'ix_leads_group_id'",
            "UPDATE change SET label = 'another'",
        ):
            part.write_bytes(whole)
            with closing(connect(part)) as copy:
                copy.execute("PRAGMA writable_schema = ON")
                copy.execute(altered)
            with pytest.raises(UserError, match="does not hold all"):
                _verify(connection, part, key)
        copy_as(small, part, None)
        with pytest.raises(UserError, match="not as it was to be"):
            _verify(connection, part, key)


def test_a_second_name_that_was_left_of_a_database_goes_and_its_locks_stay(tmp_path: Path) -> None:
    path = tmp_path / "p.sopm"
    left = left_by_nobody(path, WAS)
    Database.open(path).close()
    os.link(path, left)
    with Database.open(path) as database:
        assert not left.exists()
        database.do("Add", add_group, "Co-ordination Group", code="CG")
        assert _is_locked(path)


def _is_locked(path: Path) -> bool:
    """Ask another process whether somebody holds SQLite's shared lock on a database."""
    child = os.fork()
    if child == 0:
        with suppress(OSError), path.open("r+b") as file:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, 510, 0x40000002)
            os._exit(0)
        os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 1
