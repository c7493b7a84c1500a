"""What can be done where a plain file is in the place of an encrypted database."""

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from sop_minutes.ui.circulate.links import wrapped
from sop_minutes.ui.naming import named, told
from sop_minutes.ui.pressing import Dialog


class SwappedDialog(Dialog):
    """Says what is there, and asks. `backups_wanted` or `as_it_is` follows, or neither."""

    backups_wanted = Signal()
    as_it_is = Signal()

    def __init__(self, parent: QWidget, why: str, *, has_backups: bool) -> None:
        super().__init__(parent)
        heading = self.tr("Not the encrypted file")
        named(self, "swapped", heading)
        self.setWindowTitle(heading)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addWidget(told(wrapped(why), "swapped-why", self.tr("What is the matter")))
        more = self.tr(
            "If you put it there yourself, open it as it is: it is not encrypted, and is no longer taken for "
            "a file that is to be. If not, ask who did, and put a backup back."
        )
        column.addWidget(told(wrapped(more, "soft"), "swapped-more", self.tr("What to do")))
        row = QHBoxLayout()
        row.addStretch(1)
        self.backups = self._button(self.tr("&Backups…"), "swapped-backups", self.backups_wanted)
        self.backups.setVisible(has_backups)
        self.open_ = self._button(self.tr("&Open it as it is"), "swapped-open", self.as_it_is)
        close = named(QPushButton(self.tr("Close")), "swapped-close", self.tr("Close"))
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        for button in (self.backups, self.open_, close):
            row.addWidget(button)
        column.addLayout(row)
        self.resize(680, self.sizeHint().height())
        (self.backups if has_backups else close).setFocus()

    def _button(self, words: str, name: str, then: SignalInstance) -> QPushButton:
        button = named(QPushButton(words), name, words.replace("&", ""))
        button.setAutoDefault(False)
        button.clicked.connect(self.accept)
        button.clicked.connect(lambda: then.emit())
        return button
