"""Making the blocks one is in something else, and back again."""

from sop_minutes.domain.page import Block, Form, has_form, with_form, without_form
from sop_minutes.ui.record.keeping import NoteKeeper
from sop_minutes.ui.record.note import NoteDocument
from sop_minutes.ui.record.view import NoteView


class Converter:
    """Converts the blocks that are selected. Each time is one thing to take back."""

    def __init__(self, editor: NoteView, note: NoteDocument, keeper: NoteKeeper) -> None:
        self._editor = editor
        self._note = note
        self._keeper = keeper

    def convert(self, form: Form, label: str) -> None:
        """Make the blocks `form`; if the first one is that already, make them all plain again."""
        chosen = self._editor.selected_pieces()
        if not self._keeper.keep():
            return
        make = without_form if has_form(self._note.pieces[chosen.start].block, form) else with_form
        current, offset = self._editor.current_index(), self._editor.offset()
        from_end = len(self._note.pieces[current].text) - offset
        for index in chosen:
            self._write(index, make(self._note.pieces[index].block, form))
        self._editor.place(current, max(len(self._note.pieces[current].text) - from_end, 0))
        self._keeper.keep(label)

    def _write(self, index: int, block: Block) -> None:
        self._note.rewrite(index, block.text)
        self._note.reshape(index, level=block.level, heading=block.heading)
