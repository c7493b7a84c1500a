"""The backups of a database are encrypted and decrypted with it, all of them and no others."""

import os
from datetime import timedelta
from pathlib import Path

import pytest

from sop_minutes.commands.groups import add_group
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.recovery import recovery_key
from sop_minutes.safekeeping import begin_use
from sop_minutes.storage import keeping, upkeep
from sop_minutes.storage.asides import asides_of
from sop_minutes.storage.backups import back_up_if_changed
from sop_minutes.storage.database import Database
from sop_minutes.storage.encrypting import backups_of, decrypt, encrypt, plain_backups
from sop_minutes.storage.header import mark_in
from sop_minutes.storage.keys import Key, forget_keys, new_key
from tests.storage.encrypted.working import CANARIES, NOW, meetings, told


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
    assert {file.name for file in left if file} == set(told(tmp_path))
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


def test_a_plain_backup_restored_over_an_encrypted_database_is_encrypted(path: Path, key: Key) -> None:
    encrypt(path, key)
    upkeep.restore(path.parent.parent / "elsewhere.sopm", path, now=NOW)
    assert mark_in(path) == key.mark
    assert told(path.parent) == []
    assert meetings(path) == 1


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
    assert meetings(other / "new.sopm") == 1


@pytest.mark.parametrize("name", ["Panel [2024] *?", "not UTF-8: \udcff", ".hidden"])
def test_what_a_database_once_was_is_found_whatever_it_is_called(tmp_path: Path, key: Key, name: str) -> None:
    path = tmp_path / f"{name}.sopm"
    with Database.open(path) as database:
        database.do("Add", add_group, CANARIES[3], code="CG")
    upkeep.back_up(path, tmp_path / "copy.sopm")
    upkeep.restore(tmp_path / "copy.sopm", path, now=NOW)
    (tmp_path / "copy.sopm").unlink()
    encrypt(path, key)
    assert told(tmp_path) == []


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
    assert told(path.parent) == []


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
    assert told(path.parent) == []


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
    assert told(folder) == []
    assert told(path.parent) == []
