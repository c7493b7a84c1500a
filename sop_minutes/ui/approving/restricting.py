"""Asking why something is not public, and when that is to be looked at again."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialogButtonBox, QFormLayout, QLabel, QLineEdit, QWidget

from sop_minutes.domain.due import format_date, read_due
from sop_minutes.domain.words import DuePrecision, seen_by
from sop_minutes.queries.releasing import NarrowRow
from sop_minutes.ui.naming import named, told
from sop_minutes.ui.pressing import Dialog


class Restriction(NamedTuple):
    """Why something is not public, and when that is looked at again; None for no date."""

    reason: str
    review_on: date | None


class RestrictDialog(Dialog):
    """A line for the reason, one for the date, read as due dates are. `answered` gives both.

    With `date_only` what is asked is another date, and the reasons stay.
    """

    answered = Signal(object)

    def __init__(
        self,
        parent: QWidget | None,
        rows: Sequence[NarrowRow],
        today: date,
        diary: Sequence[date] = (),
        *,
        date_only: bool = False,
    ) -> None:
        super().__init__(parent)
        one = self.tr("Put the review off") if date_only else self.tr("Why it is not public")
        many = self.tr("Put {0} reviews off") if date_only else self.tr("Why these {0} are not public")
        heading = one if len(rows) == 1 else many.format(len(rows))
        named(self, "restrict", heading)
        self.setWindowTitle(heading)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._today = today
        self._diary = tuple(diary)
        self._date_only = date_only
        self._build(rows)
        self._connect()
        self.refresh()
        (self.review if date_only else self.reason).setFocus()

    def refresh(self) -> None:
        """Say how the date is understood."""
        on, typed = self._review_on(), self.review.text().strip()
        if not typed:
            words = "" if self._date_only else self.tr("Without a date it is listed as not explained.")
        elif on is None:
            words = self.tr("That is no date that can be read.")
        else:
            soon = self.tr(": it is due for release at once") if on <= self._today else ""
            words = f"{on:%A} {format_date(on)}{soon}"
        self.understood.setText(words)
        has_date = on is not None or (not typed and not self._date_only)
        self._ok.setEnabled(has_date and (self._date_only or bool(self.reason.text().strip())))

    def _review_on(self) -> date | None:
        typed = self.review.text().strip()
        due = read_due(typed, self._today, self._diary)
        return due.on if typed and due.precision is not DuePrecision.NONE else None

    def _build(self, rows: Sequence[NarrowRow]) -> None:
        form = QFormLayout(self)
        what = told(QLabel(), "restrict-what", self.tr("What is restricted"))
        shown = "\n".join(f"{row.text} ({seen_by(row.audience)})" for row in rows[:_MOST])
        more = self.tr("\nand {0} more").format(len(rows) - _MOST) if len(rows) > _MOST else ""
        what.setText(shown + more)
        what.setTextFormat(Qt.TextFormat.PlainText)
        what.setWordWrap(True)
        reasons, days = {row.reason for row in rows}, {row.review_on for row in rows}
        day = days.pop() if len(days) == 1 else None
        self.reason = named(QLineEdit(reasons.pop() if len(reasons) == 1 else ""), "reason", self.tr("Why"))
        self.reason.setPlaceholderText(self.tr("A review is under way; personal data…"))
        self.reason.setMinimumWidth(440)
        typed = format_date(day) if day and not self._date_only else ""
        self.review = named(QLineEdit(typed), "review", self.tr("Look at it again on"))
        self.review.setPlaceholderText(self.tr("1 May 2018, in six months, next meeting…"))
        self.review.setMinimumWidth(440)
        self.understood = told(QLabel(), "restrict-understood", self.tr("Understood as"))
        self.understood.setProperty("role", "soft")
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self._ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
        for button in buttons.buttons():
            words = button.text().replace("&", "")
            named(button, f"restrict-{words.casefold()}", words)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        form.addRow(what)
        if not self._date_only:
            form.addRow(self.tr("&Why"), self.reason)
        form.addRow(self.tr("&Look at it again on"), self.review)
        form.addRow("", self.understood)
        form.addRow(buttons)

    def _connect(self) -> None:
        self.reason.textChanged.connect(self.refresh)
        self.review.textChanged.connect(self.refresh)
        self.accepted.connect(self._answer)

    def _answer(self) -> None:
        self.answered.emit(Restriction(self.reason.text(), self._review_on()))


_MOST = 6
