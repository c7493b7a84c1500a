"""Taking back what was said in a review: that, and nothing that somebody else has written meanwhile."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from sop_minutes.domain.errors import UserError
from sop_minutes.queries.changes import entry_in_force, entry_undone
from sop_minutes.ui.workspace import Workspace


def _tr(words: str) -> str:
    return QCoreApplication.translate("TakingBack", words)


class TakingBack:
    """Knows what was said in a review: each time of which action, and its entry of the change log."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._said: list[tuple[int, int]] = []
        self._undone: list[tuple[int, int]] = []

    def note(self, action_id: int) -> None:
        """Take note that something was said of an action just now."""
        self._said.append((action_id, self._workspace.written))
        self._undone.clear()

    def undo(self) -> int:
        """Take back what was last said; return of which action. Raises UserError where that cannot be."""
        if not self._said:
            raise UserError(_tr("Nothing of this review is left to take back."))
        newest = self._workspace.read(entry_in_force)
        return self._replay(self._said, self._undone, newest, self._workspace.undo)

    def redo(self) -> int:
        """Say again what was last taken back; return of which action. Raises UserError as `undo` does."""
        if not self._undone:
            raise UserError(_tr("Nothing of this review was taken back last."))
        newest = self._workspace.read(entry_undone)
        return self._replay(self._undone, self._said, newest, self._workspace.redo)

    def _replay(
        self,
        taken: list[tuple[int, int]],
        given: list[tuple[int, int]],
        newest: int,
        replay: Callable[[], object],
    ) -> int:
        action_id, entry = taken[-1]
        if newest != entry:
            raise UserError(_tr("Something else was written meanwhile: take it back in the note."))
        replay()
        taken.pop()
        given.append((action_id, self._workspace.written))
        return action_id
