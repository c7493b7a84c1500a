"""Chips in a widget of their own."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QSize, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from sop_minutes.ui.chips import Chip, ChipPainter
from sop_minutes.ui.naming import tip
from sop_minutes.ui.theme import Theme


class Pills(QWidget):
    """Chips in as many rows as they take; with `one_row`, those that fit and how many more there are."""

    clicked = Signal()

    def __init__(self, theme: Theme, *, one_row: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._one_row = one_row
        self._chips: list[Chip] = []
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self._theme = theme
        self._painter = ChipPainter(self.font(), theme)
        self._fit()

    def show_chips(self, chips: Sequence[Chip], spoken: str) -> None:
        """Show these chips; a screen reader says `spoken` of them."""
        self._chips = list(chips)
        self.setAccessibleDescription(spoken)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.set_theme(self._theme)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self.clicked.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for chip, at in self._painter.flow(self._shown(), self.width()):
            self._painter.draw(painter, chip, at + QPointF(0, 1))

    def sizeHint(self) -> QSize:
        return QSize(80, self.minimumHeight())

    def _fit(self) -> None:
        # What is cut can be read whole under the mouse; a screen reader is told it anyhow.
        cut = (chip.text for chip in self._chips if self._painter.fitting(chip, self.width()) != chip)
        self.setToolTip(tip("\n".join(cut)))
        self.setFixedHeight(round(self._painter.flow_height(self._shown(), self.width())) + 2)
        self.update()

    def _shown(self) -> list[Chip]:
        return [self._painter.fitting(chip, self.width()) for chip in self._those_with_room()]

    def _those_with_room(self) -> list[Chip]:
        if not self._one_row or self._painter.row_width(self._chips) <= self.width():
            return self._chips
        for many in range(len(self._chips) - 1, 0, -1):
            shown = [*self._chips[:many], Chip(f"+{len(self._chips) - many}", "plain")]
            if self._painter.row_width(shown) <= self.width():
                return shown
        return self._chips[:1]


def key_hints(*hints: tuple[str, str]) -> list[Chip]:
    """Return chips that show keys, and after each what it does."""
    pairs = ((Chip(key, "key", key=True), Chip(f"{does}  ", "plain", bare=True)) for key, does in hints)
    return [chip for pair in pairs for chip in pair]
