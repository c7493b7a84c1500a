"""The pages of the window on one database, and the commands that work on them."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QMenu, QWidget

from sop_minutes.commands.correcting import correct_person
from sop_minutes.commands.groups import add_group
from sop_minutes.commands.typed import drop_typed
from sop_minutes.domain.due import format_date
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.sheets import PersonRow
from sop_minutes.domain.words import MeetingState
from sop_minutes.queries.meetings import list_meetings
from sop_minutes.queries.partners import list_groups, list_organisations, list_people
from sop_minutes.queries.typed import stranded
from sop_minutes.settings import Settings
from sop_minutes.ui.announcing import announce
from sop_minutes.ui.commands import Command
from sop_minutes.ui.diary.carrying import meeting_groups
from sop_minutes.ui.diary.grouping import GroupDialog
from sop_minutes.ui.diary.page import DiaryPage
from sop_minutes.ui.finding import Finding
from sop_minutes.ui.palette import Palette
from sop_minutes.ui.person import PersonDialog, PersonSaid
from sop_minutes.ui.rail import Rail
from sop_minutes.ui.record.early import Handover, put_cursor
from sop_minutes.ui.record.page import RecordPage
from sop_minutes.ui.record.speaking import Speaker
from sop_minutes.ui.record.unkept import UnkeptDialog
from sop_minutes.ui.record.verbs import record_commands
from sop_minutes.ui.window import MainWindow
from sop_minutes.ui.workspace import Workspace

_TYPING, _NOTE, _DIARY = "typing", "note", "diary"
"""What a message is about: it goes when that is over."""

_NOT_HELD = frozenset({MeetingState.PLANNED, MeetingState.CANCELLED})


class Pages(QObject):
    """What the frame shows of a database. `moved` follows when what is to be remembered changes."""

    moved = Signal()

    def __init__(
        self, window: MainWindow, rail: Rail, path: Path, today: date, early: Handover | None = None
    ) -> None:
        """Open the database; raises UserError, and shows nothing, if it cannot be opened."""
        super().__init__(window)
        self.window = window
        self.rail = rail
        self.workspace = Workspace.open(path, self, early.typed_id if early else None)
        self._today = today
        self._group_id: int | None = None
        self._early = early
        self._trouble = ""
        editor = early.editor if early else None
        self.record = RecordPage(self.workspace, window.theme, today, editor=editor)
        self.record.meeting.home = path.parent
        self._file = path.stem
        self.diary = DiaryPage(self.workspace, window.theme, today)

    def show_in(self, palette: Palette) -> None:
        """Take the window, and let the palette find what the database holds."""
        window = self.window
        while (was := window.pages.widget(0)) is not None:
            window.pages.removeWidget(was)
            was.deleteLater()
        for page, label, sign in (
            (self.record, self.tr("Note"), "note"),
            (self.diary, self.tr("Diary"), "diary"),
        ):
            self.rail.add(window.pages.addWidget(page), label, sign, window.theme)
        window.bar.show_group(self.tr("All groups"))
        finding = Finding(self.workspace, self.open_meeting, self.correct_person, window.say, self._today)
        palette.add_source(self.tr("Meetings"), finding.meetings)
        palette.add_source(self.tr("People"), finding.people)
        palette.add_source(self.tr("Actions"), finding.actions)
        palette.add_source(self.tr("In the notes"), finding.texts)
        self._connect()

    def open_last(self, settings: Settings) -> None:
        """Open the meeting one was in, else the newest that has begun; the diary where there is none."""
        self.record.meeting.folder = settings.folder
        self._work_in(self._group_at_first(settings))
        self._open_last(settings)
        self.offer_unkept([])

    def _open_last(self, settings: Settings) -> None:
        early, self._early = self._early, None
        if early is not None and self.record.adopt(early):
            self.show_note()
            return
        rows = self.workspace.read(list_meetings)
        if any(row.id == settings.meeting for row in rows):
            self.open_meeting(settings.meeting)
            put_cursor(self.record.editor, settings.block, settings.offset)
        elif begun := [row for row in rows if row.state not in _NOT_HELD and row.on <= self._today]:
            self.open_meeting(begun[-1].id)
        else:
            self.show_diary()

    def open_meeting(self, meeting_id: int, text: str = "") -> None:
        """Show a meeting's note, ready to type; the cursor in the block that says `text`, if one does."""
        if not self.record.open(meeting_id):
            self.diary.refresh()
            return
        self.window.say("")
        self._follow_note()
        found = (n for n, piece in enumerate(self.record.note.pieces) if text and text in piece.text)
        put_cursor(self.record.editor, next(found, -1), 0)
        self.show_note()
        self.moved.emit()

    def place(self, settings: Settings) -> Settings:
        """Return `settings` with where one is."""
        editor = self.record.editor
        return settings._replace(
            meeting=self.record.meeting_id,
            block=editor.current_index(),
            offset=editor.offset(),
            group=self._group_id or 0,
            folder=self.record.meeting.folder,
        )

    def close(self, settings: Settings) -> Settings:
        """Keep what was typed, let the database go, and return `settings` with where one was."""
        self.record.close_note()
        placed = self.place(settings)
        self.workspace.close()
        for page in (self.record, self.diary):
            self.window.pages.removeWidget(page)
            page.deleteLater()
        self.deleteLater()
        return placed

    def correct_person(self, person_id: int) -> None:
        """Ask for what is right about a person."""
        row = next((row for row in self.workspace.read(list_people) if row.id == person_id), None)
        if row is not None:
            known = [organisation.name for organisation in self.workspace.read(list_organisations)]
            dialog = PersonDialog(self.window, row, known)
            dialog.answered.connect(partial(self._correct_person, row))
            dialog.open()

    def show_diary(self) -> None:
        """Turn to the diary."""
        self.window.say("")
        self.record.keeper.keep()
        self.diary.refresh()
        self._turn(self.diary, self.diary.tree)

    def show_note(self) -> None:
        """Turn to the note; to the diary where no meeting was opened yet."""
        if self.record.meeting_id:
            self._turn(self.record, self.record.editor)
        else:
            self.show_diary()

    def offer_unkept(self, words: Sequence[str]) -> None:
        """Show what was typed and cannot be saved any more: `words`, and what was left behind before.

        Where the note one was in is gone with it, the diary is shown.
        """
        self._trouble = ""
        if not self.record.meeting_id:
            self.show_diary()
        left = self.workspace.read(stranded)
        drop = partial(self._drop_unkept, [typed_id for typed_id, _ in left])
        every = [*(word for _, typed in left for word in typed), *words]
        if not every:
            drop()
            return
        dialog = UnkeptDialog(self.record, every)
        dialog.finished.connect(lambda _result: drop())
        dialog.open()

    def turn_to(self, number: int) -> None:
        """Turn to the page with this number."""
        self.show_note() if self.window.pages.widget(number) is self.record else self.show_diary()

    def panes(self) -> list[QWidget]:
        """Return the parts of the page that is shown, from left to right."""
        if self.window.pages.currentWidget() is not self.record:
            return [self.diary]
        return self.record.panes()

    def make_room_for(self, pane: QWidget) -> None:
        """Show a part of the page that is gone to."""
        self.record.make_room_for(pane)

    def set_bare(self, bare: bool) -> None:
        """Show the page alone, or with what lies beside it."""
        self.record.set_bare(bare)

    def commands(self) -> list[Command]:
        """Return what can be done here."""
        note, view = self.tr("&Note"), self.tr("&View")
        return [
            *record_commands(self.record, self._is_note_shown),
            Command(
                note,
                self.tr("New meeting"),
                self._new_meeting,
                "Ctrl+N",
                tip=self.tr("Put a meeting in the diary"),
            ),
            Command(
                view, self.tr("Note"), self.show_note, "Ctrl+1", when=lambda: bool(self.record.meeting_id)
            ),
            Command(view, self.tr("Diary"), self.show_diary, "Ctrl+2"),
            Command(
                view,
                self.tr("Say what is saved"),
                self._tell_saved,
                "Ctrl+Shift+S",
                tip=self.tr("Have the status bar read out"),
            ),
            Command(
                view,
                self.tr("Choose a group"),
                self._choose_group,
                "Ctrl+Shift+G",
                tip=self.tr("Whose meetings the diary shows"),
            ),
            Command(
                note,
                self.tr("New group…"),
                self._ask_group,
                tip=self.tr("Add a board, a committee or another group that meets"),
            ),
        ]

    def _is_note_shown(self) -> bool:
        return self.window.pages.currentWidget() is self.record

    def _turn(self, page: QWidget, focus: QWidget) -> None:
        self.window.pages.setCurrentWidget(page)
        self.rail.check(self.window.pages.currentIndex())
        self._show_counts()
        self._name_window()
        focus.setFocus()

    def _name_window(self) -> None:
        """Name the window after the meeting and the file, never after what is said in it."""
        facts = self.record.facts
        what = self.tr("Diary")
        if self._is_note_shown() and facts is not None:
            what = f"{facts.key.partition('/')[0]} {format_date(facts.on)}"
        self.window.setWindowTitle(f"{what} – {self._file} – {self.tr('SOP Minutes')}")

    def _connect(self) -> None:
        window, keeper, status = self.window, self.record.keeper, self.window.status
        for page in (self.record, self.diary):
            window.theme_changed.connect(page.set_theme)
        window.bar.group.clicked.connect(self._choose_group)
        self.diary.chosen.connect(self.open_meeting)
        self.diary.failed.connect(self._say_of_diary)
        self.diary.kept.connect(self._on_diary_kept)
        self.diary.deleted.connect(self._forget_note)
        self.record.said.connect(self._say)
        self.record.message.connect(self._say_of_note)
        self.record.person_wanted.connect(self.correct_person)
        self.record.news.connect(self._tell_of_file)
        self.record.refreshed.connect(self._show_counts)
        self.record.beside.meeting_wanted.connect(self.open_meeting)
        Speaker(self.record.editor).said.connect(window.announce)
        keeper.kept.connect(status.say_kept)
        keeper.waiting.connect(status.say_waiting)
        self.record.troubled.connect(self._say_trouble)
        self.record.unkept.connect(self.offer_unkept)
        self.record.gone.connect(window.say)
        status.beside.clicked.connect(self.record.go_beside)
        keeper.kept.connect(self._show_counts)
        keeper.synced.connect(self._show_counts)

    def _say_trouble(self, why: str) -> None:
        """Say why something is not saved; once it is, "", take that away."""
        before, self._trouble = self._trouble, why
        if why:
            self.window.status.say_failed()
            if why != before:
                self.window.say(why, _TYPING)
        else:
            self.window.announce(self.tr("Saved"))
            self.window.is_over(_TYPING)

    def _drop_unkept(self, typed_ids: Sequence[int]) -> None:
        for typed_id in typed_ids:
            self.workspace.do(self.tr("Typing"), drop_typed, typed_id)

    def _show_counts(self) -> None:
        """Say in the status bar what the note holds, where the note is shown."""
        status, page = self.window.status, self.record
        shown = (page.counts(), page.marking(), page.state()) if self._is_note_shown() else ("", "", "")
        for label, words in zip((status.counts, status.marking, status.state), shown, strict=True):
            label.setText(words)
        status.say_waiting_beside(page.waiting_beside() if self._is_note_shown() else "")

    def _tell_saved(self) -> None:
        status = self.window.status
        told = [label.text() for label in (status.saved, status.counts, status.marking, status.state)]
        self.window.announce(". ".join(text for text in told if text))

    def _say(self, words: str) -> None:
        self.window.is_over(_NOTE)
        self.window.status.say(words)
        announce(self.window, words)

    def _tell_of_file(self, words: str, folder: Path) -> None:
        self.window.tell(words, folder)
        self.moved.emit()

    def _say_of_diary(self, wrong: str) -> None:
        self.window.say(wrong, _DIARY)

    def _say_of_note(self, wrong: str) -> None:
        self.window.say(wrong, _NOTE)

    def _on_diary_kept(self, words: str) -> None:
        self.window.is_over(_DIARY)
        self.window.status.say_kept()
        if words:
            self.window.tell(words, about=_DIARY)

    def _correct_person(self, row: PersonRow, said: PersonSaid) -> None:
        if not self.record.keeper.keep():
            return
        try:
            label = self.tr("Correct {0}").format(row.name)
            self.workspace.do(label, correct_person, row.id, **said._asdict())
        except UserError as error:
            self.window.say(str(error), _NOTE)
            return
        self.record.keeper.refresh()
        self.record.refresh()
        self._say(self.tr("{0} corrected").format(said.name))

    def _forget_note(self, meeting_id: int) -> None:
        """Leave a note that was deleted."""
        if meeting_id == self.record.meeting_id:
            self.record.leave_note()
            self.moved.emit()

    def _new_meeting(self) -> None:
        self.show_diary()
        self.diary.new_meeting()

    def _choose_group(self) -> None:
        menu = QMenu(self.window)
        menu.setObjectName("groups")
        menu.addAction(self.tr("All groups"), partial(self._show_group, None))
        for row in self.workspace.read(list_groups):
            menu.addAction(row.name.replace("&", "&&"), partial(self._show_group, row.id))
        menu.addSeparator()
        menu.addAction(self.tr("New group…"), self._ask_group)
        group = self.window.bar.group
        menu.popup(group.mapToGlobal(group.rect().bottomLeft()) if group.isVisible() else QCursor.pos())
        menu.setActiveAction(menu.actions()[0])

    def _ask_group(self) -> None:
        dialog = GroupDialog(self.window)
        dialog.answered.connect(self._add_group)
        dialog.open()

    def _add_group(self, name: str, code: str) -> None:
        try:
            group_id = self.workspace.do(self.tr("Add group"), add_group, name, code=code)
        except UserError as error:
            self.window.say(str(error))
            return
        self._show_group(group_id)

    def _show_group(self, group_id: int | None) -> None:
        self._work_in(group_id)
        self.show_diary()
        self.moved.emit()

    def _work_in(self, group_id: int | None) -> None:
        """Have the bar and the diary show a group, all for None."""
        names = {row.id: row.name for row in self.workspace.read(list_groups)}
        self._group_id = group_id if group_id in names else None
        self.window.bar.show_group(names.get(self._group_id or 0, self.tr("All groups")))
        self.diary.show_group(self._group_id)

    def _group_at_first(self, settings: Settings) -> int | None:
        """Return the group that was chosen last; where none was yet, the one that meets, if there is one."""
        if settings.group >= 0:
            return settings.group
        groups = meeting_groups(self.workspace.read(list_groups))
        return groups[0].id if len(groups) == 1 else None

    def _follow_note(self) -> None:
        """Work in the group whose note is shown, if one works in a group at all."""
        facts = self.record.facts
        if self._group_id is not None and facts is not None and facts.group_id != self._group_id:
            self._work_in(facts.group_id)
