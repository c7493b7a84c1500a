"""What stands around the note, kept in step with it: the agenda, its clock, what lies beside."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QObject, QTimer, Signal

from sop_minutes.commands.action_updates import update_action
from sop_minutes.commands.actions import extend_action, settle_action
from sop_minutes.commands.agenda import put_report_on_agenda
from sop_minutes.domain.clock import clock_words
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.sheets import ItemSheet
from sop_minutes.domain.words import MeetingState
from sop_minutes.queries.beside import beside
from sop_minutes.queries.page import PageFacts
from sop_minutes.ui.agenda import AgendaList, AgendaRow
from sop_minutes.ui.record.beside import BesideColumn
from sop_minutes.ui.record.cards import Verb
from sop_minutes.ui.record.clock import ItemClock
from sop_minutes.ui.record.editor import NoteEditor
from sop_minutes.ui.record.keeping import NoteKeeper
from sop_minutes.ui.workspace import Workspace

PAUSE = 250
"""Milliseconds the cursor stays under an item before what lies beside it is looked up."""


class Around(QObject):
    """Follows the cursor from item to item."""

    said = Signal(str)
    failed = Signal(str)

    def __init__(
        self,
        workspace: Workspace,
        keeper: NoteKeeper,
        editor: NoteEditor,
        agenda: AgendaList,
        column: BesideColumn,
        today: date,
    ) -> None:
        super().__init__(editor)
        self._workspace, self._keeper, self._editor = workspace, keeper, editor
        self._note = keeper.note
        self._agenda, self._column = agenda, column
        self._today = today
        self._is_begun = False
        """Whether the meeting was begun, or something typed in its note, since that was opened."""
        self._meeting_id: int | None = None
        self._facts: PageFacts | None = None
        self._counts: dict[int, int] = {}
        self.clock = ItemClock(self)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._connect()

    def open(self, meeting_id: int) -> None:
        """Stand around another meeting's note, which is to be shown next."""
        self.clock.forget()
        self._is_begun = False
        self._counts = {}
        self._meeting_id = meeting_id

    def close(self) -> None:
        """Look nothing up any more."""
        self._meeting_id = None
        self._pause.stop()
        self.clock.forget()

    def show_facts(self, facts: PageFacts) -> None:
        """Take note of what is known of the meeting now."""
        self._facts = facts
        self._column.read_dates_from(min(facts.on, self._today), facts.diary)
        self._follow()

    def begin(self) -> None:
        """Have the clock run, if the meeting is on."""
        self._is_begun = True
        self._follow()

    def refresh(self) -> None:
        """Look up what lies beside the item that is typed under."""
        if self._meeting_id is None:
            return
        heading = self._heading()
        item_id = self._keeper.row_of(heading) if heading is not None else None
        found = self._workspace.read(beside, self._meeting_id, item_id)
        self._counts = dict(found.counts)
        self._column.show_beside(found)
        self._show_agenda()

    def _connect(self) -> None:
        self._pause.timeout.connect(self.refresh)
        self._note.edited.connect(self._show_agenda)
        self._editor.current_changed.connect(self._follow)
        self._keeper.synced.connect(self._follow)
        self._keeper.waiting.connect(self._begin_by_typing)
        self.clock.ticked.connect(self._show_agenda)
        self._agenda.chosen.connect(self._go_to)
        self._agenda.moved.connect(self._move)
        self._column.kept.connect(self._keep)
        self._column.report_wanted.connect(self._put_on_agenda)

    def _follow(self) -> None:
        recording = self._facts is not None and self._facts.state is MeetingState.RECORDING
        self.clock.run(self._heading() if recording and self._is_begun else None)
        self._show_agenda()
        self._pause.start()

    def _begin_by_typing(self) -> None:
        if not self._is_begun:
            self.begin()

    def _heading(self) -> int | None:
        """Return the key of the heading that is typed under, None above the first."""
        pieces = self._note.pieces[: self._editor.current_index() + 1]
        return next((piece.key for piece in reversed(pieces) if piece.heading), None)

    def _show_agenda(self) -> None:
        rows: list[AgendaRow] = []
        chosen, current = -1, self._editor.current_index()
        for index, piece in enumerate(self._note.pieces):
            if piece.heading:
                rows.append(self._row(piece.key, len(rows) + 1, piece.sheet))
            elif rows and not rows[-1].said and piece.sheet is not None:
                rows[-1] = replace(rows[-1], said=True)
            if index == current:
                chosen = len(rows) - 1
        self._agenda.show_rows(rows, chosen)

    def _row(self, key: int, number: int, sheet: object) -> AgendaRow:
        row_id = self._keeper.row_of(key)
        spent = self.clock.spent(key)
        title, planned = self.tr("(no title yet)"), None
        if isinstance(sheet, ItemSheet):
            title, planned = sheet.title, sheet.minutes_planned
        plan = self.tr("{0} min").format(planned) if planned else ""
        clock = plan if spent is None else clock_words(spent, planned)
        return AgendaRow(
            key, number, title, False, self._counts.get(row_id or 0, 0), clock, planned is not None
        )

    def _go_to(self, key: int) -> None:
        index = self._note.index_of(key)
        if index is not None:
            self._editor.place(index + self._note.branch(index) - 1)

    def _move(self, key: int, to: int) -> None:
        """Move an item with all under it to another row of the agenda."""
        first = self._note.index_of(key)
        if first is None:
            return
        many = self._note.branch(first)
        others = [
            index
            for index, piece in enumerate(self._note.pieces)
            if piece.heading and not first <= index < first + many
        ]
        at = others[to] if to < len(others) else len(self._note.pieces)
        typed_in = self._note.pieces[self._editor.current_index()].key
        offset = self._editor.offset()
        self._note.move(first, many, at - many if at > first else at)
        self._editor.place(self._note.index_of(typed_in) or 0, offset)
        self._agenda.setCurrentRow(to)
        self._keeper.keep()

    def _keep(self, action_id: int, verb: Verb, text: str) -> None:
        facts = self._facts
        if facts is None:
            return
        commands: dict[Verb, tuple[str, str, Callable[..., object], dict[str, str]]] = {
            Verb.DONE: (self.tr("Close action"), self.tr("Action closed"), settle_action, {"note": text}),
            Verb.NOTE: (self.tr("Note on action"), self.tr("Note kept"), update_action, {"note": text}),
            Verb.EXTEND: (self.tr("Extend action"), self.tr("Action extended"), extend_action, {"due": text}),
        }
        label, done, command, said = commands[verb]
        on = min(facts.on, self._today)
        try:
            self._workspace.do(label, command, action_id, on=on, meeting_id=self._meeting_id, **said)
        except UserError as error:
            self.failed.emit(str(error))
            return
        self._column.close_line(action_id)
        self.refresh()
        self.said.emit(done)

    def _put_on_agenda(self, report_id: int) -> None:
        if self._meeting_id is None or not self._keeper.keep():
            return
        label = self.tr("Add to the agenda")
        try:
            self._workspace.do(label, put_report_on_agenda, self._meeting_id, report_id=report_id)
        except UserError as error:
            self.failed.emit(str(error))
            return
        self._keeper.refresh()
        self.refresh()
        self.said.emit(self.tr("Added to the agenda"))
