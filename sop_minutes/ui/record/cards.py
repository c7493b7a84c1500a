"""The cards of the column beside the note."""

from collections.abc import Callable
from datetime import date
from enum import Enum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from sop_minutes.domain.actions import is_open, standing
from sop_minutes.domain.names import initials_of, looks_like_people
from sop_minutes.domain.sheets import ActionRow
from sop_minutes.domain.text import capitalised
from sop_minutes.ui.chips import Chip
from sop_minutes.ui.naming import named
from sop_minutes.ui.pills import Pills, key_hints
from sop_minutes.ui.record.lines import KeyLine
from sop_minutes.ui.theme import Theme


class Verb(Enum):
    """What can be said of an open action on its card, by its key."""

    DONE = Qt.Key.Key_D
    NOTE = Qt.Key.Key_N
    EXTEND = Qt.Key.Key_X


Drafts = dict[tuple[int, Verb], str]
"""What was begun to be said of actions and not kept yet, by action and verb."""


class Card(QFrame):
    """Something beside the note that can be gone to. Enter or a click opens it; arrows go to the next."""

    opened = Signal()
    stepped = Signal(int)
    left = Signal()

    def __init__(self, name: str, spoken: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, name, spoken)
        self.setProperty("role", "card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(11, 9, 11, 9)
        self.column.setSpacing(4)

    def add_text(self, text: str, role: str = "") -> QLabel:
        """Add a paragraph to the card."""
        label = QLabel(text)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setProperty("role", role)
        self.column.addWidget(label)
        return label

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        key = Qt.Key(event.key())
        if key in steps:
            self.stepped.emit(steps[key])
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.opened.emit()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        self.opened.emit()


class ActionCard(Card):
    """An open action. D, N and X open a line in which to say more; `kept` gives the verb and the line.

    Whoever goes elsewhere closes the line; what was typed stays in `drafts`, and is there when it is
    opened again. `line_closed` says that nothing is typed here any more.
    """

    kept = Signal(object, str)
    line_closed = Signal()

    def __init__(
        self,
        row: ActionRow,
        on: date,
        theme: Theme,
        understood: Callable[[str], str],
        drafts: Drafts,
        parent: QWidget,
    ) -> None:
        late = standing(row, on)
        owners = ", ".join(row.owners) or self.tr("no owner")
        super().__init__(f"action-{row.id}", f"{row.ref}, {late}: {row.text}. {owners}", parent)
        self.setAccessibleDescription(self.tr("D done, N note, X extend"))
        self.row = row
        self._understood_as = understood
        self._drafts = drafts
        self._verb: Verb | None = None
        self._build(theme, late)
        self._connect()

    @property
    def is_typed_in(self) -> bool:
        """Say whether something is being said of the action just now."""
        return self._verb is not None

    def say(self, verb: Verb) -> None:
        """Open the line in which to say that the action is done, a note on it, or its new due date."""
        self._verb = verb
        asked = {
            Verb.DONE: self.tr("Done. Anything to note? Enter keeps"),
            Verb.NOTE: self.tr("Note. Enter keeps"),
            Verb.EXTEND: self.tr("Now due: 31 January, next meeting… Enter keeps"),
        }
        self.line.setPlaceholderText(asked[verb])
        self.line.setAccessibleName(asked[verb])
        self.line.setText(self._drafts.get((self.row.id, verb), ""))
        self.line.show()
        self.understood.setVisible(verb is Verb.EXTEND)
        self._keys.hide()
        self.line.setFocus()

    def drop(self) -> None:
        """Close the line, and forget what it says."""
        if self._verb is not None:
            self._drafts.pop((self.row.id, self._verb), None)
        self._close_line()
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        verbs = {verb.value: verb for verb in Verb}
        verb = verbs.get(Qt.Key(event.key()))
        if verb is None or event.modifiers():
            super().keyPressEvent(event)
        else:
            self.say(verb)

    def _leave_line(self) -> None:
        """Close the line that was gone from, but remember what it says."""
        if self._verb is not None:
            self._drafts[self.row.id, self._verb] = self.line.text()
            self._close_line()

    def _close_line(self) -> None:
        self._verb = None
        self.line.hide()
        self.understood.hide()
        self._keys.show()
        self.line_closed.emit()

    def _line_key(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape:
            self.drop()
            return True
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._keep()
            return True
        return False

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._keys.setVisible(not self.is_typed_in)

    def _build(self, theme: Theme, late: str) -> None:
        ref = self.row.ref.partition(" ")[2]
        undated = self.row.due.on is None and is_open(self.row.status)
        tone = "late" if late.endswith("late") else "doubt" if undated else "good"
        head = named(Pills(theme), "due", self.tr("Reference and due date"))
        head.show_chips([Chip(f"{ref} · {late}", tone)], f"{ref}, {late}")
        self.column.addWidget(head)
        self.add_text(capitalised(self.row.text))
        owners = named(Pills(theme), "owners", self.tr("Owners"))
        chips = [Chip(_short(name), "plain") for name in self.row.owners]
        owners.show_chips(chips or [Chip(self.tr("no owner"), "doubt")], ", ".join(self.row.owners))
        self.column.addWidget(owners)
        self._keys = named(Pills(theme), "keys", self.tr("Keys"))
        hints = key_hints(("D", self.tr("done")), ("N", self.tr("note")), ("X", self.tr("extend")))
        self._keys.show_chips(hints, self.accessibleDescription())
        self.column.addWidget(self._keys)
        self.line = named(KeyLine(self._line_key), "say", "")
        self.understood = named(self.add_text("", "soft"), "understood", self.tr("Understood as"))
        self.column.insertWidget(self.column.count() - 1, self.line)
        self.line.hide()
        self.understood.hide()

    def _connect(self) -> None:
        self.line.textChanged.connect(self._show_understood)
        self.line.editingFinished.connect(self._leave_line)

    def _show_understood(self, text: str) -> None:
        if self._verb is Verb.EXTEND:
            self.understood.setText(self._understood_as(text) if text.strip() else "")

    def _keep(self) -> None:
        self.kept.emit(self._verb, self.line.text())


def _short(name: str) -> str:
    return initials_of(name) if looks_like_people(name) else name
