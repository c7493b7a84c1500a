"""The chain of the change log: each row bears a seal, a hash over the seal before it and what the row says.

Whoever changes or takes away a row without making all later seals anew is found out by `storage.proving`.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from hashlib import sha256
from math import inf
from typing import Any, NamedTuple

Cell = str | int | None

COLUMNS = ("id", "entry", "kind", "at", "began", "who", "label", "fold", "table_name", "row_id")
"""What is sealed of a row, as it lies in the file, before its JSON `before` and `after`."""

SEALED = "seal"
"""The kind of the entry with which the log of an older file was sealed: nothing to take back."""

RESTORED = "restore"
"""The kind of the entry that says that a backup was put back."""

ONLY_TOLD = (SEALED, RESTORED)
"""Kinds of which there is nothing to take back."""

_BETWEEN = "\x1f"  # no text of ours holds it: lines are cleaned of it, and JSON writes it otherwise
_SAID = f" || char({ord(_BETWEEN)}) || ".join((*COLUMNS, "COALESCE(before, '')", "COALESCE(after, '')"))
_TYPES = {"id": "integer", "entry": "integer", "row_id": "integer", "seal": "blob"}
_IS_OURS = " AND ".join(
    (
        *(f"typeof({name}) = '{_TYPES.get(name, 'text')}'" for name in (*COLUMNS, "seal")),
        *(f"({name} IS NULL OR (typeof({name}) = 'text' AND {name} <> ''))" for name in ("before", "after")),
    )
)
"""A cell of another type may have the same seal, and is found by no query."""

_SAID_AFTER = (
    f"SELECT id, CAST({_SAID} AS BLOB), CAST(seal AS BLOB), {_IS_OURS} "  # noqa: S608 - our own names
    "FROM change WHERE id > ? ORDER BY id LIMIT ?"
)
_INSERT = (
    f"INSERT INTO change ({', '.join(COLUMNS)}, before, after, seal) "  # noqa: S608 - our own names
    f"VALUES ({', '.join('?' * (len(COLUMNS) + 3))})"
)
_END = """
SELECT COALESCE((SELECT seq FROM sqlite_sequence WHERE name = 'change'), 0), COALESCE(entry, 0), seal
FROM (SELECT 1) LEFT JOIN (SELECT entry, CAST(seal AS BLOB) AS seal FROM change ORDER BY id DESC LIMIT 1) ON 1
"""
_SEAL = "UPDATE change SET seal = ? WHERE id = ?"
_BATCH = 20_000
_ROOM = 64_000  # kB; with less, a large file takes more than twice as long


class End(NamedTuple):
    """Where the log ends: the highest id ever given, the last entry, its last seal (b"" before the first)."""

    id: int
    entry: int
    seal: bytes


class Link(NamedTuple):
    """A row of the log; it `is_right` if it bears the seal that is due after the row before it."""

    id: int
    is_right: bool


def as_json(value: Any) -> str | None:
    """Return what is kept of a row before or after a change, None for no row."""
    return None if value is None else json.dumps(value)


def read_json(kept: str | None) -> dict[str, Any]:
    """Return what is kept of a row; {} for what another program wrote there, which the seals tell."""
    with suppress(ValueError, TypeError):
        said = json.loads(kept or "")
        return said if isinstance(said, dict) else {}
    return {}


def end_of(run: Callable[..., Any]) -> End:
    """Return where the log ends. `run` executes SQL, and returns its rows."""
    id_, entry, seal = run(_END).fetchone()
    return End(id_, entry, seal or b"")


def append(run_many: Callable[..., Any], before: bytes, rows: Sequence[Sequence[Cell]]) -> None:
    """Write rows at the end of the log, each sealed onto the one before; the first onto the seal `before`."""
    sealed = []
    for row in rows:
        said = _BETWEEN.join("" if cell is None else str(cell) for cell in row)
        before = _seal_of(before, said.encode())
        sealed.append((*row, before))
    run_many(_INSERT, sealed)


def tell(connection: Any, kind: str, at: str, who: str, label: str) -> None:
    """Write an entry of a kind that is only told; `connection` is SQLite's own."""
    end = end_of(connection.execute)
    row = (end.id + 1, end.entry + 1, kind, at, at, who, label, "", "change", 0, None, None)
    append(connection.executemany, end.seal, [row])


def walk(connection: Any) -> Iterator[Link]:
    """Yield each row of the log in order; `connection` is SQLite's own."""
    before = b""
    for rows in _batches(connection):
        for id_, said, seal, is_ours in rows:
            yield Link(id_, bool(is_ours) and seal == _seal_of(before, said))
            before = seal or b""


def seal_all(connection: Any) -> bytes:
    """Seal a log that has no seals yet, and return the last one; `connection` is SQLite's own."""
    seal = b""
    connection.execute(f"PRAGMA cache_size = -{_ROOM}")
    for rows in _batches(connection):
        seals = []
        for id_, said, *_ in rows:
            seal = _seal_of(seal, said)
            seals.append((seal, id_))
        connection.executemany(_SEAL, seals)
    return seal


def _seal_of(before: bytes, said: bytes | None) -> bytes:
    return sha256(before + (said or b"")).digest()


def _batches(connection: Any) -> Iterator[list[tuple[int, bytes | None, bytes | None, int | None]]]:
    last: float = -inf  # another program may give any number
    while rows := connection.execute(_SAID_AFTER, (last, _BATCH)).fetchall():
        yield rows
        last = rows[-1][0]
