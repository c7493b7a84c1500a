"""Taking back the last thing, and doing it again."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal

from sop_minutes.domain.errors import UserError
from sop_minutes.queries.changes import note_changed
from sop_minutes.queries.consequences import left_outside
from sop_minutes.queries.meetings import meeting_key
from sop_minutes.ui.record.editor import NoteEditor
from sop_minutes.ui.record.keeping import NoteKeeper
from sop_minutes.ui.record.offsets import alike
from sop_minutes.ui.workspace import Workspace


class Replayer(QObject):
    """Undo and redo of all that was done.

    `said` tells what it was, and whose; `failed` why it cannot be, or what has not come back with it.
    """

    said = Signal(str)
    failed = Signal(str)

    def __init__(self, workspace: Workspace, keeper: NoteKeeper, editor: NoteEditor) -> None:
        super().__init__(editor)
        self._workspace, self._keeper, self._editor = workspace, keeper, editor

    def undo(self) -> None:
        """Take back the last thing, whatever it was: an empty block that was begun, before what is kept."""
        if not self._takes_back_begun():
            self._replay(self.tr("Taken back: {0}"), self.tr("Nothing to take back."), undo=True)

    def redo(self) -> None:
        """Do again what was last taken back."""
        self._replay(self.tr("Done again: {0}"), self.tr("Nothing to do again."), undo=False)

    def _takes_back_begun(self) -> bool:
        """Take away the block one is at if it was begun and nothing is typed in it; say whether it was."""
        note, index = self._keeper.note, self._editor.current_index()
        piece = note.pieces[index]
        is_begun = piece.sheet is None and self._keeper.row_of(piece.key) is None and len(note.pieces) > 1
        if not is_begun or note.is_locked or not self._editor.hasFocus():
            return False
        note.put(index, 1, [])
        self._editor.place(max(index - 1, 0))
        self._editor.reveal()
        self.said.emit(self.tr("Taken back: an empty line"))
        return True

    def _replay(self, done: str, nothing: str, *, undo: bool) -> None:
        if not self._keeper.keep():
            return
        before = {piece.key: piece.text for piece in self._keeper.note.pieces}
        try:
            what = self._workspace.undo() if undo else self._workspace.redo()
        except UserError as error:
            self.failed.emit(str(error))
            return
        self._keeper.refresh()
        self._go_to_change(before)
        self.said.emit(done.format(self._where(whose(self, *what))) if what else nothing)
        if what and (outside := self._workspace.read(left_outside, self._workspace.written)):
            self.failed.emit("\n".join(outside))

    def _where(self, what: str) -> str:
        """Say in which note something was done, if not in the one that is shown."""
        meeting_id = self._workspace.read(note_changed, self._workspace.written)
        if meeting_id in (None, self._keeper.meeting_id):
            return what
        try:
            key = self._workspace.read(meeting_key, meeting_id)
        except UserError:
            return what
        return self.tr("{0}, in the note of {1}").format(what, key)

    def _go_to_change(self, before: Mapping[int, str]) -> None:
        """Go to the first block that is not what it was, to the end of what is new in it."""
        for index, piece in enumerate(self._keeper.note.pieces):
            was = before.get(piece.key)
            if was != piece.text:
                self._editor.place(index, len(piece.text) - alike(was or "", piece.text)[1])
                break
        self._editor.reveal()


def whose(speaker: QObject, what: str, by: str) -> str:
    """Say what was taken back or done again, and who had done it where that was a colleague."""
    return speaker.tr("{0} (by {1})").format(what, by) if by else what
