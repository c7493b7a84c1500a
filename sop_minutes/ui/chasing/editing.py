"""Changing what an answer says before it is taken."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QDialogButtonBox, QFormLayout, QLabel, QLineEdit, QWidget

from sop_minutes.domain.due import describe_due, format_date, read_due, weekday_of
from sop_minutes.domain.due.past import find_past_days
from sop_minutes.domain.text import capitalised
from sop_minutes.domain.words import ActionStatus, Audience, DuePrecision, narrower
from sop_minutes.queries.replies import ProposalRow
from sop_minutes.ui.naming import Words, named, told
from sop_minutes.ui.pressing import Dialog

_AUDIENCES = (Audience.PUBLIC, Audience.MEMBERS, Audience.RESTRICTED)
_STATUSES = (None, ActionStatus.OPEN, ActionStatus.IN_PROGRESS, ActionStatus.DONE, ActionStatus.CANCELLED)


class AnswerTyped(NamedTuple):
    """What an answer is to say."""

    status: ActionStatus | None
    due: str
    note: str
    audience: Audience
    done_on: date | None


class AnswerDialog(Dialog):
    """How it stands, when it was done, a new date, a note. `answered` gives them.

    `meetings` are those of the action's group. `asks_day` is True where it is not clear when it was done:
    that is asked first.
    """

    answered = Signal(object)

    def __init__(
        self,
        parent: QWidget,
        row: ProposalRow,
        today: date,
        meetings: Sequence[date],
        *,
        asks_day: bool = False,
    ) -> None:
        super().__init__(parent)
        heading = self.tr("Answer on {0}").format(row.ref)
        named(self, "answer", heading)
        self.setWindowTitle(heading)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._meetings = meetings
        self._said_on, self._since, self._today = row.received_on, row.raised_on, today
        self._build(row)
        if asks_day:
            self.done_on.clear()
            self.done_on.setFocus()
        elif row.dated_since is not None:
            self.due.setFocus()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Say how the new date, and the day it was done, are understood."""
        self._show_day()
        words = self.due.text().strip()
        due = read_due(words, self._said_on, self._meetings)
        if not words:
            self.understood.setText(self.tr("The date stays as it is."))
        elif due.precision is DuePrecision.NONE:
            self.understood.setText(self.tr("That is no date that can be read."))
        elif due.on is None:
            self.understood.setText(capitalised(describe_due(due)))
        else:
            self.understood.setText(f"{weekday_of(due.on)} {format_date(due.on)}")

    def day(self) -> date | None:
        """Return the day on which it was done, as it is typed; None if that is none it can have been."""
        days = [day for *_, day in find_past_days(self.done_on.text(), self._today)]
        return days[0] if days and self._since <= days[0] <= self._today else None

    def _show_day(self) -> None:
        is_done = _STATUSES[self.status.currentIndex()] is ActionStatus.DONE
        day = self.day()
        self.done_on.setEnabled(is_done)
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(not is_done or day is not None)
        if not is_done:
            self.understood_day.clear()
        elif day is None:
            since, today = format_date(self._since), format_date(self._today)
            self.understood_day.setText(self.tr("A day from {0} to {1} is wanted.").format(since, today))
        else:
            self.understood_day.setText(f"{weekday_of(day)} {format_date(day)}")

    def _build(self, row: ProposalRow) -> None:
        form = QFormLayout(self)
        action = Words(f"{row.ref}: {capitalised(row.text)}")
        action.setWordWrap(True)
        self.status = named(QComboBox(), "answer-status", self.tr("How it stands"))
        for status in _STATUSES:
            self.status.addItem(status_words(status) if status else self.tr("As it is"), status)
        self.status.setCurrentIndex(_STATUSES.index(row.status) if row.status in _STATUSES else 0)
        self.done_on = named(QLineEdit(), "answer-done-on", self.tr("Day it was done"))
        self.done_on.setText(format_date(row.done.on if row.done else min(row.received_on, self._today)))
        self.done_on.setPlaceholderText(self.tr("3 July, yesterday, last Friday"))
        self.understood_day = told(QLabel(), "answer-understood-day", self.tr("Day understood as"))
        self.understood_day.setProperty("role", "soft")
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
        form.addRow(self.tr("D&one on"), self.done_on)
        form.addRow("", self.understood_day)
        form.addRow(self.tr("New &date"), self.due)
        if row.dated_since is not None:
            words = self.tr("It got another date on {0}, after this answer.")
            since = told(QLabel(), "answer-since", self.tr("Date agreed since"))
            since.setText(words.format(format_date(row.dated_since)))
            form.addRow("", since)
        form.addRow("", self.understood)
        form.addRow(self.tr("&Note"), self.note)
        form.addRow(self.tr("&Who may see it"), self.audience)
        form.addRow(self._buttons)

    def _connect(self) -> None:
        self.due.textChanged.connect(self.refresh)
        self.done_on.textChanged.connect(self.refresh)
        self.status.currentIndexChanged.connect(self.refresh)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self.accepted.connect(self._answer)

    def _answer(self) -> None:
        status = _STATUSES[self.status.currentIndex()]
        day = self.day() if status is ActionStatus.DONE else None
        seen = self.audience.currentData()
        self.answered.emit(AnswerTyped(status, self.due.text(), self.note.text(), seen, day))


def audience_words(audience: Audience) -> str:
    """Return for whom something is."""
    return {Audience.PUBLIC: "For everybody", Audience.MEMBERS: "For members"}.get(audience, "Restricted")


def status_words(status: ActionStatus) -> str:
    """Return what an owner calls a status."""
    return "Not started" if status is ActionStatus.OPEN else capitalised(str(status))
