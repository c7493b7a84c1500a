"""Answers that wait: one key takes one, another refuses it."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QTextCursor
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

from sop_minutes.commands.replies import (
    accept_as,
    accept_proposal,
    edit_proposal,
    import_reply,
    reject_proposal,
)
from sop_minutes.domain.due import format_date
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.replies import new_date
from sop_minutes.domain.text import capitalised
from sop_minutes.domain.words import Audience
from sop_minutes.importing.replies import read_replies
from sop_minutes.queries.diary import diary
from sop_minutes.queries.replies import ProposalRow, list_proposals
from sop_minutes.ui.chasing.editing import AnswerDialog, AnswerTyped, audience_words, status_words
from sop_minutes.ui.files import FileDialog
from sop_minutes.ui.naming import named, told
from sop_minutes.ui.pressing import Dialog
from sop_minutes.ui.record.replaying import whose
from sop_minutes.ui.safe.reading import RestrictedText
from sop_minutes.ui.workspace import Workspace

_REMARK_LINES = 8
_ROW = Qt.ItemDataRole.UserRole


class RepliesDialog(Dialog):
    """The answers of owners, the oldest first. `said` follows what was done."""

    said = Signal(str)

    def __init__(self, parent: QWidget | None, workspace: Workspace, today: date) -> None:
        super().__init__(parent)
        heading = self.tr("Replies")
        named(self, "replies", heading)
        self.setWindowTitle(heading)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._workspace = workspace
        self._today = today
        self._build()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Show what waits as it is now; the next one is chosen where one is gone."""
        at = max(0, self.tree.currentIndex().row())
        self.tree.clear()
        rows = self._workspace.read(list_proposals)
        for row in rows:
            came, says = format_date(row.received_on), answer_words(row)
            cells = [row.ref, capitalised(row.text), row.from_name, came, says]
            item = QTreeWidgetItem(self.tree, cells)
            item.setData(0, _ROW, row)
            if not row.asked:
                item.setText(2, self.tr("{0} (was not asked)").format(row.from_name))
        self.tree.setCurrentIndex(self.tree.model().index(min(at, len(rows) - 1), 0))
        self.empty.setVisible(not rows)

    def row(self) -> ProposalRow | None:
        """Return the chosen answer, None if there is none."""
        item = self.tree.currentItem()
        row = item.data(0, _ROW) if item is not None else None
        return row if isinstance(row, ProposalRow) else None

    def accept_answer(self) -> None:
        """Make the chosen answer an update of its action; ask where it is not clear when it was done.

        And where another date was agreed since.
        """
        row = self.row()
        if row is None:
            return
        is_unclear = row.done is not None and bool(row.done.unclear)
        if is_unclear or row.dated_since is not None:
            self._ask(row, partial(self._accept_on, row), asks_day=is_unclear)
        else:
            label, done = self.tr("Accept answer on {0}"), self.tr("Answer on {0} accepted")
            self._do(label.format(row.ref), done.format(row.ref), accept_proposal, row.id)

    def reject_answer(self) -> None:
        """Refuse the chosen answer."""
        if row := self.row():
            label, done = self.tr("Reject answer on {0}"), self.tr("Answer on {0} rejected")
            self._do(label.format(row.ref), done.format(row.ref), reject_proposal, row.id)

    def edit_answer(self) -> None:
        """Ask what the chosen answer is to say."""
        if row := self.row():
            self._ask(row, partial(self._edit, row))

    def ask_files(self) -> None:
        """Ask for forms, e-mails or text files that came back."""
        dialog = FileDialog(self, "replies-files", self.tr("Import replies"))
        dialog.setNameFilters([self.tr("Replies (*.docx *.eml *.txt)"), self.tr("All files (*)")])
        dialog.setFileMode(FileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda names: self.import_files([Path(name) for name in names]))
        dialog.open()

    def import_files(self, paths: list[Path]) -> None:
        """Bring in what came back; a file that holds no answer does not stop the others."""
        said = self.remarks.document()
        many, before = 0, 0 if said.isEmpty() else said.blockCount()
        for path in paths:
            try:
                landed = self._import(path)
            except UserError as error:
                self.remarks.add_line(str(error))
            else:
                many += landed
        self.refresh()
        self.remarks.show()
        self._look_at_remark(before)
        new = self.tr("1 new answer") if many == 1 else self.tr("{0} new answers").format(many)
        files = self.tr("1 file") if len(paths) == 1 else self.tr("{0} files").format(len(paths))
        self._say(self.tr("{0} in {1}").format(new, files))

    def undo(self) -> None:
        """Take back the last thing done."""
        try:
            what = self._workspace.undo()
        except UserError as error:
            self._say(str(error))
            return
        self.refresh()
        taken = self.tr("Taken back: {0}").format(whose(self, *what)) if what else ""
        self._say(taken or self.tr("Nothing to take back."))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and not event.modifiers():
            do = self._keys.get(Qt.Key(event.key()))
            if do is not None:
                do()
                return True
        return super().eventFilter(watched, event)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        self.tree = named(QTreeWidget(), "replies-list", self.tr("Answers that wait"))
        headings = ("Ref", "Action", "From", "Came", "Says")
        self.tree.setHeaderLabels([self.tr(heading) for heading in headings])
        self.tree.setRootIsDecorated(False)
        self.tree.setUniformRowHeights(True)
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        for stretched in (1, 4):
            header.setSectionResizeMode(stretched, QHeaderView.ResizeMode.Stretch)
        self.empty = told(QLabel(), "replies-empty", self.tr("What to do"))
        self.empty.setText(self.tr("No answers wait. Press I to import those that came back."))
        self.empty.setProperty("role", "soft")
        self.outcome = told(QLabel(), "replies-outcome", self.tr("What came of it"))
        self.outcome.setWordWrap(True)
        self.whole = told(QLabel(), "replies-whole", self.tr("The chosen answer, whole"))
        self.whole.setWordWrap(True)
        self.remarks = RestrictedText("replies-remarks", self.tr("Remarks on what was imported"))
        self.remarks.setMaximumHeight(self.fontMetrics().lineSpacing() * _REMARK_LINES)
        self.remarks.hide()
        for widget in (self.empty, self.tree, self.whole, self.outcome, self.remarks):
            column.addWidget(widget)
        column.addLayout(self._build_buttons())
        self.resize(1000, 480)

    def _build_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self._keys: dict[Qt.Key, Callable[[], None]] = {}
        verbs: tuple[tuple[Qt.Key, str, str, Callable[[], None]], ...] = (
            (Qt.Key.Key_A, "accept", self.tr("A  accept"), self.accept_answer),
            (Qt.Key.Key_R, "reject", self.tr("R  reject"), self.reject_answer),
            (Qt.Key.Key_E, "edit", self.tr("E  edit"), self.edit_answer),
            (Qt.Key.Key_I, "import", self.tr("I  import replies…"), self.ask_files),
        )
        for key, name, label, do in verbs:
            button = named(QPushButton(label), f"replies-{name}", label.partition("  ")[2])
            button.setAutoDefault(False)
            button.clicked.connect(do)
            self._keys[key] = do
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _connect(self) -> None:
        self.tree.installEventFilter(self)
        self.tree.itemActivated.connect(self.edit_answer)
        self.tree.currentItemChanged.connect(self._show_whole)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self, self.undo)

    def _look_at_remark(self, line: int) -> None:
        """Show what was remarked from a line on: its beginning, whatever was said after it."""
        self.remarks.setTextCursor(QTextCursor(self.remarks.document().findBlockByNumber(line)))
        self.remarks.verticalScrollBar().setValue(line)

    def _import(self, path: Path) -> int:
        """Bring in one file, remark on what it left out; return how many answers it holds."""
        found = 0
        for sheet in read_replies(path, self._today):
            label = self.tr("Import {0}").format(path.name)
            how = {"received_on": self._today, "name": path.stem}
            landed = self._workspace.do(label, import_reply, sheet, **how)  # type: ignore[arg-type]
            many = len(landed.proposal_ids)
            new = self.tr("1 new answer") if many == 1 else self.tr("{0} new answers").format(many)
            found += many
            self.remarks.add_line("\n  ".join([f"{path.name}: {new}.", *landed.sentences]))
        return found

    def _ask(
        self, row: ProposalRow, answered: Callable[[AnswerTyped], object], *, asks_day: bool = False
    ) -> None:
        meetings = self._workspace.read(diary, row.group_id)
        dialog = AnswerDialog(self, row, self._today, meetings, asks_day=asks_day)
        dialog.answered.connect(answered)
        dialog.open()

    def _accept_on(self, row: ProposalRow, typed: AnswerTyped) -> None:
        """Take an answer as it is to be, now that it is clear."""
        label, done = self.tr("Accept answer on {0}"), self.tr("Answer on {0} accepted")
        self._do(label.format(row.ref), done.format(row.ref), accept_as, row.id, **typed._asdict())

    def _edit(self, row: ProposalRow, typed: AnswerTyped) -> None:
        label, done = self.tr("Edit answer on {0}"), self.tr("Answer on {0} changed")
        self._do(label.format(row.ref), done.format(row.ref), edit_proposal, row.id, **typed._asdict())

    def _do(
        self, label: str, done: str, command: Callable[..., object], *args: object, **what: object
    ) -> None:
        """Do something, show what waits after it, say what was done or why not."""
        try:
            self._workspace.do(label, command, *args, **what)
        except UserError as error:
            self._say(str(error))
            return
        self.refresh()
        self._say(done)

    def _show_whole(self) -> None:
        """Show all of the chosen answer, which the list may have no room for."""
        row = self.row()
        if row is None:
            self.whole.clear()
            return
        seen = self.tr("Who may see it: {0}").format(audience_words(row.audience).lower())
        self.whole.setText(f"{row.ref}: {capitalised(row.text)}\n{answer_words(row)}\n{seen}")

    def _say(self, words: str) -> None:
        self.outcome.setText(words)
        self.said.emit(words)


def answer_words(row: ProposalRow) -> str:
    """Return what an answer says, in a line."""
    parts = [audience_words(row.audience)] if row.audience is not Audience.MEMBERS else []
    parts += [_stands(row)] if row.status else []
    parts += [f"new date: {new_date(row.due, row.due_on)}"] if row.due else []
    return " · ".join([*parts, *([row.note] if row.note else [])])


def _stands(row: ProposalRow) -> str:
    if row.done is None or row.status is None:
        return status_words(row.status) if row.status else ""
    if row.done.unclear:
        return "Done, on which day is not clear"
    return "Done" if row.done.on == row.received_on else f"Done on {format_date(row.done.on)}"
