"""The page that asks for the key of an encrypted database, where the keyring has none."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from sop_minutes.keyholding import (
    Looked,
    has_keyring,
    has_passphrase,
    unlock,
    unlock_by_keyring,
    why_no_passphrase,
)
from sop_minutes.ui.aside import Aside, Errand
from sop_minutes.ui.circulate.links import wrapped
from sop_minutes.ui.naming import named, told
from sop_minutes.ui.safe.asking import SecretLine, again_button, closed_words
from sop_minutes.ui.safe.trying import Attempt


class UnlockPage(QWidget):
    """Looks in the keyring, beside the window, and else asks. `unlocked` gives what opens now.

    `unkept` follows it where the keyring was to keep its key, and did not.
    """

    unlocked = Signal(Path)
    unkept = Signal()
    other_wanted = Signal()

    def __init__(self, path: Path) -> None:
        super().__init__()
        named(self, "unlock", self.tr("Unlock"))
        self._path = path
        self._aside = Aside(self)
        self._build()
        self._connect()

    def begin(self) -> None:
        """Look in the keyring."""
        self.again.setEnabled(False)
        self.said.setText(self.tr("Looking in this machine's keyring…"))
        self._aside.ask(self._go_on, Errand(lambda: unlock_by_keyring(self._path)), self.ask)

    def leave(self) -> None:
        """Wait for nothing any more."""
        self._aside.close()
        self._attempt.leave()

    def try_it(self) -> None:
        """Open the database with what is typed, or say what is wrong with that."""
        keep = self.keep.isVisible() and self.keep.isChecked()
        self._attempt.begin(partial(unlock, self._path, keep=keep))

    def _go_on(self, looked: Looked) -> None:
        if looked is Looked.FOUND:
            self.unlocked.emit(self._path)
        else:
            self.ask(is_closed=looked is Looked.CLOSED)

    def ask(self, *, is_closed: bool = False) -> None:
        """Show the line; what the keyring could keep is offered to it.

        A keyring that `is_closed` can be asked again.
        """
        lacking = self.tr("Its key is not in this machine's keyring.")
        if has_passphrase(self._path):
            said = self.tr("Type its passphrase. Its recovery key, sixteen groups of digits, opens it, too.")
        else:
            said = self.tr("{0} Type its recovery key: sixteen groups.").format(why_no_passphrase(self._path))
            if not is_closed:
                said = f"{lacking} {said}"
        self.said.setText(f"{closed_words(self)} {said}" if is_closed else said)
        self.again.setVisible(is_closed)
        self.again.setEnabled(True)
        self.keep.setVisible(has_keyring())
        self._form.setVisible(True)
        self.secret.setFocus()

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        middle = QHBoxLayout()
        middle.addStretch(1)
        card = named(QFrame(), "unlock-card")
        card.setMaximumWidth(760)
        column = QVBoxLayout(card)
        column.setContentsMargins(26, 22, 26, 22)
        column.setSpacing(12)
        heading = self.tr("{0} is encrypted").format(self._path.name)
        column.addWidget(told(wrapped(heading, "title"), "unlock-heading", self.tr("Which database")))
        waits = self.tr("Looking in this machine's keyring…")
        self.said = told(wrapped(waits, "soft"), "unlock-said", self.tr("What opens it"))
        column.addWidget(self.said)
        column.addWidget(self._build_form())
        middle.addWidget(card, 4)
        middle.addStretch(1)
        outer.addLayout(middle)
        outer.addStretch(3)

    def _build_form(self) -> QWidget:
        self._form = QWidget()
        column = QVBoxLayout(self._form)
        column.setContentsMargins(0, 0, 0, 0)
        self.secret = SecretLine("unlock-secret", self.tr("Passphrase or recovery key"))
        column.addWidget(self.secret)
        self.keep = named(QCheckBox(self.tr("&Do not ask again here")), "unlock-keep")
        self.keep.setAccessibleName(self.tr("Keep its key in this machine's keyring"))
        self.keep.setToolTip(self.keep.accessibleName())
        column.addWidget(self.keep)
        row = QHBoxLayout()
        self.go = named(QPushButton(self.tr("&Open")), "unlock-go", self.tr("Open"))
        self.again = again_button(self, "unlock-again")
        self.again.clicked.connect(self.begin)
        self.other = named(QPushButton(self.tr("&Another database…")), "unlock-other")
        self.other.setAccessibleName(self.tr("Open another database"))
        row.addWidget(self.go)
        row.addWidget(self.again)
        row.addWidget(self.other)
        row.addStretch(1)
        column.addLayout(row)
        self._form.setVisible(False)
        return self._form

    def _connect(self) -> None:
        self._attempt = Attempt(self.secret, self.go)
        self._attempt.opened.connect(lambda: self.unlocked.emit(self._path))
        self._attempt.unkept.connect(self.unkept)
        self.secret.entered.connect(self.try_it, Qt.ConnectionType.QueuedConnection)
        self.go.clicked.connect(self.try_it)
        self.other.clicked.connect(self.other_wanted)
