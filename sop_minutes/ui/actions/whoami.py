"""Asking who uses the window, so that it knows which actions are theirs."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from sop_minutes.domain.errors import UserError
from sop_minutes.domain.sheets import PersonRow
from sop_minutes.queries.names import person_called
from sop_minutes.queries.partners import list_people
from sop_minutes.ui.chooser import Choice, Chooser
from sop_minutes.ui.entries import Entry

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
        choices = [Choice(Entry(name, "", partial(self._page.show_mine, me))) for name, me in names.items()]
        title = self.tr("I am: whose actions are “mine”?")
        Chooser(self._page, self._page.sides.theme, "whoami", title, choices).open()

    def be(self, name: str) -> None:
        """Know who uses the window, by their whole name; one that is not known changes nothing."""
        try:
            me = self._page.workspace.read(person_called, name)
        except UserError as error:
            self._page.failed.emit(str(error))
            return
        self._page.wanted = replace(self._page.wanted, me=me)


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
