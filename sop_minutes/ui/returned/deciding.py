"""What is decided on changes of copies is done, and taken back."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from sop_minutes.commands.returned import accept_all, accept_change, narrowed_by, reject_change
from sop_minutes.domain.due import format_date
from sop_minutes.domain.errors import ChangedSinceError, UserError
from sop_minutes.domain.page.blocks import Block
from sop_minutes.queries.changes import last_entry
from sop_minutes.queries.consequences import meetings_put_in_diary
from sop_minutes.queries.returned_rows import Narrowed, ReturnedRow
from sop_minutes.queries.returned_story import narrowed_words, unfollowed_words
from sop_minutes.ui.returned.confirming import AcceptRest
from sop_minutes.ui.review.taking_back import TakingBack
from sop_minutes.ui.workspace import Workspace


class Deciding(QObject):
    """Makes changes in the note or leaves it as it is.

    `decided` follows what was done, with the changes that were to be accepted with others and are left, and
    what is to be said of what else came of it.
    `failed` says why something cannot be done.
    """

    decided = Signal(object, str)
    failed = Signal(str)

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self.is_busy = False
        """Whether something is being done that takes long."""
        self._workspace = workspace
        self._taking_back = TakingBack(workspace)

    def accept(self, row: ReturnedRow) -> None:
        """Make a change in the note; of a conflict, what they want."""
        self._do(self.tr("Accept a change of {0}"), accept_change, row, over=row.is_conflict)

    def accept_as(self, row: ReturnedRow, text: str) -> None:
        """Make a change in other words."""
        narrowed = self._workspace.read(narrowed_by, (row,), text).get(row.id)
        label = self.tr("Accept a change of {0} in other words")
        self._do(label, accept_change, row, narrowed, text=text, over=True)

    def reject(self, row: ReturnedRow) -> None:
        """Leave the note as it is; a comment is set aside."""
        self._do(self.tr("Reject a change of {0}"), reject_change, row)

    def ask_all(self, waiting: Sequence[ReturnedRow], note: Mapping[str, Block], parent: QWidget) -> None:
        """Ask, then make those changes of a copy that can be made; `waiting` are all of it that wait."""
        box = AcceptRest(parent, waiting, note)
        box.accepted.connect(lambda: self._accept_all([row for row in waiting if row.is_clear]))
        box.open()

    def undo(self) -> int:
        """Take back what was decided last; return of which change. Raises UserError where that cannot be."""
        return self._taking_back.undo()

    def redo(self) -> int:
        """Decide again what was taken back last; return of which change. Raises UserError as `undo` does."""
        return self._taking_back.redo()

    def _accept_all(self, rows: Sequence[ReturnedRow]) -> None:
        """Make changes of one copy beside what goes on: a thousand take seconds."""
        first, since = rows[0], self._workspace.read(last_entry)

        def then(done: tuple[int, ...] | UserError) -> None:
            self.is_busy = False
            if isinstance(done, UserError):
                self.failed.emit(str(done))
            else:
                self._taking_back.note(first.id)
                self.decided.emit(done, self._diary_words(since))

        self.is_busy = True
        label = self.tr("Accept all that were left of {0}").format(first.from_name)
        ids = [row.id for row in rows]
        self._workspace.do_aside(then, label, accept_all, first.copy_id, change_ids=ids)

    def _do(
        self,
        label: str,
        command: Callable[..., object],
        row: ReturnedRow,
        narrowed: Narrowed | None = None,
        **how: object,
    ) -> None:
        since = self._workspace.read(last_entry)
        try:
            self._workspace.do(label.format(row.from_name), command, row.id, **how)
        except UserError as error:
            more = self.tr(" A again takes theirs, R keeps ours.")
            self.failed.emit(f"{error}{more if isinstance(error, ChangedSinceError) else ''}")
        else:
            self._taking_back.note(row.id)
            left = "" if command is reject_change or how.get("text") else unfollowed_words(row)
            words = (self._diary_words(since), narrowed_words(narrowed) if narrowed else "", left)
            self.decided.emit((), " ".join(filter(None, words)))

    def _diary_words(self, since: int) -> str:
        """Return which next meetings are in the diary since an entry of the log, "" for none."""
        days = self._workspace.read(meetings_put_in_diary, since)
        said = self.tr("The next meeting, {0}, is now in the diary, provisional.")
        return " ".join(said.format(format_date(day)) for day in days)
