"""A whole window, to walk round in."""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from sop_minutes.commands.groups import add_group
from sop_minutes.commands.meetings import add_meeting
from sop_minutes.commands.notes import record_note
from sop_minutes.commands.returned import keep_returned_copy
from sop_minutes.domain.grammar import read_note_text
from sop_minutes.domain.marks import mark_of
from sop_minutes.domain.returned.change import ChangeKind, CopyChange
from sop_minutes.domain.returned.copy import Hand
from sop_minutes.domain.returned.sheets import ReturnedSheet
from sop_minutes.domain.words import Audience
from sop_minutes.queries.meetings import list_meetings
from sop_minutes.queries.returned_note import returned_note
from sop_minutes.settings import Settings
from sop_minutes.storage.database import Database
from sop_minutes.ui.pages import Pages
from sop_minutes.ui.shell import Shell
from sop_minutes.ui.window import MainWindow

TODAY = date(2017, 11, 20)
MOST_STOPS = 100
BEFORE = """Date: 13 September 2017
# Prevent
The plan was heard.
Action: @Bo Ray to write to the schools by 1 October"""
NOTE = """Date: 15 November 2017
Present: Ann Lee (chair), Bo Ray
# Prevent (Ann Lee)
One
Agreed: to go on
Restricted: Action: ring @Ann Lee by Friday
- a bullet
# FGM
Two"""


def make_file(path: Path) -> Path:
    """Make a database with a group, two notes and a meeting to come."""
    path.write_bytes(_file())
    return path


@cache
def _file() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "x.sopm"
        _fill(path)
        return path.read_bytes()


def _fill(path: Path) -> None:
    with Database.open(path) as database:
        group_id = database.do("Add", add_group, "Co-ordination Group", code="CG")
        for note in (BEFORE, NOTE):
            database.do("Record", record_note, read_note_text(note), group_id=group_id)
        database.do("Plan", add_meeting, group_id=group_id, on=date(2018, 1, 10))


def put_copy(data: Any) -> int:
    """Have a copy come back of the November note, by a database or a workspace; return the meeting."""
    meeting_id = next(row.id for row in data.read(list_meetings) if row.on.month == 11)
    blocks = data.read(returned_note, meeting_id).blocks
    changes = []
    for block, words in zip(blocks[2:4], ("Once", "Agreed: to stop"), strict=True):
        after = (replace(block.block, text=words),)
        key, hand = mark_of(block.record), Hand("Cy Dunn")
        changes.append(CopyChange(ChangeKind.REWORDED, (key,), (), (block.block,), after, (hand,)))
    sheet = ReturnedSheet(meeting_id, None, Audience.MEMBERS, "x.docx", "0" * 64, b"x", tuple(changes))
    data.do("Import", keep_returned_copy, sheet, at=datetime(2017, 11, 20, tzinfo=UTC))
    return meeting_id


def open_shell(path: Path | None) -> Shell:
    """Return a window that is shown: on a database, or on the welcome page for None."""
    window = MainWindow()
    window.resize(1440, 900)
    shell = Shell(window, Settings(), TODAY)
    window.show()
    window.activateWindow()
    wait_until(lambda: QApplication.activeWindow() is window)
    if path:
        shell.open(path)
    else:
        shell.welcome()
    return shell


def pages_of(shell: Shell) -> Pages:
    """Return the pages of the database that is open."""
    assert shell.pages is not None
    return shell.pages


def press(key: Qt.Key, mods: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the focus is."""
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, mods)


def wait_until(happened: Callable[[], object]) -> None:
    """Let the window work until something has happened, and other threads too: `qWait` holds them up."""
    for turn in range(6000):
        if happened():
            return
        QApplication.processEvents()
        time.sleep(0.01 if turn > 20 else 0.001)
    raise AssertionError("It never happened.")


def focusable(root: QWidget) -> Iterator[QWidget]:
    """Yield what the focus can be on under `root`: all that is shown and takes it."""
    for widget in (root, *root.findChildren(QWidget)):
        takes = widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.focusProxy() is None
        if widget.isVisible() and widget.isEnabled() and takes:
            yield widget


def round_by_keys(start: QWidget) -> list[QWidget]:
    """Return all that Tab stops at, beginning at `start`; F6 goes on from what Tab is typed in."""
    stops: list[QWidget] = []
    start.setFocus()
    while (here := QApplication.focusWidget()) is not None and here not in stops:
        stops.append(here)
        assert len(stops) < MOST_STOPS
        typed = getattr(here, "tabChangesFocus", lambda: True)()
        QTest.keyClick(here, Qt.Key.Key_Tab if typed else Qt.Key.Key_F6)
        if typed:
            assert QApplication.focusWidget() is not here, f"Tab does not leave {here.objectName()}"
    return stops


def spoken(widget: QWidget) -> tuple[str, QAccessible.Role]:
    """Return what a screen reader is told of a widget: its name and its role."""
    interface = QAccessible.queryAccessibleInterface(widget)
    assert interface is not None
    return interface.text(QAccessible.Text.Name), interface.role()
