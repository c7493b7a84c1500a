"""The life of one action, beside the register: where it comes from, what became of it, what to say of it."""

from datetime import date
from functools import partial

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeyEvent
from PySide6.QtWidgets import QAbstractSlider, QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from sop_minutes.domain.addresses import is_page
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.inline import plain_text
from sop_minutes.domain.text import capitalised
from sop_minutes.queries.action_life import ActionLife, action_life
from sop_minutes.queries.life_story import life_story
from sop_minutes.queries.rag_rules import rag_rules
from sop_minutes.ui.actions.asking import AskLine
from sop_minutes.ui.actions.facts import fact_chips, part_lines, spoken_chips, tie_lines
from sop_minutes.ui.actions.questions import KEYS, Asked, question_for
from sop_minutes.ui.actions.saying import known_of, say_of
from sop_minutes.ui.actions.timeline import Timeline, told
from sop_minutes.ui.announcing import announce
from sop_minutes.ui.chips import Chip
from sop_minutes.ui.naming import named
from sop_minutes.ui.pills import Pills, key_hints
from sop_minutes.ui.theme import Theme
from sop_minutes.ui.workspace import Workspace

WIDTH = 348
_SCROLLS = {
    Qt.Key.Key_Up: QAbstractSlider.SliderAction.SliderSingleStepSub,
    Qt.Key.Key_Down: QAbstractSlider.SliderAction.SliderSingleStepAdd,
    Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
    Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
}


class ActionPanel(QFrame):
    """Shows one action. `place_wanted` gives a meeting and the text in its note to go to.

    `said` is for the status bar, `failed` for the message bar; `left` follows Escape.
    """

    place_wanted = Signal(int, str)
    said = Signal(str)
    failed = Signal(str)
    left = Signal()

    def __init__(
        self, workspace: Workspace, theme: Theme, today: date, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        named(self, "action-panel", self.tr("Action"))
        self._workspace = workspace
        self._theme = theme
        self._today = today
        self.life: ActionLife | None = None
        self._asked: Asked | None = None
        self.setMinimumWidth(WIDTH)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._scroll = named(QScrollArea(), "action-scroll", self.tr("Action"))
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 1, 1, 1)
        whole.addWidget(self._scroll)
        self._keys = {Qt.Key[f"Key_{key}"]: asked for asked, key in KEYS.items()}
        self.refresh()

    def show_action(self, action_id: int | None) -> None:
        """Show an action's life, nothing for None."""
        self.life = self._workspace.read(action_life, action_id) if action_id is not None else None
        self.refresh()

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self._theme = theme
        self.refresh()

    def say(self, asked: Asked) -> None:
        """Open the line in which to say something of the action."""
        if self.life is None:
            return
        self._asked = asked
        known = known_of(self._workspace, self.life, self._today)
        self.ask.ask(question_for(asked, known, self.life.row.owners))
        self._scroll.ensureWidgetVisible(self.ask)

    def refresh(self) -> None:
        """Show the action as it was last read."""
        inner = named(QWidget(), "action-life")
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(16, 14, 16, 14)
        self._column.setSpacing(5)
        self.ask = AskLine()
        self.ask.answered.connect(self._answer)
        self.ask.dropped.connect(self.setFocus)
        if self.life is None:
            self._add_text(self.tr("Choose an action to see its life."), "soft")
        else:
            self._add_life(self.life)
        self._column.addStretch(1)
        self._swap(inner)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        asked = self._keys.get(Qt.Key(event.key()))
        if asked is not None and not event.modifiers() and not self.ask.is_open:
            self.say(asked)
        elif event.key() == Qt.Key.Key_G and not event.modifiers() and not self.ask.is_open:
            self._go_to_place()
        elif event.key() in _SCROLLS:
            bar = self._scroll.verticalScrollBar()
            bar.triggerAction(_SCROLLS[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _swap(self, inner: QWidget) -> None:
        """Show other contents. Those that go may be amid a key of theirs: they are deleted after it."""
        before = self._scroll.takeWidget()
        if before is not None:
            before.hide()
            before.deleteLater()
        self._scroll.setWidget(inner)
        inner.show()

    def _add_life(self, life: ActionLife) -> None:
        row = life.row
        chips = fact_chips(life, self._today, self._workspace.read(rag_rules))
        story = life_story(life)
        title = capitalised(plain_text(row.text))
        self.setAccessibleName(f"{row.ref}: {title}. {spoken_chips(chips)}")
        self.setAccessibleDescription(told(story))
        self._add_chips([Chip(row.ref, "plain")], "ref", self.tr("Reference"))
        self._add_text(title, "head")
        self._add_chips(chips, "facts", self.tr("Owner, due date, status"))
        self._section(self.tr("HISTORY"))
        history = Timeline(story, self._theme)
        history.place_wanted.connect(self._go_to_place)
        self._column.addWidget(history)
        self._column.addWidget(self.ask)
        self._add_keys([(KEYS[Asked.NOTE], self.tr("Add a note…"))])
        self._add_hanging(life)
        self._column.addSpacing(8)
        shown = [(KEYS[asked], _verb(asked)) for asked in Asked if asked is not Asked.NOTE]
        if life.meeting_id is not None:
            shown.append(("G", self.tr("go to the note")))
        self._add_keys(shown)

    def _add_hanging(self, life: ActionLife) -> None:
        parts, ties = list(part_lines(life.parts)), list(tie_lines(life))
        for heading, lines in ((self.tr("OWNERS"), parts), (self.tr("OTHER ACTIONS"), ties)):
            if lines:
                self._section(heading)
            for line in lines:
                self._add_text(line)
        if life.links:
            self._section(self.tr("PAPERS"))
        for link in life.links:
            button = named(QPushButton(link.title), f"link-{link.id}", self.tr("Open {0}").format(link.title))
            button.setToolTip(link.address)
            button.clicked.connect(partial(self._open_link, link.address))
            self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _add_keys(self, hints: list[tuple[str, str]]) -> None:
        pills = named(Pills(self._theme), "keys", self.tr("Keys"))
        pills.show_chips(key_hints(*hints), ", ".join(f"{key} {does}" for key, does in hints))
        self._column.addWidget(pills)

    def _add_chips(self, chips: list[Chip], name: str, spoken: str) -> None:
        pills = named(Pills(self._theme), name, spoken)
        pills.show_chips(chips, spoken_chips(chips))
        self._column.addWidget(pills)

    def _section(self, words: str) -> None:
        self._column.addSpacing(8)
        self._add_text(words, "section")

    def _add_text(self, words: str, role: str = "") -> None:
        label = QLabel(words)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setProperty("role", role)
        self._column.addWidget(label)

    def _answer(self, text: str) -> None:
        if self.life is None or self._asked is None:
            return
        action_id = self.life.row.id
        try:
            label = say_of(self._workspace, self.life, self._asked, text, self._today)
        except UserError as error:
            self.failed.emit(str(error))
            announce(self, str(error))
            return
        self.ask.close_line()
        self.show_action(action_id)
        self.setFocus()
        self.said.emit(label)

    def _go_to_place(self, meeting_id: int | None = None) -> None:
        """Go to where something was said of the action; by default to where it was raised."""
        if self.life is None or self.life.meeting_id is None:
            return
        raised = meeting_id in {None, self.life.meeting_id}
        text = self.life.said if raised else self.life.row.ref
        self.place_wanted.emit(self.life.meeting_id if meeting_id is None else meeting_id, text)

    def _open_link(self, address: str) -> None:
        url = (
            QUrl(address) if is_page(address) or address.startswith("file:") else QUrl.fromLocalFile(address)
        )
        if not QDesktopServices.openUrl(url):
            self.failed.emit(self.tr("{0} cannot be opened.").format(address))


def _verb(asked: Asked) -> str:
    return "part done" if asked is Asked.PART else str(asked)
