"""The message bar: what is wrong, what was done, and how it goes away."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPushButton

from sop_minutes.commands.approving import record_publication
from sop_minutes.commands.circulating import set_as_role
from sop_minutes.commands.meetings import change_state, edit_meeting
from sop_minutes.commands.people import add_person
from sop_minutes.commands.points import add_point
from sop_minutes.domain.words import MeetingState
from sop_minutes.settings import Settings
from sop_minutes.storage.database import Database
from sop_minutes.ui.files import FileDialog
from sop_minutes.ui.shell import Shell
from tests.conftest import approve
from tests.ui.windows import make_file, press, wait_until

Key, Mod = Qt.Key, Qt.KeyboardModifier
CTRL = Mod.ControlModifier


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A database whose second meeting is approved."""
    path = make_file(tmp_path / "x.sopm")
    with Database.open(path) as database:
        for state in (MeetingState.DRAFT, MeetingState.CIRCULATED):
            database.do("State", change_state, 2, state=state)
        approve(database, 2)
        database.do("State", change_state, 1, state=MeetingState.DRAFT)
        database.do("About", edit_meeting, 1, title="", time="", place="", marking="OFFICIAL-SENSITIVE")
        person_id = database.do("Add", add_person, "Jo Doe", role="Team Manager")
        database.do("As role", set_as_role, person_id, as_role=True)
        database.do("Add", add_point, item_id=1, text="JD spoke.")
    return path


def _focus() -> str:
    widget = QApplication.focusWidget()
    return widget.objectName() if widget is not None else ""


def _type_on_approved_minutes(shell: Shell) -> None:
    assert shell.pages is not None
    shell.pages.open_meeting(2)
    press(Key.Key_X)
    assert "can only be read" in shell.window.message.text.text()
    assert shell.window.message.isVisible()


def _open_first(shell: Shell) -> None:
    assert shell.pages is not None
    shell.pages.open_meeting(1)


def test_escape_closes_the_message_where_nothing_nearer_takes_it(shell: Shell) -> None:
    _type_on_approved_minutes(shell)
    press(Key.Key_K, CTRL)
    press(Key.Key_Escape)
    assert shell.window.message.isVisible()
    press(Key.Key_Escape)
    assert not shell.window.message.isVisible()
    assert _focus() == "note"


def test_escape_closes_it_in_the_diary_too(shell: Shell) -> None:
    shell.turn_to(1)
    shell.window.say("Something is wrong.")
    press(Key.Key_Escape)
    assert not shell.window.message.isVisible()


def test_f6_reaches_it_and_its_button_gives_the_focus_back(shell: Shell) -> None:
    _type_on_approved_minutes(shell)
    press(Key.Key_F6, Mod.ShiftModifier)
    seen = 0
    while _focus() != "message-verb":
        press(Key.Key_F6)
        seen += 1
        assert seen < 10
    press(Key.Key_Tab)
    assert _focus() == "dismiss"
    press(Key.Key_Space)
    assert not shell.window.message.isVisible()
    assert _focus() not in {"", "dismiss", "open-folder"}


def test_its_button_gives_the_focus_back_to_where_it_was(shell: Shell) -> None:
    shell.turn_to(1)
    shell.window.say("Something is wrong.")
    before = QApplication.focusWidget()
    button = shell.window.findChild(QPushButton, "dismiss")
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert QApplication.focusWidget() is before


def test_undo_says_that_no_file_is_taken_off_again(shell: Shell) -> None:
    assert shell.pages is not None
    shell.pages.workspace.do("Publish", record_publication, 2, at=datetime(2026, 1, 1, tzinfo=UTC))
    shell.pages.open_meeting(2)
    press(Key.Key_Z, CTRL)
    assert "does not count as published any more" in shell.window.message.text.text()


def test_the_palette_closes_it(shell: Shell) -> None:
    _type_on_approved_minutes(shell)
    press(Key.Key_K, CTRL)
    QTest.keyClicks(QApplication.focusWidget(), "close the message")
    press(Key.Key_Return)
    assert not shell.window.message.isVisible()


def test_what_is_said_of_one_meeting_does_not_stand_above_another(shell: Shell) -> None:
    _type_on_approved_minutes(shell)
    _open_first(shell)
    assert not shell.window.message.isVisible()
    _type_on_approved_minutes(shell)
    shell.turn_to(1)
    assert not shell.window.message.isVisible()


def test_no_letter_of_it_is_one_of_the_menus(shell: Shell, tmp_path: Path) -> None:
    _open_first(shell)
    window = shell.window
    letters = {QKeySequence.mnemonic(action.text()) for action in window.bar.menus.actions()}
    assert QKeySequence("Alt+F") in letters
    window.tell("Written.", tmp_path)
    taken = [button.shortcut() for button in window.message.findChildren(QPushButton)]
    window.offer("It is damaged.", "Backups…", tuple)
    taken += [button.shortcut() for button in window.message.findChildren(QPushButton)]
    assert not letters & set(taken)
    assert [each for each in taken if not each.isEmpty()] == []


def test_no_button_of_a_page_takes_a_letter_of_the_menus(shell: Shell) -> None:
    letters = {QKeySequence.mnemonic(action.text()) for action in shell.window.bar.menus.actions()}
    for number in range(5):
        shell.turn_to(number)
        buttons = shell.window.findChildren(QAbstractButton)
        clashing = [each.text() for each in buttons if each.isVisible() and each.shortcut() in letters]
        assert clashing == []


def test_it_goes_when_what_it_says_is_over(shell: Shell) -> None:
    _type_on_approved_minutes(shell)
    press(Key.Key_K, CTRL)
    QTest.keyClicks(QApplication.focusWidget(), "correct (new version)")
    press(Key.Key_Return)
    wait_until(lambda: _focus() == "reason")
    QTest.keyClicks(QApplication.focusWidget(), "a slip in item 2")
    press(Key.Key_Return)
    assert not shell.window.message.isVisible()


class _Opened(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.urls: list[QUrl] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.urls.append(url)


def _write_public_note(shell: Shell, to: Path) -> None:
    press(Key.Key_E, CTRL)
    dialog = shell.window.findChild(FileDialog, "note-file")
    assert dialog is not None
    name = dialog.findChild(QLineEdit)
    assert name is not None
    name.setText(str(to))
    QTest.keyClick(name, Key.Key_Return)
    wait_until(to.exists)


def test_a_note_that_is_written_is_news_that_leads_to_its_folder(shell: Shell, tmp_path: Path) -> None:
    _open_first(shell)
    folder = tmp_path / "sent"
    folder.mkdir()
    _write_public_note(shell, folder / "pub.docx")
    message = shell.window.message
    assert message.property("kind") == "news"
    assert message.text.text().startswith("Written: ")
    assert "The public note carries OFFICIAL-SENSITIVE." in message.text.text()
    assert "Jo Doe is to be published as their role, Team Manager, and is named: “JD”" in message.text.text()
    button = message.findChild(QPushButton, "open-folder")
    assert button is not None
    assert button.isVisible()
    opened = _Opened()
    QDesktopServices.setUrlHandler("file", opened, "open")  # type: ignore[call-overload]
    QTest.keyClick(button, Key.Key_Space)
    QDesktopServices.unsetUrlHandler("file")
    assert [Path(url.toLocalFile()) for url in opened.urls] == [folder]
    shell.window.say("Something is wrong.")
    assert message.property("kind") == "wrong"
    assert not button.isVisible()


def test_files_are_asked_for_where_one_was_written_last(shell: Shell, path: Path, tmp_path: Path) -> None:
    _open_first(shell)
    folder = tmp_path / "sent"
    folder.mkdir()
    remembered: list[Settings] = []
    shell.placed.connect(remembered.append)
    _write_public_note(shell, folder / "pub.docx")
    assert remembered[-1].folder == str(folder)
    assert shell.pages is not None
    first, last = path.parent, folder
    for kept, wanted in ((remembered[-1], last), (Settings(), first)):
        shell.pages.open_last(kept._replace(meeting=1))
        press(Key.Key_E, CTRL)
        dialog = next(each for each in shell.window.findChildren(FileDialog) if each.isVisible())
        assert Path(dialog.directory().path()) == wanted
        dialog.reject()
