"""Asking for what stands above a note: its title, when and where, its marking."""

from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialogButtonBox, QFormLayout, QLineEdit, QWidget

from sop_minutes.queries.page import PageFacts
from sop_minutes.ui.naming import named
from sop_minutes.ui.pressing import Dialog


class Details(NamedTuple):
    """What stands above a note, as it was typed."""

    title: str
    time: str
    place: str
    marking: str


class DetailsDialog(Dialog):
    """One line for each of a meeting's details. `answered` gives them."""

    answered = Signal(object)

    def __init__(self, parent: QWidget | None, facts: PageFacts) -> None:
        super().__init__(parent)
        heading = self.tr("About {0}").format(facts.key)
        named(self, "details", heading)
        self.setWindowTitle(heading)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        form = QFormLayout(self)
        title = facts.title if facts.title != facts.usual_title else ""
        self._title = self._line(form, self.tr("&Title"), "title", title, facts.usual_title)
        self._time = self._line(form, self.tr("Ti&me"), "time", facts.time, self.tr("10:00 to 12:00"))
        self._place = self._line(form, self.tr("&Place"), "place", facts.place, self.tr("County Hall"))
        self._marking = self._line(
            form, self.tr("Mar&king"), "marking", facts.marking, self.tr("Official, Official-Sensitive")
        )
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        form.addRow(buttons)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.accepted.connect(lambda: self.answered.emit(self._details()))

    def _details(self) -> Details:
        return Details(self._title.text(), self._time.text(), self._place.text(), self._marking.text())

    def _line(self, form: QFormLayout, label: str, name: str, text: str, hint: str) -> QLineEdit:
        line = named(QLineEdit(text), name, label.replace("&", ""))
        line.setPlaceholderText(hint)
        line.setMinimumWidth(420)
        form.addRow(label, line)
        return line
