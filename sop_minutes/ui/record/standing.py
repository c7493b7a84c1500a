"""Above the note: how it stands with the minutes once they have gone out, and what can be done about it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from sop_minutes.domain.approving import Standing, TextState, standing_words
from sop_minutes.domain.due import format_date
from sop_minutes.domain.text import capitalised
from sop_minutes.domain.words import SETTLED_STATES, MeetingState
from sop_minutes.queries.approving import approved_versions, text_standing
from sop_minutes.ui.lookup import Lookup
from sop_minutes.ui.naming import named, told
from sop_minutes.ui.workspace import Workspace

PAUSE = 200
"""Milliseconds without a change after which the text is compared with what was approved."""


class StandingBand(QFrame):
    """Says that minutes are circulated, approved or being corrected; nothing of a note that is not out yet.

    Its verbs are given by signals, and are commands of the window too.
    """

    approve_wanted = Signal()
    correct_wanted = Signal()
    versions_wanted = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "standing", self.tr("How it stands with the minutes"))
        self._workspace = workspace
        self._meeting_id = 0
        self._standing: Standing | None = None
        self._text: Lookup[TextState | None] = Lookup(
            workspace, text_standing, self._show_text, self, pause=PAUSE
        )
        self._build()
        self._connect()

    def show_standing(self, meeting_id: int, standing: Standing | None) -> None:
        """Show how it stands with a meeting's minutes, nothing for None."""
        self._meeting_id, self._standing = meeting_id, standing
        state = standing.state if standing else None
        settled, corrected = state in SETTLED_STATES, bool(standing and standing.correcting)
        self.approve.setVisible(state is MeetingState.CIRCULATED or corrected)
        self.correct.setVisible(settled)
        self.versions.setVisible(bool(standing and standing.version))
        self.words.setText(self._words(standing) if standing else "")
        self._say("")
        self.setProperty("kind", "settled" if settled else "open")
        for part in (self, self.words, self.text):
            part.style().polish(part)
        self.setVisible(settled or corrected or state is MeetingState.CIRCULATED)
        self._look()

    def _words(self, standing: Standing) -> str:
        """Return the sentence on how it stands."""
        if standing.correcting:
            words = self.tr("Being corrected, as version {0}: {1}. Version {2} stays until that is approved.")
            return words.format(standing.version + 1, standing.correcting, standing.version)
        if standing.state is MeetingState.CIRCULATED:
            return self.tr("Circulated: a draft until it is approved.")
        if not standing.version or standing.approved_on is None:
            return capitalised(standing_words(standing)) + "."
        versions = self._workspace.read(approved_versions, self._meeting_id)
        on = format_date(standing.approved_on)
        at = versions[-1].at if versions else ""
        words = (
            self.tr("Approved at {0} on {1}, version {2}")
            if at
            else self.tr("Approved{0} on {1}, version {2}")
        )
        said = words.format(at, on, standing.version)
        return f"{said}, published." if standing.state is MeetingState.PUBLISHED else f"{said}."

    def _look(self) -> None:
        """Have it looked up whether the text is still as it was approved, if it is approved at all."""
        self._text.drop()
        if self._standing is not None and self._standing.state in SETTLED_STATES and self._standing.version:
            self._text.want(self._meeting_id)

    def _show_text(self, state: TextState | None) -> None:
        words = {
            TextState.AS_APPROVED: self.tr("The text is as approved."),
            TextState.RELEASED: self.tr("The text is as approved; lines were released since."),
            TextState.CHANGED: self.tr("! The text is not as approved."),
        }
        self._say(words[state] if state else "")

    def _say(self, words: str) -> None:
        self.text.setText(words)
        self.text.setVisible(bool(words))

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 5, 12, 5)
        self.words = told(QLabel(), "standing-words", self.tr("How it stands with the minutes"))
        self.text = told(QLabel(), "standing-text", self.tr("Whether the text is as it was approved"))
        self.approve = named(QPushButton(self.tr("Approve…")), "standing-approve", self.tr("Approve"))
        self.correct = named(
            QPushButton(self.tr("Correct (new version)…")),
            "standing-correct",
            self.tr("Correct as a new version"),
        )
        self.versions = named(QPushButton(self.tr("Versions…")), "standing-versions", self.tr("Versions"))
        self.correct.setToolTip(self.tr("Shift+F4"))
        for label in (self.words, self.text):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        row.addWidget(self.words, 3)
        row.addWidget(self.text, 2)
        for button in (self.approve, self.correct, self.versions):
            row.addWidget(button)
        self.hide()

    def _connect(self) -> None:
        self.approve.clicked.connect(self.approve_wanted)
        self.correct.clicked.connect(self.correct_wanted)
        self.versions.clicked.connect(self.versions_wanted)
        self._workspace.changed.connect(self._look)
        self._workspace.elsewhere.connect(self._look)
