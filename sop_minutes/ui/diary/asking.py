"""Asking for a day in one line, read as it is typed."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from sop_minutes.domain.due import format_date, read_due
from sop_minutes.domain.words import DuePrecision
from sop_minutes.ui.naming import named, told

_TBC = ("(tbc)", "tbc")


@dataclass(frozen=True)
class DayAsked:
    """A day, and whether it is still to be confirmed."""

    on: date
    tbc: bool


def read_day(text: str, said_on: date) -> DayAsked | None:
    """Return the day that `text` says, as on the day `said_on`; None if it says none."""
    said = text.strip()
    ending = next((word for word in _TBC if said.lower().endswith(word)), "")
    due = read_due(said[: len(said) - len(ending)].strip(), said_on)
    if due.on is None or due.precision is not DuePrecision.DAY:
        return None
    return DayAsked(due.on, bool(ending))


class DayDialog(QDialog):
    """One line for a day, and under it the day that was understood. `answered` gives it."""

    answered = Signal(object)

    def __init__(self, parent: QWidget, title: str, said_on: date) -> None:
        super().__init__(parent)
        named(self, "ask-day", title)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._said_on = said_on
        self.asked: DayAsked | None = None
        column = QVBoxLayout(self)
        column.addWidget(QLabel(title))
        self.line = named(QLineEdit(), "day", self.tr("Day"))
        self.line.setPlaceholderText(self.tr("14 February 2018, Wednesday, 14/2 tbc…"))
        self.line.setMinimumWidth(360)
        self.understood = told(QLabel(), "understood", self.tr("Understood as"))
        self._buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        column.addWidget(self.line)
        column.addWidget(self.understood)
        column.addWidget(self._buttons)
        self.line.textChanged.connect(self.refresh)
        self._buttons.accepted.connect(self.accept)
        self.accepted.connect(lambda: self.answered.emit(self.asked))
        self._buttons.rejected.connect(self.reject)
        self.refresh()

    def refresh(self) -> None:
        """Say which day is understood."""
        text = self.line.text()
        self.asked = read_day(text, self._said_on) if text.strip() else None
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(self.asked is not None)
        if self.asked is not None:
            tbc = self.tr(", to be confirmed") if self.asked.tbc else ""
            self.understood.setText(f"{self.asked.on:%A} {format_date(self.asked.on)}{tbc}")
        else:
            self.understood.setText(self.tr("That is no day yet.") if text.strip() else " ")
