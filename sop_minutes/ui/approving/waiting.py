"""What came back of minutes and nobody has decided on, said before they are approved without it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from sop_minutes.queries.returned_copies import CopyRow
from sop_minutes.queries.returned_story import still_waiting
from sop_minutes.ui.naming import named, told


class WaitingCopies(QWidget):
    """How many changes of returned copies wait, whose they are, and a way to them; hidden where none do."""

    go_wanted = Signal()

    def __init__(self, copies: Sequence[CopyRow]) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        said = told(QLabel(), "approve-waiting", self.tr("What still waits"))
        said.setProperty("role", "complaint")
        said.setText(self.tr("{0}: none of that is approved.").format(still_waiting(copies)))
        said.setWordWrap(True)
        label = self.tr("&Go through them first")
        go = named(QPushButton(label), "approve-returned", label.replace("&", ""))
        go.setAutoDefault(False)
        go.clicked.connect(self.go_wanted)
        row.addWidget(said, 1)
        row.addWidget(go)
        self.setVisible(bool(copies))
