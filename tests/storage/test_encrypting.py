"""Turning encryption on and off: what is written is verified, what was is gone, and no copy is forgotten."""

import fcntl
import os
import re
import shutil
import signal
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from random import randrange
from typing import Any

import pytest
from sqlalchemy.exc import DBAPIError

from sop_minutes.commands.groups import add_group
from sop_minutes.commands.notes import record_note
from sop_minutes.domain.errors import KeyWantedError, SwappedError, UserError
from sop_minutes.domain.grammar import read_note_text
from sop_minutes.domain.recovery import recovery_key
from sop_minutes.queries.meetings import list_meetings
from sop_minutes.queries.partners import list_groups
from sop_minutes.queries.search import search
from sop_minutes.safekeeping import begin_use
from sop_minutes.storage import keeping, mending, upkeep
from sop_minutes.storage.asides import asides_of
from sop_minutes.storage.backups import back_up_if_changed
from sop_minutes.storage.connecting import connect
from sop_minutes.storage.database import Database
from sop_minutes.storage.early import EarlyStore
from sop_minutes.storage.encrypting import (
    _verify,
    backups_of,
    copy_as,
    decrypt,
    encrypt,
    plain_backups,
)
from sop_minutes.storage.header import mark_in
from sop_minutes.storage.keys import Key, forget_keys, hold_key, new_key
from sop_minutes.storage.passing import WAS, passing
from tests.storage.disk import Disk
from tests.storage.left import left_by_nobody
from tests.thorough import is_thorough

NOW = datetime(2017, 11, 20, 12, tzinfo=UTC)
CANARIES = [f"kanarie{number:03d}vogel" for number in range(200)]
PLAIN = b"SQLite format 3\x00"


@pytest.fixture(autouse=True)
def clean() -> Iterator[None]:
    yield
    forget_keys()


@pytest.fixture
def key() -> Key:
    return new_key()


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A plain database that holds every canary."""
    path = tmp_path_factory.mktemp("filled") / "p.sopm"
    lines = "\n".join(
        f"- {'Restricted: ' if n % 3 else ''}{word} was seen" for n, word in enumerate(CANARIES)
    )
    with Database.open(path) as database:
        group = database.do("Add", add_group, "Co-ordination Group", code="CG")
        note = read_note_text(f"Date: 15 November 2017\n# Prevent\n{lines}")
        database.do(f"Record {CANARIES[0]}", record_note, note, group_id=group)
    return path.read_bytes()


@pytest.fixture
def path(tmp_path: Path, filled: bytes) -> Path:
    """A plain database that holds every canary, with backups of it."""
    folder = tmp_path / "work"
    (folder / "p-backups").mkdir(parents=True)
    path = folder / "p.sopm"
    path.write_bytes(filled)
    upkeep.back_up(path, folder / "p-backups" / "20171115T100000Z.sopm")
    upkeep.back_up(path, folder / "p-version-4.sopm")
    upkeep.back_up(path, tmp_path / "elsewhere.sopm")
    return path


def _told(folder: Path) -> list[str]:
    """Return the files under a folder in which a canary can be read."""
    words = [re.escape(word.encode(code)) for word in CANARIES for code in ("utf-8", "utf-16-le")]
    canary = re.compile(b"|".join(words))
    return [
        file.name for file in sorted(folder.rglob("*")) if file.is_file() and canary.search(file.read_bytes())
    ]


def _meetings(path: Path) -> int:
    with Database.open(path) as database:
        assert database.read(lambda session: mending.problems(session.connection())) == ()
        return len(database.read(list_meetings))


def _rows(path: Path, table: str) -> list[tuple[object, ...]]:
    with closing(connect(path)) as reader:
        return [tuple(row) for row in reader.execute(f"SELECT rowid, * FROM {table} ORDER BY rowid")]  # noqa: S608


def test_no_canary_is_in_any_byte_beside_an_encrypted_database(path: Path, key: Key) -> None:
    assert len(_told(path.parent)) == 3
    done = encrypt(path, key)
    assert (len(done.backups), done.left) == (2, ())
    with Database.open(path) as database:
        group = database.do("Add", add_group, CANARIES[7], code="K")
        note = read_note_text(f"Date: 16 November 2017\n# {CANARIES[8]}\nRestricted: {CANARIES[9]}")
        database.do("Record", record_note, note, group_id=group)
        upkeep.back_up(path, path.with_name("mine.sopm"))
        assert path.with_name("p.sopm-wal").stat().st_size
        assert _told(path.parent) == []
    upkeep.restore(path.with_name("mine.sopm"), path, now=NOW)
    assert _told(path.parent) == []
    assert _meetings(path) == 2
    assert {file.read_bytes()[:16] for file in path.parent.rglob("*.sopm")} == {key.mark}


def test_all_is_there_and_found_after_it_was_encrypted_and_decrypted(path: Path, key: Key) -> None:
    was = _rows(path, "points")
    encrypt(path, key)
    with Database.open(path) as database:
        assert database.read(search, CANARIES[100])
        database.do("Add", add_group, "Other Group", code="OG")
        assert database.undo() is not None
    decrypt(path)
    assert path.read_bytes().startswith(PLAIN)
    assert {mark_in(file) for file in backups_of(path)} == {None}
    assert len(was) == len(CANARIES)
    assert _rows(path, "points") == was


def test_what_a_killed_program_left_is_wiped_too(path: Path, key: Key, filled: bytes) -> None:
    other, kept = path.with_name("other.sopm"), path.parent / "p-backups" / "p.sopm"
    for named in (path, other, kept):
        left_by_nobody(named, word="7").write_bytes(filled)
    os.link(path, left_by_nobody(path, WAS))
    mine = passing(path.with_name("mine.sopm"))
    mine.write_bytes(b"being written")
    assert encrypt(path, key).left == ()
    assert _told(path.parent) == []
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
    assert _meetings(snapshot) == 1


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


def test_a_damaged_backup_is_named_and_the_others_are_encrypted(path: Path, key: Key) -> None:
    bad = path.with_name("p-version-4.sopm")
    bad.write_bytes(bad.read_bytes()[:9000])
    done = encrypt(path, key)
    assert [file for file, _ in done.left] == [bad]
    assert len(done.backups) == 1
    assert mark_in(path) == key.mark


def test_what_is_no_database_any_more_is_named_if_it_can_be_read(tmp_path: Path, key: Key) -> None:
    path, whole = tmp_path / "p.sopm", tmp_path / "whole.sopm"
    with Database.open(path) as database:
        database.do("Add", add_group, CANARIES[0], code="CG")
        upkeep.back_up(path, whole)
        kept = back_up_if_changed(path, NOW)
        log = path.with_name("p.sopm-wal").read_bytes()
    assert kept is not None
    for file in (path, kept):
        file.write_bytes(bytes(512) + file.read_bytes()[512:])
    left = [kept, upkeep.restore(whole, path, now=NOW)]
    path.unlink()
    path.with_name("p.sopm-wal").write_bytes(log)
    left.append(upkeep.restore(whole, path, now=NOW + timedelta(days=1)))
    whole.unlink()
    done = encrypt(path, key)
    assert {file for file, _ in done.left} == set(left) == set(plain_backups(path))
    assert {file.name for file in left if file} == set(_told(tmp_path))
    assert "can still be read" in begin_use(path, now=NOW, told=tmp_path / "told").failed
    for file in left:
        assert file is not None
        file.write_bytes(os.urandom(9000))  # as what is encrypted is, but for its first bytes
    assert plain_backups(path) == ()


def test_a_backup_with_another_key_is_told_to_be_encrypted(path: Path, key: Key) -> None:
    other, kept = new_key(), path.with_name("p-version-4.sopm")
    encrypt(kept, other)
    forget_keys()
    done = encrypt(path, key)
    assert ([file for file, _ in done.locked], done.left) == ([kept], ())
    assert "still encrypted" in done.warning
    assert "can still be read" not in done.warning
    assert begin_use(path, now=NOW, told=path.with_name("told")).failed == ""


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


def test_a_plain_backup_restored_over_an_encrypted_database_is_encrypted(path: Path, key: Key) -> None:
    encrypt(path, key)
    upkeep.restore(path.parent.parent / "elsewhere.sopm", path, now=NOW)
    assert mark_in(path) == key.mark
    assert _told(path.parent) == []
    assert _meetings(path) == 1


def test_an_encrypted_backup_is_restored_elsewhere_with_the_recovery_key(path: Path, key: Key) -> None:
    encrypt(path, key)
    other = path.parent.parent / "other machine"
    other.mkdir()
    backup = (path.parent / "p-backups" / "20171115T100000Z.sopm").rename(other / "b.sopm")
    forget_keys()
    with pytest.raises(UserError, match="encrypted"):
        upkeep.restore(backup, other / "new.sopm", now=NOW)
    keeping.unlock(backup, recovery_key(key.raw))
    upkeep.restore(backup, other / "new.sopm", now=NOW)
    assert mark_in(other / "new.sopm") == key.mark
    assert _meetings(other / "new.sopm") == 1


def test_typing_in_the_first_second_works_where_the_key_is_held_and_waits_where_it_is_not(
    path: Path, key: Key
) -> None:
    encrypt(path, key)
    store = EarlyStore.open(path, 1)
    assert store is not None
    assert len(store.rows()) == 1 + len(CANARIES)
    assert store.keep(CANARIES[5], NOW)
    assert _told(path.parent) == []
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


@pytest.fixture
def swapped(tmp_path: Path, key: Key) -> Path:
    """Where an encrypted database was, and a plain copy of it is now."""
    path = tmp_path / "p.sopm"
    with Database.open(path) as database:
        database.do("Add", add_group, "Co-ordination Group", code="CG")
    upkeep.back_up(path, tmp_path / "plain.sopm")
    encrypt(path, key)
    upkeep.back_up(path, tmp_path / "copy.sopm")
    path.write_bytes((tmp_path / "plain.sopm").read_bytes())
    return path


def test_a_plain_file_in_the_place_of_an_encrypted_one_is_not_opened(swapped: Path) -> None:
    was = swapped.read_bytes()
    with pytest.raises(SwappedError, match="was encrypted, and the file that is there now is not"):
        Database.open(swapped)
    assert EarlyStore.open(swapped, 1) is None
    assert swapped.read_bytes() == was
    assert not [file for file in backups_of(swapped) if mark_in(file) is None]


def test_a_plain_file_in_the_place_of_an_encrypted_one_is_replaced_by_a_backup(
    swapped: Path, key: Key
) -> None:
    aside = upkeep.restore(swapped.with_name("copy.sopm"), swapped, now=NOW)
    assert aside is not None
    assert mark_in(swapped) == key.mark
    with Database.open(swapped) as database:
        assert len(database.read(list_groups)) == 1


def test_a_plain_copy_in_the_place_of_an_encrypted_one_is_encrypted_or_refused(
    swapped: Path, key: Key
) -> None:
    plain, kept = swapped.with_name("plain.sopm"), swapped.with_name("p-backups")
    swapped.unlink()
    with pytest.raises(UserError, match=r"plain\.sopm is not, and there is no backup with its key"):
        upkeep.restore(plain, swapped, now=NOW)
    kept.mkdir()
    swapped.with_name("copy.sopm").rename(kept / "copy.sopm")
    forget_keys()
    with pytest.raises(KeyWantedError):
        upkeep.restore(plain, swapped, now=NOW)
    assert not swapped.exists()
    hold_key(key)
    upkeep.restore(plain, swapped, now=NOW)
    assert mark_in(swapped) == key.mark
    Database.open(swapped).close()


def test_what_was_opened_while_it_was_encrypted_opens_when_it_is_not_any_more(
    swapped: Path, key: Key
) -> None:
    aside = upkeep.restore(swapped.with_name("copy.sopm"), swapped, now=NOW)
    assert aside is not None
    encrypt(swapped, key)
    for file in (swapped, aside):
        Database.open(file).close()
    keeping.keep_by_passphrase(swapped.with_name("copy.sopm"), key, "four words and a goose")
    assert decrypt(swapped).backups == (aside,)
    forget_keys()
    for file in (swapped, aside):
        Database.open(file).close()
    assert [file.name for file in swapped.parent.glob("*.key")] == ["copy.sopm.key"]


def test_another_passphrase_does_not_make_a_plain_file_welcome(swapped: Path, key: Key) -> None:
    keeping.keep_by_passphrase(swapped, key, "four words and a goose")
    with pytest.raises(SwappedError):
        Database.open(swapped)


def test_where_an_encrypted_database_is_gone_a_new_one_can_be_begun(tmp_path: Path, key: Key) -> None:
    path = tmp_path / "p.sopm"
    Database.open(path).close()
    encrypt(path, key)
    path.unlink()
    Database.open(path).close()
    assert mark_in(path) is None
    Database.open(path).close()


@pytest.mark.parametrize("name", ["Panel [2024] *?", "not UTF-8: \udcff", ".hidden"])
def test_what_a_database_once_was_is_found_whatever_it_is_called(tmp_path: Path, key: Key, name: str) -> None:
    path = tmp_path / f"{name}.sopm"
    with Database.open(path) as database:
        database.do("Add", add_group, CANARIES[3], code="CG")
    upkeep.back_up(path, tmp_path / "copy.sopm")
    upkeep.restore(tmp_path / "copy.sopm", path, now=NOW)
    (tmp_path / "copy.sopm").unlink()
    encrypt(path, key)
    assert _told(tmp_path) == []


def test_another_database_that_is_called_alike_is_left_as_it_is(tmp_path: Path, key: Key) -> None:
    path, others = tmp_path / "Panel.sopm", []
    names = ("2024", "restore-2019", "merger")
    for name in (*(f"Panel-before-{name}.sopm" for name in names), "Panel-version-2.sopm"):
        Database.open(tmp_path / name).close()
        others.append(tmp_path / name)
    Database.open(path).close()
    others += _beside_the_backups(path)
    assert asides_of(path) == []
    assert encrypt(path, key).backups == ()
    assert {mark_in(other) for other in others} == {None}


def _beside_the_backups(path: Path) -> list[Path]:
    """Make a database with the same stem, and folder of backups; return it, and its copies there."""
    other = path.with_suffix(".db")
    with Database.open(other) as database:
        database.do("Add", add_group, "Co-ordination Group", code="CG")
    made = back_up_if_changed(other, NOW)
    assert made is not None
    upkeep.back_up(other, made.with_name("copy.sopm"))
    return [other, made, made.with_name("copy.sopm")]


def test_no_key_is_asked_for_that_another_database_has(tmp_path: Path, key: Key) -> None:
    path = tmp_path / "Panel.sopm"
    Database.open(path).close()
    other, made, copy = _beside_the_backups(path)
    copy.unlink()
    encrypt(other, key)
    forget_keys()
    assert encrypt(path, new_key()).warning == decrypt(path).warning == ""
    assert {mark_in(file) for file in (other, made)} == {key.mark}


def test_what_a_renamed_database_has_from_before_is_encrypted_with_it(small: Path, key: Key) -> None:
    assert back_up_if_changed(small, NOW) is not None
    path = small.rename(small.with_suffix(".db"))
    assert len(encrypt(path, key).backups) == 1
    assert _told(path.parent) == []


def test_backups_that_were_not_reached_are_encrypted_when_it_is_next_taken_into_use(
    path: Path, key: Key
) -> None:
    plain = {file: file.read_bytes() for file in backups_of(path)}
    encrypt(path, key)
    for file, content in plain.items():
        file.write_bytes(content)
    assert set(plain_backups(path)) == set(plain)
    begun = begin_use(path, now=NOW, told=path.with_name("told.json"))
    assert begun.failed == ""
    assert _told(path.parent) == []


def test_the_backups_of_a_link_and_of_what_it_leads_to_are_encrypted(path: Path, key: Key) -> None:
    folder = path.parent.parent / "links"
    folder.mkdir()
    link = folder / "link.sopm"
    link.symlink_to(path)
    for named in (path, link):
        kept = named.with_name(f"{named.stem}-backups")
        kept.mkdir(exist_ok=True)
        upkeep.back_up(path, kept / "kept.sopm")
    encrypt(link, key)
    assert _told(folder) == []
    assert _told(path.parent) == []


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A plain database with one canary, and no backups."""
    path = tmp_path / "p.sopm"
    with Database.open(path) as database:
        database.do("Add", add_group, CANARIES[0], code="CG")
    return path


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


def test_a_copy_that_is_written_where_an_encrypted_database_was_can_be_opened(
    tmp_path: Path, key: Key
) -> None:
    gone, other = tmp_path / "x.sopm", tmp_path / "a.sopm"
    for path in (gone, other):
        Database.open(path).close()
    encrypt(gone, key)
    gone.unlink()
    upkeep.back_up(other, gone)
    Database.open(gone).close()
    assert mark_in(gone) is None


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
