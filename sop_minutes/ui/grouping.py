"""The group one works in: whose meetings and actions are shown."""

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType

from PySide6.QtCore import QObject, Signal

from sop_minutes.commands.groups import add_group
from sop_minutes.domain.errors import UserError
from sop_minutes.queries.partners import list_groups
from sop_minutes.ui.chooser import Choice, Chooser
from sop_minutes.ui.diary.carrying import meeting_groups
from sop_minutes.ui.diary.grouping import GroupDialog
from sop_minutes.ui.entries import Entry
from sop_minutes.ui.window import MainWindow
from sop_minutes.ui.workspace import Workspace


class Grouping(QObject):
    """One group, or all of them. `changed` gives its id, None for all; `chosen` follows somebody's choice."""

    changed = Signal(object)
    chosen = Signal()

    def __init__(self, window: MainWindow, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self.group_id: int | None = None
        self._window = window
        self._workspace = workspace
        window.bar.group.clicked.connect(self.choose)

    def begin(self, group_id: int) -> None:
        """Work in the group that was chosen last; -1 for none yet: the one that meets, if there is one."""
        self.work_in(group_id if group_id >= 0 else self.only_group())

    def only_group(self) -> int | None:
        """Return the group one works in; where it is all, the one that meets, None where several do."""
        meets = meeting_groups(self._workspace.read(list_groups))
        return self.group_id or (meets[0].id if len(meets) == 1 else None)

    def work_in(self, group_id: int | None) -> None:
        """Show a group; all for None, and for one that is not there."""
        names = {row.id: row.name for row in self._workspace.read(list_groups)}
        self.group_id = group_id if group_id in names else None
        self._window.bar.show_group(names.get(self.group_id or 0, self.tr("All groups")))
        self.changed.emit(self.group_id)

    def follow(self, group_id: int) -> None:
        """Work in the group whose note is shown, if one works in a group at all."""
        if self.group_id is not None and self.group_id != group_id:
            self.work_in(group_id)

    def choose(self) -> None:
        """Offer all groups, to work in."""
        everything = Entry(self.tr("All groups"), "", partial(self._choose, None))
        new = Entry(self.tr("New group…"), "", self.ask_new)
        self._offer([Choice(everything), *self._choices(self._choose), Choice(new)])

    def ask_for(
        self,
        run: Callable[[int], object],
        chosen: int | None = None,
        *,
        beside: Mapping[int, str] = MappingProxyType({}),
    ) -> None:
        """Do something for the group one works in, else for `chosen`; where it is neither, ask for which.

        The groups that something is said `beside` are offered first.
        """
        group_id = self.only_group() or chosen
        if group_id is None:
            self._offer(self._choices(run, beside))
        else:
            run(group_id)

    def _choices(
        self, run: Callable[[int], object], beside: Mapping[int, str] = MappingProxyType({})
    ) -> list[Choice]:
        found = []
        for row in sorted(self._workspace.read(list_groups), key=lambda row: row.id not in beside):
            detail = " · ".join(filter(None, (row.code, beside.get(row.id, ""))))
            entry = Entry(row.name, detail, partial(run, row.id))
            found.append(Choice(entry, " ".join((*row.aliases, *row.former_names))))
        return found

    def _offer(self, choices: list[Choice]) -> None:
        window, group = self._window, self._window.bar.group
        dialog = Chooser(window, window.theme, "groups", self.tr("Choose a group"), choices)
        if group.isVisible():
            dialog.move(group.mapToGlobal(group.rect().bottomLeft()))
        dialog.open()

    def ask_new(self) -> None:
        """Ask for a group that there is not yet."""
        dialog = GroupDialog(self._window)
        dialog.answered.connect(self._add)
        dialog.open()

    def _choose(self, group_id: int | None) -> None:
        self.work_in(group_id)
        self.chosen.emit()

    def _add(self, name: str, code: str) -> None:
        try:
            group_id = self._workspace.do(self.tr("Add group"), add_group, name, code=code)
        except UserError as error:
            self._window.say(str(error))
            return
        self._choose(group_id)
