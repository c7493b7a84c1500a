"""The record page: the meeting, its note, and what lies beside it."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sop_minutes.commands.people import add_person
from sop_minutes.domain.due import format_date
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.grammar import ParsedAction, read_action
from sop_minutes.domain.page import Sheet
from sop_minutes.domain.sheets import PointSheet
from sop_minutes.domain.words import PointKind
from sop_minutes.queries.completing import completions
from sop_minutes.queries.page import PageFacts, page_facts
from sop_minutes.ui.naming import named
from sop_minutes.ui.record.completion import Completion, Known
from sop_minutes.ui.record.converting import Converter
from sop_minutes.ui.record.editor import NoteEditor
from sop_minutes.ui.record.find_bar import FindBar
from sop_minutes.ui.record.keeping import NoteKeeper
from sop_minutes.ui.record.links import Links
from sop_minutes.ui.record.note import NoteDocument
from sop_minutes.ui.record.outline import Outline
from sop_minutes.ui.record.spelling import Spelling
from sop_minutes.ui.theme import Theme
from sop_minutes.ui.workspace import Workspace


class RecordPage(QWidget):
    """One meeting, recorded. `said` is for the status bar: words, points, actions, decisions."""

    said = Signal(str)
    message = Signal(str)

    def __init__(
        self,
        workspace: Workspace,
        theme: Theme,
        today: date,
        parent: QWidget | None = None,
        editor: NoteEditor | None = None,
    ) -> None:
        """`editor` is one that shows a note already, which `adopt` goes on with."""
        super().__init__(parent)
        named(self, "record")
        self._workspace = workspace
        self._today = today
        self._facts: PageFacts | None = None
        self.meeting_id = 0
        self.editor = editor or NoteEditor(NoteDocument(self), theme)
        self.note = self.editor.note
        self.keeper = NoteKeeper(self.note, workspace, self)
        self.completion = Completion(self.editor, self.note, self)
        self.links = Links(self.editor, self.note, self)
        self.spelling = Spelling(self.editor, self.note, self)
        self.outline = Outline()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.outline)
        self.converter = Converter(self.editor, self.note, self.keeper)
        self.find_bar = FindBar(self.editor, self.note, self.keeper)
        middle = QVBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.find_bar)
        middle.addWidget(self.editor, 1)
        row.addLayout(middle, 1)
        self._connect()

    def open(self, meeting_id: int) -> None:
        """Show a meeting, the cursor at the end of its note."""
        self.keeper.keep()
        self._show_facts(meeting_id)
        self.editor.understand_with(self._read_action, self._beside_date, self._today)
        self.keeper.open(meeting_id)
        self.editor.place(len(self.note.pieces) - 1)
        self.editor.ensureCursorVisible()

    def adopt(self, meeting_id: int, page: dict[int, Sheet], rows: dict[int, int]) -> None:
        """Go on with a note that the editor shows already; `page` is kept of it, in `rows`."""
        self._show_facts(meeting_id)
        self.editor.understand_with(self._read_action, self._beside_date, self._today)
        self.keeper.adopt(meeting_id, page, rows)

    def _show_facts(self, meeting_id: int) -> None:
        self.meeting_id = meeting_id
        self._facts = self._workspace.read(page_facts, meeting_id)
        self.outline.show_facts(self._facts)

    def set_bare(self, bare: bool) -> None:
        """Show the page alone, or with what lies beside it."""
        self.outline.setVisible(not bare)

    def marking(self) -> str:
        """Return the protective marking of the meeting, "" for none."""
        return self._facts.marking.capitalize() if self._facts else ""

    def state(self) -> str:
        """Return how it stands with the meeting, in words."""
        return str(self._facts.state).capitalize() if self._facts else ""

    def undo(self) -> None:
        """Take back the last thing, whatever it was."""
        self._replay(self.tr("Taken back: {0}"), self.tr("Nothing to take back."), undo=True)

    def redo(self) -> None:
        """Do again what was last taken back."""
        self._replay(self.tr("Done again: {0}"), self.tr("Nothing to do again."), undo=False)

    def _replay(self, done: str, nothing: str, *, undo: bool) -> None:
        if not self.keeper.keep():
            return
        label = self._workspace.undo() if undo else self._workspace.redo()
        self.keeper.refresh()
        self.said.emit(done.format(label) if label else nothing)

    def _connect(self) -> None:
        self.editor.left_block.connect(self.keeper.let_go)
        self.editor.undo_wanted.connect(self.undo)
        self.editor.redo_wanted.connect(self.redo)
        self.editor.current_changed.connect(self._show_items)
        self.note.edited.connect(self._show_items)
        self.outline.item_chosen.connect(self._go_to)
        self.keeper.synced.connect(self._show_items)
        self.keeper.synced.connect(self._know_names)
        self.spelling.said.connect(self.said)
        self.links.said.connect(self.said)
        self.completion.add_wanted.connect(self._add_person)

    def _show_items(self) -> None:
        self.outline.show_items(self.note.pieces, self.editor.current_index())

    def _know_names(self) -> None:
        facts = self._workspace.read(page_facts, self.meeting_id)
        self._facts = facts
        self.completion.know(Known(self._workspace.read(completions), facts.names, facts.here))
        self.spelling.know_names(facts.names)

    def _add_person(self, name: str) -> None:
        """Add a person who is named in the line that is typed, and go on with the line."""
        if not self.keeper.keep():
            return
        try:
            self._workspace.do(self.tr("Add {0}").format(name), add_person, name)
        except UserError as error:
            self.message.emit(str(error))
            return
        self._know_names()
        self.completion.finish(name)
        self.said.emit(self.tr("{0} added").format(name))

    def _go_to(self, key: int) -> None:
        index = self.note.index_of(key)
        if index is not None:
            self.editor.place(index + self.note.branch(index) - 1)
            self.editor.setFocus()

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
