"""A record page to type at, on a real database."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from sop_minutes.ui.record.page import RecordPage
from sop_minutes.ui.theme import LIGHT
from sop_minutes.ui.workspace import Workspace
from tests.conftest import Partnership

TODAY = date(2017, 11, 15)
ALT = Qt.KeyboardModifier.AltModifier


class Shown:
    """A page that is shown, and its keys."""

    def __init__(self, partnership: Partnership, meeting_id: int) -> None:
        self.partnership = partnership
        self.meeting_id = meeting_id
        self.page = RecordPage(Workspace(partnership.database), LIGHT, TODAY)
        self.page.resize(1300, 800)
        self.page.open(meeting_id)
        self.page.show()
        self.page.activateWindow()
        assert QTest.qWaitForWindowActive(self.page)
        self.page.editor.setFocus()
        self.said: list[str] = []
        self.page.said.connect(lambda words: self.said.append(words))
        self.page.message.connect(lambda words: self.said.append(words))

    def close(self) -> None:
        """Take the page away, its timers too."""
        workspace = self.page.workspace
        self.page.deleteLater()
        QApplication.sendPostedEvents(self.page, QEvent.Type.DeferredDelete)
        workspace.close()

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.focus(), key, modifiers)

    def type(self, text: str) -> None:
        QTest.keyClicks(self.focus(), text)

    def focus(self) -> QWidget:
        found = QApplication.focusWidget()
        assert found is not None
        return found

    def until(self, true: Callable[[], bool]) -> None:
        """Wait for the page to come round to it."""
        for _ in range(500):
            if true():
                return
            QTest.qWait(10)
        raise AssertionError("It never came to that.")

    def kept(self) -> str:
        """The note as it is kept."""
        self.page.keeper.keep()
        return self.partnership.typed(self.meeting_id)
