"""Choosing one of many by a few letters: a line, and under it all that fits what is typed."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sop_minutes.ui.entries import Entry, EntryLine, EntryList
from sop_minutes.ui.fuzzy import fit
from sop_minutes.ui.naming import named
from sop_minutes.ui.pressing import Dialog
from sop_minutes.ui.theme import Theme


@dataclass(frozen=True)
class Choice:
    """What may be chosen. It is found by `also` too: other names that it has had."""

    entry: Entry
    also: str = ""

    def fits(self, words: str) -> int | None:
        """Return how well words fit, the less the better; None for not at all."""
        return fit(words, " ".join((self.entry.label, self.entry.detail, self.also)))


class Chooser(Dialog):
    """Choices under a heading, those that fit best first. Enter or a click chooses; Escape chooses none."""

    def __init__(
        self, parent: QWidget, theme: Theme, name: str, title: str, choices: Sequence[Choice]
    ) -> None:
        super().__init__(parent)
        named(self, name, title)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(480, 460)
        self._title = title
        self._choices = choices
        self._build(name, theme)
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Show what fits what is typed."""
        words = self.line.text().strip()
        found = [(well, choice.entry) for choice in self._choices if (well := choice.fits(words)) is not None]
        found.sort(key=lambda one: one[0])
        self.list.clear()
        self.list.add(self._title if found else self.tr("Nothing is found."), [entry for _, entry in found])
        self.list.choose_first()

    def _build(self, name: str, theme: Theme) -> None:
        column = QVBoxLayout(self)
        self.list = EntryList(f"{name}-list", self._title, theme)
        self.line = named(EntryLine(self.list), f"{name}-line", self._title)
        self.line.setPlaceholderText(self.tr("Some letters of its name"))
        column.addWidget(self.line)
        column.addWidget(self.list)

    def _connect(self) -> None:
        self.line.textEdited.connect(self.refresh)
        self.line.returnPressed.connect(self._choose)
        self.list.itemActivated.connect(self._choose)
        self.list.itemClicked.connect(self._choose)

    def _choose(self) -> None:
        run = self.list.chosen_run()
        # A click both activates and clicks, where the desktop opens things by one.
        if run is not None and self.isVisible():
            self.accept()
            run()
