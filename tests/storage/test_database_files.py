"""The database as a file among others: busy, damaged, left open, made by six at once."""

import errno
import multiprocessing
import os
import resource
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlcipher3 import dbapi2

from sop_minutes.commands.groups import add_group
from sop_minutes.domain.errors import UserError
from sop_minutes.queries.partners import list_groups
from sop_minutes.storage import schema, upkeep
from sop_minutes.storage.asides import asides_of
from sop_minutes.storage.backups import back_up_if_changed
from sop_minutes.storage.complaints import reason_of
from sop_minutes.storage.connecting import connect
from sop_minutes.storage.database import Database
from sop_minutes.storage.early import EarlyStore
from sop_minutes.storage.engine import BUSY_TIMEOUT_MS, sqlite_engine, writing
from sop_minutes.storage.exclusive import exclusive
from sop_minutes.storage.marks import read_marks
from sop_minutes.storage.mending import problems
from sop_minutes.storage.version import APPLICATION_ID
from tests.storage.old_file import make_old_file

NOW = datetime(2018, 1, 2, 3, 4, 5, tzinfo=UTC)


def _made(path: Path, *names: str) -> Path:
    with Database.open(path) as database:
        for name in names:
            database.do("Add", add_group, name)
    return path


def _groups(path: Path) -> list[str]:
    with Database.open(path) as database:
        return [row.name for row in database.read(list_groups)]


def _damage(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096 : len(content) // 2] = b"\x5a" * (len(content) // 2 - 4096)
    path.write_bytes(content)


def test_a_damaged_database_is_said_to_be_so_and_replaced_by_its_backup(tmp_path: Path) -> None:
    path = _made(tmp_path / "p.sopm", "One", "Two")
    upkeep.back_up(path, tmp_path / "copy.sopm")
    _damage(path)
    with pytest.raises(UserError, match=r"damaged\. Put back a backup of it, or open a copy kept elsewhere"):
        _groups(path)
    aside = upkeep.restore(tmp_path / "copy.sopm", path, now=NOW)
    assert _groups(path) == ["One", "Two"]
    assert aside is not None
    assert aside.exists()


def test_a_truncated_database_is_replaced_by_its_backup(tmp_path: Path) -> None:
    path = _made(tmp_path / "p.sopm", "One")
    upkeep.back_up(path, tmp_path / "copy.sopm")
    path.write_bytes(path.read_bytes()[:5000])
    upkeep.restore(tmp_path / "copy.sopm", path, now=NOW)
    assert _groups(path) == ["One"]


def test_a_damaged_backup_is_refused_and_nothing_is_replaced(tmp_path: Path) -> None:
    path = _made(tmp_path / "p.sopm", "One")
    copy = tmp_path / "copy.sopm"
    upkeep.back_up(path, copy)
    _damage(copy)
    with pytest.raises(UserError):
        upkeep.restore(copy, path, now=NOW)
    assert _groups(path) == ["One"]
    assert sorted(file.name for file in tmp_path.iterdir()) == ["copy.sopm", "p.sopm"]


def test_a_database_that_is_open_is_not_replaced(tmp_path: Path) -> None:
    path = _made(tmp_path / "p.sopm", "One")
    upkeep.back_up(path, tmp_path / "copy.sopm")
    with Database.open(path) as database:
        database.do("Add", add_group, "Two")
        with pytest.raises(UserError, match="open in another program"):
            upkeep.restore(tmp_path / "copy.sopm", path, now=NOW)
        database.do("Add", add_group, "Three")
    assert _groups(path) == ["One", "Three", "Two"]


def test_a_backup_does_not_go_beside_somebody_elses_log(tmp_path: Path) -> None:
    path = _made(tmp_path / "p.sopm", "One")
    target = _made(tmp_path / "copy.sopm", "Old")
    target.with_name("copy.sopm-wal").write_bytes(b"what a killed program left")
    with pytest.raises(UserError, match="left open"):
        upkeep.back_up(path, target)


@pytest.mark.parametrize("name", ["folder", "nowhere/copy.sopm"])
def test_a_backup_needs_a_file_in_a_folder_that_is_there(tmp_path: Path, name: str) -> None:
    path = _made(tmp_path / "p.sopm", "One")
    (tmp_path / "folder").mkdir()
    with pytest.raises(UserError, match="folder"):
        upkeep.back_up(path, tmp_path / name)


@pytest.mark.parametrize("name", ["a?b.sopm", "a%20b.sopm", "a b#c.sopm", "é.sopm"])
def test_a_file_of_any_name_is_that_file(tmp_path: Path, name: str) -> None:
    path = _made(tmp_path / name, "One")
    assert [file.name for file in tmp_path.iterdir()] == [name]
    assert _groups(path) == ["One"]


def _add_from_another_process(path: Path, name: str, failures: "multiprocessing.Queue[str]") -> None:
    try:
        _made(path, name)
    except Exception as error:
        failures.put(repr(error))


def test_six_programs_that_begin_one_database_at_once_all_write_to_it(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    failures = context.Queue()
    path = tmp_path / "p.sopm"
    names = [f"Group {letter}" for letter in "ABCDEF"]
    programs = [
        context.Process(target=_add_from_another_process, args=(path, name, failures)) for name in names
    ]
    for program in programs:
        program.start()
    for program in programs:
        program.join()
    assert failures.empty(), failures.get()
    assert _groups(path) == names
    assert [file.name for file in tmp_path.iterdir()] == ["p.sopm"]


def test_a_file_that_another_program_writes_is_waited_for_and_then_said_to_be_busy(tmp_path: Path) -> None:
    path = _made(tmp_path / "p.sopm", "One")
    with Database.open(path) as database, closing(dbapi2.connect(str(path), isolation_level=None)) as other:
        database.read(lambda s: s.connection().exec_driver_sql("PRAGMA busy_timeout = 50"))
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(UserError, match="being written by another program"):
            database.do("Add", add_group, "Two")
        other.execute("ROLLBACK")
        database.do("Add", add_group, "Two")
    assert BUSY_TIMEOUT_MS >= 1000


def test_on_a_full_disk_the_disk_is_told_not_another_program_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _made(tmp_path / "p.sopm", "One")
    with closing(dbapi2.connect(str(path), isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN IMMEDIATE")
        full = shutil.disk_usage(tmp_path)._replace(free=0)
        monkeypatch.setattr(shutil, "disk_usage", lambda _path: full)
        with pytest.raises(UserError, match="is full: one program at a time can open it there"):
            Database.open(path, patience_ms=50).read(list_groups)
        other.execute("ROLLBACK")


def test_a_disk_that_is_full_is_called_so_whoever_found_it_out() -> None:
    told = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    for error in (dbapi2.OperationalError("database or disk is full"), told):
        assert reason_of(error) == "the disk is full"
    assert reason_of(OSError(errno.EACCES, "Permission denied")) == "Permission denied"


@pytest.fixture(params=[(True, True), (True, False), (False, False)], ids=["log", "log alone", "file"])
def newer(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """A file of a newer version as a killed program leaves it: that is said in its log, or in itself."""
    path = _made(tmp_path / "p.sopm", "One")
    killed = tmp_path / "killed"
    killed.mkdir()
    has_log, has_index = request.param
    with closing(dbapi2.connect(str(path), isolation_level=None)) as connection:
        connection.execute(f"PRAGMA journal_mode = {'WAL' if has_log else 'DELETE'}")
        connection.execute("UPDATE groups SET name = 'Two'")
        connection.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
        connection.execute("UPDATE groups SET name = 'Three'")
        for file in tmp_path.glob("p.sopm*"):
            if has_index or not file.name.endswith("-shm"):
                shutil.copy(file, killed / file.name)
    assert len(list(killed.iterdir())) == 1 + has_log + has_index
    return killed / "p.sopm"


def _content(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def test_a_newer_file_is_refused_and_left_byte_for_byte_with_all_beside_it(newer: Path) -> None:
    before = _content(newer.parent)
    with pytest.raises(UserError, match="newer version"):
        Database.open(newer)
    assert _content(newer.parent) == before


def test_a_newer_file_is_not_typed_on_early_and_left_byte_for_byte(newer: Path) -> None:
    with closing(dbapi2.connect(f"file:{newer}?mode=ro", uri=True)) as reader:
        reader.execute("SELECT count(*) FROM groups").fetchone()  # that it can be opened is not the reason
    newer.with_name("p.sopm-shm").unlink(missing_ok=True)
    before = _content(newer.parent)
    assert EarlyStore.open(newer, 1) is None
    assert _content(newer.parent) == before


def test_what_was_in_a_log_before_it_was_begun_anew_does_not_count(tmp_path: Path) -> None:
    path = _made(tmp_path / "p.sopm", "One")
    with closing(dbapi2.connect(str(path), isolation_level=None)) as connection:
        connection.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
        connection.execute("UPDATE groups SET name = 'Two'")
        connection.execute(f"PRAGMA user_version = {schema.VERSION}")
        connection.execute("PRAGMA wal_checkpoint(RESTART)")
        connection.execute("UPDATE groups SET name = 'Three'")
        assert read_marks(path) == (APPLICATION_ID, schema.VERSION)
        connection.execute("BEGIN")
        connection.execute(f"PRAGMA user_version = {schema.VERSION + 2}")
        connection.execute("ROLLBACK")
        assert read_marks(path) == (APPLICATION_ID, schema.VERSION)
        connection.execute(f"PRAGMA user_version = {schema.VERSION + 3}")
        assert read_marks(path) == (APPLICATION_ID, schema.VERSION + 3)


@pytest.mark.parametrize("log", [b"", b"x" * 32, b"\x37\x7f\x06\x82" + bytes(28), bytes(5000)])
def test_what_is_no_log_says_nothing(tmp_path: Path, log: bytes) -> None:
    path = _made(tmp_path / "p.sopm", "One")
    path.with_name("p.sopm-wal").write_bytes(log)
    assert read_marks(path) == (APPLICATION_ID, schema.VERSION)


@pytest.mark.parametrize("length", [1, 15, 16, 17, 60, 64, 71, 99])
def test_a_header_that_is_cut_short_is_refused_and_left_alone(tmp_path: Path, length: int) -> None:
    path = _made(tmp_path / "p.sopm", "One")
    path.write_bytes(path.read_bytes()[:length])
    before = _content(tmp_path)
    with pytest.raises(UserError):
        Database.open(path)
    assert EarlyStore.open(path, 1) is None
    assert _content(tmp_path) == before


def test_a_file_of_another_application_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = _made(tmp_path / "p.sopm", "One")
    with closing(dbapi2.connect(str(path))) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID + 1}")
    before = _content(tmp_path)
    with pytest.raises(UserError, match="is not a SOP Minutes database"):
        Database.open(path)
    assert EarlyStore.open(path, 1) is None
    assert _content(tmp_path) == before


def test_a_table_that_others_refer_to_can_be_rebuilt_by_a_migration(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _made(tmp_path / "p.sopm", "One")
    with closing(dbapi2.connect(str(path))) as connection:
        connection.execute("PRAGMA user_version = 0")

    def rebuild_groups(connection: sa.Connection) -> None:
        from alembic.migration import MigrationContext
        from alembic.operations import Operations

        operations = Operations(MigrationContext.configure(connection))
        with operations.batch_alter_table("groups", recreate="always") as batch:
            batch.add_column(sa.Column("motto", sa.String()))
        connection.exec_driver_sql(f"PRAGMA user_version = {schema.VERSION}")

    monkeypatch.setattr(schema, "upgrade", rebuild_groups)
    assert _groups(path) == ["One"]
    with writing(sqlite_engine(path)).begin() as connection:
        assert connection.exec_driver_sql("SELECT name, motto FROM groups").all() == [("One", None)]
    (before,) = (tmp_path / "p-backups").iterdir()
    assert "-v0-" in before.name
    assert _groups(before) == ["One"]


_NOBODY = 65534


@pytest.fixture
def read_only() -> Iterator[Path]:
    """A database in a folder where nothing may be written; not by root either, who acts as nobody."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = _made(folder / "p.sopm", "One")
        path.chmod(0o444)
        folder.chmod(0o555)
        me = os.geteuid()
        if me == 0:
            os.seteuid(_NOBODY)
        yield path
        os.seteuid(me)
        folder.chmod(0o755)


def test_a_database_on_read_only_media_can_be_read(read_only: Path) -> None:
    assert _groups(read_only) == ["One"]
    assert [file.name for file in read_only.parent.iterdir()] == ["p.sopm"]


def test_writing_to_a_database_on_read_only_media_is_refused_in_a_sentence(read_only: Path) -> None:
    before = read_only.read_bytes()
    with Database.open(read_only) as database, pytest.raises(UserError, match="read-only"):
        database.do("Add", add_group, "Two")
    assert read_only.read_bytes() == before


def test_a_database_on_read_only_media_needs_no_backup(read_only: Path) -> None:
    assert back_up_if_changed(read_only, NOW) is None


def test_nothing_is_put_in_the_place_of_a_read_only_file(read_only: Path) -> None:
    with pytest.raises(UserError, match="read-only: let it be written first"), exclusive(read_only):
        pass


def test_a_new_database_in_a_read_only_folder_is_refused_in_a_sentence(read_only: Path) -> None:
    with pytest.raises(UserError, match=r"new\.sopm"):
        Database.open(read_only.with_name("new.sopm"))


@pytest.fixture
def full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A database on a disk on which, for this process, no file can grow."""
    path = _made(tmp_path / "p.sopm", "One")
    nothing_free = shutil.disk_usage(tmp_path)._replace(free=0)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: nothing_free)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    yield path
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_database_on_a_full_disk_can_be_read_and_is_not_written(full: Path) -> None:
    before = full.read_bytes()
    with Database.open(full) as database:
        assert database.has_one_connection
        assert [row.name for row in database.read(list_groups)] == ["One"]
        with pytest.raises(UserError, match="Nothing was changed"):
            database.do("Add", add_group, "Two")
    assert full.read_bytes() == before


def test_opening_a_file_that_is_open_here_leaves_its_locks(tmp_path: Path) -> None:
    path = _made(tmp_path / "p.sopm", "One")
    with Database.open(path) as first:
        first.do("Add", add_group, "Two")
        held = _locks(path)
        assert held
        schema.check_file(path)
        assert _locks(path) == held


def _locks(path: Path) -> list[str]:
    """Return the locks that this process holds on a file, as the system lists them."""
    number, process = f":{path.stat().st_ino} ", f" {os.getpid()} "
    lines = Path("/proc/locks").read_text().splitlines()
    return [line.partition(":")[2] for line in lines if number in line and process in line]


def test_an_older_file_that_points_to_a_row_that_is_not_there_is_opened_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / "old.sopm"
    make_old_file(path, 2)
    with closing(connect(path)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("UPDATE groups SET parent_id = 77 WHERE id = 1")
    with Database.open(path) as database:
        found = database.read(lambda session: problems(session.connection()))
    assert any("that is not there" in sentence for sentence in found)


def test_a_link_that_leads_nowhere_is_no_place_for_a_new_database(tmp_path: Path) -> None:
    link = tmp_path / "l.sopm"
    link.symlink_to(tmp_path / "gone.sopm")
    with pytest.raises(UserError, match=r"leads to .*gone\.sopm, which is not there"):
        Database.open(link)
    assert not (tmp_path / "gone.sopm").exists()


def test_a_name_that_is_too_long_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="cannot be opened: File name too long"):
        Database.open(tmp_path / ("a" * 300))


def test_a_long_name_has_backups_and_is_restored(tmp_path: Path) -> None:
    path = tmp_path / f"{'é' * 110}.sopm"
    _made(path, "One")
    backup = back_up_if_changed(path, NOW)
    assert backup is not None
    aside = upkeep.restore(backup, path, now=NOW)
    assert asides_of(path) == [aside]


def test_a_new_database_is_made_on_a_disk_without_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_source: Path, _target: Path) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    assert _groups(_made(tmp_path / "p.sopm", "One")) == ["One"]
    assert [file.name for file in tmp_path.iterdir()] == ["p.sopm"]
