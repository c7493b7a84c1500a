"""What is not public and is due to be looked at again: released, put off, or explained."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from sop_minutes.commands.releasing import put_off_review, restrict_records
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.words import Audience
from sop_minutes.queries.diary import diary
from sop_minutes.queries.meetings import find_meeting
from sop_minutes.queries.partners import list_groups
from sop_minutes.queries.releasing import NarrowRow, SeenLine, due_for_release, narrow_rows
from sop_minutes.releasing import published_of, release_as_seen, seen_after_release
from sop_minutes.ui.approving.due_list import DueList
from sop_minutes.ui.approving.letting_out import ReleaseDialog
from sop_minutes.ui.approving.restricting import RestrictDialog, Restriction
from sop_minutes.ui.flow import FlowRow
from sop_minutes.ui.naming import named, told
from sop_minutes.ui.pressing import Dialog
from sop_minutes.ui.record.replaying import whose
from sop_minutes.ui.workspace import Workspace


class DueDialog(Dialog):
    """The list *Due for release*: what has come to its date, what nobody explained, and the rest.

    `said` follows what was done; `place_wanted` gives a meeting and the line in its note to go to.
    """

    said = Signal(str)
    place_wanted = Signal(int, str)

    def __init__(
        self, parent: QWidget | None, workspace: Workspace, today: date, group_id: int | None = None
    ) -> None:
        super().__init__(parent)
        heading = self.tr("Due for release")
        named(self, "due", heading)
        self.setWindowTitle(heading)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._workspace = workspace
        self._today = today
        self._group_id = group_id
        self._build()
        self._connect()
        self.refresh()
        self.tree.setFocus()

    def refresh(self) -> None:
        """Show what is not public as it is now."""
        found = self._workspace.read(due_for_release, self._today, self._group_id)
        due = {row.record for row in found.due}
        unexplained = [row for row in found.unexplained if row.record not in due]
        known = {*due, *(row.record for row in unexplained)}
        rows = self._workspace.read(narrow_rows, self._group_id)
        self.tree.show_rows(found.due, unexplained, [row for row in rows if row.record not in known])

    def rows(self) -> list[NarrowRow]:
        """Return what is chosen, as it stands in the list."""
        return self.tree.rows()

    def release_to_public(self) -> None:
        """Let everybody read what is chosen, once it was looked at."""
        self._release(Audience.PUBLIC)

    def release_to_members(self) -> None:
        """Let members read what is chosen, once it was looked at."""
        self._release(Audience.MEMBERS)

    def put_off(self) -> None:
        """Ask on which other day what is chosen is looked at again; why, too, where that was never said."""
        rows = self.rows()
        if rows:
            explained = all(row.reason for row in rows)
            dialog = RestrictDialog(self, rows, self._today, self._diary(rows), date_only=explained)
            dialog.answered.connect(
                lambda asked: self._put_off(rows, asked) if explained else self._restrict(rows, asked)
            )
            dialog.open()

    def explain(self) -> None:
        """Ask why what is chosen is not public, and until when."""
        rows = self.rows()
        if rows:
            dialog = RestrictDialog(self, rows, self._today, self._diary(rows))
            dialog.answered.connect(lambda asked: self._restrict(rows, asked))
            dialog.open()

    def go_there(self) -> None:
        """Go to the chosen line in its note."""
        rows = self.rows()
        if len(rows) == 1 and rows[0].meeting:
            meeting_id = self._workspace.read(find_meeting, rows[0].meeting)
            self.accept()
            self.place_wanted.emit(meeting_id, rows[0].text)

    def undo(self) -> None:
        """Take back the last thing done."""
        self._replay(self._workspace.undo, self.tr("Taken back: {0}"), self.tr("Nothing to take back."))

    def redo(self) -> None:
        """Do again what was taken back."""
        self._replay(self._workspace.redo, self.tr("Done again: {0}"), self.tr("Nothing to do again."))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and not event.modifiers():
            do = self._keys.get(Qt.Key(event.key()))
            if do is not None:
                do()
                return True
        return super().eventFilter(watched, event)

    def _release(self, to: Audience) -> None:
        rows = self.rows()
        if not rows:
            return
        order = [row.record for row in self._workspace.read(narrow_rows, self._group_id)]
        rows.sort(key=lambda row: order.index(row.record) if row.record in order else 0)
        records = [row.record for row in rows]
        try:
            seen = seen_after_release(self._workspace, records, to=to)
        except UserError as error:
            self._say(str(error))
            return
        dialog = ReleaseDialog(self, seen, to)
        dialog.confirmed.connect(lambda: self._let_out(rows, to, seen))
        dialog.open()

    def _let_out(self, rows: Sequence[NarrowRow], to: Audience, seen: Sequence[SeenLine]) -> None:
        is_public = to is Audience.PUBLIC
        label = self.tr("Release to the public") if is_public else self.tr("Release to members")
        done = self.tr("Released to the public") if is_public else self.tr("Released to members")
        if self._do(label, done, rows, release_as_seen, to=to, seen=seen) and is_public:
            again = self.tr("What was published of {0} does not say so yet: publish it again.")
            keys = ", ".join(published_of(self._workspace, [*rows, *seen]))
            self._say("\n".join([self.outcome.text(), *([again.format(keys)] if keys else [])]))

    def _put_off(self, rows: Sequence[NarrowRow], asked: Restriction) -> None:
        label, done = self.tr("Put the review off"), self.tr("The review is put off")
        self._do(label, done, rows, put_off_review, review_on=asked.review_on)

    def _restrict(self, rows: Sequence[NarrowRow], asked: Restriction) -> None:
        label, done = self.tr("Say why it is not public"), self.tr("Kept: why it is not public")
        self._do(label, done, rows, restrict_records, **asked._asdict())

    def _do(
        self, label: str, done: str, rows: Sequence[NarrowRow], command: Callable[..., object], **how: object
    ) -> bool:
        """Do something with rows as one thing to take back; say that it is `done`, or why not."""
        try:
            self._workspace.do(label, command, [row.record for row in rows], **how)
        except UserError as error:
            self._say(str(error))
            return False
        self.refresh()
        many = f" ({len(rows)})" if len(rows) > 1 else ""
        self._say(self.tr("{0}{1}. Ctrl+Z takes it back.").format(done, many))
        return True

    def _replay(self, replay: Callable[[], tuple[str, str] | None], done: str, nothing: str) -> None:
        try:
            what = replay()
        except UserError as error:
            self._say(str(error))
            return
        self.refresh()
        self._say(done.format(whose(self, *what)) if what else nothing)

    def _diary(self, rows: Sequence[NarrowRow]) -> Sequence[date]:
        """Return the days on which the group meets that the rows are of, where they are of one."""
        codes = {row.group for row in rows}
        ids = [group.id for group in self._workspace.read(list_groups) if group.code in codes]
        return self._workspace.read(diary, ids[0]) if len(ids) == 1 else ()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        self.tree = DueList()
        self.whole = told(QLabel(), "due-whole", self.tr("The chosen one, whole"))
        self.outcome = told(QLabel(), "due-outcome", self.tr("What came of it"))
        for label in (self.whole, self.outcome):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        hint = QLabel(self.tr("Shift ↑↓ chooses several · Enter goes there · Ctrl+Z takes back · Esc closes"))
        hint.setProperty("role", "soft")
        for widget in (self.tree, self.whole, self.outcome, self._build_buttons(), hint):
            column.addWidget(widget, 1 if widget is self.tree else 0)
        self.resize(1000, 600)

    def _build_buttons(self) -> FlowRow:
        row = FlowRow()
        self._keys: dict[Qt.Key, Callable[[], None]] = {}
        verbs: tuple[tuple[Qt.Key, str, str, Callable[[], None]], ...] = (
            (Qt.Key.Key_P, "public", self.tr("P  release to the public…"), self.release_to_public),
            (Qt.Key.Key_M, "members", self.tr("M  release to members…"), self.release_to_members),
            (Qt.Key.Key_O, "off", self.tr("O  put off…"), self.put_off),
            (Qt.Key.Key_W, "why", self.tr("W  why, and until when…"), self.explain),
        )
        for key, name, label, do in verbs:
            button = named(QPushButton(label), f"due-{name}", label.partition("  ")[2])
            button.setAutoDefault(False)
            button.clicked.connect(do)
            self._keys[key] = do
            row.add(button)
        return row

    def _connect(self) -> None:
        self.tree.installEventFilter(self)
        self.tree.itemActivated.connect(self.go_there)
        self.tree.itemSelectionChanged.connect(lambda: self.whole.setText(self.tree.whole()))
        QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self, self.undo)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Redo), self, self.redo)

    def _say(self, words: str) -> None:
        self.outcome.setText(words)
        self.said.emit(words.partition("\n")[0])
