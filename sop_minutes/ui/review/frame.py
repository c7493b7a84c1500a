"""What is on the screen in a review: whose it is, an action or the outcome, a message, the keys."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from sop_minutes.domain.asked import Asked
from sop_minutes.domain.reviewing import Verb
from sop_minutes.domain.words import ActionStatus
from sop_minutes.ui.actions.questions import KEYS
from sop_minutes.ui.announcing import announce
from sop_minutes.ui.naming import Words, named, told
from sop_minutes.ui.pills import Pills, key_hints
from sop_minutes.ui.review.card import ReviewCard
from sop_minutes.ui.review.saying import why_not
from sop_minutes.ui.review.summary import ReviewSummary
from sop_minutes.ui.theme import Theme

Hints = tuple[tuple[str, str], ...]


class ReviewFrame(QWidget):
    """Holds the card of an action and the summary, of which one is shown at a time."""

    def __init__(self, theme: Theme, heading: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "review-frame")
        self.card, self.summary = ReviewCard(theme), ReviewSummary(theme)
        self._build(theme, heading)
        self.complain("")

    def turn_to(self, part: QWidget, place: str) -> None:
        """Show the card or the summary; `place` says how far the review is."""
        self._shown.setCurrentWidget(part)
        self._keys_of_action.setVisible(part is self.card)
        self._keys_of_end.setVisible(part is self.summary)
        self._place.setText(place)

    def show_keys(self, status: ActionStatus, *, typing: bool) -> None:
        """Say what the keys do: in a line that is typed, else to an action of a status."""
        line = (("Enter", self.tr("keep")), ("↑ ↓", self.tr("choose")), ("Esc", self.tr("drop it")))
        _show_hints(self._keys_of_action, line if typing else self._hints(status))

    def complain(self, words: str) -> None:
        """Say why something cannot be, "" for nothing."""
        self._message.setText(words)
        self._message.setVisible(bool(words))
        announce(self._message, words)

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        for part in (self.card, self.summary, self._keys_of_action, self._keys_of_end):
            part.set_theme(theme)

    def _build(self, theme: Theme, heading: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addLayout(self._build_head(heading))
        self._shown = named(QStackedWidget(), "review-shown")
        self._shown.addWidget(self.card)
        self._shown.addWidget(self.summary)
        self._shown.setMaximumWidth(self.card.maximumWidth())
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self._shown, 100)
        middle.addStretch(1)
        column.addLayout(middle, 1)
        self._message = told(QLabel(), "review-message", self.tr("Message"))
        self._message.setProperty("role", "complaint")
        self._message.setWordWrap(True)
        column.addWidget(self._message)
        self._keys_of_action = named(Pills(theme), "review-keys", self.tr("Keys"))
        self._keys_of_end = named(Pills(theme), "end-keys", self.tr("Keys"))
        self.show_keys(ActionStatus.OPEN, typing=False)
        end = (("←", self.tr("back")), ("Enter", self.tr("go to it")), ("Esc", self.tr("end the review")))
        _show_hints(self._keys_of_end, end)
        column.addWidget(self._keys_of_action)
        column.addWidget(self._keys_of_end)

    def _build_head(self, heading: str) -> QHBoxLayout:
        row = QHBoxLayout()
        title = Words(heading)
        title.setProperty("role", "head")
        title.setWordWrap(True)
        self._place = told(QLabel(), "review-place", self.tr("Place in the review"))
        self._place.setProperty("role", "head")
        row.addWidget(title, 1)
        row.addWidget(self._place)
        return row

    def _hints(self, status: ActionStatus) -> Hints:
        words = {Verb.DONE: self.tr("confirm")} if status is ActionStatus.DONE else {}
        sayable = (verb for verb in Verb if not why_not(verb, status))
        verbs = ((KEYS[Asked(verb.value)], words.get(verb, str(verb))) for verb in sayable)
        moves = (("→", self.tr("next")), ("←", self.tr("back")), ("↑↓", self.tr("history")))
        return (*verbs, *moves, ("Ctrl+Z", self.tr("take back")), ("Esc", self.tr("end")))


def _show_hints(pills: Pills, hints: Hints) -> None:
    pills.show_chips(key_hints(*hints), ", ".join(f"{key} {does}" for key, does in hints))
