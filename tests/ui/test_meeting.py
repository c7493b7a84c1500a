"""What can be done with a meeting from the window: its details, approving it, its note as a file."""

import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit, QPlainTextEdit, QWidget

from sop_minutes.app import App
from sop_minutes.commands.groups import add_group
from sop_minutes.commands.notes import record_note
from sop_minutes.domain.grammar import read_note_text, write_note_text
from sop_minutes.queries.meetings import meeting_sheet, typed_note
from sop_minutes.queries.partners import list_groups
from sop_minutes.settings import Settings, save_settings
from sop_minutes.storage.database import Database
from tests.conftest import approve
from tests.ui.windows import wait_until

Key, Mod = Qt.Key, Qt.KeyboardModifier
NOTE = """Date: 15 November 2017
# Prevent
One
Action: @AL to ring by Friday
Restricted: the safe house
# FGM
Two"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with Database.open(tmp_path / "x.sopm") as database:
        group_id = database.do("Add", add_group, "Co-ordination Group", code="CG")
        database.do("Record", record_note, read_note_text(NOTE), group_id=group_id)
    return tmp_path / "x.sopm"


@pytest.fixture
def opened(app: QApplication, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[App]:
    wrong: list[object] = []
    monkeypatch.setattr(sys, "excepthook", lambda *error: wrong.append(error))
    save_settings(tmp_path / "settings.json", Settings().on(str(path))._replace(meeting=1, block=1, offset=3))
    opened = App(None, tmp_path / "settings.json")
    ready = QSignalSpy(opened.ready)
    opened.show()
    wait_until(ready.count)
    yield opened
    opened.window.close()
    opened.window.close()
    app.processEvents()
    assert wrong == []


def _press(opened: App, key: Qt.Key, mods: Qt.KeyboardModifier = Mod.NoModifier) -> None:
    QTest.keyClick(opened.window.focusWidget() or opened.window, key, mods)


def _choose(opened: App, words: str) -> None:
    """Do a command by its words in the palette."""
    _press(opened, Key.Key_K, Mod.ControlModifier)
    line = opened.window.focusWidget()
    assert isinstance(line, QLineEdit)
    QTest.keyClicks(line, words)
    QTest.keyClick(line, Key.Key_Return)


def _dialog(opened: App, name: str) -> QDialog:
    found = [each for each in opened.window.findChildren(QDialog, name) if each.isVisible()]
    assert len(found) == 1
    return found[0]


def _line(dialog: QWidget, name: str) -> QLineEdit:
    found = dialog.findChild(QLineEdit, name)
    assert found is not None
    return found


def _text(path: Path) -> str:
    with Database.open(path) as database:
        return write_note_text(database.read(typed_note, 1))


def _message(opened: App) -> str:
    return opened.window.message.text.text()


def test_what_stands_above_a_note_is_typed_in_one_dialog(opened: App, path: Path) -> None:
    _press(opened, Key.Key_F2)
    dialog = _dialog(opened, "details")
    for name, text in (("title", "Notes of the day"), ("time", "10:00"), ("place", "County Hall")):
        QTest.keyClicks(_line(dialog, name), text)
    QTest.keyClick(_line(dialog, "place"), Key.Key_Return)
    with Database.open(path) as database:
        sheet = database.read(meeting_sheet, 1)
    assert sheet.heading == "Notes of the day – 15 November 2017"
    assert (sheet.note.time, sheet.note.place) == ("10:00", "County Hall")
    _press(opened, Key.Key_Z, Mod.ControlModifier)
    with Database.open(path) as database:
        assert database.read(meeting_sheet, 1).note.place == ""


def test_approved_minutes_can_be_read_and_nothing_that_is_pressed_changes_them(
    opened: App, path: Path
) -> None:
    before = _text(path)
    _choose(opened, "Approve these minutes")
    dialog = _dialog(opened, "approve")
    wait_until(lambda: QApplication.activeWindow() is dialog)
    QTest.keyClick(dialog.focusWidget(), Key.Key_Return, Mod.ControlModifier)
    opened.window.activateWindow()
    wait_until(lambda: QApplication.activeWindow() is opened.window)
    editor = opened.window.focusWidget()
    assert editor is not None
    assert editor.objectName() == "note"
    QGuiApplication.clipboard().setText("pasted")
    for key, mods in (
        (Key.Key_X, Mod.NoModifier),
        (Key.Key_Return, Mod.NoModifier),
        (Key.Key_Return, Mod.ControlModifier),
        (Key.Key_Tab, Mod.NoModifier),
        (Key.Key_Backspace, Mod.NoModifier),
        (Key.Key_Down, Mod.AltModifier),
        (Key.Key_V, Mod.ControlModifier),
        (Key.Key_V, Mod.ControlModifier | Mod.ShiftModifier),
        (Key.Key_A, Mod.ControlModifier | Mod.ShiftModifier),
        (Key.Key_A, Mod.ControlModifier),
        (Key.Key_X, Mod.ControlModifier),
        (Key.Key_B, Mod.ControlModifier),
        (Key.Key_Delete, Mod.NoModifier),
    ):
        QTest.keyClick(editor, key, mods)
    assert opened.shell is not None
    assert opened.shell.pages is not None
    assert opened.shell.pages.record.keeper.keep()
    assert _text(path) == before
    assert "can only be read" in _message(opened)
    _choose(opened, "Correct (new version)")
    dialog = _dialog(opened, "reopen")
    QTest.keyClick(_line(dialog, "reason"), Key.Key_Return)
    assert dialog.isVisible()
    QTest.keyClicks(_line(dialog, "reason"), "a name was wrong")
    QTest.keyClick(_line(dialog, "reason"), Key.Key_Return)
    QTest.keyClick(editor, Key.Key_Home, Mod.ControlModifier)
    QTest.keyClick(editor, Key.Key_Down)
    QTest.keyClick(editor, Key.Key_Home)
    QTest.keyClicks(editor, "Now ")
    assert opened.shell.pages.record.keeper.keep()
    assert "Now One" in _text(path)


def test_the_public_note_is_written_as_a_word_file_without_what_is_restricted(
    opened: App, tmp_path: Path
) -> None:
    _press(opened, Key.Key_E, Mod.ControlModifier)
    dialog = _dialog(opened, "note-file")
    assert isinstance(dialog, QFileDialog)
    name = dialog.findChild(QLineEdit)
    assert name is not None
    assert name.text() == "CG-2017-11-15-public.docx"
    name.setText(str(tmp_path / "sent.docx"))
    QTest.keyClick(name, Key.Key_Return)
    wait_until((tmp_path / "sent.docx").exists)
    with zipfile.ZipFile(tmp_path / "sent.docx") as file:
        body = file.read("word/document.xml").decode()
    assert "One" in body
    assert "safe house" not in body
    assert "sent.docx" in _message(opened)


def test_a_window_with_something_it_cannot_save_stays_for_the_words_to_be_copied(
    opened: App, path: Path
) -> None:
    editor = opened.window.focusWidget()
    assert editor is not None
    with Database.open(path) as other:
        approve(other, 1)
        QTest.keyClicks(editor, "lost?")
        assert not opened.window.close()
        assert opened.window.isVisible()
        assert not opened.window.findChildren(QDialog, "losing"), "it is shown already"
    words = _dialog(opened, "unkept").findChild(QPlainTextEdit)
    assert words is not None
    assert "lost?" in words.toPlainText()
    _dialog(opened, "unkept").reject()
    assert opened.window.close()
    assert "lost?" not in _text(path)


def test_a_group_is_added_from_the_list_of_groups(opened: App, path: Path) -> None:
    _choose(opened, "New group")
    dialog = _dialog(opened, "group-new")
    QTest.keyClicks(_line(dialog, "name"), "Housing Board")
    QTest.keyClicks(_line(dialog, "code"), "CG")
    QTest.keyClick(_line(dialog, "code"), Key.Key_Return)
    assert "CG" in _message(opened)
    _choose(opened, "New group")
    dialog = _dialog(opened, "group-new")
    QTest.keyClicks(_line(dialog, "name"), "Housing Board")
    QTest.keyClick(_line(dialog, "name"), Key.Key_Return)
    with Database.open(path) as database:
        assert [(row.name, row.code) for row in database.read(list_groups)] == [
            ("Co-ordination Group", "CG"),
            ("Housing Board", "HB"),
        ]
    assert opened.window.bar.group.accessibleDescription() == "Housing Board"
