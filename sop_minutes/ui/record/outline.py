"""Beside the note, on the left: the meeting, who is there, the agenda."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from sop_minutes.domain.due import format_date
from sop_minutes.domain.names import initials_of
from sop_minutes.domain.sheets import ItemSheet
from sop_minutes.domain.words import AttendanceStatus
from sop_minutes.queries.page import PageFacts
from sop_minutes.ui.naming import named
from sop_minutes.ui.record.note import Piece

_SHOWN = 8
"""So many initials are shown; the rest are counted."""

_HERE = (AttendanceStatus.PRESENT, AttendanceStatus.IN_ATTENDANCE, AttendanceStatus.SUBSTITUTE)


class Outline(QWidget):
    """The meeting at a glance. `item_chosen` gives the key of the heading that was chosen."""

    item_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "outline")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(270)
        self._build()
        self.agenda.itemActivated.connect(self._on_chosen)
        self.agenda.itemClicked.connect(self._on_chosen)

    def show_facts(self, facts: PageFacts) -> None:
        """Show which meeting it is and who is there."""
        tbc = self.tr(" (to be confirmed)") if facts.provisional else ""
        self._day.setText(f"{format_date(facts.on)}{tbc}")
        self._place.setText(" · ".join(part for part in (facts.group, facts.place, facts.time) if part))
        here = [entry for entry in facts.attendance if entry.status in _HERE]
        away = [entry for entry in facts.attendance if entry.status is AttendanceStatus.APOLOGIES]
        self._counts.setText(self.tr("PRESENT {0} · APOLOGIES {1}").format(len(here), len(away)))
        named = [
            f"{initials_of(entry.name)} {self.tr('chair')}"
            if "chair" in entry.detail
            else initials_of(entry.name)
            for entry in here
        ]
        more = [f"+{len(named) - _SHOWN}"] if len(named) > _SHOWN else []
        self._names.setText("   ".join([*named[:_SHOWN], *more]))
        self._names.setToolTip("\n".join(entry.name for entry in here))
        self._names.setAccessibleDescription(", ".join(entry.name for entry in here))

    def show_items(self, pieces: Sequence[Piece], current: int) -> None:
        """Show the agenda; `current` is the piece that the cursor is in."""
        headings = [(index, piece) for index, piece in enumerate(pieces) if piece.heading]
        chosen = sum(1 for index, _ in headings if index <= current) - 1
        while self.agenda.count() > len(headings):
            self.agenda.takeItem(self.agenda.count() - 1)
        for row, (_, piece) in enumerate(headings):
            if row >= self.agenda.count():
                self.agenda.addItem(QListWidgetItem())
            item = self.agenda.item(row)
            title = piece.sheet.title if isinstance(piece.sheet, ItemSheet) else self.tr("(no title yet)")
            if item.text() != f"{row + 1}   {title}":
                item.setText(f"{row + 1}   {title}")
            item.setData(Qt.ItemDataRole.UserRole, piece.key)
        if chosen != self.agenda.currentRow():
            self.agenda.setCurrentRow(chosen)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 14, 12, 10)
        self._day = self._label("head")
        self._place = self._label("soft")
        self._counts = self._label("section")
        self._names = named(self._label(""), "names", self.tr("Who is there"))
        self.agenda = named(QListWidget(), "agenda", self.tr("Agenda"))
        self.agenda.setWordWrap(True)
        self.agenda.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column.addWidget(self._day)
        column.addWidget(self._place)
        column.addSpacing(8)
        column.addWidget(self._counts)
        column.addWidget(self._names)
        column.addSpacing(8)
        heading = self._label("section")
        heading.setText(self.tr("AGENDA"))
        column.addWidget(heading)
        column.addWidget(self.agenda, 1)
        hint = self._label("soft")
        hint.setText(self.tr("Ctrl+Enter next item   Alt+↑↓ move"))
        column.addWidget(hint)

    def _label(self, role: str) -> QLabel:
        label = QLabel()
        label.setProperty("role", role)
        label.setWordWrap(True)
        return label

    def _on_chosen(self, item: QListWidgetItem) -> None:
        self.item_chosen.emit(item.data(Qt.ItemDataRole.UserRole))
