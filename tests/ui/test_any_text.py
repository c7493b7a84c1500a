"""Text of any kind in the note: what Qt takes for the end of a block, or counts otherwise than Python."""

import pytest
from PySide6.QtCore import QEvent, QMimeData
from PySide6.QtGui import QFont, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication
from sqlmodel import Session, select

from sop_minutes.commands.people import add_person
from sop_minutes.storage.tables import Point
from sop_minutes.ui.record.offsets import from_qt, to_qt
from tests.conftest import approve
from tests.ui.desk import Desk, Key, Mod, compose

SMILES = "😀😀"


def copied(desk: Desk) -> str:
    desk.press(Key.Key_C, Mod.ControlModifier)
    return QGuiApplication.clipboard().text()


def blocks(desk: Desk) -> list[str]:
    document = desk.page.note.document
    return [document.findBlockByNumber(number).text() for number in range(document.blockCount())]


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Enter])
def test_either_enter_with_shift_makes_a_block(desk: Desk, key: Key) -> None:
    desk.open("# P\nOne two")
    desk.editor.place(1, 3)
    keypad = Mod.KeypadModifier if key == Key.Key_Enter else Mod.NoModifier
    desk.press(key, Mod.ShiftModifier | keypad)
    assert desk.texts() == ["P", "One", " two"]
    desk.press(Key.Key_A, Mod.ControlModifier)
    assert copied(desk) == "# P\nOne\n two"


def test_a_key_that_types_a_line_end_makes_a_block(desk: Desk) -> None:
    desk.open("# P\nOne")
    QApplication.sendEvent(desk.editor, QKeyEvent(QEvent.Type.KeyPress, 0, Mod.NoModifier, "\u2028"))
    desk.type("two")
    assert desk.texts() == ["P", "One", "two"]


@pytest.mark.parametrize("end", ["\u2028", "\u2029", "\r", "\r\n", "\x0b"])
def test_a_line_end_that_is_composed_makes_a_block(desk: Desk, end: str) -> None:
    desk.open("# P\nOne")
    compose(desk.editor, f" two{end}three")
    assert desk.texts() == ["P", "One two", "three"]
    desk.press(Key.Key_A, Mod.ControlModifier)
    assert copied(desk) == "# P\nOne two\nthree"


def test_a_line_end_that_got_into_a_block_is_copied_as_a_space(desk: Desk) -> None:
    desk.open("# P\nOne")
    desk.editor.textCursor().insertText("\u2028two")  # as a screen reader's program may
    desk.press(Key.Key_A, Mod.ControlModifier)
    assert copied(desk) == "# P\nOne two"
    assert desk.points()[0].text == "One two"


def test_what_is_composed_holds_nothing_that_begins_a_block_in_qt(desk: Desk) -> None:
    desk.open("# P\nOne")
    compose(desk.editor, "a\ufdd0b\U0001ffff")
    assert desk.texts() == blocks(desk) == ["P", "Oneab"]


def test_a_note_that_holds_what_begins_a_block_in_qt_can_be_opened(desk: Desk) -> None:
    meeting_id = desk.partnership.record("# P\nOne\nTwo")

    def spoil(session: Session) -> None:
        for point in session.exec(select(Point)):
            point.text = f"a\ufdd0{point.text}\ufdd1\u2028b\nc"

    desk.partnership.database.do("Spoil", spoil)
    desk.show(meeting_id)
    assert desk.texts() == blocks(desk) == ["P", "aOne b c", "aTwo b c"]
    desk.type("!")
    assert [point.text for point in desk.points()][1] == "aTwo b c!"
    assert desk.texts() == blocks(desk)


def test_an_approved_note_takes_nothing_that_is_composed(desk: Desk) -> None:
    desk.open("# P\nOne")
    approve(desk.workspace, desk.meeting_id)
    desk.page.refresh()
    desk.editor.place(1)
    compose(desk.editor, "", preedit="e")
    compose(desk.editor, "é")
    assert desk.texts() == ["P", "One"]
    assert desk.page.note.block(1).layout().preeditAreaText() == ""
    assert any("approved" in words for words in desk.messages)


@pytest.mark.parametrize("text", ["", "plain", "é–", SMILES, f"a{SMILES}é👩\u200d👧b", "e\u0301\u202e"])
def test_places_in_a_text_are_the_same_there_and_back(text: str) -> None:
    for at in range(len(text) + 1):
        assert to_qt(text, at) == len(text[:at].encode("utf-16-le")) // 2
        assert from_qt(text, to_qt(text, at)) == at
    assert to_qt(text, len(text) + 9) == to_qt(text, len(text))


def test_an_owner_is_completed_behind_emoji(desk: Desk) -> None:
    desk.open(f"# P\n{SMILES} tail")
    desk.workspace.do("Add", add_person, "Ann Lee")
    desk.page.refresh()
    desk.editor.place(1)
    desk.type(" @An")
    desk.press(Key.Key_Tab)
    assert desk.line() == f"{SMILES} tail @Ann Lee "


def test_what_is_pasted_behind_emoji_stands_where_the_cursor_is(desk: Desk) -> None:
    desk.open(f"# P\n{SMILES} more")
    desk.editor.place(1, 3)
    data = QMimeData()
    data.setText("and ")
    QGuiApplication.clipboard().setMimeData(data)
    desk.press(Key.Key_V, Mod.ControlModifier)
    desk.type("yet ")
    assert desk.line() == f"{SMILES} and yet more"
    desk.press(Key.Key_End, Mod.ShiftModifier)
    assert copied(desk) == "more"


def test_what_is_found_behind_emoji_is_selected_marked_and_replaced(desk: Desk) -> None:
    desk.open(f"# P\n{SMILES} two x two")
    bar = desk.page.find_bar
    bar.open_replace()
    bar.line.setText("two")
    assert desk.editor.textCursor().selectedText() == "two"
    assert [mark.cursor.selectedText() for mark in desk.editor.extraSelections()] == ["two", "two"]
    bar.words.setText("2😀")
    bar.replace_one()
    assert desk.editor.textCursor().selectedText() == "two"
    bar.replace_one()
    assert desk.line() == f"{SMILES} 2😀 x 2😀"


def test_a_link_is_made_and_found_behind_emoji(desk: Desk) -> None:
    desk.open(f"# P\n{SMILES} see")
    desk.editor.place(1, 3)
    desk.press(Key.Key_End, Mod.ShiftModifier)
    desk.page.links.ask()
    desk.page.links.line.setText("https://example.org/a")
    desk.press(Key.Key_Return)
    assert desk.line() == f"{SMILES} [see](https://example.org/a)"
    desk.editor.place(1, 4)
    assert desk.page.links.address_at(desk.editor.textCursor()) == "https://example.org/a"
    desk.editor.place(1, 3)
    assert desk.page.links.address_at(desk.editor.textCursor()) == ""


def test_styles_stand_on_their_words_behind_emoji(desk: Desk) -> None:
    desk.open(f"# P\n{SMILES} **bold** rest\nTwo")
    text = desk.texts()[1]
    bold = [
        text[from_qt(text, span.start) : from_qt(text, span.start + span.length)]
        for span in desk.page.note.block(1).layout().formats()
        if span.format.fontWeight() == QFont.Weight.Bold
    ]
    assert bold == ["bold"]
