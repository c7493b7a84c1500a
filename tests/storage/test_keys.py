"""Where the key of an encrypted database is kept, and who is let in with what."""

import errno
import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from sop_minutes.commands.groups import add_group
from sop_minutes.domain.errors import KeyWantedError, UserError
from sop_minutes.domain.recovery import recovery_key
from sop_minutes.storage import keeping, upkeep
from sop_minutes.storage.database import Database
from sop_minutes.storage.encrypting import decrypt, encrypt
from sop_minutes.storage.keys import (
    Key,
    ask_for_keys,
    forget_keys,
    hold_key,
    key_for,
    key_of,
    new_key,
    use_key,
)
from sop_minutes.storage.promised import is_promised, key_file
from tests.keyrings import BrokenKeyring, ClosedKeyring, ForgetfulKeyring, MemoryKeyring, use_keyring
from tests.storage.disk import Disk

WORDS = "five ducks on a wall"
COST = keeping.COST


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(keeping, "COST", 2**14)
    yield
    forget_keys()
    use_keyring(None)


@pytest.fixture
def key() -> Key:
    return new_key()


@pytest.fixture
def path(tmp_path: Path, key: Key) -> Path:
    """An encrypted database whose key nobody holds."""
    path = tmp_path / "p.sopm"
    with Database.open(path) as database:
        database.do("Add", add_group, "Co-ordination Group", code="CG")
    encrypt(path, key)
    forget_keys()
    return path


def test_without_its_key_an_encrypted_file_says_so_and_is_left_alone(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(KeyWantedError, match=r"p.sopm is encrypted\. It opens with its passphrase or its"):
        Database.open(path)
    assert path.read_bytes() == before


def test_the_recovery_key_opens_it(path: Path, key: Key) -> None:
    assert keeping.unlock(path, recovery_key(key.raw)) == key
    with Database.open(path) as database:
        assert not database.has_one_connection


def test_the_recovery_key_of_another_database_is_told(path: Path) -> None:
    with pytest.raises(UserError, match="recovery key of another database"):
        keeping.unlock(path, recovery_key(new_key().raw))


def test_the_keyring_keeps_it(path: Path, key: Key) -> None:
    use_keyring(MemoryKeyring())
    assert keeping.key_in_keyring(key.mark) is None
    assert keeping.keep_in_keyring(key)
    assert keeping.key_in_keyring(key.mark) == key


@pytest.mark.parametrize("backend", [None, ForgetfulKeyring(), BrokenKeyring()])
def test_a_keyring_that_does_not_keep_it_is_not_relied_on(backend: MemoryKeyring | None, key: Key) -> None:
    use_keyring(backend)
    assert not keeping.keep_in_keyring(key)
    assert keeping.key_in_keyring(key.mark) is None


def test_a_keyring_that_was_not_opened_is_told_from_one_that_lacks_the_key(key: Key) -> None:
    closed = ClosedKeyring()
    use_keyring(closed)
    with pytest.raises(keeping.ClosedError):
        keeping.ask_keyring(key.mark)
    closed.is_open = True
    assert keeping.ask_keyring(key.mark) is None


def test_what_a_keyring_has_for_another_file_is_not_taken(key: Key) -> None:
    ours = MemoryKeyring()
    use_keyring(ours)
    for wrong in (new_key().raw.hex(), "nothing of the kind", ""):
        ours.set_password(keeping.SERVICE, key.mark.hex(), wrong)
        assert keeping.key_in_keyring(key.mark) is None


def test_a_passphrase_opens_it_and_changing_that_leaves_the_database_as_it_is(path: Path, key: Key) -> None:
    keeping.keep_by_passphrase(path, key, WORDS)
    before = path.read_bytes()
    assert keeping.unlock(path, WORDS) == key
    keeping.keep_by_passphrase(path, key, "six geese on a lake")
    assert path.read_bytes() == before
    with pytest.raises(UserError, match="That is not the passphrase"):
        keeping.unlock(path, WORDS)
    assert keeping.unlock(path, "six geese on a lake") == key


def test_a_passphrase_is_the_same_however_its_accents_are_typed(path: Path, key: Key) -> None:
    keeping.keep_by_passphrase(path, key, "cafe\u0301 at the corner")
    assert keeping.unlock(path, "caf\u00e9 at the corner\n") == key


def test_the_wrapped_key_is_found_for_a_renamed_file_and_for_a_backup_in_a_folder(
    path: Path, key: Key
) -> None:
    keeping.keep_by_passphrase(path, key, WORDS)
    folder = path.with_name("p-backups")
    folder.mkdir()
    for copy in (path.with_name("renamed.sopm"), folder / "one.sopm"):
        copy.write_bytes(path.read_bytes())
        assert keeping.has_passphrase(copy)
        assert keeping.unlock(copy, WORDS) == key


def test_a_lost_or_damaged_key_file_leaves_the_recovery_key(path: Path, key: Key) -> None:
    file = keeping.keep_by_passphrase(path, key, WORDS)
    good = json.loads(file.read_text())
    for content in (
        "",
        "[1, 2]",
        '{"mark": 3}',
        "[" * 9000,
        json.dumps(good | {"n": 2**40}),
        json.dumps(good | {"n": float("inf")}),
        "x" * 20_000,
        json.dumps(good | {"key": "00"}),
    ):
        file.write_text(content)
        assert not keeping.has_passphrase(path)
        with pytest.raises(
            UserError, match=r"p\.sopm\.key, which belongs beside it, cannot be read.*recovery key"
        ):
            keeping.unlock(path, WORDS)
    file.unlink()
    with pytest.raises(
        UserError, match=r"p\.sopm\.key, which belongs beside it, is missing.*copy p\.sopm\.key"
    ):
        keeping.unlock(path, WORDS)
    file.write_text(json.dumps({"mark": key.mark.hex(), "encrypted": True}))
    with pytest.raises(UserError, match="has no passphrase"):
        keeping.unlock(path, WORDS)
    assert keeping.unlock(path, recovery_key(key.raw)) == key


@pytest.mark.parametrize(
    "spoilt", [{"mark": "ab/cdefgh"}, {"mark": "ab\0cdefg"}, {"mark": "\ud800aaaaaaa"}, {"mark": None}, {}]
)
def test_a_key_file_that_was_spoilt_keeps_nobody_out_and_is_kept(
    path: Path, key: Key, spoilt: dict[str, object]
) -> None:
    file = keeping.keep_by_passphrase(path, key, WORDS)
    file.rename(path.with_name("near.key"))
    content = json.dumps(spoilt | {"key": "x"} if spoilt else [1, 2])
    file.write_text(content)
    keeping.unlock(path, WORDS)
    for _ in range(2):
        Database.open(path).close()
    others = [each for each in path.parent.glob("*.key") if each not in (file, path.with_name("near.key"))]
    assert [each.read_text() for each in others] == [content]
    assert json.loads(file.read_text()) == {"mark": key.mark.hex(), "encrypted": True}


def test_a_key_file_that_cannot_be_written_leaves_what_was_said(
    path: Path, key: Key, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    file = keeping.keep_by_passphrase(path, key, WORDS)
    was = file.read_bytes()
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        keeping.keep_by_passphrase(path, new_key(), "six geese on a lake")
    assert {each: each.read_bytes() for each in path.parent.glob("*.key")} == {file: was}


def test_what_is_no_file_is_not_read_for_a_key(path: Path, key: Key) -> None:
    os.mkfifo(path.with_name("other.key"))
    keeping.keep_by_passphrase(path, key, WORDS)
    assert keeping.unlock(path, WORDS) == key


@pytest.mark.parametrize("poor", ["", "short", "aaaaaaaaaaaaaaaa", "           "])
def test_a_poor_passphrase_is_refused(path: Path, key: Key, poor: str) -> None:
    with pytest.raises(UserError, match="at least 12 characters"):
        keeping.keep_by_passphrase(path, key, poor)


def test_who_is_asked_for_a_key_is_asked_once(path: Path, key: Key) -> None:
    asked = []
    ask_for_keys(lambda file, mark: asked.append((file, mark)) or key)
    assert (key_for(path), key_for(path)) == (key, key)
    assert asked == [(path, key.mark)]


def test_a_key_shows_itself_to_nobody(key: Key) -> None:
    assert key.raw.hex() not in repr(key)
    assert key_of(key.raw) == key
    assert new_key().mark != key.mark


def test_a_key_that_older_backups_open_with_is_kept_beside_a_new_one(path: Path, key: Key) -> None:
    keeping.keep_by_passphrase(path, key, WORDS)
    copy = path.with_name("copy.sopm")
    copy.write_bytes(path.read_bytes())
    keeping.keep_by_passphrase(path, new_key(), "six geese on a lake")
    forget_keys()
    assert keeping.unlock(copy, WORDS) == key


def test_to_open_a_file_in_the_place_of_another_loses_no_key_of_that(tmp_path: Path) -> None:
    one, other = tmp_path / "a.sopm", tmp_path / "b.sopm"
    keys = {one: new_key(), other: new_key()}
    for path, key in keys.items():
        Database.open(path).close()
        keeping.keep_by_passphrase(path, key, f"{WORDS} {path.stem}")
        encrypt(path, key)
    was = one.rename(tmp_path / "old.sopm")
    other.rename(one)
    Database.open(one).close()
    forget_keys()
    assert keeping.unlock(was, f"{WORDS} a") == keys[one]
    assert keeping.unlock(one, f"{WORDS} b") == keys[other]


def test_so_many_digits_are_no_passphrase(path: Path, key: Key) -> None:
    with pytest.raises(UserError, match="would be taken for a recovery key"):
        keeping.keep_by_passphrase(path, key, "1234567890" * 5)


def test_a_keyring_of_keyrings_that_keep_plain_text_is_none() -> None:
    class Poor(MemoryKeyring):
        priority = 0.5  # type: ignore[assignment]

    class Chain(MemoryKeyring):
        priority = 10  # type: ignore[assignment]
        backends = (Poor(), Poor())

    use_keyring(Chain())
    assert keeping.keyring() is None
    Chain.backends = (Poor(), MemoryKeyring())  # type: ignore[assignment]
    assert type(keeping.keyring()) is MemoryKeyring
    use_keyring(None)


def test_what_opens_a_database_and_the_database_are_for_its_user_alone(tmp_path: Path, key: Key) -> None:
    path = tmp_path / "new.sopm"
    Database.open(path).close()
    file = keeping.keep_by_passphrase(path, key, WORDS)
    assert {each.stat().st_mode & 0o777 for each in (path, file)} == {0o600}


def test_a_guess_at_a_passphrase_costs_much(
    tmp_path: Path, key: Key, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert COST >= 2**17
    monkeypatch.setattr(keeping, "COST", COST)
    said = json.loads(keeping.keep_by_passphrase(tmp_path / "p.sopm", key, WORDS).read_text())
    assert said["n"] == COST


def test_a_key_file_that_asks_for_too_little_or_too_much_is_not_read(tmp_path: Path, key: Key) -> None:
    path = tmp_path / "p.sopm"
    path.write_bytes(key.mark)
    file = keeping.keep_by_passphrase(path, key, WORDS)
    good = json.loads(file.read_text())
    read = []
    for n in (-(2**14), 0, 1, 2**13, 2**14, 2**14 + 1, 2**20, 2**21):
        file.write_text(json.dumps(good | {"n": n}))
        if keeping.has_passphrase(path):
            read.append(n)
    assert read == [2**14, 2**20]


def test_an_sqlite_that_cannot_encrypt_is_given_nothing_to_write(key: Key) -> None:
    with closing(sqlite3.connect(":memory:")) as plain, pytest.raises(UserError, match="cannot encrypt"):
        use_key(plain, key)


def test_nothing_temporary_of_an_encrypted_database_is_in_a_file(key: Key) -> None:
    in_memory = 2
    with closing(dbapi2.connect(":memory:")) as connection:
        use_key(connection, key)
        assert connection.execute("PRAGMA temp_store").fetchone() == (in_memory,)


def test_a_key_is_on_the_disk_before_its_file_has_its_name(
    tmp_path: Path, key: Key, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = Disk(monkeypatch)
    file = keeping.keep_by_passphrase(tmp_path / "p.sopm", key, WORDS)
    assert disk.named == [file.name]
    assert (disk.too_early, disk.unsure) == ([], set())


def test_the_passphrase_goes_on_opening_a_backup_that_could_not_be_decrypted(path: Path, key: Key) -> None:
    keeping.keep_by_passphrase(path, key, WORDS)
    keeping.unlock(path, WORDS)
    backup = path.with_name("p-version-4.sopm")
    upkeep.back_up(path, backup)
    whole = backup.read_bytes()
    backup.write_bytes(whole[:9000])
    assert [file for file, _ in decrypt(path).locked] == [backup]
    forget_keys()
    assert keeping.unlock(backup, WORDS) == key
    backup.write_bytes(whole)
    assert decrypt(path).warning == ""
    assert [file.name for file in path.parent.iterdir() if file.name.endswith(".key")] == []


def test_a_copy_in_another_s_place_and_what_is_put_back_are_said_to_be_encrypted(
    path: Path, key: Key
) -> None:
    hold_key(key)
    backup, copy = path.with_name("backup.sopm"), path.with_name("copy.sopm")
    keeping.keep_by_passphrase(copy, new_key(), WORDS)  # of a database that once was there
    for made in (backup, copy):
        upkeep.back_up(path, made)
    assert is_promised(copy)
    key_file(path).unlink()
    upkeep.restore(backup, path, now=datetime(2018, 1, 2, tzinfo=UTC))
    assert is_promised(path)
