"""The end: what was accepted, in other words, rejected, whose that was, and what still waits."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from sop_minutes.domain.inline import plain_text
from sop_minutes.domain.page.blocks import Block
from sop_minutes.domain.text import capitalised
from sop_minutes.domain.words import ChangeState
from sop_minutes.queries.returned_rows import ReturnedRow
from sop_minutes.queries.returned_story import done_words, standing_words, unfollowed_words, whose_words
from sop_minutes.ui.announcing import announce
from sop_minutes.ui.chips import Chip
from sop_minutes.ui.entries import Entry, EntryList
from sop_minutes.ui.naming import named
from sop_minutes.ui.pills import Pills
from sop_minutes.ui.theme import Theme

_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
Test = Callable[[ReturnedRow], bool]


class ReturnedSummary(QFrame):
    """Lists what became of all changes. `gone_to` gives the one to go back to, `ended` says it is over."""

    gone_to = Signal(int)
    ended = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "review-card")
        column = QVBoxLayout(self)
        column.setContentsMargins(36, 28, 36, 24)
        column.setSpacing(10)
        title = QLabel(self.tr("What became of the copies"))
        title.setProperty("role", "title")
        self.counts = named(Pills(theme), "returned-counts", self.tr("Outcome"))
        self.list = _Outcome("returned-outcome", self.tr("What became of each change"), theme, whole=True)
        end = named(QPushButton(self.tr("Close")), "end-returned", self.tr("Close the returned copies"))
        end.clicked.connect(self.ended)
        for part in (title, self.counts, self.list):
            column.addWidget(part)
        column.addWidget(end, 0, Qt.AlignmentFlag.AlignLeft)

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        for part in (self.counts, self.list):
            part.set_theme(theme)

    def show_rows(self, rows: Sequence[ReturnedRow], note: Mapping[str, Block]) -> None:
        """Show what became of all changes, and what waits."""
        self.list.clear()
        chips = []
        for words, tone, test in self._groups():
            found = [row for row in rows if test(row)]
            if found:
                chips.append(Chip(f"{len(found)} {words}", tone))
                entries = [self._entry(row, note) for row in found]
                self.list.add(f"{capitalised(words)} ({len(found)})", entries)
        if not chips:
            chips.append(Chip(self.tr("no change came back"), "plain"))
        self.counts.show_chips(chips, ", ".join(chip.text for chip in chips))
        self.list.choose_first()
        announce(self, self.counts.accessibleDescription())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        run = self.list.chosen_run()
        if event.key() in _ENTER and run is not None:
            run()
        else:
            super().keyPressEvent(event)

    def _groups(self) -> tuple[tuple[str, str, Test], ...]:
        return (
            (self.tr("still waiting"), "action", lambda row: row.state is ChangeState.WAITING),
            (
                self.tr("accepted"),
                "good",
                lambda row: standing_words(row) == "accepted",
            ),
            (
                self.tr("accepted in other words"),
                "decision",
                lambda row: standing_words(row) == "accepted in other words",
            ),
            (self.tr("noted, not taken"), "doubt", lambda row: standing_words(row) == "noted"),
            (self.tr("rejected"), "doubt", lambda row: row.state is ChangeState.REJECTED),
        )

    def _entry(self, row: ReturnedRow, note: Mapping[str, Block]) -> Entry:
        blocks = row.after or row.before
        text = row.instead or " / ".join(block.text for block in blocks)
        conflict = self.tr("; changed here since") if row.is_conflict else ""
        label = f"{whose_words(row)}: {done_words(row, note)}{conflict}"
        if words := unfollowed_words(row):
            label = f"{label}. {words}"
        return Entry(label, plain_text(text), partial(self.gone_to.emit, row.id))


class _Outcome(EntryList):
    """Leaves letters to the desk, where they are verbs."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text().isprintable() and event.text() and event.key() not in _ENTER:
            event.ignore()
        else:
            super().keyPressEvent(event)
