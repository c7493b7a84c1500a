"""Spelling is checked beside the typing, with a small dictionary of our own."""

from pathlib import Path

import pytest
from PySide6.QtGui import QContextMenuEvent, QTextCharFormat
from PySide6.QtWidgets import QApplication, QListWidget
from sqlmodel import Session, select

from sop_minutes.dictionary import Dictionary
from sop_minutes.storage.tables import Point
from sop_minutes.ui.record.offsets import from_qt
from tests.ui.desk import Desk, Key, Mod

WORDS = "the group heard of cuckoo in action agreed two report ring to and is colour vice chair".split()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "en_GB.aff").write_text("SET UTF-8\nTRY etaoin\n", encoding="utf-8")
    (tmp_path / "en_GB.dic").write_text("\n".join([str(len(WORDS)), *WORDS]), encoding="utf-8")
    return tmp_path


@pytest.fixture
def checking(desk: Desk, folder: Path) -> Desk:
    desk.page.spelling.start(folder, folder / "own" / "words.txt")
    return desk


def _underlined(desk: Desk) -> list[str]:
    return [
        piece.text[from_qt(piece.text, span.start) : from_qt(piece.text, span.start + span.length)]
        for index, piece in enumerate(desk.page.note.pieces)
        for span in desk.page.note.block(index).layout().formats()
        if span.format.underlineStyle() == QTextCharFormat.UnderlineStyle.WaveUnderline
    ]


def _wait_until(desk: Desk, words: list[str]) -> None:
    assert desk.wait_until(lambda: _underlined(desk) == words), _underlined(desk)


def _offered(desk: Desk) -> list[str]:
    shown = desk.page.findChild(QListWidget, "suggestions")
    assert isinstance(shown, QListWidget)
    return [shown.item(row).text() for row in range(shown.count())] if shown.isVisible() else []


def test_what_was_there_is_looked_over_when_nobody_types(checking: Desk) -> None:
    checking.open("Present: Sally Carver\n# The gruop\nSally Carver heard of teh report\n- DHR V2 @Zeb Qlix")
    _wait_until(checking, ["gruop", "teh"])


def test_a_word_is_not_wrong_while_it_is_being_typed(checking: Desk) -> None:
    checking.open("# The group\nOne")
    checking.press(Key.Key_Return)
    checking.type("Agreed: teh grou")
    _wait_until(checking, ["One", "teh"])
    checking.type(" heard")
    _wait_until(checking, ["One", "teh", "grou"])


def test_a_suggestion_is_taken_from_the_keyboard(checking: Desk) -> None:
    checking.open("# The group\nthe group heard of teh")
    checking.press(Key.Key_Home)
    checking.press(Key.Key_Return, Mod.AltModifier)
    assert _offered(checking) == ["the", "Add “teh” to the dictionary", "Ignore “teh”"]
    checking.press(Key.Key_Return)
    assert checking.line() == "the group heard of the"
    assert checking.points()[0].text == "the group heard of the"


def test_the_list_goes_when_one_types_on_or_leaves_the_word(checking: Desk) -> None:
    checking.open("# The group\nthe teh report\nof the group")

    def ask() -> None:
        checking.editor.place(1, 0)
        checking.press(Key.Key_Return, Mod.AltModifier)
        assert _offered(checking)[0] == "the"

    ask()
    checking.type("x")
    assert _offered(checking) == []
    checking.press(Key.Key_Backspace)
    for key, mods in (
        (Key.Key_Home, Mod.NoModifier),
        (Key.Key_End, Mod.ControlModifier),
        (Key.Key_Backspace, Mod.NoModifier),
    ):
        ask()
        checking.press(key, mods)
        assert _offered(checking) == []
    assert checking.texts()[1:] == ["the te report", "of the group"]


def test_the_list_goes_when_a_colleague_changes_the_line(checking: Desk) -> None:
    checking.open("# The group\nthe teh report")
    checking.editor.place(1, 0)
    checking.press(Key.Key_Return, Mod.AltModifier)
    assert _offered(checking)[0] == "the"

    def change(session: Session) -> None:
        session.exec(select(Point)).one().text = "two: the teh report"

    checking.partnership.database.do("Change", change)
    assert checking.wait_until(lambda: checking.texts()[1] == "two: the teh report")
    assert _offered(checking) == []


def test_a_suggestion_is_put_behind_emoji(checking: Desk) -> None:
    checking.open("# The group\n😀😀 the teh report")
    checking.editor.place(1, 0)
    _wait_until(checking, ["teh"])
    checking.press(Key.Key_Return, Mod.AltModifier)
    checking.press(Key.Key_Return)
    assert checking.line() == "😀😀 the the report"


def test_an_own_word_is_kept_beside_the_settings_for_good(checking: Desk, folder: Path) -> None:
    checking.open("# The group\ncuckooing and Cuckooing")
    _wait_until(checking, ["cuckooing", "Cuckooing"])
    checking.press(Key.Key_Return, Mod.AltModifier)
    checking.press(Key.Key_Up)
    checking.press(Key.Key_Up)
    checking.press(Key.Key_Return)
    _wait_until(checking, [])
    own = folder / "own" / "words.txt"
    assert own.read_text(encoding="utf-8").casefold() == "cuckooing\n"
    again = Dictionary(folder, own)
    again.look_up("cuckooing")
    assert not again.wrong_in("cuckooing")


def test_what_is_ignored_is_written_nowhere(checking: Desk, folder: Path) -> None:
    checking.open("# The group\nthe qlix")
    _wait_until(checking, ["qlix"])
    checking.press(Key.Key_Return, Mod.AltModifier)
    checking.press(Key.Key_Up)
    checking.press(Key.Key_Return)
    _wait_until(checking, [])
    assert not (folder / "own").exists()


def test_the_menu_key_and_the_right_button_offer_too(checking: Desk) -> None:
    checking.open("# The group\nthe teh")
    _wait_until(checking, ["teh"])
    at = checking.editor.cursorRect().center()
    for reason in (QContextMenuEvent.Reason.Keyboard, QContextMenuEvent.Reason.Mouse):
        event = QContextMenuEvent(reason, at, checking.editor.viewport().mapToGlobal(at))
        QApplication.sendEvent(checking.editor.viewport(), event)
        assert _offered(checking)[0] == "the"
        checking.press(Key.Key_Escape)


def test_hyphened_words_are_right_if_their_parts_are(folder: Path) -> None:
    words = Dictionary(folder, folder / "own.txt")
    words.know_names(["Sally Carver"])
    text = "vice-chair Carver-group Carver’s teh-chair"
    words.look_up(text)
    assert [text[start:end] for start, end in words.wrong_in(text)] == ["teh-chair"]


def test_without_a_dictionary_it_is_said_once_and_typing_goes_on(desk: Desk, tmp_path: Path) -> None:
    desk.page.spelling.start(None, tmp_path / "own.txt")
    desk.open("# The group\nteh")
    desk.type(" teh")
    assert desk.line() == "teh teh"
    assert len([words for words in desk.said if "hunspell-en-gb" in words]) == 1
