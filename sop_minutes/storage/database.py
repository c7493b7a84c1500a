"""The one way to data: open a database, read by queries, write by commands."""

import getpass
import os
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext, suppress
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Concatenate, NamedTuple, ParamSpec, Self, TypeVar

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2
from sqlmodel import Session

from sop_minutes.domain.backups import Why
from sop_minutes.domain.errors import MovedError
from sop_minutes.domain.text import clean_line
from sop_minutes.storage import history, schema
from sop_minutes.storage.backups import back_up_if_changed, refuse_lost
from sop_minutes.storage.complaints import explained
from sop_minutes.storage.engine import BUSY_TIMEOUT_MS, sqlite_engine, writing
from sop_minutes.storage.header import mark_in
from sop_minutes.storage.kept import Kept
from sop_minutes.storage.log import Heading, write_entry
from sop_minutes.storage.mending import Mended, mend, problems
from sop_minutes.storage.opened import away
from sop_minutes.storage.promised import promise
from sop_minutes.storage.reading import Reading
from sop_minutes.storage.recorder import RecordedSession, refuse_unrecorded
from sop_minutes.storage.search import tidy_index, update_index
from sop_minutes.storage.sweeping import sweep
from sop_minutes.storage.tables import Change
from sop_minutes.storage.version import VERSION

P = ParamSpec("P")
T = TypeVar("T")


_MUCH = 50
"""After so many entries the search index is worth tidying."""


def utc_now() -> datetime:
    """Return the time as the change log writes it: in UTC."""
    return datetime.now(UTC)


class Replayed(NamedTuple):
    """What was undone or redone. `by` is whose it was, "" for one's own."""

    label: str
    by: str


class Database:
    """An open database. Every `do` is one transaction and one entry of the change log.

    `last_entry` is the number of the last entry that was written here, 0 before the first.
    `path` is None for a database in memory.
    """

    def __init__(
        self,
        engine: Engine,
        path: Path | None = None,
        *,
        who: str = "",
        clock: Callable[[], datetime] = utc_now,
    ) -> None:
        self._engine = engine
        self._writing = writing(engine)
        refuse_unrecorded(self._writing)
        self._kept = Kept()
        self.path = path
        self._who = clean_line(who or user_name())
        self._clock = clock
        self._written = 0
        self.last_entry = 0

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        who: str = "",
        clock: Callable[[], datetime] = utc_now,
        patience_ms: int = BUSY_TIMEOUT_MS,
        anew: bool = False,
        alone: Callable[[Path], AbstractContextManager[object]] = nullcontext,
    ) -> Self:
        """Open the file at `path`, bringing an older one up to date; a new file is made if there is none.

        Raises UserError for a file that is no SOP Minutes database, or was made by a newer version:
        it is left byte for byte as it was; and for one that is gone or empty while backups of it are there,
        unless it is to be begun `anew`. Raises KeyWantedError, which is one, for a file that is encrypted
        and whose key is not held. `patience_ms` is how long each command waits for a file that another
        program writes before it raises UserError. `alone` keeps windows out of an older file while it is
        brought up to date, or raises UserError.
        """
        with explained(path):
            if not anew:
                refuse_lost(path)
            schema.check_file(path)
            if not path.exists():
                schema.make_file(path)
            engine = sqlite_engine(path, patience_ms=patience_ms)
            try:
                version = _version_of(engine)
                sweep(path)
                if (mark := mark_in(path)) is not None:
                    promise(path, mark)
                if version < VERSION:
                    with alone(path):
                        _bring_up_to_date(path, engine, clock())
                return cls(engine, path, who=who, clock=clock)
            except BaseException:
                engine.dispose()  # another file may take its name
                raise

    @classmethod
    def in_memory(cls, *, who: str = "", clock: Callable[[], datetime] = utc_now) -> Self:
        """Open a new database that lives no longer than this object."""
        engine = sqlite_engine(None)
        with writing(engine).begin() as connection:
            schema.create_all(connection)
        return cls(engine, who=who, clock=clock)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def is_away(self) -> bool:
        """Say whether another file, or none, has the name now of the one that is open.

        What was saved is in that file then, wherever it is; to write to it raises MovedError.
        """
        file = away(self.path) if self.path is not None else None
        if file is not None:
            with suppress(dbapi2.Error, MovedError):  # tried again whenever it is asked
                file.fold_log()
        return file is not None

    @property
    def is_nowhere(self) -> bool:
        """Say whether the file that is open has no name any more: what is in it is gone once it is closed."""
        file = away(self.path) if self.path is not None else None
        return file is not None and file.is_nowhere

    def close(self) -> None:
        """Close every connection, the search index tidied if much was written. Never fails."""
        if self.is_away:
            self._engine.dispose()
            return
        if self._written >= _MUCH:
            with suppress(DBAPIError), self._writing.begin() as connection:
                tidy_index(connection)
        self._engine.dispose()

    def close_whole(self) -> None:
        """Close, with all of it in the one file, which may then be moved. Raises UserError if it is not."""
        self.close()
        if self.path is not None:
            with explained(self.path):
                schema.fold_log(self.path)

    def read(self, query: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Return what `query` finds, all of it as of one moment."""
        with explained(self.path), Session(self._engine, info=self._kept.info) as session:
            return query(session, *args, **kwargs)

    def reading(
        self, query: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> Reading[T]:
        """Return a read that is yet to run, maybe on another thread, and can be broken off.

        It runs beside what this thread reads and writes, unless `has_one_connection`.
        """
        return Reading(self.read, lambda session: query(session, *args, **kwargs))

    @property
    def has_one_connection(self) -> bool:
        """Say whether only one connection can be had: to a database in memory, or on a disk that is full."""
        return isinstance(self._engine.pool, StaticPool)

    def do(
        self, label: str, command: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run `command` in one transaction and log it as `label`; return what it returns.

        A command that changes nothing leaves no entry. If it raises, nothing is changed.
        """
        with explained(self.path), self._recorded() as session:
            result = command(session, *args, **kwargs)
            self._commit(session, "do", label)
        return result

    def do_typing(
        self, label: str, command: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Do as `do` does, but let a run of typing in one row be one entry of the log.

        A run is of one label, by one person, with no pause over 10 s and no other entry between,
        and lasts 60 s at most. The row is the one that the command changes first.
        """
        with explained(self.path), self._recorded() as session:
            result = command(session, *args, **kwargs)
            self._commit(session, "do", label, folds=True)
        return result

    def undo(self) -> Replayed | None:
        """Take back the newest entry in force, and say what it was; None when there is none.

        Raises UserError if a row has been changed since by something that is still in force.
        """
        return self._replay("undo", history.entry_to_undo)

    def redo(self) -> Replayed | None:
        """Do again what was last undone, and say what it was; None when there is nothing to redo."""
        return self._replay("redo", history.entry_to_redo)

    def mend(self) -> Mended:
        """Mend what can be made anew from the rest: indexes, counters. What is wrong else stays as it is.

        A file that is too damaged for that stays all as it is.
        """
        with explained(self.path):
            try:
                with self._writing.begin() as connection:
                    return Mended(mend(connection), problems(connection))
            except DBAPIError:
                with self._engine.connect() as connection:
                    left = problems(connection)
                if not left:
                    raise
                return Mended((), left)

    def _replay(self, kind: str, find: Callable[[Session], Change | None]) -> Replayed | None:
        with explained(self.path), self._recorded() as session:
            head = find(session)
            if head is None:
                return None
            with session.unrecorded():
                history.reverse_entry(session, head)
            self._commit(session, kind, head.label)
            return Replayed(head.label, head.who if head.who != self._who else "")

    def _recorded(self) -> RecordedSession:
        return RecordedSession(self._writing, info=self._kept.info)

    def _commit(self, session: RecordedSession, kind: str, label: str, *, folds: bool = False) -> None:
        changes = session.changes()
        entry = self.last_entry
        if changes:
            fold = f"{changes[0].table} {changes[0].row_id}" if folds else ""
            with session.unrecorded():
                heading = Heading(kind, clean_line(label), self._who, self._clock(), fold)
                entry = write_entry(session, changes, heading)
                update_index(session.connection(), changes)
            self._written += 1
        session.commit()
        self.last_entry = entry


def _version_of(engine: Engine) -> int:
    with engine.connect() as connection:
        return schema.version_of(connection)


def _bring_up_to_date(path: Path, engine: Engine, now: datetime) -> None:
    """Back up a file of an older version, and migrate it, unless another process has done so meanwhile."""
    if _version_of(engine) < VERSION:
        back_up_if_changed(path, now, even_new=True, why=Why.UPDATE)
        schema.upgrade_file(path)


def user_name() -> str:
    """Return the account's name as the system has it: what the environment calls it anybody can set."""
    with suppress(KeyError, OSError, ImportError):
        if os.name != "posix":
            return os.getlogin()
        import pwd

        return pwd.getpwuid(os.getuid()).pw_name
    with suppress(KeyError, OSError, ImportError):
        return getpass.getuser()
    return "unknown"
