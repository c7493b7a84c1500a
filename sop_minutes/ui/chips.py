"""Chips: a word or two on a coloured ground, measured and drawn."""

from dataclasses import dataclass, replace
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QFontMetricsF, QPainter, QPainterPath, QPen

from sop_minutes.ui.theme import Theme, Tone

GAP = 5.0
"""Pixels between two chips, across and down."""

_PAD = 7.0

_MEASURED = 4096
"""So many words are kept with how wide they are: to measure them takes longer than to draw them."""


@dataclass(frozen=True, slots=True)
class Chip:
    """A word or two on a coloured ground. `lock` draws a lock before it; `bare` is text alone.

    `key` is what stands on a key.
    """

    text: str
    tone: str
    lock: bool = False
    bare: bool = False
    key: bool = False


class ChipPainter:
    """Measures and draws chips in one font."""

    def __init__(self, font: QFont, theme: Theme) -> None:
        self._font = QFont(font)
        self._font.setPointSizeF(font.pointSizeF() * 0.86)
        metrics = QFontMetricsF(self._font)
        self._advance = lru_cache(_MEASURED)(metrics.horizontalAdvance)
        self.metrics = QFontMetrics(self._font)
        """How wide the words on a chip are."""
        self._theme = theme
        self._grounds: dict[tuple[str, bool], tuple[QPen, QBrush]] = {}
        self.height = metrics.height() + 4

    def width(self, chip: Chip) -> float:
        """Return how wide a chip is, in pixels."""
        lock = self.height * 0.62 if chip.lock else 0.0
        return self._advance(chip.text) + lock + (0 if chip.bare else 2 * _PAD)

    def fitting(self, chip: Chip, width: float) -> Chip:
        """Return a chip that is no wider than this, with dots for the end of its words if need be."""
        over = self.width(chip) - width
        if over <= 0:
            return chip
        room = max(0, int(self._advance(chip.text) - over))
        return replace(chip, text=self.metrics.elidedText(chip.text, Qt.TextElideMode.ElideRight, room))

    def row_width(self, chips: list[Chip]) -> float:
        """Return how wide chips in one row are, with the gap after each."""
        return sum(self.width(chip) + GAP for chip in chips)

    def flow(self, chips: list[Chip], width: float) -> list[tuple[Chip, QPointF]]:
        """Return where each chip goes, from (0, 0), in rows no wider than `width`."""
        placed = []
        x = y = 0.0
        for number, chip in enumerate(chips):
            wide = self.width(chip)
            does = chips[number + 1 : number + 2] if chip.key else []  # a key stays with what it does
            if x and x + wide + sum(GAP + self.width(one) for one in does if one.bare) > width:
                x, y = 0.0, y + self.height + GAP
            placed.append((chip, QPointF(x, y)))
            x += wide + GAP
        return placed

    def flow_height(self, chips: list[Chip], width: float) -> float:
        """Return how high `flow` is, 0 for no chips."""
        return self.flow(chips, width)[-1][1].y() + self.height if chips else 0.0

    def draw(self, painter: QPainter, chip: Chip, at: QPointF) -> None:
        """Draw one chip with its top left corner `at`."""
        box = QRectF(at.x(), at.y(), self.width(chip), self.height)
        painter.setFont(self._font)
        if chip.bare:
            painter.setPen(self._theme.soft)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, chip.text)
            return
        self._draw_ground(painter, box, chip.tone, 3 if chip.key else self.height / 2, key=chip.key)
        text = box.adjusted(_PAD, 0, -_PAD, 0)
        if chip.lock:
            lock = QRectF(text.left(), text.top(), self.height * 0.45, self.height)
            _draw_lock(painter, lock, self._tone(chip.tone).ink)
            text.setLeft(text.left() + self.height * 0.62)
        painter.setPen(self._tone(chip.tone).ink)
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, chip.text)

    def _tone(self, name: str) -> Tone:
        return self._theme.tones.get(name, self._theme.tones["plain"])

    def _draw_ground(
        self, painter: QPainter, box: QRectF, name: str, radius: float, *, key: bool = False
    ) -> None:
        ground = self._grounds.get((name, key))
        if ground is None:
            tone = self._tone(name)
            back = tone.back if key else _stronger(tone.back, self._theme)
            ground = self._grounds[name, key] = QPen(tone.edge, 1), QBrush(back)
        painter.setPen(ground[0])
        painter.setBrush(ground[1])
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)


def _stronger(back: QColor, theme: Theme) -> QColor:
    """Return a ground that stands out from a band of the same tone."""
    return back.lighter(125) if theme.dark else back.darker(104)


def _draw_lock(painter: QPainter, box: QRectF, ink: QColor) -> None:
    wide = box.width()
    top = box.center().y() - wide * 0.15
    shackle = QPainterPath()
    shackle.arcMoveTo(QRectF(box.left() + wide * 0.2, top - wide * 0.55, wide * 0.6, wide * 0.9), 0)
    shackle.arcTo(QRectF(box.left() + wide * 0.2, top - wide * 0.55, wide * 0.6, wide * 0.9), 0, 180)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(ink, 1.3))
    painter.drawPath(shackle)
    painter.fillRect(QRectF(box.left(), top, wide, wide * 0.75), ink)
