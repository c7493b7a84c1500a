"""One line in which to say more of an action, what is understood of it, and what may be chosen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QListWidget, QVBoxLayout, QWidget

from sop_minutes.ui.announcing import announce
from sop_minutes.ui.naming import named, told
from sop_minutes.ui.record.lines import KeyLine

_MOST = 6
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


def no_choices(_typed: str) -> Sequence[str]:
    """There is nothing to choose from."""
    return ()


def nothing_understood(_typed: str) -> str:
    """What is typed is kept as it is."""
    return ""


@dataclass(frozen=True)
class Question:
    """What is asked. `choices` are whole lines for what is typed, `understood` says what it is read as.

    `text` stands in the line from the beginning, to be kept or typed over.
    """

    prompt: str
    text: str = ""
    choices: Callable[[str], Sequence[str]] = no_choices
    understood: Callable[[str], str] = nothing_understood


class AskLine(QWidget):
    """A line that is open while something is asked. Enter answers, Escape drops it; Up and Down choose."""

    answered = Signal(str)
    dropped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "ask")
        self._question: Question | None = None
        self._build()
        self.line.textChanged.connect(self._look)
        self.choices.itemClicked.connect(lambda _item: self._answer())
        self.hide()

    @property
    def is_open(self) -> bool:
        """Say whether something is asked just now."""
        return self._question is not None

    def ask(self, question: Question) -> None:
        """Open the line for a question."""
        self._question = question
        self._prompt.setText(question.prompt)
        self.line.setAccessibleName(question.prompt)
        self.line.setText(question.text)
        self.line.selectAll()
        self._look(question.text)
        self.show()
        self.line.setFocus()

    def close_line(self) -> None:
        """Close the line: it is answered, or nothing is said."""
        self._question = None
        self.hide()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(4)
        self._prompt = named(QLabel(), "prompt")
        self._prompt.setProperty("role", "soft")
        self._prompt.setWordWrap(True)
        self.line = named(KeyLine(self._key), "say", self.tr("Say"))
        self.understood = told(QLabel(), "understood", self.tr("Understood as"))
        self.understood.setProperty("role", "soft")
        self.understood.setWordWrap(True)
        self.choices = named(QListWidget(), "choices", self.tr("Choices"))
        self.choices.setProperty("role", "choices")
        self.choices.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for part in (self._prompt, self.line, self.understood, self.choices):
            column.addWidget(part)

    def _look(self, typed: str) -> None:
        """Show what is understood of what is typed, and what it may become."""
        if self._question is None:
            return
        words = self._question.understood(typed)
        self.understood.setText(words)
        self.understood.setVisible(bool(words))
        found = list(self._question.choices(typed))[:_MOST]
        self.choices.clear()
        self.choices.addItems(found)
        self.choices.setCurrentRow(0 if found and typed.strip() and typed not in found else -1)
        self.choices.setFixedHeight(max(1, len(found)) * max(1, self.choices.sizeHintForRow(0)) + 8)
        self.choices.setVisible(bool(found))

    def _key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.close_line()
            self.dropped.emit()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._answer()
        elif key in _STEPS and self.choices.count():
            self._choose((self.choices.currentRow() + _STEPS[key]) % self.choices.count())
        elif key == Qt.Key.Key_Tab and self.choices.currentItem() is not None:
            self.line.setText(self.choices.currentItem().text())
        else:
            return False
        return True

    def _choose(self, row: int) -> None:
        self.choices.setCurrentRow(row)
        announce(self.line, self.choices.currentItem().text())

    def _answer(self) -> None:
        chosen = self.choices.currentItem()
        self.answered.emit(chosen.text() if chosen is not None else self.line.text())
