"""A record page on a meeting, to type at."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from sop_minutes.domain.sheets import PointSheet
from sop_minutes.queries.page import PageRow, page_rows
from sop_minutes.ui.record.page import RecordPage
from sop_minutes.ui.theme import LIGHT
from sop_minutes.ui.workspace import Workspace
from tests.conftest import Partnership

Key, Mod = Qt.Key, Qt.KeyboardModifier


def compose(widget: QWidget, committed: str, preedit: str = "") -> None:
    """Have an input method write at a widget."""
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(committed)
    QApplication.sendEvent(widget, event)


class Desk:
    """A page that is shown, and short ways to type at it and to see what became of it."""

    def __init__(self, partnership: Partnership) -> None:
        self.partnership = partnership
        self.workspace = Workspace(partnership.database)
        self.page = RecordPage(self.workspace, LIGHT, date(2017, 11, 20))
        self.editor = self.page.editor
        self.meeting_id = 0
        self.messages: list[str] = []
        self.said: list[str] = []
        self.page.message.connect(self.messages.append)
        self.page.locked.connect(self.messages.append)
        self.page.said.connect(self.said.append)

    def open(self, note: str) -> None:
        self.show(self.partnership.record(note))

    def show(self, meeting_id: int) -> None:
        self.meeting_id = meeting_id
        self.page.resize(1300, 800)
        self.page.open(meeting_id)
        self.page.show()
        self.page.activateWindow()
        self.editor.setFocus()
        QTest.qWaitForWindowActive(self.page)

    def type(self, text: str) -> None:
        QTest.keyClicks(self.focus(), text)

    def press(self, key: Qt.Key, mods: Qt.KeyboardModifier = Mod.NoModifier) -> None:
        QTest.keyClick(self.focus(), key, mods)

    def focus(self) -> QWidget:
        return self.page.focusWidget() or self.editor

    def texts(self) -> list[str]:
        return [piece.text for piece in self.page.note.pieces]

    def line(self) -> str:
        return self.texts()[self.editor.current_index()]

    def rows(self) -> tuple[PageRow, ...]:
        self.page.keeper.keep()
        return self.workspace.read(page_rows, self.meeting_id)

    def points(self) -> list[PointSheet]:
        return [row.sheet for row in self.rows() if isinstance(row.sheet, PointSheet)]

    def kept(self) -> str:
        """The note as it is kept, in text."""
        self.page.keeper.keep()
        return self.partnership.typed(self.meeting_id)

    def wait_until(self, condition: Callable[[], bool]) -> bool:
        for _ in range(200):
            if condition():
                return True
            QTest.qWait(25)
        return False

    def leave(self) -> None:
        self.page.close_note()
        self.page.hide()
        self.page.deleteLater()
        QApplication.sendPostedEvents(self.page, QEvent.Type.DeferredDelete)
        self.workspace.close()
