"""The files that this process has open: what has the name of one since is another file, and is left alone.

SQLite names the log beside a file by the name under which that was opened. Whoever opens by that name what
was put there since reads and writes a log that is not of it: both files are ruined.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sop_minutes.domain.errors import MovedError
from sop_minutes.storage.keys import Key
from sop_minutes.storage.marks import handles_on, open_handles

if TYPE_CHECKING:
    from sqlalchemy import Engine

Which = tuple[int, int]
"""Which file it is, whatever it is called: its device and its number there."""


def which_file(path: Path) -> Which | None:
    """Return which file has a name, None for none."""
    try:
        return _which(path.stat())
    except FileNotFoundError:
        return None


def _which(found: os.stat_result) -> Which:
    return found.st_dev, found.st_ino


def has_name(path: Path, which: Which | None) -> bool:
    """Say whether a name is still that of a file which is open here; where it is not known which, it is."""
    if os.name != "posix" or which in {None, which_file(path)}:  # elsewhere nobody moves what is open
        return True
    return bool(handles_on(path))  # where files have no numbers of their own, those change


class OpenFile:
    """A file that an engine has open, under the name by which it was opened.

    While another file has that name, or none, what is open can be read and is not written. `key` is what
    it was opened with. Once it has its name again, all is read anew: others may have written to it.
    """

    def __init__(self, path: Path, engine: "Engine") -> None:
        self.path = path.absolute()
        self._engine = engine
        self.key: Key | None = None
        self._which: Which | None = None
        self._connections = 0
        self._absences = 0
        self._is_away = self._is_folded = False

    @property
    def is_away(self) -> bool:
        """Say whether it has lost its name."""
        away = not has_name(self.path, self._which)
        was_away, self._is_away = self._is_away, away
        if away and not was_away:
            self._absences += 1
            self._is_folded = False
        if was_away and not away:
            self._engine.pool.dispose()  # closes what nobody uses just now; the rest is stale, and refused
        return away

    @property
    def is_nowhere(self) -> bool:
        """Say whether it was deleted or replaced: it has no name any more, and is gone once it is closed."""
        ours = (state for _, state in open_handles() if _which(state) == self._which)
        return self.is_away and any(state.st_nlink == 0 for state in ours)

    def refuse_if_away(self) -> None:
        """Raise MovedError if it has lost its name."""
        if self.is_away:
            raise MovedError(
                f"{self.path} was moved, replaced or deleted while it was open here. Nothing was changed: "
                "put it back under its name, or save a copy."
            )

    def refuse_to_write(self, connection: Any, known: dict[str, Any]) -> None:
        """Raise MovedError if it has lost its name, or had while this connection was made already."""
        if self.is_away:
            self._fold_log(connection)
        self.refuse_if_away()
        if self.is_stale(known):
            raise MovedError(f"{self.path} was moved, and is back. Nothing was changed; try again.")

    def fold_log(self) -> None:
        """Have all that was saved in the file itself: whoever has that under another name has no log of it.

        SQLite does not do so when it closes a file that has lost its name.
        """
        with self.lent() as connection:
            self._fold_log(connection)

    def _fold_log(self, connection: Any) -> None:
        if not self._is_folded:
            is_busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            self._is_folded = not is_busy

    @contextmanager
    def lent(self) -> Iterator[Any]:
        """Give a connection to what is open, as SQLite's module has it."""
        raw = self._engine.raw_connection()
        try:
            yield raw.driver_connection
        finally:
            raw.close()

    def add(self, known: dict[str, Any]) -> None:
        """Count a connection that was made; what is to be `known` of it is written down."""
        self._which = self._which or which_file(self.path)
        self._connections += 1
        known["absences"] = self._absences
        _open.add(self)

    def remove(self) -> None:
        """Count a connection that was closed; after the last the name may be anybody's."""
        self._connections -= 1
        if not self._connections:
            self._which, self._is_away = None, False
            _open.discard(self)

    def is_stale(self, known: dict[str, Any]) -> bool:
        """Say whether a connection is of before the file lost its name, which it has again."""
        return not self.is_away and bool(known["absences"] != self._absences)


_open: set[OpenFile] = set()


def away(path: Path) -> OpenFile | None:
    """Return what this process has open under a name that it has lost since, None for nothing."""
    whole = path.absolute()
    return next((file for file in [*_open] if file.path == whole and file.is_away), None)


def refuse_away(path: Path) -> None:
    """Raise MovedError if this process has a file open that had this name and has lost it."""
    file = away(path)
    if file is not None:
        file.refuse_if_away()
