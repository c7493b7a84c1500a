"""Blocks whose text is deleted: saved as that, and brought back by undo; and the cursor, which stays."""

from PySide6.QtGui import QTextCursor

from sop_minutes.commands.points import add_point, delete_point, edit_point
from sop_minutes.domain.sheets import ItemSheet
from sop_minutes.queries.page import page_rows
from tests.ui.desk import Desk, Key, Mod

NOTE = "# Prevent\nOne\nTwo\nThree"


def _kept(desk: Desk) -> list[str]:
    """What the database holds of the note, without saving anything first."""
    rows = desk.workspace.read(page_rows, desk.meeting_id)
    return [row.sheet.title if isinstance(row.sheet, ItemSheet) else row.sheet.text for row in rows]


def _empty(desk: Desk, index: int) -> None:
    desk.editor.place(index, 0)
    desk.press(Key.Key_End, Mod.ShiftModifier)
    desk.press(Key.Key_Delete)


def test_a_line_whose_text_is_deleted_is_deleted_at_the_next_pause(desk: Desk) -> None:
    desk.open(NOTE)
    _empty(desk, 2)
    assert desk.wait_until(lambda: _kept(desk) == ["Prevent", "One", "Three"])
    assert desk.texts() == ["Prevent", "One", "", "Three"]
    assert desk.editor.current_index() == 2


def test_undo_puts_it_back_where_it_was_and_takes_nothing_else(desk: Desk) -> None:
    desk.open(NOTE)
    desk.press(Key.Key_Return)
    desk.type("Four")
    desk.page.keeper.keep()
    _empty(desk, 2)
    desk.page.keeper.keep()
    desk.press(Key.Key_Z, Mod.ControlModifier)
    assert desk.texts() == ["Prevent", "One", "Two", "Three", "Four"]
    assert _kept(desk) == desk.texts()


def test_a_whole_note_that_is_deleted_is_brought_back_whole(desk: Desk) -> None:
    desk.open("# Prevent\nAction: @Lee Webb to ring\n# FGM\nTwo")
    before = desk.kept()
    desk.press(Key.Key_A, Mod.ControlModifier)
    desk.press(Key.Key_Delete)
    desk.page.keeper.keep()
    assert _kept(desk) == []
    desk.press(Key.Key_Z, Mod.ControlModifier)
    assert desk.texts() == ["Prevent", "Action: @Lee Webb to ring", "FGM", "Two"]
    assert [piece.heading for piece in desk.page.note.pieces] == [True, False, True, False]
    assert desk.kept() == before
    desk.press(Key.Key_Y, Mod.ControlModifier)
    assert desk.texts() == [""]
    assert _kept(desk) == []


def test_what_is_typed_into_an_emptied_line_is_kept_there(desk: Desk) -> None:
    desk.open(NOTE)
    _empty(desk, 2)
    desk.page.keeper.keep()
    desk.type("Else")
    desk.page.keeper.keep()
    assert _kept(desk) == ["Prevent", "One", "Else", "Three"]
    desk.press(Key.Key_Z, Mod.ControlModifier)
    desk.press(Key.Key_Z, Mod.ControlModifier)
    assert _kept(desk) == ["Prevent", "One", "Two", "Three"]
    assert [text for text in desk.texts() if text] == _kept(desk)


def test_the_cursor_stays_in_its_line_while_a_colleague_writes_around_it(desk: Desk) -> None:
    desk.open(NOTE)
    one, two, three = (row.id for row in desk.workspace.read(page_rows, desk.meeting_id)[1:])
    desk.editor.place(2, 1)
    desk.partnership.database.do("Edit", edit_point, one, text="One, and more")
    desk.partnership.database.do("Edit", edit_point, three, text="Three, and more")
    desk.page.keeper.refresh()
    desk.type("X")
    assert desk.texts() == ["Prevent", "One, and more", "TXwo", "Three, and more"]
    desk.page.keeper.keep()
    desk.partnership.database.do("Edit", edit_point, two, text="TXwo and a tail")
    desk.page.keeper.refresh()
    desk.type("Y")
    assert desk.line() == "TXYwo and a tail"


def test_a_line_that_a_colleague_deletes_while_one_is_in_it_stays_to_be_typed_in(desk: Desk) -> None:
    desk.open(NOTE)
    row = desk.workspace.read(page_rows, desk.meeting_id)[2]
    desk.editor.place(2, 3)
    desk.workspace.elsewhere.connect(lambda: None)
    desk.partnership.database.do("Delete", delete_point, row.id)
    desk.page.keeper.refresh(staying_in=desk.editor.current_key())
    assert desk.texts() == ["Prevent", "One", "", "Three"]
    desk.type("Mine")
    desk.page.keeper.keep()
    assert _kept(desk) == ["Prevent", "One", "Mine", "Three"]


def test_one_line_edited_by_both_leaves_the_cursor_in_ones_own(desk: Desk) -> None:
    desk.open(NOTE)
    row = desk.workspace.read(page_rows, desk.meeting_id)[2]
    desk.editor.place(2)
    desk.type(" mine")
    desk.partnership.database.do("Edit", edit_point, row.id, text="Two, theirs")
    desk.page.keeper.keep()
    assert desk.texts() == ["Prevent", "One", "Two, theirs", "Two mine", "Three"]
    assert "Both are kept" in desk.messages[0]
    desk.type(" on")
    assert desk.line() == "Two mine on"


def test_a_selection_outlives_what_a_colleague_adds_above(desk: Desk) -> None:
    desk.open(NOTE)
    item = desk.workspace.read(page_rows, desk.meeting_id)[0]
    desk.editor.place(3, 0)
    desk.editor.moveCursor(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    desk.partnership.database.do("Add", add_point, item_id=item.id, text="Four")
    desk.page.keeper.refresh()
    assert desk.editor.textCursor().selectedText() == "Three"
