"""What stands in the dialog that publishes: what will be in the folder, what will not, and the folder."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from sop_minutes.ui.bars import ElidedButton
from sop_minutes.ui.naming import Words, named, told
from sop_minutes.ui.pressing import Dialog
from sop_minutes.ui.whole import WholeList


class PublishFrame(Dialog):
    """The parts of the dialog, without what they show and do."""

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.addWidget(self._build_question())
        column.addWidget(self._build_taking_down())
        grid = QGridLayout()
        self.notes = self._list("publish-notes", self.tr("In the folder"))
        self.left_out = self._list("publish-left-out", self.tr("Left out, and why"))
        self.cautions = self._list("publish-cautions", self.tr("To be looked at first"))
        self._count_in, self._count_out, self._look_at = (self._section() for _ in range(3))
        grid.addWidget(self._count_in, 0, 0)
        grid.addWidget(self.notes, 1, 0, 3, 1)
        grid.addWidget(self._count_out, 0, 1)
        grid.addWidget(self.left_out, 1, 1)
        grid.addWidget(self._look_at, 2, 1)
        grid.addWidget(self.cautions, 3, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        column.addLayout(grid, 1)
        column.addLayout(self._build_folder())
        self.outcome = told(QLabel(), "publish-outcome", self.tr("What came of it"))
        self.outcome.setTextFormat(Qt.TextFormat.PlainText)
        self.outcome.setWordWrap(True)
        column.addWidget(self.outcome)
        column.addLayout(self._build_buttons())
        self.resize(940, 560)

    def _build_question(self) -> QWidget:
        words = self.tr("Also minutes that are not approved, each page marked as a &draft")
        self.drafts = named(QCheckBox(words), "publish-drafts", words.replace("&", ""))
        return self.drafts

    def _build_taking_down(self) -> QWidget:
        words = self.tr("&Take down what is being corrected, until it is approved again")
        self.take_down = named(QCheckBox(words), "publish-take-down", words.replace("&", ""))
        self.take_down.hide()
        return self.take_down

    def _build_folder(self) -> QHBoxLayout:
        row = QHBoxLayout()
        label = QLabel(self.tr("&Folder to be uploaded"))
        self._choose = named(ElidedButton(), "publish-choose", self.tr("Folder to be uploaded"))
        self._choose.setAutoDefault(False)
        self._choose.setProperty("role", "place")
        label.setBuddy(self._choose)
        row.addWidget(label)
        row.addWidget(self._choose, 1)
        return row

    def _build_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        hint = QLabel(self.tr("Ctrl+Enter publishes · Esc closes"))
        hint.setProperty("role", "soft")
        self._publish = named(QPushButton(self.tr("&Publish")), "publish-do", self.tr("Publish"))
        self._open = named(
            QPushButton(self.tr("&Open the folder")), "publish-open", self.tr("Open the folder")
        )
        for button in (self._open, self._publish):
            button.setAutoDefault(False)
        row.addWidget(hint)
        row.addStretch(1)
        row.addWidget(self._open)
        row.addWidget(self._publish)
        return row

    def _list(self, name: str, spoken: str) -> QListWidget:
        return named(WholeList(), name, spoken)

    def _section(self) -> QLabel:
        label = Words()
        label.setProperty("role", "section")
        return label
