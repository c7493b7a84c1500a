"""Find and replace in the note, from the keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton

from tests.conftest import approve
from tests.ui.desk import Desk, Key, Mod

NOTE = "# The Board\nThe board heard of boards\nAction: ring the board\n# Prevent\nOn board"


@pytest.fixture
def finding(desk: Desk) -> Desk:
    desk.open(NOTE)
    desk.editor.place(1, 4)
    desk.page.find_bar.open_find()
    return desk


def _count(desk: Desk) -> str:
    label = desk.page.findChild(QLabel, "find-count")
    assert isinstance(label, QLabel)
    return label.text()


def _tick(desk: Desk, name: str) -> None:
    box = desk.page.findChild(QCheckBox, name)
    assert isinstance(box, QCheckBox)
    box.click()


def _selected(desk: Desk) -> tuple[int, str, int]:
    cursor = desk.editor.textCursor()
    return desk.editor.current_index(), cursor.selectedText(), cursor.positionInBlock()


def test_it_finds_as_one_types_from_where_one_was(finding: Desk) -> None:
    finding.type("boa")
    assert _selected(finding) == (1, "boa", 7)
    assert _count(finding) == "2 of 5"
    finding.type("rds")
    assert _selected(finding) == (1, "boards", 25)
    assert _count(finding) == "1 of 1"
    finding.type("x")
    assert _count(finding) == "Nothing found"


def test_enter_goes_on_and_round_and_shift_enter_back(finding: Desk) -> None:
    finding.type("board")
    seen = []
    for _ in range(5):
        finding.press(Key.Key_Return)
        seen.append(_count(finding))
    assert seen == ["3 of 5", "4 of 5", "5 of 5", "1 of 5", "2 of 5"]
    finding.press(Key.Key_Return, Mod.ShiftModifier)
    finding.press(Key.Key_Return, Mod.ShiftModifier)
    assert _count(finding) == "5 of 5"
    assert _selected(finding)[:2] == (4, "board")


def test_case_and_whole_words(finding: Desk) -> None:
    finding.type("Board")
    _tick(finding, "match-case")
    assert _count(finding) == "1 of 1"
    _tick(finding, "match-case")
    _tick(finding, "whole-words")
    assert _count(finding) == "2 of 4"


def test_escape_goes_back_to_where_one_was(finding: Desk) -> None:
    finding.type("prevent")
    finding.press(Key.Key_Escape)
    assert _selected(finding) == (1, "", 4)
    assert finding.editor.hasFocus()
    assert not finding.page.find_bar.isVisible()
    assert finding.editor.extraSelections() == []


def test_control_enter_types_on_where_it_was_found(finding: Desk) -> None:
    finding.type("prevent")
    finding.press(Key.Key_Return, Mod.ControlModifier)
    finding.type(" duty")
    assert finding.texts()[3] == "Prevent duty"


def test_replacing_all_is_one_thing_to_take_back(finding: Desk) -> None:
    before = finding.texts()
    ref = [row.action.ref for row in finding.rows() if row.action]
    finding.type("board")
    finding.page.find_bar.open_replace()
    finding.page.find_bar.words.setText("forum")
    button = finding.page.findChild(QPushButton, "replace-all")
    assert isinstance(button, QPushButton)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert finding.texts() == [
        "The forum",
        "The forum heard of forums",
        "Action: ring the forum",
        "Prevent",
        "On forum",
    ]
    assert _count(finding) == "5 replaced"
    assert [row.action.ref for row in finding.rows() if row.action] == ref
    finding.page.undo()
    assert finding.texts() == before


def test_replacing_one_goes_on_to_the_next(finding: Desk) -> None:
    finding.type("board")
    finding.page.find_bar.open_replace()
    finding.page.find_bar.words.setFocus()
    finding.type("board group")
    finding.press(Key.Key_Return)
    assert finding.texts()[1] == "The board group heard of boards"
    assert _selected(finding) == (1, "board", 30)
    finding.press(Key.Key_Return)
    assert finding.texts()[1] == "The board group heard of board groups"
    finding.page.undo()
    assert finding.texts()[1] == "The board group heard of boards"


def test_a_line_end_in_what_is_put_in_place_is_a_space(finding: Desk) -> None:
    QGuiApplication.clipboard().setText("forum\nof all")
    finding.type("on board")
    finding.page.find_bar.open_replace()
    finding.page.find_bar.words.setFocus()
    finding.press(Key.Key_V, Mod.ControlModifier)
    finding.page.find_bar.replace_all()
    assert finding.texts()[-1] == "forum of all"
    finding.page.find_bar.leave()
    finding.editor.place(4)
    finding.type(", typed on")
    document = finding.page.note.document
    assert [document.findBlockByNumber(n).text() for n in range(document.blockCount())] == finding.texts()
    assert finding.points()[-1].text == "forum of all, typed on"


def test_in_approved_minutes_nothing_is_said_to_be_replaced(finding: Desk) -> None:
    approve(finding.workspace, finding.meeting_id)
    finding.page.refresh()
    finding.type("board")
    finding.page.find_bar.open_replace()
    finding.page.find_bar.words.setText("forum")
    for replace in (finding.page.find_bar.replace_all, finding.page.find_bar.replace_one):
        replace()
        assert "replaced" not in _count(finding)
    assert finding.texts()[0] == "The Board"
    assert any("approved" in words for words in finding.messages)


def test_typing_before_a_replacement_is_taken_back_apart(finding: Desk) -> None:
    finding.press(Key.Key_Escape)
    finding.type("own ")
    finding.page.find_bar.open_replace()
    finding.type("own")
    finding.page.find_bar.words.setText("old")
    finding.page.find_bar.replace_all()
    finding.page.undo()
    assert finding.texts()[1] == "The own board heard of boards"


def test_a_block_of_which_nothing_is_left_goes(finding: Desk) -> None:
    finding.type("on board")
    finding.page.find_bar.open_replace()
    finding.page.find_bar.replace_all()
    assert finding.texts() == ["The Board", "The board heard of boards", "Action: ring the board", "Prevent"]
    assert len(finding.rows()) == 4


def test_an_empty_block_one_types_in_goes_when_the_bar_opens(finding: Desk) -> None:
    finding.press(Key.Key_Escape)
    finding.editor.place(4)
    finding.press(Key.Key_Return)
    finding.page.find_bar.open_find()
    assert finding.texts()[-1] == "On board"
    finding.type("heard")
    finding.press(Key.Key_Escape)
    assert _selected(finding)[0] == 4


def test_escape_stays_at_what_enter_has_gone_to(finding: Desk) -> None:
    finding.type("board")
    finding.press(Key.Key_Return)
    finding.press(Key.Key_Escape)
    assert finding.focus() is finding.editor
    assert (finding.editor.current_index(), finding.editor.textCursor().positionInBlock()) == (1, 24)
    finding.page.find_bar.open_find()
    finding.type("ring")
    finding.press(Key.Key_Escape)
    assert (finding.editor.current_index(), finding.editor.textCursor().positionInBlock()) == (1, 24)


def test_tab_goes_from_what_is_found_to_what_is_put_in_its_place(finding: Desk) -> None:
    finding.page.find_bar.open_replace()
    finding.press(Key.Key_Tab)
    assert finding.focus().objectName() == "replace-line"
    finding.press(Key.Key_Tab, Mod.ShiftModifier)
    assert finding.focus().objectName() == "find-line"
