"""Asking for a day in one line, read as it is typed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from sop_minutes.domain.due import format_date, read_due
from sop_minutes.domain.sheets import GroupRow
from sop_minutes.domain.words import DuePrecision
from sop_minutes.ui.naming import Words, named, told
from sop_minutes.ui.pressing import Dialog

_TBC = re.compile(r"(?:^|[\s,]+)\(?tbc\)?(?=[\s,]|$)", re.IGNORECASE)
_LOOSE_AM = re.compile(r"(?<=\d)\s+(?=[ap]\.?m\b)", re.IGNORECASE)
_CLOCK = r"(?:\d{1,2}[:.]\d{2}(?:[ap]\.?m\.?)?|\d{1,2}[ap]\.?m\.?|noon|midday)"
_OF_A_TIME = re.compile(r"\d{1,2}:\d{2}|\d{1,2}[ap]\.?m\b|(?:at|noon|midday)$", re.IGNORECASE)
_TIME = re.compile(rf"(?:at\s+)?({_CLOCK}(?:\s*(?:-|–|to|until)\s*{_CLOCK})?)(?=[\s,;]|$)", re.IGNORECASE)
_PLACE = re.compile(r"^(?:[\s,;]*(?:\b(?:at|in)\s)?)|[\s,;]+$", re.IGNORECASE)


@dataclass(frozen=True)
class DayAsked:
    """A day, whether it is still to be confirmed, and what is said of when and where.

    `group_id` is that of the group that meets, where one was asked for.
    """

    on: date
    tbc: bool
    time: str = ""
    place: str = ""
    group_id: int | None = None


def read_day(text: str, said_on: date) -> DayAsked | None:
    """Return the day that `text` begins with, as on the day `said_on`; None if it says none.

    A time and a place may follow: "14 February tbc 10:00 to 12:00 County Hall".
    """
    said, tbc = _TBC.subn(" ", text)
    words = _LOOSE_AM.sub("", said).split()
    until = next((number for number, word in enumerate(words) if _OF_A_TIME.match(word)), len(words))
    for many in range(until, 0, -1):
        due = read_due(" ".join(words[:many]).rstrip(",;"), said_on)
        if due.on is not None and due.precision is DuePrecision.DAY:
            rest = " ".join(words[many:])
            time = _TIME.match(rest)
            place = _PLACE.sub("", rest[time.end() :] if time else rest)
            return DayAsked(due.on, bool(tbc), time[1] if time else "", place)
    return None


class DayDialog(Dialog):
    """One line for a day, and under it what was understood. `answered` gives it.

    With `groups`, it asks too which of them meets.
    """

    answered = Signal(object)

    def __init__(
        self,
        parent: QWidget,
        title: str,
        said_on: date,
        groups: Sequence[GroupRow] = (),
        group_id: int | None = None,
    ) -> None:
        """`group_id` is that of the group that is chosen at first."""
        super().__init__(parent)
        named(self, "ask-day", title)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._said_on = said_on
        self._asked: DayAsked | None = None
        self._build(title, groups, group_id)
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Say which day is understood, when and where."""
        text = self.line.text()
        self._asked = read_day(text, self._said_on) if text.strip() else None
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(self._asked is not None)
        if self._asked is None:
            self.understood.setText(self.tr("That is no day yet.") if text.strip() else " ")
            return
        asked = self._asked
        tbc = self.tr("to be confirmed") if asked.tbc else ""
        parts = (f"{asked.on:%A} {format_date(asked.on)}", tbc, asked.time, asked.place)
        self.understood.setText(" · ".join(part for part in parts if part))

    def _build(self, title: str, groups: Sequence[GroupRow], group_id: int | None) -> None:
        column = QVBoxLayout(self)
        column.addWidget(Words(title))
        self.line = named(QLineEdit(), "day", self.tr("Day, time and place"))
        self.line.setPlaceholderText(self.tr("14 February 2018, Wednesday, 14/2 tbc 10:00 County Hall…"))
        self.line.setMinimumWidth(420)
        self.understood = told(QLabel(), "understood", self.tr("Understood as"))
        self.understood.setWordWrap(True)
        self._groups = named(QComboBox(), "day-group", self.tr("Group"))
        for group in groups:
            self._groups.addItem(group.name, group.id)
        self._groups.setCurrentIndex(max(0, self._groups.findData(group_id)))
        self._groups.setVisible(bool(groups))
        self._buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        for part in (self.line, self.understood, self._groups, self._buttons):
            column.addWidget(part)

    def _connect(self) -> None:
        self.line.textChanged.connect(self.refresh)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self.accepted.connect(self._answer)

    def _answer(self) -> None:
        if self._asked is not None:
            self.answered.emit(replace(self._asked, group_id=self._groups.currentData()))
