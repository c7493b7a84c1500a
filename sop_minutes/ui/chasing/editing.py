"""Changing what an answer says before it is taken."""

from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QFormLayout, QLabel, QLineEdit, QWidget

from sop_minutes.domain.due import describe_due, read_due
from sop_minutes.domain.text import capitalised
from sop_minutes.domain.words import ActionStatus, Audience, DuePrecision, narrower
from sop_minutes.queries.replies import ProposalRow
from sop_minutes.ui.naming import named, told

_AUDIENCES = (Audience.PUBLIC, Audience.MEMBERS, Audience.RESTRICTED)
_STATUSES = (None, ActionStatus.OPEN, ActionStatus.IN_PROGRESS, ActionStatus.DONE, ActionStatus.CANCELLED)


class AnswerTyped(NamedTuple):
    """What an answer is to say."""

    status: ActionStatus | None
    due: str
    note: str
    audience: Audience


class AnswerDialog(QDialog):
    """How it stands, a new date, a note. `answered` gives them."""

    answered = Signal(object)

    def __init__(self, parent: QWidget, row: ProposalRow) -> None:
        super().__init__(parent)
        heading = self.tr("Answer on {0}").format(row.ref)
        named(self, "answer", heading)
        self.setWindowTitle(heading)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._said_on = row.received_on
        self._build(row)
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Say how the new date is understood."""
        words = self.due.text().strip()
        due = read_due(words, self._said_on)
        if not words:
            self.understood.setText(self.tr("The date stays as it is."))
        elif due.precision is DuePrecision.NONE:
            self.understood.setText(self.tr("That is no date that can be read."))
        else:
            self.understood.setText(capitalised(describe_due(due)))

    def _build(self, row: ProposalRow) -> None:
        form = QFormLayout(self)
        action = QLabel(f"{row.ref}: {capitalised(row.text)}")
        action.setWordWrap(True)
        self.status = named(QComboBox(), "answer-status", self.tr("How it stands"))
        for status in _STATUSES:
            self.status.addItem(status_words(status) if status else self.tr("As it is"), status)
        self.status.setCurrentIndex(_STATUSES.index(row.status) if row.status in _STATUSES else 0)
        self.due = named(QLineEdit(row.due or ""), "answer-due", self.tr("New date"))
        self.due.setPlaceholderText(self.tr("31 January, next meeting; empty leaves it"))
        self.understood = told(QLabel(), "answer-understood", self.tr("Understood as"))
        self.understood.setProperty("role", "soft")
        self.note = named(QLineEdit(row.note), "answer-note", self.tr("Note"))
        self.note.setMinimumWidth(420)
        self.audience = named(QComboBox(), "answer-audience", self.tr("Who may see it"))
        for audience in _AUDIENCES:
            # It is never wider than its action.
            if narrower(audience, row.action_audience) is audience:
                self.audience.addItem(audience_words(audience), audience)
        self.audience.setCurrentIndex(self.audience.findData(row.audience))
        self._buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        form.addRow(action)
        form.addRow(self.tr("How it &stands"), self.status)
        form.addRow(self.tr("New &date"), self.due)
        form.addRow("", self.understood)
        form.addRow(self.tr("&Note"), self.note)
        form.addRow(self.tr("&Who may see it"), self.audience)
        form.addRow(self._buttons)

    def _connect(self) -> None:
        self.due.textChanged.connect(self.refresh)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self.accepted.connect(self._answer)

    def _answer(self) -> None:
        status = _STATUSES[self.status.currentIndex()]
        self.answered.emit(
            AnswerTyped(status, self.due.text(), self.note.text(), self.audience.currentData())
        )


def audience_words(audience: Audience) -> str:
    """Return for whom something is."""
    return {Audience.PUBLIC: "For everybody", Audience.MEMBERS: "For members"}.get(audience, "Restricted")


def status_words(status: ActionStatus) -> str:
    """Return what an owner calls a status."""
    return "Not started" if status is ActionStatus.OPEN else capitalised(str(status))
