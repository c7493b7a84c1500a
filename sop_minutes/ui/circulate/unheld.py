"""What stands in place of the pages where there are none."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from sop_minutes.domain.due import format_date
from sop_minutes.queries.invitations import InvitationRow
from sop_minutes.queries.page import PageFacts
from sop_minutes.ui.circulate.links import wrapped
from sop_minutes.ui.flow import FlowRow
from sop_minutes.ui.naming import named


class NoNote(QFrame):
    """Why there are no pages; before a meeting, what can go out instead."""

    invitation_wanted = Signal()
    calling_off_wanted = Signal()
    agenda_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "no-note", self.tr("No note"))
        self._build()

    @property
    def first(self) -> QPushButton:
        """What the focus comes to."""
        return self.buttons[0]

    def show_facts(self, facts: PageFacts | None, made: Sequence[InvitationRow]) -> None:
        """Show a meeting that has no note yet, None where no meeting is open; and what was `made` for it."""
        self.row.setVisible(facts is not None)
        if facts is None:
            self.heading.setText(self.tr("No meeting is open"))
            self.words.setText(self.tr("Open one in the diary: its note goes out from here."))
            return
        tbc = self.tr(" (to be confirmed)") if facts.provisional else ""
        self.heading.setText(f"{facts.group}, {format_date(facts.on)}{tbc}")
        where = ", ".join(filter(None, (facts.time, facts.place))) or self.tr("No time or place is known.")
        no_note = self.tr("That meeting has no note yet. {0}").format(self._invited(made))
        before = self.tr("What goes out before it:")
        self.words.setText("\n".join((where, "", no_note, before)))

    def say_wrong(self, why: str) -> None:
        """Say why a note cannot go out."""
        self.row.hide()
        self.heading.setText(self.tr("This note cannot go out"))
        self.words.setText(why)

    def _invited(self, made: Sequence[InvitationRow]) -> str:
        """Return how often the meeting was invited to, and that the next file is an update."""
        if not made:
            return self.tr("No invitation was made yet.")
        on = format_date(made[-1].at.astimezone().date())
        if made[-1].cancelled:
            return self.tr("It was said on {0} that it is called off.").format(on)
        return self.tr("The last invitation was made on {0}; another one updates it.").format(on)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(48, 48, 48, 48)
        column.setSpacing(12)
        self.heading, self.words = wrapped("", "head", "no-note-head"), wrapped("", "", "no-note-words")
        self.row = FlowRow()
        self.buttons: list[QPushButton] = []
        for name, label, wanted in (
            ("make-invitation", self.tr("&Invitation…"), self.invitation_wanted),
            ("call-off", self.tr("Call it &off…"), self.calling_off_wanted),
            ("make-agenda", self.tr("A&genda pack…"), self.agenda_wanted),
        ):
            button = named(QPushButton(label), name, label.replace("&", "").rstrip("…"))
            button.clicked.connect(wanted)
            self.row.add(button)
            self.buttons.append(button)
        for widget in (self.heading, self.words, self.row):
            column.addWidget(widget)
        column.addStretch(1)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
