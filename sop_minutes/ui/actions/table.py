"""The table of the register: how its rows are drawn, chosen and put in order."""

from collections.abc import Callable

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from sop_minutes.domain.register import Column
from sop_minutes.domain.sheets import ActionRow
from sop_minutes.ui.actions.columns import due_tone
from sop_minutes.ui.actions.model import RegisterModel
from sop_minutes.ui.chips import Chip, ChipPainter
from sop_minutes.ui.naming import named
from sop_minutes.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_PAD = 6
_WIDTHS = {Column.REF: 76, Column.OWNER: 108, Column.DUE: 118, Column.STATUS: 84, Column.UPDATED: 84}
_OTHER_WIDTH = 124
_LINES = 3
_MOST_LINES = 4096
_MOST_HEADINGS = 1000
_SELECT = QItemSelectionModel.SelectionFlag
_MOVES = frozenset(
    (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Home, Qt.Key.Key_End)
)


class RegisterTable(QTableView):
    """Rows of actions. Space chooses several one by one, until Escape; `key` is asked of every other key.

    `sort_wanted` gives a column's number, `moved` follows when columns were put in another order.
    """

    sort_wanted = Signal(int)
    moved = Signal()
    chosen_changed = Signal()
    entered = Signal()

    def __init__(self, model: RegisterModel, theme: Theme, key: Callable[[QKeyEvent], bool]) -> None:
        super().__init__()
        named(self, "actions", self.tr("Actions"))
        self.register = model
        self._key = key
        self._picking = False
        self.setModel(model)
        self.rows = _Rows(self, theme)
        self.setItemDelegate(self.rows)
        self._build()
        self.arrange()

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self.rows.set_theme(theme)
        self.viewport().update()

    def arrange(self) -> None:
        """Give each column its width; the text of the action has what is left."""
        header = self.horizontalHeader()
        header.blockSignals(True)  # columns that were dragged are the model's by now
        for number in range(header.count()):
            header.moveSection(header.visualIndex(number), number)
        header.blockSignals(False)
        for number, column in enumerate(self.register.columns):
            if column is Column.TEXT:
                header.setSectionResizeMode(number, QHeaderView.ResizeMode.Stretch)
            else:
                header.setSectionResizeMode(number, QHeaderView.ResizeMode.Interactive)
                header.resizeSection(number, _WIDTHS.get(column, _OTHER_WIDTH))

    def fit_headings(self) -> None:
        """Make the rows of headings as low as their words, where there are not too many of them."""
        for row in self.register.headings[:_MOST_HEADINGS]:
            self.verticalHeader().resizeSection(row, self.fontMetrics().height() + 3 * _PAD)

    def show_order(self, column: Column, descending: bool) -> None:
        """Show in the header by which column the rows are in order."""
        columns = self.register.columns
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicator(columns.index(column) if column in columns else -1, order)

    def current_id(self) -> int | None:
        """Return the id of the action the cursor is on, None for none."""
        index = self.currentIndex()
        return self.register.id_at(index.row()) if index.isValid() else None

    def chosen_ids(self) -> list[int]:
        """Return the ids of the actions chosen, in their order."""
        parts = self.selectionModel().selection().toList()
        rows = sorted(row for part in parts for row in range(part.top(), part.bottom() + 1))
        found = (self.register.id_at(row) for row in rows)
        return [id_ for id_ in found if id_ is not None]

    def choose(self, ids: list[int], current: int | None, row: int) -> None:
        """Choose these actions, the cursor on `current`; where that is gone, on what is in its `row` now."""
        last = self.register.columnCount() - 1
        picked = QItemSelection()
        for at in (self.register.row_of(id_) for id_ in ids):
            if at >= 0:
                picked.select(self.register.index(at, 0), self.register.index(at, last))
        at = self.register.row_of(current) if current is not None else -1
        at = at if at >= 0 else self._action_near(min(max(row, 0), self.register.rowCount() - 1))
        model = self.selectionModel()
        if at < 0:
            self.chosen_changed.emit()
            return
        model.setCurrentIndex(self.register.index(at, 0), _SELECT.NoUpdate)
        if picked.isEmpty():
            picked.select(self.register.index(at, 0), self.register.index(at, last))
            self._picking = False
        model.select(picked, _SELECT.ClearAndSelect)

    def let_go(self) -> None:
        """Choose no more than the row that the cursor is in, and have that in sight."""
        self.choose([], self.current_id(), self.currentIndex().row())
        self.scrollTo(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            self._pick()
        elif event.key() == Qt.Key.Key_Escape and self._picking:
            self._picking = False
            self.selectRow(self.currentIndex().row())
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entered.emit()
        elif not self._key(event):
            super().keyPressEvent(event)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Go with Home and End to the first and the last action, not to the ends of a row."""
        ends = {QAbstractItemView.CursorAction.MoveHome: 0, QAbstractItemView.CursorAction.MoveEnd: -1}
        if action in ends and self.register.rowCount():
            row = self._action_near(ends[action] % self.register.rowCount())
            return self.register.index(row, max(self.currentIndex().column(), 0))
        return super().moveCursor(action, modifiers)

    def selectionCommand(
        self, index: Index, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        if self._picking and isinstance(event, QKeyEvent) and event.key() in _MOVES and not event.modifiers():
            return _SELECT.NoUpdate
        if isinstance(event, QEvent) and event.type() == QEvent.Type.MouseButtonPress:
            self._picking = False
        return super().selectionCommand(index, event)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.chosen_changed.emit()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.row() != previous.row():
            self.viewport().update()  # the ring is around a whole row
            self.chosen_changed.emit()

    def _pick(self) -> None:
        """Choose one more row, or one less; the first time the row stays that is chosen anyhow."""
        row = self.currentIndex().row()
        if self._picking and row >= 0:
            command = _SELECT.Toggle | _SELECT.Rows
            self.selectionModel().select(self.register.index(row, 0), command)
        self._picking = True

    def _action_near(self, row: int) -> int:
        """Return the row of an action at `row` or below, else above; -1 where there is none."""
        below = range(row, min(row + 2, self.register.rowCount()))
        return next((at for at in (*below, row - 1) if at >= 0 and self.register.id_at(at) is not None), -1)

    def _build(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(self.rows.height())
        header = named(self.horizontalHeader(), "actions-header", self.tr("Columns"))
        header.setSectionsMovable(True)
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setHighlightSections(False)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.sectionClicked.connect(self.sort_wanted)
        header.sectionMoved.connect(self.moved, Qt.ConnectionType.QueuedConnection)


class _Rows(QStyledItemDelegate):
    """Draws an action in three lines at the most, its due date as a chip, and the headings of sections."""

    def __init__(self, table: RegisterTable, theme: Theme) -> None:
        super().__init__(table)
        self._table = table
        self._lines: dict[tuple[str, int], list[str]] = {}
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self._theme = theme
        self._font = QFont(self._table.font())
        self._bold = QFont(self._font)
        self._bold.setBold(True)
        self._metrics = QFontMetrics(self._font)
        self._chips = ChipPainter(self._font, theme)
        self._lines.clear()

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
        if number == self._table.currentIndex().row() and self._table.hasFocus():
            painter.fillRect(box.left(), box.top(), box.width(), 2, theme.ring)
            painter.fillRect(box.left(), box.bottom() - 1, box.width(), 2, theme.ring)
        column = model.columns[index.column()]
        if column is Column.DUE:
            self._draw_due(painter, box, row.action, model.words(row, column))
        else:
            painter.setFont(self._font)
            painter.setPen(theme.ink_on(theme.ink, chosen=chosen))
            self._draw_text(painter, box, model.words(row, column))

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(60, self.height())

    def height(self) -> int:
        """Return how high a row is."""
        return self._metrics.height() * _LINES + 2 * _PAD

    def _draw_text(self, painter: QPainter, box: QRect, text: str) -> None:
        wide = box.width() - 2 * _PAD
        left, base = box.left() + _PAD, box.top() + _PAD + self._metrics.ascent()
        for line in self._wrapped(text, wide):
            painter.drawText(left, base, line)
            base += self._metrics.height()

    def _draw_due(self, painter: QPainter, box: QRect, action: ActionRow, words: str) -> None:
        fitting = self._chips.fitting(words, box.width() - 2 * _PAD)
        chip = Chip(fitting, due_tone(action, self._table.register.day))
        self._chips.draw(painter, chip, QPointF(box.left() + _PAD - 2, box.top() + _PAD))

    def _draw_heading(self, painter: QPainter, box: QRect, words: str) -> None:
        """Draw this cell's share of a heading that goes through all columns."""
        painter.fillRect(box, self._theme.panel)
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, self._theme.line)
        painter.save()
        painter.setClipRect(box)
        painter.setFont(self._bold)
        painter.setPen(self._theme.ink)
        whole = QRect(_PAD, box.top(), self._table.viewport().width() - 2 * _PAD, box.height())
        painter.drawText(whole, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        painter.restore()

    def _wrapped(self, text: str, wide: int) -> list[str]:
        """Return a text in lines of a width, what is left over elided; kept, since it is drawn again."""
        lines = self._lines.get((text, wide))
        if lines is None:
            if len(self._lines) > _MOST_LINES:
                self._lines.clear()
            lines = self._lines[text, wide] = _in_lines(text, wide, self._metrics)
        return lines


def _in_lines(text: str, wide: int, metrics: QFontMetrics) -> list[str]:
    """Break a text between words; a word that is wider than a line is elided with all that follows."""
    lines: list[str] = []
    words = text.split(" ")
    space, at = metrics.horizontalAdvance(" "), 0
    while at < len(words) and len(lines) < _LINES - 1:
        end, left = at, wide + space
        while end < len(words) and (left := left - metrics.horizontalAdvance(words[end]) - space) >= 0:
            end += 1
        if end == at:
            break
        lines.append(" ".join(words[at:end]))
        at = end
    rest = metrics.elidedText(" ".join(words[at:]), Qt.TextElideMode.ElideRight, wide)
    return [*lines, rest] if at < len(words) else lines
