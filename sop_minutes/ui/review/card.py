"""One action of a review, large: what is to be done, by whom, and its life so far."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractSlider, QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from sop_minutes.domain.inline import plain_text
from sop_minutes.domain.rag import RagRules
from sop_minutes.domain.text import capitalised
from sop_minutes.queries.action_life import ActionLife
from sop_minutes.queries.life_story import life_story
from sop_minutes.ui.actions.asking import AskLine
from sop_minutes.ui.actions.facts import fact_chips, part_lines, spoken_chips
from sop_minutes.ui.actions.timeline import Timeline, told
from sop_minutes.ui.announcing import announce
from sop_minutes.ui.chips import Chip
from sop_minutes.ui.naming import named
from sop_minutes.ui.pills import Pills
from sop_minutes.ui.theme import Theme

WIDEST = 1040
_Step = QAbstractSlider.SliderAction
_STEPS = {
    Qt.Key.Key_Up: _Step.SliderSingleStepSub,
    Qt.Key.Key_Down: _Step.SliderSingleStepAdd,
    Qt.Key.Key_PageUp: _Step.SliderPageStepSub,
    Qt.Key.Key_PageDown: _Step.SliderPageStepAdd,
    Qt.Key.Key_Space: _Step.SliderPageStepAdd,
    Qt.Key.Key_Home: _Step.SliderToMinimum,
    Qt.Key.Key_End: _Step.SliderToMaximum,
}


class ReviewCard(QFrame):
    """Shows one action at a time. `ask` is the line in which to say more of it."""

    place_wanted = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "review-card", self.tr("Action"))
        self._theme = theme
        self.setMaximumWidth(WIDEST)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._build()

    def show_action(self, life: ActionLife, on: date, said: str, rules: RagRules) -> None:
        """Show an action as it stands on a day, and what has been said of it in the review."""
        row = life.row
        chips, story = fact_chips(life, on, rules), life_story(life)
        title = capitalised(plain_text(row.text))
        self._ref.show_chips([Chip(row.ref, "plain")], row.ref)
        self._title.setText(title)
        self._facts.show_chips(chips, spoken_chips(chips))
        self._said.setText(said)
        self._said.setVisible(bool(said))
        self._parts.setText("\n".join(part_lines(life.parts)))
        self._parts.setVisible(len(life.parts) > 1)
        self._show_history(Timeline(story, self._theme))
        self.setAccessibleName(f"{row.ref}: {title}. {spoken_chips(chips)}. {self._said.text()}")
        self.setAccessibleDescription(told(story))
        announce(self, self.accessibleName())

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self._theme = theme
        for pills in (self._ref, self._facts):
            pills.set_theme(theme)
        for history in self.findChildren(Timeline):
            history.set_theme(theme)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go through the history, that being all here that may be longer than there is room for."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self._history.verticalScrollBar().triggerAction(step)
        else:
            super().keyPressEvent(event)

    def _show_history(self, history: Timeline) -> None:
        history.place_wanted.connect(self.place_wanted)
        history.layout().addStretch(1)  # type: ignore[union-attr]
        before = self._history.takeWidget()
        if before is not None:
            before.deleteLater()
        named(history, "review-life", self.tr("History"))
        self._history.setWidget(history)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(36, 28, 36, 24)
        column.setSpacing(10)
        self._ref = named(Pills(self._theme), "ref", self.tr("Reference"))
        self._title = self._label("title")
        self._facts = named(Pills(self._theme), "facts", self.tr("Owner, due date, status"))
        self._parts = self._label("soft")
        self._said = named(self._label("good"), "said", self.tr("Said in this review"))
        self.ask = AskLine()
        heading = self._label("section")
        heading.setText(self.tr("HISTORY"))
        self._history = named(QScrollArea(), "review-history", self.tr("History"))
        self._history.setFrameShape(QFrame.Shape.NoFrame)
        self._history.setWidgetResizable(True)
        self._history.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._history.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for part in (self._ref, self._title, self._facts, self._parts, self._said, self.ask, heading):
            column.addWidget(part)
        column.addWidget(self._history, 1)

    def _label(self, role: str) -> QLabel:
        label = QLabel()
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setProperty("role", role)
        return label
