"""The review of actions at a meeting: full screen, one action at a time, all by keyboard."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sop_minutes.domain.actions import is_overdue
from sop_minutes.domain.asked import Asked
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.reviewing import Verb
from sop_minutes.domain.words import ActionStatus
from sop_minutes.queries.action_life import ActionLife, action_life
from sop_minutes.queries.rag_rules import rag_rules
from sop_minutes.queries.reviewing import Reviewee
from sop_minutes.ui.actions.questions import KEYS, question_for
from sop_minutes.ui.actions.saying import known_of
from sop_minutes.ui.naming import named
from sop_minutes.ui.pressing import Dialog
from sop_minutes.ui.review.frame import ReviewFrame
from sop_minutes.ui.review.saying import Saying, why_not
from sop_minutes.ui.review.taking_back import TakingBack
from sop_minutes.ui.style import style_sheet
from sop_minutes.ui.theme import Theme
from sop_minutes.ui.workspace import Workspace

_GOES_ON = frozenset({Verb.DONE, Verb.CANCEL, Verb.EXTEND, Verb.ESCALATE})
"""After these there is mostly nothing more to say of an action."""

_LARGER = 1.35
_VERBS = {Qt.Key[f"Key_{KEYS[Asked(verb.value)]}"]: verb for verb in Verb} | {Qt.Key.Key_F: Verb.DONE}


class ReviewWindow(Dialog):
    """Reviews the actions carried to a meeting, in its note or only in the register. `finished` follows.

    What was typed in the meeting's note is to be kept before, and the note read anew after it.
    `place_wanted` gives a meeting and the text in its note to go to; the review is over then.
    """

    place_wanted = Signal(int, str)

    def __init__(
        self,
        workspace: Workspace,
        theme: Theme,
        meeting_id: int,
        today: date,
        parent: QWidget | None = None,
        *,
        in_note: bool = True,
    ) -> None:
        super().__init__(parent)
        named(self, "review", self.tr("Review of actions"))
        self.setWindowTitle(self.accessibleName())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._workspace = workspace
        self._today = today
        self._saying = Saying(workspace, meeting_id, today, in_note=in_note)
        self._review = self._saying.read()
        self._order = [one.row.id for one in self._review.reviewees]
        self._taking_back = TakingBack(workspace)
        self._verb = Verb.NOTE
        self._asked = ""
        self._is_warned = False
        self._seen: object = None
        self._at = self._first_silent()
        # Large: several people read it, from further away.
        self._points = round(self.font().pointSizeF() * _LARGER, 1)
        self._frame = ReviewFrame(theme, self._saying.title(self._review))
        self.card, self.summary = self._frame.card, self._frame.summary
        column = QVBoxLayout(self)
        column.setContentsMargins(40, 24, 40, 20)
        column.addWidget(self._frame)
        self._show_theme(theme)
        self._connect()
        self.refresh()

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self._show_theme(theme)
        self._frame.set_theme(theme)

    @property
    def is_at_action(self) -> bool:
        """Say whether an action is up, not the outcome."""
        return self._at < len(self._order)

    def end(self) -> None:
        """Show the outcome."""
        self.go_to(len(self._order))

    def refresh(self) -> None:
        """Read what everybody has said until now; show the action that is up, else the outcome."""
        try:
            self._read()
            self._show_action() if self.is_at_action else self._show_outcome()
        except UserError as error:
            self._frame.complain(str(error))

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
            self._press(key)
        elif key not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stay, once, where something is typed that is not kept."""
        if self._may_leave():
            super().closeEvent(event)
        else:
            event.ignore()

    def say(self, verb: Verb) -> None:
        """Ask what there is to say; Enter alone says that it is done, or no longer needed."""
        self._frame.complain("")
        life = self._life()
        if life is None:
            return
        status = life.row.status
        if wrong := why_not(verb, status):
            self._frame.complain(wrong)
            return
        known = known_of(self._workspace, life, self._said_on())
        question = question_for(Asked(verb.value), known, life.row.owners)
        if verb is Verb.DONE and status is ActionStatus.DONE:
            prompt = self.tr("Confirmed as done. Anything to note, for members? Enter keeps")
            question = replace(question, prompt=prompt)
        self._verb, self._asked, self._is_warned = verb, question.text, False
        self.card.ask.ask(question)
        self._show_keys(status)

    def go_to(self, at: int) -> None:
        """Go to an action by its place in the order; behind the last one is the end."""
        self._frame.complain("")
        self.card.ask.close_line()
        self._at = max(0, min(at, len(self._order)))
        self.refresh()
        (self.card if self.is_at_action else self.summary.list).setFocus()

    def go_to_action(self, action_id: int) -> None:
        """Go to an action that is up."""
        if action_id in self._order:
            self.go_to(self._order.index(action_id))
        else:
            self.go_to(self._at)

    def undo(self) -> None:
        """Take back what was last said in this review, and go to it."""
        self._replay(self._taking_back.undo)

    def redo(self) -> None:
        """Say again what was last taken back."""
        self._replay(self._taking_back.redo)

    def _press(self, key: Qt.Key) -> None:
        """Ask what the key of a verb stands for; F confirms, as in the register."""
        if key == Qt.Key.Key_F and self.reviewee().row.status is not ActionStatus.DONE:
            self._frame.complain(self.tr("Only what was said to be done can be confirmed: D says that."))
        else:
            self.say(_VERBS[key])

    def _replay(self, replay: Callable[[], int]) -> None:
        try:
            action_id = replay()
        except UserError as error:
            self._frame.complain(str(error))
        else:
            self.go_to_action(action_id)

    def _keep(self, text: str) -> None:
        """Have the register and the note say what was said; go on, if there is mostly no more to say."""
        action_id, verb = self._order[self._at], self._verb
        try:
            self._saying.say(self.reviewee().row, verb, text, self._said_on())
        except UserError as error:
            self._frame.complain(str(error))
            self._look()
            return
        self._taking_back.note(action_id)
        self.go_to(self._at + (verb in _GOES_ON))

    def _said_on(self) -> date:
        """Return the day of which is what is said: the meeting's, today before it is held."""
        return min(self._review.on, self._today)

    def _on_typed(self) -> None:
        """What was wrong with what was typed before is past, and what is typed now is to be kept."""
        self._is_warned = False
        self._frame.complain("")

    def _life(self) -> ActionLife | None:
        """Return the life of the action that is up; None if it was deleted, and the next one is up now."""
        try:
            return self._workspace.read(action_life, self._order[self._at])
        except UserError:
            self.refresh()
            return None

    def _drop(self) -> None:
        """Go on without what was typed."""
        self._frame.complain("")
        self.card.setFocus()
        self.refresh()

    def _look(self) -> None:
        """Show what others have written, unless something is being typed of what is shown."""
        if not self.card.ask.is_open:
            self.refresh()

    def _read(self) -> None:
        """Read what is said now of the actions that are up; one that was deleted is up no more."""
        was = self._review.reviewees
        review = self._saying.read(self._order)
        found = {one.row.id: one for one in review.reviewees}
        gone = [one.row.ref for one in was if one.row.id not in found]
        self._at -= sum(action_id not in found for action_id in self._order[: self._at])
        self._order = [action_id for action_id in self._order if action_id in found]
        self._review = replace(review, reviewees=tuple(found[action_id] for action_id in self._order))
        if gone:
            self._frame.complain(
                self.tr("{0} is no longer there: somebody has deleted it.").format(", ".join(gone))
            )

    def _show_action(self) -> None:
        one = self.reviewee()
        life, rules = self._workspace.read(action_life, one.row.id), self._workspace.read(rag_rules)
        said = self._saying.said(one)
        if self._is_news((life, rules, said)):
            self.card.show_action(life, self._review.on, said, rules)
            self.card.setFocus()
        at = self.tr("{0} of {1}").format(self._at + 1, len(self._order))
        self._show_keys(life.row.status)
        self._frame.turn_to(self.card, f"{at} · {self._overdue()}")

    def _show_keys(self, status: ActionStatus) -> None:
        self._frame.show_keys(status, typing=self.card.ask.is_open)

    def _show_outcome(self) -> None:
        if self._is_news(self._review):
            self.summary.show_review(self._review)
            self.summary.list.setFocus()
        self._frame.turn_to(self.summary, f"{self.tr('End')} · {self._overdue()}")

    def _is_news(self, shown: object) -> bool:
        """Say whether something else is to be shown than until now."""
        before, self._seen = self._seen, shown
        return shown != before

    def _overdue(self) -> str:
        many = sum(is_overdue(one.row.due, one.row.status, self._review.on) for one in self._review.reviewees)
        return self.tr("{0} overdue").format(many)

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

    def _may_leave(self) -> bool:
        """Say whether nothing is typed that is not kept, or one was told so before."""
        ask = self.card.ask
        if self._is_warned or not ask.is_open or ask.line.text() == self._asked:
            return True
        self._is_warned = True
        self._frame.complain(
            self.tr("What is typed is not kept yet: Enter keeps it. Or close again to go without it.")
        )
        return False

    def _go_to_place(self, meeting_id: int) -> None:
        life = self._life() if self._may_leave() else None
        if life is None:
            return
        text = life.said if meeting_id == life.meeting_id else life.row.ref
        self.accept()
        self.place_wanted.emit(meeting_id, text)

    def _connect(self) -> None:
        self.card.ask.answered.connect(self._keep)
        self.card.ask.dropped.connect(self._drop)
        self.card.ask.line.textEdited.connect(self._on_typed)
        self.card.place_wanted.connect(self._go_to_place)
        self.summary.ended.connect(self.accept)
        self.summary.chosen.connect(self.go_to_action)
        self._workspace.elsewhere.connect(self._look)

    def _show_theme(self, theme: Theme) -> None:
        self.setStyleSheet(f"QWidget {{ font-size: {self._points}pt; }} {style_sheet(theme, self._points)}")


def _is_ctrl_y(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_Y and event.modifiers() == Qt.KeyboardModifier.ControlModifier
