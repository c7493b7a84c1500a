"""How the rows of the register are drawn: an action in three lines at the most, a heading in one."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from sop_minutes.domain.register import Column
from sop_minutes.queries.register_rows import RegisterRow
from sop_minutes.ui.actions.columns import audience_chip, due_tone
from sop_minutes.ui.chips import GAP, Chip, ChipPainter
from sop_minutes.ui.theme import Theme

if TYPE_CHECKING:
    from sop_minutes.ui.actions.table import RegisterTable

Index = QModelIndex | QPersistentModelIndex
PAD = 6
_LINES = 3
_MOST_TEXTS = 4096


class Rows(QStyledItemDelegate):
    """Draws an action's cells, its due date as a chip, and the headings of sections.

    Under the text of an action stand who alone may see it, and the columns there is no room for.
    """

    def __init__(self, table: "RegisterTable", theme: Theme) -> None:
        super().__init__(table)
        self._table = table
        self._lines: dict[tuple[str, int, int], list[str]] = {}
        self._dues: dict[tuple[str, int], tuple[str, str]] = {}
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self._theme = theme
        self._font = QFont(self._table.font())
        self._bold = QFont(self._font)
        self._bold.setBold(True)
        self._metrics = QFontMetrics(self._font)
        self._line, self._ascent = self._metrics.height(), self._metrics.ascent()
        self._chips = ChipPainter(self._font, theme)
        self._lines.clear()
        self._dues.clear()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        box: QRect = option.rect
        model, theme, number = self._table.register, self._theme, index.row()
        row = model.action(number)
        if row is None:
            self._draw_heading(painter, box, model.heading(number))
            return
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(box, theme.chosen)
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, theme.line)
        self._draw_ring(painter, box, index)
        column = model.columns[index.column()]
        if column is Column.DUE:
            self._draw_due(painter, box, row, model.words(row, column), chosen=chosen)
            return
        painter.setFont(self._font)
        painter.setPen(theme.ink_on(theme.ink, chosen=chosen))
        if column is model.carrier:
            self._draw_carrier(painter, box, row, chosen=chosen)
        else:
            self._draw_text(painter, box, model.words(row, column), _LINES)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(60, self.height())

    def height(self) -> int:
        """Return how high a row is: one line more where columns are said beneath the text."""
        return self._line * self._lines_of_row() + 2 * PAD

    def _lines_of_row(self) -> int:
        return _LINES + self._table.register.is_folded

    def _draw_ring(self, painter: QPainter, box: QRect, index: Index) -> None:
        """Draw this cell's share of the rings around the row and the cell that have the focus."""
        current = self._table.currentIndex()
        if index.row() != current.row() or not self._table.hasFocus():
            return
        ring = self._theme.ring
        painter.fillRect(box.left(), box.top(), box.width(), 2, ring)
        painter.fillRect(box.left(), box.bottom() - 1, box.width(), 2, ring)
        if index.column() == current.column():
            painter.fillRect(box.left(), box.top(), 2, box.height(), ring)
            painter.fillRect(box.right() - 1, box.top(), 2, box.height(), ring)

    def _draw_text(self, painter: QPainter, box: QRect, text: str, most: int) -> int:
        """Draw a text in so many lines at the most; return how high those are that it takes."""
        left, base = box.left() + PAD, box.top() + PAD + self._ascent
        lines = self._wrapped(text, box.width() - 2 * PAD, most)
        for line in lines:
            painter.drawText(left, base, line)
            base += self._line
        return len(lines) * self._line

    def _draw_carrier(self, painter: QPainter, box: QRect, row: RegisterRow, *, chosen: bool) -> None:
        """Draw the cell that says, beneath its words, what else there is to say."""
        model = self._table.register
        mark, beneath = audience_chip(row.action), model.beneath(row)
        lines = self._lines_of_row()
        room = lines - 1 if mark or beneath else lines
        high = self._draw_text(painter, box, model.words(row, model.carrier), room)
        left, right = box.left() + PAD, box.right() - PAD
        base = box.top() + PAD + high
        if mark is not None:
            self._chips.draw(painter, mark, QPointF(left - 2, base + 1))
            left += round(self._chips.width(mark) + GAP)
        if beneath:
            painter.setFont(self._font)
            painter.setPen(self._theme.ink_on(self._theme.soft, chosen=chosen))
            fitting = self._metrics.elidedText(beneath, Qt.TextElideMode.ElideRight, right - left)
            painter.drawText(left, base + self._ascent, fitting)

    def _draw_due(self, painter: QPainter, box: QRect, row: RegisterRow, words: str, *, chosen: bool) -> None:
        """Draw a due date as a chip of one line; beneath, how late it is, where that finds no room in it."""
        key = words, box.width()
        if key not in self._dues:
            _make_room(self._dues)
            self._dues[key] = due_in(words, box.width() - 2 * PAD, self._chips)
        day, beneath = self._dues[key]
        tone = due_tone(row.action, self._table.register.day)
        self._chips.draw(painter, Chip(day, tone), QPointF(box.left() + PAD - 2, box.top() + PAD))
        if beneath:
            painter.setPen(self._theme.ink_on(self._theme.soft, chosen=chosen))
            base = box.top() + PAD + self._chips.height + self._ascent
            painter.drawText(QPointF(box.left() + PAD, base), beneath)

    def _draw_heading(self, painter: QPainter, box: QRect, words: str) -> None:
        """Draw this cell's share of a heading that goes through all columns."""
        painter.fillRect(box, self._theme.panel)
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, self._theme.line)
        painter.save()
        painter.setClipRect(box)
        painter.setFont(self._bold)
        painter.setPen(self._theme.ink)
        left = PAD - self._table.horizontalScrollBar().value()
        whole = QRect(left, box.top(), self._table.viewport().width() - 2 * PAD, box.height())
        painter.drawText(whole, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        painter.restore()

    def _wrapped(self, text: str, wide: int, most: int) -> list[str]:
        """Return a text in lines of a width, what is left over elided; kept, since it is drawn again."""
        lines = self._lines.get((text, wide, most))
        if lines is None:
            _make_room(self._lines)
            lines = self._lines[text, wide, most] = _in_lines(text, wide, self._metrics, most)
        return lines


def due_in(words: str, room: float, chips: ChipPainter) -> tuple[str, str]:
    """Return what of a due date stands on a chip no wider than `room`, and what beneath; cut if need be."""
    if chips.width(Chip(words, "plain")) <= room:
        return words, ""
    day, _, beneath = words.partition(" · ")
    cut = chips.metrics.elidedText(beneath, Qt.TextElideMode.ElideRight, int(room))
    return chips.fitting(Chip(day, "plain"), room).text, cut


def _make_room(kept: dict[Any, Any]) -> None:
    """Forget what is kept, where that is much."""
    if len(kept) > _MOST_TEXTS:
        kept.clear()


def _in_lines(text: str, wide: int, metrics: QFontMetrics, most: int) -> list[str]:
    """Break a text between words; a word that is wider than a line is elided with all that follows."""
    lines: list[str] = []
    words = text.split(" ")
    space, at = metrics.horizontalAdvance(" "), 0
    while at < len(words) and len(lines) < most - 1:
        end, left = at, wide + space
        while end < len(words) and (left := left - metrics.horizontalAdvance(words[end]) - space) >= 0:
            end += 1
        if end == at:
            break
        lines.append(" ".join(words[at:end]))
        at = end
    rest = metrics.elidedText(" ".join(words[at:]), Qt.TextElideMode.ElideRight, wide)
    return [*lines, rest] if at < len(words) else lines
