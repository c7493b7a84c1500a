"""Asking who uses the window, so that it knows which actions are theirs."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QInputDialog

from sop_minutes.queries.partners import list_people
from sop_minutes.ui.naming import named

if TYPE_CHECKING:
    from sop_minutes.ui.actions.page import ActionsPage


class Whoami(QObject):
    """Asks for one of the people there are, and shows what they own."""

    def __init__(self, page: "ActionsPage") -> None:
        super().__init__(page)
        self._page = page

    def ask(self) -> None:
        """Ask who uses the window."""
        names = {row.name: row.id for row in self._page.workspace.read(list_people)}
        if not names:
            self._page.failed.emit(self.tr("Nobody is known here yet."))
            return
        dialog = named(QInputDialog(self._page), "whoami", self.tr("I am"))
        dialog.setWindowTitle(self.tr("I am"))
        dialog.setLabelText(self.tr("Whose actions are “mine”?"))
        dialog.setComboBoxItems(list(names))
        dialog.textValueSelected.connect(lambda name: self._page.show_mine(names[name]))
        dialog.open()
