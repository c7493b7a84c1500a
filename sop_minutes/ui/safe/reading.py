"""Text that is shown to be read, and may be restricted: a copy of it does not stay on the clipboard."""

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QTextEdit

from sop_minutes.ui.naming import named
from sop_minutes.ui.safe.clipboard import text_data


class RestrictedText(QTextEdit):
    """Text that cannot be typed in; Tab leaves it. Copies of it are plain, and marked as restricted."""

    def __init__(self, name: str, spoken: str) -> None:
        super().__init__()
        named(self, name, spoken)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)

    def createMimeDataFromSelection(self) -> QMimeData:
        return text_data(self.textCursor().selection().toPlainText(), is_restricted=True)

    def add_line(self, words: str) -> None:
        """Put words on a line of their own, after what stands there."""
        said = self.toPlainText()
        self.setPlainText(f"{said}\n{words}" if said else words)
