"""The diary page: meetings by year, and what can be done with one."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from sop_minutes.commands.agenda import convene_meeting
from sop_minutes.commands.deleting import HasNoteError, delete_meeting
from sop_minutes.commands.meetings import (
    change_state,
    confirm_meeting,
    reinstate_meeting,
    reschedule_meeting,
)
from sop_minutes.domain.approving import Standing
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.sheets import MeetingRow
from sop_minutes.domain.words import MeetingState
from sop_minutes.queries.meetings import list_meetings, meeting_sheet
from sop_minutes.queries.partners import list_groups
from sop_minutes.queries.standings import standings
from sop_minutes.ui.diary.asking import DayAsked, DayDialog
from sop_minutes.ui.diary.carrying import made_words, meeting_groups
from sop_minutes.ui.diary.deleting import DeleteDialog
from sop_minutes.ui.diary.glance import Glance
from sop_minutes.ui.diary.meetings import MeetingTree
from sop_minutes.ui.flow import FlowRow
from sop_minutes.ui.naming import named, told
from sop_minutes.ui.theme import Theme
from sop_minutes.ui.workspace import Workspace

_ROOM_FOR_BOTH = 900
"""Pixels a page is wide, at the least, on which more than the list is shown."""


class DiaryPage(QWidget):
    """Meetings by group and year, the newest first.

    `chosen` gives the id of the one to open, and the title of the item to go to, "" for none. `kept`
    follows every change, with what is to be said of it, "" for nothing; `deleted` gives an id. So do
    `approve_wanted` and `versions_wanted`; `publish_wanted` gives that of a group.
    """

    chosen = Signal(int, str)
    failed = Signal(str)
    kept = Signal(str)
    deleted = Signal(int)
    approve_wanted = Signal(int)
    versions_wanted = Signal(int)
    publish_wanted = Signal(int)
    due_wanted = Signal()

    def __init__(
        self, workspace: Workspace, theme: Theme, today: date, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        named(self, "diary")
        self._workspace = workspace
        self._today = today
        self._group_id: int | None = None
        self._standings: Mapping[int, Standing] = {}
        self._build(theme)
        self._connect()

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self.glance.set_theme(theme)

    def show_group(self, group_id: int | None) -> None:
        """Show the meetings of one group, of all for None."""
        self._group_id = group_id
        self.refresh()

    def refresh(self) -> None:
        """Show the diary as it is now, the same meeting chosen."""
        self._standings = self._workspace.read(standings, self._group_id)
        rows = self._workspace.read(list_meetings, self._group_id)
        self.tree.show_meetings(rows, self._standings)
        self.empty.setVisible(not rows)
        self._look()

    def row(self) -> MeetingRow | None:
        """Return the chosen meeting, None if there is none."""
        return self.tree.row()

    def choose(self, meeting_id: object) -> None:
        """Choose a meeting, if it is listed."""
        self.tree.choose(meeting_id)

    def new_meeting(self) -> None:
        """Ask for a day and put a meeting in the diary, with its standing agenda."""
        groups = meeting_groups(self._workspace.read(list_groups))
        shown = [group for group in groups if group.id == self._group_id] or groups
        if not shown:
            self.failed.emit(self.tr("There is no group to meet yet: add one first (New group, Note menu)."))
            return
        label = self.tr("New meeting")
        if len(shown) == 1:
            title = self.tr("New meeting of {0}").format(shown[0].name)
            self._ask(title, self._today, label, convene_meeting, group_id=shown[0].id)
            return
        chosen = self.row()
        dialog = DayDialog(self, label, self._today, shown, chosen.group_id if chosen else None)
        self._open_dialog(dialog, label, convene_meeting, {})

    def duplicate(self) -> None:
        """Ask for a day and put a meeting there with the chosen one's whole agenda."""
        if row := self.row():
            title, label = self.tr("Duplicate {0}").format(row.key), self.tr("Duplicate meeting")
            self._ask(title, row.on, label, convene_meeting, group_id=row.group_id, like=row.id)

    def reschedule(self) -> None:
        """Ask for another day for the chosen meeting."""
        if row := self.row():
            title, label = self.tr("Move {0} to another day").format(row.key), self.tr("Reschedule meeting")
            self._ask(title, row.on, label, reschedule_meeting, meeting_id=row.id)

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
            self._do(self.tr("Put meeting back"), reinstate_meeting, row.id)
        else:
            self._do(self.tr("Cancel meeting"), change_state, row.id, state=MeetingState.CANCELLED)

    def approve(self) -> None:
        """Have the minutes of the chosen meeting approved."""
        if row := self.row():
            self.approve_wanted.emit(row.id)

    def show_versions(self) -> None:
        """Have the approved versions of the chosen meeting's minutes shown."""
        if row := self.row():
            self.versions_wanted.emit(row.id)

    def publish(self) -> None:
        """Have the notes of the chosen meeting's group published."""
        if row := self.row():
            self.publish_wanted.emit(row.group_id)

    def delete(self) -> None:
        """Take a meeting out of the diary; one that has a note when that is confirmed."""
        row = self.row()
        if row is None:
            return
        label = self.tr("Delete meeting")
        try:
            self._workspace.do(label, delete_meeting, row.id)
        except HasNoteError as error:
            dialog = DeleteDialog(self, row.key, str(error))
            dialog.confirmed.connect(partial(self._delete_with_note, row))
            dialog.open()
        except UserError as error:
            self.failed.emit(str(error))
        else:
            self._is_deleted(row)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and not event.modifiers():
            do = self._keys.get(Qt.Key(event.key()))
            if do is not None:
                do()
                return True
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.tree.header().resizeSection(0, min(350, self.width() // 4))
        self._look()

    def _build(self, theme: Theme) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 22, 28, 12)
        title = QLabel(self.tr("Diary"))
        title.setProperty("role", "head")
        column.addWidget(title)
        self.tree = MeetingTree(self._today)
        self.empty = told(QLabel(), "empty", self.tr("What to do"))
        self.empty.setText(self.tr("There are no meetings yet. Press N to put the first one in the diary."))
        self.empty.setProperty("role", "soft")
        self.empty.setWordWrap(True)
        column.addWidget(self.empty)
        self.glance = Glance(theme)
        both = QHBoxLayout()
        both.addWidget(self.tree, 1)
        both.addWidget(self.glance)
        column.addLayout(both, 1)
        column.addWidget(self._build_buttons())

    def _build_buttons(self) -> FlowRow:
        row = FlowRow()
        self._keys: dict[Qt.Key, Callable[[], None]] = {}
        verbs: tuple[tuple[Qt.Key, str, str, Callable[[], None]], ...] = (
            (Qt.Key.Key_N, "new", self.tr("N  new meeting"), self.new_meeting),
            (Qt.Key.Key_D, "duplicate", self.tr("D  duplicate"), self.duplicate),
            (Qt.Key.Key_R, "reschedule", self.tr("R  reschedule"), self.reschedule),
            (Qt.Key.Key_C, "confirm", self.tr("C  confirm date"), self.confirm),
            (Qt.Key.Key_X, "cancel", self.tr("X  cancel or put back"), self.cancel),
            (Qt.Key.Key_Delete, "delete", self.tr("Del  delete"), self.delete),
            (Qt.Key.Key_A, "approve", self.tr("A  approve minutes…"), self.approve),
            (Qt.Key.Key_V, "versions", self.tr("V  versions…"), self.show_versions),
            (Qt.Key.Key_P, "publish", self.tr("P  publish…"), self.publish),
            (Qt.Key.Key_L, "due", self.tr("L  due for release…"), self.due_wanted.emit),
        )
        for key, name, label, do in verbs:
            button = named(QPushButton(label), name, label.partition("  ")[2])
            button.clicked.connect(do)
            self._keys[key] = do
            row.add(button)
        return row

    def _connect(self) -> None:
        self.tree.itemActivated.connect(self._open)
        self.tree.currentItemChanged.connect(self._look)
        self.glance.chosen.connect(self._open_at)
        self.glance.agenda.left.connect(self.tree.setFocus)
        self.tree.installEventFilter(self)
        self._workspace.changed.connect(self._follow)
        self._workspace.elsewhere.connect(self._follow)

    def _follow(self) -> None:
        """Show what was written, here or elsewhere."""
        if self.isVisible():
            self.refresh()

    def _open(self) -> None:
        if row := self.row():
            self.chosen.emit(row.id, "")

    def _open_at(self, title: str) -> None:
        if row := self.row():
            self.chosen.emit(row.id, title)

    def _look(self) -> None:
        """Show the chosen meeting at a glance, where there is room."""
        row = self.row() if self.width() >= _ROOM_FOR_BOTH else None
        try:
            sheet = self._workspace.read(meeting_sheet, row.id) if row else None
        except UserError:  # it was deleted a moment ago, and goes from the list in another
            sheet = None
        self.glance.show_meeting(sheet, self._standings.get(row.id) if row else None)

    def _delete_with_note(self, row: MeetingRow) -> None:
        try:
            self._workspace.do(self.tr("Delete meeting"), delete_meeting, row.id, with_note=True)
        except UserError as error:
            self.failed.emit(str(error))
        else:
            self._is_deleted(row)

    def _is_deleted(self, row: MeetingRow) -> None:
        self.deleted.emit(row.id)
        self.refresh()
        self.kept.emit(self.tr("{0} is deleted.").format(row.key))

    def _ask(
        self, title: str, said_on: date, label: str, command: Callable[..., object], **what: object
    ) -> None:
        """Ask for a day, as said on `said_on`; then do what is to be done on it, and choose that meeting."""
        self._open_dialog(DayDialog(self, title, said_on), label, command, what)

    def _open_dialog(
        self, dialog: DayDialog, label: str, command: Callable[..., object], what: Mapping[str, object]
    ) -> None:
        def do(asked: DayAsked) -> None:
            of_group = {"group_id": asked.group_id} if asked.group_id else {}
            said = {"time": asked.time, "place": asked.place, **of_group, **what}
            made = self._do(label, command, on=asked.on, provisional=asked.tbc, **said)
            self.choose(made or what.get("meeting_id"))
            if isinstance(made, int):
                sheet = self._workspace.read(meeting_sheet, made)
                self.kept.emit(made_words(self, sheet, copied="like" in what))

        dialog.answered.connect(do)
        dialog.open()

    def _do(self, label: str, command: Callable[..., object], *args: object, **kwargs: object) -> object:
        """Do something, show the diary after it; return what it returns, None if it was refused."""
        made = None
        try:
            made = self._workspace.do(label, command, *args, **kwargs)
        except UserError as error:
            self.failed.emit(str(error))
        else:
            self.kept.emit("")
        self.refresh()
        return made
