"""The desk for returned copies on the screen, to press keys at."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QWidget
from shiboken6 import isValid

from sop_minutes.ui.returned.card import ChangeCard
from sop_minutes.ui.returned.window import ReturnedWindow
from sop_minutes.ui.theme import LIGHT
from sop_minutes.ui.workspace import Workspace
from tests.commands.office import Office

Key, Mod = Qt.Key, Qt.KeyboardModifier
_NAMED = {"→": Key.Key_Right, "←": Key.Key_Left, "⏎": Key.Key_Return, "⎋": Key.Key_Escape, "↓": Key.Key_Down}


class Clerk:
    """Goes through what came back, and knows what is on the screen."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.workspace = Workspace(office.partnership.database)
        self.window: ReturnedWindow | None = None

    def begin(self) -> ReturnedWindow:
        """Open the desk on what has come back."""
        self.window = ReturnedWindow(self.workspace, LIGHT, self.office.meeting_id)
        self.window.resize(1440, 900)
        self.window.show()
        self.window.activateWindow()
        QTest.qWaitForWindowActive(self.window)
        return self.window

    @property
    def desk(self) -> ReturnedWindow:
        assert self.window is not None
        return self.window

    def press(self, keys: str) -> None:
        """Press keys wherever the focus is; → ← ⏎ ⎋ ↓ stand for themselves, a capital is with Shift."""
        for key in keys:
            mods = Mod.ShiftModifier if key.isupper() else Mod.NoModifier
            if key in _NAMED:
                QTest.keyClick(self._focus(), _NAMED[key])
            else:
                QTest.keyClick(self._focus(), key, mods)

    def ctrl(self, key: Qt.Key) -> None:
        QTest.keyClick(self._focus(), key, Mod.ControlModifier)

    def retype(self, text: str) -> None:
        """Type over all that stands in the line, and take it."""
        line = self.desk.findChild(QPlainTextEdit, "edit-words")
        assert line is not None
        assert line.hasFocus()
        QTest.keyClick(line, Key.Key_A, Mod.ControlModifier)
        QTest.keyClicks(line, text)
        self.ctrl(Key.Key_Return)

    def cards(self) -> list[ChangeCard]:
        found = self.desk.findChildren(ChangeCard)
        return sorted((card for card in found if card.isVisible()), key=lambda card: card.x())

    def read_out(self) -> str:
        """Return what a screen reader says of the change that is up."""
        row = self.desk.current()
        return next((card.accessibleName() for card in self.cards() if row and card.change_id == row.id), "")

    def at(self) -> str:
        """Return what is up: whose, and the kind; "end" at the end."""
        row = self.desk.current()
        return f"{row.from_name}: {row.kind}" if row else "end" if self.desk.walk.is_at_end else "block"

    def text(self, name: str) -> str:
        """Return what a label says if it is shown, "" if it is not."""
        label = self.desk.findChild(QLabel, name)
        assert label is not None
        return label.text() if label.isVisible() else ""

    def hints(self) -> str:
        keys = self.desk.findChild(QWidget, "returned-keys")
        assert keys is not None
        return keys.accessibleDescription()

    def outcome(self) -> list[str]:
        shown = self.desk.frame.summary.list
        return [shown.item(row).text() for row in range(shown.count())]

    def leave(self) -> None:
        if self.window is not None and isValid(self.window):
            self.window.reject()
        self.workspace.close()

    def _focus(self) -> QWidget:
        return QApplication.focusWidget() or self.desk
