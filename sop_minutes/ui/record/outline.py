"""Beside the note, on the left: the meeting, who is there, the agenda."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from sop_minutes.domain.approving import standing_words
from sop_minutes.domain.attendance import HERE, missing_for_quorum
from sop_minutes.domain.due import format_date
from sop_minutes.domain.names import initials_of
from sop_minutes.domain.sheets import AttendanceSheet
from sop_minutes.domain.text import capitalised
from sop_minutes.domain.words import SETTLED_STATES, AttendanceStatus, MeetingState
from sop_minutes.queries.page import PageFacts
from sop_minutes.ui.agenda import AgendaList
from sop_minutes.ui.chips import Chip
from sop_minutes.ui.naming import Words, named, tip, told
from sop_minutes.ui.pills import Pills, key_hints
from sop_minutes.ui.record.sides import OUTLINE_WIDTH
from sop_minutes.ui.theme import Theme

_OUT = frozenset({*SETTLED_STATES, MeetingState.CIRCULATED})
"""Its note has gone out."""


class Outline(QWidget):
    """The meeting at a glance."""

    attendance_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "outline")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(OUTLINE_WIDTH)
        self._build(theme)
        self._names.clicked.connect(self.attendance_wanted)

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        for part in (self._names, self._hint, self.agenda):
            part.set_theme(theme)

    def show_facts(self, facts: PageFacts) -> None:
        """Show which meeting it is and who is there."""
        tbc = self.tr(" (to be confirmed)") if facts.provisional else ""
        self._day.setText(f"{format_date(facts.on)}{tbc}")
        self._place.setText(" · ".join(part for part in (facts.group, facts.place, facts.time) if part))
        self._state.setText(capitalised(standing_words(facts.standing)))
        self._state.setVisible(facts.state in _OUT)
        here = [entry for entry in facts.attendance if entry.status in HERE]
        away = [entry for entry in facts.attendance if entry.status is AttendanceStatus.APOLOGIES]
        self._counts.setText(self.tr("PRESENT {0} · APOLOGIES {1}").format(len(here), len(away)))
        here.sort(key=lambda entry: not self._is_chair(entry))
        chips = [Chip(self._short(entry), "plain") for entry in here]
        spoken = "; ".join(f"{entry.name}, {entry.detail}" if entry.detail else entry.name for entry in here)
        self._names.show_chips(chips or [Chip(self.tr("nobody yet"), "doubt")], spoken)
        self._names.setToolTip(tip(spoken.replace("; ", "\n")))
        self._quorum.setText(self._quorum_words(facts))
        self._quorum.setVisible(bool(self._quorum.text()))

    def _short(self, entry: AttendanceSheet) -> str:
        initials = initials_of(entry.name)
        return f"{initials} {self.tr('chair')}" if self._is_chair(entry) else initials

    def _is_chair(self, entry: AttendanceSheet) -> bool:
        return "chair" in entry.detail.split(", ")

    def _quorum_words(self, facts: PageFacts) -> str:
        missing = missing_for_quorum(facts.quorum, (entry.status for entry in facts.attendance))
        return quorum_words(self, missing)

    def _build(self, theme: Theme) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 14, 12, 10)
        self._day = self._label("head")
        self._place = self._label("soft")
        self._state = told(self._label("soft"), "outline-state", self.tr("How it stands with the minutes"))
        self._counts = self._label("section")
        self._names = named(Pills(theme, one_row=True), "names", self.tr("Who is there"))
        self._quorum = told(self._label("soft"), "quorum", self.tr("Quorum"))
        self.agenda = AgendaList(theme)
        column.addWidget(self._day)
        column.addWidget(self._place)
        column.addWidget(self._state)
        column.addSpacing(8)
        column.addWidget(self._counts)
        column.addWidget(self._names)
        column.addWidget(self._quorum)
        column.addSpacing(8)
        heading = self._label("section")
        heading.setText(self.tr("AGENDA"))
        column.addWidget(heading)
        column.addWidget(self.agenda, 1)
        self._hint = named(Pills(theme), "hint", self.tr("Keys"))
        next_item, move = self.tr("next item"), self.tr("move")
        spoken = self.tr("Ctrl+Enter {0}, Alt+↑↓ {1}").format(next_item, move)
        self._hint.show_chips(key_hints((self.tr("Ctrl ↵"), next_item), ("Alt ↑↓", move)), spoken)
        column.addWidget(self._hint)

    def _label(self, role: str) -> QLabel:
        label = Words()
        label.setProperty("role", role)
        label.setWordWrap(True)
        return label


def quorum_words(widget: QWidget, missing: int | None) -> str:
    """Return how it stands with the quorum, "" for a group that has none."""
    if missing is None:
        return ""
    return widget.tr("Not quorate, {0} more needed").format(missing) if missing else widget.tr("Quorate")
