"""How the register is laid out: its columns, their order, its sort and its sections, by keys and menus."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QMenu

from sop_minutes.domain.register import Column
from sop_minutes.ui.actions.columns import column_names

if TYPE_CHECKING:
    from sop_minutes.ui.actions.page import ActionsPage

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class TickMenu(QMenu):
    """A menu of what may be ticked: Space ticks and leaves it open, Enter ticks and shuts it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        action = self.activeAction()
        if event.key() == Qt.Key.Key_Space and action is not None and action.isCheckable():
            action.trigger()
        else:
            super().keyPressEvent(event)


class Arranging(QObject):
    """Keys of the table: a digit sorts by that column, G groups, V chooses columns, Alt+arrows move one."""

    def __init__(self, page: "ActionsPage") -> None:
        super().__init__(page)
        self._page = page
        header = page.table.horizontalHeader()
        header.customContextMenuRequested.connect(lambda at: self.choose_columns(header.mapToGlobal(at)))

    def key(self, event: QKeyEvent) -> bool:
        """Do what a key in the table stands for; say whether it stands for something."""
        key, columns = Qt.Key(event.key()), self._page.model.columns
        number = key - Qt.Key.Key_1
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and key in _STEPS:
            self.move_column(_STEPS[key])
            return True
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if 0 <= number < min(len(columns), 9):
            self._page.sort_by(columns[number])
            return True
        verbs: dict[Qt.Key, Callable[[], object]] = {
            Qt.Key.Key_G: self.choose_sections,
            Qt.Key.Key_V: self.choose_columns,
            Qt.Key.Key_I: self._page.whoami.ask,
            Qt.Key.Key_R: self._page.review_wanted.emit,
            Qt.Key.Key_Slash: self._page.filter.setFocus,
        }
        if key in verbs:
            verbs[key]()
        return key in verbs

    def choose_sections(self) -> None:
        """Ask by which column to group."""
        menu = self._menu("group-by", self.tr("Group by"))
        layout = self._page.arranged
        for column, name in (None, self.tr("No sections")), *column_names().items():
            action = menu.addAction(name, partial(self._page.rearrange, replace(layout, grouped=column)))
            action.setCheckable(True)
            action.setChecked(layout.grouped is column)
        self._open(menu)

    def choose_columns(self, at: QPoint | None = None) -> None:
        """Ask which columns to show."""
        menu = self._menu("choose-columns", self.tr("Columns"))
        shown = self._page.arranged.columns
        for column, name in column_names().items():
            action = menu.addAction(name)
            action.setCheckable(True)
            action.setChecked(column in shown)
            action.triggered.connect(partial(self._toggle, column, action))
        menu.addSeparator()
        menu.addAction(self.tr("Space ticks · Alt+← → in the table moves a column")).setEnabled(False)
        self._open(menu, at)

    def move_column(self, step: int) -> None:
        """Move the column that the cursor is in, to the right or with -1 to the left."""
        table, layout = self._page.table, self._page.arranged
        at = table.currentIndex().column()
        to = at + step
        if 0 <= to < len(layout.columns):
            columns = list(layout.columns)
            columns[at], columns[to] = columns[to], columns[at]
            row = table.currentIndex().row()
            self._page.rearrange(replace(layout, columns=tuple(columns)))
            table.setCurrentIndex(self._page.model.index(row, to))

    def _toggle(self, column: Column, tick: QAction) -> None:
        """Show a column or not; the last one stays."""
        layout = self._page.arranged
        others = tuple(one for one in layout.columns if one is not column)
        columns = others if column in layout.columns else (*layout.columns, column)
        self._page.rearrange(replace(layout, columns=columns or layout.columns))
        tick.setChecked(column in self._page.arranged.columns)

    def _menu(self, name: str, title: str) -> QMenu:
        menu = TickMenu(title, self._page)
        menu.setObjectName(name)
        menu.setAccessibleName(title)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def _open(self, menu: QMenu, at: QPoint | None = None) -> None:
        table = self._page.table
        menu.popup(at or table.viewport().mapToGlobal(table.viewport().rect().topLeft()))
        menu.setActiveAction(menu.actions()[0])
