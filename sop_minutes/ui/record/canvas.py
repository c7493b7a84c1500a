"""The note as it is painted: bands, pills and chips around the text of a document."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPaintEvent, QPen, QTextBlock
from PySide6.QtWidgets import QTextEdit, QWidget

from sop_minutes.domain.words import Audience
from sop_minutes.ui.chips import GAP, Chip, ChipPainter
from sop_minutes.ui.record.look import BAND, STEP, Look, prefix_length
from sop_minutes.ui.record.marks import chips_of, chips_of_moved, chips_of_typed, pills_of
from sop_minutes.ui.record.note import NoteDocument
from sop_minutes.ui.record.piece import Piece
from sop_minutes.ui.theme import Theme

if TYPE_CHECKING:
    from sop_minutes.domain.grammar import ParsedAction

_UNDER = 3.0
"""Pixels above and below the chips under a block."""


class NoteCanvas(QTextEdit):
    """A note document on a page, in the colours of its meaning. What is typed in shows all that was typed."""

    def __init__(self, note: NoteDocument, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hint = ""  # what to type, shown in a note in which nothing stands
        self._note = note
        self._read_action: Callable[[str], ParsedAction] | None = None
        self._before: Callable[[date], str] = lambda _on: ""
        self._today = date.min
        self._current = note.pieces[0].key
        self._said: ParsedAction | None = None
        self._dress(theme)

    @property
    def note(self) -> NoteDocument:
        """The document that is shown."""
        return self._note

    @property
    def theme(self) -> Theme:
        """The colours it is drawn in."""
        return self._look.theme

    def understand_with(
        self, read_action: "Callable[[str], ParsedAction]", before: Callable[[date], str], today: date
    ) -> None:
        """Say how an action's line is read in the meeting shown next, and what is said of its date."""
        self._read_action, self._before, self._today = read_action, before, today

    def _dress(self, theme: Theme) -> None:
        self._look = Look(self.font(), theme)
        self._chips = ChipPainter(self.font(), theme)

    def _chips_of(self, piece: Piece, said: "ParsedAction | None", *, current: bool) -> list[Chip]:
        if current and said is not None:
            return [Chip("Action", "action"), *self._typed_chips(piece, said)]
        if piece.action is not None and not current:
            return chips_of(piece.action, self._today, moved=piece.moved)
        return []

    def _typed_chips(self, piece: Piece, said: "ParsedAction") -> list[Chip]:
        """Return what is understood of a line, and when its action is due if that was changed since."""
        before = self._before(said.due.on) if said.due.on else ""
        if piece.moved and piece.action is not None and piece.action.due.on != said.due.on:
            return chips_of_moved(said, piece.action, self._today)
        return chips_of_typed(said, before)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        visible = self._visible(event.rect().top(), event.rect().bottom())
        seen = self._note.audiences(visible[0][0], visible[-1][0]) if visible else []
        for (index, box), audience in zip(visible, seen, strict=True):
            self._paint_ground(painter, index, box, audience)
        painter.end()
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for index, box in self._visible(event.rect().top(), event.rect().bottom()):
            self._paint_marks(painter, index, self._note.block(index), box)
        painter.end()

    def _visible(self, top: int, bottom: int) -> list[tuple[int, QRectF]]:
        """Return the pieces between two heights of the viewport, each with the box of its text."""
        layout = self.document().documentLayout()
        scrolled = self.verticalScrollBar().value()
        block = self.cursorForPosition(QPoint(4, max(top - 60, 0))).block()
        found = []
        while block.isValid():
            box = layout.blockBoundingRect(block).translated(0, -scrolled)
            if box.top() - 30 > bottom:
                break
            found.append((block.blockNumber(), box))
            block = block.next()
        return found

    def _below(self, piece: Piece, said: "ParsedAction | None", *, current: bool) -> float:
        """Return how high what is drawn under a block's text is, 0 for nothing."""
        chips = self._chips_of(piece, said, current=current)
        return self._chips.flow_height(chips, self._width_under(piece)) + 2 * _UNDER if chips else 0.0

    def _width_under(self, piece: Piece) -> float:
        return self.viewport().width() - 40 - STEP * piece.level

    def _band(self, piece: Piece, block: QTextBlock, box: QRectF) -> QRectF:
        current = piece.key == self._current
        below = self._below(piece, self._said if current else None, current=current)
        left = box.left() + block.blockFormat().leftMargin() - 8
        above, under = BAND
        high = above + box.height() + below + under
        return QRectF(left, box.top() - above, self.viewport().width() - left - 10, high)

    def _paint_ground(self, painter: QPainter, index: int, box: QRectF, seen: Audience) -> None:
        piece, block = self._note.pieces[index], self._note.block(index)
        sheet = piece.sheet
        current = piece.key == self._current
        band = self._band(piece, block, box)
        theme = self._look.theme
        if sheet is not None:
            pills = pills_of(replace(sheet, audience=seen), piece.action)
            tone = pills[0].tone if pills else ""
            if tone and not (current and self.hasFocus()):
                painter.fillRect(band, theme.tones[tone].back)
                if tone == "restricted":
                    hatch = QBrush(theme.tones[tone].edge.lighter(165), Qt.BrushStyle.BDiagPattern)
                    painter.setOpacity(0.2 if theme.dark else 0.35)
                    painter.fillRect(band, hatch)
                    painter.setOpacity(1)
                painter.fillRect(QRectF(band.left(), band.top(), 3, band.height()), theme.tones[tone].edge)
        if current and self.hasFocus():
            painter.setPen(QPen(theme.focus, 1.4))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(band.adjusted(1, 0, -1, 0), 4, 4)

    def _paint_marks(self, painter: QPainter, index: int, block: QTextBlock, box: QRectF) -> None:
        piece = self._note.pieces[index]
        current = piece.key == self._current
        layout = block.layout()
        line = layout.lineAt(0).y() + layout.lineAt(0).ascent() if layout.lineCount() else self._chips.height
        at = QPointF(box.left() + block.blockFormat().leftMargin(), box.top() + line)
        if self.hint and not block.text() and len(self._note.pieces) == 1:
            painter.setPen(self._look.theme.soft)
            painter.setFont(self.font())
            painter.drawText(at + QPointF(4, 0), self.hint)
        middle = at.y() - self._look.middle
        if piece.heading:
            self._paint_number(painter, index, at)
            at += QPointF(self._look.number_width, 0)
        if piece.level:
            painter.setBrush(self._look.theme.ink)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawEllipse(QPointF(at.x() - 10, middle), 2.2, 2.2)
        if not current and piece.sheet is not None and prefix_length(piece):
            x = at.x()
            for pill in pills_of(piece.sheet, piece.action):
                self._chips.draw(painter, pill, QPointF(x, middle - self._chips.height / 2))
                x += self._chips.width(pill) + GAP
        chips = self._chips_of(piece, self._said if current else None, current=current)
        for chip, place in self._chips.flow(chips, self._width_under(piece)):
            self._chips.draw(painter, chip, QPointF(at.x(), box.bottom() + _UNDER) + place)

    def _paint_number(self, painter: QPainter, index: int, at: QPointF) -> None:
        number = sum(1 for other in self._note.pieces[: index + 1] if other.heading)
        painter.setFont(self._look.title_font)
        painter.setPen(self._look.theme.title)
        painter.drawText(at, str(number))
