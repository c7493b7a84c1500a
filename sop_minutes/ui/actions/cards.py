"""The cards on top of the register: a figure, and what it counts."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from sop_minutes.ui.naming import named
from sop_minutes.ui.theme import Theme

_HEIGHT = 92
_FIGURE_WIDTH = 84


class FigureCard(QAbstractButton):
    """A large figure with words under it, on the ground of its tone, "" for the page's. It is a button."""

    def __init__(self, name: str, tone: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, name)
        self._tone = tone
        self.theme = theme
        self._figure = ""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_figure(self, figure: str, words: str) -> None:
        """Show a figure and what it counts."""
        self._figure = figure
        self.setText(words)
        self.setAccessibleName(f"{figure} {words}")
        self.update()

    def show_beside(self, widget: QWidget) -> None:
        """Show something small to the right of the figure; it gives way where the card is narrow."""
        row = QHBoxLayout(self)
        row.setContentsMargins(_FIGURE_WIDTH, 12, 12, 0)
        row.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self.theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(150, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(100, _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tone = self.theme.tones.get(self._tone)
        painter.setPen(QPen(self.theme.focus, 2) if self.hasFocus() else QPen(self.theme.line, 1))
        painter.setBrush(tone.back if tone else self.theme.page)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        font = self.font()
        size = font.pointSizeF()
        font.setPointSizeF(size * 1.7)
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(tone.ink if tone else self.theme.ink)
        box = QRectF(self.rect()).adjusted(14, 10, -12, -8)
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, self._figure)
        font.setPointSizeF(size)
        font.setBold(False)
        high = painter.fontMetrics().height()
        painter.setFont(font)
        painter.setPen(self.theme.ink)
        wrapped = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        painter.drawText(box.adjusted(0, high + 4, 0, 0), int(wrapped), self.text())
