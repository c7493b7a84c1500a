"""What can be done with the meeting whose note is shown: its details, its states, its note as a file."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from sop_minutes.commands.approving import correct_minutes
from sop_minutes.commands.meetings import change_state, edit_meeting
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.sheets import MeetingSheet
from sop_minutes.domain.words import SETTLED_STATES, Audience, MeetingState
from sop_minutes.queries.cautions import doubtful_texts
from sop_minutes.queries.meetings import meeting_sheet, withheld_texts
from sop_minutes.queries.page import PageFacts
from sop_minutes.queries.templates import note_style
from sop_minutes.ui.files import FileDialog
from sop_minutes.ui.record.details import Details, DetailsDialog
from sop_minutes.ui.record.keeping import NoteKeeper
from sop_minutes.ui.record.reopening import ReopenDialog
from sop_minutes.ui.workspace import Workspace

BEFORE_CIRCULATION = frozenset({MeetingState.PLANNED, MeetingState.RECORDING, MeetingState.DRAFT})
READERS = {Audience.PUBLIC: "public", Audience.MEMBERS: "members", Audience.RESTRICTED: "record"}


class MeetingDesk(QObject):
    """Does things with one meeting. `said` is for the status bar, `message` for the message bar.

    `news` is for that bar, too: what was done, and in which folder. `home` is where files are written
    at first, `folder` where one was written last, "" for nowhere yet.
    """

    said = Signal(str)
    message = Signal(str)
    news = Signal(str, object)
    changed = Signal()
    begun = Signal()

    def __init__(self, workspace: Workspace, keeper: NoteKeeper, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._keeper = keeper
        self._meeting_id = 0
        self._facts: PageFacts | None = None
        self.home = Path.home()
        self.folder = ""

    def show_facts(self, meeting_id: int, facts: PageFacts) -> None:
        """Work on this meeting from now on."""
        self._meeting_id = meeting_id
        self._facts = facts

    def ask_details(self) -> None:
        """Ask for the meeting's title, time, place and marking."""
        if self._facts is not None:
            dialog = DetailsDialog(self._window(), self._facts)
            dialog.answered.connect(self._edit)
            dialog.open()

    def begin_or_end(self) -> None:
        """Begin to record the meeting, so that the clock runs; or end it, and its note is a draft."""
        if self._facts is None:
            return
        if self._facts.state not in BEFORE_CIRCULATION:
            self.message.emit(self.tr("That meeting is {0}: it is over.").format(self._facts.state))
        elif self._facts.state is MeetingState.RECORDING:
            self._do(self.tr("End the meeting"), self.tr("Ended"), change_state, state=MeetingState.DRAFT)
        else:
            self._do(
                self.tr("Begin the meeting"), self.tr("Begun"), change_state, state=MeetingState.RECORDING
            )
            self.begun.emit()

    def ask_reopen(self) -> None:
        """Make approved minutes a draft again, when it is said why."""
        if self._facts is None:
            return
        if self._facts.state not in SETTLED_STATES:
            self.message.emit(self.tr("The minutes are not approved: there is nothing to reopen."))
            return
        dialog = ReopenDialog(self._window(), self._facts.key)
        dialog.answered.connect(self._reopen)
        dialog.open()

    def ask_file(self, reader: Audience) -> None:
        """Ask where to write the note as those may have it who are `reader`."""
        if self._facts is None or not self._keeper.keep():
            return
        folder = Path(self.folder) if self.folder and Path(self.folder).is_dir() else self.home
        dialog = FileDialog(self._window(), "note-file", self.tr("Write the note"), folder)
        dialog.setAcceptMode(FileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(
            [self.tr("Word (*.docx)"), self.tr("PDF (*.pdf)"), self.tr("Web page (*.html)")],
        )
        dialog.setDefaultSuffix("docx")
        dialog.filterSelected.connect(lambda kind: dialog.setDefaultSuffix(kind.partition("*.")[2][:-1]))
        dialog.selectFile(f"{self._facts.key.replace('/', '-')}-{READERS[reader]}.docx")
        dialog.fileSelected.connect(lambda name: self._write(reader, Path(name)))
        dialog.open()

    def _window(self) -> QWidget | None:
        parent = self.parent()  # not an attribute: a ring of the page and its parts would outlive the page
        return parent if isinstance(parent, QWidget) else None

    def _reopen(self, reason: str) -> None:
        self._do(self.tr("Reopen the minutes"), self.tr("Reopened"), correct_minutes, reason=reason)

    def _edit(self, details: Details) -> None:
        self._do(self.tr("About the meeting"), self.tr("Kept"), edit_meeting, **details._asdict())

    def _write(self, reader: Audience, path: Path) -> None:
        from sop_minutes.export.note import write_note  # a typist who sends nothing out never needs it

        sheet = self._workspace.read(meeting_sheet, self._meeting_id, reader)
        withheld = self._workspace.read(withheld_texts, self._meeting_id, reader)
        style = self._workspace.read(note_style, self._meeting_id)
        now = datetime.now().astimezone()
        try:
            write_note(sheet, path, audience=reader, withheld=withheld, now=now, style=style)
        except UserError as error:
            self.message.emit(str(error))
            return
        self.folder = str(path.parent)
        told = [self.tr("Written: {0}").format(path)]
        if reader is Audience.PUBLIC:
            told += self._cautions(sheet)
        self.news.emit("\n".join(told), path.parent)

    def _cautions(self, sheet: MeetingSheet) -> list[str]:
        """Return what is to be thought of before a public note is passed on."""
        from sop_minutes.queries.checks import named_in_public  # as in `_write`

        marking = self.tr("The public note carries {0}.").format(sheet.note.marking)
        provisional = self.tr("The date of that meeting is still to be confirmed.")
        doubtful = self._workspace.read(doubtful_texts, self._meeting_id)
        return [
            *([marking] if sheet.note.marking else []),
            *([provisional] if sheet.note.provisional else []),
            *(self.tr("This line is in it: {0}").format(text) for text in doubtful),
            *self._workspace.read(named_in_public, self._meeting_id),
        ]

    def _do(self, label: str, done: str, command: Callable[..., object], **what: object) -> None:
        """Do a command, which undo calls `label`; say `done` when it is."""
        if not self._meeting_id or not self._keeper.keep():
            return
        try:
            self._workspace.do(label, command, self._meeting_id, **what)
        except UserError as error:
            self.message.emit(str(error))
            return
        self.changed.emit()
        self.said.emit(done)
