"""Asking for a new group."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialogButtonBox, QFormLayout, QLineEdit, QWidget

from sop_minutes.ui.naming import named
from sop_minutes.ui.pressing import Dialog


class GroupDialog(Dialog):
    """A name and a code. `answered` gives both."""

    answered = Signal(str, str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        heading = self.tr("New group")
        named(self, "group-new", heading)
        self.setWindowTitle(heading)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        form = QFormLayout(self)
        self._name = named(QLineEdit(), "name", self.tr("Name"))
        self._name.setPlaceholderText(self.tr("Co-ordination Group"))
        self._name.setMinimumWidth(360)
        self._code = named(QLineEdit(), "code", self.tr("Code"))
        self._code.setPlaceholderText(self.tr("CG; its initials, if left empty"))
        form.addRow(self.tr("&Name"), self._name)
        form.addRow(self.tr("&Code"), self._code)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        form.addRow(buttons)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.accepted.connect(lambda: self.answered.emit(self._name.text(), self._code.text()))
