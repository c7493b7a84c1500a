"""A seal of the change log that is kept elsewhere: which one to tell, and whether it is still in the log."""

import re
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from datetime import UTC, datetime
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple

from sqlcipher3 import dbapi2

from sop_minutes.domain.errors import UserError
from sop_minutes.domain.restoring import moment_words
from sop_minutes.storage.backups import backups_of, folder_of
from sop_minutes.storage.chain import RESTORED
from sop_minutes.storage.connecting import any_text, connect
from sop_minutes.storage.copying import state_of
from sop_minutes.storage.keys import is_held
from sop_minutes.storage.log import LONGEST_PAUSE

FEWEST = 16
"""So many digits of a seal are enough: nobody can make a log that has another's."""

_SEALED_SINCE = 6
_END = 2**63 - 1
_LAST = "SELECT entry, fold, at FROM change WHERE id < ? ORDER BY id DESC LIMIT 1"
_ROWS = "SELECT id, CAST(entry AS INTEGER), CAST(seal AS BLOB) FROM change WHERE {} ORDER BY id DESC LIMIT 1"
_BEFORE = _ROWS.format("entry < ?")
_UP_TO = _ROWS.format("entry <= ?")
_BEGINS = _ROWS.format("substr(lower(hex(seal)), 1, ?) = ?")
_AT = _ROWS.format("id = ?")
_ONLY_TOLD = "SELECT id, kind, seal FROM change WHERE table_name = 'change'"


class Seal(NamedTuple):
    """The seal of an entry: of its last row, as hexadecimal digits. `entry` is 0 before the first."""

    id: int
    entry: int
    digits: str


class _Witness(NamedTuple):
    """What a backup made `at` a moment says of the log: that it `lacks` something up to an entry, or 0."""

    at: str
    is_strange: bool
    lacks: int


def newest_seal(connection: Any, now: datetime | None = None, *, before: int = _END) -> Seal:
    """Return the newest seal that stays in the log `before` a row; `connection` is SQLite's own.

    While typing may go on, its entry may be replaced; so may any typing at the end where there is no `now`.
    """
    with any_text(connection):
        last = connection.execute(_LAST, (before,)).fetchone()
    if last is None:
        return Seal(0, 0, "")
    entry, run_of_typing, at = last
    asked = _BEFORE if run_of_typing and _may_go_on(at, now) else _UP_TO
    return _seal(connection.execute(asked, (entry,)).fetchone() or (0, 0, b""))


def find_seal(connection: Any, told: str) -> Seal | None:
    """Return the seal that begins with the digits that are told, None if the log has it not.

    Raises UserError for what is no seal.
    """
    digits = re.sub(r"[\s:-]", "", told).lower()
    if not re.fullmatch(rf"[0-9a-f]{{{FEWEST},64}}", digits):
        raise UserError(
            f"“{told}” is no seal: that is 64 digits and letters from a to f; the first {FEWEST} are enough."
        )
    found = connection.execute(_BEGINS, (len(digits), digits)).fetchone()
    return _seal(found) if found else None


def unlike_backups(connection: Any, path: Path) -> Iterator[str]:
    """Yield what the backups beside the database at `path` know otherwise than its log, a sentence each."""
    known = tuple(_witnesses(connection, path))
    strange = [each.at for each in known if each.is_strange]
    beyond = [(each.lacks, each.at) for each in known if each.lacks]
    if beyond:
        entry, at = max(beyond, key=itemgetter(0))
        which = (
            f"A backup of it, made on {at}, has"
            if len(beyond) == 1
            else (f"{len(beyond)} backups of it, the fullest made on {at}, have")
        )
        yield (
            f"{which} entries that this file has not, up to entry {entry}: a backup was put back, or an "
            "older file came in its place, or entries were altered or removed and all was sealed anew. See "
            "what they hold with: sop-minutes backups list"
        )
    if strange:
        which = (
            f"A backup beside it, made on {strange[0]}, is"
            if len(strange) == 1
            else (f"{len(strange)} backups beside it, the newest made on {strange[0]}, are")
        )
        yield (
            f"{which} of another database: this file came in the place of that, or the number by which it is "
            "known was altered."
        )


def _witnesses(connection: Any, path: Path) -> Iterator[_Witness]:
    """Yield what each backup says that can be read without asking, and is of a log with seals."""
    here = state_of(connection).origin
    for each in backups_of(path):
        file = folder_of(path) / each.name
        with suppress(OSError, dbapi2.Error, UserError):
            if is_held(file):
                with closing(connect(file, "ro")) as backup:
                    state = state_of(backup)
                    if state.version >= _SEALED_SINCE:
                        is_strange = state.origin != here
                        lacks = 0 if is_strange else _lacking(connection, backup)
                        yield _Witness(moment_words(each.at), is_strange, lacks)


def _lacking(log: Any, backup: Any) -> int:
    """Return up to which entry a backup has what the log should have and has not, 0 if it lacks nothing.

    That is all of it. But where the log tells, and the backup does not, that one was put back, it is what
    both had before the first time that only one of the two tells of. Nothing goes by the clock.
    """
    due = newest_seal(backup)
    if _holds(log, due):
        return 0
    told, known = (set(each.execute(_ONLY_TOLD)) for each in (log, backup))
    if any(kind == RESTORED for _, kind, _ in told - known):
        parted = min(id_ for id_, *_ in told ^ known)
        due = min(newest_seal(each, before=parted) for each in (log, backup))
    return 0 if _holds(log, due) and _holds(backup, due) else due.entry


def _holds(connection: Any, seal: Seal) -> bool:
    return not seal.id or connection.execute(_AT, (seal.id,)).fetchone() == (
        seal.id,
        seal.entry,
        bytes.fromhex(seal.digits),
    )


def _may_go_on(at: str, now: datetime | None) -> bool:
    """Say whether typing that was written `at` a time may go on; it may where that is none."""
    with suppress(ValueError, TypeError):
        return now is None or now - datetime.fromisoformat(at).replace(tzinfo=UTC) <= LONGEST_PAUSE
    return True


def _seal(row: Iterable[Any]) -> Seal:
    id_, entry, seal = row
    return Seal(id_, entry, (seal or b"").hex())
