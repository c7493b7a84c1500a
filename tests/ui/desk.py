"""A record page on a meeting, to type at."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from sop_minutes.domain.sheets import PointSheet
from sop_minutes.queries.page import PageRow, page_rows
from sop_minutes.ui.record.page import RecordPage
from sop_minutes.ui.theme import LIGHT
from sop_minutes.ui.workspace import Workspace
from tests.conftest import Partnership

Key, Mod = Qt.Key, Qt.KeyboardModifier


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
        self.page.said.connect(self.said.append)

    def open(self, note: str) -> None:
        self.meeting_id = self.partnership.record(note)
        self.page.open(self.meeting_id)
        self.page.resize(1000, 700)
        self.page.show()
        self.page.activateWindow()
        self.editor.setFocus()
        QTest.qWaitForWindowActive(self.page)

    def type(self, text: str) -> None:
        QTest.keyClicks(self.page.focusWidget() or self.editor, text)

    def press(self, key: Qt.Key, mods: Qt.KeyboardModifier = Mod.NoModifier) -> None:
        QTest.keyClick(self.page.focusWidget() or self.editor, key, mods)

    def texts(self) -> list[str]:
        return [piece.text for piece in self.page.note.pieces]

    def line(self) -> str:
        return self.texts()[self.editor.current_index()]

    def rows(self) -> tuple[PageRow, ...]:
        self.page.keeper.keep()
        return self.workspace.read(page_rows, self.meeting_id)

    def points(self) -> list[PointSheet]:
        return [row.sheet for row in self.rows() if isinstance(row.sheet, PointSheet)]

    def wait_until(self, condition: Callable[[], bool]) -> bool:
        for _ in range(200):
            if condition():
                return True
            QTest.qWait(25)
        return False

    def leave(self) -> None:
        self.page.keeper.keep()
        self.page.hide()
        self.workspace.close()
        self.page.deleteLater()
