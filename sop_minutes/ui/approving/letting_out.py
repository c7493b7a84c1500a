"""Before something is let out: exactly what others will read, and whether to go on."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from sop_minutes.domain.words import Audience
from sop_minutes.queries.releasing import SeenLine
from sop_minutes.ui.naming import Words, named
from sop_minutes.ui.pressing import Dialog
from sop_minutes.ui.whole import WholeList


class _LettingOutDialog(Dialog):
    """Lists lines, and asks whether to go on. `confirmed` follows a yes."""

    confirmed = Signal()

    def __init__(self, parent: QWidget, name: str, heading: str) -> None:
        super().__init__(parent)
        named(self, name, heading)
        self.setWindowTitle(heading)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._name = name

    def _build(self, head: str, lines: Sequence[str], hint: str, go: str) -> None:
        column = QVBoxLayout(self)
        title = Words(head)
        title.setProperty("role", "head")
        title.setWordWrap(True)
        self.seen = named(WholeList(), f"{self._name}-seen", head)
        self.seen.addItems(list(lines))
        column.addWidget(title)
        column.addWidget(self.seen, 1)
        column.addLayout(self._build_buttons(hint, go))
        self.resize(680, 360)

    def _build_buttons(self, hint: str, go: str) -> QHBoxLayout:
        row = QHBoxLayout()
        soft = Words(hint)
        soft.setProperty("role", "soft")
        self._go = named(QPushButton(go), f"{self._name}-do", go.replace("&", ""))
        self._cancel = named(QPushButton(self.tr("Cancel")), f"{self._name}-cancel", self.tr("Cancel"))
        for button in (self._go, self._cancel):
            button.setAutoDefault(False)
        self._cancel.clicked.connect(self.reject)
        self._go.clicked.connect(self.accept)
        self.accepted.connect(self.confirmed)
        row.addWidget(soft)
        row.addStretch(1)
        row.addWidget(self._cancel)
        row.addWidget(self._go)
        return row


class ReleaseDialog(_LettingOutDialog):
    """Lists every line that becomes seen, and where."""

    def __init__(self, parent: QWidget, seen: Sequence[SeenLine], to: Audience) -> None:
        public = to is Audience.PUBLIC
        super().__init__(
            parent, "release", self.tr("Release to the public") if public else self.tr("Release to members")
        )
        nowhere = self.tr("in the register of actions")
        lines = [f"{line.text}\n{line.meeting or nowhere}" for line in seen]
        nothing = self.tr("Nothing that cannot be read now: it says the same as another line.")
        self._build(
            self.tr("The public will read from now on:")
            if public
            else self.tr("Members will read from now on; the public will not:"),
            lines or [nothing],
            self.tr("Enter releases · Esc leaves it as it is"),
            self.tr("Release to the &public") if public else self.tr("Release to &members"),
        )
        self._go.setDefault(True)
        self._go.setFocus()


class NamesDialog(_LettingOutDialog):
    """Lists where notes name somebody who is to be published by their role; Enter does not go on."""

    def __init__(self, parent: QWidget, places: Sequence[str]) -> None:
        super().__init__(parent, "publish-names", self.tr("Publish with these names?"))
        self._build(
            self.tr("Named, though to be published as their role; a web site cannot be called back:"),
            places,
            self.tr("Esc publishes nothing"),
            self.tr("&Publish with these names"),
        )
        self._cancel.setFocus()
