"""The welcome page: explore the example, start a partnership, or open a file."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import (
    QCompleter,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from sop_minutes.commands.partnership import Step, add_partnership
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.member_list import read_members
from sop_minutes.domain.members import Member, own_partnership
from sop_minutes.example import example_steps
from sop_minutes.paths import default_database
from sop_minutes.safekeeping import is_free
from sop_minutes.ui.naming import Words, named, tip, told
from sop_minutes.ui.pressing import Line
from sop_minutes.ui.welcome.making import Making

EXAMPLE = "example.sopm"


class WelcomePage(QScrollArea):
    """For someone with no database open. `opened` gives the path of one that is there now, and who says so.

    `stopped` follows where none could be made.
    """

    opened = Signal(Path, str)
    open_wanted = Signal()
    stopped = Signal()

    def __init__(self, folder: Path | None = None, parent: QWidget | None = None) -> None:
        """New databases are made in `folder`, the user's own if none is given."""
        super().__init__(parent)
        named(self, "welcome", self.tr("Welcome"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._folder = folder or default_database().parent
        self._making: Making | None = None
        self._build()
        self._connect()

    def explore(self) -> None:
        """Build the example if it is not there yet, and open it."""
        path = self._folder / EXAMPLE
        if path.exists():
            self.opened.emit(path, "")
        else:
            self._make(path, example_steps())

    def start_own(self) -> None:
        """Make the partnership that the form describes, and open it."""
        try:
            name, group, code, me = (one.text() for one in (self.name, self.group, self.code, self.me))
            sheet = own_partnership(name, group, code, self._members(), me)
        except UserError as error:
            self._complain(str(error))
            return
        label = self.tr("Set up {0}").format(sheet.groups[0].name)
        self._make(self._new_path(), [Step(label, partial(add_partnership, sheet=sheet))], me)

    def leave(self) -> None:
        """Break off what is being made, if anything is."""
        if self._making is not None:
            self._making.stop()

    def refresh(self) -> None:
        """Show what is understood of the members that are pasted."""
        members = self._members()
        self.understood.clear()
        for member in members:
            cells = (member.name or member.doubt, member.organisation, member.role, member.email)
            row = QTreeWidgetItem(self.understood, cells)
            if member.doubt:
                row.setText(0, f"? {member.doubt}")
                row.setFirstColumnSpanned(not member.name)
            row.setToolTip(0, tip(row.text(0)))
            spoken = (f"{head}: {words}" for head, words in zip(self._heads, cells, strict=True) if words)
            row.setData(0, Qt.ItemDataRole.AccessibleTextRole, "; ".join((*spoken, member.doubt)))
        self.understood.setVisible(bool(members))
        names = [member.name for member in members if member.name]
        self._names.setStringList(names)
        count = len(names)
        said = self.tr("UNDERSTOOD: {0} MEMBERS").format(count)
        self.understood_label.setText(said if members else self.tr("Members can be added later, too."))

    def _build(self) -> None:
        page = named(QWidget(), "welcome-page")
        outer = QHBoxLayout(page)
        outer.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(14)
        outer.addLayout(column, 6)
        outer.addStretch(1)
        column.addSpacing(18)
        column.addWidget(_text(self.tr("Welcome to SOP Minutes"), "title"))
        column.addWidget(
            _text(self.tr("Minutes as fast as people talk; actions that are not forgotten."), "soft")
        )
        column.addLayout(self._build_choices())
        column.addWidget(self._build_progress())
        column.addWidget(self._build_form())
        column.addStretch(1)
        self.setWidget(page)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)

    def _build_choices(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.example = named(
            QPushButton(self.tr("&Explore the example")), "explore", self.tr("Explore the example")
        )
        self.example.setAccessibleDescription(
            self.tr("Two years of an invented partnership, to try everything on")
        )
        self.open_file = named(QPushButton(self.tr("&Open a database…")), "open", self.tr("Open a database"))
        for button in (self.example, self.open_file):
            button.setMinimumHeight(44)
            row.addWidget(button, 1)
        return row

    def _build_progress(self) -> QWidget:
        self.progress = named(QProgressBar(), "progress", self.tr("Building"))
        self.progress.setFormat(self.tr("Building… %p%"))
        self.progress.setVisible(False)
        return self.progress

    def _build_form(self) -> QWidget:
        card = named(QFrame(), "own")
        card.setProperty("role", "card")
        form = QFormLayout(card)
        form.setContentsMargins(22, 18, 22, 18)
        form.setVerticalSpacing(10)
        form.addRow(_text(self.tr("Start your own partnership"), "head"))
        self.name = named(Line(), "own-name", self.tr("Partnership"))
        self.name.setPlaceholderText(self.tr("for example: Safer Oxfordshire Partnership"))
        self.group = named(Line(), "own-group", self.tr("First group"))
        self.group.setPlaceholderText(self.tr("for example: Co-ordination Group"))
        self.code = named(Line(), "own-code", self.tr("Its code"))
        self.code.setPlaceholderText(self.tr("for example: CG; its initials, if left empty"))
        self.members = named(QPlainTextEdit(), "own-members", self.tr("Members, one a line"))
        self.members.setPlaceholderText(
            self.tr("Name, Organisation, Role, e-mail – one a line, as copied from a list")
        )
        self.members.setTabChangesFocus(True)
        self.members.setFixedHeight(120)
        self.understood_label = _text("", "section")
        self._heads = (self.tr("Name"), self.tr("Organisation"), self.tr("Role"), self.tr("E-mail"))
        self.understood = named(QTreeWidget(), "own-understood", self.tr("What is understood of the members"))
        self.understood.setHeaderLabels(self._heads)
        self.understood.setRootIsDecorated(False)
        self.understood.header().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.understood.setFixedHeight(150)
        self.complaint = told(_text("", "complaint"), "own-complaint", self.tr("What is missing"))
        self.complaint.setVisible(False)
        self.start = named(
            QPushButton(self.tr("&Start the partnership")), "own-start", self.tr("Start the partnership")
        )
        for label, field in (
            (self.tr("&Partnership"), self.name),
            (self.tr("First &group"), self.group),
            (self.tr("Its &code"), self.code),
            (self.tr("&Members"), self.members),
        ):
            form.addRow(label, field)
        form.addRow(self.understood_label)
        form.addRow(self.understood)
        form.addRow(self.tr("&Your name"), self._build_me())
        form.addRow(self.complaint)
        form.addRow(self.start)
        return card

    def _build_me(self) -> Line:
        self.me = named(Line(), "own-me", self.tr("Your name"))
        self.me.setPlaceholderText(self.tr("so that “Mine” finds your actions; may stay empty"))
        self._names = QStringListModel(self)
        names = QCompleter(self._names, self)
        names.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        names.setFilterMode(Qt.MatchFlag.MatchContains)
        self.me.setCompleter(names)
        return self.me

    def _connect(self) -> None:
        self.example.clicked.connect(self.explore)
        self.open_file.clicked.connect(self.open_wanted)
        self.start.clicked.connect(self.start_own)
        self.members.textChanged.connect(self.refresh)
        for field in (self.name, self.group, self.code, self.me):
            field.returnPressed.connect(self.start_own)
        self.refresh()

    def _members(self) -> tuple[Member, ...]:
        return read_members(self.members.toPlainText())

    def _new_path(self) -> Path:
        """Return where the new database goes; beside another one, under the partnership's name."""
        first = self._folder / default_database().name
        words = "".join(c if c.isalnum() else " " for c in self.name.text().casefold()).split()
        stem = "-".join(words)[:60] or first.stem
        names = (
            first,
            *(first.with_stem(stem + suffix) for suffix in ("", *(f"-{n}" for n in range(2, 1000)))),
        )
        return next(path for path in names if is_free(path))

    def _make(self, path: Path, steps: list[Step], me: str = "") -> None:
        if self._making is not None:
            return
        self._complain("")
        self.progress.setValue(0)
        self.progress.setVisible(True)
        self._making = Making(path, steps, self)
        self._making.progressed.connect(self._show_progress)
        self._making.made.connect(lambda path: self._finish(path, me))
        self._making.failed.connect(self._fail)
        self._making.start()

    def _show_progress(self, done: int, of: int) -> None:
        self.progress.setMaximum(of)
        self.progress.setValue(done)

    def _finish(self, path: Path, me: str) -> None:
        self._stop()
        self.opened.emit(path, me)

    def _fail(self, sentence: str) -> None:
        self._stop()
        self._complain(sentence)
        self.stopped.emit()

    def _stop(self) -> None:
        if self._making is not None:
            self._making.stop()
        self._making = None
        self.progress.setVisible(False)

    def _complain(self, sentence: str) -> None:
        self.complaint.setText(sentence)
        self.complaint.setVisible(bool(sentence))
        if sentence:
            missing = (field for field in (self.name, self.group) if not field.text().strip())
            next(missing, self.code).setFocus()


def _text(words: str, role: str) -> QLabel:
    label = Words(words)
    label.setProperty("role", role)
    label.setWordWrap(True)
    return label
