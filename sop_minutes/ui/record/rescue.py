"""Words that are nowhere else than here: to be read, copied, or saved as a text file."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from sop_minutes.domain.errors import UserError
from sop_minutes.export.files import write_whole
from sop_minutes.ui.circulate.links import wrapped
from sop_minutes.ui.files import FileDialog
from sop_minutes.ui.naming import Words, named, told
from sop_minutes.ui.pressing import Dialog

_ROLE = QDialogButtonBox.ButtonRole


class RescueDialog(Dialog):
    """The words, and ways to take them elsewhere. `buttons` has room for what else can be done.

    A copy of them stays on the clipboard whatever they are: it may be the only one there is.
    """

    def __init__(self, parent: QWidget, name: str, heading: str, why: str, words: Sequence[str]) -> None:
        super().__init__(parent)
        named(self, name, heading)
        self.setWindowTitle(heading)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        column = QVBoxLayout(self)
        said = Words(why)
        said.setWordWrap(True)
        self.words = named(QPlainTextEdit("\n".join(words)), f"{name}-words", self.tr("What was typed"))
        self.words.setReadOnly(True)
        self.words.setTabChangesFocus(True)
        self.words.setMinimumSize(460, 160)
        self.done_with = told(wrapped("", "soft"), f"{name}-done", self.tr("What became of them"))
        self.buttons = QDialogButtonBox()
        copy = self.buttons.addButton(self.tr("&Copy"), _ROLE.ActionRole)
        named(copy, f"{name}-copy", self.tr("Copy what was typed"))
        copy.clicked.connect(self._copy)
        save = self.buttons.addButton(self.tr("Save as a &text file…"), _ROLE.ActionRole)
        named(save, f"{name}-save", self.tr("Save what was typed as a text file"))
        save.clicked.connect(self._ask_file)
        for part in (said, self.words, self.done_with, self.buttons):
            column.addWidget(part)
        for only in (self.words, copy, save):
            only.setVisible(bool(words))
        self.done_with.setVisible(False)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.words.toPlainText())
        self._tell(self.tr("Copied. Paste it elsewhere before this window is closed."))

    def _ask_file(self) -> None:
        dialog = FileDialog(self, f"{self.objectName()}-file", self.tr("Save what was typed"), Path.home())
        dialog.setAcceptMode(FileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(self.tr("Text (*.txt)"))
        dialog.setDefaultSuffix("txt")
        dialog.fileSelected.connect(lambda name: self._save(Path(name)))
        dialog.open()

    def _save(self, path: Path) -> None:
        try:
            write_whole(path, f"{self.words.toPlainText()}\n".encode(), private=True)
        except UserError as error:
            self._tell(str(error))
        else:
            self._tell(self.tr("Saved in {0}, as plain text: nothing encrypts it.").format(path))

    def _tell(self, words: str) -> None:
        self.done_with.setText(words)
        self.done_with.setVisible(True)
