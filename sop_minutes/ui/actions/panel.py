"""The life of one action, beside the register: where it comes from, what became of it, what to say of it."""

from datetime import date
from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractSlider,
    QApplication,
    QFrame,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from sop_minutes.domain.actions import is_open
from sop_minutes.domain.addresses import is_page
from sop_minutes.domain.asked import OF_OPEN_ONLY, Asked
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.inline import plain_text
from sop_minutes.domain.text import capitalised
from sop_minutes.domain.words import ActionStatus
from sop_minutes.queries.action_life import ActionLife, action_life
from sop_minutes.queries.life_story import life_story
from sop_minutes.queries.rag_rules import rag_rules
from sop_minutes.queries.standings import standing_of
from sop_minutes.ui.actions.asking import AskLine
from sop_minutes.ui.actions.doing import Doing, verb_of
from sop_minutes.ui.actions.facts import fact_chips, part_lines, spoken_chips, tie_lines
from sop_minutes.ui.actions.questions import KEYS
from sop_minutes.ui.actions.timeline import Timeline, told
from sop_minutes.ui.chips import Chip
from sop_minutes.ui.naming import named, tip
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
        self._missing = ""
        self._shown_id: int | None = None
        self._rules = workspace.read(rag_rules)
        self.setMinimumWidth(WIDTH)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._scroll = named(QScrollArea(), "action-scroll", self.tr("Action"))
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.ask = AskLine()
        self.ask.setContentsMargins(16, 0, 16, 8)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 1, 1, 1)
        whole.addWidget(self._scroll, 1)
        whole.addWidget(self.ask)
        self.doing = Doing(self.ask, workspace, today, self)
        self.doing.told.connect(self.said)
        self.doing.done.connect(self._read_again)
        self.doing.over.connect(self.setFocus)
        self.refresh()

    def show_action(self, action_id: int | None) -> None:
        """Show an action's life, nothing for None; one that is shown as it is stays as it was scrolled."""
        shown, self._missing = (self.life, self._rules, self._missing), ""
        self._rules = self._workspace.read(rag_rules)
        try:
            self.life = self._workspace.read(action_life, action_id) if action_id is not None else None
        except UserError as error:
            self.life, self._missing = None, str(error)
        if shown != (self.life, self._rules, self._missing):
            self.refresh()

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self._theme = theme
        self.refresh()

    def say(self, asked: Asked) -> None:
        """Open the line in which to say something of the action."""
        if self.life is not None:
            self.doing.say(asked, [self.life.row.id])

    def is_in_use(self) -> bool:
        """Say whether something is asked in it, or the focus is in it."""
        focus = QApplication.focusWidget()
        return self.ask.is_open or (focus is not None and (focus is self or self.isAncestorOf(focus)))

    def refresh(self) -> None:
        """Show the action as it was last read."""
        inner = named(QWidget(), "action-life")
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(16, 14, 16, 14)
        self._column.setSpacing(5)
        if self.life is None:
            self._add_text(self._missing or self.tr("Choose an action to see its life."), "soft")
        else:
            self._add_life(self.life)
        self._column.addStretch(1)
        self._swap(inner)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        asked = verb_of(event)
        focused = self.focusWidget()
        if asked is not None:
            self.say(asked)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            focused.click() if isinstance(focused, QPushButton) else self._go_to_place()
        elif event.key() in _SCROLLS:
            bar = self._scroll.verticalScrollBar()
            bar.triggerAction(_SCROLLS[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _read_again(self) -> None:
        if self.life is not None:
            self.show_action(self.life.row.id)

    def _swap(self, inner: QWidget) -> None:
        """Show other contents. Those that go may be amid a key of theirs: they are deleted after it."""
        focused = QApplication.focusWidget()
        bar, shown_id = self._scroll.verticalScrollBar(), self.life.row.id if self.life else None
        at = bar.value() if shown_id == self._shown_id else 0
        before, self._shown_id = self._scroll.takeWidget(), shown_id
        was_in = before is not None and focused is not None and before.isAncestorOf(focused)
        if before is not None:
            before.hide()
            before.deleteLater()
        self._scroll.setWidget(inner)
        inner.show()
        bar.setValue(at)
        stops = inner.findChildren(QPushButton)
        for one, other in pairwise((self, *stops, self.ask.line)):
            self.setTabOrder(one, other)
        if was_in and focused is not None:
            same = next((stop for stop in stops if stop.objectName() == focused.objectName()), self)
            same.setFocus()

    def _add_life(self, life: ActionLife) -> None:
        row = life.row
        chips = fact_chips(life, self._today, self._rules)
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
        self._add_keys([(KEYS[Asked.NOTE], self.tr("Add a note…"))])
        self._add_hanging(life)
        self._column.addSpacing(8)
        shown = [(KEYS[asked], str(asked)) for asked in _verbs_of(life)]
        if life.meeting_id is not None:
            state = self._workspace.read(standing_of, life.meeting_id).state
            shown.append((self.tr("Enter"), self.tr("go to the note ({0})").format(state)))
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
            button.setToolTip(tip(link.address))
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

    def _go_to_place(self, meeting_id: int | None = None) -> None:
        """Go to where something was said of the action; by default to where it was raised."""
        if self.life is None:
            return
        raised_at = self.life.meeting_id
        place = raised_at if meeting_id is None else meeting_id
        if place is None:
            self.said.emit(self.tr("That action was not raised in a note."))
        else:
            self.place_wanted.emit(place, self.life.said if place == raised_at else self.life.row.ref)

    def _open_link(self, address: str) -> None:
        url = (
            QUrl(address) if is_page(address) or address.startswith("file:") else QUrl.fromLocalFile(address)
        )
        if not QDesktopServices.openUrl(url):
            self.failed.emit(self.tr("{0} cannot be opened.").format(address))


def _verbs_of(life: ActionLife) -> list[Asked]:
    """Return what can be said of an action as it is now, but for a note."""
    status = life.row.status
    said = set(Asked) - {Asked.NOTE}
    if is_open(status):
        said -= {Asked.REOPEN}
    else:
        said -= OF_OPEN_ONLY
    if not is_open(status) and status is not ActionStatus.DONE:
        said -= {Asked.CONFIRM, Asked.MERGE}
    if status is ActionStatus.IN_PROGRESS:
        said -= {Asked.START}
    if len(life.parts) < 2:
        said -= {Asked.PART}
    if not life.links:
        said -= {Asked.UNLINK}
    return [asked for asked in Asked if asked in said]
