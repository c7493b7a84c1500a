"""A line of the side column, and the link that leads on from it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from sop_minutes.ui.bars import ElidedButton
from sop_minutes.ui.naming import Words, named

_AROUND = 8
_SIGN = 12


class LinkButton(ElidedButton):
    """A link: a button that looks like one, as long as there is room for."""

    def __init__(self, name: str, words: str = "", spoken: str = "") -> None:
        super().__init__(taken=_AROUND - 30)
        named(self, name)
        self.setProperty("role", "link")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(20)
        self.say(words, spoken)

    def say(self, words: str, spoken: str = "") -> None:
        """Say other words; a screen reader says `spoken`, where that tells more."""
        self.show_words(words)
        self.setAccessibleName(spoken or words)


class SignedLine(QWidget):
    """A sign, a sentence, and under it where it leads to, if anywhere."""

    def __init__(self, sign: str, role: str, words: str, link: LinkButton | None = None) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(0)
        mark = QLabel(sign)
        mark.setProperty("role", role)
        mark.setFixedWidth(_SIGN)
        grid.addWidget(mark, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(wrapped(words), 0, 1)
        if link is not None:
            grid.addWidget(link, 1, 1, Qt.AlignmentFlag.AlignLeft)
        grid.setColumnStretch(1, 1)


def wrapped(words: str = "", role: str = "", name: str = "") -> QLabel:
    """Return a label of plain words in as many lines as they take."""
    label = Words(words)
    label.setObjectName(name)
    label.setWordWrap(True)
    if role:
        label.setProperty("role", role)
    return label
