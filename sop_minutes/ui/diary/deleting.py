"""Asking whether a meeting is to be deleted with its note."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from sop_minutes.ui.naming import named


class DeleteDialog(QMessageBox):
    """Says what would go, with `key`, and why that is asked. `confirmed` follows a yes; Enter is a no."""

    confirmed = Signal()

    def __init__(self, parent: QWidget, key: str, why: str) -> None:
        super().__init__(parent)
        heading = self.tr("Delete {0}").format(key)
        named(self, "delete-note", heading)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(heading)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(why)
        self.setInformativeText(self.tr("Undo brings back both, {0} and its note.").format(key))
        label = self.tr("&Delete {0} and its note").format(key)
        delete = self.addButton(label, QMessageBox.ButtonRole.DestructiveRole)
        named(delete, "delete-both", label.replace("&", ""))
        delete.clicked.connect(self.confirmed)
        cancel = self.addButton(QMessageBox.StandardButton.Cancel)
        named(cancel, "delete-cancel", self.tr("Cancel"))
        self.setDefaultButton(cancel)
        self.setEscapeButton(cancel)
