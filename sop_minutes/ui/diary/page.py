"""The diary page: meetings by year, and what can be done with one."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from sop_minutes.commands.agenda import convene_meeting
from sop_minutes.commands.meetings import (
    change_state,
    confirm_meeting,
    delete_meeting,
    reopen_meeting,
    reschedule_meeting,
)
from sop_minutes.domain.due import format_date
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.sheets import MeetingRow
from sop_minutes.domain.words import MeetingState
from sop_minutes.queries.meetings import list_meetings
from sop_minutes.ui.diary.asking import DayAsked, ask_day
from sop_minutes.ui.naming import named
from sop_minutes.ui.workspace import Workspace

_ROW = Qt.ItemDataRole.UserRole


class DiaryPage(QWidget):
    """Meetings by group and year, the newest first. `chosen` gives the id of the one to open."""

    chosen = Signal(int)
    failed = Signal(str)

    def __init__(self, workspace: Workspace, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "diary")
        self._workspace = workspace
        self._today = today
        self._group_id: int | None = None
        self._build()
        self._connect()

    def show_group(self, group_id: int | None) -> None:
        """Show the meetings of one group, of all for None."""
        self._group_id = group_id
        self.refresh()

    def refresh(self) -> None:
        """Show the diary as it is now, the same meeting chosen."""
        chosen = self.row()
        self.tree.clear()
        years: dict[int, QTreeWidgetItem] = {}
        for row in reversed(self._workspace.read(list_meetings, self._group_id)):
            if row.on.year not in years:
                years[row.on.year] = QTreeWidgetItem(self.tree, [str(row.on.year)])
                years[row.on.year].setFlags(Qt.ItemFlag.ItemIsEnabled)
            self._add(years[row.on.year], row, chosen)
        self.tree.expandAll()
        if self.tree.currentItem() is None:
            self._choose_next()

    def row(self) -> MeetingRow | None:
        """Return the chosen meeting, None if there is none."""
        item = self.tree.currentItem()
        row = item.data(0, _ROW) if item is not None else None
        return row if isinstance(row, MeetingRow) else None

    def new_meeting(self) -> None:
        """Ask for a day and put a meeting in the diary, with its standing agenda."""
        chosen = self.row()
        group_id = self._group_id or (chosen.group_id if chosen else None)
        if group_id is None:
            self.failed.emit(self.tr("Choose a group first: there is none to meet yet."))
            return
        asked = ask_day(self, self.tr("New meeting"), self._today)
        if asked is not None:
            self._do(
                self.tr("New meeting"), convene_meeting, group_id=group_id, on=asked.on, provisional=asked.tbc
            )

    def duplicate(self) -> None:
        """Ask for a day and put a meeting there with the chosen one's whole agenda."""
        row = self.row()
        asked = self._ask(self.tr("Duplicate {0}"), row)
        if row is not None and asked is not None:
            self._do(
                self.tr("Duplicate meeting"),
                convene_meeting,
                group_id=row.group_id,
                on=asked.on,
                provisional=asked.tbc,
                like=row.id,
            )

    def reschedule(self) -> None:
        """Ask for another day for the chosen meeting."""
        row = self.row()
        asked = self._ask(self.tr("Move {0} to another day"), row)
        if row is not None and asked is not None:
            label = self.tr("Reschedule meeting")
            self._do(label, reschedule_meeting, row.id, on=asked.on, provisional=asked.tbc)

    def confirm(self) -> None:
        """Say that the chosen meeting's date stands."""
        if row := self.row():
            self._do(self.tr("Confirm meeting"), confirm_meeting, row.id)

    def cancel(self) -> None:
        """Cancel the chosen meeting, or put a cancelled one back."""
        row = self.row()
        if row is None:
            return
        if row.state is MeetingState.CANCELLED:
            self._do(self.tr("Reopen meeting"), reopen_meeting, row.id)
        else:
            self._do(self.tr("Cancel meeting"), change_state, row.id, state=MeetingState.CANCELLED)

    def delete(self) -> None:
        """Take a meeting without a note out of the diary."""
        if row := self.row():
            self._do(self.tr("Delete meeting"), delete_meeting, row.id)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and not event.modifiers():
            do = self._keys.get(Qt.Key(event.key()))
            if do is not None:
                do()
                return True
        return super().eventFilter(watched, event)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 22, 28, 12)
        title = QLabel(self.tr("Diary"))
        title.setProperty("role", "head")
        column.addWidget(title)
        self.tree = named(QTreeWidget(), "meetings", self.tr("Meetings"))
        self.tree.setHeaderLabels([self.tr("Day"), self.tr("Group"), self.tr("State"), self.tr("Key")])
        self.tree.setUniformRowHeights(True)
        self.tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.tree.header().resizeSection(0, 320)
        self.tree.header().setStretchLastSection(False)
        self.tree.header().resizeSection(3, 150)
        column.addWidget(self.tree, 1)
        column.addLayout(self._build_buttons())

    def _build_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self._keys: dict[Qt.Key, Callable[[], None]] = {}
        verbs: tuple[tuple[Qt.Key, str, str, Callable[[], None]], ...] = (
            (Qt.Key.Key_N, "new", self.tr("N  new meeting"), self.new_meeting),
            (Qt.Key.Key_D, "duplicate", self.tr("D  duplicate"), self.duplicate),
            (Qt.Key.Key_R, "reschedule", self.tr("R  reschedule"), self.reschedule),
            (Qt.Key.Key_C, "confirm", self.tr("C  confirm date"), self.confirm),
            (Qt.Key.Key_X, "cancel", self.tr("X  cancel or put back"), self.cancel),
            (Qt.Key.Key_Delete, "delete", self.tr("Del  delete"), self.delete),
        )
        for key, name, label, do in verbs:
            button = named(QPushButton(label), name, label.partition("  ")[2])
            button.clicked.connect(do)
            self._keys[key] = do
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _connect(self) -> None:
        self.tree.itemActivated.connect(self._open)
        self.tree.installEventFilter(self)

    def _add(self, year: QTreeWidgetItem, row: MeetingRow, chosen: MeetingRow | None) -> None:
        tbc = self.tr(" (to be confirmed)") if row.provisional else ""
        item = QTreeWidgetItem(
            year, [f"{row.on:%a} {format_date(row.on)}{tbc}", row.group, str(row.state), row.key]
        )
        item.setData(0, _ROW, row)
        if chosen is not None and row.id == chosen.id:
            self.tree.setCurrentItem(item)

    def _choose_next(self) -> None:
        """Choose the next meeting that is to come, else the last one."""
        best = None
        for year in range(self.tree.topLevelItemCount()):
            parent = self.tree.topLevelItem(year)
            for number in range(parent.childCount() if parent else 0):
                item = parent.child(number) if parent else None
                if item is not None and (best is None or item.data(0, _ROW).on >= self._today):
                    best = item
        if best is not None:
            self.tree.setCurrentItem(best)

    def _open(self) -> None:
        if row := self.row():
            self.chosen.emit(row.id)

    def _ask(self, words: str, row: MeetingRow | None) -> DayAsked | None:
        return ask_day(self, words.format(row.key), row.on) if row is not None else None

    def _do(self, label: str, command: Callable[..., object], *args: object, **kwargs: object) -> None:
        try:
            self._workspace.do(label, command, *args, **kwargs)
        except UserError as error:
            self.failed.emit(str(error))
        self.refresh()
