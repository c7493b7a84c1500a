"""The review of actions at a meeting: full screen, one action at a time, all by keyboard."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from sop_minutes.commands.reviewing import review_action
from sop_minutes.domain.actions import is_overdue
from sop_minutes.domain.asked import Asked
from sop_minutes.domain.due import format_date
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.reviewing import Verb
from sop_minutes.queries.action_life import action_life
from sop_minutes.queries.changes import last_entry
from sop_minutes.queries.rag_rules import rag_rules
from sop_minutes.queries.reviewing import Reviewee, review_of
from sop_minutes.ui.actions.questions import KEYS, question_for
from sop_minutes.ui.actions.saying import known_of
from sop_minutes.ui.announcing import announce
from sop_minutes.ui.naming import named, told
from sop_minutes.ui.pills import Pills, key_hints
from sop_minutes.ui.review.card import ReviewCard
from sop_minutes.ui.review.summary import ReviewSummary
from sop_minutes.ui.style import style_sheet
from sop_minutes.ui.theme import Theme
from sop_minutes.ui.workspace import Workspace

_AT_ONCE = frozenset({Verb.DONE, Verb.CANCEL})
_GOES_ON = frozenset({Verb.DONE, Verb.CANCEL, Verb.EXTEND, Verb.ESCALATE})
"""After these there is mostly nothing more to say of an action."""

_LARGER = 1.35
_VERBS = {Qt.Key[f"Key_{KEYS[Asked(verb.value)]}"]: verb for verb in Verb}


class ReviewWindow(QDialog):
    """Reviews the actions carried to a meeting. `finished` follows its end.

    What was typed in the meeting's note is to be kept before, and the note read anew after it.
    `place_wanted` gives a meeting and the text in its note to go to; the review is over then.
    """

    place_wanted = Signal(int, str)

    def __init__(
        self, workspace: Workspace, theme: Theme, meeting_id: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        named(self, "review", self.tr("Review of actions"))
        self.setWindowTitle(self.accessibleName())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._workspace = workspace
        self._review = workspace.read(review_of, meeting_id)
        self._order = [one.row.id for one in self._review.reviewees]
        self._done: list[int] = []
        self._undone: list[int] = []
        self._entry = workspace.read(last_entry)
        self._verb = Verb.NOTE
        self._at = self._first_silent()
        # Large: several people read it, from further away.
        self._points = round(self.font().pointSizeF() * _LARGER, 1)
        self._build(theme)
        self._show_theme(theme)
        self._connect()
        self.refresh()

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self._show_theme(theme)
        for part in (self.card, self.summary, self._keys_of_action, self._keys_of_end):
            part.set_theme(theme)

    @property
    def is_at_action(self) -> bool:
        """Say whether an action is up, not the outcome."""
        return self._at < len(self._order)

    def end(self) -> None:
        """Show the outcome."""
        self.go_to(len(self._order))

    def refresh(self) -> None:
        """Show the action that is up, the outcome behind the last one."""
        ended = not self.is_at_action
        self._shown.setCurrentWidget(self.summary if ended else self.card)
        self._keys_of_action.setVisible(not ended)
        self._keys_of_end.setVisible(ended)
        overdue = sum(
            is_overdue(one.row.due, one.row.status, self._review.on) for one in self._review.reviewees
        )
        at = self.tr("{0} of {1}").format(min(self._at + 1, len(self._order)), len(self._order))
        self._place.setText(self.tr("{0} · {1} overdue").format(self.tr("End") if ended else at, overdue))
        if ended:
            self.summary.show_review(self._review)
            self.summary.list.setFocus()
        else:
            self._show_action()

    def reviewee(self) -> Reviewee:
        """Return the action that is up."""
        return next(one for one in self._review.reviewees if one.row.id == self._order[self._at])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, ended = Qt.Key(event.key()), not self.is_at_action
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo()
        elif event.matches(QKeySequence.StandardKey.Redo) or _is_ctrl_y(event):
            self.redo()
        elif key == Qt.Key.Key_Escape:
            self._leave()
        elif key == Qt.Key.Key_Right:
            self.go_to(self._at + 1)
        elif key == Qt.Key.Key_Left:
            self.go_to(self._at - 1)
        elif key in _VERBS and not ended and not event.modifiers():
            self.say(_VERBS[key])
        elif key not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)

    def say(self, verb: Verb) -> None:
        """Say that the action is done or no longer needed; for the rest, ask what is to be said."""
        self._verb = verb
        if verb in _AT_ONCE:
            self._keep("")
            return
        life = self._workspace.read(action_life, self._order[self._at])
        known = known_of(self._workspace, life, self._review.on)
        self.card.ask.ask(question_for(Asked(verb.value), known, life.row.owners))

    def go_to(self, at: int) -> None:
        """Go to an action by its place in the order; behind the last one is the end."""
        self._complain("")
        self.card.ask.close_line()
        self._at = max(0, min(at, len(self._order)))
        self.refresh()

    def undo(self) -> None:
        """Take back what was last said in this review, and go to it."""
        self._replay(self._done, self._undone, undo=True)

    def redo(self) -> None:
        """Say again what was last taken back."""
        self._replay(self._undone, self._done, undo=False)

    def _replay(self, taken: list[int], given: list[int], *, undo: bool) -> None:
        if not taken:
            self._complain(self.tr("Nothing of this review is left to take back."))
        elif self._workspace.read(last_entry) != self._entry:
            self._complain(self.tr("Something else was written meanwhile: take it back in the note."))
        else:
            self._workspace.undo() if undo else self._workspace.redo()
            given.append(taken.pop())
            self._read()
            self.go_to(given[-1])

    def _keep(self, text: str) -> None:
        """Have the register and the note say what was said; go on, if there is mostly no more to say."""
        action_id, verb = self._order[self._at], self._verb
        try:
            self._workspace.do(
                self.tr("Review {0}").format(self.reviewee().row.ref),
                review_action,
                action_id,
                meeting_id=self._review.meeting_id,
                verb=verb,
                text=text,
            )
        except UserError as error:
            self._complain(str(error))
            return
        self._done.append(self._at)
        self._undone.clear()
        self._read()
        self.go_to(self._at + (verb in _GOES_ON))

    def _read(self) -> None:
        """Read what is said now; an action that is no longer up stays as it was last seen."""
        self._entry = self._workspace.read(last_entry)
        was = {one.row.id: one for one in self._review.reviewees}
        self._review = self._workspace.read(review_of, self._review.meeting_id)
        held = was | {one.row.id: one for one in self._review.reviewees}
        self._review = replace(self._review, reviewees=tuple(held[action_id] for action_id in self._order))

    def _show_action(self) -> None:
        one = self.reviewee()
        life = self._workspace.read(action_life, one.row.id)
        self.card.show_action(life, self._review.on, one.words, self._workspace.read(rag_rules))
        self.card.setFocus()

    def _first_silent(self) -> int:
        """Return where to begin: a review that was broken off goes on."""
        silent = [number for number, one in enumerate(self._review.reviewees) if not one.words]
        return silent[0] if silent else len(self._order)

    def _leave(self) -> None:
        """End the review: first with its outcome."""
        if self.is_at_action:
            self.end()
        else:
            self.accept()

    def _go_to_place(self, meeting_id: int) -> None:
        life = self._workspace.read(action_life, self._order[self._at])
        text = life.said if meeting_id == life.meeting_id else life.row.ref
        self.accept()
        self.place_wanted.emit(meeting_id, text)

    def _complain(self, words: str) -> None:
        self._message.setText(words)
        self._message.setVisible(bool(words))
        announce(self._message, words)

    def _connect(self) -> None:
        self.card.ask.answered.connect(self._keep)
        self.card.ask.dropped.connect(self.card.setFocus)
        self.card.place_wanted.connect(self._go_to_place)
        self.summary.ended.connect(self.accept)
        self.summary.chosen.connect(lambda action_id: self.go_to(self._order.index(action_id)))

    def _show_theme(self, theme: Theme) -> None:
        self.setStyleSheet(f"QWidget {{ font-size: {self._points}pt; }} {style_sheet(theme, self._points)}")

    def _build(self, theme: Theme) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(40, 24, 40, 20)
        column.setSpacing(14)
        column.addLayout(self._build_head())
        self.card, self.summary = ReviewCard(theme), ReviewSummary(theme)
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
        self._keys_of_action = self._build_keys(theme, "review-keys", self._hints())
        end = (("←", self.tr("back")), ("Enter", self.tr("go to it")), ("Esc", self.tr("end the review")))
        self._keys_of_end = self._build_keys(theme, "end-keys", end)
        column.addWidget(self._keys_of_action)
        column.addWidget(self._keys_of_end)
        self._complain("")

    def _build_head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        title = QLabel(
            self.tr("Actions · {0} · {1}").format(self._review.group, format_date(self._review.on))
        )
        title.setProperty("role", "head")
        self._place = told(QLabel(), "review-place", self.tr("Place in the review"))
        self._place.setProperty("role", "head")
        row.addWidget(title, 1)
        row.addWidget(self._place)
        return row

    def _hints(self) -> tuple[tuple[str, str], ...]:
        verbs = tuple((KEYS[Asked(verb.value)], str(verb)) for verb in Verb)
        moves = (("→", self.tr("next")), ("←", self.tr("back")), ("Ctrl+Z", self.tr("take back")))
        return (*verbs, *moves, ("Esc", self.tr("end")))

    def _build_keys(self, theme: Theme, name: str, hints: tuple[tuple[str, str], ...]) -> Pills:
        pills = named(Pills(theme), name, self.tr("Keys"))
        pills.show_chips(key_hints(*hints), ", ".join(f"{key} {does}" for key, does in hints))
        return pills


def _is_ctrl_y(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_Y and event.modifiers() == Qt.KeyboardModifier.ControlModifier
