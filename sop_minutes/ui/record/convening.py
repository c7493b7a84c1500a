"""The next meeting that a line of the note names goes in the diary when the line is left."""

import re
from datetime import date

from PySide6.QtCore import QObject, Signal

from sop_minutes.commands.meetings import plan_from_line
from sop_minutes.domain.due import format_date
from sop_minutes.domain.errors import UserError
from sop_minutes.ui.record.editor import NoteEditor
from sop_minutes.ui.record.keeping import NoteKeeper
from sop_minutes.ui.workspace import Workspace

_SPEAKS_OF_IT = re.compile(r"meeting|next date|DO?T?NM", re.IGNORECASE)
"""What no line is without that names one: looked for first, as reading dates takes longer."""


class NextMeeting(QObject):
    """Plans the meeting that a changed line names. `said` tells of it."""

    said = Signal(str)

    def __init__(self, workspace: Workspace, keeper: NoteKeeper, editor: NoteEditor) -> None:
        super().__init__(editor)
        self._workspace, self._keeper, self._editor = workspace, keeper, editor
        self._meeting_id = 0
        self._came_to: tuple[int, str] = (0, "")
        self._named: date | None = None
        editor.current_changed.connect(self._on_current)
        editor.left_block.connect(self._on_left)

    def open(self, meeting_id: int) -> None:
        """Read the lines of another meeting's note from now on."""
        self._meeting_id, self._named = meeting_id, None

    def _on_current(self, index: int) -> None:
        piece = self._editor.note.pieces[index]
        self._came_to = (piece.key, piece.text)

    def _on_left(self, key: int) -> None:
        pieces = self._editor.note.pieces
        index = self._editor.note.index_of(key)
        if index is None or key != self._came_to[0] or pieces[index].text == self._came_to[1]:
            return
        self._came_to = (key, pieces[index].text)
        heading = next((piece for piece in reversed(pieces[: index + 1]) if piece.heading), None)
        title = heading.text if heading is not None else ""
        text = "" if heading is pieces[index] else pieces[index].text
        if _SPEAKS_OF_IT.search(f"{title}\n{text}") and self._keeper.keep():
            self._plan(title, text)

    def _plan(self, title: str, text: str) -> None:
        label = self.tr("Next meeting")
        try:
            day = self._workspace.do(
                label, plan_from_line, self._meeting_id, title=title, text=text, instead_of=self._named
            )
        except UserError:  # approved meanwhile, or gone: the note says so itself
            return
        if day is not None and day != self._named:
            self._named = day
            self.said.emit(self.tr("Next meeting: {0:%A} {1}, in the diary").format(day, format_date(day)))
