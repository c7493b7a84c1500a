"""Before something is released: exactly what others will read from then on."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from sop_minutes.domain.words import Audience
from sop_minutes.queries.releasing import SeenLine
from sop_minutes.ui.naming import named
from sop_minutes.ui.pressing import Dialog
from sop_minutes.ui.whole import WholeList


class ReleaseDialog(Dialog):
    """Lists every line that becomes seen, and where. `confirmed` follows a yes."""

    confirmed = Signal()

    def __init__(self, parent: QWidget, seen: Sequence[SeenLine], to: Audience) -> None:
        super().__init__(parent)
        public = to is Audience.PUBLIC
        heading = self.tr("Release to the public") if public else self.tr("Release to members")
        named(self, "release", heading)
        self.setWindowTitle(heading)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._build(seen, public=public)
        self._release.setFocus()

    def _build(self, seen: Sequence[SeenLine], *, public: bool) -> None:
        column = QVBoxLayout(self)
        title = QLabel(
            self.tr("The public will read from now on:")
            if public
            else self.tr("Members will read from now on; the public will not:")
        )
        title.setProperty("role", "head")
        self.seen = named(WholeList(), "release-seen", title.text())
        for line in seen:
            self.seen.addItem(f"{line.text}\n{line.meeting or self.tr('in the register of actions')}")
        if not seen:
            self.seen.addItem(self.tr("Nothing that cannot be read now: it says the same as another line."))
        column.addWidget(title)
        column.addWidget(self.seen, 1)
        column.addLayout(self._build_buttons(public=public))
        self.resize(680, 360)

    def _build_buttons(self, *, public: bool) -> QHBoxLayout:
        row = QHBoxLayout()
        hint = QLabel(self.tr("Enter releases · Esc leaves it as it is"))
        hint.setProperty("role", "soft")
        label = self.tr("Release to the &public") if public else self.tr("Release to &members")
        self._release = named(QPushButton(label), "release-do", label.replace("&", ""))
        self._release.setDefault(True)
        cancel = named(QPushButton(self.tr("Cancel")), "release-cancel", self.tr("Cancel"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        self._release.clicked.connect(self.accept)
        self.accepted.connect(self.confirmed)
        row.addWidget(hint)
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(self._release)
        return row
