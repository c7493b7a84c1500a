"""The question before a full record goes out."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QVBoxLayout, QWidget

from sop_minutes.domain.circulating import CirculationPlan
from sop_minutes.ui.circulate.links import wrapped
from sop_minutes.ui.naming import named
from sop_minutes.ui.pressing import Dialog


class ConfirmDialog(Dialog):
    """Says what is about to go to whom; Enter alone sends nothing."""

    def __init__(self, parent: QWidget | None, plan: CirculationPlan, marking: str) -> None:
        super().__init__(parent)
        heading = self.tr("Send the full record?")
        named(self, "confirm-record", heading)
        self.setWindowTitle(heading)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(460)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addWidget(wrapped(f"{self.tr('FULL RECORD')} · {marking}", "restricted", "confirm-marking"))
        words = self.tr("It holds all that is restricted in {0}. The drafts are to: {1}.")
        names = ", ".join(row.name for row in plan.recipients)
        column.addWidget(wrapped(words.format(plan.key, names), "", "confirm-words"))
        buttons = QDialogButtonBox()
        go = buttons.addButton(self.tr("&Create the drafts"), QDialogButtonBox.ButtonRole.AcceptRole)
        stay = buttons.addButton(self.tr("Send &nothing"), QDialogButtonBox.ButtonRole.RejectRole)
        named(go, "confirm-go", self.tr("Create the drafts"))
        named(stay, "confirm-stay", self.tr("Send nothing"))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        go.setAutoDefault(False)
        stay.setDefault(True)
        stay.setFocus()
