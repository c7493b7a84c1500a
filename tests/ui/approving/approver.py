"""Minutes on their way from circulated to published, by keys: what several tests press."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QWidget,
)

from sop_minutes.circulating import Wanted, draft, prepare
from sop_minutes.commands.groups import add_group
from sop_minutes.commands.meetings import add_meeting
from sop_minutes.commands.notes import record_note
from sop_minutes.commands.people import add_person
from sop_minutes.domain.grammar import read_note_text, write_note_text
from sop_minutes.domain.words import Audience
from sop_minutes.queries.meetings import typed_note
from sop_minutes.settings import Settings
from sop_minutes.storage.database import Database
from sop_minutes.ui.shell import Shell
from sop_minutes.ui.window import MainWindow
from tests.ui.windows import pages_of, press, wait_until

Key, Mod = Qt.Key, Qt.KeyboardModifier
TODAY = date(2018, 1, 18)
NOTE = """Date: 15 November 2017
Present: Ann Lee, Bo Ray
# Prevent
The figures rose.
Restricted: the review in the south is under way
# Safe house
Members: it is full"""
LAST, NEXT = 1, 2


def make_file(tmp_path: Path) -> Path:
    """Make a database with a note that was circulated to members, and the next meeting to come."""
    path = tmp_path / "x.sopm"
    with Database.open(path) as database:
        group_id = database.do("Add", add_group, "Co-ordination Group", code="CG")
        for name in ("Ann Lee", "Bo Ray"):
            database.do("Add", add_person, name, email=f"{name[:2]}@example.org")
        database.do("Record", record_note, read_note_text(NOTE), group_id=group_id)
        database.do("Plan", add_meeting, group_id=group_id, on=date(2018, 1, 17))
        now = datetime(2017, 11, 20, 9, tzinfo=UTC)
        ready = prepare(database, Wanted(LAST, Audience.MEMBERS, now.date()), now=now)
        draft(database, ready, tmp_path / "drafts", label="Circulate", now=now)
    return path


@contextmanager
def window_on(path: Path) -> Iterator[Shell]:
    """Open a window on it, on the day after the next meeting."""
    window = MainWindow()
    window.resize(1440, 900)
    opened = Shell(window, Settings(), TODAY)
    window.show()
    window.activateWindow()
    wait_until(lambda: QApplication.activeWindow() is window)
    opened.open(path)
    yield opened
    opened.close()
    window.close()
    QApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete)


def go_to(shell: Shell, meeting_id: int) -> None:
    pages_of(shell).open_meeting(meeting_id)
    shell.window.activateWindow()
    wait_until(lambda: QApplication.activeWindow() is shell.window)


def opened(name: str) -> QDialog:
    """Return the dialog of this name, once it is on the screen and has the focus."""

    def found() -> QWidget | None:
        active = QApplication.activeWindow()
        return active if active is not None and active.objectName() == name else None

    wait_until(found)
    dialog = found()
    assert isinstance(dialog, QDialog)
    return dialog


def closed(shell: Shell, name: str) -> None:
    wait_until(lambda: not [each for each in shell.window.findChildren(QDialog, name) if each.isVisible()])
    shell.window.activateWindow()
    wait_until(lambda: QApplication.activeWindow() is shell.window)


def choose_command(shell: Shell, words: str) -> None:
    """Do a command by its words in the palette."""
    shell.window.activateWindow()
    wait_until(lambda: QApplication.activeWindow() is shell.window)
    press(Key.Key_K, Mod.ControlModifier)
    type_words(words)
    press(Key.Key_Return)


def type_words(words: str) -> None:
    QTest.keyClicks(QApplication.focusWidget(), words)


def focus_verb() -> None:
    """Go by keys to what the message bar offers."""
    for _ in range(12):
        focused = QApplication.focusWidget()
        if focused is not None and focused.objectName() == "message-verb":
            break
        press(Key.Key_F6)


def lines_in(dialog: QDialog, name: str) -> list[str]:
    shown = dialog.findChild(QListWidget, name)
    assert shown is not None
    return [shown.item(row).text() for row in range(shown.count())]


def said_in(dialog: QWidget, name: str) -> str:
    label = dialog.findChild(QLabel, name)
    assert label is not None
    return label.text()


def note_of(shell: Shell, meeting_id: int) -> str:
    return write_note_text(pages_of(shell).workspace.read(typed_note, meeting_id))


def approve_last(shell: Shell, *corrections: str) -> None:
    """Approve the last minutes at the next meeting, by F4."""
    go_to(shell, NEXT)
    press(Key.Key_F4)
    opened("approve")
    for correction in corrections:
        type_words(correction)
        press(Key.Key_Return)
    press(Key.Key_Return, Mod.ControlModifier)
    closed(shell, "approve")


def correct_last(shell: Shell, why: str) -> None:
    go_to(shell, LAST)
    press(Key.Key_F4, Mod.ShiftModifier)
    opened("reopen")
    type_words(why)
    press(Key.Key_Return)
    closed(shell, "reopen")


def publish_into(shell: Shell, folder: Path, *, stops: str = "") -> QDialog:
    """Publish into a folder, that is typed where none is remembered; the dialog stays open.

    It is left where it `stops` to ask something in another dialog.
    """
    choose_command(shell, "publish")
    dialog = opened("publish")
    wait_until(lambda: lines_in(dialog, "publish-notes") or said_in(dialog, "publish-outcome"))
    focused = QApplication.focusWidget()
    if focused is not None and focused.objectName() == "publish-choose":
        press(Key.Key_Space)
        asked = opened("publish-folder")
        assert isinstance(asked, QFileDialog)
        line = asked.findChild(QLineEdit)
        assert line is not None
        line.setText(str(folder))
        QTest.keyClick(line, Key.Key_Return)
        wait_until(lambda: not asked.isVisible())
        dialog.activateWindow()
        assert opened("publish") is dialog
    press(Key.Key_Return, Mod.ControlModifier)
    if stops:
        opened(stops)
        return dialog
    wait_until(lambda: not said_in(dialog, "publish-outcome").startswith(("Making", "No minutes")) or None)
    wait_until(lambda: said_in(dialog, "publish-outcome"))
    return dialog
