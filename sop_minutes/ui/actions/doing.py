"""What is said of actions: asked in a line, and said of one or of many as one thing to take back."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from sop_minutes.commands.many_actions import say_of_actions
from sop_minutes.domain.actions import check_is_open
from sop_minutes.domain.asked import OF_OPEN_ONLY, Asked
from sop_minutes.domain.errors import UserError
from sop_minutes.queries.action_life import ActionLife, action_life
from sop_minutes.ui.actions.asking import AskLine
from sop_minutes.ui.actions.questions import KEYS, question_for
from sop_minutes.ui.actions.saying import known_of
from sop_minutes.ui.workspace import Workspace

_VERBS = {Qt.Key[f"Key_{key}"]: asked for asked, key in KEYS.items()}


def verb_of(event: QKeyEvent) -> Asked | None:
    """Return what a key says of actions, None for another key."""
    return None if event.modifiers() else _VERBS.get(Qt.Key(event.key()))


class Doing(QObject):
    """Asks in a line what there is to say of actions, and says it of all of them.

    `told` gives in words what was done, or why nothing is asked. `done` follows what was done, `over`
    that the line is closed again.
    """

    told = Signal(str)
    done = Signal()
    over = Signal()

    def __init__(self, ask: AskLine, workspace: Workspace, today: date, parent: QObject) -> None:
        super().__init__(parent)
        self._ask = ask
        self._workspace = workspace
        self._today = today
        self._asked = Asked.NOTE
        self._ids: list[int] = []
        self._whose = ""
        self._labels = {
            Asked.DONE: (self.tr("Close action"), self.tr("Close actions")),
            Asked.NOTE: (self.tr("Note on action"), self.tr("Note on actions")),
            Asked.EXTEND: (self.tr("Extend action"), self.tr("Extend actions")),
            Asked.OWNER: (self.tr("Assign action"), self.tr("Assign actions")),
            Asked.ESCALATE: (self.tr("Escalate action"), self.tr("Escalate actions")),
            Asked.CANCEL: (self.tr("Cancel action"), self.tr("Cancel actions")),
            Asked.CONFIRM: (self.tr("Confirm action"), self.tr("Confirm actions")),
            Asked.START: (self.tr("Begin action"), self.tr("Begin actions")),
            Asked.REOPEN: (self.tr("Reopen action"), self.tr("Reopen actions")),
            Asked.PART: (self.tr("Close a part"), self.tr("Close parts")),
            Asked.PRIORITY: (self.tr("Prioritise action"), self.tr("Prioritise actions")),
            Asked.AUDIENCE: (self.tr("Mark action"), self.tr("Mark actions")),
            Asked.LINK: (self.tr("Link action"), self.tr("Link actions")),
            Asked.UNLINK: (self.tr("Take a link away"), self.tr("Take links away")),
            Asked.MERGE: (self.tr("Merge action"), self.tr("Merge actions")),
        }
        ask.answered.connect(self._answer)
        ask.dropped.connect(self.over)

    def say(self, asked: Asked, ids: Sequence[int]) -> None:
        """Ask what there is to say of these actions; the question names them."""
        if not ids:
            self.told.emit(self.tr("No action is chosen."))
            return
        try:
            life = self._life_of(asked, ids[0]) if len(ids) == 1 else None
        except UserError as error:
            self.told.emit(str(error))
            return
        self._asked, self._ids = asked, list(ids)
        known = known_of(self._workspace, life, self._today)
        question = question_for(asked, known, life.row.owners if life else ())
        self._whose = life.row.ref if life else self.tr("{0} actions").format(len(ids))
        self._ask.ask(replace(question, prompt=f"{self._whose} – {question.prompt}"))

    def _life_of(self, asked: Asked, action_id: int) -> ActionLife:
        """Return the life of an action. Raises UserError where that can no longer be said of it."""
        life = self._workspace.read(action_life, action_id)
        if asked in OF_OPEN_ONLY:
            check_is_open(life.row.status)
        return life

    def _answer(self, text: str) -> None:
        many = len(self._ids)
        label = self._labels[self._asked][many > 1]
        try:
            self._workspace.do(label, say_of_actions, self._ids, asked=self._asked, text=text, on=self._today)
        except UserError as error:
            self._ask.complain(str(error))
            return
        self._ask.close_line()
        self.done.emit()
        self.over.emit()
        words = self._done_words()[self._asked].format(self._whose)
        self.told.emit(self.tr("{0}. Ctrl+Z takes it back").format(words) if many > 1 else words)

    def _done_words(self) -> dict[Asked, str]:
        """Return what has become of actions when what was asked is done; they stand where {0} does."""
        return {
            Asked.DONE: self.tr("{0} closed"),
            Asked.NOTE: self.tr("Note kept on {0}"),
            Asked.EXTEND: self.tr("{0} extended"),
            Asked.OWNER: self.tr("{0} handed on"),
            Asked.ESCALATE: self.tr("{0} escalated"),
            Asked.CANCEL: self.tr("{0} cancelled"),
            Asked.CONFIRM: self.tr("{0} confirmed"),
            Asked.START: self.tr("{0} begun"),
            Asked.REOPEN: self.tr("{0} reopened"),
            Asked.PART: self.tr("A part of {0} closed"),
            Asked.PRIORITY: self.tr("Priority of {0} set"),
            Asked.AUDIENCE: self.tr("Who may see {0} set"),
            Asked.LINK: self.tr("Link added to {0}"),
            Asked.UNLINK: self.tr("Link taken off {0}"),
            Asked.MERGE: self.tr("{0} merged"),
        }
