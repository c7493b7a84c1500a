"""Asks for the key of an encrypted file that is not the one that is to be opened: a backup of it."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from sop_minutes.keyholding import Looked, unlock, unlock_by_keyring
from sop_minutes.ui.aside import Aside, Errand
from sop_minutes.ui.circulate.links import wrapped
from sop_minutes.ui.naming import named, told
from sop_minutes.ui.pressing import Dialog
from sop_minutes.ui.safe.asking import SecretLine, again_button, closed_words
from sop_minutes.ui.safe.trying import Attempt


class KeyDialog(Dialog):
    """Looks in the keyring, and else asks. `opened` follows once the key is known, `passed` without it."""

    opened = Signal()
    passed = Signal()

    def __init__(self, parent: QWidget, file: Path, words: str) -> None:
        """`words` say what is encrypted."""
        super().__init__(parent)
        named(self, "key-wanted", words)
        self.setWindowTitle(self.tr("Locked"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._file = file
        self._aside = Aside(self)
        self._build(words)
        self._attempt = Attempt(self.secret, self.go)
        self._attempt.opened.connect(self._finish)
        self.go.clicked.connect(self._try)
        self.secret.entered.connect(self._try, Qt.ConnectionType.QueuedConnection)

    def begin(self) -> None:
        """Look in the keyring; show the line where it does not have the key."""
        self._aside.ask(self._on_looked, Errand(lambda: unlock_by_keyring(self._file)), self.open)

    def done(self, result: int) -> None:
        self._aside.close()
        self._attempt.leave()
        super().done(result)

    def _on_looked(self, looked: Looked) -> None:
        if looked is Looked.FOUND:
            self._finish()
            return
        for shown in (self.closed, self.again):
            shown.setVisible(looked is Looked.CLOSED)
        self.again.setEnabled(True)
        self.open()

    def _ask_again(self) -> None:
        self.again.setEnabled(False)
        self.begin()

    def _try(self) -> None:
        self._attempt.begin(partial(unlock, self._file))

    def _finish(self) -> None:
        self.accept()
        self.opened.emit()

    def _pass(self) -> None:
        self.accept()
        self.passed.emit()

    def _build(self, words: str) -> None:
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addWidget(told(wrapped(words), "key-wanted-said", self.tr("What is encrypted")))
        self.closed = told(wrapped(closed_words(self)), "key-wanted-closed", self.tr("The keyring"))
        self.closed.setVisible(False)
        column.addWidget(self.closed)
        self.secret = SecretLine("key-wanted-secret", self.tr("Passphrase or recovery key"))
        column.addWidget(self.secret)
        row = QHBoxLayout()
        self.again = again_button(self, "key-wanted-again")
        self.again.clicked.connect(self._ask_again)
        row.addWidget(self.again)
        row.addStretch(1)
        self.go = named(QPushButton(self.tr("&Open")), "key-wanted-go", self.tr("Open"))
        without = named(
            QPushButton(self.tr("&List without it")),
            "key-wanted-without",
            self.tr("List the backups without it"),
        )
        without.clicked.connect(self._pass)
        cancel = named(QPushButton(self.tr("Cancel")), "key-wanted-cancel", self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        for button in (self.go, without, cancel):
            button.setAutoDefault(False)
            row.addWidget(button)
        column.addLayout(row)
        self.resize(640, self.sizeHint().height())
