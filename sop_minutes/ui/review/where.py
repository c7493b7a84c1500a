"""Asking where it is written what is said in a review while its meeting is not at hand."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from sop_minutes.domain.due import format_date
from sop_minutes.domain.words import NOT_HELD_STATES
from sop_minutes.queries.reviewing import Review
from sop_minutes.ui.naming import named


class WhereDialog(QMessageBox):
    """Says when the meeting is, or was. `chosen` is True for its note, else the register alone."""

    chosen = Signal(bool)

    def __init__(self, parent: QWidget, review: Review, today: date) -> None:
        super().__init__(parent)
        day = format_date(review.on)
        named(self, "review-where", self.tr("Review outside the meeting"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.accessibleName())
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(self._when(review, today).format(review.group, day))
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

    def _when(self, review: Review, today: date) -> str:
        if review.on > today:
            return self.tr("{0} meets on {1}, which is yet to come.")
        if review.state in NOT_HELD_STATES:
            return self.tr("{0} was to meet on {1}, and nothing is written of that yet.")
        return self.tr("{0} has no meeting to come in the diary; its note of {1} is not approved yet.")
