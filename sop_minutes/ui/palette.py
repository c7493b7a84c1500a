"""The palette: every command with its key, and whatever the database finds, under one line."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from sop_minutes.ui.commands import Command, Commands
from sop_minutes.ui.entries import Entry, EntryLine, EntryList
from sop_minutes.ui.fuzzy import fit
from sop_minutes.ui.naming import named
from sop_minutes.ui.theme import Theme

_MOST = 12
"""So many of a kind are shown, of commands all."""

_WORDS_ALONE = frozenset({0, 1})
"""How well other words of a command are to fit: its letters are not looked for in them."""

_BY_OTHER_WORDS = 4

Source = Callable[[str], Sequence[Entry]]


class Palette(QFrame):
    """Type to find, Enter to do. Escape goes back to where one was, which is asked after `opening`.

    It closes when the focus goes elsewhere: no key is to reach what it hides.
    """

    opening = Signal()

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
            self.opening.emit()
            self._before = window.focusWidget()
        width = min(720, window.width() - 80)
        self.setGeometry((window.width() - width) // 2, 54, width, min(560, window.height() - 120))
        self.line.setText(words)
        self.refresh()
        self.show()
        self.raise_()
        self.line.setFocus()

    def leave(self) -> None:
        """Hide the palette, where it is shown, and give the focus back."""
        if self.isVisible():
            self.hide()
            if self._before is not None:
                self._before.setFocus()

    def refresh(self) -> None:
        """Show what fits what is typed."""
        words = self.line.text().strip()
        self.list.clear()
        found = [(heading, source(words)[:_MOST]) for heading, source in self._sources]
        for heading, entries in [(self.tr("Commands"), self._commands_like(words)), *found]:
            if entries:
                self.list.add(heading, entries)
        if not self.list.choose_first():
            self.list.add(self.tr("Nothing is found."), [])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = event.key() if isinstance(event, QKeyEvent) else None
        if event.type() == QEvent.Type.KeyPress and pressed == Qt.Key.Key_Escape and self.isVisible():
            self.leave()
            return True
        return super().eventFilter(watched, event)

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self.list.set_theme(theme)

    def _build(self, theme: Theme) -> None:
        column = QVBoxLayout(self)
        self.list = EntryList("palette-list", self.tr("Found"), theme)
        self.line = named(EntryLine(self.list), "palette-line", self.tr("What to find or do"))
        self.line.setPlaceholderText(self.tr("A command, a meeting, a person, an action, or any words"))
        column.addWidget(self.line)
        column.addWidget(self.list)

    def _connect(self) -> None:
        self.line.textEdited.connect(self.refresh)
        self.line.returnPressed.connect(self._do)
        self.list.itemActivated.connect(self._do)
        # The window is given the keys where nothing in it has the focus.
        for part in (self.line, self.list, self.window()):
            part.installEventFilter(self)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus)

    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        if not self.isVisible() or now is None or self.isAncestorOf(now):
            return
        here = self.window().focusWidget()
        if here is None or self.isAncestorOf(here):
            self.leave()  # a dialog is open: the focus comes back to the page
        else:
            self.hide()

    def _commands_like(self, words: str) -> list[Entry]:
        found: list[tuple[int, Command]] = []
        for command in self._commands or ():
            well = fit(words, command.label)
            if well is None and fit(words, command.also) in _WORDS_ALONE:
                well = _BY_OTHER_WORDS
            if well is not None and command.when():
                found.append((well, command))
        found.sort(key=lambda one: (not one[1].able(), one[0]))
        return [Entry(command.label, "", command.do, command.keys) for _, command in found]

    def _do(self) -> None:
        run = self.list.chosen_run()
        if run is not None:
            self.leave()
            run()
