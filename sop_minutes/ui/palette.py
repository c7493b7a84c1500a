"""The palette: every command with its key, and whatever the database finds, under one line."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from sop_minutes.ui.naming import named

_MOST = 40
_TO_LIST = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})


@dataclass(frozen=True)
class Entry:
    """One line of the palette: what it says, what stands after it in grey, what it does."""

    label: str
    detail: str
    run: Callable[[], object]


Source = Callable[[str], Sequence[Entry]]


class Palette(QFrame):
    """Type to find, Enter to do. Escape goes back to where one was."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        named(self, "palette", self.tr("Search everything, or type a command"))
        self._sources: list[Source] = []
        self._before: QWidget | None = None
        self._build()
        self._connect()
        self.hide()

    def add_source(self, source: Source) -> None:
        """Ask `source` for entries too: it is given what is typed."""
        self._sources.append(source)

    def open(self) -> None:
        """Show the palette over the window, empty."""
        window = self.window()
        self._before = window.focusWidget()
        width = min(720, window.width() - 80)
        self.setGeometry((window.width() - width) // 2, 54, width, min(520, window.height() - 120))
        self.line.clear()
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
        for source in self._sources:
            for entry in source(words)[: _MOST - self.list.count()]:
                item = QListWidgetItem(f"{entry.label}    {entry.detail}" if entry.detail else entry.label)
                item.setData(Qt.ItemDataRole.UserRole, entry.run)
                self.list.addItem(item)
        self.list.setCurrentRow(0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                self.leave()
                return True
            if watched is self.line and event.key() in _TO_LIST:
                self.list.event(event)
                return True
        return super().eventFilter(watched, event)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        self.line = named(QLineEdit(), "palette-line", self.tr("What to find or do"))
        self.line.setPlaceholderText(self.tr("A command, a meeting, a person, an action, or any words"))
        self.list = named(QListWidget(), "palette-list", self.tr("Found"))
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column.addWidget(self.line)
        column.addWidget(self.list)

    def _connect(self) -> None:
        self.line.textChanged.connect(self.refresh)
        self.line.returnPressed.connect(self._do)
        self.list.itemActivated.connect(self._do)
        self.line.installEventFilter(self)
        self.list.installEventFilter(self)

    def _do(self) -> None:
        item = self.list.currentItem()
        if item is None:
            return
        self.leave()
        item.data(Qt.ItemDataRole.UserRole)()
