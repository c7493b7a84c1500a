"""The chosen meeting at a glance: when and where, who was there, its agenda, what it left to do."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QListWidget, QVBoxLayout, QWidget

from sop_minutes.domain.actions import is_open
from sop_minutes.domain.approving import Standing, standing_words
from sop_minutes.domain.attendance import HERE
from sop_minutes.domain.due import format_date
from sop_minutes.domain.sheets import ActionRow, ItemSheet, MeetingSheet
from sop_minutes.domain.text import capitalised
from sop_minutes.domain.words import AttendanceStatus
from sop_minutes.ui.agenda import AgendaList, AgendaRow
from sop_minutes.ui.naming import named, told
from sop_minutes.ui.theme import Theme

_WIDTH = 340


class Glance(QWidget):
    """What is known of a meeting. `chosen` gives the title of an agenda item to go to in its note."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "glance")
        self.setFixedWidth(_WIDTH)
        self._items: list[ItemSheet] = []
        self._build(theme)
        self.agenda.chosen.connect(lambda key: self.chosen.emit(self._items[key].title))

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self.agenda.set_theme(theme)

    def show_meeting(self, sheet: MeetingSheet | None, standing: Standing | None = None) -> None:
        """Show a meeting and how it stands with its minutes, nothing for None."""
        self.setVisible(sheet is not None)
        if sheet is None:
            return
        note = sheet.note
        tbc = self.tr(" (to be confirmed)") if note.provisional else ""
        self._day.setText(f"{note.on:%A} {format_date(note.on)}{tbc}" if note.on else "")
        parts = (sheet.group_name, note.place, note.time, note.marking)
        self._place.setText(" · ".join(part for part in parts if part))
        self._state.setText(f"{capitalised(standing_words(standing))}." if standing else "")
        self._state.setVisible(standing is not None)
        self._who.setText(self._attendance(sheet))
        self._who.setVisible(bool(note.attendance))
        self._actions.setText(self._left_to_do(sheet.actions))
        self._show_agenda(sheet)

    def _show_agenda(self, sheet: MeetingSheet) -> None:
        self._items = [item for item in sheet.note.items if item.title]
        waiting = [action.item for action in sheet.actions if is_open(action.status)]
        rows = [
            AgendaRow(
                key=key,
                number=key + 1,
                title=item.title,
                said=bool(item.points),
                open_actions=waiting.count(item.title),
                clock=self.tr("{0} min").format(item.minutes_planned) if item.minutes_planned else "",
                planned=item.minutes_planned is not None,
            )
            for key, item in enumerate(self._items)
        ]
        self.agenda.show_rows(rows, -1)
        self.agenda.setVisible(bool(rows))
        self._heading.setText(self.tr("AGENDA") if rows else self.tr("NO AGENDA YET"))

    def _attendance(self, sheet: MeetingSheet) -> str:
        standing = [entry.status for entry in sheet.note.attendance]
        here = sum(status in HERE for status in standing)
        return self.tr("PRESENT {0} · APOLOGIES {1}").format(here, standing.count(AttendanceStatus.APOLOGIES))

    def _left_to_do(self, actions: tuple[ActionRow, ...]) -> str:
        left = sum(is_open(action.status) for action in actions)
        if not actions:
            return self.tr("NO ACTIONS RAISED")
        return self.tr("ACTIONS RAISED {0} · OPEN {1}").format(len(actions), left)

    def _build(self, theme: Theme) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 6, 0, 0)
        self._day, self._place = self._label("head"), self._label("soft")
        self._state = told(self._label("soft"), "glance-state", self.tr("How it stands with the minutes"))
        self._who, self._actions = self._label("section"), self._label("section")
        self._heading = self._label("section")
        self.agenda = AgendaList(theme)
        named(self.agenda, "diary-agenda", self.tr("Agenda of the chosen meeting"))
        self.agenda.setDragDropMode(QListWidget.DragDropMode.NoDragDrop)
        for part in (self._day, self._place, self._state, self._who, self._actions, self._heading):
            column.addWidget(part)
            column.addSpacing(5)
        column.addWidget(self.agenda, 100)
        column.addStretch(1)

    def _label(self, role: str) -> QLabel:
        label = QLabel()
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setProperty("role", role)
        label.setWordWrap(True)
        return label
