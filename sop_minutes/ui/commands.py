"""Every command of the window, once: menus, shortcuts, the palette and the shortcut sheet come from here."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from sop_minutes.ui.bars import Menus


def always() -> bool:
    """A command makes sense at any time."""
    return True


@dataclass(frozen=True)
class Command:
    """A verb of the window.

    `menu` is where it stands; "File/Open recent" is a menu in a menu. `keys` is a key sequence as Qt
    writes it, "" for none. With `where`, they work while that widget has the focus. `typed` keys are
    dealt with by the widget itself: they are shown, not bound. `tip` is a sentence on it, `also` are
    other words that it is found by, and `when` says whether it makes sense now. Where it is not `able` to
    do anything here, which it says itself, the palette has it last.
    """

    menu: str
    label: str
    run: Callable[[], object]
    keys: str = ""
    where: QWidget | None = None
    typed: bool = False
    tip: str = ""
    also: str = ""
    when: Callable[[], bool] = always
    able: Callable[[], bool] = always

    def do(self) -> None:
        """Run it, if it makes sense now."""
        if self.when():
            self.run()


@dataclass
class Commands:
    """All commands, in the order in which they are shown."""

    _all: list[Command] = field(default_factory=list)
    _actions: list[QAction] = field(default_factory=list)

    def __iter__(self) -> Iterator[Command]:
        return iter(self._all)

    def add(self, window: QWidget, *commands: Command) -> None:
        """Make commands known, and bind their keys."""
        for command in commands:
            action = QAction(command.label, window)
            action.setStatusTip(command.tip or command.label)
            action.triggered.connect(lambda _on=False, command=command: command.do())
            if command.keys and not command.typed:
                action.setShortcut(QKeySequence(command.keys))
                here = Qt.ShortcutContext.WidgetWithChildrenShortcut
                there = Qt.ShortcutContext.WindowShortcut
                action.setShortcutContext(here if command.where else there)
            if not command.typed:
                (command.where or window).addAction(action)
            self._all.append(command)
            self._actions.append(action)

    def fill(self, bar: Menus) -> None:
        """Make the menus of a menu bar."""
        menus: dict[str, QMenu] = {}
        for command, action in zip(self._all, self._actions, strict=True):
            self._menu(bar, menus, command.menu).addAction(action)
        for menu in menus.values():
            taken: set[str] = set()
            for action in menu.actions():
                action.setText(_with_mnemonic(action.text(), taken))
        for command, action in zip(self._all, self._actions, strict=True):
            if command.typed:
                # As words, not as a shortcut: a menu that is open would take the letter for it.
                keys = QKeySequence(command.keys).toString(QKeySequence.SequenceFormat.NativeText)
                action.setText(f"{action.text()}\t{keys}")

    def refresh(self) -> None:
        """Let only what makes sense now be chosen."""
        for command, action in zip(self._all, self._actions, strict=True):
            action.setEnabled(command.when())

    def clear(self, bar: Menus) -> None:
        """Forget all commands, and their menus."""
        bar.clear()
        for action in self._actions:
            action.setShortcut(QKeySequence())
            action.deleteLater()
        self._all.clear()
        self._actions.clear()

    def _enable(self) -> None:
        """Let all keys work again once no menu is open: what makes no sense now is not run anyway."""
        for action in self._actions:
            action.setEnabled(True)

    def _menu(self, bar: Menus, menus: dict[str, QMenu], name: str) -> QMenu:
        if name not in menus:
            above, _, last = name.rpartition("/")
            menus[name] = self._menu(bar, menus, above).addMenu(last) if above else bar.addMenu(last)
            menus[name].setObjectName(f"menu-{last.replace('&', '').casefold()}")
            menus[name].setToolTipsVisible(True)
            menus[name].aboutToShow.connect(self.refresh)
            if not above:
                menus[name].aboutToHide.connect(self._enable)
                # Later: Qt has the bar take the keyboard back when Escape has closed a menu.
                menus[name].aboutToHide.connect(bar.leave, Qt.ConnectionType.QueuedConnection)
        return menus[name]


def _with_mnemonic(label: str, taken: set[str]) -> str:
    """Return a label with a sign before the letter that chooses it in its menu; that is `taken` then."""
    plain = label.replace("&", "&&")
    letters = [number for number, letter in enumerate(plain) if letter.isalnum()]
    first = [number for number in letters if number == 0 or plain[number - 1] == " "]
    at = next((number for number in (*first, *letters) if plain[number].casefold() not in taken), None)
    if at is None:
        return plain
    taken.add(plain[at].casefold())
    return f"{plain[:at]}&{plain[at:]}"
