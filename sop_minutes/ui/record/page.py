"""The record page: the meeting, its note, and what lies beside it."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from sop_minutes.commands.meetings import change_state
from sop_minutes.domain.due import format_date
from sop_minutes.domain.grammar import ParsedAction, read_action
from sop_minutes.domain.sheets import PointSheet
from sop_minutes.domain.words import MeetingState, PointKind
from sop_minutes.queries.page import PageFacts, page_facts
from sop_minutes.ui.naming import named
from sop_minutes.ui.record.around import Around
from sop_minutes.ui.record.attendance import AttendancePanel
from sop_minutes.ui.record.beside import BesideColumn
from sop_minutes.ui.record.editor import NoteEditor
from sop_minutes.ui.record.keeping import NoteKeeper
from sop_minutes.ui.record.note import NoteDocument
from sop_minutes.ui.record.outline import Outline
from sop_minutes.ui.theme import Theme
from sop_minutes.ui.workspace import Workspace

_BEFORE_CIRCULATION = frozenset({MeetingState.PLANNED, MeetingState.RECORDING, MeetingState.DRAFT})


class RecordPage(QWidget):
    """One meeting, recorded. `said` is for the status bar, `message` for the message bar.

    `refreshed` follows when more than the note was read again.
    """

    said = Signal(str)
    message = Signal(str)
    refreshed = Signal()

    def __init__(
        self, workspace: Workspace, theme: Theme, today: date, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        named(self, "record")
        self.workspace = workspace
        self._today = today
        self._meeting_id: int | None = None
        self._facts: PageFacts | None = None
        self.note = NoteDocument(self)
        self.keeper = NoteKeeper(self.note, workspace, self)
        self._build(theme)
        self.around = Around(workspace, self.keeper, self.editor, self.outline.agenda, self.beside)
        self._connect()

    def open(self, meeting_id: int) -> None:
        """Show a meeting, the cursor at the end of its note."""
        self.keeper.keep()
        self._meeting_id = meeting_id
        self._facts = self.workspace.read(page_facts, meeting_id)
        self.outline.show_facts(self._facts)
        self.around.open(meeting_id, self._facts)
        self.keeper.open(meeting_id)
        self.editor.understand_with(self._read_action, self._beside_date, self._today)
        self.editor.place(len(self.note.pieces) - 1)
        self.editor.ensureCursorVisible()

    def refresh(self) -> None:
        """Show what is known of the meeting now: who is there, its state, its names."""
        if self._meeting_id is None:
            return
        self._facts = self.workspace.read(page_facts, self._meeting_id)
        self.outline.show_facts(self._facts)
        self.around.show_facts(self._facts)
        self.editor.understand_with(self._read_action, self._beside_date, self._today)
        if self.attendance.isVisible():
            self.attendance.refresh()
        self.refreshed.emit()

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        for part in (self.editor, self.outline, self.beside):
            part.set_theme(theme)

    def show_attendance(self) -> None:
        """Show who is there, to be kept by keyboard."""
        if self._meeting_id is not None and self._facts is not None:
            self._place_attendance()
            self.attendance.open(self._meeting_id, self._facts.quorum)

    def go_to_agenda(self) -> None:
        """Go to the agenda; Escape leads back."""
        self.outline.agenda.setFocus()

    def go_beside(self) -> None:
        """Go to what lies beside the item; Escape leads back."""
        self.beside.enter()

    def next_part(self) -> None:
        """Go from the note to the agenda, to what lies beside, and to the note again."""
        if self.editor.hasFocus():
            self.go_to_agenda()
        elif self.outline.agenda.hasFocus() and self.beside.cards:
            self.go_beside()
        else:
            self.editor.setFocus()

    def begin_or_end(self) -> None:
        """Begin to record the meeting, so that the clock runs; or end it, and its note is a draft."""
        if self._facts is None or self._meeting_id is None or not self.keeper.keep():
            return
        recording = self._facts.state is MeetingState.RECORDING
        label = self.tr("End the meeting") if recording else self.tr("Begin the meeting")
        if self._facts.state not in _BEFORE_CIRCULATION:
            self.message.emit(self.tr("That meeting is {0}: it is over.").format(self._facts.state))
            return
        state = MeetingState.DRAFT if recording else MeetingState.RECORDING
        self.workspace.do(label, change_state, self._meeting_id, state=state)
        self.refresh()
        self.said.emit(label)

    @property
    def facts(self) -> PageFacts | None:
        """What is known of the meeting that is shown."""
        return self._facts

    @property
    def key(self) -> str:
        """The key of the meeting that is shown, "" for none."""
        return self._facts.key if self._facts else ""

    def set_bare(self, bare: bool) -> None:
        """Show the page alone, or with what lies beside it."""
        self.outline.setVisible(not bare)
        self.beside.setVisible(not bare)

    def state(self) -> str:
        """Return how it stands with the meeting, in words."""
        if self._facts is None:
            return ""
        marking = f"{self._facts.marking.capitalize()}     " if self._facts.marking else ""
        return f"{marking}{str(self._facts.state).capitalize()}"

    def undo(self) -> None:
        """Take back the last thing, whatever it was."""
        self._replay(self.tr("Taken back: {0}"), self.tr("Nothing to take back."), undo=True)

    def redo(self) -> None:
        """Do again what was last taken back."""
        self._replay(self.tr("Done again: {0}"), self.tr("Nothing to do again."), undo=False)

    def _replay(self, done: str, nothing: str, *, undo: bool) -> None:
        if not self.keeper.keep():
            return
        label = self.workspace.undo() if undo else self.workspace.redo()
        self.refresh()
        self.keeper.refresh()
        self.said.emit(done.format(label) if label else nothing)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_attendance()

    def _place_attendance(self) -> None:
        left = self.outline.width() + 10 if self.outline.isVisible() else 10
        self.attendance.setGeometry(
            left, 10, min(700, self.width() - left - 10), min(560, self.height() - 20)
        )

    def _build(self, theme: Theme) -> None:
        self.editor = NoteEditor(self.note, theme)
        self.outline = Outline(theme)
        self.beside = BesideColumn(theme)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.outline)
        row.addWidget(self.editor, 1)
        row.addWidget(self.beside)
        self.attendance = AttendancePanel(self.workspace, self)

    def _connect(self) -> None:
        self.editor.left_block.connect(self.keeper.let_go)
        self.outline.attendance_wanted.connect(self.show_attendance)
        self.workspace.elsewhere.connect(self.refresh)
        self.attendance.changed.connect(self.refresh)
        self.attendance.left.connect(self.editor.setFocus)
        for part in (self.attendance, self.around):
            part.said.connect(self.said)
            part.failed.connect(self.message)
        for keys in (self.editor, self.attendance):
            keys.undo_wanted.connect(self.undo)
            keys.redo_wanted.connect(self.redo)

    def counts(self) -> str:
        """Return what the note holds, in words."""
        words = sum(len(piece.text.split()) for piece in self.note.pieces)
        kinds = [piece.sheet.kind for piece in self.note.pieces if isinstance(piece.sheet, PointSheet)]
        actions, decisions = kinds.count(PointKind.ACTION), kinds.count(PointKind.DECISION)
        return self.tr("{0} words · {1} points · {2} actions · {3} decisions").format(
            words, len(kinds) - actions - decisions, actions, decisions
        )

    def _read_action(self, text: str) -> ParsedAction:
        facts = self._facts
        assert facts is not None  # noqa: S101 - nothing is read before a meeting is open
        return read_action(text, facts.on, facts.names, here=facts.here, diary=facts.diary)

    def _beside_date(self, on: date) -> str:
        """Return where a due date lies in the group's diary, "" if that says nothing."""
        facts = self._facts
        later = [day for day in (facts.diary if facts else ()) if facts and day > facts.on]
        if not later:
            return ""
        after = next((day for day in later if day >= on), None)
        if after is None:
            return self.tr("after the last meeting in the diary")
        if after == on:
            return self.tr("the day of a meeting")
        day = format_date(after) if after.year != on.year else f"{after.day} {after:%B}"
        return self.tr("before the meeting on {0}").format(day)
