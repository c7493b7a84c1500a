"""Encryption of the database: turned on, with the recovery key on paper first; turned off; other ways in."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from sop_minutes.domain.errors import UserError
from sop_minutes.keyholding import (
    NewKey,
    change_passphrase,
    check_passphrase,
    has_keyring,
    keep_in_keyring,
    opens_by,
    printed_key,
)
from sop_minutes.ui.circulate.links import wrapped
from sop_minutes.ui.files import FileDialog
from sop_minutes.ui.naming import named, told
from sop_minutes.ui.pressing import Dialog
from sop_minutes.ui.safe.asking import SecretLine
from sop_minutes.ui.safe.paper import PaperPage
from sop_minutes.ui.stops import stop_at_checked

_LONGEST = 240


class EncryptionDialog(Dialog):
    """Says how it stands, and what can be done.

    `on_wanted` gives the key that is on paper, and the passphrase or "" for the keyring; `off_wanted` follows
    when it is to be turned off; `lock_after` gives the minutes after which the window is locked.
    """

    on_wanted = Signal(object, str)
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
        self._passphrase = ""
        self.paper: PaperPage | None = None
        self._build(minutes)
        self.refresh()

    def refresh(self) -> None:
        """Say how it stands."""
        opens = opens_by(self._path)
        keyring, name = has_keyring(), self._path.name
        if opens.is_encrypted:
            ways = [self.tr("this machine's keyring")] * opens.by_keyring
            ways += [self.tr("its passphrase")] * opens.by_passphrase
            by = self.tr(" and ").join([*ways, self.tr("its recovery key")])
            self.state.setText(
                self.tr("{0} is encrypted, and so are its backups. It opens by {1}.").format(name, by)
            )
        else:
            self.state.setText(
                self.tr("{0} is not encrypted: whoever has the file can read it.").format(name)
            )
        self.by_keyring.setEnabled(keyring)
        if not keyring:
            self.by_keyring.setText(self.tr("Opened by this machine's keyring: there is none here"))
        (self.by_keyring if keyring else self.by_passphrase).setChecked(True)
        self.keyring.setVisible(keyring and not opens.by_keyring)
        self.stack.setCurrentWidget(self.is_on if opens.is_encrypted else self.is_off)
        (self.show_key if opens.is_encrypted else self.turn_on).setFocus()

    def begin(self) -> None:
        """Show the key that the database would have."""
        self._passphrase = self._typed_twice() if self.by_passphrase.isChecked() else ""
        if self.by_passphrase.isChecked() and not self._passphrase:
            return
        self._new = NewKey()
        self._show_paper(self._new.printed, self._new.is_group)

    def show_key_again(self) -> None:
        """Show the key that the database has."""
        self._show_paper(printed_key(self._path), None)

    def change(self) -> None:
        """Give the database another passphrase, or say what is wrong with that."""
        words = self._typed_twice()
        if not words:
            return
        try:
            change_passphrase(self._path, words)
        except UserError as error:
            self.outcome.setText(str(error))
            return
        self._forget_typed()
        self.refresh()
        self.outcome.setText(self.tr("It opens with the new passphrase from now on."))

    def keep(self) -> None:
        """Have the keyring keep the key."""
        kept = keep_in_keyring(self._path)
        self.refresh()
        said = (
            self.tr("The keyring has its key: nobody is asked here.")
            if kept
            else self.tr("It did not keep it.")
        )
        self.outcome.setText(said)

    def done(self, result: int) -> None:
        self.lock_after.emit(self.minutes.value())
        self._forget_typed()
        super().done(result)

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
            self.on_wanted.emit(self._new, self._passphrase)
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
            write_whole(path, render_pdf(recovery_page(self._path.name, paper.printed, made)))
        except UserError as error:
            paper.say(str(error))
            return
        paper.say(self.tr("Print {0}, and then delete it: it opens the database.").format(path))

    def _typed_twice(self) -> str:
        """Return the new passphrase, "" for none that will do, which is said."""
        first, again = (self.first, self.again) if not self._is_on() else (self.new, self.new_again)
        try:
            check_passphrase(first.text())
            if first.text() != again.text():
                raise UserError(self.tr("The two are not the same."))
        except UserError as error:
            first.complain(str(error))
            return ""
        return first.text()

    def _is_on(self) -> bool:
        return self.stack.currentWidget() is self.is_on

    def _forget_typed(self) -> None:
        for line in (self.first, self.again, self.new, self.new_again):
            line.clear()

    def _build(self, minutes: int) -> None:
        column = QVBoxLayout(self)
        column.setSpacing(12)
        self.state = told(wrapped("", "head"), "encryption-state", self.tr("How it stands"))
        column.addWidget(self.state)
        self.stack = QStackedWidget()
        self.is_off, self.is_on = self._build_off(), self._build_on()
        for page in (self.is_off, self.is_on):
            self.stack.addWidget(page)
        column.addWidget(self.stack, 1)
        self.outcome = told(wrapped(), "encryption-outcome", self.tr("What came of it"))
        column.addWidget(self.outcome)
        column.addLayout(self._build_foot(minutes))
        self.resize(760, 520)

    def _build_off(self) -> QWidget:
        page, column = _page()
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
        self.first = SecretLine("passphrase", self.tr("Passphrase, 12 characters or more"))
        self.again = SecretLine("passphrase-again", self.tr("The same again"))
        for widget in (self.by_keyring, self.by_passphrase, self.first, self.again):
            column.addWidget(widget)
        for line in (self.first, self.again):
            line.setEnabled(False)
            self.by_passphrase.toggled.connect(line.setEnabled)
        self._ways = QButtonGroup(self)
        for button in (self.by_keyring, self.by_passphrase):
            self._ways.addButton(button)
        self._ways.buttonToggled.connect(lambda: stop_at_checked(self._ways, Qt.FocusPolicy.StrongFocus))
        self.turn_on = self._button(self.tr("Show the &recovery key…"), "encryption-begin", self.begin)
        column.addLayout(_row(self.turn_on))
        column.addStretch(1)
        return page

    def _build_on(self) -> QWidget:
        page, column = _page()
        self.show_key = self._button(self.tr("Show the &recovery key…"), "show-key", self.show_key_again)
        self.keyring = self._button(self.tr("Keep its key in the &keyring"), "keep-key", self.keep)
        column.addLayout(_row(self.show_key, self.keyring))
        self.new = SecretLine("new-passphrase", self.tr("New passphrase, 12 characters or more"))
        self.new_again = SecretLine("new-passphrase-again", self.tr("The same again"))
        column.addWidget(self.new)
        column.addWidget(self.new_again)
        column.addLayout(_row(self._button(self.tr("&Change the passphrase"), "change", self.change)))
        column.addStretch(1)
        off = self._button(self.tr("Turn encryption &off"), "encryption-off", self._turn_off)
        off.setToolTip(self.tr("The database and its backups become plain files"))
        column.addLayout(_row(off))
        return page

    def _build_foot(self, minutes: int) -> QHBoxLayout:
        row = QHBoxLayout()
        words = self.tr("&Lock the window after minutes without a touch (0: never)")
        label = QLabel(words)
        self.minutes = named(QSpinBox(), "lock-after", words.replace("&", ""))
        self.minutes.setRange(0, _LONGEST)
        self.minutes.setValue(minutes)
        label.setBuddy(self.minutes)
        row.addWidget(label)
        row.addWidget(self.minutes)
        row.addStretch(1)
        row.addWidget(self._button(self.tr("Close"), "encryption-close", self.reject))
        return row

    def _button(self, words: str, name: str, do: Callable[[], object]) -> QPushButton:
        button = named(QPushButton(words), name, words.replace("&", ""))
        button.setAutoDefault(False)
        button.clicked.connect(lambda: do())
        return button


def _page() -> tuple[QWidget, QVBoxLayout]:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(10)
    return page, column


def _row(*widgets: QWidget) -> QLayout:
    row = QHBoxLayout()
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return row
