"""Asking why approved minutes are corrected."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialogButtonBox, QFormLayout, QLineEdit, QWidget

from sop_minutes.ui.naming import named
from sop_minutes.ui.pressing import Dialog


class ReopenDialog(Dialog):
    """One line for the reason; `answered` gives it. Without any words there is no going on."""

    answered = Signal(str)

    def __init__(self, parent: QWidget | None, key: str) -> None:
        super().__init__(parent)
        heading = self.tr("Correct the minutes of {0}").format(key)
        named(self, "reopen", heading)
        self.setWindowTitle(heading)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        form = QFormLayout(self)
        label = self.tr("&Why")
        self._reason = named(QLineEdit(), "reason", label.replace("&", ""))
        self._reason.setPlaceholderText(self.tr("It is kept with the new version"))
        self._reason.setMinimumWidth(420)
        form.addRow(label, self._reason)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        form.addRow(buttons)
        self._ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self._ok.setEnabled(False)
        self._reason.textChanged.connect(lambda text: self._ok.setEnabled(bool(text.strip())))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.accepted.connect(lambda: self.answered.emit(self._reason.text()))
