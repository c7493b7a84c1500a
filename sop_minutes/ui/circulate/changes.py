"""What has changed in a note since it was last sent: each line before and now."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from sop_minutes.domain.circulating import ChangeKind, NoteChange, Since, changes_counted
from sop_minutes.ui.circulate.links import wrapped
from sop_minutes.ui.naming import named
from sop_minutes.ui.pressing import Dialog

_RECORD = Qt.ItemDataRole.UserRole


class ChangesDialog(Dialog):
    """A row for each change, in the order of the note. `place_wanted` names the record of the chosen one."""

    place_wanted = Signal(str)

    def __init__(self, parent: QWidget | None, since: Since, heading: str) -> None:
        super().__init__(parent)
        named(self, "changes", heading)
        self.setWindowTitle(heading.capitalize())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        column = QVBoxLayout(self)
        column.addWidget(wrapped(changes_counted(since.changes), "head", "changes-counted"))
        self.table = named(QTableWidget(), "changes-table", self.tr("What has changed: before, and now"))
        self._fill(since.changes)
        column.addWidget(self.table)
        column.addWidget(wrapped(self.tr("Enter goes to the place in the note · Esc closes"), "soft"))
        self.table.itemActivated.connect(self._go_to)
        self.resize(900, 560)
        self.table.setFocus()

    def _fill(self, changes: tuple[NoteChange, ...]) -> None:
        table = self.table
        table.setColumnCount(3)
        table.setHorizontalHeaderLabels((self.tr("What"), self.tr("Before"), self.tr("Now")))
        table.setRowCount(len(changes))
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        table.setTabKeyNavigation(False)
        table.setWordWrap(True)
        table.setShowGrid(False)
        table.setProperty("role", "lines")
        table.verticalHeader().hide()
        for row, change in enumerate(changes):
            for column, words in enumerate((f"{change.kind} {change.change}", change.before, change.after)):
                item = QTableWidgetItem(words if column == 0 or words else self.tr("–"))
                item.setTextAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
                item.setData(_RECORD, change.record if change.change is not ChangeKind.REMOVED else "")
                table.setItem(row, column, item)
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.sectionResized.connect(table.resizeRowsToContents)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        if changes:
            table.setCurrentCell(0, 0)

    def _go_to(self, item: QTableWidgetItem) -> None:
        record = str(item.data(_RECORD))
        if record:
            self.accept()
            self.place_wanted.emit(record)
