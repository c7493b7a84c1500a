"""A database in the window: opened, gone about in, left; and what is begun from its pages."""

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal

from sop_minutes.domain.words import NOT_HELD_STATES
from sop_minutes.queries.meetings import list_meetings
from sop_minutes.settings import Settings
from sop_minutes.ui.approving.desk import ApprovingDesk
from sop_minutes.ui.correcting import Correcting
from sop_minutes.ui.finding import Finding
from sop_minutes.ui.grouping import Grouping
from sop_minutes.ui.joining import join
from sop_minutes.ui.palette import Palette
from sop_minutes.ui.rail import Rail
from sop_minutes.ui.record.early import Handover, put_cursor
from sop_minutes.ui.record.unkept import offer_unkept
from sop_minutes.ui.register_desk import RegisterDesk
from sop_minutes.ui.returned.desk import ReturnedDesk
from sop_minutes.ui.turning import Turning
from sop_minutes.ui.window import MainWindow


class Pages(Turning):
    """What the frame shows of a database. `moved` follows when what is to be remembered changes.

    `copy_wanted` says that a copy is wanted to go on with: this file can only be read.
    """

    moved = Signal()
    copy_wanted = Signal()

    def __init__(
        self,
        window: MainWindow,
        rail: Rail,
        path: Path,
        today: date,
        early: Handover | None = None,
        *,
        settings: Settings,
    ) -> None:
        """Open the database; raises UserError, and shows nothing, if it cannot be opened."""
        super().__init__(window, rail, path, today, early, settings=settings)
        self._today = today
        self._early = early
        self.grouping = Grouping(window, self.workspace, self)
        self.correcting = Correcting(window, self.record, self)
        self.desk = RegisterDesk(window, self.record, self.grouping, today, self)
        sites = dict(settings.sites)
        self.approving = ApprovingDesk(window, self.record, self.grouping, today, path, sites, self)
        self.returned = ReturnedDesk(window, self.record, self)

    def show_in(self, palette: Palette) -> None:
        """Take the window, and let the palette find what the database holds."""
        window = self.window
        while (was := window.pages.widget(0)) is not None:
            window.pages.removeWidget(was)
            was.deleteLater()
        for place in self.places:
            self.rail.add(window.pages.addWidget(place.page), place.label, place.sign, window.theme)
        correct = self.correcting.ask
        finding = Finding(self.workspace, self.open_meeting, correct, window.say, self._today)
        palette.add_source(self.tr("Meetings"), finding.meetings)
        palette.add_source(self.tr("People"), finding.people)
        palette.add_source(self.tr("Actions"), finding.actions)
        palette.add_source(self.tr("In the notes"), finding.texts)
        join(self)

    def open_last(self, settings: Settings) -> None:
        """Open the meeting one was in, else the newest that has begun; the diary where there is none."""
        self.record.meeting.folder = settings.folder
        self.grouping.begin(settings.group)
        self._open_last(settings)
        self.offer_unkept([])

    def show_templates(self) -> None:
        """Show how notes can look, to choose or add a template."""
        from sop_minutes.ui.circulate.templates import TemplatesDialog  # not needed before it is asked for

        dialog = TemplatesDialog(self.window, self.workspace, self.grouping.group_id)
        dialog.said.connect(self.saying.say)
        dialog.open()

    def show_log(self) -> None:
        """Show who did what and when, to take it back, or bring back what was."""
        from sop_minutes.ui.log.dialog import LogDialog  # not needed before it is asked for

        if self.keep():
            dialog = LogDialog(self.window, self.workspace, self.window.theme, self._today)
            dialog.said.connect(self._show_brought)
            dialog.open()

    def _show_brought(self, words: str) -> None:
        """Show what was brought back; the diary where the meeting one was in is none of it."""
        was = self.record.meeting_id
        if was and all(row.id != was for row in self.workspace.read(list_meetings)):
            self.forget_note(was)
            self.show_diary()
        else:
            self.record.keeper.refresh()
            self.record.refresh()
            self.record.around.refresh()
        self.saying.say(words)

    def open_meeting(self, meeting_id: int, text: str = "") -> None:
        """Show a meeting's note, ready to type; the cursor in the block that says `text`, if one does."""
        if not self.record.open(meeting_id):
            self.diary.refresh()
            return
        self.window.say("")
        if self.record.facts is not None:
            self.grouping.follow(self.record.facts.group_id)
        put_cursor(self.record.editor, self._block_that_says(text), 0)
        self.show_note()
        if text:
            self.record.editor.show_below_top()
        self.moved.emit()

    def place(self, settings: Settings) -> Settings:
        """Return `settings` with where one is."""
        editor = self.record.editor
        return settings._replace(
            meeting=self.record.meeting_id,
            block=editor.current_index(),
            offset=editor.offset(),
            group=self.grouping.group_id or 0,
            folder=self.record.meeting.folder,
            register=self.actions.arranged.written(),
            me=self.actions.wanted.me or 0,
            sites=tuple(self.approving.sites.items()),
        )

    def leave(self) -> bool:
        """Keep what was typed, end a review; say whether all can be left. Where not, the reason is said."""
        return self.circulating.leave() and self.leave_desks() and self.record.leave()

    def keep(self) -> bool:
        """Save what was typed, end a review; say whether all of it is saved now."""
        return self.leave_desks() and self.record.keeper.keep()

    def leave_desks(self) -> bool:
        """End a review, and going through a copy; say whether that could be. Where not, it says why."""
        return self.desk.leave() and self.returned.leave()

    def close(self, settings: Settings) -> Settings:
        """Keep what was typed, let the database go, and return `settings` with where one was."""
        self.desk.close()
        self.returned.close()
        self.record.close_note()
        for page in (self.actions, self.figures, self.circulate):
            page.leave()
        placed = self.place(settings)
        for place in self.places:
            self.window.pages.removeWidget(place.page)
            place.page.setParent(None)
            place.page.deleteLater()
        self.workspace.close()  # last: a page that takes the place of one that goes may read once more
        self.deleteLater()
        return placed

    def review_actions(self) -> None:
        """Go through the actions at the meeting one is in; from another page than its note, at the next."""
        if self.is_note_shown():
            self.desk.review_at(self.record.meeting_id)
        else:
            self.desk.review_group(self.actions.current_group())

    def open_returned(self) -> None:
        """Go through what came back of the note one is in; from another page than that, list the copies."""
        self.returned.open_returned(self.record.meeting_id if self.is_note_shown() else None)

    def import_returned(self) -> None:
        """Ask for copies that came back."""
        self.returned.ask_files(self.record.meeting_id if self.is_note_shown() else None)

    def offer_unkept(self, words: Sequence[str]) -> None:
        """Show what was typed and cannot be saved any more: `words`, and what was left behind before.

        Where the note one was in is gone with it, the diary is shown.
        """
        self.saying.forget_trouble()
        if not self.record.meeting_id:
            self.show_diary()
        offer_unkept(self.record, words)

    def show_block(self, number: int) -> None:
        """Go to a block of the note that is open."""
        put_cursor(self.record.editor, number, 0)
        self.show_note()

    def _block_that_says(self, text: str) -> int:
        """Return the first block of the note that says `text` in whole words, -1 for none."""
        wanted = re.compile(rf"(?<!\w){re.escape(text)}(?!\w)")
        pieces = enumerate(self.record.note.pieces)
        return next((number for number, piece in pieces if text and wanted.search(piece.text)), -1)

    def _open_last(self, settings: Settings) -> None:
        early, self._early = self._early, None
        if early is not None and self.record.adopt(early):
            self.show_note()
            return
        rows = self.workspace.read(list_meetings)
        if any(row.id == settings.meeting for row in rows):
            self.open_meeting(settings.meeting)
            put_cursor(self.record.editor, settings.block, settings.offset)
        elif begun := [row for row in rows if row.state not in NOT_HELD_STATES and row.on <= self._today]:
            self.open_meeting(begun[-1].id)
        else:
            self.show_diary()

    def offer_to_correct(self, wrong: str) -> None:
        """Say that approved minutes can only be read, and offer a new version."""
        self.saying.offer(wrong, self.tr("Correct (new version)…"), self.record.meeting.ask_reopen)

    def offer_copy(self) -> None:
        """Say that nothing can be typed in a file that can only be read, and offer a copy."""
        wrong = self.tr("Nothing can be typed here: the file or its folder can only be read.")
        self.saying.offer(wrong, self.tr("Save a copy as…"), self.copy_wanted.emit)

    def forget_note(self, meeting_id: int) -> None:
        """Leave a note that was deleted."""
        if meeting_id == self.record.meeting_id:
            self.record.leave_note()
            self.moved.emit()

    def show_chosen_group(self) -> None:
        """Show what the group has: on the page that is shown, the diary instead of a note."""
        if self.is_note_shown() or self._shown() is self.diary_place:
            self.show_diary()
        self.moved.emit()
