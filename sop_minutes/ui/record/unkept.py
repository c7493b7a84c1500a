"""What was typed and cannot be saved, for whoever typed it to take elsewhere."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialogButtonBox, QWidget

from sop_minutes.commands.typed import drop_typed
from sop_minutes.queries.typed import stranded
from sop_minutes.ui.naming import named
from sop_minutes.ui.record.page import RecordPage
from sop_minutes.ui.record.rescue import RescueDialog

_ROLE = QDialogButtonBox.ButtonRole


class UnkeptDialog(RescueDialog):
    """What never can be saved any more: it stays until it is closed."""

    def __init__(self, parent: QWidget, words: Sequence[str]) -> None:
        why = self.tr(
            "This was typed in minutes that were approved meanwhile, or that are gone, or it is nothing that "
            "can be read. It cannot be saved there any more, but it can be copied."
        )
        super().__init__(parent, "unkept", self.tr("Not saved"), why, words)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Close)
        self.buttons.rejected.connect(self.reject)


class LosingDialog(RescueDialog):
    """Asks before a window is closed in which something is not saved. `lose_wanted` says that it may be lost.

    It is about what stands there now: nothing can be typed while it is open.
    """

    lose_wanted = Signal()

    def __init__(self, parent: QWidget, why: str, words: Sequence[str], lost: str = "") -> None:
        if lost:
            why = ""
        elif words:
            lost = self.tr(
                "What was typed last is not saved. It is shown here: close without saving, and it is gone. "
                "While the window stays open, saving is tried again every second."
            )
        else:
            lost = self.tr(
                "What was changed last is not saved: close without saving, and it is as it was before. "
                "While the window stays open, saving is tried again every second."
            )
        heading = self.tr("Close without saving?")
        super().__init__(parent, "losing", heading, " ".join(filter(None, (why, lost))), words)
        lose = self.buttons.addButton(self.tr("Close &without saving"), _ROLE.DestructiveRole)
        named(lose, "losing-lose", self.tr("Close the window, and lose what was typed last"))
        lose.clicked.connect(self.lose_wanted)
        stay = self.buttons.addButton(self.tr("&Keep the window open"), _ROLE.RejectRole)
        named(stay, "losing-stay", self.tr("Keep the window open"))
        stay.clicked.connect(self.reject)
        stay.setDefault(True)
        stay.setFocus()


def offer_unkept(record: RecordPage, words: Sequence[str]) -> None:
    """Show what cannot be saved any more: `words`, and what was left behind before. Then it is dropped."""
    workspace = record.workspace
    left = workspace.read(stranded)

    def drop() -> None:
        for typed_id, _ in left:
            workspace.do(record.tr("Typing"), drop_typed, typed_id)

    every = [*(word for _, typed in left for word in typed), *words]
    if not every:
        drop()
        return
    dialog = UnkeptDialog(record, every)
    dialog.finished.connect(lambda _result: drop())
    dialog.open()
