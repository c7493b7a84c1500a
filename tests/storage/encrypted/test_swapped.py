"""A plain file that lies in the place of an encrypted database."""

from pathlib import Path

import pytest

from sop_minutes.commands.groups import add_group
from sop_minutes.domain.errors import KeyWantedError, SwappedError, UserError
from sop_minutes.queries.partners import list_groups
from sop_minutes.storage import keeping, upkeep
from sop_minutes.storage.database import Database
from sop_minutes.storage.early import EarlyStore
from sop_minutes.storage.encrypting import backups_of, decrypt, encrypt
from sop_minutes.storage.header import mark_in
from sop_minutes.storage.keys import Key, forget_keys, hold_key
from tests.storage.encrypted.working import NOW


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
