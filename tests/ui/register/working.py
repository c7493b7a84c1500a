"""The register as a secretary works it, from the keyboard."""

from datetime import date

from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from sop_minutes.domain.actions import is_open
from sop_minutes.domain.words import ActionStatus
from sop_minutes.ui.actions.page import ActionsPage
from sop_minutes.ui.theme import LIGHT
from sop_minutes.ui.workspace import Workspace
from tests.conftest import Partnership
from tests.ui.gate import Gate

Key, Mod = Qt.Key, Qt.KeyboardModifier
TODAY = date(2017, 11, 20)
NOTE = """Present: Ann Lee (TVP), Bo Ray
# Prevent
Action: @Ann Lee to write to the schools by 17 November
Action: @Bo Ray to draft a plan by 30 November
# FGM
Action: @Ann Lee to ask the clinics by 15 January
Action: the leaflet would be reviewed
"""

MANY = "Date: 1 December 2017\n# Many\n" + "\n".join(f"Action: do part {n}" for n in range(300))


class Register:
    def __init__(self, partnership: Partnership, workspace: Workspace) -> None:
        self.partnership = partnership
        self.workspace = workspace
        self.page = ActionsPage(workspace, LIGHT, TODAY)
        self.failed: list[str] = []
        self.said: list[str] = []
        self.page.failed.connect(self.failed.append)
        self.page.said.connect(self.said.append)
        self.page.resize(1400, 800)
        self.page.show()
        self.page.activateWindow()
        QTest.qWaitForWindowActive(self.page)
        self.page.table.setFocus()
        self.page.settle()

    def leave(self) -> None:
        """Be done with the page: one that goes on painting reads what is not there any more."""
        self.page.deleteLater()
        QApplication.sendPostedEvents(self.page, QEvent.Type.DeferredDelete)

    def press(self, key: Qt.Key, mods: Qt.KeyboardModifier = Mod.NoModifier) -> None:
        QTest.keyClick(self.page.focusWidget() or self.page.table, key, mods)

    def type(self, text: str) -> None:
        QTest.keyClicks(self.page.focusWidget(), text)

    def refs(self) -> list[str]:
        self.page.settle()
        model = self.page.model
        rows = [model.action(row) for row in range(model.rowCount())]
        return [row.action.ref.removeprefix("CG 17/") if row else "-" for row in rows]

    def chosen(self) -> list[str]:
        return [self.partnership.action(f"CG 17/{id_}").ref[-1] for id_ in self.page.table.chosen_ids()]

    def cells(self, column: int) -> list[str]:
        model = self.page.model
        return [model.index(row, column).data() for row in range(model.rowCount())]

    def still_open(self) -> list[str]:
        rows = self.partnership.actions(statuses=tuple(ActionStatus))
        return sorted(row.ref[-1] for row in rows if is_open(row.status))

    def facets(self) -> set[str]:
        sides = self.page.sides
        shown = [sides.item(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(sides.count())]
        return {words for words in shown if words and words.startswith("BY OWNER")}

    def hold(self) -> Gate:
        """Have nothing be counted until the gate is opened."""
        gate = Gate()
        self.workspace.ask(lambda _found: None, gate.query)
        assert gate.reached.wait(60)
        return gate

    def menu(self, name: str) -> QMenu:
        found = [menu for menu in self.page.findChildren(QMenu, name) if menu.isVisible()]
        return found[0]

    def trigger(self, name: str, label: str) -> None:
        menu = self.menu(name)
        next(action for action in menu.actions() if action.text() == label).trigger()
        menu.close()
