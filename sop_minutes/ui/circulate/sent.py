"""What went out of a note: each version, to whom, and its files as they were."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from sop_minutes.domain.errors import UserError
from sop_minutes.paths import passing_folder
from sop_minutes.queries.circulating import CirculationRow, FrozenRow, circulations_of, frozen_content
from sop_minutes.ui.circulate.links import wrapped
from sop_minutes.ui.circulate.saying import Words
from sop_minutes.ui.files import FileDialog
from sop_minutes.ui.naming import named, told
from sop_minutes.ui.pressing import Dialog
from sop_minutes.ui.workspace import Workspace

if TYPE_CHECKING:
    from tempfile import TemporaryDirectory

_FILE = Qt.ItemDataRole.UserRole


class SentDialog(Dialog):
    """The versions that went out, the newest first. A file is opened as a copy that is gone with this."""

    def __init__(self, parent: QWidget | None, workspace: Workspace, meeting_id: int, home: Path) -> None:
        super().__init__(parent)
        heading = self.tr("What went out")
        named(self, "sent", heading)
        self.setWindowTitle(heading)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._workspace = workspace
        self._home = home
        self._copies: TemporaryDirectory[str] | None = None
        self._words = Words(self)
        self._build()
        self._connect()
        self._show(workspace.read(circulations_of, meeting_id))

    def open_file(self) -> None:
        """Open the chosen file, as it went out, in whatever opens such files."""
        try:
            path = self._copy()
        except UserError as error:
            self.outcome.setText(str(error))
            return
        if path is not None and not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self.outcome.setText(self.tr("Nothing here opens such a file; save it instead."))

    def ask_file(self) -> None:
        """Ask where to write the chosen file again."""
        file = self._chosen()
        if file is not None:
            dialog = FileDialog(self, "sent-file", self.tr("Save what went out"), self._home)
            dialog.setAcceptMode(FileDialog.AcceptMode.AcceptSave)
            dialog.selectFile(file.name)
            dialog.fileSelected.connect(lambda name: self.save_to(Path(name), file))
            dialog.open()

    def save_to(self, path: Path, file: FrozenRow) -> None:
        """Write a file again, byte for byte as it went out, or say why not."""
        from sop_minutes.export.files import write_whole

        try:
            write_whole(path, self._workspace.read(frozen_content, file.frozen_file_id))
        except UserError as error:
            self.outcome.setText(str(error))
            return
        self._home = path.parent
        self.outcome.setText(self.tr("Written: {0}").format(path))

    def done(self, result: int) -> None:
        super().done(result)
        if self._copies is not None:
            self._copies.cleanup()

    def _copy(self) -> Path | None:
        """Return the chosen file on the disk, None for none. Raises UserError where it takes no more."""
        from sop_minutes.export.files import write_whole

        file = self._chosen()
        if file is None:
            return None
        if self._copies is None:
            self._copies = passing_folder()
        path = Path(self._copies.name) / f"{file.digest[:8]} {file.name}"
        if not path.exists():
            write_whole(path, self._workspace.read(frozen_content, file.frozen_file_id))
            path.chmod(0o400)
        return path

    def _chosen(self) -> FrozenRow | None:
        item = self.tree.currentItem()
        file = item.data(0, _FILE) if item is not None else None
        return file if isinstance(file, FrozenRow) else None

    def _show(self, rows: Sequence[CirculationRow]) -> None:
        """Show the versions; where there are none, a sentence above."""
        self._none.setVisible(not rows)
        for row in reversed(rows):
            self._add(row)
        self._on_chosen()
        self._choose_first()
        self.tree.setFocus()

    def _add(self, row: CirculationRow) -> None:
        """Show a version, its files and its readers."""
        version = QTreeWidgetItem(self.tree, [self._words.version(row), ""])
        font = version.font(0)
        font.setBold(True)
        version.setFont(0, font)
        version.setFirstColumnSpanned(True)
        for file in row.files:
            item = QTreeWidgetItem(version, [file.name, f"SHA-256 {file.digest[:12]}"])
            item.setData(0, _FILE, file)
            item.setToolTip(1, file.digest)
        readers = QTreeWidgetItem(version, [self.tr("Who it went to: {0}").format(len(row.recipients)), ""])
        for reader in row.recipients:
            QTreeWidgetItem(readers, [f"{reader.name} <{reader.address}>", reader.standing])
        version.setExpanded(True)

    def _choose_first(self) -> None:
        newest = self.tree.topLevelItem(0)
        first = newest.child(0) if newest is not None else None
        if first is not None:
            self.tree.setCurrentItem(first)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        self.tree = named(QTreeWidget(), "sent-versions", self.tr("Versions, their files and their readers"))
        self.tree.setColumnCount(2)
        self.tree.setHeaderHidden(True)
        header = self.tree.header()
        header.setStretchLastSection(True)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        self._none = told(
            wrapped(self.tr("Nothing of this note went out yet.")), "sent-none", self.tr("What went out")
        )
        column.addWidget(self._none)
        column.addWidget(self.tree)
        self.outcome = told(wrapped(), "sent-outcome", self.tr("What came of it"))
        column.addWidget(self.outcome)
        row = QHBoxLayout()
        row.addWidget(wrapped(self.tr("Enter opens a file as it went out · Esc closes"), "soft"), 1)
        self._open = named(QPushButton(self.tr("&Open")), "sent-open", self.tr("Open"))
        self._save = named(QPushButton(self.tr("&Save again…")), "sent-save", self.tr("Save again"))
        self._close = named(QPushButton(self.tr("Close")), "sent-close", self.tr("Close"))
        for button in (self._open, self._save, self._close):
            button.setAutoDefault(False)
            row.addWidget(button)
        column.addLayout(row)
        self.resize(860, 520)

    def _connect(self) -> None:
        self.tree.currentItemChanged.connect(self._on_chosen)
        self.tree.itemActivated.connect(self.open_file)
        self._open.clicked.connect(self.open_file)
        self._save.clicked.connect(self.ask_file)
        self._close.clicked.connect(self.reject)

    def _on_chosen(self) -> None:
        for button in (self._open, self._save):
            button.setEnabled(self._chosen() is not None)
