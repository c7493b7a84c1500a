"""What is shown at the desk for returned copies: the note and the changes on a block of it, or the end."""

from PySide6.QtCore import QCoreApplication

from sop_minutes.commands.returned import narrowed_by
from sop_minutes.domain.due import format_date
from sop_minutes.queries.returned_note import ReturnedNote
from sop_minutes.ui.returned.frame import ReturnedFrame
from sop_minutes.ui.returned.keys import end_hints, hints_for
from sop_minutes.ui.returned.walking import Walk
from sop_minutes.ui.returned.wording import copy_chips
from sop_minutes.ui.workspace import Workspace


class Showing:
    """Shows in a frame where one is among the changes."""

    def __init__(self, frame: ReturnedFrame, walk: Walk, workspace: Workspace) -> None:
        self._frame = frame
        self._walk = walk
        self._workspace = workspace

    def show(self, note: ReturnedNote) -> None:
        """Show the change that is up, or the end; the focus goes there, unless words are typed."""
        if self._walk.is_at_end:
            self._frame.summary.show_rows(self._walk.rows(), note.prints)
            self._frame.turn_to(self._frame.summary)
            self.head(note)
        else:
            self._frame.note.show_blocks(note.blocks)
            self._frame.note.go_to(self._walk.record())
            self.cards(note)
            self._frame.turn_to(self._frame.note)
        self._focus()

    def cards(self, note: ReturnedNote) -> None:
        """Show the changes on the block that is up."""
        nothing = _tr("Nothing came back on this block. N goes to the next change that waits.")
        rows = self._walk.side_by_side()
        narrowed = self._workspace.read(narrowed_by, rows)
        self._frame.show_cards(rows, note.prints, nothing, narrowed)
        self.head(note)

    def head(self, note: ReturnedNote) -> None:
        """Show the head and the keys."""
        heading = _tr("Returned copies · {0} · {1} ({2})").format(
            note.group, format_date(note.on), note.state
        )
        chips = copy_chips(note.copies)
        self._frame.show_head(heading, self._walk.place_words(), chips, settled_words(note))
        self._frame.show_keys(end_hints() if self._walk.is_at_end else hints_for(self._walk.row()))

    def _focus(self) -> None:
        row = self._walk.row()
        if self._frame.edit.is_open:
            return
        if self._walk.is_at_end:
            self._frame.summary.list.setFocus()
        elif row is not None:
            self._frame.focus_card(row.id)


def settled_words(note: ReturnedNote) -> str:
    """Return why nothing can be taken into approved minutes, "" for others."""
    if not note.is_settled:
        return ""
    return _tr(
        "The minutes of {0} are {1}: to take a change, reopen them first (Note menu, in the note). "
        "Nothing is lost: what came back waits here until then."
    ).format(note.key, note.state)


def _tr(words: str) -> str:
    return QCoreApplication.translate("ReturnedShowing", words)
