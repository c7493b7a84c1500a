"""The versions of minutes that were approved: each as it was, and what differs from another, or from now."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from sop_minutes.domain.approving import Difference, Standing, TextState, standing_words
from sop_minutes.domain.due import format_date
from sop_minutes.domain.text import capitalised
from sop_minutes.domain.words import AUDIENCE_LABELS, SETTLED_STATES
from sop_minutes.queries.approving import (
    ApprovedVersion,
    approved_versions,
    text_standing,
    version_differences,
)
from sop_minutes.queries.standings import standing_of
from sop_minutes.ui.naming import named, told
from sop_minutes.ui.pressing import Dialog
from sop_minutes.ui.safe.reading import RestrictedText
from sop_minutes.ui.workspace import Workspace

_WHOLE = -1
_NOW = 0


class VersionsDialog(Dialog):
    """Every approved version of one meeting's minutes. `correct_wanted` asks for a new one."""

    correct_wanted = Signal()

    def __init__(self, parent: QWidget | None, workspace: Workspace, meeting_id: int, key: str) -> None:
        super().__init__(parent)
        heading = self.tr("Versions of the minutes of {0}").format(key)
        named(self, "versions", heading)
        self.setWindowTitle(heading)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._workspace = workspace
        self._meeting_id = meeting_id
        self._versions: Sequence[ApprovedVersion] = workspace.read(approved_versions, meeting_id)
        self._build()
        self._fill()
        self._connect()
        self.refresh()
        for part in (self.tree, self.facts, self._question, self.other, self._hint):
            part.setVisible(bool(self._versions))
        (self.tree if self._versions else self.text).setFocus()

    def refresh(self) -> None:
        """Show the chosen version, or what differs between it and what it is compared with."""
        version = self._version()
        self.facts.setText(self._facts(version) if version else "")
        if version is None:
            self.text.setPlainText(self.tr("These minutes were never approved."))
            return
        other = self.other.currentData()
        if other == _WHOLE:
            self.text.setPlainText(version.note.rstrip("\n"))
            return
        first, second = sorted((version.number, other)) if other else (version.number, None)
        found = self._workspace.read(version_differences, self._meeting_id, first, second)
        self.text.setPlainText(_difference_words(found) or self.tr("Nothing differs."))

    def _version(self) -> ApprovedVersion | None:
        row = self.tree.currentIndex().row()
        return self._versions[row] if 0 <= row < len(self._versions) else None

    def _facts(self, version: ApprovedVersion) -> str:
        """Return all that is known of a version."""
        said = self._corrections(version)
        parts = (
            self.tr("Why: {0}").format(version.reason) if version.reason else "",
            self.tr("Corrections: {0}").format(said) if said else "",
            self.tr("SHA-256: {0}").format(version.digest),
        )
        return "\n".join(part for part in parts if part)

    def _corrections(self, version: ApprovedVersion) -> str:
        return "; ".join(f"{AUDIENCE_LABELS[each.audience]}{each.text}" for each in version.corrections)

    def _fill(self) -> None:
        for version in self._versions:
            why = version.reason or self._corrections(version)
            cells = [str(version.number), format_date(version.on), version.at, why, version.digest[:12]]
            QTreeWidgetItem(self.tree, cells)
            words = self.tr("with version {0}").format(version.number)
            self.other.addItem(words, version.number)
        if len(self._versions) > 1:  # of the last one, what it changed
            self.other.setCurrentIndex(self.other.findData(self._versions[-2].number))
        self.tree.setCurrentIndex(self.tree.model().index(len(self._versions) - 1, 0))
        standing: Standing = self._workspace.read(standing_of, self._meeting_id)
        state: TextState | None = self._workspace.read(text_standing, self._meeting_id)
        words = capitalised(standing_words(standing))
        now = self.tr("what the note says now is {0}").format(state) if state else ""
        self.standing.setText("; ".join(part for part in (words, now) if part) + ".")
        self.correct.setVisible(standing.state in SETTLED_STATES)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        self.standing = told(QLabel(), "versions-standing", self.tr("How it stands with the minutes"))
        self.standing.setWordWrap(True)
        self.tree = named(QTreeWidget(), "versions-list", self.tr("Versions"))
        self.tree.setProperty("role", "paper")
        headings = ("Version", "Approved", "At", "Why, or with which corrections", "SHA-256")
        self.tree.setHeaderLabels([self.tr(heading) for heading in headings])
        self.tree.setRootIsDecorated(False)
        self.tree.setUniformRowHeights(True)
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        self.facts = told(QLabel(), "versions-facts", self.tr("The chosen version"))
        self.facts.setTextFormat(Qt.TextFormat.PlainText)
        self.facts.setWordWrap(True)
        self.text = RestrictedText("versions-text", self.tr("What differs, or the whole text"))
        column.addWidget(self.standing)
        column.addWidget(self.tree, 1)
        column.addWidget(self.facts)
        column.addLayout(self._build_question())
        column.addWidget(self.text, 2)
        column.addLayout(self._build_buttons())
        self.resize(900, 640)

    def _build_question(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.other = named(QComboBox(), "versions-other", self.tr("Compared with"))
        self.other.addItem(self.tr("with what the note says now"), _NOW)
        self.other.addItem(self.tr("with nothing: the whole text"), _WHOLE)
        self._question = QLabel(self.tr("&Compare the chosen version"))
        self._question.setBuddy(self.other)
        row.addWidget(self._question)
        row.addWidget(self.other)
        row.addStretch(1)
        return row

    def _build_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self._hint = QLabel(self.tr("↑↓ another version · Esc closes"))
        self._hint.setProperty("role", "soft")
        self.correct = named(
            QPushButton(self.tr("Correct (new &version)…")),
            "versions-correct",
            self.tr("Correct as a new version"),
        )
        close = named(QPushButton(self.tr("Close")), "versions-close", self.tr("Close"))
        for button in (self.correct, close):
            button.setAutoDefault(False)
        close.clicked.connect(self.reject)
        row.addWidget(self._hint)
        row.addStretch(1)
        row.addWidget(self.correct)
        row.addWidget(close)
        return row

    def _connect(self) -> None:
        self.tree.currentItemChanged.connect(self.refresh)
        self.other.currentIndexChanged.connect(self.refresh)
        self.correct.clicked.connect(self._correct)

    def _correct(self) -> None:
        self.accept()
        self.correct_wanted.emit()


def _difference_words(found: Sequence[Difference]) -> str:
    lines = []
    for each in found:
        lines += [f"− {each.before}"] * bool(each.before) + [f"+ {each.after}"] * bool(each.after)
    return "\n".join(lines)
