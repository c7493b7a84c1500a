"""The record page: which meeting it is of, what is known of that, and how its note is kept."""

from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sop_minutes.commands.people import add_person
from sop_minutes.domain.approving import standing_words
from sop_minutes.domain.errors import GoneError, UserError
from sop_minutes.domain.text import capitalised
from sop_minutes.domain.words import SETTLED_STATES
from sop_minutes.queries.completing import completions
from sop_minutes.queries.page import PageFacts, page_facts
from sop_minutes.ui.record.around import Around
from sop_minutes.ui.record.completion import Completion, Known
from sop_minutes.ui.record.convening import NextMeeting
from sop_minutes.ui.record.converting import Converter
from sop_minutes.ui.record.counting import count_words
from sop_minutes.ui.record.early import Handover, put_cursor
from sop_minutes.ui.record.editor import NoteEditor
from sop_minutes.ui.record.frame import RecordFrame
from sop_minutes.ui.record.links import Links
from sop_minutes.ui.record.meeting import MeetingDesk
from sop_minutes.ui.record.reading import beside_date, read_line_of
from sop_minutes.ui.record.replaying import Replayer
from sop_minutes.ui.record.spelling import Spelling
from sop_minutes.ui.theme import Theme
from sop_minutes.ui.workspace import Workspace


class RecordPage(RecordFrame):
    """One meeting, recorded. `said` is for the status bar, `message` for the message bar.

    `news` is of something done: words, and the folder it was done in, None for none. `troubled` says why
    something cannot be saved, "" once it is; `stayed`, that the note is not left for it. `unkept` gives
    what never can be: the minutes were approved meanwhile; or the meeting is `gone`, and no note is shown
    any more. `locked` says that something was typed into approved minutes, `unwritable` into a file that
    can only be read.
    """

    said = Signal(str)
    message = Signal(str)
    news = Signal(str, object)
    person_wanted = Signal(int)
    troubled = Signal(str)
    stayed = Signal(str)
    unkept = Signal(list)
    gone = Signal(str)
    locked = Signal(str)
    unwritable = Signal()

    def __init__(
        self,
        workspace: Workspace,
        theme: Theme,
        today: date,
        parent: QWidget | None = None,
        editor: NoteEditor | None = None,
    ) -> None:
        """`editor` is one that shows a note already, which `adopt` goes on with."""
        super().__init__(workspace, theme, parent, editor)
        self._today = today
        self.meeting_id = 0
        self.facts: PageFacts | None = None
        self.trouble = ""  # why what was typed last is not saved
        self.completion = Completion(self.editor, self.note, self)
        self.links = Links(self.editor, self.note, self)
        self.spelling = Spelling(self.editor, self.note, self)
        self.meeting = MeetingDesk(workspace, self.keeper, self)
        self.converter = Converter(self.editor, self.note, self.keeper)
        self._replayer = Replayer(workspace, self.keeper, self.editor)
        self._next = NextMeeting(workspace, self.keeper, self.editor)
        self.around = Around(workspace, self.keeper, self.editor, self.outline.agenda, self.beside, today)
        self._connect()

    def open(self, meeting_id: int) -> bool:
        """Show a meeting, the cursor at the end of its note; say whether that could be done."""
        if not self.leave() or not self._turn_to(meeting_id):
            return False
        self.keeper.open(meeting_id)
        put_cursor(self.editor, -1, 0)
        return True

    def adopt(self, early: Handover) -> bool:
        """Go on with a note that the editor shows already; say whether its meeting is still there."""
        if not self._turn_to(early.meeting_id):
            return False
        self.keeper.adopt(early)
        self.editor.reveal()
        return True

    def leave(self) -> bool:
        """Keep what was typed; say whether the note can be left. Where it cannot, the reason is said."""
        if self.keeper.keep():
            return True
        stays = self.tr("What was typed last is not saved, so this note stays open. {0}")
        if self.trouble:
            self.stayed.emit(stays.format(self.trouble))
        return False

    def close_note(self) -> None:
        """Keep what was typed, and have nothing more to do with the database."""
        self.keeper.keep()
        self.keeper.close()
        self.around.close()

    def leave_note(self) -> None:
        """Show no meeting any more: it is gone."""
        self.keeper.close()
        self.around.close()
        self.meeting_id, self.facts = 0, None

    def refresh(self) -> None:
        """Show what is known of the meeting now: who is there, its state, its names."""
        if not self.meeting_id:
            return
        try:
            facts = self.workspace.read(page_facts, self.meeting_id)
        except GoneError as error:
            self._let_go(str(error))
            return
        if self.attendance.isVisible():
            self.attendance.refresh()
        if facts != self.facts:
            self._show_facts(facts)

    def _show_facts(self, facts: PageFacts) -> None:
        self.facts = facts
        self.meeting.show_facts(self.meeting_id, facts)
        self.editor.set_locked(facts.state in SETTLED_STATES or self.workspace.is_read_only)
        self.outline.show_facts(facts)
        self.standing.show_standing(self.meeting_id, facts.standing)
        self.around.show_facts(facts)
        self.editor.understand_with(partial(read_line_of, facts), partial(beside_date, facts), self._today)
        self.completion.know(Known(self.workspace.read(completions), facts.names, facts.here))
        self.spelling.know_names(facts.names)
        self.refreshed.emit()

    def show_attendance(self) -> None:
        """Show who is there, to be kept by keyboard."""
        if self.facts is not None:
            self.place_attendance()
            self.attendance.open(self.meeting_id, self.facts.quorum)

    def ask_details(self) -> None:
        """Ask for what stands above the note; while the list of who is there is typed in, of the person."""
        focus = self.focusWidget()
        if self.attendance.isVisible() and focus is not None and self.attendance.isAncestorOf(focus):
            self.attendance.correct()
        else:
            self.meeting.ask_details()

    def marking(self) -> str:
        """Return the protective marking of the meeting, "" for none."""
        marking = self.facts.marking if self.facts else ""
        return marking.title() if marking.islower() else marking

    def state(self) -> str:
        """Return how it stands with the meeting, in words."""
        return capitalised(standing_words(self.facts.standing)) if self.facts else ""

    def is_settled(self) -> bool:
        """Say whether the minutes are approved, and can only be read."""
        return self.facts is not None and self.facts.state in SETTLED_STATES

    def counts(self) -> str:
        """Return what the note holds, in words."""
        return count_words(self.note.pieces)

    def undo(self) -> None:
        """Take back the last thing, whatever it was."""
        self._replayer.undo()

    def redo(self) -> None:
        """Do again what was last taken back."""
        self._replayer.redo()

    def _turn_to(self, meeting_id: int) -> bool:
        """Have to do with another meeting; say whether it is there."""
        try:
            facts = self.workspace.read(page_facts, meeting_id)
        except UserError as error:
            self.message.emit(str(error))
            return False
        self.meeting_id = meeting_id
        self._next.open(meeting_id)
        self.around.open(meeting_id)
        self._show_facts(facts)
        return True

    def _on_failed(self, why: str) -> None:
        """Say why something is not saved; give up what never can be."""
        self.trouble = why
        self.refresh()
        if self.is_settled():
            self._give_up()
        elif self.trouble:
            self.troubled.emit(why)

    def _on_kept(self) -> None:
        if self.trouble:
            self.trouble = ""
            self.troubled.emit("")

    def _give_up(self) -> None:
        """Show the note as it is kept, whatever was typed; that is given away."""
        words = self.keeper.unsaved()
        cursor = self.editor.textCursor()
        self.keeper.open(self.meeting_id)
        put_cursor(self.editor, cursor.blockNumber(), cursor.positionInBlock())
        self.trouble = ""
        self.keeper.keep()
        self.unkept.emit(words)

    def _let_go(self, why: str) -> None:
        """Show no meeting any more: the one that is shown is gone."""
        words = self.keeper.unsaved()
        self.keeper.close()
        self.around.close()
        self.meeting_id, self.facts, self.trouble = 0, None, ""
        self.attendance.hide()
        self.standing.show_standing(0, None)
        self.editor.set_locked(False)
        self.note.put(0, len(self.note.pieces), [])
        self.editor.set_locked(True)
        self.unkept.emit(words)
        self.gone.emit(why)

    def _connect(self) -> None:
        self.keeper.typed_in, self.keeper.hold_place = self.editor.current_key, self.editor.hold_place
        self.editor.left_block.connect(self.keeper.let_go)
        self.keeper.synced.connect(self.refresh)
        self.keeper.doubled.connect(self._say_doubled)
        self.keeper.failed.connect(self._on_failed)
        self.keeper.kept.connect(self._on_kept)
        self.outline.attendance_wanted.connect(self.show_attendance)
        self.attendance.changed.connect(self.refresh)
        self.completion.add_wanted.connect(self._add_person)
        parts = (self.editor, self.spelling, self.links, self.attendance, self.around, self.meeting)
        for part in (*parts, self._replayer, self._next):
            part.said.connect(self.said)
        self.meeting.changed.connect(self.refresh)
        self.meeting.begun.connect(self.around.begin)
        self.standing.correct_wanted.connect(self.meeting.ask_reopen)
        self.meeting.news.connect(self.news)
        self.attendance.person_wanted.connect(self.person_wanted)
        self.note.refused.connect(self._say_locked)
        for refused in (
            self.attendance.failed,
            self.around.failed,
            self.meeting.message,
            self._replayer.failed,
        ):
            refused.connect(self.message)
        self.beside.rebuilt.connect(self.refreshed)
        for keys in (self.editor, self.attendance):
            keys.undo_wanted.connect(self.undo)
            keys.redo_wanted.connect(self.redo)

    def _say_doubled(self) -> None:
        self.message.emit(
            self.tr("A colleague has changed this line too. Both are kept: theirs first, then yours.")
        )

    def _say_locked(self) -> None:
        if self.facts is None:
            return
        if self.workspace.is_read_only:
            self.unwritable.emit()
            return
        words = self.tr("These minutes are {0}, and can only be read.")
        self.locked.emit(words.format(self.facts.state))

    def _add_person(self, name: str) -> None:
        """Add a person who is named in the line that is typed, and go on with the line."""
        if not self.keeper.keep():
            return
        try:
            self.workspace.do(self.tr("Add {0}").format(name), add_person, name)
        except UserError as error:
            self.message.emit(str(error))
            return
        self.refresh()
        self.completion.finish(name)
        self.said.emit(self.tr("{0} added").format(name))
