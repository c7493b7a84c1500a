"""What goes out from the circulate page: drafts and files, and what is said of them."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from sop_minutes.domain.errors import UserError
from sop_minutes.domain.words import NOTE_NAMES, Audience
from sop_minutes.queries.circulating import circulations_of
from sop_minutes.ui.circulate.beside import drafted, log_written
from sop_minutes.ui.circulate.confirming import ConfirmDialog
from sop_minutes.ui.circulate.page import CirculatePage
from sop_minutes.ui.files import FileDialog

if TYPE_CHECKING:
    from sop_minutes.circulating import DraftsJob, Prepared

_LOOK = 200


class Sending(QObject):
    """Asks where to, and writes. `news` is what was done and in which folder, `failed` why it was not.

    `progress` says how far the drafts are.
    """

    news = Signal(str, object)
    progress = Signal(str)
    failed = Signal(str)

    def __init__(self, page: CirculatePage, keep: Callable[[], bool]) -> None:
        """`keep` saves what was typed in the note, and says whether it could."""
        super().__init__(page)
        self._page = page
        self._keep = keep
        self._outgoing: Prepared | None = None
        self._job: DraftsJob | None = None
        self._many = 0
        self._folder = Path()
        self._looking = QTimer(self, interval=_LOOK)
        self._looking.timeout.connect(self._count)
        self.home = Path.home()
        """Where files are written at first."""
        self.whose: Callable[[], str] = str
        """Gives the name of who sends, "" where that is not known."""
        page.side.create_drafts.clicked.connect(self.create)
        page.side.save.clicked.connect(self.save)

    def create(self) -> None:
        """Ask where the drafts go; of the full record, first whether it is to go out at all."""
        outgoing = self._to_go_out()
        if outgoing is None:
            return
        if outgoing.plan.audience is not Audience.RESTRICTED:
            self._ask_folder(outgoing)
            return
        ready = self._page.ready
        dialog = ConfirmDialog(self._page.window(), outgoing.plan, ready.marking if ready else "")
        dialog.accepted.connect(lambda: self._ask_folder(outgoing))
        dialog.open()

    def write_to(self, folder: Path, outgoing: "Prepared") -> None:
        """Have the drafts made, and write them into a folder."""
        outgoing = replace(outgoing, wanted=replace(outgoing.wanted, sender=self.whose()))
        self._outgoing, self._folder = outgoing, folder
        self._page.side.create_drafts.setEnabled(False)
        self._tell(self.tr("The drafts are being made …"))
        self._page.workspace.ask_or(self._on_failed, self._on_drafted, drafted, outgoing)

    def stop(self) -> None:
        """Write none of the drafts that are being written."""
        if self._outgoing is not None:
            aside = self._page.workspace.aside
            for then in (self._on_drafted, self._on_written):
                aside.forget(then)
            self._fail(self.tr("Writing the drafts was stopped: nothing was sent or kept."))

    @property
    def folder(self) -> Path:
        """Where drafts are written, or were last."""
        return self._folder

    def save(self) -> None:
        """Ask where the files go, and send nobody anything."""
        if self._page.side.audience is None:
            self._ask_log_file()
            return
        outgoing = self._to_go_out(to_nobody=True)
        if outgoing is not None:
            dialog = self._folder_dialog("files-folder", self.tr("Where the files go"), outgoing)
            dialog.fileSelected.connect(lambda name: self.save_to(Path(name), outgoing))
            dialog.open()

    def save_to(self, folder: Path, outgoing: "Prepared") -> None:
        """Write the files into a folder, or say why not."""
        from sop_minutes.circulating import refuse_changed, save_files

        try:
            refuse_changed(self._page.workspace, outgoing)
            files = save_files(outgoing, folder)
        except UserError as error:
            self.failed.emit(str(error))
            return
        self.home = folder
        names = ", ".join(file.name for file in files)
        self.news.emit(self.tr("Written: {0}. Nobody was sent anything.").format(names), folder)

    def _to_go_out(self, *, to_nobody: bool = False) -> "Prepared | None":
        """Return what goes out, once what was typed is kept; None where nothing can: the reason is said."""
        page = self._page
        if not self._keep():
            return None
        outgoing, why = page.outgoing(), page.why_not()
        if outgoing is None or page.is_making or not outgoing.files or (why and not to_nobody):
            self.failed.emit(why or self.tr("There is no note to send."))
            return None
        return outgoing

    def _ask_folder(self, outgoing: "Prepared") -> None:
        dialog = self._folder_dialog("drafts-folder", self.tr("Where the drafts go"), outgoing)
        dialog.fileSelected.connect(lambda name: self.write_to(Path(name), outgoing))
        dialog.open()

    def _folder_dialog(self, name: str, title: str, outgoing: "Prepared") -> FileDialog:
        what = NOTE_NAMES[outgoing.plan.audience]
        folder = self.home if self.home.is_dir() else Path.home()
        dialog = FileDialog(self._page.window(), name, f"{title} · {what}", folder)
        dialog.setFileMode(FileDialog.FileMode.Directory)
        dialog.setOption(FileDialog.Option.ShowDirsOnly)
        return dialog

    def _on_drafted(self, drafts: Mapping[str, bytes] | str) -> None:
        """Write what was made, beside the window: the disk may be slow."""
        if isinstance(drafts, str):
            self._fail(drafts)
            return
        from sop_minutes.circulating import DraftsJob

        self._job, self._many = DraftsJob(self._folder, drafts), len(drafts)
        self._looking.start()
        self._page.workspace.aside.ask(self._on_written, self._job, self._on_failed)

    def _count(self) -> None:
        if self._job is not None:
            at = min(self._job.done + 1, self._many)
            self._tell(self.tr("Writing draft {0} of {1} …").format(at, self._many))

    def _tell(self, words: str) -> None:
        """Say how far it is; until that is "", nothing else goes out."""
        self._page.sending = words
        self._page.side.say(words)
        self.progress.emit(words)

    def _on_written(self, files: tuple[Path, ...] | UserError) -> None:
        """Keep the version that was written, and say so."""
        if isinstance(files, UserError):
            self._fail(str(files))
            return
        assert self._outgoing is not None  # noqa: S101 - `stop` has this answer forgotten
        from sop_minutes.circulating import keep_sent

        workspace, outgoing = self._page.workspace, self._outgoing
        label, now = self.tr("Circulate {0}").format(outgoing.plan.key), datetime.now().astimezone()
        self._end()
        try:
            keep_sent(workspace, outgoing, files, label=label, now=now)
        except UserError as error:
            self._fail(str(error))
            return
        self.home = self._folder
        number = workspace.read(circulations_of, outgoing.plan.meeting_id)[-1].number
        many = self.tr("1 draft") if len(files) == 1 else self.tr("{0} drafts").format(len(files))
        what = NOTE_NAMES[outgoing.plan.audience]
        words = self.tr("{0} of the {1} written to {2}, and kept as version {3}.")
        self.news.emit(words.format(many, what, self._folder, number), self._folder)

    def _on_failed(self) -> None:
        self._fail(self.tr("The drafts could not be written: nothing was sent or kept."))

    def _fail(self, why: str) -> None:
        """Say why nothing was written or kept, and show the note as it is now."""
        self._end()
        self.failed.emit(why)
        self._page.refresh()

    def _end(self) -> None:
        """Let something go out again."""
        self._looking.stop()
        self._outgoing, self._job = None, None
        self._tell("")

    def _ask_log_file(self) -> None:
        facts = self._page.facts
        if facts is None or not self._keep():
            return
        dialog = FileDialog(self._page.window(), "log-file", self.tr("The action log"), self.home)
        dialog.setAcceptMode(FileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([self.tr("Word (*.docx)"), self.tr("Excel (*.xlsx)"), self.tr("CSV (*.csv)")])
        dialog.setDefaultSuffix("docx")
        dialog.filterSelected.connect(lambda kind: dialog.setDefaultSuffix(kind.partition("*.")[2][:-1]))
        dialog.selectFile(f"{facts.key.partition('/')[0]} actions.docx")
        dialog.fileSelected.connect(lambda name: self._write_log(facts.group_id, Path(name)))
        dialog.open()

    def _write_log(self, group_id: int, path: Path) -> None:
        def tell(wrong: str) -> None:
            if wrong:
                self.failed.emit(wrong)
            else:
                self.news.emit(self.tr("Written: {0}").format(path), path.parent)

        self._page.workspace.ask(tell, log_written, group_id, path, self._page.today)
