"""What is done to the actions that are chosen in the register: one or many, it is one thing to take back."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeyEvent

from sop_minutes.commands.many_actions import (
    assign_actions,
    cancel_actions,
    close_actions,
    confirm_actions,
    extend_actions,
    note_actions,
    prioritise_actions,
)
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.reviewing import read_extension
from sop_minutes.queries.completing import completions
from sop_minutes.queries.diary import diary
from sop_minutes.queries.plan import list_priorities
from sop_minutes.queries.raised import raised_in
from sop_minutes.ui.actions.questions import KEYS, Asked, Known, question_for

if TYPE_CHECKING:
    from sop_minutes.ui.actions.page import ActionsPage

_TO_MANY = (Asked.DONE, Asked.NOTE, Asked.EXTEND, Asked.OWNER, Asked.CANCEL, Asked.PRIORITY)


class Doing(QObject):
    """Asks what there is to say of the chosen actions, and says it of all of them."""

    def __init__(self, page: "ActionsPage") -> None:
        super().__init__(page)
        self._page = page
        self._asked: Asked | None = None
        self._ids: list[int] = []
        page.ask.answered.connect(self._answer)
        page.ask.dropped.connect(self._leave)
        self._verbs = {Qt.Key[f"Key_{key}"]: asked for asked, key in KEYS.items()}

    def key(self, event: QKeyEvent) -> bool:
        """Do what a key in the table stands for; say whether it stands for something."""
        asked = self._verbs.get(Qt.Key(event.key()))
        if event.modifiers() or asked is None:
            return False
        self.say(asked)
        return True

    def say(self, asked: Asked) -> None:
        """Ask what there is to say; what can only be said of one action is asked beside its life."""
        page = self._page
        self._ids = page.table.chosen_ids()
        if not self._ids:
            page.said.emit(self.tr("No action is chosen."))
            return
        if asked not in _TO_MANY:
            page.follow()
            page.panel.say(asked)
            return
        self._asked = asked
        row = page.model.action(page.table.currentIndex().row())
        owners = row.action.owners if row is not None and len(self._ids) == 1 else ()
        page.ask.ask(question_for(asked, self._known(), owners))

    def confirm(self) -> None:
        """Say that the chosen actions are agreed to be done."""
        ids = self._page.table.chosen_ids()
        if ids:
            self._do(self.tr("Confirm actions"), confirm_actions, ids, on=self._page.today)

    def open_place(self) -> None:
        """Go to where the action was raised."""
        action_id = self._page.table.current_id()
        place = self._page.workspace.read(raised_in, action_id) if action_id is not None else None
        if place is None:
            self._page.said.emit(self.tr("That action was not raised in a note."))
        else:
            self._page.place_wanted.emit(*place)

    def _known(self) -> Known:
        """Return what answers are read with; the diary is that of the chosen group, if there is one."""
        read, wanted = self._page.workspace.read, self._page.wanted
        return Known(
            on=self._page.today,
            diary=read(diary, wanted.group_id) if wanted.group_id is not None else (),
            owners=read(completions),
            priorities=tuple(title for _, title in read(list_priorities)),
        )

    def _answer(self, text: str) -> None:
        if self._asked is None:
            return
        on = self._page.today
        due, reason = read_extension(text)
        owners = [name.strip() for name in text.split(",") if name.strip()]
        ways: dict[Asked, tuple[str, Callable[..., object], dict[str, Any]]] = {
            Asked.DONE: (self.tr("Close actions"), close_actions, {"on": on, "note": text}),
            Asked.NOTE: (self.tr("Note on actions"), note_actions, {"on": on, "note": text}),
            Asked.EXTEND: (
                self.tr("Extend actions"),
                extend_actions,
                {"on": on, "due": due, "note": reason},
            ),
            Asked.OWNER: (self.tr("Assign actions"), assign_actions, {"owners": owners}),
            Asked.CANCEL: (self.tr("Cancel actions"), cancel_actions, {"on": on, "note": text}),
        }
        if self._asked is Asked.PRIORITY:
            self._prioritise(text)
        else:
            label, command, what = ways[self._asked]
            self._do(label, command, self._ids, **what)

    def _prioritise(self, title: str) -> None:
        known = {name: id_ for id_, name in self._page.workspace.read(list_priorities)}
        if title.strip() and title not in known:
            self._page.failed.emit(self.tr("There is no priority “{0}”.").format(title))
            return
        label = self.tr("Prioritise actions")
        self._do(label, prioritise_actions, self._ids, priority_id=known.get(title))

    def _do(self, label: str, command: Callable[..., object], ids: list[int], **what: object) -> None:
        page = self._page
        try:
            page.workspace.do(label, partial(command, action_ids=ids, **what))
        except UserError as error:
            page.failed.emit(str(error))
            return
        self._leave()
        many = self.tr("{0}: {1}. Ctrl+Z takes it back").format(label, len(ids))
        page.said.emit(many if len(ids) > 1 else label)

    def _leave(self) -> None:
        self._asked = None
        self._page.ask.close_line()
        self._page.table.setFocus()
