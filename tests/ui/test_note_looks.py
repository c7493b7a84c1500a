"""Blocks that are put into a note and taken out: each looks as what it is, those around it too."""

import pytest
from PySide6.QtWidgets import QApplication

from sop_minutes.ui.record.editor import NoteEditor
from sop_minutes.ui.record.note import NoteDocument
from sop_minutes.ui.record.piece import Piece
from sop_minutes.ui.record.showing import show_pieces
from sop_minutes.ui.theme import LIGHT

LINES = ("Prevent (Ann Lee)", "Members: it *rose*", "Housing (Bo Ray) [for decision]", "Agreed: **yes**")


def _looks(note: NoteDocument) -> list[object]:
    """How each block is drawn."""
    found: list[object] = []
    for index in range(len(note.pieces)):
        block = note.block(index)
        ranges = [
            (one.start, one.length, one.format.font().key(), one.format.foreground().color().name())
            for one in block.layout().formats()
        ]
        found.append((block.text(), block.blockFormat(), ranges))
    return found


@pytest.mark.parametrize("at", range(5))
@pytest.mark.parametrize("what", ["in", "out", "moved", "typed"])
def test_each_block_looks_as_what_it_is_whatever_was_put_in_or_taken_out_beside_it(
    app: QApplication, what: str, at: int
) -> None:
    note = NoteDocument()
    note.put(0, 1, [note.new_piece(text, heading=number % 2 == 0) for number, text in enumerate(LINES)])
    editor = NoteEditor(note, LIGHT)
    editor.place(len(LINES) - 1)
    wanted: list[Piece] = list(note.pieces)
    new = [note.new_piece("Minutes of the last meeting", heading=True), note.new_piece("Agreed: so")]
    if what == "in":
        wanted[at:at] = new
    elif what == "out":
        del wanted[at : at + 2]
    elif what == "moved":
        wanted.insert(at, wanted.pop(0))
    if what == "typed":
        index = min(at, len(LINES) - 1)
        note.cursor(index, 0).insertText("one\ntwo\n")
    else:
        show_pieces(note, wanted)
    looks = _looks(note)
    editor.set_theme(LIGHT)
    assert looks == _looks(note)
