"""What opens an encrypted database: its key on paper, the keyring, a passphrase; turning it off."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from sop_minutes.domain.errors import UserError
from sop_minutes.keyholding import Opens, change_passphrase, keep_in_keyring, unlock
from sop_minutes.ui.naming import named
from sop_minutes.ui.safe.asking import NewPassphrase, SecretLine
from sop_minutes.ui.safe.trying import Attempt


class WaysIn(QWidget):
    """Each way can be changed by who knows the passphrase, where there is one.

    `key_wanted` follows when the recovery key is to be shown, `off_wanted` when encryption is to be turned
    off; `changed` gives a sentence on what was changed, or on why it was not.
    """

    key_wanted = Signal()
    off_wanted = Signal()
    changed = Signal(str)

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._asks = False
        self._then: Callable[[], object] = tuple
        self._build()
        self._attempt = Attempt(self.current, self.show_key, self.change, self.off, self.sure)
        self._attempt.ended.connect(lambda: self.off.setEnabled(self.sure.isChecked()))
        self._attempt.opened.connect(self._go_on)
        self.sure.toggled.connect(self.off.setEnabled)

    def show_ways(self, opens: Opens, *, keyring: bool) -> None:
        """Offer what makes sense where it opens by these; `keyring` says whether there is one here."""
        self._asks = opens.by_passphrase
        self.current.setVisible(self._asks)
        self.keyring.setVisible(keyring and not opens.by_keyring)
        change, add = self.tr("&Change the passphrase"), self.tr("&Open it by a passphrase, too")
        self.change.setText(change if self._asks else add)
        self.setFocusProxy(self.current if self._asks else self.show_key)

    def leave(self) -> None:
        """Forget what was typed, and wait for nothing."""
        self._attempt.leave()
        self.current.clear()
        self.new.clear()

    def _prove(self, then: Callable[[], object]) -> None:
        """Do something once the passphrase was typed; at once where there is none."""
        if not self._attempt.is_idle:
            return
        if not self._asks:
            then()
        elif not self.current.text():
            self.current.complain(self.tr("Type the passphrase, or the recovery key, that opens it now."))
        else:
            self._then = then
            self._attempt.begin(partial(unlock, self._path))

    def _go_on(self) -> None:
        then, self._then = self._then, tuple
        then()

    def _change(self) -> None:
        words = self.new.typed()
        if words:
            self._prove(partial(self._change_to, words))

    def _change_to(self, words: str) -> None:
        try:
            change_passphrase(self._path, words)
        except UserError as error:
            self.changed.emit(str(error))
            return
        self.new.clear()
        self.changed.emit(
            self.tr(
                "It opens with the new passphrase from now on. Whoever has a copy of the old .key file still "
                "gets in with the old one: if that got about, turn encryption off and on again."
            )
        )

    def _keep(self) -> None:
        kept = keep_in_keyring(self._path)
        said = self.tr("The keyring has its key: nobody is asked here.")
        self.changed.emit(said if kept else self.tr("The keyring did not keep it."))

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self.current = SecretLine(
            "current-passphrase", self.tr("Its passphrase now, or its recovery key"), self.tr("Sho&w")
        )
        self.show_key = _button(self.tr("Show the &recovery key…"), "show-key")
        self.show_key.clicked.connect(lambda: self._prove(self.key_wanted.emit))
        self.keyring = _button(self.tr("Keep its key in the &keyring"), "keep-key")
        self.keyring.clicked.connect(self._keep)
        self.new = NewPassphrase("new-passphrase", self.tr("New passphrase, 12 characters or more"))
        self.change = _button("", "change")
        self.change.clicked.connect(self._change)
        words = self.tr("&Yes, make plain files of the database and its backups")
        self.sure = named(QCheckBox(words), "encryption-off-sure", words.replace("&", ""))
        self.off = _button(self.tr("Turn encryption o&ff"), "encryption-off")
        self.off.setEnabled(False)
        self.off.clicked.connect(lambda: self._prove(self.off_wanted.emit))
        column.addWidget(self.current)
        column.addLayout(_row(self.show_key, self.keyring))
        column.addWidget(self.new)
        column.addLayout(_row(self.change))
        column.addStretch(1)
        column.addLayout(_row(self.sure, self.off))


def _row(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return row


def _button(words: str, name: str) -> QPushButton:
    button = named(QPushButton(words), name, words.replace("&", ""))
    button.setAutoDefault(False)
    return button
