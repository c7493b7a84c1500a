"""The agenda beside the note: each item with its number, and how it stands with it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QDropEvent,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from sop_minutes.ui.naming import named
from sop_minutes.ui.theme import Theme

_ROW = Qt.ItemDataRole.UserRole
_PAD, _NUMBER = 7, 28
"""Pixels around a row, and before its title."""

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class AgendaRow:
    """One item of the agenda.

    `said` is whether anything stands under it, `open_actions` how many of before wait on it,
    `clock` the time spent or planned, in words; where nothing is planned it stands to the right.
    """

    key: int
    number: int
    title: str
    said: bool
    open_actions: int
    clock: str
    planned: bool

    @property
    def tally(self) -> str:
        """What stands to the right of the title."""
        if self.clock and not self.planned:
            return self.clock
        return " ".join(part for part in (str(self.open_actions or ""), "✓" if self.said else "") if part)


class AgendaList(QListWidget):
    """The agenda. `chosen` gives the key of an item to go to, `moved` a key and the row it goes to."""

    chosen = Signal(int)
    moved = Signal(int, int)
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "agenda", self.tr("Agenda"))
        self._told = -1
        self._rows = _AgendaRows(theme, self)
        self.setItemDelegate(self._rows)
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.itemActivated.connect(self._on_chosen)
        self.itemClicked.connect(self._on_chosen)

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self._rows.theme = theme
        self.viewport().update()

    def show_rows(self, rows: Sequence[AgendaRow], current: int) -> None:
        """Show the agenda; `current` is the row of the item that is typed under, -1 for none.

        The choice follows that item when it changes, not while one walks through the list.
        """
        while self.count() > len(rows):
            self.takeItem(self.count() - 1)
        for number, row in enumerate(rows):
            if number >= self.count():
                self.addItem(QListWidgetItem())
            item = self.item(number)
            if item.data(_ROW) != row:
                item.setData(_ROW, row)
                item.setText(row.title)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, self._spoken(row))
        if current != self._told or not self.hasFocus():
            self._told = current
            self.setCurrentRow(current)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.currentRow() < 0:
            self.setCurrentRow(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        step = steps.get(Qt.Key(event.key()), 0) if alt else 0
        if step and 0 <= self.currentRow() + step < self.count():
            self.moved.emit(self.currentItem().data(_ROW).key, self.currentRow() + step)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif not step:
            super().keyPressEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Say what was dropped where. The note moves it; a copy is claimed, lest Qt take the row out."""
        index = self.indexAt(event.position().toPoint())
        to = index.row() if index.isValid() else self.count()
        below = index.isValid() and event.position().y() > self.visualRect(index).center().y()
        to += int(below) - int(to + int(below) > self.currentRow())
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if to != self.currentRow():
            self.moved.emit(self.currentItem().data(_ROW).key, to)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def _spoken(self, row: AgendaRow) -> str:
        waiting = self.tr("%n open action(s)", "", row.open_actions) if row.open_actions else ""
        said = self.tr("has text") if row.said else ""
        return ", ".join(part for part in (f"{row.number} {row.title}", said, waiting, row.clock) if part)

    def _on_chosen(self, item: QListWidgetItem) -> None:
        self.chosen.emit(item.data(_ROW).key)


class _AgendaRows(QStyledItemDelegate):
    """Draws the rows: the title in as many lines as it takes, the chosen one bold on its own ground."""

    def __init__(self, theme: Theme, parent: AgendaList) -> None:
        super().__init__(parent)
        self.theme = theme
        self._list = parent

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row: AgendaRow = index.data(_ROW)
        height = _height(option.font, self._title_box(option.font, row), row.title)
        small = QFontMetrics(_small(option.font)).height() if row.planned else 0
        return QSize(self._list.viewport().width(), height + small + 2 * _PAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: AgendaRow = index.data(_ROW)
        box: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            painter.setPen(QPen(self.theme.ring, 2) if self._list.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(self.theme.chosen)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 4, 4)
        soft = self.theme.ink_on(self.theme.soft, chosen=chosen)
        title = self._title_box(option.font, row).translated(box.topLeft())
        painter.setFont(self._weight(option.font, title, row.title, chosen=chosen))
        painter.setPen(soft)
        painter.drawText(box.adjusted(_PAD, _PAD, 0, 0), Qt.AlignmentFlag.AlignLeft, str(row.number))
        painter.setPen(self.theme.chosen_ink if chosen else self.theme.ink)
        used = painter.drawText(title, _WRAPPED, row.title)
        painter.setFont(_small(option.font))
        painter.setPen(soft)
        painter.drawText(box.adjusted(0, _PAD, -_PAD, 0), Qt.AlignmentFlag.AlignRight, row.tally)
        if row.planned:
            late = self.theme.ink_on(self.theme.tones["late"].ink, chosen=chosen)
            painter.setPen(late if " over" in row.clock else soft)
            painter.drawText(title.left(), used.bottom() + painter.fontMetrics().ascent() + 1, row.clock)
        painter.restore()

    def _weight(self, font: QFont, box: QRect, title: str, *, chosen: bool) -> QFont:
        """Return the chosen title's font: bold, unless that would take a line that there is no room for."""
        bold = _bold(font)
        fits = _height(bold, box, title) <= _height(font, box, title) + _PAD
        return bold if chosen and fits else font

    def _title_box(self, font: QFont, row: AgendaRow) -> QRect:
        tally = QFontMetrics(_small(font)).horizontalAdvance(row.tally) + _PAD
        last = QFontMetrics(font).horizontalAdvance(str(self._list.count()))
        left = max(_NUMBER, last + 2 * _PAD)
        return QRect(left, _PAD, self._list.viewport().width() - left - _PAD - tally, 1000)


_WRAPPED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop


def _height(font: QFont, box: QRect, title: str) -> int:
    return QFontMetrics(font).boundingRect(box, _WRAPPED, title).height()


def _bold(font: QFont) -> QFont:
    bold = QFont(font)
    bold.setWeight(QFont.Weight.DemiBold)
    return bold


def _small(font: QFont) -> QFont:
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * 0.85)
    return small
