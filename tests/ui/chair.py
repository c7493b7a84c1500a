"""A review of actions on the screen, to press keys at."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QScrollArea, QScrollBar
from shiboken6 import isValid

from sop_minutes.ui.review.window import ReviewWindow
from sop_minutes.ui.theme import LIGHT
from sop_minutes.ui.workspace import Workspace
from tests.conftest import Partnership

OWNERS = ("Ann Lee", "Bo Ray", "Cy Dunn", "Dee Fox")
TODAY = date(2017, 11, 20)
THREE = "# Prevent\nAction: @Ann Lee to ring by 1 October\nAction: @Bo Ray to write\nAction: look"
_Key, _Mod = Qt.Key, Qt.KeyboardModifier
_NAMED = {"→": _Key.Key_Right, "←": _Key.Key_Left, "⏎": _Key.Key_Return, "⎋": _Key.Key_Escape}


class Chair:
    """A review on the screen, and the keys that were pressed at it."""

    def __init__(self, workspace: Workspace, meeting_id: int, *, in_note: bool = True) -> None:
        self.window = ReviewWindow(workspace, LIGHT, meeting_id, TODAY, in_note=in_note)
        self.workspace = workspace
        self.pressed = 0
        self.window.resize(1200, 800)
        self.window.show()
        self.window.activateWindow()
        QTest.qWaitForWindowActive(self.window)

    def press(self, keys: str) -> None:
        """Press keys wherever the focus is; → ← ⏎ ⎋ are the keys of these signs."""
        for key in keys:
            self.pressed += 1
            focus = self.window.focusWidget() or self.window
            if key in _NAMED:
                QTest.keyClick(focus, _NAMED[key])
            else:
                QTest.keyClicks(focus, key)

    def key(self, key: Qt.Key) -> None:
        QTest.keyClick(self.window.focusWidget() or self.window, key)

    def ctrl(self, key: Qt.Key) -> None:
        QTest.keyClick(self.window.focusWidget() or self.window, key, _Mod.ControlModifier)

    def ref(self) -> str:
        return self.window.reviewee().row.ref

    def texts(self) -> list[str]:
        labels = self.window.findChildren(QLabel)
        return [label.text() for label in labels if label.isVisible() and label.text()]

    def history(self) -> QScrollBar:
        """Return the bar of the history."""
        area = self.window.findChild(QScrollArea, "review-history")
        assert area is not None
        return area.verticalScrollBar()

    def outcome(self) -> list[str]:
        shown = self.window.summary.list
        return [shown.item(row).text() for row in range(shown.count())]


class Meet:
    """Begins reviews at a meeting of 15 November, of the actions of a note of 13 September."""

    def __init__(self, partnership: Partnership) -> None:
        self.partnership = partnership
        self._workspaces: list[Workspace] = []
        self._chairs: list[Chair] = []

    def __call__(self, before: str) -> Chair:
        self.partnership.record(f"Date: 13 September 2017\nPresent: {', '.join(OWNERS)}\n{before}")
        now = f"Present: {', '.join(OWNERS)}\n# Welcome\nHello.\n# Prevent\nAs planned."
        return self.again(self.partnership.record(now))

    def again(self, meeting_id: int, *, in_note: bool = True) -> Chair:
        """Begin one more, as at another desk; in the register alone, not `in_note`."""
        self._workspaces.append(Workspace(self.partnership.database))
        self._chairs.append(Chair(self._workspaces[-1], meeting_id, in_note=in_note))
        return self._chairs[-1]

    def end(self) -> None:
        """End all that are on."""
        for chair in self._chairs:
            if isValid(chair.window):
                chair.window.reject()
        for workspace in self._workspaces:
            workspace.close()
