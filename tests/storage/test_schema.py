"""The tables of a file: made, migrated, refused."""

from contextlib import closing
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection
from sqlcipher3 import dbapi2

from sop_minutes.domain.errors import UserError
from sop_minutes.queries.identity import database_uid
from sop_minutes.storage import migrations, schema
from sop_minutes.storage.database import Database
from sop_minutes.storage.engine import sqlite_engine, writing


def _schema(connection: Connection) -> dict[str, list[str]]:
    """Return each object's definition; in what order a table lists its constraints makes no difference."""
    rows = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    return {name: sorted(_clauses(sql)) for name, sql in rows}


def _clauses(sql: str) -> list[str]:
    return ["".join(clause.split()).strip(",)") for clause in sql.split("CONSTRAINT")]


def test_migrating_from_nothing_gives_exactly_the_schema_of_the_models() -> None:
    migrated, made = sqlite_engine(None), sqlite_engine(None)
    with writing(migrated).begin() as connection:
        schema.upgrade(connection)
    with writing(made).begin() as connection:
        schema.create_all(connection)
    with migrated.connect() as one, made.connect() as other:
        assert _schema(one) == _schema(other)
        assert one.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() == schema.REVISION


def test_a_database_keeps_its_identity_and_no_two_have_the_same(tmp_path: Path) -> None:
    first, second = tmp_path / "first.sopm", tmp_path / "second.sopm"
    with Database.open(first) as database, Database.open(second) as other, Database.in_memory() as third:
        uid = database.read(database_uid)
        assert len({uid, other.read(database_uid), third.read(database_uid)}) == 3
    with Database.open(first) as database:
        assert database.read(database_uid) == uid


def test_a_file_of_the_version_before_is_given_an_identity() -> None:
    migrated = sqlite_engine(None)
    with writing(migrated).begin() as connection:
        schema.upgrade(connection)
        schema.upgrade(connection)
        assert connection.exec_driver_sql("SELECT count(*), length(min(uid)) FROM identity").one() == (1, 16)


def test_the_newest_migration_is_the_one_new_files_are_stamped_with() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    config.set_main_option("path_separator", "os")
    assert ScriptDirectory.from_config(config).get_current_head() == schema.REVISION


def test_a_file_of_a_newer_version_is_refused_and_left_byte_for_byte(tmp_path: Path) -> None:
    path = tmp_path / "newer.sopm"
    Database.open(path).close()
    with closing(dbapi2.connect(str(path))) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    before = path.read_bytes()
    with pytest.raises(UserError, match="newer version"):
        Database.open(path)
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["newer.sopm"]


def test_a_newer_version_that_is_still_in_the_write_ahead_log_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "newer.sopm"
    Database.open(path).close()
    with closing(dbapi2.connect(str(path))) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
        before = path.read_bytes()
        with pytest.raises(UserError, match="newer version"):
            Database.open(path)
        assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is empty"),
        (b"Dear all, please find attached", "is not a SOP Minutes database"),
        (b"SQLite format 3\x00" + bytes(200), "is not a SOP Minutes database"),
    ],
)
def test_what_is_no_database_of_ours_is_refused_and_left_alone(
    tmp_path: Path, content: bytes, sentence: str
) -> None:
    path = tmp_path / "odd.sopm"
    path.write_bytes(content)
    with pytest.raises(UserError, match=sentence):
        Database.open(path)
    assert path.read_bytes() == content


def test_a_folder_and_a_file_in_no_folder_are_explained(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="is a folder"):
        Database.open(tmp_path)
    with pytest.raises(UserError, match="There is no folder"):
        Database.open(tmp_path / "nowhere" / "x.sopm")


def test_a_file_is_kept_with_full_durability_and_foreign_keys(tmp_path: Path) -> None:
    Database.open(tmp_path / "x.sopm").close()
    with sqlite_engine(tmp_path / "x.sopm").connect() as connection:
        settings = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    assert settings == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
