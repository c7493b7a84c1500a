"""Asking for a file."""

from pathlib import Path

from PySide6.QtCore import QFileInfo
from PySide6.QtGui import QAbstractFileIconProvider, QIcon
from PySide6.QtWidgets import QFileDialog, QWidget


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


class _KindsByName(QAbstractFileIconProvider):
    def icon(self, what: QAbstractFileIconProvider.IconType | QFileInfo) -> QIcon:
        if isinstance(what, QFileInfo):
            what = self.IconType.Folder if what.isDir() else self.IconType.File
        return super().icon(what)

    def type(self, info: QFileInfo) -> str:
        return "" if info.isDir() else info.suffix()
