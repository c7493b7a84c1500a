"""Asking where it is written what is said in a review before the meeting has been held."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from sop_minutes.domain.due import format_date
from sop_minutes.ui.naming import named


class WhereDialog(QMessageBox):
    """Says that the meeting is yet to be held. `chosen` is True for its note, else the register alone."""

    chosen = Signal(bool)

    def __init__(self, parent: QWidget, group: str, on: date) -> None:
        super().__init__(parent)
        day = format_date(on)
        named(self, "review-where", self.tr("Review before the meeting"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.accessibleName())
        self.setText(self.tr("{0} meets on {1}, which is yet to come.").format(group, day))
        self.setInformativeText(
            self.tr("Is what you say now to stand in the note of that meeting, or only in the register?")
        )
        register = self.addButton(self.tr("Only the &register, today"), QMessageBox.ButtonRole.AcceptRole)
        named(register, "review-register", self.tr("Only the register, today"))
        register.clicked.connect(lambda: self.chosen.emit(False))
        label = self.tr("The &note of {0}").format(day)
        note = self.addButton(label, QMessageBox.ButtonRole.AcceptRole)
        named(note, "review-note", label.replace("&", ""))
        note.clicked.connect(lambda: self.chosen.emit(True))
        cancel = self.addButton(QMessageBox.StandardButton.Cancel)
        named(cancel, "review-cancel", self.tr("Cancel"))
        self.setDefaultButton(register)
        self.setEscapeButton(cancel)
