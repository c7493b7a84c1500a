"""The databases of the made-up counties, built once and kept in the cache."""

import hashlib
import time
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from typing import Any

from sqlmodel import Session, SQLModel

from benchmarks.folders import cache_folder
from benchmarks.workload.rows import Row, Size, county
from sop_minutes.storage import tables
from sop_minutes.storage.database import Database
from sop_minutes.storage.engine import sqlite_engine, writing
from sop_minutes.storage.search import rebuild_index, tidy_index

W1 = Size("W1", partnerships=1, meetings=600, points=40_000, actions=12_000)
W2 = Size("W2", partnerships=25, meetings=15_000, points=1_000_000, actions=300_000)

_BATCH = 20_000
_MODELS = {
    str(model.__tablename__): model for model in vars(tables).values() if hasattr(model, "__tablename__")
}


def workload_database(size: Size) -> Path:
    """Return the file of this county's database, built first if the cache does not hold it."""
    folder = cache_folder("databases")
    path = folder / f"{size.name}-{_version()}.sopm"
    if path.exists():
        return path
    for old in folder.glob(f"{size.name}-*"):
        old.unlink()
    building = folder / f".{path.name}"
    for left in folder.glob(f".{path.name}*"):
        left.unlink()
    began = time.perf_counter()
    _build(building, size)
    building.replace(path)
    print(
        f"Built {size.name} ({path.stat().st_size >> 20} MB) in {time.perf_counter() - began:.0f} s: {path}"
    )
    return path


def _version() -> str:
    """Return a digest of what a database depends on: this folder's files and the tables."""
    digest = hashlib.sha256()
    for source in sorted(Path(__file__).parent.glob("*.*")):
        digest.update(source.read_bytes())
    with Database.in_memory() as empty:
        digest.update("\n".join(empty.read(_schema)).encode())
    return digest.hexdigest()[:12]


def _schema(session: Session) -> list[str]:
    found = session.connection().exec_driver_sql(
        "SELECT sql FROM sqlite_master WHERE sql <> '' ORDER BY name"
    )
    return [sql for (sql,) in found]


def _build(path: Path, size: Size) -> None:
    Database.open(path).close()
    engine = sqlite_engine(path)
    with writing(engine).begin() as connection:
        raw = connection.connection.dbapi_connection
        held: dict[str, list[dict[str, Any]]] = {}
        for table, rows in _by_table(county(size)):
            held.setdefault(table, []).extend(rows)
            if len(held[table]) >= _BATCH:
                _insert(raw, table, held.pop(table))
        for table, rows in held.items():
            _insert(raw, table, rows)
    with writing(engine).begin() as connection:
        rebuild_index(connection)
    with writing(engine).begin() as connection:
        tidy_index(connection)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.exec_driver_sql("BEGIN")
    engine.dispose()


def _by_table(rows: Iterable[Row]) -> Iterable[tuple[str, list[dict[str, Any]]]]:
    for table, group in groupby(rows, key=lambda row: row[0]):
        yield table, [values for _, values in group]


def _insert(raw: Any, table: str, rows: list[dict[str, Any]]) -> None:
    """Insert rows, each filled up with its table's defaults."""
    columns = list(SQLModel.metadata.tables[table].columns.keys())
    fields = _MODELS[table].model_fields
    defaults = {name: fields[name].get_default() for name in columns}
    names = ", ".join(f'"{name}"' for name in columns)
    values = ", ".join(f":{name}" for name in columns)
    raw.executemany(f"INSERT INTO {table} ({names}) VALUES ({values})", [defaults | row for row in rows])
