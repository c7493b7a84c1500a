"""Asking once before all that is left of a copy is accepted."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from sop_minutes.ui.naming import named


class AcceptRest(QMessageBox):
    """Says how many changes there are, and whose. `accepted` follows a yes."""

    def __init__(self, parent: QWidget, whose: str, many: int) -> None:
        super().__init__(parent)
        named(self, "accept-rest", self.tr("Accept all that are left"))
        self.setWindowTitle(self.accessibleName())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        one = self.tr("Accept the change of {0} that is left?").format(whose)
        more = self.tr("Accept all {0} changes of {1} that are left?").format(many, whose)
        said = self.tr("What was changed here since is not taken.")
        self.setText(f"{one if many == 1 else more} {said}")
        yes = self.addButton(self.tr("Accept {0}").format(many), QMessageBox.ButtonRole.AcceptRole)
        self.addButton(QMessageBox.StandardButton.Cancel)
        self.setDefaultButton(yes)
