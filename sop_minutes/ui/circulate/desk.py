"""What joins the circulate page to the rest of the window: the note that is open, its places, dialogs."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from sop_minutes.ui.circulate.before import Before
from sop_minutes.ui.circulate.page import CirculatePage
from sop_minutes.ui.circulate.sending import Sending
from sop_minutes.ui.record.page import RecordPage
from sop_minutes.ui.record.piece import Piece
from sop_minutes.ui.saying import Saying


class CirculateDesk(QObject):
    """Has the page follow the note that is open, and opens what leads on from it.

    `place_wanted` gives the block of the note to go to. `returned_wanted` gives the meeting whose returned
    copies are to be looked at.
    """

    place_wanted = Signal(int)
    returned_wanted = Signal(int)

    def __init__(
        self, page: CirculatePage, record: RecordPage, saying: Saying, is_shown: Callable[[], bool]
    ) -> None:
        super().__init__(page)
        self.page = page
        self.is_shown = is_shown
        self._record = record
        self.sending = Sending(page, record.leave)
        self.before = Before(page, record.leave)
        self._saying = saying
        self._connect()

    def begin(self, home: Path) -> None:
        """Have files written there at first."""
        self.sending.home = self.before.home = home

    def is_open(self) -> bool:
        """Say whether a meeting is open."""
        return bool(self._record.meeting_id)

    def leave(self) -> bool:
        """Say whether nothing is being written; where drafts are, it is said, and can be stopped."""
        if not self.page.sending:
            return True
        words = self.tr("Drafts are still being written to {0}. Wait until they are there, or stop that.")
        stop = self.tr("Stop, and write none")
        self._saying.offer(words.format(self.sending.folder), stop, self.sending.stop)
        return False

    def follow(self) -> None:
        """Have the page show the meeting that is open on the note page."""
        self.page.show_meeting(self._record.meeting_id, self._record.facts)

    def show_readers(self) -> None:
        """Show who gets the note as what, and who does not."""
        from sop_minutes.ui.circulate.readers import ReadersDialog  # seldom opened

        if self.page.outgoing() is not None:
            dialog = ReadersDialog(self.page.window(), self.page)
            dialog.said.connect(self._saying.say)
            dialog.open()

    def show_changes(self) -> None:
        """Show what has changed since the note was last sent."""
        from sop_minutes.ui.circulate.changes import ChangesDialog  # seldom opened

        outgoing = self.page.outgoing()
        if outgoing is not None and outgoing.plan.since is not None:
            heading = self.page.side.since_head.text()
            dialog = ChangesDialog(self.page.window(), outgoing.plan.since, heading)
            dialog.place_wanted.connect(self._go_to)
            dialog.open()

    def show_sent(self) -> None:
        """Show what went out before."""
        from sop_minutes.ui.circulate.sent import SentDialog  # seldom opened

        if self.is_open():
            meeting_id, home = self._record.meeting_id, self.sending.home
            SentDialog(self.page.window(), self.page.workspace, meeting_id, home).open()

    def show_returned(self) -> None:
        """Have the copies looked at that came back of this meeting's note."""
        self.returned_wanted.emit(self._record.meeting_id)

    def _connect(self) -> None:
        side, no_note = self.page.side, self.page.no_note
        self._record.refreshed.connect(self.follow)
        self.page.place_wanted.connect(self._go_to_place)
        side.readers_wanted.connect(self.show_readers)
        side.changes_wanted.connect(self.show_changes)
        side.sent_wanted.connect(self.show_sent)
        side.returned_wanted.connect(self.show_returned)
        no_note.invitation_wanted.connect(self.before.ask_invitation)
        no_note.calling_off_wanted.connect(self.before.ask_cancelling)
        no_note.agenda_wanted.connect(self.before.ask_agenda)
        self.sending.news.connect(self._record.refresh)  # a draft is circulated from then on
        self.sending.progress.connect(self._saying.say_progress)
        for part in (self.sending, self.before):
            part.failed.connect(self._saying.say_wrong)
            part.news.connect(self._saying.tell_of_file)

    def _go_to_place(self, _meeting_id: int, record: str) -> None:
        self._go_to(record)

    def _go_to(self, record: str) -> None:
        """Go to a record in the note: a point, an item, an action; for anything else to its top."""
        pieces = enumerate(self._record.note.pieces)
        self.place_wanted.emit(next((number for number, piece in pieces if self._is_it(piece, record)), 0))

    def _is_it(self, piece: Piece, record: str) -> bool:
        row = self._record.keeper.row_of(piece.key)
        named = f"{'i' if piece.heading else 'p'}{row}"
        return record == named or (piece.action is not None and piece.action.ref == record)
