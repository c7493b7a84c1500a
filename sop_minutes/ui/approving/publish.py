"""Publishing a group's notes: what will be in the folder, what is left out and why, and where it goes."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import QListWidget, QWidget

from sop_minutes.domain.approving import standing_words
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.publishing import (
    DRAFT,
    NAMED,
    PublicNote,
    Publishable,
    nothing_to_publish,
    stays_words,
)
from sop_minutes.domain.sheets import GroupRow
from sop_minutes.domain.text import capitalised
from sop_minutes.export.folders import Moved, holds_published
from sop_minutes.publishing import Site, SiteJob, notes_that_stay
from sop_minutes.queries.publishing import SitePlan, site_plan
from sop_minutes.ui.approving.letting_out import NamesDialog
from sop_minutes.ui.approving.publish_frame import PublishFrame
from sop_minutes.ui.files import FileDialog
from sop_minutes.ui.naming import named
from sop_minutes.ui.workspace import Workspace

_LOOK = 200
_FILES_A_NOTE = 3


class PublishDialog(PublishFrame):
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
        self._stay: tuple[PublicNote, ...] = ()
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
        wanted = Site(self._group.id, drafts=self.drafts.isChecked(), take_down=self.take_down.isChecked())
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
        self.outcome.clear()
        self._list_notes()
        self._say_nothing()
        self._publish.setFocus()

    def _show_plan(self, found: SitePlan) -> None:
        """Show what will be in the folder, what will not, and what is to be looked at first."""
        self._plan = found.plan
        cautions = (*found.plan.named, *found.cautions)
        self.cautions.clear()
        self.cautions.addItems(cautions)
        self._look_at.setText(self.tr("TO BE LOOKED AT FIRST: {0}").format(len(cautions)))
        for widget in (self._look_at, self.cautions):
            widget.setVisible(bool(cautions))
        self._list_notes()
        if self._begins_at_publish and self.focusWidget() is self.notes:
            self._publish.setFocus()
        self._begins_at_publish = False
        if not self.outcome.text():
            self._say_nothing()

    def _list_notes(self) -> None:
        """List what will be in the folder and what will not, as far as that is known."""
        if (plan := self._plan) is not None:
            can_stay = self._that_can_stay(plan)
            self.take_down.setVisible(bool(can_stay))
            if not can_stay:
                self.take_down.setChecked(False)
            self._stay = () if self.take_down.isChecked() else can_stay
            staying = {note.sheet.key for note in self._stay}
            left_out = [f"{row.key}: {row.why}" for row in plan.left_out if row.key not in staying]
            narrow = sum(bool(note.withheld) for note in plan.notes)
            _fill(self.notes, [*map(stays_words, self._stay), *map(_note_words, plan.notes)])
            _fill(self.left_out, [*left_out, *([self._narrow_words(narrow)] if narrow else [])])
            self._count_in.setText(self.tr("IN THE FOLDER: {0}").format(self.notes.count()))
            self._count_out.setText(self.tr("LEFT OUT, AND WHY: {0}").format(self.left_out.count()))
        self._show_folder()

    def _that_can_stay(self, plan: Publishable) -> tuple[PublicNote, ...]:
        try:
            return notes_that_stay(plan, self._folder) if self._folder is not None else ()
        except UserError:  # it is another group's, which is said when that is published to
            return ()

    def _say_nothing(self) -> None:
        """Say what publishing does where no notes are approved."""
        if self._plan is not None and not self._plan.notes and not self._stay:
            takes_down = self._folder is not None and holds_published(self._folder)
            self._say(nothing_to_publish(self._plan, takes_down=takes_down))

    def _narrow_words(self, narrow: int) -> str:
        if narrow == 1:
            return self.tr("In 1 note: what is restricted or for members")
        return self.tr("In {0} notes: what is restricted or for members").format(narrow)

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
        for widget in (self.drafts, self.take_down, self._choose):
            widget.setEnabled(is_free)

    def _say(self, words: str) -> None:
        self.outcome.setText(words)
        self.said.emit(words.partition("\n")[0])

    def _connect(self) -> None:
        self.drafts.toggled.connect(self._ask_again)
        self.take_down.toggled.connect(self._list_notes)
        self._choose.clicked.connect(self.ask_folder)
        self._publish.clicked.connect(self.publish)
        self._open.clicked.connect(self.open_folder)
        self._looking.timeout.connect(self._count)
        QShortcut(QKeySequence("Ctrl+Return"), self, self._publish.click)


def _fill(shown: QListWidget, lines: Sequence[str]) -> None:
    shown.clear()
    shown.addItems(lines)


def _note_words(note: PublicNote) -> str:
    return f"{note.words} – {DRAFT.upper() if note.draft else capitalised(standing_words(note.standing))}"
