"""Asking for a file."""

from pathlib import Path

from PySide6.QtCore import QFileInfo
from PySide6.QtGui import QAbstractFileIconProvider, QIcon
from PySide6.QtWidgets import QComboBox, QFileDialog, QGridLayout, QLabel, QWidget

from sop_minutes.domain.words import Audience
from sop_minutes.ui.naming import named


class FileDialog(QFileDialog):
    """A file dialog that looks into no file.

    Qt's own, and a desktop's in this process, would open and close each one that is listed, to see of
    what kind it is. With the first close of the database's file the system takes away every lock that
    this process holds on it, SQLite's too; another process then takes the write-ahead log for left
    behind and deletes it, with all that is still to be saved.
    """

    def __init__(self, window: QWidget | None, name: str, title: str, folder: Path | None = None) -> None:
        super().__init__(window, title, str(folder) if folder else "")
        self.setObjectName(name)
        self.setOption(QFileDialog.Option.DontUseNativeDialog)
        self._kinds = _KindsByName()
        self.setIconProvider(self._kinds)
        self._readers: QComboBox | None = None

    def ask_reader(self) -> None:
        """Ask with the file whom it is for; the full record unless another is chosen."""
        words = {
            Audience.RESTRICTED: self.tr("The record: everything"),
            Audience.MEMBERS: self.tr("Members"),
            Audience.PUBLIC: self.tr("The public"),
        }
        readers = named(QComboBox(), "file-reader", self.tr("Who it is for"))
        for reader, said in words.items():
            readers.addItem(said, reader)
        label = QLabel(self.tr("F&or:"))
        label.setBuddy(readers)
        if isinstance(grid := self.layout(), QGridLayout):
            row = grid.rowCount()
            grid.addWidget(label, row, 0)
            grid.addWidget(readers, row, 1)
        self._readers = readers

    @property
    def reader(self) -> Audience:
        """Whom the file is for."""
        return Audience(self._readers.currentData()) if self._readers else Audience.RESTRICTED


class _KindsByName(QAbstractFileIconProvider):
    def icon(self, what: QAbstractFileIconProvider.IconType | QFileInfo) -> QIcon:
        if isinstance(what, QFileInfo):
            what = self.IconType.Folder if what.isDir() else self.IconType.File
        return super().icon(what)

    def type(self, info: QFileInfo) -> str:
        return "" if info.isDir() else info.suffix()
