"""Every command of the window, once: menus, shortcuts, the palette and the shortcut sheet come from here."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget


@dataclass(frozen=True)
class Command:
    """A verb of the window.

    `keys` is a key sequence as Qt writes it, "" for none. With `where`, they work while that widget
    has the focus. `typed` keys are dealt with by the widget itself: they are shown, not bound.
    """

    menu: str
    label: str
    run: Callable[[], object]
    keys: str = ""
    where: QWidget | None = None
    typed: bool = False


@dataclass
class Commands:
    """All commands, in the order in which they are shown."""

    _all: list[Command] = field(default_factory=list)
    _actions: dict[str, QAction] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Command]:
        return iter(self._all)

    def add(self, window: QWidget, *commands: Command) -> None:
        """Make commands known, and bind their keys."""
        for command in commands:
            action = QAction(command.label, window)
            action.triggered.connect(lambda _on=False, run=command.run: run())
            if command.keys and not command.typed:
                action.setShortcut(QKeySequence(command.keys))
                widget = Qt.ShortcutContext.WidgetWithChildrenShortcut
                action.setShortcutContext(widget if command.where else Qt.ShortcutContext.WindowShortcut)
            (command.where or window).addAction(action)
            self._all.append(command)
            self._actions[command.label] = action

    def fill(self, bar: QMenuBar) -> None:
        """Make the menus of a menu bar."""
        menus: dict[str, QMenu] = {}
        for command in self._all:
            if command.menu not in menus:
                menus[command.menu] = bar.addMenu(command.menu)
            menus[command.menu].addAction(self._actions[command.label])
