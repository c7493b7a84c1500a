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


def test_a_restricted_item_is_hatched_with_a_lock_where_its_prefix_was(desk: Desk) -> None:
    desk.open("Restricted: # Serious case\nUnder it")
    block = desk.page.note.block(0)
    formats = block.layout().formats()
    assert any(one.start == 0 and one.length == len("Restricted: ") for one in formats)
    hidden = next(one for one in formats if one.length == len("Restricted: "))
    assert hidden.format.font().pixelSize() == 1
    box = desk.page.note.document.documentLayout().blockBoundingRect(block)
    picture = desk.editor.viewport().grab().toImage()
    edge = LIGHT.tones["restricted"].edge
    row = [picture.pixelColor(x, int(box.center().y())) for x in range(12)]
    assert edge in row


def test_a_kept_action_leaves_its_owners_and_its_date_to_its_chips(desk: Desk) -> None:
    desk.open("# Prevent\nAction: @Ann Lee to circulate the draft by 31 January\nOne")
    assert _shown(desk, 1) == "circulate the draft"
    desk.editor.place(1)
    assert _shown(desk, 1) == "Action: @Ann Lee to circulate the draft by 31 January"


def _shown(desk: Desk, index: int) -> str:
    """What of a block's text is not hidden."""
    block = desk.page.note.block(index)
    shown = dict(enumerate(block.text()))
    for one in block.layout().formats():
        if one.format.font().pixelSize() == 1:
            for at in range(one.start, one.start + one.length):
                shown.pop(at, None)
    return "".join(shown.values())
