"""What was typed and cannot be saved: the note is not left, and the words are not lost."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from sqlcipher3 import dbapi2

from sop_minutes.app import App
from sop_minutes.commands.agenda import convene_meeting
from sop_minutes.commands.deleting import delete_meeting
from sop_minutes.domain.page import write_block
from sop_minutes.queries.meetings import list_meetings
from sop_minutes.queries.page import page_rows
from sop_minutes.settings import Settings, save_settings
from sop_minutes.storage.database import Database
from sop_minutes.ui.files import FileDialog
from sop_minutes.ui.record.editor import NoteEditor
from sop_minutes.ui.record.unkept import LosingDialog, UnkeptDialog
from sop_minutes.ui.shell import Shell
from sop_minutes.ui.shortcut_sheet import ShortcutSheet
from tests.conftest import approve
from tests.ui.windows import make_file, open_shell, pages_of, wait_until

Key, Mod = Qt.Key, Qt.KeyboardModifier
FIRST, SECOND = 1, 2


@pytest.fixture
def shell(app: QApplication, path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shell]:
    """A window on the second meeting; what is raised in it fails the test."""
    wrong: list[object] = []
    monkeypatch.setattr(sys, "excepthook", lambda *error: wrong.append(error))
    shell = open_shell(path)
    pages_of(shell).open_meeting(SECOND)
    yield shell
    shell.close()
    shell.window.close()
    app.processEvents()
    assert wrong == []


def _type(shell: Shell, words: str) -> None:
    QTest.keyClicks(pages_of(shell).record.editor, words)


def _last(shell: Shell) -> str:
    return pages_of(shell).record.note.pieces[-1].text


def _message(shell: Shell) -> str:
    return shell.window.message.text.text()


def _kept(path: Path, meeting_id: int = SECOND) -> str:
    with Database.open(path) as database:
        return write_block(database.read(page_rows, meeting_id)[-1].sheet).text


@contextmanager
def busy(path: Path) -> Iterator[None]:
    """Let another program write the file meanwhile."""
    connection = dbapi2.connect(str(path), isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        connection.execute("ROLLBACK")
        connection.close()


def _approve(path: Path) -> None:
    with Database.open(path, who="bo") as other:
        approve(other, SECOND, "Approve the minutes")


def _unkept(shell: Shell) -> UnkeptDialog:
    found = [dialog for dialog in shell.window.findChildren(UnkeptDialog) if dialog.isVisible()]
    assert len(found) == 1
    return found[0]


def test_a_note_whose_text_cannot_be_saved_is_not_left_for_another(shell: Shell, path: Path) -> None:
    with busy(path):
        _type(shell, " precious")
        pages_of(shell).open_meeting(FIRST)
        assert _last(shell) == "Two precious"
        assert "stays open" in _message(shell)
        assert "another program" in _message(shell)
    pages_of(shell).open_meeting(FIRST)
    assert _kept(path) == "Two precious"
    assert _last(shell) != "Two precious"


@pytest.mark.parametrize("where", ["welcome", "open"])
def test_nor_for_another_database_or_the_welcome_page(shell: Shell, path: Path, where: str) -> None:
    other = make_file(path.with_name("other.sopm"))
    with busy(path):
        _type(shell, " precious")
        shell.welcome() if where == "welcome" else shell.open(other)
        assert _last(shell) == "Two precious"
        assert "stays open" in _message(shell)
    shell.open(other)
    assert _kept(path) == "Two precious"


def test_what_could_not_be_saved_is_tried_again_and_the_message_goes(shell: Shell, path: Path) -> None:
    with busy(path):
        _type(shell, " precious")
        wait_until(lambda: _message(shell))
        assert shell.window.status.saved.text() == "✕ Not saved"
    wait_until(lambda: not _message(shell))
    assert shell.window.status.saved.text() == "● Saved"
    assert _kept(path) == "Two precious"


def test_undo_in_a_file_that_is_busy_says_so(shell: Shell, path: Path) -> None:
    with busy(path):
        QTest.keyClick(pages_of(shell).record.editor, Key.Key_Z, Mod.ControlModifier)
        assert "another program" in _message(shell)


def test_words_typed_in_minutes_that_are_approved_meanwhile_can_be_copied(shell: Shell, path: Path) -> None:
    _type(shell, " late words")
    _approve(path)
    wait_until(lambda: shell.window.findChildren(UnkeptDialog))
    assert _unkept(shell).words.toPlainText() == "Two late words"
    assert _last(shell) == "Two"
    assert pages_of(shell).record.note.is_locked
    copy = _unkept(shell).findChild(QPushButton, "unkept-copy")
    assert copy is not None
    copy.click()
    assert QGuiApplication.clipboard().text() == "Two late words"
    assert shell.window.status.saved.text() == "● Saved"
    _unkept(shell).reject()


def test_they_are_shown_before_another_database_is_opened(shell: Shell, path: Path) -> None:
    other = make_file(path.with_name("other.sopm"))
    _type(shell, " late words")
    _approve(path)
    shell.open(other)
    assert _unkept(shell).words.toPlainText() == "Two late words"
    _unkept(shell).reject()
    shell.open(other)
    assert shell.settings.database == str(other)


def test_a_meeting_that_is_taken_back_while_it_is_open_gives_way_to_the_diary(
    shell: Shell, path: Path
) -> None:
    pages = pages_of(shell)
    made = pages.workspace.do(
        "New meeting", convene_meeting, group_id=1, on=date(2018, 3, 1), provisional=False
    )
    pages.open_meeting(made)
    QTest.keyClick(pages.record.editor, Key.Key_Z, Mod.ControlModifier)
    assert shell.window.pages.currentWidget() is pages.diary
    assert "no longer there" in _message(shell)
    assert pages.record.meeting_id == 0
    assert pages.record.note.is_locked
    pages.show_note()
    assert shell.window.pages.currentWidget() is pages.diary
    pages.open_meeting(SECOND)
    _type(shell, " and more")
    pages.record.keeper.keep()
    assert _kept(path) == "Two and more"


def test_words_typed_in_a_meeting_that_a_colleague_deletes_can_be_copied(shell: Shell, path: Path) -> None:
    with Database.open(path) as other:
        made = other.do("New", convene_meeting, group_id=1, on=date(2018, 3, 1), provisional=False)
        pages_of(shell).open_meeting(made)
        _type(shell, "half a wo")
        other.do("Delete", delete_meeting, made)
    wait_until(lambda: shell.window.findChildren(UnkeptDialog))
    assert _unkept(shell).words.toPlainText() == "half a wo"
    assert shell.window.pages.currentWidget() is pages_of(shell).diary
    _unkept(shell).reject()


def test_a_meeting_that_is_gone_is_not_opened_and_the_one_that_is_open_stays(
    shell: Shell, path: Path
) -> None:
    pages = pages_of(shell)
    pages.show_diary()
    gone = pages.workspace.read(list_meetings)[-1].id
    with Database.open(path) as other:
        other.do("Delete", delete_meeting, gone)
    pages.open_meeting(gone)
    assert "no longer there" in _message(shell)
    assert pages.record.meeting_id == SECOND
    assert shell.window.pages.currentWidget() is pages.diary


def test_what_the_palette_found_may_be_gone(shell: Shell, path: Path) -> None:
    pages = pages_of(shell)
    shell.palette.open()
    line = shell.palette.findChild(QLineEdit)
    assert line is not None
    QTest.keyClicks(line, "2018")
    with Database.open(path) as other:
        other.do("Delete", delete_meeting, pages.workspace.read(list_meetings)[-1].id)
    QTest.keyClick(line, Key.Key_Return)
    assert "no longer there" in _message(shell)


@pytest.fixture
def opened(app: QApplication, path: Path, tmp_path: Path) -> Iterator[App]:
    """The whole program on the second meeting."""
    opened = App(path, tmp_path / "settings.json")
    ready: list[bool] = []
    opened.ready.connect(lambda: ready.append(True))
    opened.show()
    wait_until(lambda: ready)
    pages_of(_shell(opened)).open_meeting(SECOND)
    yield opened
    opened.window.close()


def _shell(opened: App) -> Shell:
    assert opened.shell is not None
    return opened.shell


def _quit(opened: App) -> None:
    QTest.keyClick(opened.window, Key.Key_Q, Mod.ControlModifier)


def _losing(opened: App) -> LosingDialog:
    (dialog,) = (each for each in opened.window.findChildren(LosingDialog) if each.isVisible())
    return dialog


def _press(dialog: QWidget, name: str) -> None:
    button = dialog.findChild(QPushButton, name)
    assert button is not None
    QTest.keyClick(button, Key.Key_Space)


def test_what_cannot_be_saved_is_lost_only_by_a_decision_however_often_the_window_is_closed(
    opened: App, path: Path
) -> None:
    with busy(path):
        _type(_shell(opened), " one")
        _quit(opened)
        assert "another program" in _losing(opened).findChildren(QLabel)[0].text()
        assert _losing(opened).words.toPlainText() == "Two one"
        _press(_losing(opened), "losing-stay")
        _type(_shell(opened), " two")
        _quit(opened)
        assert _losing(opened).words.toPlainText() == "Two one two"
        opened.window.close()
        assert opened.window.isVisible()
        dialog = _losing(opened)
        _press(dialog, "losing-lose")
        assert not opened.window.isVisible()
        assert not dialog.isVisible()
    assert _kept(path) == "Two"


def test_nor_is_what_was_typed_before_the_window_is_ready(
    app: QApplication, path: Path, tmp_path: Path
) -> None:
    settings = Settings().on(str(path))._replace(meeting=SECOND)
    save_settings(tmp_path / "settings.json", settings)
    opened = App(None, tmp_path / "settings.json")
    painted: list[bool] = []
    opened.window.painted.connect(lambda: painted.append(True))
    opened.show()
    wait_until(lambda: painted)
    note = opened.window.focusWidget()
    assert isinstance(note, NoteEditor)
    with busy(path):
        QTest.keyClicks(note, " early")
        opened.window.close()
        assert opened.window.isVisible()
        assert _losing(opened).words.toPlainText() == "Two early"
    wait_until(lambda: opened.shell is not None and "is saved now" in _message(opened.shell))
    opened.window.close()
    assert _kept(path) == "Two early"


def test_what_is_saved_after_all_is_not_asked_about_any_more(opened: App, path: Path) -> None:
    with busy(path):
        _type(_shell(opened), " one")
        _quit(opened)
        assert _losing(opened).isVisible()
    wait_until(lambda: "is saved now" in opened.window.message.text.text())
    assert not any(each.isVisible() for each in opened.window.findChildren(LosingDialog))
    assert _kept(path) == "Two one"


def test_what_would_be_lost_can_be_taken_elsewhere(opened: App, path: Path, tmp_path: Path) -> None:
    with busy(path):
        _type(_shell(opened), " one")
        _quit(opened)
        dialog = _losing(opened)
        _press(dialog, "losing-copy")
        assert QGuiApplication.clipboard().text() == "Two one"
        _press(dialog, "losing-save")
        asked = dialog.findChild(FileDialog)
        assert asked is not None
        asked.fileSelected.emit(str(tmp_path / "words.txt"))
        asked.reject()
        assert (tmp_path / "words.txt").read_text() == "Two one\n"
        _press(dialog, "losing-lose")
    assert QGuiApplication.clipboard().text() == "Two one"


def test_the_lock_page_closes_nothing_that_is_not_saved_and_shows_no_words(opened: App, path: Path) -> None:
    locking = _shell(opened).safe.locking
    with busy(path):
        _type(_shell(opened), " one")
        QTest.keyClick(opened.window, Key.Key_F12)
        assert locking.cover is not None
        for _ in range(3):
            _press(locking.cover, "cover-quit")
            assert opened.window.isVisible()
            assert not [each for each in opened.window.findChildren(LosingDialog) if each.isVisible()]
        told = locking.cover.findChild(QLabel, "cover-secret-wrong")
        assert told.isVisible()
        assert "Unlock it first" in told.text()
        locking.unlock()
        _quit(opened)
        assert _losing(opened).words.toPlainText() == "Two one"
        _press(_losing(opened), "losing-stay")
    wait_until(lambda: not _message(_shell(opened)))
    assert _kept(path) == "Two one"


def test_the_lock_page_closes_no_window_in_which_something_is_asked(opened: App) -> None:
    shell = _shell(opened)
    shell.show_keys()
    shell.safe.locking.lock()
    cover = shell.safe.locking.cover
    assert cover is not None
    _press(cover, "cover-quit")
    assert shell.window.isVisible()
    shell.safe.locking.unlock()
    for sheet in shell.window.findChildren(ShortcutSheet):
        sheet.reject()


def test_a_note_that_was_not_left_says_so_no_longer_than_it_is_so(shell: Shell, path: Path) -> None:
    with busy(path):
        _type(shell, " precious")
        pages_of(shell).open_meeting(FIRST)
        assert "stays open" in _message(shell)
    wait_until(lambda: shell.window.status.saved.text() == "● Saved")
    assert not _message(shell)


def test_a_file_that_was_deleted_is_lost_only_by_a_decision_too(opened: App, path: Path) -> None:
    path.unlink()
    _quit(opened)
    _shell(opened).keep()
    assert "in no file any more" in _losing(opened).findChildren(QLabel)[0].text()
    assert opened.window.isVisible()
    _press(_losing(opened), "losing-lose")
    wait_until(lambda: not opened.window.isVisible())
