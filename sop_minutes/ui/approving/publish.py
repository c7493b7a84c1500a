"""Publishing a group's notes: what will be in the folder, what is left out and why, and where it goes."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from sop_minutes.domain.approving import standing_words
from sop_minutes.domain.due import format_date
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.publishing import DRAFT, NAMED, PublicNote, Publishable, nothing_to_publish
from sop_minutes.domain.sheets import GroupRow
from sop_minutes.domain.text import capitalised
from sop_minutes.export.folders import Moved, holds_published
from sop_minutes.publishing import Site, SiteJob
from sop_minutes.queries.publishing import SitePlan, site_plan
from sop_minutes.ui.approving.letting_out import NamesDialog
from sop_minutes.ui.bars import ElidedButton
from sop_minutes.ui.files import FileDialog
from sop_minutes.ui.naming import named, told
from sop_minutes.ui.pressing import Dialog
from sop_minutes.ui.whole import WholeList
from sop_minutes.ui.workspace import Workspace

_LOOK = 200
_FILES_A_NOTE = 3


class PublishDialog(Dialog):
    """One group's published notes, as they will be, and the folder they go to.

    `said` follows what was done. `published` gives the folder.
    """

    said = Signal(str)
    published = Signal(object)

    def __init__(
        self, parent: QWidget | None, workspace: Workspace, group: GroupRow, folder: Path | None
    ) -> None:
        """`folder` is where the group's notes went before, None for nowhere yet."""
        super().__init__(parent)
        heading = self.tr("Publish the notes of {0}").format(group.name)
        named(self, "publish", heading)
        self.setWindowTitle(heading)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._workspace = workspace
        self._group = group
        self._folder = folder
        self._plan: Publishable | None = None
        self._job: SiteJob | None = None
        self._looking = QTimer(self, interval=_LOOK)
        self._begins_at_publish = folder is not None
        self._build()
        self._connect()
        self.refresh()
        # With a folder one goes on to Publish once there is a plan; until then Enter presses nothing.
        (self.notes if self._begins_at_publish else self._choose).setFocus()

    def refresh(self) -> None:
        """Look up what is to be published as it is now."""
        self._plan = None
        self._show_folder()
        drafts = self.drafts.isChecked()
        self._workspace.ask_or(self._fail_plan, self._show_plan, site_plan, self._group.id, drafts=drafts)

    def ask_folder(self) -> None:
        """Ask for the folder that is to be uploaded."""
        title = self.tr("The folder that is to be uploaded")
        dialog = FileDialog(self, "publish-folder", title, self._folder)
        dialog.setFileMode(FileDialog.FileMode.Directory)
        dialog.setOption(FileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda name: self._take_folder(Path(name)))
        dialog.open()

    def publish(self) -> None:
        """Write the folder; ask first where somebody is named who is to be published as their role."""
        if self._plan is None or self._folder is None or self._job is not None:
            return
        if not self._plan.named:
            self._make(self._plan, self._folder)
            return
        plan, folder = self._plan, self._folder
        dialog = NamesDialog(self, plan.named)
        dialog.confirmed.connect(lambda: self._make(plan, folder))
        dialog.rejected.connect(lambda: self._say(NAMED))
        dialog.open()

    def _make(self, plan: Publishable, folder: Path) -> None:
        wanted = Site(self._group.id, drafts=self.drafts.isChecked())
        self._job = SiteJob(wanted, plan, folder, now=datetime.now().astimezone())
        self._show_folder()
        self._count()
        self._looking.start()
        self._workspace.aside.ask(self._put_in, self._job, self._fail)

    def open_folder(self) -> None:
        """Show the folder that was written."""
        if self._folder is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))

    def done(self, result: int) -> None:
        """Close; what is being made is broken off, and the folder stays as it was."""
        self._looking.stop()
        for then in (self._show_plan, self._put_in):
            self._workspace.aside.forget(then)
        super().done(result)

    def _ask_again(self) -> None:
        self.outcome.clear()
        self.refresh()

    def _take_folder(self, folder: Path) -> None:
        self._folder = folder
        self._show_folder()
        self.outcome.clear()
        self._say_nothing()
        self._publish.setFocus()

    def _show_plan(self, found: SitePlan) -> None:
        """Show what will be in the folder, and what will not."""
        plan = self._plan = found.plan
        for shown in (self.notes, self.left_out, self.cautions):
            shown.clear()
        self.notes.addItems([self._note_words(note) for note in plan.notes])
        self.left_out.addItems([f"{row.key}: {row.why}" for row in plan.left_out])
        narrow = sum(bool(note.withheld) for note in plan.notes)
        if narrow:
            words = (
                self.tr("In 1 note: what is restricted or for members")
                if narrow == 1
                else self.tr("In {0} notes: what is restricted or for members")
            )
            self.left_out.addItem(words.format(narrow))
        cautions = (*plan.named, *found.cautions)
        self.cautions.addItems(cautions)
        self._count_in.setText(self.tr("IN THE FOLDER: {0}").format(len(plan.notes)))
        self._count_out.setText(self.tr("LEFT OUT, AND WHY: {0}").format(self.left_out.count()))
        self._look_at.setText(self.tr("TO BE LOOKED AT FIRST: {0}").format(len(cautions)))
        for widget in (self._look_at, self.cautions):
            widget.setVisible(bool(cautions))
        self._show_folder()
        if self._begins_at_publish and self.focusWidget() is self.notes:
            self._publish.setFocus()
        self._begins_at_publish = False
        if not self.outcome.text():
            self._say_nothing()

    def _say_nothing(self) -> None:
        """Say what publishing does where no notes are approved."""
        if self._plan is not None and not self._plan.notes:
            takes_down = self._folder is not None and holds_published(self._folder)
            self._say(nothing_to_publish(self._plan, takes_down=takes_down))

    def _note_words(self, note: PublicNote) -> str:
        title = note.sheet.note.title.strip()
        day = f"{format_date(note.on)}{f': {title}' if title else ''}"
        return f"{day} – {DRAFT.upper() if note.draft else capitalised(standing_words(note.standing))}"

    def _fail_plan(self) -> None:
        self._say(self.tr("What is to be published could not be looked up."))

    def _fail(self) -> None:
        """Say that nothing was written, for a reason nobody foresaw."""
        self._put_in(UserError(self.tr("The files could not be made. Nothing was written.")))

    def _put_in(self, wrong: UserError | None) -> None:
        """Put what was made into the folder, and say what is there."""
        job, self._job = self._job, None
        self._looking.stop()
        if job is None or self._folder is None:
            return
        try:
            if wrong is not None:
                raise wrong
            label = self.tr("Publish {0}").format(self._group.code)
            moved = job.put_in(self._workspace, label=label)
        except UserError as error:
            self._say(str(error))
            self.refresh()
            return
        self._say(self._written(moved))
        self.published.emit(self._folder)
        self.refresh()
        self._open.setFocus()

    def _written(self, moved: Moved) -> str:
        words = [self.tr("{0} files are in {1}: open index.html there.")]
        said = [words[0].format(len(moved.files), self._folder)]
        removed = self.tr("{0} is removed: it is not published any more.")
        return "\n".join([*said, *(removed.format(name) for name in moved.removed)])

    def _count(self) -> None:
        """Say how far it is."""
        if self._job is not None:
            many = len(self._job.plan.notes) * _FILES_A_NOTE + 1
            words = self.tr("Making file {0} of {1}… Esc breaks it off, and nothing is written.")
            self.outcome.setText(words.format(min(self._job.done + 1, many), many))

    def _show_folder(self) -> None:
        """Say where it goes, and let it be done if it can be."""
        self._choose.show_words(str(self._folder) if self._folder else self.tr("Choose a folder…"))
        is_free = self._job is None
        folder, plan = self._folder, self._plan
        can = plan is not None and folder is not None and bool(plan.notes or holds_published(folder))
        self._publish.setEnabled(can and is_free)
        self._open.setEnabled(is_free and folder is not None and holds_published(folder))
        for widget in (self.drafts, self._choose):
            widget.setEnabled(is_free)

    def _say(self, words: str) -> None:
        self.outcome.setText(words)
        self.said.emit(words.partition("\n")[0])

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.addWidget(self._build_question())
        grid = QGridLayout()
        self.notes = self._list("publish-notes", self.tr("In the folder"))
        self.left_out = self._list("publish-left-out", self.tr("Left out, and why"))
        self.cautions = self._list("publish-cautions", self.tr("To be looked at first"))
        self._count_in, self._count_out, self._look_at = (self._section() for _ in range(3))
        grid.addWidget(self._count_in, 0, 0)
        grid.addWidget(self.notes, 1, 0, 3, 1)
        grid.addWidget(self._count_out, 0, 1)
        grid.addWidget(self.left_out, 1, 1)
        grid.addWidget(self._look_at, 2, 1)
        grid.addWidget(self.cautions, 3, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        column.addLayout(grid, 1)
        column.addLayout(self._build_folder())
        self.outcome = told(QLabel(), "publish-outcome", self.tr("What came of it"))
        self.outcome.setTextFormat(Qt.TextFormat.PlainText)
        self.outcome.setWordWrap(True)
        column.addWidget(self.outcome)
        column.addLayout(self._build_buttons())
        self.resize(940, 560)

    def _build_question(self) -> QWidget:
        words = self.tr("Also minutes that are not approved, each page marked as a &draft")
        self.drafts = named(QCheckBox(words), "publish-drafts", words.replace("&", ""))
        return self.drafts

    def _build_folder(self) -> QHBoxLayout:
        row = QHBoxLayout()
        label = QLabel(self.tr("&Folder to be uploaded"))
        self._choose = named(ElidedButton(), "publish-choose", self.tr("Folder to be uploaded"))
        self._choose.setAutoDefault(False)
        self._choose.setProperty("role", "place")
        label.setBuddy(self._choose)
        row.addWidget(label)
        row.addWidget(self._choose, 1)
        return row

    def _build_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        hint = QLabel(self.tr("Ctrl+Enter publishes · Esc closes"))
        hint.setProperty("role", "soft")
        self._publish = named(QPushButton(self.tr("&Publish")), "publish-do", self.tr("Publish"))
        self._open = named(
            QPushButton(self.tr("&Open the folder")), "publish-open", self.tr("Open the folder")
        )
        for button in (self._open, self._publish):
            button.setAutoDefault(False)
        row.addWidget(hint)
        row.addStretch(1)
        row.addWidget(self._open)
        row.addWidget(self._publish)
        return row

    def _connect(self) -> None:
        self.drafts.toggled.connect(self._ask_again)
        self._choose.clicked.connect(self.ask_folder)
        self._publish.clicked.connect(self.publish)
        self._open.clicked.connect(self.open_folder)
        self._looking.timeout.connect(self._count)
        QShortcut(QKeySequence("Ctrl+Return"), self, self._publish.click)

    def _list(self, name: str, spoken: str) -> QListWidget:
        return named(WholeList(), name, spoken)

    def _section(self) -> QLabel:
        label = QLabel()
        label.setProperty("role", "section")
        return label
