"""The document and the rows: after any edit they agree."""

import random

import pytest
from PySide6.QtGui import QTextCursor

from sop_minutes.domain.sheets import ItemSheet
from sop_minutes.queries.page import page_rows
from sop_minutes.ui.record.keeping import NoteKeeper
from sop_minutes.ui.record.note import NoteDocument
from sop_minutes.ui.workspace import Workspace
from tests.conftest import Partnership

_TYPED = (
    "a: ring @Ann Lee by Friday",
    "x",
    " ",
    "r: ",
    "# ",
    "- ",
    "one\ntwo",
    "Agreed: yes\n\nthen",
    "é",
    "m: q:",
)


@pytest.mark.parametrize("seed", range(12))
def test_document_and_rows_agree_after_any_edits(
    workspace: Workspace, partnership: Partnership, seed: int
) -> None:
    chance = random.Random(seed)
    meeting_id = partnership.record("# Prevent\nOne\nAction: ring\n- a bullet:\n  - under it\n# FGM\nTwo")
    note = NoteDocument()
    keeper = NoteKeeper(note, workspace)
    complaints: list[str] = []
    keeper.failed.connect(complaints.append)
    keeper.open(meeting_id)
    for _ in range(60):
        _edit(chance, note, workspace, keeper)
        if chance.random() < 0.5:
            keeper.keep()
            assert complaints == []
            agree(note, workspace, meeting_id)
    keeper.keep()
    agree(note, workspace, meeting_id)


def _edit(chance: random.Random, note: NoteDocument, workspace: Workspace, keeper: NoteKeeper) -> None:
    length = note.document.characterCount() - 1
    at, other = chance.randint(0, length), chance.randint(0, length)
    cursor = QTextCursor(note.document)
    cursor.setPosition(at)
    what = chance.randrange(7)
    if what <= 2:
        cursor.insertText(chance.choice(_TYPED))
    elif what == 3:
        cursor.setPosition(min(other, at + 12), QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
    elif what == 4:
        index = chance.randrange(len(note.pieces))
        many = note.branch(index)
        moved = note.pieces[index : index + many]
        if len(moved) < len(note.pieces):
            note.put(index, many, [])
            note.put(chance.randint(0, len(note.pieces)), 0, moved)
    elif what == 5:
        note.reshape(chance.randrange(len(note.pieces)), level=chance.randint(0, 3))
    else:
        keeper.keep()
        if chance.random() < 0.3 or workspace.undo() == ("Record", ""):
            workspace.redo()
        keeper.refresh()


def agree(note: NoteDocument, workspace: Workspace, meeting_id: int) -> None:
    assert [note.block(n).text() for n in range(note.document.blockCount())] == [p.text for p in note.pieces]
    assert len({piece.key for piece in note.pieces}) == len(note.pieces)
    shown = [piece.sheet for piece in note.pieces if piece.sheet is not None]
    kept = [row.sheet for row in workspace.read(page_rows, meeting_id)]
    assert shown == kept
    refs = [
        (p.action.ref if p.action else "")
        for p in note.pieces
        if p.sheet and not isinstance(p.sheet, ItemSheet)
    ]
    rows = [
        (r.action.ref if r.action else "")
        for r in workspace.read(page_rows, meeting_id)
        if not isinstance(r.sheet, ItemSheet)
    ]
    assert refs == rows
