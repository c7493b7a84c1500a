"""What goes out before a meeting: its invitation, and the agenda pack."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from sop_minutes.domain.errors import UserError
from sop_minutes.domain.inviting import unread_time, whom_to_send_it
from sop_minutes.queries.invitations import invitation_sheet, invitations_to, people_to_invite
from sop_minutes.ui.circulate.beside import agenda_written
from sop_minutes.ui.circulate.page import CirculatePage
from sop_minutes.ui.files import FileDialog


class Before(QObject):
    """Asks where to, and writes. `news` is what was done and in which folder, `failed` why it was not."""

    news = Signal(str, object)
    failed = Signal(str)

    def __init__(self, page: CirculatePage, keep: Callable[[], bool]) -> None:
        super().__init__(page)
        self._page = page
        self._keep = keep
        self.home = Path.home()
        """Where files are written at first."""

    def ask_invitation(self) -> None:
        """Ask for the calendar file of the meeting; where one was made before, it is an update."""
        made = self._page.workspace.read(invitations_to, self._page.meeting_id)
        title = self.tr("Update of the invitation") if made else self.tr("Invitation to the meeting")
        self._ask("invitation-file", title, "invitation.ics", partial(self.invite, cancel=False))

    def ask_cancelling(self) -> None:
        """Ask for the calendar file that says the meeting is called off."""
        title = self.tr("Say that the meeting is called off")
        self._ask("invitation-file", title, "called off.ics", partial(self.invite, cancel=True))

    def ask_agenda(self) -> None:
        """Ask for the file of the agenda pack."""
        filters = [self.tr("Word (*.docx)"), self.tr("PDF (*.pdf)")]
        self._ask("agenda-file", self.tr("Agenda pack"), "agenda.docx", self.write_agenda, filters)

    def invite(self, path: Path, *, cancel: bool) -> None:
        """Write the calendar file of the meeting, or say why not."""
        from sop_minutes.circulating import invite

        page = self._page
        facts = page.facts
        if facts is None:
            return
        time = page.workspace.read(invitation_sheet, page.meeting_id).time
        people = page.workspace.read(people_to_invite, page.meeting_id)
        label, now = self.tr("Invite to {0}").format(facts.key), datetime.now().astimezone()
        try:
            invite(page.workspace, page.meeting_id, path, label=label, now=now, cancel=cancel)
        except UserError as error:
            self.failed.emit(str(error))
            return
        self._tell(path, whom_to_send_it(people), unread_time(time))

    def write_agenda(self, path: Path) -> None:
        """Have the agenda pack written, or say why not."""

        def tell(wrong: str) -> None:
            if wrong:
                self.failed.emit(wrong)
            else:
                self._tell(path)

        self._page.workspace.ask(tell, agenda_written, self._page.meeting_id, path)

    def _ask(
        self, name: str, title: str, file: str, then: Callable[[Path], None], filters: list[str] | None = None
    ) -> None:
        facts = self._page.facts
        if facts is None or not self._keep():
            return
        dialog = FileDialog(
            self._page.window(), name, title, self.home if self.home.is_dir() else Path.home()
        )
        dialog.setAcceptMode(FileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(filters or [self.tr("Calendar (*.ics)")])
        dialog.setDefaultSuffix(Path(file).suffix[1:])
        dialog.filterSelected.connect(lambda kind: dialog.setDefaultSuffix(kind.partition("*.")[2][:-1]))
        dialog.selectFile(f"{facts.key.replace('/', ' ')} {file}")
        dialog.fileSelected.connect(lambda chosen: then(Path(chosen)))
        dialog.open()

    def _tell(self, path: Path, *remarks: str) -> None:
        self.home = path.parent
        words = self.tr("Written: {0}").format(path)
        self.news.emit("\n".join(filter(None, (words, *remarks))), path.parent)
