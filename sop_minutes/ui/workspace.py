"""The window's only way to data: read, do, undo, and word of what changed."""

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import Concatenate, ParamSpec, Self, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal
from sqlmodel import Session

from sop_minutes.commands.partnership import Step
from sop_minutes.commands.typed import open_database
from sop_minutes.domain.backups import Why
from sop_minutes.domain.errors import UserError
from sop_minutes.export.files import why_not_saved
from sop_minutes.holding import Hold, hold_file
from sop_minutes.queries.changes import last_entry
from sop_minutes.safekeeping import back_up, can_only_be_read, check_free, newly_made
from sop_minutes.storage.database import Database, Replayed
from sop_minutes.ui.aside import Aside, Errand, Job

P = ParamSpec("P")
T = TypeVar("T")

LOOK = 500
"""Milliseconds between two looks for what others have written."""

PATIENCE = 200
"""Milliseconds that a file which another program writes is waited for: the window stands still meanwhile."""


def make_database(path: Path, steps: Sequence[Step], progressed: Callable[[int, int], object]) -> None:
    """Make a new database at `path` by steps, saying after each how many are done of how many.

    Raises UserError for what cannot be done; then there is no file at `path`, or one that was made meanwhile.
    """
    check_free(path)
    try:
        with newly_made(path) as part, Database.open(part) as database:
            for number, step in enumerate(steps, start=1):
                database.do(step.label, step.command)
                progressed(number, len(steps))
            database.close_whole()
    except OSError as error:
        raise UserError(why_not_saved(path, error)) from error


class Workspace(QObject):
    """An open database. `changed` follows every write here, `elsewhere` every write of another window.

    `away` follows, with True, when the file was moved, replaced or deleted: it is not written any more;
    with False when it is back under its name. Where it `is_read_only` nothing can be written, and what is
    typed could not be kept.
    """

    changed = Signal()
    elsewhere = Signal()
    away = Signal(bool)

    def __init__(
        self, database: Database, parent: QObject | None = None, *, hold: Hold | None = None
    ) -> None:
        """`hold` keeps other windows out of the database; it is released when the workspace is closed."""
        super().__init__(parent)
        self._database = database
        self._hold = hold
        self.is_read_only = database.path is not None and can_only_be_read(database.path)
        self.aside = Aside(self)
        self._seen = database.read(last_entry)
        self._is_away = False
        self._looking = QTimer(self)
        self._looking.setInterval(LOOK)
        self._looking.timeout.connect(self.look)
        self._looking.start()
        # Its own timer, which goes when it goes: a signal kept by another does not keep its object.
        self._telling = QTimer(self, singleShot=True, interval=0)
        self._telling.timeout.connect(self.elsewhere)

    @classmethod
    def open(cls, path: Path, parent: QObject | None = None, typed_id: int | None = None) -> Self:
        """Open the file at `path`, for no other window meanwhile.

        Raises InUseError if another has it, UserError for one that is not there or is no database of ours.
        `typed_id` is what was typed here before, of which the caller makes records itself.
        """
        if not path.exists():
            raise UserError(f"There is no database {path} any more, or not yet.")
        with ExitStack() as unless_opened:
            hold = unless_opened.enter_context(hold_file(path))
            database = open_database(path, besides=typed_id, patience_ms=PATIENCE)
            opened = cls(database, parent, hold=hold)
            unless_opened.pop_all()
        return opened

    @property
    def written(self) -> int:
        """The number of the last entry of the change log that was written here."""
        return self._database.last_entry

    def read(self, query: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Return what `query` finds."""
        return self._database.read(query, *args, **kwargs)

    def ask(
        self,
        then: Callable[[T], object],
        query: Callable[Concatenate[Session, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> None:
        """Have `then` given what `query` finds, looked up beside what goes on; see `Aside`.

        Where the database has one connection only it is looked up here and now.
        """
        self.ask_or(None, then, query, *args, **kwargs)

    def ask_or(
        self,
        otherwise: Callable[[], object] | None,
        then: Callable[[T], object],
        query: Callable[Concatenate[Session, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> None:
        """Ask as `ask` does, and have `otherwise` called where that fails."""
        self._have(then, self._database.reading(query, *args, **kwargs), otherwise)

    def do(
        self, label: str, command: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run `command`, log it as `label`, say that something changed; return what it returns."""
        result = self._database.do(label, command, *args, **kwargs)
        self._wrote()
        return result

    def do_aside(
        self,
        then: Callable[[T | UserError], object],
        label: str,
        command: Callable[Concatenate[Session, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> None:
        """Do as `do` does beside what goes on; `then` is given what `command` returns, or why it cannot.

        `then` is always answered, unless the workspace is closed first; what nobody foresaw is raised after
        it. What is written here meanwhile has to wait for it: it is for a window that writes nothing then.
        Where the database has one connection only it is done here and now.
        """

        def run() -> T | UserError:
            try:
                return self._database.do(label, command, *args, **kwargs)
            except UserError as error:
                return error

        def tell(done: T | UserError) -> None:
            try:
                self._wrote()
            finally:
                then(done)

        def fail() -> None:
            tell(UserError(self.tr("It could not be done; nothing was changed.")))

        self._have(tell, Errand(run), fail)

    def do_typing(
        self, label: str, command: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Do as `do` does; a run of typing in one block is one thing to take back."""
        result = self._database.do_typing(label, command, *args, **kwargs)
        self._wrote()
        return result

    def undo(self) -> Replayed | None:
        """Take back the newest thing, and say what it was; None when there is nothing."""
        done = self._database.undo()
        self._wrote()
        return done

    def redo(self) -> Replayed | None:
        """Do again what was last taken back, and say what it was; None when there is nothing."""
        done = self._database.redo()
        self._wrote()
        return done

    @property
    def is_nowhere(self) -> bool:
        """Say whether the file was deleted or replaced: what is in it is gone once it is closed."""
        return self._database.is_nowhere

    def look(self) -> None:
        """See whether another window has written since the last look, or moved the file, and say so."""
        is_away = self._database.is_away
        if is_away != self._is_away:
            self._is_away = is_away
            self.away.emit(is_away)
        newest = self._database.read(last_entry)
        if newest != self._seen or self._telling.isActive():
            self._telling.stop()
            self._seen = newest
            self.elsewhere.emit()

    def close(self) -> None:
        """Let the database go."""
        self._looking.stop()
        self._telling.stop()
        self.aside.close()
        self._database.close()
        if self._hold is not None:
            self._hold.release()

    def back_up(self, then: Callable[[str], object]) -> None:
        """Have the file backed up beside what goes on, if something changed since the newest backup.

        `then` is given why that cannot be, "" where it can.
        """
        path = self._database.path
        now = datetime.now().astimezone()
        self._have(then, Errand(lambda: "" if path is None else back_up(path, now=now, why=Why.MANY)), None)

    def _have(self, then: Callable[[T], object], job: Job[T], otherwise: Callable[[], object] | None) -> None:
        """Have a job done beside what goes on, here and now where the database has one connection only."""
        if not self._database.has_one_connection:
            self.aside.ask(then, job, otherwise)
            return
        try:
            found = job.run()
        except Exception:
            if otherwise is not None:
                otherwise()
            raise
        then(found)

    def _wrote(self) -> None:
        newest, ours = self._database.read(last_entry), self._database.last_entry
        others_too = newest != (ours if ours == self._seen + 1 else self._seen)
        self._seen = newest
        self.changed.emit()
        if others_too:
            self._telling.start()
