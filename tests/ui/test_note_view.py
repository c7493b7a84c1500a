"""The note as it is shown."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from sop_minutes.commands.actions import extend_action
from sop_minutes.ui.record.editor import NoteEditor
from sop_minutes.ui.record.look import BAND
from sop_minutes.ui.record.marks import chips_of
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


def test_the_block_that_is_typed_in_is_seen_with_its_frame(desk: Desk) -> None:
    desk.open("# Prevent\n- One")
    editor, layout = desk.editor, desk.page.note.document.documentLayout()
    desk.page.resize(desk.page.width(), 300)
    editor.place(1)
    for words in ("Restricted: they live at 9 Oak Lane", "The plan", "") * 7:
        QTest.keyClicks(editor, words)
        QTest.keyClick(editor, Qt.Key.Key_Return)
        under = layout.blockBoundingRect(editor.textCursor().block()).bottom() + BAND[1]
        assert under - editor.verticalScrollBar().value() < editor.viewport().height()


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


def test_a_line_says_that_its_action_is_due_on_another_day_by_now(desk: Desk) -> None:
    desk.open("# Prevent\nAction: @Ann Lee to circulate the draft by 31 January\nOne")
    piece = desk.page.note.pieces[1]
    assert piece.action is not None
    for due in ("31 January 2018", "15 March 2018"):
        action_id, on = piece.action.id, date(2017, 11, 20)
        desk.workspace.do("Extend", extend_action, action_id, due=due, on=on)
    desk.page.keeper.refresh()
    piece = desk.page.note.pieces[1]
    assert piece.action is not None
    assert chips_of(piece.action, on, moved=piece.moved)[-1].text == "due 15 March 2018 · moved"
    assert desk.editor.understood(1) == ["Ann Lee ?", "at first 31 January 2018", "now: due 15 March 2018"]
    desk.workspace.do("Bring forward", extend_action, action_id, due="31 January 2018", on=on)
    desk.page.keeper.refresh()
    assert not desk.page.note.pieces[1].moved
    assert desk.editor.understood(1)[1] == "Wednesday 31 January 2018"


@pytest.mark.parametrize(("lines", "is_seen"), [(2, True), (14, True), (60, False)])
def test_a_line_that_is_gone_to_is_shown_with_the_heading_it_stands_under(
    desk: Desk, lines: int, *, is_seen: bool
) -> None:
    before, under = ("\n".join(f"Said {n} times" for n in range(many)) for many in (60, lines))
    desk.open(f"# Prevent\n{before}\n# Housing\n{under}\nThe line\n{before}")
    at, heading = desk.texts().index("The line"), desk.texts().index("Housing")
    desk.editor.place(at)
    desk.editor.show_below_top()
    page = desk.editor.viewport().rect()
    assert page.contains(desk.editor.cursorRect())
    box = desk.page.note.document.documentLayout().blockBoundingRect(desk.page.note.block(heading))
    top = int(box.top()) - desk.editor.verticalScrollBar().value()
    assert (0 <= top < page.height()) is is_seen


def _shown(desk: Desk, index: int) -> str:
    """What of a block's text is not hidden."""
    block = desk.page.note.block(index)
    shown = dict(enumerate(block.text()))
    for one in block.layout().formats():
        if one.format.font().pixelSize() == 1:
            for at in range(one.start, one.start + one.length):
                shown.pop(at, None)
    return "".join(shown.values())
