"""The copies that came back: from whom, of what, and how many of their changes wait."""

from collections.abc import Callable
from pathlib import Path

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

from sop_minutes.domain.due import format_date
from sop_minutes.domain.errors import UserError
from sop_minutes.export.files import write_whole
from sop_minutes.queries.returned_copies import CopyRow, copy_content, list_copies
from sop_minutes.queries.returned_story import copy_words
from sop_minutes.ui.files import FileDialog
from sop_minutes.ui.naming import named, told
from sop_minutes.ui.pressing import Dialog
from sop_minutes.ui.returned.wording import waiting_words
from sop_minutes.ui.workspace import Workspace

_ROW = Qt.ItemDataRole.UserRole


class CopiesDialog(Dialog):
    """All copies, the newest first.

    `chosen` gives the meeting of the copy that is to be gone through; `import_wanted` asks for more, and
    `said` tells what was done.
    """

    chosen = Signal(int)
    import_wanted = Signal()
    said = Signal(str)

    def __init__(self, parent: QWidget | None, workspace: Workspace) -> None:
        super().__init__(parent)
        heading = self.tr("Returned copies")
        named(self, "returned-copies", heading)
        self.setWindowTitle(heading)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._workspace = workspace
        self._build()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Show the copies as they are now."""
        at = max(0, self.tree.currentIndex().row())
        self.tree.clear()
        rows = self._workspace.read(list_copies)[::-1]
        for row in rows:
            came = format_date(row.received_at.date())
            cells = [row.meeting, row.from_name, copy_words(row), came, waiting_words(row)]
            item = QTreeWidgetItem(self.tree, cells)
            item.setData(0, _ROW, row)
        self.tree.setCurrentIndex(self.tree.model().index(min(at, len(rows) - 1), 0))
        self.empty.setVisible(not rows)

    def row(self) -> CopyRow | None:
        """Return the chosen copy, None if there is none."""
        item = self.tree.currentItem()
        row = item.data(0, _ROW) if item is not None else None
        return row if isinstance(row, CopyRow) else None

    def go_through(self) -> None:
        """Go through what came back of the note that the chosen copy is of."""
        if row := self.row():
            self.accept()
            self.chosen.emit(row.meeting_id)

    def ask_save(self) -> None:
        """Ask where to save the chosen copy as it came."""
        if row := self.row():
            dialog = FileDialog(self, "returned-save", self.tr("Save the copy as it came"))
            dialog.setAcceptMode(FileDialog.AcceptMode.AcceptSave)
            dialog.setNameFilters([self.tr("Word files (*.docx)")])
            dialog.setDefaultSuffix("docx")
            dialog.selectFile(row.name)
            dialog.fileSelected.connect(lambda name: self.save(row.id, Path(name)))
            dialog.open()

    def save(self, copy_id: int, path: Path) -> None:
        """Save a copy as it came."""
        try:
            write_whole(path, self._workspace.read(copy_content, copy_id))
        except UserError as error:
            self._say(str(error))
        else:
            self._say(self.tr("Written: {0}").format(path))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and not event.modifiers():
            do = self._keys.get(Qt.Key(event.key()))
            if do is not None:
                do()
                return True
        return super().eventFilter(watched, event)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        self.tree = named(QTreeWidget(), "returned-copies-list", self.tr("Copies that came back"))
        headings = ("Meeting", "From", "Copy of", "Came", "Changes")
        self.tree.setHeaderLabels([self.tr(heading) for heading in headings])
        self.tree.setRootIsDecorated(False)
        self.tree.setUniformRowHeights(True)
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        self.empty = told(QLabel(), "returned-empty", self.tr("What to do"))
        self.empty.setText(self.tr("No copy came back yet. Press I to import one."))
        self.empty.setProperty("role", "soft")
        self.outcome = told(QLabel(), "returned-said", self.tr("What came of it"))
        self.outcome.setWordWrap(True)
        for widget in (self.empty, self.tree, self.outcome):
            column.addWidget(widget)
        column.addLayout(self._build_buttons())
        self.resize(980, 440)

    def _build_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self._keys: dict[Qt.Key, Callable[[], None]] = {}
        verbs: tuple[tuple[Qt.Key, str, str, Callable[[], None]], ...] = (
            (Qt.Key.Key_Return, "go", self.tr("Enter  go through the changes"), self.go_through),
            (Qt.Key.Key_I, "import", self.tr("I  import returned copies…"), self.import_wanted.emit),
            (Qt.Key.Key_S, "save", self.tr("S  save the copy as it came…"), self.ask_save),
        )
        for key, name, label, do in verbs:
            button = named(QPushButton(label), f"returned-copies-{name}", label.partition("  ")[2])
            button.setAutoDefault(False)
            button.clicked.connect(do)
            self._keys[key] = do
            row.addWidget(button)
        hint = QLabel(self.tr("Esc closes"))
        hint.setProperty("role", "soft")
        row.addStretch(1)
        row.addWidget(hint)
        return row

    def _connect(self) -> None:
        self.tree.installEventFilter(self)
        self.tree.itemDoubleClicked.connect(self.go_through)
        for changed in (self._workspace.changed, self._workspace.elsewhere):
            changed.connect(self.refresh)

    def _say(self, words: str) -> None:
        self.outcome.setText(words)
        self.said.emit(words)
