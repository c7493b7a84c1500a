"""The page that is shown while a database is written anew: it is open nowhere then."""

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from sop_minutes.ui.circulate.links import wrapped
from sop_minutes.ui.naming import named, told


class WorkingPage(QWidget):
    """Says what is being done."""

    def __init__(self, words: str) -> None:
        super().__init__()
        named(self, "working", words)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        row = QHBoxLayout()
        row.addStretch(1)
        column = QVBoxLayout()
        column.addWidget(told(wrapped(words, "title"), "working-said", self.tr("What is being done")))
        bar = named(QProgressBar(), "working-bar", words)
        bar.setRange(0, 0)
        column.addWidget(bar)
        row.addLayout(column, 3)
        row.addStretch(1)
        outer.addLayout(row)
        outer.addStretch(3)
