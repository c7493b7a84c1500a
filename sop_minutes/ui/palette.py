"""The palette: every command with its key, and whatever the database finds, under one line."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from sop_minutes.ui.commands import Command, Commands
from sop_minutes.ui.fuzzy import fit
from sop_minutes.ui.naming import named
from sop_minutes.ui.theme import Theme

_MOST = 12
"""So many of a kind are shown, of commands all."""

_TO_LIST = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})
_RUN, _DETAIL = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True)
class Entry:
    """One line of the palette: what it says, what stands at its right, what it does."""

    label: str
    detail: str
    run: Callable[[], object]


Source = Callable[[str], Sequence[Entry]]


class _EntryDelegate(QStyledItemDelegate):
    """Draws a line with its detail at the right; the words give way to it, not it to them."""

    def __init__(self, theme: Theme, parent: QListWidget) -> None:
        super().__init__(parent)
        self.theme = theme

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        words, shown.text = shown.text, ""
        list_ = self.parent()
        if not isinstance(list_, QListWidget):
            return
        list_.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, shown, painter, list_)
        box = QRect(shown.rect).adjusted(10, 0, -12, 0)
        metrics = QFontMetrics(shown.font)
        detail = metrics.elidedText(index.data(_DETAIL) or "", Qt.TextElideMode.ElideMiddle, box.width() // 2)
        painter.save()
        painter.setFont(shown.font)
        chosen = bool(shown.state & QStyle.StateFlag.State_Selected)
        painter.setPen(self.theme.ink_on(self.theme.soft, chosen=chosen))
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, detail)
        room = box.width() - metrics.horizontalAdvance(detail) - 16
        if index.flags() & Qt.ItemFlag.ItemIsEnabled:
            painter.setPen(self.theme.chosen_ink if chosen else self.theme.ink)
        words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(100, super().sizeHint(option, index).height() + 6)


class Palette(QFrame):
    """Type to find, Enter to do. Escape goes back to where one was."""

    def __init__(self, window: QWidget, theme: Theme) -> None:
        super().__init__(window)
        named(self, "palette", self.tr("Search everything, or type a command"))
        self._sources: list[tuple[str, Source]] = []
        self._commands: Commands | None = None
        self._before: QWidget | None = None
        self._build(theme)
        self._connect()
        self.hide()

    def add_commands(self, commands: Commands) -> None:
        """Offer commands, those that make sense when the palette is opened."""
        self._commands = commands

    def add_source(self, heading: str, source: Source) -> None:
        """Ask `source` for entries too, shown under `heading`: it is given what is typed."""
        self._sources.append((heading, source))

    def forget(self) -> None:
        """Offer nothing any more."""
        self._commands = None
        self._sources.clear()

    def open(self) -> None:
        """Show the palette over the window, empty."""
        self.look_for("")

    def look_for(self, words: str) -> None:
        """Show the palette over the window with `words` typed."""
        window = self.window()
        if not self.isVisible():
            self._before = window.focusWidget()
        width = min(720, window.width() - 80)
        self.setGeometry((window.width() - width) // 2, 54, width, min(560, window.height() - 120))
        self.line.setText(words)
        self.refresh()
        self.show()
        self.raise_()
        self.line.setFocus()

    def leave(self) -> None:
        """Hide the palette and give the focus back."""
        self.hide()
        if self._before is not None:
            self._before.setFocus()

    def refresh(self) -> None:
        """Show what fits what is typed."""
        words = self.line.text().strip()
        self.list.clear()
        self._add(self.tr("Commands"), self._commands_like(words))
        for heading, source in self._sources:
            self._add(heading, source(words)[:_MOST])
        first = next((n for n in range(self.list.count()) if self._can_be_chosen(n)), -1)
        self.list.setCurrentRow(first)
        if first < 0:
            self._add(self.tr("Nothing is found."), [], always=True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                self.leave()
                return True
            if watched is self.line and event.key() in _TO_LIST:
                self.list.event(event)
                return True
        return super().eventFilter(watched, event)

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self._entries.theme = theme

    def _build(self, theme: Theme) -> None:
        column = QVBoxLayout(self)
        self.line = named(QLineEdit(), "palette-line", self.tr("What to find or do"))
        self.line.setPlaceholderText(self.tr("A command, a meeting, a person, an action, or any words"))
        self.list = named(QListWidget(), "palette-list", self.tr("Found"))
        self._entries = _EntryDelegate(theme, self.list)
        self.list.setItemDelegate(self._entries)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column.addWidget(self.line)
        column.addWidget(self.list)

    def _connect(self) -> None:
        self.line.textEdited.connect(self.refresh)
        self.line.returnPressed.connect(self._do)
        self.list.itemActivated.connect(self._do)
        self.line.installEventFilter(self)
        self.list.installEventFilter(self)

    def _commands_like(self, words: str) -> list[Entry]:
        found: list[tuple[int, Command]] = []
        for command in self._commands or ():
            well = fit(words, command.label)
            if well is not None and command.when():
                found.append((well, command))
        found.sort(key=lambda one: one[0])
        return [Entry(command.label, _shown_keys(command.keys), command.do) for _, command in found]

    def _add(self, heading: str, entries: Sequence[Entry], *, always: bool = False) -> None:
        if entries or always:
            head = QListWidgetItem(heading, self.list)
            head.setFlags(Qt.ItemFlag.NoItemFlags)
            font = head.font()
            font.setBold(True)
            head.setFont(font)
        for entry in entries:
            item = QListWidgetItem(entry.label, self.list)
            item.setData(_RUN, entry.run)
            item.setData(_DETAIL, entry.detail)
            spoken = (
                f"{heading}: {entry.label}, {entry.detail}" if entry.detail else f"{heading}: {entry.label}"
            )
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)

    def _can_be_chosen(self, row: int) -> bool:
        return bool(self.list.item(row).flags() & Qt.ItemFlag.ItemIsEnabled)

    def _do(self) -> None:
        item = self.list.currentItem()
        if item is None or item.data(_RUN) is None:
            return
        self.leave()
        item.data(_RUN)()


def _shown_keys(keys: str) -> str:
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
