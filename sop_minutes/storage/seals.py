"""A seal of the change log that is kept elsewhere: which one to tell, and whether it is still in the log."""

import re
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from sqlcipher3 import dbapi2

from sop_minutes.domain.errors import UserError
from sop_minutes.domain.restoring import moment_words
from sop_minutes.storage.backups import backups_of, folder_of
from sop_minutes.storage.chain import RESTORED
from sop_minutes.storage.connecting import connect
from sop_minutes.storage.copying import state_of
from sop_minutes.storage.keys import is_held
from sop_minutes.storage.log import LONGEST_PAUSE

FEWEST = 16
"""So many digits of a seal are enough: nobody can make a log that has another's."""

_SEALED_SINCE = 6
_LAST = "SELECT entry, fold, at FROM change ORDER BY id DESC LIMIT 1"
_ROWS = "SELECT id, entry, seal FROM change WHERE {} ORDER BY id DESC LIMIT 1"
_BEFORE = _ROWS.format("entry < ?")
_UP_TO = _ROWS.format("entry <= ?")
_BEGINS = _ROWS.format("substr(lower(hex(seal)), 1, ?) = ?")
_AT = _ROWS.format("id = ?")


class Seal(NamedTuple):
    """The seal of an entry: of its last row, as hexadecimal digits. `entry` is 0 before the first."""

    id: int
    entry: int
    digits: str


def newest_seal(connection: Any, now: datetime | None = None) -> Seal:
    """Return the newest seal that stays in the log; `connection` is SQLite's own.

    While typing may go on, its entry may be replaced; so may any typing at the end where there is no `now`.
    """
    last = connection.execute(_LAST).fetchone()
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
    here = state_of(connection).origin
    told = _last_restore(connection)
    ends = tuple(end for end in _ends(path) if not (end[1] == here and end[3] <= told))
    strange = [at for at, origin, *_ in ends if origin != here]
    beyond = [
        (seal.entry, at) for at, origin, seal, _ in ends if origin == here and not _holds(connection, seal)
    ]
    if beyond:
        entry, at = max(beyond)
        which = (
            f"A backup of it, made on {at}, has"
            if len(beyond) == 1
            else (f"{len(beyond)} backups of it, the fullest made on {at}, have")
        )
        yield (
            f"{which} entries that this file has not, up to entry {entry}: a backup was put back, or an "
            "older file came in its place, or entries were removed and all was sealed anew. See what they "
            "hold with: sop-minutes backups list"
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


def _last_restore(connection: Any) -> datetime:
    """Return when the log tells last that a backup was put back: what was made until then may hold more."""
    found = connection.execute("SELECT max(at) FROM change WHERE kind = ?", (RESTORED,)).fetchone()[0]
    return datetime.fromisoformat(found or "0001-01-01").replace(tzinfo=UTC)


def _ends(path: Path) -> Iterator[tuple[str, str, Seal, datetime]]:
    """Yield of each backup that can be read without asking: in words when, of what, its last seal, when."""
    for each in backups_of(path):
        file = folder_of(path) / each.name
        with suppress(OSError, dbapi2.Error, UserError):
            if is_held(file):
                with closing(connect(file, "ro")) as connection:
                    state = state_of(connection)
                    if state.version >= _SEALED_SINCE:
                        yield moment_words(each.at), state.origin, newest_seal(connection), each.at


def _holds(connection: Any, seal: Seal) -> bool:
    return not seal.id or connection.execute(_AT, (seal.id,)).fetchone() == (
        seal.id,
        seal.entry,
        bytes.fromhex(seal.digits),
    )


def _may_go_on(at: str, now: datetime | None) -> bool:
    return now is None or now - datetime.fromisoformat(at).replace(tzinfo=UTC) <= LONGEST_PAUSE


def _seal(row: Iterable[Any]) -> Seal:
    id_, entry, seal = row
    return Seal(id_, entry, (seal or b"").hex())
