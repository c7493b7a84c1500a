"""How a database is to be opened once it is encrypted: by the keyring, or by a passphrase."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QRadioButton, QVBoxLayout, QWidget

from sop_minutes.ui.circulate.links import wrapped
from sop_minutes.ui.naming import named
from sop_minutes.ui.safe.asking import NewPassphrase
from sop_minutes.ui.stops import stop_at_checked


class TurningOn(QWidget):
    """`wanted` gives the passphrase, or "" for the keyring, when the recovery key is to be shown."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._build()

    def show_ways(self, *, keyring: bool) -> None:
        """Offer the keyring, if there is one here."""
        self.by_keyring.setEnabled(keyring)
        if not keyring:
            self.by_keyring.setText(self.tr("Opened by this machine's keyring: there is none here"))
        (self.by_keyring if keyring else self.by_passphrase).setChecked(True)
        self.new.setEnabled(not keyring)
        self.setFocusProxy(self.by_keyring if keyring else self.new)

    def clear(self) -> None:
        """Forget what was typed."""
        self.new.clear()

    def _begin(self) -> None:
        typed = self.new.typed() if self.by_passphrase.isChecked() else ""
        if typed or self.by_keyring.isChecked():
            self.wanted.emit(typed)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(
            wrapped(
                self.tr(
                    "Encrypted, the database and its backups are of no use to whoever finds the disk or a "
                    "copy. What you export is not encrypted. Its recovery key is shown first, for paper."
                )
            )
        )
        self.by_keyring = named(QRadioButton(self.tr("Opened by this machine's &keyring")), "by-keyring")
        self.by_passphrase = named(QRadioButton(self.tr("Opened by a &passphrase")), "by-passphrase")
        self.by_keyring.setToolTip(self.tr("Whoever is logged in as you can open it"))
        self.new = NewPassphrase("passphrase", self.tr("Passphrase, 12 characters or more"))
        self.by_passphrase.toggled.connect(self.new.setEnabled)
        self._ways = QButtonGroup(self)
        for button in (self.by_keyring, self.by_passphrase):
            self._ways.addButton(button)
        self._ways.buttonToggled.connect(lambda: stop_at_checked(self._ways, Qt.FocusPolicy.StrongFocus))
        words = self.tr("Show the &recovery key…")
        self.go = named(QPushButton(words), "encryption-begin", words.replace("&", ""))
        self.go.setAutoDefault(False)
        self.go.clicked.connect(self._begin)
        row = QHBoxLayout()
        row.addWidget(self.go)
        row.addStretch(1)
        for widget in (self.by_keyring, self.by_passphrase, self.new):
            column.addWidget(widget)
        column.addLayout(row)
        column.addStretch(1)
