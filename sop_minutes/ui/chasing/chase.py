"""Chase by e-mail: who is written to, what exactly they get, who is left out and why."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from sop_minutes.chasing import Round, draft_round, plan_round
from sop_minutes.domain.chasing import ChaserSheet, ToChase, new_code
from sop_minutes.domain.due import format_date
from sop_minutes.domain.errors import UserError
from sop_minutes.export.chaser_mail import chaser_text
from sop_minutes.export.chaser_wording import owed_counted, subject_of
from sop_minutes.ui.files import FileDialog
from sop_minutes.ui.naming import named, tip, told
from sop_minutes.ui.pressing import Dialog
from sop_minutes.ui.workspace import Workspace

_WITHIN = 5
_MOST = 60
_SHEET = Qt.ItemDataRole.UserRole


class ChaseDialog(Dialog):
    """Everybody who owes something, ticked; the draft to the one chosen. `said` follows what was written."""

    said = Signal(str)

    def __init__(
        self,
        parent: QWidget | None,
        workspace: Workspace,
        today: date,
        group_id: int | None = None,
        me: int | None = None,
    ) -> None:
        super().__init__(parent)
        heading = self.tr("Chase by e-mail")
        named(self, "chase", heading)
        self.setWindowTitle(heading)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._workspace = workspace
        self._today = today
        self._group_id, self._me = group_id, me
        self._plan = ToChase((), (), today)
        self._folder: Path | None = None
        self._ticks: dict[int, bool] = {}
        self._written: dict[int, ChaserSheet] = {}
        self._build()
        self._connect()
        self.refresh()
        self.owners.setFocus()

    def refresh(self) -> None:
        """Show who is to be chased as it is now, but who was left out, or reminded today, unticked."""
        at = max(0, self.owners.currentRow())
        self._plan = plan_round(self._workspace, self._round())
        with QSignalBlocker(self.owners):
            self.owners.clear()
            for sheet in self._plan.sheets:
                self._add(sheet)
        self.left_out.clear()
        for row in self._plan.left_out:
            self.left_out.addItem(f"{row.owner}, {', '.join(row.refs)}: {row.why}")
        self.owners.setCurrentRow(min(at, self.owners.count() - 1))
        self._preview()
        self._count()

    def _add(self, sheet: ChaserSheet) -> None:
        """List somebody with what they get, which is what they got if that was written here just now."""
        words = self._owner_words(sheet)
        item = QListWidgetItem(words, self.owners)
        item.setToolTip(tip(words))
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        ticked = self._ticks.get(sheet.person_id, not self._plan.is_reminded(sheet.person_id, self._today))
        item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        was = self._written.get(sheet.person_id)
        item.setData(_SHEET, was if was and was.bare() == sheet.bare() else sheet)

    def chosen(self) -> tuple[ChaserSheet, ...]:
        """Return the drafts that are ticked."""
        return tuple(
            item.data(_SHEET) for item in self._items() if item.checkState() is Qt.CheckState.Checked
        )

    def ask_folder(self) -> None:
        """Ask where the drafts go."""
        dialog = FileDialog(self, "chase-folder", self.tr("Where the drafts go"))
        dialog.setFileMode(FileDialog.FileMode.Directory)
        dialog.setOption(FileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda name: self.write_to(Path(name)))
        dialog.open()

    def write_to(self, folder: Path) -> None:
        """Write the ticked drafts into a folder, or say why not."""
        sheets, label = self.chosen(), self.tr("Chase by e-mail")
        now = datetime.now().astimezone()
        try:
            files = draft_round(self._workspace, self._round(), sheets, folder, label=label, now=now)
        except UserError as error:
            self.outcome.setText(str(error))
            return
        for sheet in sheets:
            self._written[sheet.person_id] = sheet
            self._ticks[sheet.person_id] = False
        self.refresh()
        words = self.tr("Drafts written to {0}: {1}.").format(folder, len(files))
        self.outcome.setText(words)
        self._folder = folder
        self._open.setEnabled(True)
        self._open.setFocus()
        self.said.emit(words)

    def open_folder(self) -> None:
        """Show the folder with the drafts, from which they are opened and sent."""
        if self._folder is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.addLayout(self._build_question())
        grid = QGridLayout()
        self.owners = named(QListWidget(), "chase-owners", self.tr("Who is written to"))
        self.draft = named(QPlainTextEdit(), "chase-draft", self.tr("What they get"))
        self.draft.setReadOnly(True)
        self.draft.setTabChangesFocus(True)
        self.left_out = named(QListWidget(), "chase-left-out", self.tr("Not sent, and why"))
        for listed in (self.owners, self.left_out):
            listed.setWordWrap(True)
            listed.setResizeMode(QListWidget.ResizeMode.Adjust)
            listed.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._count_out = self._section("")
        self._count_in = self._section("")
        grid.addWidget(self._count_in, 0, 0)
        grid.addWidget(self._section(self.tr("WHAT THEY GET, WITH A FORM AND CALENDAR FILES")), 0, 1)
        grid.addWidget(self.owners, 1, 0)
        grid.addWidget(self.draft, 1, 1, 3, 1)
        grid.addWidget(self._count_out, 2, 0)
        grid.addWidget(self.left_out, 3, 0)
        grid.setColumnStretch(0, 4)
        grid.setColumnStretch(1, 5)
        column.addLayout(grid, 1)
        self.outcome = told(QLabel(), "chase-outcome", self.tr("What came of it"))
        self.outcome.setWordWrap(True)
        column.addWidget(self.outcome)
        column.addLayout(self._build_buttons())
        self.resize(1000, 640)

    def _build_question(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.within = named(QSpinBox(), "chase-within", self.tr("Due within so many working days"))
        self.within.setRange(0, _MOST)
        self.within.setValue(_WITHIN)
        self.which = named(QComboBox(), "chase-which", self.tr("What is asked after"))
        self.which.addItem(self.tr("Overdue or due soon"))
        self.which.addItem(self.tr("Overdue only"))
        label, unit = QLabel(self.tr("due &within")), QLabel(self.tr("working days"))
        label.setBuddy(self.within)
        for widget in (self.which, label, self.within, unit):
            row.addWidget(widget)
        row.addStretch(1)
        return row

    def _build_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        hint = QLabel(self.tr("Space ticks or unticks · Ctrl+Enter writes · Esc closes"))
        hint.setProperty("role", "soft")
        self._write = named(QPushButton(self.tr("Write drafts…")), "chase-write", self.tr("Write drafts"))
        self._write.setAutoDefault(False)
        self._open = named(QPushButton(self.tr("Open the folder")), "chase-open", self.tr("Open the folder"))
        self._open.setAutoDefault(False)
        self._open.setEnabled(False)
        row.addWidget(hint)
        row.addStretch(1)
        row.addWidget(self._open)
        row.addWidget(self._write)
        return row

    def _connect(self) -> None:
        self.within.valueChanged.connect(self.refresh)
        self.which.currentIndexChanged.connect(self.within.setDisabled)
        self.which.currentIndexChanged.connect(self.refresh)
        self.owners.currentItemChanged.connect(self._preview)
        self.owners.itemChanged.connect(self._on_ticked)
        self._write.clicked.connect(self.ask_folder)
        QShortcut(QKeySequence("Ctrl+Return"), self, self._write.click)
        self._open.clicked.connect(self.open_folder)

    def _round(self) -> Round:
        days = None if self.which.currentIndex() else self.within.value()
        return Round(self._today, days, self._group_id, self._me)

    def _items(self) -> Iterator[QListWidgetItem]:
        yield from (self.owners.item(number) for number in range(self.owners.count()))

    def _on_ticked(self, item: QListWidgetItem) -> None:
        """Remember who gets a draft; who got one already is to get another one, with a code of its own."""
        sheet: ChaserSheet = item.data(_SHEET)
        ticked = item.checkState() is Qt.CheckState.Checked
        self._ticks[sheet.person_id] = ticked
        if ticked and self._written.get(sheet.person_id) == sheet:
            with QSignalBlocker(self.owners):
                item.setData(_SHEET, replace(sheet, code=new_code()))
            self._preview()
        self._count()

    def _preview(self) -> None:
        """Show the draft to the chosen owner, word for word."""
        item = self.owners.currentItem()
        sheet: ChaserSheet | None = item.data(_SHEET) if item is not None else None
        if sheet is None:
            self.draft.setPlainText(self.tr("Nobody is to be chased."))
            return
        head = f"To: {sheet.name} <{sheet.address}>\nSubject: {subject_of(sheet, self._today)}\n\n"
        self.draft.setPlainText(head + chaser_text(sheet, self._today, self._plan.until))

    def _count(self) -> None:
        """Say how many are ticked; nothing is written for nobody."""
        chosen = len(self.chosen())
        self._count_in.setText(self.tr("WRITTEN TO: {0} OF {1}").format(chosen, self.owners.count()))
        self._count_out.setText(self.tr("NOT SENT, AND WHY: {0}").format(self.left_out.count()))
        self._write.setEnabled(bool(chosen))

    def _owner_words(self, sheet: ChaserSheet) -> str:
        words = self.tr("{0}: {1}").format(sheet.name, owed_counted(sheet, self._today))
        last = self._plan.reminded.get(sheet.person_id)
        if last is None:
            return words
        if last.on < self._today:
            day = format_date(last.on).removesuffix(f" {self._today.year}")
            return self.tr("{0}; reminded {1}").format(words, day)
        today = self.tr("{0}; reminded today") if last.of_all else self.tr("{0}; reminded today of some")
        return today.format(words)

    def _section(self, words: str) -> QLabel:
        label = QLabel(words)
        label.setProperty("role", "section")
        return label
