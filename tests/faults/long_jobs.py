"""What takes long enough to be killed meanwhile: what there is before, and what must be there afterwards."""

import io
import shutil
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from sop_minutes.commands.groups import add_group
from sop_minutes.commands.notes import record_note
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.grammar import read_note_text
from sop_minutes.safekeeping import back_up, list_backups, put_back
from sop_minutes.storage import keeping, upkeep
from sop_minutes.storage.database import Database
from sop_minutes.storage.encrypting import backups_of, decrypt, encrypt
from sop_minutes.storage.header import mark_in
from sop_minutes.storage.keys import Key, key_for, new_key
from sop_minutes.storage.mending import problems
from tests.faults.office import DATABASE
from tests.faults.worker import WORDS
from tests.storage.rows import Rows, but_for_restores, rows_in

CANARY = "kanarievogel"
_NOW = datetime(2018, 1, 2, 9, tzinfo=UTC)
_OLD_NOTE = b"the note as it was"
_COPY, _NOTE = "copy.sopm", "note.docx"


class LongJob(NamedTuple):
    """Something that is killed. `words` are what the worker is asked to do in a folder that `prepare` filled.

    `check` is given that folder, and returns what it found; AssertionError for what is neither old nor new.
    `finish` does it again to its end, and checks that nothing is left behind.
    """

    name: str
    words: tuple[str, ...]
    prepare: Callable[[Path], object]
    check: Callable[[Path], str]
    finish: Callable[[Path], object]


@cache
def _kept() -> "TemporaryDirectory[str]":
    return TemporaryDirectory(prefix="faults-")


@cache
def _plain() -> Path:
    """Return a folder with a big database, two backups of it, a copy of an older state, and an old note."""
    folder = Path(_kept().name) / "plain"
    folder.mkdir()
    lines = "\n".join(f"- {CANARY} {number} was seen {'and so on ' * 20}" for number in range(150))
    note = read_note_text(f"Date: 15 November 2017\nPresent: Ann Lee\n# Prevent\n{lines}")
    path = folder / DATABASE
    with Database.open(path) as database:
        group_id = database.do("Add", add_group, "Co-ordination Group", code="CG")
        database.do("Record", record_note, note, group_id=group_id)
    for number in range(2):
        assert not back_up(path, now=_NOW + number * timedelta(hours=1))
        with Database.open(path) as database:
            database.do("Add", add_group, f"{CANARY} {number}")
    shutil.copy(list_backups(path)[-1].path, folder / _COPY)
    (folder / _NOTE).write_bytes(_OLD_NOTE)
    return folder


@cache
def _encrypted() -> Path:
    folder = Path(_kept().name) / "encrypted"
    shutil.copytree(_plain(), folder)
    _encrypt(folder)
    return folder


def _copy_of(template: Callable[[], Path]) -> Callable[[Path], object]:
    return lambda folder: shutil.copytree(template(), folder)


@cache
def _as_it_was() -> Rows:
    return but_for_restores(rows_in(_plain() / DATABASE))


@cache
def _as_in_backup() -> Rows:
    return but_for_restores(rows_in(_plain() / _COPY))


def _rows(path: Path) -> Rows:
    """Return what a database holds, encrypted or not. AssertionError if it is not whole."""
    _key(path)
    with Database.open(path) as database:
        wrong = database.read(lambda session: problems(session.connection()))
    assert wrong == (), wrong
    return but_for_restores(rows_in(path))


def _key(path: Path) -> Key | None:
    """Return the key of a database, held from now on; None for one that is not encrypted."""
    try:
        return key_for(path)
    except UserError:  # nobody holds it yet
        return keeping.unlock(path, WORDS)


def _check_restored(folder: Path) -> str:
    for aside in folder.glob("*-before-restore-*.sopm"):
        assert _rows(aside) == _as_it_was(), f"{aside.name} is not what was there before"
    return _one_of(_rows(folder / DATABASE), _as_it_was(), _as_in_backup())


def _check_rewritten(folder: Path) -> str:
    assert _rows(folder / DATABASE) == _as_it_was(), "it does not hold what it held"
    return "encrypted" if mark_in(folder / DATABASE) else "plain"


def _check_copied(folder: Path) -> str:
    assert _rows(folder / DATABASE) == _as_it_was()
    return _one_of(_rows(folder / _COPY), _as_in_backup(), _as_it_was())


def _check_exported(folder: Path) -> str:
    assert _rows(folder / DATABASE) == _as_it_was()
    content = (folder / _NOTE).read_bytes()
    if content == _OLD_NOTE:
        return "as it was"
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert package.testzip() is None
    return "new"


def _one_of(rows: Rows, old: Rows, new: Rows) -> str:
    assert rows in (old, new), "it is neither what it was nor what it was to be"
    return "as it was" if rows == old else "new"


def _restore_and_encrypt(folder: Path) -> None:
    path = folder / DATABASE
    put_back(path, list_backups(path)[-1], now=_NOW + timedelta(hours=3))
    assert _rows(path) == _as_in_backup()
    (folder / _COPY).unlink()
    _encrypt(folder)


def _back_up_and_encrypt(folder: Path) -> None:
    upkeep.back_up(folder / DATABASE, folder / _COPY)
    assert _rows(folder / _COPY) == _as_it_was()
    (folder / _COPY).unlink()
    _encrypt(folder)


def _encrypt_again(folder: Path) -> None:
    (folder / _COPY).unlink()
    _encrypt(folder)
    assert _rows(folder / DATABASE) == _as_it_was()


def _encrypt(folder: Path) -> None:
    """Encrypt what is not; then no byte beside the database says anything."""
    path = folder / DATABASE
    key = _key(path)
    if key is None:
        key = new_key()
        keeping.keep_by_passphrase(path, key, WORDS)
    assert encrypt(path, key).left == ()
    told = [file.name for file in folder.rglob("*") if file.is_file() and _tells(file)]
    assert set(told) <= {_COPY}, f"it can be read in {told}"


def _tells(file: Path) -> bool:
    content = file.read_bytes()
    return any(CANARY.encode(code) in content for code in ("utf-8", "utf-16-le"))


def _decrypt_again(folder: Path) -> None:
    decrypt(folder / DATABASE)
    assert {mark_in(file) for file in [folder / DATABASE, *backups_of(folder / DATABASE)]} == {None}
    assert not keeping.key_file(folder / DATABASE).exists()
    assert _rows(folder / DATABASE) == _as_it_was()
    assert list(folder.rglob(".*.sopm-*")) == []


def _export_again(folder: Path) -> None:
    pass  # what is left of one that was killed is in no one's way: every export has a name of its own


_TERMINAL = ("terminal", "--database", DATABASE)
LONG_JOBS = {
    job.name: job
    for job in (
        LongJob(
            "restore in the window",
            ("window", "restore", DATABASE),
            _copy_of(_plain),
            _check_restored,
            _restore_and_encrypt,
        ),
        LongJob(
            "encrypt in the window",
            ("window", "encrypt", DATABASE),
            _copy_of(_plain),
            _check_rewritten,
            _encrypt_again,
        ),
        LongJob(
            "decrypt in the window",
            ("window", "decrypt", DATABASE),
            _copy_of(_encrypted),
            _check_rewritten,
            _decrypt_again,
        ),
        LongJob(
            "encrypt",
            (*_TERMINAL, "encrypt", "--passphrase"),
            _copy_of(_plain),
            _check_rewritten,
            _encrypt_again,
        ),
        LongJob("decrypt", (*_TERMINAL, "decrypt"), _copy_of(_encrypted), _check_rewritten, _decrypt_again),
        LongJob(
            "backup", (*_TERMINAL, "backup", _COPY), _copy_of(_plain), _check_copied, _back_up_and_encrypt
        ),
        LongJob(
            "Word note",
            (*_TERMINAL, "note", "CG/2017-11-15", "--to", _NOTE),
            _copy_of(_plain),
            _check_exported,
            _export_again,
        ),
    )
}
