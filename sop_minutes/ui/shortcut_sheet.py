"""The shortcut sheet: every command that has a key."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QVBoxLayout, QWidget

from sop_minutes.ui.actions.filtering import filter_grammar
from sop_minutes.ui.commands import Command, Commands
from sop_minutes.ui.entries import Entry, EntryLine, EntryList
from sop_minutes.ui.fuzzy import fit
from sop_minutes.ui.naming import named
from sop_minutes.ui.pressing import Dialog
from sop_minutes.ui.theme import Theme


class ShortcutSheet(Dialog):
    """Keys and what they do, by menu, then what filters the register. Type to find one; Enter does it."""

    def __init__(self, commands: Commands, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        named(self, "shortcuts", self.tr("Keys"))
        self.setWindowTitle(self.tr("Keys"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(620, 720)
        self._commands = [command for command in commands if command.keys]
        self._build(theme)
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Show what fits what is typed: a part of the words, or of the keys."""
        words = self.line.text().strip()
        self.list.clear()
        for menu in dict.fromkeys(command.menu for command in self._commands):
            found = [one for one in self._commands if one.menu == menu and _fits(one, words)]
            if found:
                entries = [Entry(one.label, "", one.do, one.keys) for one in found]
                self.list.add(menu.replace("&", ""), entries)
        typed = [(one, finds) for one, finds in filter_grammar() if fit(words, f"{finds} {one}") is not None]
        if typed:
            self.list.add(self.tr("In the filter of Actions"), [Entry(f, t, _nothing) for t, f in typed])
        if not self.list.choose_first():
            self.list.add(self.tr("No key is found."), [])

    def _build(self, theme: Theme) -> None:
        column = QVBoxLayout(self)
        self.list = EntryList("shortcut-list", self.tr("Keys and what they do"), theme)
        self.line = named(EntryLine(self.list), "shortcuts-line", self.tr("What to do, or a key"))
        self.line.setPlaceholderText(self.tr("What you want to do, or a key"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close = named(buttons.button(QDialogButtonBox.StandardButton.Close), "shortcuts-close")
        close.setAutoDefault(False)
        buttons.rejected.connect(self.reject)
        for part in (self.line, self.list, buttons):
            column.addWidget(part)

    def _connect(self) -> None:
        self.line.textEdited.connect(self.refresh)
        self.line.returnPressed.connect(self._do)
        self.list.itemActivated.connect(self._do)

    def _do(self) -> None:
        run = self.list.chosen_run()
        if run is not None:
            self.accept()
            run()


def _nothing() -> None:
    """What is typed in the filter is only told of here."""


def _fits(command: Command, words: str) -> bool:
    return fit(words, command.label) is not None or words.casefold() in command.keys.casefold()
