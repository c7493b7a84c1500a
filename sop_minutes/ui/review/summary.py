"""The end of a review: what was closed, extended, escalated, and of what nothing was said."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from sop_minutes.domain.inline import plain_text
from sop_minutes.domain.text import capitalised
from sop_minutes.domain.words import Audience
from sop_minutes.queries.reviewing import Review, Reviewee
from sop_minutes.ui.announcing import announce
from sop_minutes.ui.chips import Chip
from sop_minutes.ui.entries import Entry, EntryList
from sop_minutes.ui.naming import named
from sop_minutes.ui.pills import Pills
from sop_minutes.ui.review.card import WIDEST
from sop_minutes.ui.theme import Theme

Test = Callable[[Reviewee], bool]


class ReviewSummary(QFrame):
    """Lists a review's outcome. `chosen` gives the action to go back to, `ended` says it is over."""

    chosen = Signal(int)
    ended = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "review-card")
        self.setMaximumWidth(WIDEST)
        column = QVBoxLayout(self)
        column.setContentsMargins(36, 28, 36, 24)
        column.setSpacing(10)
        title = QLabel(self.tr("The review so far"))
        title.setProperty("role", "title")
        self.counts = named(Pills(theme), "counts", self.tr("Outcome"))
        self.list = EntryList("outcome", self.tr("Outcome of the review"), theme, whole=True)
        end = named(QPushButton(self.tr("End the review")), "end-review", self.tr("End the review"))
        end.clicked.connect(self.ended)
        for part in (title, self.counts, self.list):
            column.addWidget(part)
        column.addWidget(end, 0, Qt.AlignmentFlag.AlignLeft)

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        for part in (self.counts, self.list):
            part.set_theme(theme)

    def show_review(self, review: Review) -> None:
        """Show what has been said of all actions."""
        self.list.clear()
        chips = []
        for words, tone, test in self._groups():
            found = [one for one in review.reviewees if test(one)]
            if found:
                chips.append(Chip(f"{len(found)} {words}", tone))
                heading = f"{capitalised(words)} ({len(found)})"
                self.list.add(heading, [self._entry(one) for one in found])
        if not chips:
            chips.append(Chip(self.tr("no action is up for review"), "plain"))
        self.counts.show_chips(chips, ", ".join(chip.text for chip in chips))
        self.list.choose_first()
        announce(self, self.counts.accessibleDescription())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        run = self.list.chosen_run()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and run is not None:
            run()
        else:
            super().keyPressEvent(event)

    def _groups(self) -> tuple[tuple[str, str, Test], ...]:
        return (
            (self.tr("closed"), "good", lambda one: one.closed),
            (self.tr("extended"), "soon", lambda one: one.extended and not one.closed),
            (self.tr("escalated"), "referral", lambda one: one.escalated and not one.closed),
            (self.tr("also spoken of"), "plain", _is_only_noted),
            (self.tr("not spoken of"), "doubt", lambda one: not one.words),
        )

    def _entry(self, one: Reviewee) -> Entry:
        label = f"{one.row.ref}  {capitalised(plain_text(one.row.text))}"
        restricted = one.words and one.audience is Audience.RESTRICTED
        said = self.tr("{0} (restricted)").format(one.words) if restricted else one.words
        return Entry(label, said or ", ".join(one.row.owners), partial(self.chosen.emit, one.row.id))


def _is_only_noted(one: Reviewee) -> bool:
    return bool(one.words) and not (one.closed or one.extended or one.escalated)
