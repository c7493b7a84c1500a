"""The change log: its entries on the left, the chosen one in words on the right, a filter line above."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from sop_minutes.commands.bringing_back import take_back_entry
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.log_asked import read_log_line
from sop_minutes.domain.logged import LoggedEntry, LoggedSeal, ToldEntry
from sop_minutes.domain.words import Audience
from sop_minutes.queries.audit import PAGE, list_entries, told_entry
from sop_minutes.queries.log_narrowing import LogFilter, log_filter
from sop_minutes.queries.proof import log_seal
from sop_minutes.ui.announcing import announce
from sop_minutes.ui.files import FileDialog
from sop_minutes.ui.log.moment import MomentDialog
from sop_minutes.ui.log.telling import moment_words, told_html
from sop_minutes.ui.naming import named, tip, told
from sop_minutes.ui.pressing import Dialog, Line
from sop_minutes.ui.safe.reading import RestrictedText
from sop_minutes.ui.theme import Theme
from sop_minutes.ui.workspace import Workspace

_HEAD = Qt.ItemDataRole.UserRole
_PEACE = 150
"""Milliseconds without a key until the filter line is read."""


def _why_not(session: Any, write: Callable[..., object], *how: Any) -> str:
    """Write, and return why that cannot be, "" where it was done."""
    try:
        write(session, *how)
    except UserError as error:
        return str(error)
    return ""


def _item(head: LoggedEntry) -> QTreeWidgetItem:
    said = [head.numbers, moment_words(head), head.who, head.label, head.about]
    item = QTreeWidgetItem(said)
    for column, words in enumerate(said):
        item.setToolTip(column, tip(words))
    item.setData(0, _HEAD, head)
    return item


class LogDialog(Dialog):
    """All that was done, newest first. `said` tells what was taken or brought back here."""

    said = Signal(str)

    def __init__(self, parent: QWidget | None, workspace: Workspace, theme: Theme, today: date) -> None:
        super().__init__(parent)
        heading = self.tr("Change log")
        named(self, "change-log", heading)
        self.setWindowTitle(heading)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._workspace = workspace
        self._theme = theme
        self._today = today
        self._wanted = LogFilter()
        self._is_whole = False
        self._to = Path()
        self._build()
        self._connect()
        self.refresh()
        self.tree.setFocus()

    def refresh(self) -> None:
        """Show the entries that the filter line asks for, from the newest on."""
        try:
            self._wanted = self._workspace.read(log_filter, read_log_line(self.line.text()), self._today)
        except UserError as error:
            for then in (self._show, self._add):
                self._workspace.aside.forget(then)
            self._show(())
            self.export_button.setEnabled(False)
            self._say(str(error))
            return
        self._say("")
        self.export_button.setEnabled(True)
        self._is_whole = False
        self._workspace.aside.forget(self._add)
        self._workspace.ask(self._show, list_entries, self._wanted)
        self._ask_seal()

    def head(self) -> LoggedEntry | None:
        """Return the chosen entry, None if there is none."""
        item = self.tree.currentItem()
        found = item.data(0, _HEAD) if item is not None else None
        return found if isinstance(found, LoggedEntry) else None

    def read_on(self) -> None:
        """Read the next page of entries, if there is one and it is not being read."""
        last = self.tree.topLevelItem(self.tree.topLevelItemCount() - 1)
        if last is None or self._is_whole or self._workspace.aside.is_asked(self._add):
            return
        self._workspace.ask(self._add, list_entries, self._wanted, last.data(0, _HEAD).entry)

    def take_back(self) -> None:
        """Take back the chosen entry alone, if nothing since has changed what it changed."""
        head = self.head()
        if head is None:
            return
        label = self.tr("Take back: {0}").format(head.label)
        try:
            self._workspace.do(label, take_back_entry, entry=head.entry)
        except UserError as error:
            self._say(str(error))
            return
        self.refresh()
        words = self.tr("Taken back: {0}. Ctrl+Z in the window undoes that.").format(head.label)
        self._say(words)
        self.said.emit(words)

    def bring_back(self) -> None:
        """Show what would be otherwise if all were as right after the chosen entry, and offer that."""
        head = self.head()
        if head is None:
            return
        dialog = MomentDialog(self, self._workspace, self._theme, head)
        dialog.brought.connect(self._on_brought)
        dialog.open()

    def ask_export(self) -> None:
        """Ask for a file to write the entries to that are listed."""
        dialog = FileDialog(self, "log-file", self.tr("Export the change log"), Path.home())
        dialog.setAcceptMode(FileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([self.tr("Excel (*.xlsx)"), "CSV (*.csv)", self.tr("Web page (*.html)")])
        dialog.setDefaultSuffix("xlsx")
        dialog.filterSelected.connect(lambda kind: dialog.setDefaultSuffix(kind.partition("*.")[2][:-1]))
        dialog.selectFile("change-log.xlsx")
        dialog.ask_reader()
        dialog.fileSelected.connect(lambda name: self.export(Path(name), dialog.reader))
        dialog.open()

    def export(self, path: Path, reader: Audience) -> None:
        """Write the entries that the filter leaves, as `reader` may see them."""
        from sop_minutes.trail import write_log  # slow to import, seldom used

        self._say(self.tr("It is being written…"))
        now = datetime.now().astimezone()
        self._to = path
        asked = (self._wanted, path, reader, now)
        self._workspace.ask_or(self._fail, self._written, _why_not, write_log, *asked)

    def _written(self, why_not: str) -> None:
        self._say(why_not or self.tr("Written: {0}").format(self._to))

    def _fail(self) -> None:
        self._say(self.tr("It could not be written."))

    def done(self, result: int) -> None:
        """Close, and look nothing up any more."""
        self._peace.stop()
        for then in (self._show, self._add, self._add_newer, self._tell, self._written, self._show_seal):
            self._workspace.aside.forget(then)
        super().done(result)

    def _show(self, heads: Sequence[LoggedEntry]) -> None:
        self.tree.clear()
        self._add(heads)
        self.tree.setCurrentIndex(self.tree.model().index(0, 0))
        if not heads:
            self._say(self.tr("There are no such entries."))
        self._choose()

    def _add(self, heads: Sequence[LoggedEntry]) -> None:
        self._is_whole = len(heads) < PAGE
        for head in heads:
            self.tree.addTopLevelItem(_item(head))

    def _look_for_newer(self) -> None:
        self._workspace.ask(self._add_newer, list_entries, self._wanted)
        self._ask_seal()

    def _ask_seal(self) -> None:
        self._workspace.ask(self._show_seal, log_seal, datetime.now().astimezone())

    def _show_seal(self, seal: LoggedSeal) -> None:
        self.seal.setText(self.tr("Newest seal: {0}").format(seal.words))

    def _add_newer(self, heads: Sequence[LoggedEntry]) -> None:
        """Show above the others what was written elsewhere since; what is chosen stays so."""
        top = self.tree.topLevelItem(0)
        newest = top.data(0, _HEAD).entry if top is not None else 0
        newer = [head for head in heads if head.entry > newest]
        if top is None or len(newer) == PAGE:
            self._show(heads)
            return
        self.tree.insertTopLevelItems(0, [_item(head) for head in newer])

    def _choose(self) -> None:
        head = self.head()
        for button in (self.take, self.bring):
            button.setEnabled(head is not None)
        if head is None:
            self.text.clear()
            return
        if self.tree.currentIndex().row() > self.tree.topLevelItemCount() - PAGE // 4:
            self.read_on()
        self._workspace.ask(self._tell, told_entry, head.entry)

    def _tell(self, entry: ToldEntry) -> None:
        head = entry.head
        notes = [self.tr("Entry {0}, by {1}, {2}").format(head.numbers, head.who, moment_words(head))]
        if entry.left_out:
            notes.append(self.tr("The first {0} rows; {1} more.").format(len(entry.rows), entry.left_out))
        self.text.setHtml(told_html(head.label, notes, entry.rows, self._theme))

    def _on_brought(self, words: str) -> None:
        self.refresh()
        self._say(words)
        self.said.emit(words)

    def _say(self, words: str) -> None:
        self.outcome.setText(words)
        announce(self.outcome, words)

    def _connect(self) -> None:
        self._peace = QTimer(self, singleShot=True, interval=_PEACE)
        self._peace.timeout.connect(self.refresh)
        self._workspace.elsewhere.connect(self._look_for_newer)
        for keys in ("/", "Ctrl+F"):  # as in the register, and in the note
            QShortcut(QKeySequence(keys), self, self.line.setFocus)
        self.line.textEdited.connect(lambda _text: self._peace.start())
        self.line.returnPressed.connect(self.tree.setFocus)
        self.tree.currentItemChanged.connect(lambda *_items: self._choose())
        self.tree.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    def _on_scrolled(self, value: int) -> None:
        if value == self.tree.verticalScrollBar().maximum():
            self.read_on()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        self.line = named(Line(), "log-filter", self.tr("Filter the change log"))
        self.line.setPlaceholderText(
            self.tr('Words, by:name, when:"last week", kind:actions, of:"CG 17/3" or of:CG/2017-11-15')
        )
        self.line.setToolTip(self.tr("/ or Ctrl+F leads here"))
        self.line.setClearButtonEnabled(True)
        self.tree = named(QTreeWidget(), "log-entries", self.tr("Entries, newest first"))
        self.tree.setProperty("role", "paper")
        self.tree.setHeaderLabels(
            [self.tr("Entry"), self.tr("When"), self.tr("Who"), self.tr("What was done"), self.tr("Of what")]
        )
        self.tree.setRootIsDecorated(False)
        self.tree.setUniformRowHeights(True)
        self.tree.setSelectionBehavior(QTreeWidget.SelectionBehavior.SelectRows)
        header = self.tree.header()
        for section, width in enumerate((80, 170, 90, 220)):
            header.setSectionResizeMode(section, QHeaderView.ResizeMode.Interactive)
            header.resizeSection(section, width)
        self.text = RestrictedText("log-text", self.tr("The chosen entry, before and after"))
        both = named(QSplitter(), "log-both")
        both.addWidget(self.tree)
        both.addWidget(self.text)
        both.setSizes([740, 480])
        self.outcome = told(QLabel(), "log-outcome", self.tr("Message"))
        self.outcome.setWordWrap(True)
        self.seal = told(QLabel(), "log-seal", self.tr("Newest seal"))
        self.seal.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.seal.setToolTip(
            self.tr(
                "Kept elsewhere, it says later whether the log up to that entry is still as it was: "
                "sop-minutes check --seal SEAL"
            )
        )
        for widget in (self.line, both, self.outcome, self.seal):
            column.addWidget(widget, 1 if widget is both else 0)
        column.addLayout(self._build_buttons())
        self.resize(1240, 760)

    def _build_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        verbs: tuple[tuple[str, str, Callable[[], object]], ...] = (
            ("take", self.tr("&Take back this entry"), self.take_back),
            ("bring", self.tr("&Bring back this moment…"), self.bring_back),
            ("export", self.tr("&Export…"), self.ask_export),
            ("close", self.tr("&Close"), self.accept),
        )
        made = {}
        for name, label, do in verbs:
            button = named(QPushButton(label), f"log-{name}", label.replace("&", ""))
            button.setAutoDefault(False)
            button.clicked.connect(do)
            if name == "close":
                row.addStretch(1)
            row.addWidget(button)
            made[name] = button
        self.take, self.bring, self.export_button = made["take"], made["bring"], made["export"]
        return row
