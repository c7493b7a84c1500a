"""A line of a few numbers, as small as a word."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from sop_minutes.ui.naming import named, tip
from sop_minutes.ui.theme import Theme

_EDGE = 4.0
_HIGHEST = 100


class Sparkline(QWidget):
    """Percentages from left to right, the last one with a dot. A screen reader is told the numbers."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "sparkline", self.tr("Trend"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._theme = theme
        self._shown: list[int] = []

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self._theme = theme
        self.update()

    def show_percents(self, percents: Sequence[int | None]) -> None:
        """Show these, the oldest first; where there is none to give, the line goes straight on."""
        self._shown = [percent for percent in percents if percent is not None]
        said = ", ".join(self.tr("{0}%").format(percent) for percent in self._shown)
        self.setAccessibleDescription(said)
        self.setToolTip(tip(said))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().height() * 6, round(self.fontMetrics().height() * 1.3))

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._shown:
            return
        points = self._points()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.focus, 2))
        painter.drawPolyline(QPolygonF(points))
        painter.setBrush(self._theme.focus)
        painter.drawEllipse(points[-1], 2, 2)

    def _points(self) -> list[QPointF]:
        step = (self.width() - 2 * _EDGE) / max(1, len(self._shown) - 1)
        high = self.height() - 2 * _EDGE
        return [
            QPointF(_EDGE + at * step, _EDGE + high * (1 - percent / _HIGHEST))
            for at, percent in enumerate(self._shown)
        ]
