"""What is begun from the register: its review, chasing, replies, and the chair's briefing."""

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from sop_minutes.commands.rag_rules import set_rag_rules
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.rag import RagRules
from sop_minutes.domain.words import Audience
from sop_minutes.queries.partners import list_groups
from sop_minutes.queries.rag_rules import rag_rules
from sop_minutes.queries.reviewing import groups_that_meet, meeting_to_review, review_of
from sop_minutes.ui.files import FileDialog
from sop_minutes.ui.grouping import Grouping
from sop_minutes.ui.record.page import RecordPage
from sop_minutes.ui.window import MainWindow

if TYPE_CHECKING:
    from sop_minutes.ui.review.window import ReviewWindow


class RegisterDesk(QObject):
    """Opens dialogs over the window. `said` follows what was done, `failed` why something cannot be.

    `place_wanted` gives a meeting and the text in its note to go to, `news` what was written, and where.
    """

    said = Signal(str)
    failed = Signal(str)
    news = Signal(str, object)
    place_wanted = Signal(int, str)

    def __init__(
        self, window: MainWindow, record: RecordPage, grouping: Grouping, today: date, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._record = record
        self._workspace = record.workspace
        self._grouping = grouping
        self._today = today
        self._review: ReviewWindow | None = None

    def review_at(self, meeting_id: int, *, from_note: bool = True) -> None:
        """Review the actions at a meeting, full screen; one review at a time.

        Where that is yet to be held, it is asked whether its note is to say what is said; and where it is
        long past, unless that is wanted `from_note`.
        """
        from sop_minutes.ui.review.where import WhereDialog  # not needed before the first review

        if self._review is not None:
            self._review.activateWindow()
            return
        try:
            review = self._workspace.read(review_of, meeting_id)
        except UserError as error:
            self.failed.emit(str(error))
            return
        if review.is_at_hand(self._today) or (from_note and review.on <= self._today):
            self._open_review(meeting_id, in_note=True)
            return
        dialog = WhereDialog(self._window, review, self._today)
        dialog.chosen.connect(lambda in_note: self._open_review(meeting_id, in_note=in_note))
        dialog.open()

    def _open_review(self, meeting_id: int, *, in_note: bool) -> None:
        from sop_minutes.ui.review.opening import open_review  # not needed before the first review

        window, go_to, today = self._window, self.place_wanted.emit, self._today
        try:
            self._review = open_review(
                self._record, window.theme, meeting_id, today, window, go_to, in_note=in_note
            )
        except UserError as error:
            self.failed.emit(str(error))
        if self._review is not None:
            self._review.finished.connect(self._forget_review)
            window.theme_changed.connect(self._review.set_theme)

    def review_group(self, name: str) -> None:
        """Review the actions of the group one works in at the meeting that is on, or next.

        Where one works in several, it is the group of this name, that the chosen action is of; but where
        only others' meetings are on, it is asked for.
        """
        named = {row.name: row.id for row in self._workspace.read(list_groups)}
        meets = self._workspace.read(groups_that_meet, self._today)
        chosen = named.get(name)
        is_plain = not meets or chosen in meets
        beside = dict.fromkeys(meets, self.tr("its meeting is on"))
        self._grouping.ask_for(self._review_next, chosen if is_plain else None, beside=beside)

    def _review_next(self, group_id: int) -> None:
        try:
            meeting_id = self._workspace.read(meeting_to_review, group_id, self._today)
        except UserError as error:
            self.failed.emit(str(error))
            return
        self.review_at(meeting_id, from_note=False)

    def leave(self) -> bool:
        """End the review that is on, if any; say whether it could be. Where not, the reason is said there."""
        return self._review is None or self._review.close()

    def close(self) -> None:
        """End the review that is on, whatever is typed there: the database is let go."""
        if self._review is not None:
            self._review.reject()

    def _forget_review(self) -> None:
        self._review = None

    def chase(self, me: int | None = None) -> None:
        """Write to those who owe something; `me` is who uses the window, if that is known."""
        from sop_minutes.ui.chasing.chase import ChaseDialog  # slow to import, seldom used

        if self._record.keeper.keep():
            group_id = self._grouping.group_id
            dialog = ChaseDialog(self._window, self._workspace, self._today, group_id, me)
            dialog.said.connect(self.said)
            dialog.open()

    def show_replies(self) -> None:
        """Decide on what owners have answered."""
        from sop_minutes.ui.chasing.replies import RepliesDialog  # slow to import, seldom used

        if self._record.keeper.keep():
            dialog = RepliesDialog(self._window, self._workspace, self._today)
            dialog.said.connect(self.said)
            dialog.finished.connect(lambda _result: self._record.keeper.refresh())
            dialog.open()

    def ask_colours(self) -> None:
        """Ask from when on an action is red or amber."""
        from sop_minutes.ui.actions.colours import ColoursDialog  # seldom used

        dialog = ColoursDialog(self._window, self._workspace.read(rag_rules))
        dialog.answered.connect(self._set_colours)
        dialog.open()

    def ask_briefing(self) -> None:
        """Ask where to write the briefing of the chair of the group one works in; of several, of which."""
        self._grouping.ask_for(self._ask_file)

    def _ask_file(self, group_id: int) -> None:
        if not self._record.keeper.keep():
            return
        title, home = self.tr("Write the briefing"), self._record.meeting.home
        dialog = FileDialog(self._window, "briefing-file", title, home)
        dialog.setAcceptMode(FileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([self.tr("Word (*.docx)"), self.tr("PDF (*.pdf)")])
        dialog.setDefaultSuffix("docx")
        dialog.filterSelected.connect(lambda kind: dialog.setDefaultSuffix(kind.partition("*.")[2][:-1]))
        dialog.selectFile("briefing.docx")
        dialog.ask_reader()
        dialog.fileSelected.connect(lambda name: self.write_briefing(group_id, Path(name), dialog.reader))
        dialog.open()

    def write_briefing(self, group_id: int, path: Path, reader: Audience) -> None:
        """Write a group's briefing with what `reader` may see; the file's suffix says as what."""
        from sop_minutes.export.briefing import write_briefing  # slow to import, seldom used
        from sop_minutes.queries.briefing import chair_briefing, withheld_from_briefing

        withheld = self._workspace.read(withheld_from_briefing, group_id, reader)
        sheet = self._workspace.read(chair_briefing, group_id, reader, self._today)
        try:
            write_briefing(sheet, path, audience=reader, withheld=withheld, now=datetime.now().astimezone())
        except UserError as error:
            self.failed.emit(str(error))
            return
        self.news.emit(self.tr("Written: {0}").format(path), path.parent)

    def _set_colours(self, rules: RagRules) -> None:
        self._workspace.do(self.tr("Set the colours"), set_rag_rules, rules)
        self.said.emit(self.tr("The register is coloured by the new rules."))
