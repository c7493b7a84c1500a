"""Accepting a change with words of one's own."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from sop_minutes.domain.inline import plain_text
from sop_minutes.domain.page.blocks import Block, read_block
from sop_minutes.domain.returned.lines import read_said
from sop_minutes.domain.sheets import ItemSheet, PointSheet
from sop_minutes.domain.text import one_line
from sop_minutes.domain.words import Audience, PointKind
from sop_minutes.ui.naming import named, told

_LINES = 4
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_KINDS = {
    PointKind.ACTION: "an action",
    PointKind.DECISION: "a decision",
    PointKind.REFERRAL: "a referral",
}


class EditLine(QWidget):
    """One line of the note, in as many rows as it takes. `taken` gives it, `dropped`: it is left."""

    taken = Signal(str)
    dropped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "edit-line")
        self._was = ""
        self._build()
        self.line.textChanged.connect(self._understand)
        self.line.taken.connect(lambda: self.taken.emit(self.text()))
        self.line.dropped.connect(self.dropped)
        self.hide()

    @property
    def is_open(self) -> bool:
        """Say whether something is being typed."""
        return not self.isHidden()

    @property
    def is_typed(self) -> bool:
        """Say whether something was typed that is not kept."""
        return self.is_open and self.line.toPlainText() != self._was

    def text(self) -> str:
        """Return what is typed, in one line."""
        return one_line(self.line.toPlainText())

    def ask(self, text: str, whose: str) -> None:
        """Open the line with words to begin from, in the stead of what somebody wants."""
        self._was = text
        prompt = self.tr("What the block is to say instead of what {0} wants, as it is typed in the note.")
        self._prompt.setText(prompt.format(whose))
        self.line.setPlainText(text)
        self.line.selectAll()
        self.show()
        self.line.setFocus()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(4)
        self._prompt = told(QLabel(), "edit-prompt", self.tr("What to do"))
        self._prompt.setWordWrap(True)
        self._prompt.setProperty("role", "soft")
        self.line = named(_Line(), "edit-words", self.tr("What the block is to say. Ctrl+Enter takes it."))
        self.line.setFixedHeight(self.line.fontMetrics().lineSpacing() * _LINES + 16)
        self.understood = told(QLabel(), "edit-understood", self.tr("Understood as"))
        self.understood.setWordWrap(True)
        self.understood.setProperty("role", "soft")
        for part in (self._prompt, self.line, self.understood):
            column.addWidget(part)

    def _understand(self) -> None:
        words = understood(read_said(self.text()))
        self.understood.setText(self.tr("Understood as {0}.").format(words) if words else "")


class _Line(QPlainTextEdit):
    """Gives Ctrl+Enter and Escape on; a block is one line, so that Enter alone does nothing."""

    taken = Signal()
    dropped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.dropped.emit()
        elif key in _ENTER:
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.taken.emit()
        else:
            super().keyPressEvent(event)


def understood(block: Block) -> str:
    """Return what a line would be in the note, in words; "" for one that says nothing."""
    sheet = read_block(block)
    if sheet is None:
        return ""
    audience = "" if sheet.audience is Audience.PUBLIC else f", for {_READERS[sheet.audience]}"
    if isinstance(sheet, ItemSheet):
        return f"a heading{audience}: {plain_text(sheet.title)}"
    return f"{_kind(sheet)}{audience}"


def _kind(sheet: PointSheet) -> str:
    plain = "a bullet" if sheet.level else "a point"
    return _KINDS.get(sheet.kind, plain)


_READERS = {Audience.MEMBERS: "members only", Audience.RESTRICTED: "the record only"}
