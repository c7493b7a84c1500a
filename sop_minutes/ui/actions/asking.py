"""One line in which to say more of an action, what is understood of it, and what may be chosen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QListWidget, QVBoxLayout, QWidget

from sop_minutes.ui.announcing import announce
from sop_minutes.ui.naming import named, told
from sop_minutes.ui.record.lines import KeyLine

_MOST = 6
_AS_TYPED = -1
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class Choices(NamedTuple):
    """Whole lines to choose from. `first_is_meant` says that the first is taken unless another is chosen."""

    lines: Sequence[str] = ()
    first_is_meant: bool = False


def no_choices(_typed: str) -> Choices:
    """There is nothing to choose from."""
    return Choices()


def nothing_understood(_typed: str) -> str:
    """What is typed is kept as it is."""
    return ""


@dataclass(frozen=True)
class Question:
    """What is asked. `choices` are for what is typed, `understood` says what the answer is read as.

    `text` stands in the line from the beginning, to be kept or typed over.
    """

    prompt: str
    text: str = ""
    choices: Callable[[str], Choices] = no_choices
    understood: Callable[[str], str] = nothing_understood


class AskLine(QWidget):
    """A line that is open while something is asked. Enter answers, Escape drops it; Up and Down choose.

    Beyond the last choice, and before the first, stands what was typed; Down stays on the only one.
    """

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

    def complain(self, wrong: str) -> None:
        """Say why the answer cannot be taken, until it is changed; "" for nothing."""
        self.complaint.setText(wrong)
        self.complaint.setVisible(bool(wrong))
        announce(self.complaint, wrong)

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
        self.line = named(KeyLine(self._key), "say", self.tr("Say"))
        self.understood = told(QLabel(), "understood", self.tr("Understood as"))
        self.understood.setProperty("role", "soft")
        self.complaint = told(QLabel(), "complaint", self.tr("Why it cannot be taken"))
        self.complaint.setProperty("role", "complaint")
        self.choices = named(QListWidget(), "choices", self.tr("Choices"))
        self.choices.setProperty("role", "choices")
        self.choices.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for label in (self._prompt, self.understood, self.complaint):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        for part in (self._prompt, self.line, self.understood, self.complaint, self.choices):
            column.addWidget(part)

    def _look(self, typed: str) -> None:
        """Show what is understood of what is typed, and what it may become."""
        if self._question is None:
            return
        self.complain("")
        found = self._question.choices(typed)
        lines = list(found.lines)[:_MOST]
        self.choices.clear()
        self.choices.addItems(lines)
        meant = bool(lines) and found.first_is_meant and bool(typed.strip()) and typed not in lines
        self.choices.setCurrentRow(0 if meant else _AS_TYPED)
        self.choices.setFixedHeight(max(1, len(lines)) * max(1, self.choices.sizeHintForRow(0)) + 8)
        self.choices.setVisible(bool(lines))
        self._understand()

    def _understand(self) -> None:
        """Show as what the answer is read that Enter would give now."""
        words = self._question.understood(self._said()) if self._question is not None else ""
        self.understood.setText(words)
        self.understood.setVisible(bool(words))

    def _said(self) -> str:
        """Return the answer: what is chosen, else what is typed."""
        row = self.choices.currentRow()
        return self.line.text() if row == _AS_TYPED else self.choices.item(row).text()

    def _key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.close_line()
            self.dropped.emit()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._answer()
        elif key in _STEPS and self.choices.count():
            self._step(_STEPS[key])
        elif key == Qt.Key.Key_Tab and self.choices.currentRow() != _AS_TYPED:
            self.line.setText(self._said())
        else:
            return False
        return True

    def _step(self, step: int) -> None:
        """Choose the next, round by what was typed."""
        if step > 0 and self.choices.count() == 1:
            self.choices.setCurrentRow(_AS_TYPED)
        places = self.choices.count() + 1
        self.choices.setCurrentRow((self.choices.currentRow() + 1 + step) % places - 1)
        self._understand()
        announce(self.line, self._said())

    def _answer(self) -> None:
        self.answered.emit(self._said())
