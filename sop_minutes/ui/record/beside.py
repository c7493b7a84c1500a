"""Beside the note, on the right: what is open on the item, what was said last time, what is to come."""

from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QScrollArea, QVBoxLayout, QWidget

from sop_minutes.domain.approving import standing_words
from sop_minutes.domain.due import format_date, read_due
from sop_minutes.domain.inline import plain_text
from sop_minutes.domain.sheets import PointSheet
from sop_minutes.domain.text import capitalised
from sop_minutes.domain.words import AUDIENCE_LABELS, KIND_LABELS
from sop_minutes.queries.beside import Beside, LastMinutes, LastTime, NeededRow
from sop_minutes.ui.naming import Words, named
from sop_minutes.ui.record.cards import ActionCard, Card, Drafts, Verb
from sop_minutes.ui.record.sides import BESIDE_WIDTH
from sop_minutes.ui.theme import Theme


class BesideColumn(QScrollArea):
    """The column of cards. `kept` gives an action's id, what is said of it, and the line that says it.

    `minutes_wanted` gives the meeting whose minutes are to be approved.
    """

    kept = Signal(int, object, str)
    meeting_wanted = Signal(int)
    minutes_wanted = Signal(int)
    report_wanted = Signal(int)
    left = Signal()
    rebuilt = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "beside", self.tr("Beside this item"))
        self._theme = theme
        self._shown: Beside | None = None
        self._next: Beside | None = None
        self._drafts: Drafts = {}
        self._on = date.min
        self._diary: tuple[date, ...] = ()
        self.cards: list[Card] = []
        self.setFixedWidth(BESIDE_WIDTH)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self._theme = theme
        self._build()

    def read_dates_from(self, on: date, diary: tuple[date, ...]) -> None:
        """Say on which day the meeting is, and on which days its group meets."""
        self._on, self._diary = on, diary

    def show_beside(self, found: Beside) -> None:
        """Show what lies beside an item; while something is typed on a card, once that is done."""
        self._next = found
        self._show_next()

    def enter(self) -> None:
        """Go to the first card; to the column itself where there is none."""
        self._go_to(0) if self.cards else self.setFocus()

    def waiting_minutes(self) -> bool:
        """Say whether minutes wait to be approved under the item."""
        return self._shown is not None and self._shown.minutes is not None

    def open_actions(self) -> int:
        """Return how many actions are open on the item."""
        return len(self._shown.actions) + self._shown.more if self._shown else 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def close_line(self, action_id: int) -> None:
        """Close the line on an action's card: what it said is kept."""
        for card in self.cards:
            if isinstance(card, ActionCard) and card.row.id == action_id:
                card.drop()

    def _show_next(self) -> None:
        typing = any(isinstance(card, ActionCard) and card.is_typed_in for card in self.cards)
        if self._next != self._shown and not typing:
            self._shown = self._next
            self._build()

    def _build(self) -> None:
        if self._shown is None:
            return
        at = next((number for number, card in enumerate(self.cards) if card.hasFocus()), None)
        self.cards = []
        inner = named(QWidget(), "beside-cards")
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(14, 14, 14, 14)
        self._column.setSpacing(8)
        if self._shown.minutes is not None:
            self._add_minutes(self._shown.minutes)
        self._add_actions(self._shown)
        if self._shown.last is not None:
            self._add_last(self._shown.last)
        if self._shown.needed:
            self._section(self.tr("NEEDED FROM THIS GROUP"))
        for row in self._shown.needed:
            self._add_needed(row)
        self._column.addStretch(1)
        self._swap(inner)
        if at is not None:
            self._go_to(min(at, len(self.cards) - 1)) if self.cards else self.left.emit()
        self.rebuilt.emit()

    def _swap(self, inner: QWidget) -> None:
        """Show other cards. Those that go may be amid a key of theirs: they are deleted after it."""
        before = self.takeWidget()
        if before is not None:
            before.hide()
            before.deleteLater()
        self.setWidget(inner)
        inner.show()

    def _add_minutes(self, minutes: LastMinutes) -> None:
        on = format_date(minutes.on)
        self._section(self.tr("MINUTES OF {0}").format(on.upper()))
        how = capitalised(standing_words(minutes.standing))
        card = Card("minutes", self.tr("Minutes of {0}: {1}").format(on, how), self)
        card.add_text(self.tr("{0}, not approved yet").format(how))
        card.add_text(self.tr("Enter or F4 approves them here…"), "soft")
        card.opened.connect(partial(self.minutes_wanted.emit, minutes.meeting_id))
        self._add(card)

    def _add_actions(self, found: Beside) -> None:
        self._section(self.tr("OPEN ON THIS ITEM"))
        if not found.actions:
            self._soft(self.tr("Nothing is open."))
        for row in found.actions:
            card = ActionCard(row, self._on, self._theme, self._understood, self._drafts, self)
            card.kept.connect(partial(self._on_kept, card))
            card.line_closed.connect(self._show_next, Qt.ConnectionType.QueuedConnection)
            self._add(card)
        if found.more:
            self._soft(self.tr("and {0} more").format(found.more))

    def _add_last(self, last: LastTime) -> None:
        on = format_date(last.on)
        self._section(self.tr("LAST TIME · {0}").format(on.upper()))
        lines = [_said(point) for point in last.points]
        card = Card("last-time", self.tr("Last time, {0}: {1}").format(on, " ".join(lines)), self)
        for line in lines:
            card.add_text(line)
        card.add_text(self.tr("Enter opens it"), "soft")
        card.opened.connect(partial(self.meeting_wanted.emit, last.meeting_id))
        self._add(card)

    def _add_needed(self, row: NeededRow) -> None:
        does = f"{row.name} — {str(row.role).capitalize()} ({row.season})"
        card = Card(f"needed-{row.report_id}", self.tr("Reporting timetable: {0}").format(does), self)
        card.add_text(self.tr("Reporting timetable"), "soft")
        card.add_text(does)
        add = named(QPushButton(self.tr("+ add to agenda")), "add", self.tr("Add {0}").format(row.name))
        add.setFlat(True)
        add.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        card.column.addWidget(add, 0, Qt.AlignmentFlag.AlignLeft)
        wanted = partial(self.report_wanted.emit, row.report_id)
        add.clicked.connect(lambda: wanted())
        card.opened.connect(wanted)
        self._add(card)

    def _add(self, card: Card) -> None:
        number = len(self.cards)
        card.stepped.connect(lambda by: self._go_to(number + by))
        card.left.connect(self.left)
        self.cards.append(card)
        self._column.addWidget(card)

    def _section(self, words: str) -> None:
        self._label(words, "section")

    def _soft(self, words: str) -> None:
        self._label(words, "soft")

    def _label(self, words: str, role: str) -> None:
        label = Words(words)
        label.setProperty("role", role)
        self._column.addWidget(label)

    def _go_to(self, number: int) -> None:
        if 0 <= number < len(self.cards):
            self.cards[number].setFocus()
            self.ensureWidgetVisible(self.cards[number])

    def _understood(self, text: str) -> str:
        due = read_due(text, self._on, self._diary)
        if due.on is not None:
            return f"{due.on:%A} {format_date(due.on)}"
        return self.tr("no date yet; (in brackets) it is kept as written")

    def _on_kept(self, card: ActionCard, verb: Verb, text: str) -> None:
        self.kept.emit(card.row.id, verb, text)


def _said(point: PointSheet) -> str:
    bullet = "• " if point.level else ""
    return f"{bullet}{AUDIENCE_LABELS[point.audience]}{KIND_LABELS[point.kind]}{plain_text(point.text)}"
