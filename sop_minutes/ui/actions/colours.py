"""When an action's due date turns red or amber: the rules, asked for."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialogButtonBox, QFormLayout, QLabel, QSpinBox, QWidget

from sop_minutes.domain.rag import DEFAULT_RULES, RagRules
from sop_minutes.ui.naming import named
from sop_minutes.ui.pressing import Dialog

_MOST = 366


class ColoursDialog(Dialog):
    """The days of both rules. `answered` gives them as they were set."""

    answered = Signal(object)

    def __init__(self, parent: QWidget, rules: RagRules) -> None:
        super().__init__(parent)
        heading = self.tr("Colours of due dates")
        named(self, "colours", heading)
        self.setWindowTitle(heading)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._form = QFormLayout(self)
        self._red = self._days(self.tr("&Red from"), "colours-red", self.tr(" days late"), 1, rules.red)
        amber = self.tr(" days before it is due")
        self._amber = self._days(self.tr("&Amber from"), "colours-amber", amber, 0, rules.amber)
        note = QLabel(self.tr("What is due later is green. Beside each colour stand a sign and words."))
        note.setProperty("role", "soft")
        self._form.addRow(note)
        kinds = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(kinds.Ok | kinds.Cancel | kinds.RestoreDefaults)
        self._form.addRow(buttons)
        buttons.accepted.connect(self._answer)
        buttons.rejected.connect(self.reject)
        buttons.button(kinds.RestoreDefaults).clicked.connect(self._restore)

    def _days(self, label: str, name: str, unit: str, least: int, days: int) -> QSpinBox:
        box = named(QSpinBox(), name, label.replace("&", "") + unit)
        box.setRange(least, max(_MOST, days))
        box.setValue(days)
        box.setSuffix(unit)
        self._form.addRow(label, box)
        return box

    def _restore(self) -> None:
        self._red.setValue(DEFAULT_RULES.red)
        self._amber.setValue(DEFAULT_RULES.amber)

    def _answer(self) -> None:
        self.answered.emit(RagRules(self._red.value(), self._amber.value()))
        self.accept()
