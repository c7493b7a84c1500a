"""The attendance list, kept without a mouse: type initials, Space says how it stands with them."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHeaderView,
    QLabel,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from sop_minutes.commands.attendance import remove_attendance, send_substitute, set_attendance
from sop_minutes.domain.attendance import HERE, Said, missing_for_quorum, name_typed, next_status, read_said
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.words import AttendanceStatus
from sop_minutes.queries.attendance import AttendanceRow, attendance_list
from sop_minutes.ui.naming import named, told
from sop_minutes.ui.record.attending import details, fitting, seat_words, standing_words
from sop_minutes.ui.record.lines import KeyLine
from sop_minutes.ui.record.outline import quorum_words
from sop_minutes.ui.workspace import Workspace

_ROW = Qt.ItemDataRole.UserRole
_TO_LIST = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})
_IN_ATTENDANCE = "in attendance"


class AttendancePanel(QFrame):
    """Who is there, over the page. `changed` follows every change, `said` puts it in words.

    `person_wanted` gives the id of a person who is to be put right.
    """

    changed = Signal()
    said = Signal(str)
    failed = Signal(str)
    left = Signal()
    person_wanted = Signal(int)
    undo_wanted = Signal()
    redo_wanted = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        named(self, "attendance", self.tr("Attendance"))
        self._workspace = workspace
        self._meeting_id = 0
        self._quorum: int | None = None
        self._rows: tuple[AttendanceRow, ...] = ()
        self._asked_of: AttendanceRow | None = None
        self._name = ""
        self._build()
        self._connect()
        self.hide()

    def open(self, meeting_id: int, quorum: int | None) -> None:
        """Show a meeting's list, ready to type."""
        self._meeting_id, self._quorum = meeting_id, quorum
        self.line.clear()
        self._ask_of(None)
        self.refresh()
        self.show()
        self.raise_()
        self.line.setFocus()

    def close_list(self) -> None:
        """Hide the list."""
        self.hide()
        self.left.emit()

    def correct(self) -> None:
        """Have the chosen person put right."""
        row = self.row()
        if row is None or row.person_id is None:
            self.failed.emit(self.tr("Choose a person first: that name is nobody's yet."))
        else:
            self.person_wanted.emit(row.person_id)

    def refresh(self) -> None:
        """Show the list as it is now, the same name chosen."""
        self._rows = self._workspace.read(attendance_list, self._meeting_id)
        statuses = [row.status for row in self._rows if row.status is not None]
        here = sum(1 for status in statuses if status in HERE)
        sent = statuses.count(AttendanceStatus.APOLOGIES)
        away = self.tr("1 apology") if sent == 1 else self.tr("{0} apologies").format(sent)
        counts = f"{self.tr('{0} here').format(here)} · {away}"
        quorum = quorum_words(self, missing_for_quorum(self._quorum, statuses))
        self.counts.setText(" · ".join(part for part in (counts, quorum) if part))
        self._filter()

    def row(self) -> AttendanceRow | None:
        """Return the chosen name, None if what is typed fits none."""
        item = self.tree.currentItem()
        row = item.data(0, _ROW) if item is not None else None
        return row if isinstance(row, AttendanceRow) else None

    def _key(self, event: QKeyEvent) -> bool:
        """Do what a key of ours says; say whether it was one."""
        key = Qt.Key(event.key())
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            wanted = {Qt.Key.Key_Z: self.undo_wanted, Qt.Key.Key_Y: self.redo_wanted}.get(key)
            if wanted is not None:
                wanted.emit()
            return wanted is not None
        if key in _TO_LIST:
            self.tree.keyPressEvent(event)
            return True
        doing: dict[Qt.Key, Callable[[], bool]] = {
            Qt.Key.Key_Space: self._space,
            Qt.Key.Key_Return: self._enter,
            Qt.Key.Key_Enter: self._enter,
            Qt.Key.Key_Escape: self._escape,
            Qt.Key.Key_Delete: self._delete,
        }
        return key in doing and doing[key]()

    def _space(self) -> bool:
        """Take the chosen name to its next status, unless a name is being typed that nobody here has."""
        text = self.line.text().strip()
        row = self.row()
        typing = (self._asked_of is not None and text) or text.startswith("+") or text != name_typed(text)
        if row is None or typing:
            return False
        self._ask_of(None)
        status = next_status(row.status, deputy=bool(row.deputy_for))
        if status is AttendanceStatus.SUBSTITUTE and row.deputy_for:
            self._set(row, status=status, substitute_for=row.deputy_for)
        else:
            self._set(row, status=status, **self._chair_at_first(row))
        if status is AttendanceStatus.SUBSTITUTE and not row.deputy_for:
            self._ask_of(row)
        self.line.selectAll()
        return True

    def _enter(self) -> bool:
        text = self.line.text().strip()
        said = read_said(text.removeprefix("+"))
        row = self.row()
        if self._asked_of is not None:
            self._answer(text)
        elif not text:
            self.close_list()
        elif text.startswith("+") or row is None:
            self._set(AttendanceRow(said.name, ""), status=AttendanceStatus.PRESENT, **details(said, ""))
        elif said.is_more_than_a_name:
            self._note_on(row, said)
        elif row.status is None:
            self._set(row, status=AttendanceStatus.PRESENT, **self._chair_at_first(row))
        self.line.selectAll()
        return True

    def _escape(self) -> bool:
        if self._asked_of is not None:
            self._ask_of(None)
        elif self.line.text():
            self.line.clear()
        else:
            self.close_list()
        return True

    def _delete(self) -> bool:
        row = self.row()
        if self.line.text() and self.line.selectedText() != self.line.text():
            return False
        if row is not None and row.status is not None:
            self._do(self.tr("not listed"), remove_attendance, row.name, name=row.name)
        return True

    def _note_on(self, row: AttendanceRow, said: Said) -> None:
        """Keep what is typed of a name: when they came and went, what stands in brackets."""
        if said.detail is not None and said.detail.casefold() == _IN_ATTENDANCE:
            self._set(row, status=AttendanceStatus.IN_ATTENDANCE)
            return
        status = row.status if row.status in HERE else AttendanceStatus.PRESENT
        self._set(row, status=status, **details(said, row.detail))

    def _answer(self, text: str) -> None:
        """Keep for whom someone is there, or with “by” who is there for them."""
        asked, by = self._asked_of, text.casefold().startswith("by ")
        self._ask_of(None)
        if asked is None or not text:
            return
        other = self._full_name(text.partition(" ")[2] if by or text.casefold().startswith("for ") else text)
        name, absent = (other, asked.name) if by else (asked.name, other)
        self._do(self.tr("substitute for {0}").format(absent), send_substitute, name, name=name,
                 substitute_for=absent)  # fmt: skip

    def _set(self, row: AttendanceRow, **what: object) -> None:
        said = what.get("detail") or what.get("status") or ""
        self._do(str(said), set_attendance, row.name, name=row.name, person_id=row.person_id, **what)

    def _do(self, words: str, command: Callable[..., object], of: str, **what: object) -> None:
        label = self.tr("Attendance of {0}").format(of)
        try:
            self._workspace.do(label, command, self._meeting_id, **what)
        except UserError as error:
            self.failed.emit(str(error))
            return
        self.refresh()
        chosen = self.row()
        if chosen is None or chosen.name != of:
            self._choose(lambda row: row.name == of)
        self.changed.emit()
        self.said.emit(f"{of}: {words}")

    def _chair_at_first(self, row: AttendanceRow) -> dict[str, str]:
        """Return that whoever has the chair's seat is in the chair, if nobody is."""
        taken = any("chair" in other.detail.split(", ") for other in self._rows)
        return {"detail": "chair"} if row.status is None and row.role == "chair" and not taken else {}

    def _full_name(self, text: str) -> str:
        meant = fitting(self._rows, text)
        return meant[0].name if meant else text.strip()

    def _ask_of(self, row: AttendanceRow | None) -> None:
        """Ask in the line for whom someone is there; None asks nothing any more."""
        if row is not None or self._asked_of is not None:
            self.line.clear()
        self._asked_of = row
        asked = self.tr("For whom is {0} there? Or: by Cy Dunn, if they sent someone")
        self.line.setPlaceholderText(asked.format(row.name) if row else self._hint)
        self.line.setAccessibleName(asked.format(row.name) if row else self.tr("Initials or part of a name"))

    def _filter(self) -> None:
        """List whom the line may mean. Whoever was chosen stays so until another name is typed."""
        chosen, was = self.row(), self._name
        text = self.line.text() if self._asked_of is None else ""
        self._name = name_typed(text)
        self.tree.clear()
        for row in fitting(self._rows, "" if text.startswith("+") else self._name):
            item = QTreeWidgetItem(self.tree, [row.initials, row.name, seat_words(row), standing_words(row)])
            item.setData(0, _ROW, row)
        first = self.tree.topLevelItem(0)
        if first is not None and not text.startswith("+"):
            self.tree.setCurrentItem(first)
        if chosen is not None and self._name in {"", was}:
            self._choose(chosen.is_same)

    def _choose(self, is_meant: Callable[[AttendanceRow], bool]) -> None:
        """Choose the first name that is meant, if one is listed."""
        for number in range(self.tree.topLevelItemCount()):
            item = self.tree.topLevelItem(number)
            if item is not None and is_meant(item.data(0, _ROW)):
                self.tree.setCurrentItem(item)
                self.tree.scrollToItem(item)
                return

    def _build(self) -> None:
        self._hint = self.tr("Initials or a name; then Space, 10:40, -11:15 or (chair)")
        column = QVBoxLayout(self)
        self.counts = told(QLabel(), "attendance-counts", self.tr("How many are here"))
        self.counts.setProperty("role", "section")
        self.line = named(KeyLine(self._key), "attendance-line", self.tr("Initials or part of a name"))
        self.tree = named(QTreeWidget(), "attendance-list", self.tr("Who is there"))
        self.tree.setHeaderLabels(
            [self.tr("Initials"), self.tr("Name"), self.tr("Seat"), self.tr("Attendance")]
        )
        self.tree.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.tree.setRootIsDecorated(False)
        self.tree.setUniformRowHeights(True)
        self.tree.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.tree.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.tree.header().setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        self.tree.header().setStretchLastSection(False)
        hint = QLabel(
            self.tr(
                "Space next status · Enter keeps, or adds a name · + adds it anyway · F2 corrects · Del · Esc"
            )
        )
        hint.setProperty("role", "soft")
        hint.setWordWrap(True)
        for widget in (self.counts, self.line, self.tree, hint):
            column.addWidget(widget)

    def _connect(self) -> None:
        self.line.textChanged.connect(self._filter)
