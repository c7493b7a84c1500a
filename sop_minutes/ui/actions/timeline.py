"""An action's history: a line down the side, and beside it what happened on which day."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from sop_minutes.domain.due import format_date
from sop_minutes.queries.life_story import Chapter
from sop_minutes.ui.naming import named
from sop_minutes.ui.theme import Theme

_INDENT = 20


class Timeline(QWidget):
    """The chapters of a life, oldest first. `place_wanted` gives the meeting whose note is to be shown."""

    place_wanted = Signal(int)

    def __init__(self, chapters: Sequence[Chapter], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "history", self.tr("History"))
        self._theme = theme
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(_INDENT, 2, 0, 4)
        self._column.setSpacing(2)
        year = None
        for number, chapter in enumerate(chapters):
            if number:
                self._column.addSpacing(8)
            self._add(chapter, year, number)
            year = chapter.on.year
        self.setAccessibleDescription(told(chapters))

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self._theme = theme
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QPen(self._theme.line, 2))
        painter.drawLine(7, 2, 7, self.childrenRect().bottom())

    def _add(self, chapter: Chapter, year: int | None, number: int) -> None:
        day = _day(chapter.on, year)
        self._label(day, "day")
        self._label(chapter.text)
        if chapter.meeting_id is not None:
            words = self.tr("In the note of {0}").format(chapter.meeting)
            button = named(QPushButton(words), f"place-{number}", f"{day}: {words}")
            button.clicked.connect(lambda: self.place_wanted.emit(chapter.meeting_id))
            self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _label(self, words: str, role: str = "") -> None:
        label = QLabel(words)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setProperty("role", role)
        self._column.addWidget(label)


def told(chapters: Sequence[Chapter]) -> str:
    """Return a history as it is read out."""
    return " ".join(f"{format_date(chapter.on)}: {chapter.text}" for chapter in chapters)


def _day(on: date, year: int | None) -> str:
    """Return a day as a heading; its year is left out where the day before it was of the same."""
    whole = format_date(on)
    return whole.rpartition(" ")[0] if on.year == year else whole
