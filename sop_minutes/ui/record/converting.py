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
        """Make the blocks `form`; if all of them are that already, make them plain again."""
        chosen = self._editor.selected_pieces()
        if not self._keeper.keep():
            return
        said = [index for index in chosen if self._note.pieces[index].sheet] or [chosen.start]
        make = without_form if all(has_form(self._block(index), form) for index in said) else with_form
        current, offset = self._editor.current_index(), self._editor.offset()
        from_end = len(self._note.pieces[current].text) - offset
        for index in said:
            self._write(index, make(self._block(index), form))
        self._editor.place(current, max(len(self._note.pieces[current].text) - from_end, 0))
        self._keeper.keep(label)

    def _block(self, index: int) -> Block:
        return self._note.pieces[index].block

    def _write(self, index: int, block: Block) -> None:
        self._note.rewrite(index, block.text, may_widen=True)
        self._note.reshape(index, level=block.level, heading=block.heading)
