"""The note as it is shown."""

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from sop_minutes.ui.record.editor import NoteEditor
from sop_minutes.ui.record.note import NoteDocument
from sop_minutes.ui.theme import LIGHT
from tests.ui.desk import Desk


@pytest.mark.parametrize(("before", "after"), [(900, 420), (420, 900)])
def test_the_cursor_stays_in_sight_when_the_page_is_given_another_width(
    app: QApplication, before: int, after: int
) -> None:
    note = NoteDocument()
    note.put(0, 1, [note.new_piece("It will be looked at again in the new year. " * 4) for _ in range(60)])
    editor = NoteEditor(note, LIGHT)
    editor.resize(before, 400)
    editor.show()
    editor.place(40)
    editor.resize(after, 400)
    QTest.qWait(0)
    assert editor.viewport().rect().contains(editor.cursorRect())


def test_an_empty_note_says_what_to_type_until_something_is_typed(desk: Desk) -> None:
    desk.open("")
    assert desk.texts() == [""]
    told = desk.editor.grab().toImage()
    said, desk.editor.hint = desk.editor.hint, ""
    assert said
    untold = desk.editor.grab().toImage()
    assert told != untold
    desk.type("x")
    without = desk.editor.grab().toImage()
    desk.editor.hint = said
    assert desk.editor.grab().toImage() == without
