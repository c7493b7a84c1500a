"""A backup beside the database it is of: what is in each, and which rows differ.

Plain SQL on what both have, so that a backup of an older version is compared, and not brought up to date.
"""

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from sop_minutes.domain.errors import UserError
from sop_minutes.domain.logged import label_of
from sop_minutes.domain.restoring import Facts, Preview, Work
from sop_minutes.storage.access import is_read_only
from sop_minutes.storage.asides import LOGS
from sop_minutes.storage.connecting import connect
from sop_minutes.storage.copying import beside, state_of
from sop_minutes.storage.differences import Differences
from sop_minutes.storage.marks import read_marks
from sop_minutes.storage.sides import Row, Side, rows_of, touched
from sop_minutes.storage.version import APPLICATION_ID, VERSION

_LOGGED = ("entry", "at", "who", "label", "table_name", "row_id")
_WORK = (
    "SELECT entry, kind, at, who, label, fold, began FROM change WHERE id > ? "
    "GROUP BY entry ORDER BY entry DESC"
)
_DAMAGED = "What is there now is damaged."


def facts_of(backup: Path) -> Facts:
    """Return what is in a backup; what cannot be read, or restored, has a `trouble`. Changes nothing."""
    try:
        size = backup.stat().st_size
        if not size:
            return Facts(trouble="empty")
        if backup.name.endswith(LOGS):
            return Facts(size=size, trouble="only the log of a file that was gone; it cannot be put back")
        with closing(connect(backup, "ro")) as connection:
            if _one(connection, "PRAGMA application_id") != APPLICATION_ID:
                return Facts(size=size, trouble="not a SOP Minutes database")
            if _one(connection, "PRAGMA user_version") > VERSION:
                return Facts(size=size, trouble="made by a newer version of SOP Minutes")
            meetings = _one(connection, "SELECT count(*) FROM meetings")
            actions = _one(connection, "SELECT count(*) FROM actions")
            return Facts(meetings, actions, state_of(connection).entry, size)
    except UserError:
        return Facts(size=size, trouble="encrypted with a key that is not known here")
    except (OSError, dbapi2.Error):
        return Facts(trouble="damaged; it cannot be read")


def is_whole(backup: Path) -> bool:
    """Say whether a backup can be read from end to end."""
    try:
        with closing(connect(backup, "ro")) as connection:
            return bool(_one(connection, "PRAGMA integrity_check") == "ok")
    except (dbapi2.Error, UserError):
        return False


def preview(path: Path, backup: Path) -> Preview:
    """Return what would differ if the backup took the place of the database at `path`. Changes nothing."""
    facts = facts_of(backup)
    if facts.trouble or not is_whole(backup):
        facts = facts._replace(trouble=facts.trouble or "damaged; it cannot be restored")
        return Preview(facts, remark=f"This backup is {facts.trouble}.")
    if not path.exists() or not path.stat().st_size:
        has_log = beside(path, "-wal").exists()
        words = "There is no database now; this backup would take its place."
        return Preview(facts, remark=words, is_safe=not has_log)
    try:
        marks = read_marks(path)
        if marks is not None and marks.version > VERSION:
            return Preview(facts, remark="What is there now was made by a newer version of SOP Minutes.")
        with closing(_looked_at(path)) as now, closing(connect(backup, "ro")) as then:
            if state_of(now).origin != state_of(then).origin:
                return Preview(facts, remark="What is there now is another database than this backup is of.")
            found = _compared(facts, now, then)
            is_damaged = _one(now, "PRAGMA integrity_check(1)") != "ok"
            return found._replace(remark=_DAMAGED if is_damaged else "")
    except dbapi2.Error:
        return Preview(facts, remark=f"{_DAMAGED} It cannot be compared.")
    except UserError as error:
        return Preview(facts, remark=str(error))


def _looked_at(path: Path) -> Any:
    """Open a database to look at it, and change neither it nor its log."""
    logged = beside(path, "-wal")
    if logged.exists() and logged.stat().st_size:
        return connect(path, "ro")  # to close it else would empty the log
    return connect(path, "still" if is_read_only(path) else "rw")


def _compared(facts: Facts, now: Any, then: Any) -> Preview:
    common = _last_in_common(now, then)
    lost, found = _work(now, common), _work(then, common)
    runs = {(each["fold"], each["began"]) for each in lost if each["fold"]}
    found = [each for each in found if (each["fold"], each["began"]) not in runs]  # typing that went on
    sides = Side(now), Side(then)
    differing, words = tuple(touched(*sides)), Differences(*sides)
    return Preview(
        facts,
        tuple(map(_as_work, lost)),
        tuple(map(_as_work, found)),
        words.subjects(differing),
        wider=tuple(words.wider(differing)),
    )


def _last_in_common(now: Any, then: Any) -> int:
    """Return the newest row of the change log that both have: from there on they differ."""
    low, high = 0, min(_one(each, "SELECT COALESCE(MAX(id), 0) FROM change") for each in (now, then))
    while low < high:
        middle = (low + high + 1) // 2
        if _logged(now, middle) == _logged(then, middle):
            low = middle
        else:
            high = middle - 1
    return low


def _logged(connection: Any, id_: int) -> Any:
    columns = ", ".join(_LOGGED)
    query = f"SELECT id, {columns} FROM change WHERE id <= ? ORDER BY id DESC LIMIT 1"  # noqa: S608 - our own
    return connection.execute(query, (id_,)).fetchone()


def _work(connection: Any, since: int) -> list[Row]:
    return list(rows_of(connection, _WORK, since))


def _as_work(row: Row) -> Work:
    return Work(
        datetime.fromisoformat(row["at"]).replace(tzinfo=UTC), row["who"], label_of(row["kind"], row["label"])
    )


def _one(connection: Any, query: str) -> Any:
    return connection.execute(query).fetchone()[0]
