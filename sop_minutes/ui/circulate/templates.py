"""How notes look: the templates there are, whose notes take which, and files of one's own."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from sop_minutes.commands.templates import add_template, choose_template, remove_template, rename_template
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.templates import TemplateRow
from sop_minutes.domain.words import NoteLayout
from sop_minutes.queries.partners import list_groups
from sop_minutes.queries.templates import list_templates, usual_template
from sop_minutes.ui.files import FileDialog
from sop_minutes.ui.naming import named, told
from sop_minutes.ui.pressing import Dialog
from sop_minutes.ui.whole import WholeList
from sop_minutes.ui.workspace import Workspace

_ROW = Qt.ItemDataRole.UserRole
_FEW = 4
"""So many groups are named one by one."""
_USUAL = "usual"


def fill_templates(combo: QComboBox, workspace: Workspace, meeting_id: int) -> None:
    """Offer the templates in `combo`, whose data are their names; the usual one of a meeting is chosen.

    What was chosen before by somebody stays so, if it is still there; what was the usual one then was not.
    """
    usual = workspace.read(usual_template, meeting_id)
    was = combo.currentData() if combo.count() else None
    chosen_by_hand = was if was != combo.property(_USUAL) else None
    combo.blockSignals(True)
    combo.clear()
    for row in workspace.read(list_templates):
        combo.addItem(row.name, row.name)
    chosen = combo.findData(chosen_by_hand) if chosen_by_hand else -1
    combo.setCurrentIndex(max(chosen if chosen >= 0 else combo.findData(usual), 0))
    combo.setProperty(_USUAL, usual)
    combo.blockSignals(False)


class TemplatesDialog(Dialog):
    """All templates, and what can be done with them. `said` follows what was done."""

    said = Signal(str)

    def __init__(self, parent: QWidget | None, workspace: Workspace, group_id: int | None = None) -> None:
        super().__init__(parent)
        heading = self.tr("Templates")
        named(self, "templates", heading)
        self.setWindowTitle(heading)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._workspace = workspace
        self._build(group_id)
        self._connect()
        self.refresh()
        self.list.setFocus()

    def refresh(self, name: str = "") -> None:
        """Show the templates as they are now, the one called `name` chosen, or else the one that was."""
        wanted = name or (self._row().name if self.list.currentItem() else "")
        rows = self._workspace.read(list_templates)
        self.list.clear()
        for row in rows:
            item = QListWidgetItem(self._words(row), self.list)
            item.setData(_ROW, row)
        self.list.setCurrentRow(next((n for n, row in enumerate(rows) if row.name == wanted), 0))

    def add(self, path: Path) -> None:
        """Take a Word file in as a template, or say what is wrong with it."""
        from sop_minutes.importing.template import read_template

        layout = NoteLayout(self.shows.currentData())
        try:
            content = read_template(path)
            label = self.tr("Add template {0}").format(path.stem)
            self._workspace.do(label, add_template, path.stem, content, layout=layout)
        except UserError as error:
            self.outcome.setText(str(error))
            return
        self._tell(self.tr("“{0}” is kept. Say below whose notes take it.").format(path.stem), path.stem)

    def rename(self, new_name: str) -> None:
        """Give the chosen template another name."""
        row = self._row()
        if row.id is not None:
            label, words = self.tr("Rename template {0}"), self.tr("“{0}” is called so now.").format(new_name)
            self._do(
                label.format(row.name), words, partial(rename_template, template_id=row.id, name=new_name)
            )

    def remove(self) -> None:
        """Take the chosen template away; Undo brings it back."""
        row = self._row()
        if row.id is not None:
            label, words = self.tr("Remove template {0}"), self.tr("“{0}” is gone; Undo brings it back.")
            command = partial(remove_template, template_id=row.id)
            self._do(label.format(row.name), words.format(row.name), command)

    def choose(self) -> None:
        """Have the notes of the group that is named take the chosen template unasked."""
        row, whose = self._row(), self.groups.currentText()
        label, words = self.tr("Choose template {0}"), self.tr("Notes of {0} take “{1}” from now on.")
        command = partial(choose_template, group_id=self.groups.currentData(), name=row.name)
        self._do(label.format(row.name), words.format(whose, row.name), command)

    def _build(self, group_id: int | None) -> None:
        column = QVBoxLayout(self)
        about = QLabel(
            self.tr("How a note looks. Files of your own decide fonts, logo, headers and margins.")
        )
        about.setWordWrap(True)
        self.list = named(WholeList(), "templates-list", self.tr("Templates"))
        self.outcome = told(QLabel(), "templates-outcome", self.tr("What came of it"))
        self.outcome.setWordWrap(True)
        column.addWidget(about)
        column.addWidget(self.list, 1)
        column.addLayout(self._build_files())
        column.addLayout(self._build_choice(group_id))
        column.addWidget(self.outcome)
        self.resize(620, 420)

    def _build_files(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self._add = self._button(self.tr("&Add a Word file…"), "templates-add")
        self.shows = named(QComboBox(), "templates-actions", self.tr("How it shows actions"))
        self.shows.addItem(self.tr("with actions as sentences"), NoteLayout.SENTENCES)
        self.shows.addItem(self.tr("with actions in tables"), NoteLayout.TABLES)
        self._rename = self._button(self.tr("&Rename…"), "templates-rename")
        self._remove = self._button(self.tr("Re&move"), "templates-remove")
        row.addWidget(self._add)
        row.addWidget(self.shows)
        row.addStretch(1)
        row.addWidget(self._rename)
        row.addWidget(self._remove)
        return row

    def _build_choice(self, group_id: int | None) -> QHBoxLayout:
        row = QHBoxLayout()
        self.groups = named(QComboBox(), "templates-groups", self.tr("Whose notes take it"))
        self.groups.addItem(self.tr("all groups"), None)
        for group in self._workspace.read(list_groups):
            self.groups.addItem(group.name, group.id)
        self.groups.setCurrentIndex(max(self.groups.findData(group_id), 0) if group_id else 0)
        label = QLabel(self.tr("&Take it for the notes of"))
        label.setBuddy(self.groups)
        self._choose = self._button(self.tr("&Use it"), "templates-use")
        row.addWidget(label)
        row.addWidget(self.groups, 1)
        row.addWidget(self._choose)
        return row

    def _button(self, words: str, name: str) -> QPushButton:
        button = named(QPushButton(words), name, words.replace("&", "").rstrip("…"))
        button.setAutoDefault(False)
        return button

    def _connect(self) -> None:
        self.list.currentItemChanged.connect(self._on_row)
        self._add.clicked.connect(self._ask_file)
        self._rename.clicked.connect(self._ask_name)
        self._remove.clicked.connect(self.remove)
        self._choose.clicked.connect(self.choose)
        self._workspace.elsewhere.connect(self.refresh)

    def _on_row(self) -> None:
        own = self.list.currentItem() is not None and self._row().id is not None
        self._rename.setEnabled(own)
        self._remove.setEnabled(own)

    def _ask_file(self) -> None:
        dialog = FileDialog(self, "templates-file", self.tr("A Word file of your own"))
        dialog.setFileMode(FileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(self.tr("Word files (*.docx *.dotx)"))
        dialog.fileSelected.connect(lambda name: self.add(Path(name)))
        dialog.open()

    def _ask_name(self) -> None:
        dialog = named(QInputDialog(self), "templates-name", self.tr("Another name"))
        dialog.setWindowTitle(self.tr("Another name"))
        dialog.setLabelText(self.tr("What the template is called:"))
        dialog.setTextValue(self._row().name)
        dialog.textValueSelected.connect(self.rename)
        dialog.open()

    def _do(self, label: str, words: str, command: "partial[None]") -> None:
        try:
            self._workspace.do(label, command)
        except UserError as error:
            self.outcome.setText(str(error))
            return
        self._tell(words, str(command.keywords["name"]) if "name" in command.keywords else "")

    def _tell(self, words: str, name: str) -> None:
        self.refresh(name)
        self.outcome.setText(words)
        self.said.emit(words)

    def _row(self) -> TemplateRow:
        row: TemplateRow = self.list.currentItem().data(_ROW)
        return row

    def _words(self, row: TemplateRow) -> str:
        own = self.tr("your own") if row.id is not None else self.tr("comes with the app")
        tables = self.tr(", actions in tables") if row.layout is NoteLayout.TABLES else ""
        taken = self.tr(" · taken by {0}").format(self._groups(row.groups)) if row.groups else ""
        return f"{row.name} – {own}{tables}{taken}"

    def _groups(self, codes: Sequence[str]) -> str:
        """Return which groups are meant: where that is most of them, by those that are not."""
        others = [group.code for group in self._workspace.read(list_groups) if group.code not in codes]
        if len(codes) <= max(len(others), _FEW):
            return ", ".join(codes)
        return self.tr("all but {0}").format(", ".join(others)) if others else self.tr("all groups")
