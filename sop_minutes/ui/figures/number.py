"""A number on a card, large, and under it what it counts."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from sop_minutes.ui.naming import Words, named
from sop_minutes.ui.theme import Theme


class NumberCard(QFrame):
    """A number and its words; with a tone, on that tone's ground. `beneath` stands under the words."""

    def __init__(self, name: str, theme: Theme, tone: str = "", beneath: QWidget | None = None) -> None:
        super().__init__()
        named(self, f"number-{name}")
        self._tone = tone
        self.value, self.words = Words(), Words()
        self.words.setWordWrap(True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(2)
        column.addWidget(self.value)
        column.addWidget(self.words)
        if beneath is not None:
            column.addWidget(beneath)
        column.addStretch(1)
        self.set_theme(theme)

    def show_number(self, value: str, words: str) -> None:
        """Show a number and what it counts; both are read out together."""
        self.value.setText(value)
        self.words.setText(words)
        self.setAccessibleName(f"{value} {words}")

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        tone = theme.tones[self._tone] if self._tone else None
        back, edge, ink = (tone.back, tone.edge, tone.ink) if tone else (theme.page, theme.line, theme.ink)
        self.setStyleSheet(
            f"NumberCard {{ background: {back.name()}; border: 1px solid {edge.name()};"
            "border-radius: 8px; }"
            f"QLabel {{ color: {ink.name()}; background: transparent; }}"
        )
        font = self.value.font()
        font.setPointSizeF(self.font().pointSizeF() * 1.7)
        font.setBold(True)
        self.value.setFont(font)
