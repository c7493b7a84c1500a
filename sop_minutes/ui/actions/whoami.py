"""Asking who uses the window, so that it knows which actions are theirs."""

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QInputDialog

from sop_minutes.domain.sheets import PersonRow
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
        names = names_apart(self._page.workspace.read(list_people))
        if not names:
            self._page.failed.emit(self.tr("Nobody is known here yet."))
            return
        dialog = named(QInputDialog(self._page), "whoami", self.tr("I am"))
        dialog.setWindowTitle(self.tr("I am"))
        dialog.setLabelText(self.tr("Whose actions are “mine”?"))
        dialog.setComboBoxItems(list(names))
        dialog.textValueSelected.connect(lambda name: self._page.show_mine(names[name]))
        dialog.open()


def names_apart(people: Iterable[PersonRow]) -> dict[str, int]:
    """Return each person's id by a name that only they have here: namesakes with what tells them apart."""
    rows = list(people)
    many = Counter(row.name for row in rows)
    given: Counter[str] = Counter()
    found: dict[str, int] = {}
    for row in rows:
        about = ", ".join(filter(None, (row.organisation, row.role, row.email)))
        name = f"{row.name} ({about})" if many[row.name] > 1 and about else row.name
        given[name] += 1
        found[f"{name} – {given[name]}" if given[name] > 1 else name] = row.id
    return found
