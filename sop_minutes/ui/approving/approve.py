"""Approving minutes: at which meeting, with which corrections, and what has changed since they went out."""

from datetime import date
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from sop_minutes.commands.approving import approve_minutes
from sop_minutes.domain.approving import approval_lines, read_corrections, shared_words, told_too_widely
from sop_minutes.domain.due import format_date, read_due
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.said_again import Withheld
from sop_minutes.domain.words import AUDIENCE_LABELS
from sop_minutes.queries.approval_plan import ApprovalPlan
from sop_minutes.ui.approving.unseen import UnseenChanges
from sop_minutes.ui.approving.waiting import WaitingCopies
from sop_minutes.ui.naming import Words, named, told
from sop_minutes.ui.pressing import Dialog
from sop_minutes.ui.whole import WholeList
from sop_minutes.ui.workspace import Workspace

_APART = 10


class Begun(NamedTuple):
    """What is asked of an approval, as far as it was answered.

    `at_meeting_id` is 0 for the likeliest meeting, None for another way than at one.
    """

    at_meeting_id: int | None = 0
    day: str = ""
    corrections: str = ""


class ApproveDialog(Dialog):
    """Asks what is to be said of the approval of one meeting's minutes, and approves them.

    `approved` gives what to say of it when that is done; `returned_wanted` what was answered so far, when
    one goes through what came back first.
    """

    approved = Signal(str)
    returned_wanted = Signal(object)

    def __init__(
        self,
        parent: QWidget | None,
        workspace: Workspace,
        plan: ApprovalPlan,
        today: date,
        begun: Begun,
    ) -> None:
        super().__init__(parent)
        row = plan.row
        group = row.key.partition("/")[0]
        heading = self.tr("Approve the minutes of {0} {1}").format(group, format_date(row.on))
        named(self, "approve", heading)
        self.setWindowTitle(heading)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._workspace = workspace
        self._plan = plan
        self._said = Withheld(plan.said)
        self._today = today
        self._build(heading)
        self._connect()
        self._take_up(begun)
        self.refresh()
        self.corrections.setFocus()

    def refresh(self) -> None:
        """Show what will be written of the approval, and whether it can be."""
        outside = self.at.currentData() is None
        self._day_label.setVisible(outside)
        self.day.setVisible(outside)
        said = read_corrections(self.corrections.toPlainText())
        self.lines.clear()
        where = next(
            (format_date(row.on) for row in self._plan.meetings if row.id == self.at.currentData()), ""
        )
        version = self._plan.standing.version + 1
        lines = approval_lines(self._plan.row.on, said, version=version) if not outside else ()
        self._written.setText(
            self.tr("WILL BE WRITTEN IN THE NOTE OF {0}").format(where.upper())
            if where
            else self.tr("NO NOTE WILL SAY SO; THE CORRECTIONS ARE KEPT WITH THE VERSION")
        )
        for line in lines or said:
            self.lines.addItem(f"{AUDIENCE_LABELS[line.audience]}{line.text}")
        wrong = self._wrong()
        doubts = (each.sentence for each in shared_words(said, self._said))
        self.outcome.setText(wrong or "\n".join(doubts))
        self._approve.setEnabled(not wrong)

    def approve(self) -> None:
        """Approve the minutes, or say why not."""
        on = self._day()
        if on is None or self._wrong():
            return
        plan, number = self._plan, self._plan.standing.version + 1
        try:
            self._workspace.do(
                self.tr("Approve {0}").format(plan.row.key),
                approve_minutes,
                plan.row.id,
                on=on,
                today=self._today,
                at_meeting_id=self.at.currentData(),
                corrections=self.corrections.toPlainText(),
            )
        except UserError as error:
            self.outcome.setText(str(error))
            return
        words = self.tr("{0} is approved as version {1}: from now on it is changed only as a new version.")
        self.approved.emit(words.format(plan.row.key, number))
        self.accept()

    def _go_through(self) -> None:
        self.reject()
        self.returned_wanted.emit(
            Begun(self.at.currentData(), self.day.text(), self.corrections.toPlainText())
        )

    def _take_up(self, begun: Begun) -> None:
        """Answer what was answered before, where it can still be so."""
        self.at.setCurrentIndex(max(0, self.at.findData(begun.at_meeting_id)))
        self.day.setText(begun.day)
        self.corrections.setPlainText(begun.corrections)
        self.corrections.moveCursor(QTextCursor.MoveOperation.End)

    def _day(self) -> date | None:
        """Return the day of the approval: that of the meeting, or the one that is typed; None for none."""
        for row in self._plan.meetings:
            if row.id == self.at.currentData():
                return row.on
        typed = self.day.text().strip()
        return read_due(typed, self._today).on if typed else max(self._today, self._plan.row.on)

    def _wrong(self) -> str:
        """Say why the minutes cannot be approved so, "" if they can."""
        on = self._day()
        if on is None:
            return self.tr("That is no day yet.")
        if on < self._plan.row.on:
            return self.tr("Minutes cannot be approved before their meeting.")
        if on > self._today:
            return self.tr("{0} is still to come.").format(format_date(on))
        said = read_corrections(self.corrections.toPlainText())
        needed = told_too_widely(said, self._plan.withheld)
        if needed is None:
            return ""
        words = self.tr("A correction repeats a line that is for fewer readers; begin it with “{0}”.")
        return words.format(AUDIENCE_LABELS[needed].strip())

    def _build(self, heading: str) -> None:
        column = QVBoxLayout(self)
        title = Words(heading)
        title.setProperty("role", "head")
        column.addWidget(title)
        if self._plan.standing.correcting:
            words = self.tr("As version {0}: {1}")
            why = told(Words(), "approve-why", self.tr("Why there is a new version"))
            why.setText(words.format(self._plan.standing.version + 1, self._plan.standing.correcting))
            why.setWordWrap(True)
            column.addWidget(why)
        self._waiting = WaitingCopies(self._plan.returned)
        column.addWidget(self._waiting)
        grid = QGridLayout()
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.setHorizontalSpacing(18)
        grid.addLayout(self._build_question(), 0, 0)
        grid.addWidget(UnseenChanges(self._plan), 0, 1)
        column.addLayout(grid, 1)
        self.outcome = told(QLabel(), "approve-outcome", self.tr("What came of it"))
        self.outcome.setProperty("role", "complaint")
        self.outcome.setWordWrap(True)
        column.addWidget(self.outcome)
        column.addLayout(self._build_buttons())
        self.resize(1000, 600)

    def _build_question(self) -> QVBoxLayout:
        column = QVBoxLayout()
        label = self.tr("At which &meeting")
        self.at = named(QComboBox(), "approve-at", label.replace("&", ""))
        for row in self._plan.meetings:
            words = self.tr("{0} ({1})").format(format_date(row.on), row.state)
            to_come = self.tr("{0} (to come)").format(format_date(row.on))
            self.at.addItem(to_come if row.on > self._today else words, row.id)
        self.at.addItem(self.tr("None: by another way"), None)
        column.addWidget(self._label(label, self.at))
        column.addWidget(self.at)
        self.day = named(QLineEdit(), "approve-day", self.tr("On which day"))
        self.day.setPlaceholderText(format_date(max(self._today, self._plan.row.on)))
        self._day_label = self._label(self.tr("On which &day"), self.day)
        column.addWidget(self._day_label)
        column.addWidget(self.day)
        self.corrections = named(QPlainTextEdit(), "approve-corrections", self.tr("Corrections"))
        self.corrections.setPlaceholderText(
            self.tr("None. One a line; “Members:” or “Restricted:” before one for fewer readers.")
        )
        self.corrections.setTabChangesFocus(True)
        column.addSpacing(_APART)
        column.addWidget(self._label(self.tr("With &corrections, one a line"), self.corrections))
        column.addWidget(self.corrections, 1)
        hint = QLabel(
            self.tr(
                "Corrections are listed, but not made: the minutes go on saying what they say. "
                "Make them there first, and approve the corrected minutes."
            )
        )
        hint.setProperty("role", "soft")
        hint.setWordWrap(True)
        column.addWidget(hint)
        column.addSpacing(_APART)
        self._written = self._section("")
        self._written.setWordWrap(True)
        self.lines = self._list("approve-lines", self.tr("What will be written of the approval"))
        column.addWidget(self._written)
        column.addWidget(self.lines, 1)
        return column

    def _build_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        hint = QLabel(self.tr("Ctrl+Enter approves · Esc closes"))
        hint.setProperty("role", "soft")
        self._approve = named(QPushButton(self.tr("&Approve")), "approve-do", self.tr("Approve"))
        cancel = named(QPushButton(self.tr("Cancel")), "approve-cancel", self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        for button in (self._approve, cancel):
            button.setAutoDefault(False)
        row.addWidget(hint)
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(self._approve)
        return row

    def _connect(self) -> None:
        self.at.currentIndexChanged.connect(self.refresh)
        self.day.textChanged.connect(self.refresh)
        self.corrections.textChanged.connect(self.refresh)
        self._approve.clicked.connect(self.approve)
        self._waiting.go_wanted.connect(self._go_through)
        QShortcut(QKeySequence("Ctrl+Return"), self, self._approve.click)

    def _label(self, words: str, buddy: QWidget) -> QLabel:
        label = QLabel(words)
        label.setBuddy(buddy)
        return label

    def _list(self, name: str, spoken: str) -> QListWidget:
        return named(WholeList(), name, spoken)

    def _section(self, words: str) -> QLabel:
        label = QLabel(words)
        label.setProperty("role", "section")
        return label
