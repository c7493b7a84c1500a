"""A note and what is typed on it in the first second, before what knows tables is imported. Plain SQL.

Reads a page; writes only to the table `typed`, from which `commands.typed` makes records.
"""

import os
from datetime import datetime
from pathlib import Path
from typing import Any, Self

from sqlcipher3 import dbapi2

from sop_minutes.domain.errors import UserError
from sop_minutes.domain.sheets import ItemSheet, PointSheet
from sop_minutes.domain.words import Audience, ItemKind, PointKind
from sop_minutes.storage.access import is_read_only
from sop_minutes.storage.connecting import connect
from sop_minutes.storage.header import mark_in
from sop_minutes.storage.marks import read_marks
from sop_minutes.storage.opened import has_name, which_file
from sop_minutes.storage.processes import this_machine
from sop_minutes.storage.version import APPLICATION_ID, VERSION

_WAIT_MS = 100
_ITEMS = (
    "SELECT id, title, presenter, kind, audience, minutes_planned FROM items "
    "WHERE meeting_id = ? ORDER BY position, id"
)
_POINTS = (
    "SELECT points.id, item_id, points.text, points.kind, level, points.audience FROM points "
    "JOIN items ON items.id = item_id WHERE meeting_id = ? ORDER BY points.position, points.id"
)
_OPEN = "SELECT 1 FROM meetings WHERE id = ? AND state NOT IN ('approved', 'published')"
_LEFT = (
    "SELECT count(*) FROM typed JOIN meetings ON meetings.id = meeting_id "
    "WHERE state NOT IN ('approved', 'published')"
)
_KEEP = "INSERT OR REPLACE INTO typed (id, meeting_id, host, process, at, page) VALUES (?, ?, ?, ?, ?, ?)"


class EarlyStore:
    """One meeting of a database, for as long as it takes to open that properly."""

    def __init__(self, connection: Any, meeting_id: int, path: Path) -> None:
        self._connection = connection
        self._path, self._which = path, which_file(path)
        self.meeting_id = meeting_id
        self.typed_id: int | None = None

    @classmethod
    def open(cls, path: Path, meeting_id: int) -> Self | None:
        """Open a meeting; None where that needs more care.

        For a file of another version or one that can only be read, minutes that are approved, text that was
        left and can be kept, or a key that is not held.
        """
        try:
            if is_read_only(path):
                return None
            if read_marks(path) != (APPLICATION_ID, VERSION) and mark_in(path) is None:
                return None  # not even opened: that alone would empty the log that lies beside it
            connection = connect(path)
            for setting in (f"busy_timeout = {_WAIT_MS}", "synchronous = FULL", "trusted_schema = OFF"):
                connection.execute(f"PRAGMA {setting}")
            marks = tuple(_one(connection, f"PRAGMA {name}") for name in ("application_id", "user_version"))
            known = marks == (APPLICATION_ID, VERSION) and _one(connection, _OPEN, meeting_id)
            if known and not _one(connection, _LEFT):
                return cls(connection, meeting_id, path)
            connection.close()
        except (dbapi2.Error, OSError, UserError):
            return None
        return None

    def rows(self) -> list[tuple[int, ItemSheet | PointSheet]]:
        """Return each block of the note with the id of its row, in order, as `page_rows` does."""
        under: dict[int, list[tuple[int, ItemSheet | PointSheet]]] = {}
        for id_, item_id, text, kind, level, audience in self._connection.execute(
            _POINTS, (self.meeting_id,)
        ):
            sheet = PointSheet(text, PointKind(kind), level, Audience(audience))
            under.setdefault(item_id, []).append((id_, sheet))
        found: list[tuple[int, ItemSheet | PointSheet]] = []
        for row in self._connection.execute(_ITEMS, (self.meeting_id,)):
            id_, title, presenter, kind, audience, minutes = row
            if title:
                item = ItemSheet(title, presenter, ItemKind(kind), Audience(audience), (), minutes)
                found.append((id_, item))
            found += under.get(id_, [])
        return found

    def keep(self, page: str, at: datetime) -> bool:
        """Commit the page as it is typed now; say whether that was possible: not in a file that was moved."""
        if not has_name(self._path, self._which):
            return False
        whose = (self.meeting_id, this_machine(), os.getpid(), at.isoformat(" "))
        try:
            cursor = self._connection.execute(_KEEP, (self.typed_id, *whose, page))
        except dbapi2.Error:
            return False
        self.typed_id = cursor.lastrowid
        return True

    def close(self) -> None:
        """Let the file go; what was kept stays until it is made records of."""
        self._connection.close()


def _one(connection: Any, statement: str, *values: object) -> Any:
    row = connection.execute(statement, values).fetchone()
    return row and row[0]
