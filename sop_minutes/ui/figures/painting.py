"""The marks of a chart, painted in the colours of a theme."""

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from sop_minutes.domain.charts import Box, Chart, Curve, Dot, Mark, Rule, Sheet, Words, draw_chart
from sop_minutes.ui.theme import Theme

_LEADING = 1.0


def marks_of(chart: Chart, width: float, height: float, font: QFont) -> list[Mark]:
    """Return the marks of a chart as they stand in so much room, in this font."""
    metrics = QFontMetricsF(font)
    measure = QFontMetricsF(_strong(font)).horizontalAdvance
    return list(draw_chart(chart, Sheet(width, height, metrics.height() * 0.8, measure)))


def paint_marks(painter: QPainter, marks: Iterable[Mark], theme: Theme, font: QFont) -> None:
    """Paint marks, in a font and in a theme's colours."""
    for mark in marks:
        if isinstance(mark, Words):
            _paint_words(painter, mark, theme, font)
        elif isinstance(mark, Box):
            _paint_box(painter, mark, theme)
        elif isinstance(mark, Rule):
            painter.setPen(QPen(theme.soft if mark.strong else theme.line, _LEADING))
            painter.drawLine(QPointF(mark.x, mark.y), QPointF(mark.to_x, mark.to_y))
        elif isinstance(mark, Curve):
            painter.setPen(QPen(theme.focus, 2.2))
            painter.drawPolyline(QPolygonF([QPointF(*point) for point in mark.points]))
        else:
            _paint_dot(painter, mark, theme)


def _paint_words(painter: QPainter, words: Words, theme: Theme, font: QFont) -> None:
    shown = _strong(font) if words.strong else font
    wide = QFontMetricsF(shown).horizontalAdvance(words.text)
    back = {"start": 0.0, "middle": wide / 2, "end": wide}[words.anchor]
    painter.setFont(shown)
    painter.setPen(theme.ink)
    painter.drawText(QPointF(words.x - back, words.y), words.text)


def _paint_box(painter: QPainter, box: Box, theme: Theme) -> None:
    area = QRectF(box.x, box.y, box.width, box.height)
    painter.setPen(QPen(theme.focus, 1.2))
    painter.setBrush(theme.focus if box.series == 0 else theme.page)
    painter.drawRect(area)
    if box.series:
        painter.setBrush(QBrush(theme.focus, Qt.BrushStyle.BDiagPattern))
        painter.drawRect(area)


def _paint_dot(painter: QPainter, dot: Dot, theme: Theme) -> None:
    painter.setPen(QPen(theme.focus, 2))
    painter.setBrush(QColor(theme.page))
    painter.drawEllipse(QPointF(dot.x, dot.y), 3.2, 3.2)


def _strong(font: QFont) -> QFont:
    bold = QFont(font)
    bold.setBold(True)
    return bold
