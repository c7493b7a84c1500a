"""What is begun in the window on the way from circulated to published, each in a dialog over it."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from sop_minutes.domain.due import format_date
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.sheets import MeetingRow
from sop_minutes.queries.approval_plan import MinutesToApprove, approval_plan, minutes_to_approve
from sop_minutes.queries.diary import diary
from sop_minutes.queries.meetings import meeting_key
from sop_minutes.queries.partners import list_groups
from sop_minutes.queries.releasing import NarrowRow, narrow_rows
from sop_minutes.ui.grouping import Grouping
from sop_minutes.ui.record.page import RecordPage
from sop_minutes.ui.window import MainWindow

if TYPE_CHECKING:
    from sop_minutes.ui.approving.approve import Begun


class ApprovingDesk(QObject):
    """Approves, shows versions, publishes, restricts and releases.

    `said` follows what was done, `failed` why something cannot be, `offered` that with a verb for what can
    be instead; `news` what is to be read before one goes on. `place_wanted` gives a meeting and the text
    in its note to go to, `returned_wanted` one whose returned copies are to be gone through. `sites` are
    the folders that notes were published into before, by database and group.
    """

    said = Signal(str)
    failed = Signal(str)
    offered = Signal(str, str, object)
    news = Signal(str, object)
    place_wanted = Signal(int, str)
    returned_wanted = Signal(int)
    moved = Signal()

    def __init__(
        self,
        window: MainWindow,
        record: RecordPage,
        grouping: Grouping,
        today: date,
        path: Path,
        sites: dict[str, str],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._record = record
        self._workspace = record.workspace
        self._grouping = grouping
        self._today = today
        self._path = path
        self.sites = sites
        self._begun: dict[tuple[int, int], Begun] = {}  # by meeting, and how many versions it had

    def approve_last(self) -> None:
        """Approve, at the meeting whose note is shown, the minutes that wait for it."""
        at = self._record.meeting_id
        found: MinutesToApprove = self._workspace.read(minutes_to_approve, at)
        if found.approved is not None:
            self._say_approved(found.approved, found, at)
        elif found.waiting is None:
            self.failed.emit(self.tr("No minutes of an earlier meeting wait to be approved here."))
        else:
            self.approve(found.waiting.id, at)

    def approve_shown(self) -> None:
        """Approve the minutes whose note is shown."""
        self.approve(self._record.meeting_id)

    def approve(self, meeting_id: int, at_meeting_id: int = 0) -> None:
        """Ask what is to be said of the approval of a meeting's minutes, at the likeliest meeting for 0.

        What was answered before one went through what came back is there again.
        """
        from sop_minutes.ui.approving.approve import ApproveDialog, Begun  # seldom used

        if not self._record.keeper.keep():
            return
        try:
            plan = self._workspace.read(approval_plan, meeting_id, on=self._today)
        except UserError as error:
            self.failed.emit(str(error))
            return
        version = (meeting_id, plan.standing.version)
        begun = self._begun.pop(version, None) or Begun(at_meeting_id)
        dialog = ApproveDialog(self._window, self._workspace, plan, self._today, begun)
        dialog.approved.connect(self._on_approved)
        dialog.returned_wanted.connect(lambda so_far: self._go_through(version, so_far))
        dialog.open()

    def show_versions(self, meeting_id: int = 0) -> None:
        """Show the approved versions of a meeting's minutes, of those shown for 0."""
        from sop_minutes.ui.approving.versions import VersionsDialog  # seldom used

        meeting_id = meeting_id or self._record.meeting_id
        if not self._record.keeper.keep():
            return
        key = self._workspace.read(meeting_key, meeting_id)
        dialog = VersionsDialog(self._window, self._workspace, meeting_id, key)
        dialog.correct_wanted.connect(lambda: self._correct(meeting_id))
        dialog.open()

    def publish_shown(self) -> None:
        """Publish the notes of the group one works in; else of the meeting shown, or of one asked for."""
        facts = self._record.facts
        self._grouping.ask_for(self.publish, facts.group_id if facts is not None else None)

    def publish(self, group_id: int) -> None:
        """Publish the notes of a group."""
        from sop_minutes.ui.approving.publish import PublishDialog  # slow to import, seldom used

        if not self._record.keeper.keep():
            return
        group = next(row for row in self._workspace.read(list_groups) if row.id == group_id)
        was = self.sites.get(self._site(group.code))
        dialog = PublishDialog(self._window, self._workspace, group, Path(was) if was else None)
        dialog.said.connect(self.said)
        dialog.published.connect(lambda folder: self._remember(group.code, folder))
        dialog.open()

    def show_due(self) -> None:
        """Show what is not public and due to be looked at again."""
        from sop_minutes.ui.approving.due import DueDialog  # seldom used

        if self._record.keeper.keep():
            dialog = DueDialog(self._window, self._workspace, self._today, self._grouping.group_id)
            dialog.said.connect(self.said)
            dialog.place_wanted.connect(self.place_wanted)
            dialog.finished.connect(lambda _result: self._show_anew())
            dialog.open()

    def explain(self) -> None:
        """Ask why what is chosen in the note is not public, and until when."""
        editor, keeper = self._record.editor, self._record.keeper
        if not keeper.keep():
            return
        pieces = [self._record.note.pieces[index] for index in editor.selected_pieces()]
        ids = [(keeper.row_of(piece.key), "i" if piece.heading else "p") for piece in pieces]
        self._explain({f"{kind}{id_}" for id_, kind in ids if id_ is not None})

    def _explain(self, records: set[str]) -> None:
        from sop_minutes.ui.approving.restricting import RestrictDialog  # seldom used

        rows = [row for row in self._workspace.read(narrow_rows) if row.record in records]
        if not rows:
            self.failed.emit(
                self.tr(
                    "That line has no mark of its own: it is public, or as narrow as what it stands under."
                )
            )
            return
        group_id = self._record.facts.group_id if self._record.facts else 0
        days = self._workspace.read(diary, group_id)
        dialog = RestrictDialog(self._window, rows, self._today, days)
        dialog.answered.connect(lambda asked: self._restrict(rows, *asked))
        dialog.open()

    def _restrict(self, rows: list[NarrowRow], reason: str, review_on: date | None) -> None:
        from sop_minutes.commands.releasing import restrict_records

        records = [row.record for row in rows]
        label = self.tr("Say why it is not public")
        try:
            self._workspace.do(label, restrict_records, records, reason=reason, review_on=review_on)
        except UserError as error:
            self.failed.emit(str(error))
            return
        self.said.emit(self.tr("Kept: why it is not public"))

    def _say_approved(self, last: MeetingRow, found: MinutesToApprove, at: int) -> None:
        """Say that the last minutes are approved already, and offer older ones that are not."""
        older = found.waiting
        where = self.tr(", at {0}").format(found.at) if found.at else ""
        said = self.tr("The minutes of {0} are approved already{1}.").format(format_date(last.on), where)
        if older is None:
            self.failed.emit(said)
            return
        on = format_date(older.on)
        more = self.tr("Those of {0} are older, and are not.").format(on)
        verb = self.tr("Approve those of {0}…").format(on)
        self.offered.emit(f"{said} {more}", verb, lambda: self.approve(older.id, at))

    def _go_through(self, version: tuple[int, int], so_far: "Begun") -> None:
        self._begun[version] = so_far
        self.returned_wanted.emit(version[0])

    def _on_approved(self, words: str) -> None:
        self._show_anew()
        self.said.emit(self.tr("Approved"))
        self.news.emit(words, None)

    def _correct(self, meeting_id: int) -> None:
        """Ask why minutes are corrected, in their note."""
        if meeting_id != self._record.meeting_id:
            self.place_wanted.emit(meeting_id, "")
        self._record.meeting.ask_reopen()

    def _show_anew(self) -> None:
        """Show in the note what was written into it here."""
        self._record.keeper.refresh()
        self._record.refresh()
        self._record.around.refresh()

    def _remember(self, code: str, folder: Path) -> None:
        self.sites = {**self.sites, self._site(code): str(folder)}
        self.moved.emit()
        self._show_anew()

    def _site(self, code: str) -> str:
        return f"{self._path}#{code}"
