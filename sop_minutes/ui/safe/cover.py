"""The page that covers the window while it is locked, and says nothing of what is under it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from sop_minutes.keyholding import Guard
from sop_minutes.ui.announcing import announce
from sop_minutes.ui.circulate.links import wrapped
from sop_minutes.ui.naming import named, told
from sop_minutes.ui.safe.asking import SecretLine
from sop_minutes.ui.safe.trying import Attempt


class Cover(QFrame):
    """Asks for what opens the database, unless the keyring gives it. `opened` follows when one may go on."""

    opened = Signal()
    quit_wanted = Signal()

    def __init__(self, guard: Guard | None) -> None:
        """`guard` is of the database that is open, None for none."""
        super().__init__()
        named(self, "cover", self.tr("Locked"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAutoFillBackground(True)
        self._guard = guard
        if guard is not None:
            guard.look()
        self._asks = guard is not None and guard.asks
        self._build()
        self.show_kept(False)
        self._attempt = Attempt(self.secret, self.go)
        self._attempt.opened.connect(self.opened)
        self.secret.entered.connect(self.open, Qt.ConnectionType.QueuedConnection)
        self.go.clicked.connect(self.open)
        self.end.clicked.connect(self.quit_wanted)
        self.setFocusProxy(self.secret if self._asks else self.go)

    def open(self) -> None:
        """Go on, if what is typed opens the database, or nothing is asked."""
        if self._asks and self._guard is not None:
            self._attempt.begin(self._guard.check)
        else:
            self.opened.emit()

    def show_kept(self, is_kept: bool) -> None:
        """Say whether all that was typed is saved."""
        if is_kept:
            kept = self.tr("All that was typed is saved.")
        else:
            kept = self.tr(
                "What was typed last is not saved yet; that is tried again and again. Do not quit."
            )
        self.said.setText(f"{kept} {self._how()}")
        self.said.setProperty("role", "soft" if is_kept else "late")
        self.said.style().polish(self.said)
        self.end.setToolTip(self.tr("Close the window; all is saved") if is_kept else "")

    def tell(self, news: str) -> None:
        """Say what has come meanwhile, and have it read out."""
        self.news.setText(news)
        self.news.setVisible(True)
        announce(self, news)

    def complain(self, why: str) -> None:
        """Say why the window does not close."""
        self.secret.tell(why)

    def leave(self) -> None:
        """Wait for nothing any more."""
        self._attempt.leave()

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        middle = QHBoxLayout()
        middle.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(12)
        column.addWidget(told(wrapped(self.tr("Locked"), "title"), "cover-heading", self.tr("State")))
        self.said = told(wrapped("", "soft"), "cover-said", self.tr("What unlocks it"))
        column.addWidget(self.said)
        self.news = told(wrapped(""), "cover-news", self.tr("What has come meanwhile"))
        self.news.setVisible(False)
        column.addWidget(self.news)
        self.secret = SecretLine("cover-secret", self.tr("Passphrase or recovery key"))
        column.addWidget(self.secret)
        self.secret.show_line(self._asks)
        row = QHBoxLayout()
        self.go = named(QPushButton(self.tr("&Unlock")), "cover-go", self.tr("Unlock"))
        row.addWidget(self.go)
        self.end = named(QPushButton(self.tr("&Quit")), "cover-quit", self.tr("Quit"))
        row.addWidget(self.end)
        row.addStretch(1)
        column.addLayout(row)
        middle.addLayout(column, 4)
        middle.addStretch(1)
        outer.addLayout(middle)
        outer.addStretch(3)

    def _how(self) -> str:
        """Return what shows it again."""
        if self._asks and self._guard is not None:
            by_passphrase = self._guard.by_passphrase
            return self.tr(
                "The passphrase shows it again." if by_passphrase else "Its recovery key shows it again."
            )
        return self.tr(
            "Enter shows it again: this keeps it from the eyes of others, not from whoever sits down here. "
            "Lock the machine's screen, too, when you leave it."
        )
