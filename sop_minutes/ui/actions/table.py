"""The table of the register: how its rows are chosen, and its columns put in order."""

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLabel, QTableView, QVBoxLayout

from sop_minutes.domain.register import Column
from sop_minutes.ui.actions.columns import folded
from sop_minutes.ui.actions.drawing import PAD, Index, Rows
from sop_minutes.ui.actions.model import RegisterModel
from sop_minutes.ui.naming import named, told
from sop_minutes.ui.theme import Theme

_WIDTHS = {Column.REF: 76, Column.OWNER: 108, Column.DUE: 118, Column.STATUS: 84, Column.UPDATED: 84}
_OTHER_WIDTH = 124
_LEAST = 200
"""Pixels that the text of an action takes at the least."""

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
        self._column = 0
        self._low: list[int] = []
        self._widths = {column: _WIDTHS.get(column, _OTHER_WIDTH) for column in Column}
        self.setModel(model)
        self.rows = Rows(self, theme)
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
            header.showSection(number)
        for number, column in enumerate(self.register.columns):
            if column is Column.TEXT:
                header.setSectionResizeMode(number, QHeaderView.ResizeMode.Stretch)
            else:
                header.setSectionResizeMode(number, QHeaderView.ResizeMode.Interactive)
                header.resizeSection(number, self._widths[column])
        header.blockSignals(False)
        self._fold()

    def fit_headings(self) -> None:
        """Make the rows of headings as low as their words, where there are not too many of them."""
        sizes, rows = self.verticalHeader(), self.register.rowCount()
        for row in self._low:
            if row < rows:
                sizes.resizeSection(row, sizes.defaultSectionSize())
        self._low = self.register.headings[:_MOST_HEADINGS]
        for row in self._low:
            sizes.resizeSection(row, self.fontMetrics().height() + 3 * PAD)

    def say_empty(self, words: str) -> None:
        """Say in place of rows why there are none; "" where there are some."""
        self.empty.setText(words)
        self.empty.setVisible(bool(words))

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
        """Return the ids of the actions chosen, in their order, each once."""
        parts = self.selectionModel().selection().toList()
        rows = sorted(row for part in parts for row in range(part.top(), part.bottom() + 1))
        found = (self.register.id_at(row) for row in rows)
        return list(dict.fromkeys(id_ for id_ in found if id_ is not None))

    def choose(self, ids: list[int], current: int | None, row: int) -> None:
        """Choose these actions, the cursor on `current`; where that is gone, on what is in its `row` now."""
        last = self.register.columnCount() - 1
        picked = QItemSelection()
        at = self.register.row_of(current, row) if current is not None else -1
        rows = self.register.rows_of([id_ for id_ in ids if id_ != current])
        if current in ids and at >= 0:
            rows.append(at)
        for first, end in _runs(sorted(rows)):
            picked.select(self.register.index(first, 0), self.register.index(end, last))
        at = at if at >= 0 else self._action_near(min(max(row, 0), self.register.rowCount() - 1))
        model = self.selectionModel()
        if at < 0:
            self.chosen_changed.emit()
            return
        model.setCurrentIndex(self.register.index(at, min(self._column, last)), _SELECT.NoUpdate)
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
        if current.isValid():
            self._column = current.column()
        if current.row() != previous.row():
            self.viewport().update()  # the ring is around a whole row
            self.chosen_changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()
        seen = self.visualRect(self.currentIndex())
        if event.size().height() < seen.bottom() <= event.oldSize().height():
            self.scrollTo(self.currentIndex())  # something is asked of it under the table

    def _fold(self) -> None:
        """Show beneath an action's text the columns that there is no room for beside it."""
        columns, header = self.register.columns, self.horizontalHeader()
        gone = folded(columns, self._widths, self.viewport().width() - _LEAST)
        self.register.fold(gone)
        sizes = self.verticalHeader()
        if sizes.defaultSectionSize() != self.rows.height():
            sizes.setDefaultSectionSize(self.rows.height())
            self.fit_headings()
        for number, column in enumerate(columns):
            if header.isSectionHidden(number) != (column in gone):
                header.setSectionHidden(number, column in gone)
        current = self.currentIndex()
        if current.isValid() and header.isSectionHidden(current.column()):
            beside = self.register.index(current.row(), columns.index(self.register.carrier))
            self.selectionModel().setCurrentIndex(beside, _SELECT.NoUpdate)

    def _on_resized(self, number: int, _before: int, width: int) -> None:
        """Keep the width that somebody gives a column."""
        if width:
            self._widths[self.register.columns[number]] = width

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
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
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
        header.sectionResized.connect(self._on_resized)
        self.empty = told(QLabel(), "empty", self.tr("What to do"))
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.empty.setProperty("role", "soft")
        self.empty.hide()
        QVBoxLayout(self.viewport()).addWidget(self.empty)


def _runs(rows: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last of each run of rows one after the other; `rows` are ascending."""
    for _, run in groupby(enumerate(rows), lambda pair: pair[1] - pair[0]):
        found = [row for _, row in run]
        yield found[0], found[-1]
