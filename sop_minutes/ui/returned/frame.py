"""What is on the screen while copies are gone through: the note, the changes on a block, the end, keys."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from sop_minutes.domain.page.blocks import Block
from sop_minutes.queries.returned_rows import Narrowed, ReturnedRow
from sop_minutes.ui.announcing import announce
from sop_minutes.ui.chips import Chip
from sop_minutes.ui.naming import named, told
from sop_minutes.ui.pills import Pills, key_hints
from sop_minutes.ui.returned.blocks import NoteList
from sop_minutes.ui.returned.card import ChangeCard
from sop_minutes.ui.returned.editing import EditLine
from sop_minutes.ui.returned.summary import ReturnedSummary
from sop_minutes.ui.theme import Theme

Hints = Sequence[tuple[str, str]]


class ReturnedFrame(QWidget):
    """Holds the note beside the changes on one block of it, and the summary; one of both is shown.

    `chosen` gives the change that one goes to by hand.
    """

    chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "returned-frame")
        self._theme = theme
        self.note, self.edit, self.summary = NoteList(theme), EditLine(), ReturnedSummary(theme)
        self._cards: list[ChangeCard] = []
        self._build()
        self.complain("")

    def show_head(self, heading: str, place: str, copies: Sequence[Chip], settled: str) -> None:
        """Say which note it is, how far one is, what waits of each copy, and why nothing can be taken."""
        self._heading.setText(heading)
        self._place.setText(place)
        self._copies.show_chips(copies, ", ".join(chip.text for chip in copies))
        self._settled.setText(settled)
        self._settled.setVisible(bool(settled))

    def show_cards(
        self,
        rows: Sequence[ReturnedRow],
        note: Mapping[str, Block],
        nothing: str,
        narrowed: Mapping[int, Narrowed],
    ) -> None:
        """Show the changes on a block side by side; `nothing` is said where there are none.

        `narrowed` tells who alone could see what some of them make.
        """
        for card in self._cards:
            card.blockSignals(True)  # the focus goes from one to the next as they are taken away
        for card in self._cards:
            self._row.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards = [ChangeCard(row, note, self._theme, narrowed.get(row.id)) for row in rows]
        for card in self._cards:
            card.chosen.connect(self.chosen)
            self._row.addWidget(card, 1, Qt.AlignmentFlag.AlignTop)
            card.show()  # now, not when the layout comes to it: it is to have the focus
        self._nothing.setText(nothing)
        self._nothing.setVisible(not rows)
        self._scroll.setVisible(bool(rows))

    def focus_card(self, change_id: int) -> None:
        """Go to the card of a change, and read it out."""
        for card in self._cards:
            if card.change_id == change_id:
                card.setFocus()
                self._row.activate()  # a card that was put in just now has no place yet
                self._scroll.ensureWidgetVisible(card)
                announce(card, card.accessibleName())

    def close_edit(self, change_id: int) -> None:
        """Leave the line for words of one's own; the card of the change that is up has the focus then.

        A line that is only hidden gives the focus to the first card, whosever that is.
        """
        if self.edit.line.hasFocus():
            next((card for card in self._cards if card.change_id == change_id), self.note).setFocus()
        self.edit.hide()

    def turn_to(self, part: QWidget) -> None:
        """Show the desk or the summary."""
        self._shown.setCurrentWidget(self._desk if part is not self.summary else part)

    def show_keys(self, hints: Hints) -> None:
        """Say what the keys do now."""
        self._keys.show_chips(key_hints(*hints), ", ".join(f"{key} {does}" for key, does in hints))

    def complain(self, words: str) -> None:
        """Say why something cannot be, "" for nothing."""
        self._message.setText(words)
        self._message.setVisible(bool(words))
        announce(self._message, words)

    def keeps_words(self) -> bool:
        """Stay where words are typed that are not taken, and say so; say whether there are any."""
        if self.edit.is_typed:
            self.complain(self.tr("What is typed is not taken yet: Ctrl+Enter takes it, Esc leaves it."))
            self.edit.line.setFocus()
        return self.edit.is_typed

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours; the cards are made anew by whom they show."""
        self._theme = theme
        for part in (self.note, self.summary, self._copies, self._keys):
            part.set_theme(theme)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(self._build_head())
        self._copies = named(Pills(self._theme), "returned-copies-line", self.tr("Copies that came back"))
        self._settled = told(QLabel(), "returned-settled", self.tr("Why nothing can be taken"))
        self._settled.setProperty("role", "complaint")
        self._settled.setWordWrap(True)
        self._shown = named(QStackedWidget(), "returned-shown")
        self._desk = self._build_desk()
        for part in (self._desk, self.summary):
            self._shown.addWidget(part)
        self._message = told(QLabel(), "returned-message", self.tr("Message"))
        self._message.setProperty("role", "complaint")
        self._message.setWordWrap(True)
        self._keys = named(Pills(self._theme), "returned-keys", self.tr("Keys"))
        column.addWidget(self._copies)
        column.addWidget(self._settled)
        column.addWidget(self._shown, 1)
        column.addWidget(self._message)
        column.addWidget(self._keys)

    def _build_head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self._heading = told(QLabel(), "returned-heading", self.tr("Whose note it is"))
        self._place = told(QLabel(), "returned-place", self.tr("Place in what came back"))
        for label in (self._heading, self._place):
            label.setProperty("role", "head")
        self._heading.setWordWrap(True)
        row.addWidget(self._heading, 1)
        row.addWidget(self._place)
        return row

    def _build_desk(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(12, 0, 0, 0)
        self._nothing = told(QLabel(), "returned-nothing", self.tr("What is on this block"))
        self._nothing.setWordWrap(True)
        self._nothing.setProperty("role", "soft")
        self._scroll = named(_Changes(), "returned-changes", self.tr("Changes on this block"))
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = named(QWidget(), "returned-inside")
        self._row = QHBoxLayout(inside)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._scroll.setWidget(inside)
        legend = QLabel(self.tr("Struck out: taken out. Underlined: put in."))
        legend.setProperty("role", "soft")
        for part, stretch in ((self._nothing, 0), (self._scroll, 1), (self.edit, 0), (legend, 0)):
            column.addWidget(part, stretch)
        split = named(QSplitter(Qt.Orientation.Horizontal), "returned-desk")
        split.setChildrenCollapsible(False)
        split.addWidget(self.note)
        split.addWidget(side)
        split.setStretchFactor(0, 2)
        split.setStretchFactor(1, 3)
        return split


class _Changes(QScrollArea):
    """Scrolls by the keys for up and down; those for left and right are verbs of the desk."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            event.ignore()
        else:
            super().keyPressEvent(event)
