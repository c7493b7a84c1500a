"""Encryption of the database: turned on, with the recovery key on paper first; turned off; other ways in."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSpinBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from sop_minutes.domain.errors import UserError
from sop_minutes.keyholding import (
    NewKey,
    Opens,
    has_keyring,
    opens_by,
    plain_backups,
    printed_key,
)
from sop_minutes.ui.circulate.links import wrapped
from sop_minutes.ui.files import FileDialog
from sop_minutes.ui.naming import named, told
from sop_minutes.ui.pressing import Dialog
from sop_minutes.ui.safe.paper import PaperPage
from sop_minutes.ui.safe.turning_on import TurningOn
from sop_minutes.ui.safe.ways_in import WaysIn

_LONGEST = 240
_NAMED = 2
"""So many backups that can be read are named; of more it is told how many they are."""


class EncryptionDialog(Dialog):
    """Says how it stands, and what can be done.

    `on_wanted` gives the key that is on paper, the passphrase or "" for the keyring, and where the key was
    saved, "" for nowhere; `off_wanted` follows when it is to be turned off; `lock_after` gives the minutes
    after which the window is locked.
    """

    on_wanted = Signal(object, str, str)
    off_wanted = Signal()
    lock_after = Signal(int)

    def __init__(self, parent: QWidget | None, path: Path, minutes: int) -> None:
        super().__init__(parent)
        heading = self.tr("Encryption")
        named(self, "encryption", heading)
        self.setWindowTitle(heading)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._path = path
        self._new: NewKey | None = None
        self._passphrase = self._saved = ""
        self.paper: PaperPage | None = None
        self._build(minutes)
        self.refresh()

    def refresh(self) -> None:
        """Look up how it stands, and say so."""
        self.show_ways(opens_by(self._path), keyring=has_keyring())

    def show_ways(self, opens: Opens, *, keyring: bool) -> None:
        """Say how it stands, and offer what makes sense then; `keyring` says whether there is one here."""
        self.state.setText(self._standing(opens))
        self.ways_in.show_ways(opens, keyring=keyring)
        self.turning_on.show_ways(keyring=keyring)
        shown = self.ways_in if opens.is_encrypted else self.turning_on
        self.stack.setCurrentWidget(shown)
        shown.setFocus()

    def done(self, result: int) -> None:
        self.lock_after.emit(self.minutes.value())
        self.turning_on.clear()
        self.ways_in.leave()
        super().done(result)

    def _standing(self, opens: Opens) -> str:
        name = self._path.name
        if not opens.is_encrypted:
            return self.tr("{0} is not encrypted: whoever has the file can read it.").format(name)
        ways = [self.tr("this machine's keyring")] * opens.by_keyring
        ways += [self.tr("its passphrase")] * opens.by_passphrase
        by = self.tr(" and ").join([*ways, self.tr("its recovery key")])
        left = plain_backups(self._path)
        if not left:
            return self.tr("{0} is encrypted, and so are its backups. It opens by {1}.").format(name, by)
        named = ", ".join(file.name for file in left[:_NAMED])
        if len(left) > _NAMED:
            named = self.tr("{0} and {1} more").format(named, len(left) - _NAMED)
        return self.tr("{0} is encrypted, and opens by {1}. These backups of it are not: {2}.").format(
            name, by, named
        )

    def _begin(self, passphrase: str) -> None:
        """Show the key that the database would have."""
        self._passphrase, self._new = passphrase, NewKey()
        self._show_paper(self._new.printed, self._new.is_group)

    def _show_key_again(self) -> None:
        """Show the key that the database has."""
        self._show_paper(printed_key(self._path), None)

    def _on_changed(self, sentence: str) -> None:
        self.refresh()
        self.outcome.setText(sentence)

    def _show_paper(self, printed: str, is_group: Callable[[str, int], bool] | None) -> None:
        was, self.paper = self.paper, PaperPage(printed, is_group)
        self.stack.setCurrentIndex(self.stack.addWidget(self.paper))
        if was is not None:
            self.stack.removeWidget(was)
            was.deleteLater()
        self.paper.save.clicked.connect(partial(self._ask_file, self.paper))
        self.paper.back.clicked.connect(self.refresh)
        self.paper.confirmed.connect(self._turn_on)
        self.paper.setFocus()

    def _turn_on(self) -> None:
        if self._new is not None:
            self.on_wanted.emit(self._new, self._passphrase, self._saved)
            self.accept()

    def _turn_off(self) -> None:
        self.off_wanted.emit()
        self.accept()

    def _ask_file(self, paper: PaperPage) -> None:
        dialog = FileDialog(self, "recovery-file", self.tr("Save the recovery key as a page"), Path.home())
        dialog.setAcceptMode(FileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([self.tr("PDF (*.pdf)")])
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(self.tr("Recovery key of {0}.pdf").format(self._path.stem))
        dialog.fileSelected.connect(lambda name: self._save(paper, Path(name)))
        dialog.open()

    def _save(self, paper: PaperPage, path: Path) -> None:
        from sop_minutes.export.files import write_whole
        from sop_minutes.export.pdf import render_pdf
        from sop_minutes.export.recovery_page import recovery_page

        made = datetime.now().astimezone()
        try:
            write_whole(path, render_pdf(recovery_page(self._path.name, paper.printed, made)), private=True)
        except UserError as error:
            paper.say(str(error))
            return
        self._saved = str(path)
        paper.say(self.tr("Print {0}, and then delete it: it opens the database.").format(path))

    def _build(self, minutes: int) -> None:
        column = QVBoxLayout(self)
        column.setSpacing(12)
        self.state = told(wrapped("", "head"), "encryption-state", self.tr("How it stands"))
        column.addWidget(self.state)
        self.stack = QStackedWidget()
        self.turning_on, self.ways_in = TurningOn(), WaysIn(self._path)
        for page in (self.turning_on, self.ways_in):
            self.stack.addWidget(page)
        self.turning_on.wanted.connect(self._begin)
        self.ways_in.key_wanted.connect(self._show_key_again)
        self.ways_in.off_wanted.connect(self._turn_off)
        self.ways_in.changed.connect(self._on_changed)
        column.addWidget(self.stack, 1)
        self.outcome = told(wrapped(), "encryption-outcome", self.tr("What came of it"))
        column.addWidget(self.outcome)
        column.addLayout(self._build_foot(minutes))
        self.resize(760, 520)

    def _build_foot(self, minutes: int) -> QHBoxLayout:
        row = QHBoxLayout()
        before, after = self.tr("&Lock the window after"), self.tr("minutes without a touch (0: never)")
        label = QLabel(before)
        self.minutes = named(QSpinBox(), "lock-after", f"{before.replace('&', '')} … {after}")
        self.minutes.setRange(0, _LONGEST)
        self.minutes.setValue(minutes)
        label.setBuddy(self.minutes)
        row.addWidget(label)
        row.addWidget(self.minutes)
        row.addWidget(QLabel(after))
        row.addStretch(1)
        close = named(QPushButton(self.tr("Close")), "encryption-close", self.tr("Close"))
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        row.addWidget(close)
        return row
