"""The rail: a button for each page, with a sign drawn for it."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QVBoxLayout, QWidget

from sop_minutes.ui.naming import named
from sop_minutes.ui.signs import sign_path
from sop_minutes.ui.stops import stop_at_checked
from sop_minutes.ui.theme import Theme

_SIGN = 22.0


class RailButton(QAbstractButton):
    """A sign over a word. Which page is shown is said by ground, weight and a bar at its edge."""

    def __init__(self, label: str, sign: str, theme: Theme) -> None:
        super().__init__()
        self.setText(label)
        self.setAccessibleName(label)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._path: QPainterPath = sign_path(sign)
        self.theme = theme

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(max(66, metrics.horizontalAdvance(self.text()) + 18), int(_SIGN) + metrics.height() + 22)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        ink = self.theme.chosen_ink if self.isChecked() else self.theme.ink
        font = self.font()
        font.setPointSizeF(font.pointSizeF() * 0.86)
        font.setBold(self.isChecked())
        painter.setFont(font)
        painter.setPen(ink)
        words = QRectF(self.rect()).adjusted(0, 10 + _SIGN, 0, -6)
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, self.text())
        self._paint_sign(painter, ink)

    def _paint_ground(self, painter: QPainter) -> None:
        box = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        painter.setPen(QPen(self.theme.ring, 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        chosen = self.theme.chosen if self.isChecked() else self.theme.line
        ground = chosen if self.isChecked() or self.underMouse() else Qt.GlobalColor.transparent
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(box, 7, 7)
        if self.isChecked():
            painter.fillRect(QRectF(box.left(), box.top() + 8, 3, box.height() - 16), self.theme.ring)

    def _paint_sign(self, painter: QPainter, ink: QColor) -> None:
        painter.translate(QPointF((self.width() - _SIGN) / 2, 9))
        painter.scale(_SIGN / 24, _SIGN / 24)
        round_ = QPen(ink, 1.8)
        round_.setCapStyle(Qt.PenCapStyle.RoundCap)
        round_.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(round_)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(self._path)


class Rail(QFrame):
    """The pages there are. `chosen` gives the number of the one to show."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "rail", self.tr("Pages"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(5, 9, 5, 9)
        self._column.setSpacing(6)
        self._column.addStretch(1)
        self._buttons = QButtonGroup(self)
        self._buttons.idClicked.connect(self.chosen)

    def add(self, number: int, label: str, sign: str, theme: Theme) -> None:
        """Add the place of a page."""
        button = named(RailButton(label, sign, theme), f"rail-{sign}")
        self._buttons.addButton(button, number)
        self._column.insertWidget(self._column.count() - 1, button)

    def check(self, number: int) -> None:
        """Show which page is shown."""
        button = self._buttons.button(number)
        if button is not None:
            button.setChecked(True)
            stop_at_checked(self._buttons, Qt.FocusPolicy.TabFocus)

    def places(self) -> list[tuple[int, str]]:
        """Return the number and the sign's name of each page."""
        return [
            (self._buttons.id(each), each.objectName().partition("-")[2]) for each in self._buttons.buttons()
        ]

    def clear(self) -> None:
        """Take all places away."""
        for button in self._buttons.buttons():
            self._buttons.removeButton(button)
            button.hide()
            button.deleteLater()

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        for button in self._buttons.buttons():
            if isinstance(button, RailButton):
                button.theme = theme
                button.update()
