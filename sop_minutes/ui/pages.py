"""The pages of the window on one database, and the commands that work on them."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QMenu, QWidget

from sop_minutes.commands.groups import add_group
from sop_minutes.commands.typed import drop_typed
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.words import MeetingState
from sop_minutes.queries.meetings import list_meetings
from sop_minutes.queries.partners import list_groups
from sop_minutes.queries.typed import stranded
from sop_minutes.settings import Settings
from sop_minutes.ui.announcing import announce
from sop_minutes.ui.commands import Command
from sop_minutes.ui.diary.grouping import GroupDialog
from sop_minutes.ui.diary.page import DiaryPage
from sop_minutes.ui.finding import Finding
from sop_minutes.ui.palette import Palette
from sop_minutes.ui.rail import Rail
from sop_minutes.ui.record.early import Handover, put_cursor
from sop_minutes.ui.record.page import RecordPage
from sop_minutes.ui.record.speaking import Speaker
from sop_minutes.ui.record.unkept import UnkeptDialog
from sop_minutes.ui.record.verbs import record_commands
from sop_minutes.ui.window import MainWindow
from sop_minutes.ui.workspace import Workspace


class Pages(QObject):
    """What the frame shows of a database."""

    def __init__(
        self, window: MainWindow, rail: Rail, path: Path, today: date, early: Handover | None = None
    ) -> None:
        """Open the database; raises UserError, and shows nothing, if it cannot be opened."""
        super().__init__(window)
        self.window = window
        self.rail = rail
        self.workspace = Workspace.open(path, self, early.typed_id if early else None)
        self._early = early
        self._trouble = ""
        editor = early.editor if early else None
        self.record = RecordPage(self.workspace, window.theme, today, editor=editor)
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
        finding = Finding(self.workspace, self.open_meeting, palette.look_for, window.say)
        palette.add_source(self.tr("Meetings"), finding.meetings)
        palette.add_source(self.tr("People"), finding.people)
        palette.add_source(self.tr("Actions"), finding.actions)
        palette.add_source(self.tr("In the notes"), finding.texts)
        self._connect()

    def open_last(self, settings: Settings) -> None:
        """Open the meeting one was in, else the newest that has begun; the diary where there is none."""
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
        elif begun := [row for row in rows if row.state is not MeetingState.PLANNED]:
            self.open_meeting(begun[-1].id)
        else:
            self.show_diary()

    def open_meeting(self, meeting_id: int, text: str = "") -> None:
        """Show a meeting's note, ready to type; the cursor in the block that says `text`, if one does."""
        if not self.record.open(meeting_id):
            self.diary.refresh()
            return
        found = (n for n, piece in enumerate(self.record.note.pieces) if text and text in piece.text)
        put_cursor(self.record.editor, next(found, -1), 0)
        self.show_note()

    def close(self, settings: Settings) -> Settings:
        """Keep what was typed, let the database go, and return `settings` with where one was."""
        self.record.close_note()
        editor = self.record.editor
        block, offset = editor.current_index(), editor.offset()
        self.workspace.close()
        for page in (self.record, self.diary):
            self.window.pages.removeWidget(page)
            page.deleteLater()
        self.deleteLater()
        return settings._replace(meeting=self.record.meeting_id, block=block, offset=offset)

    def show_diary(self) -> None:
        """Turn to the diary."""
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
        inside = self.record.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        return sorted(inside, key=lambda part: part.x())

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
        focus.setFocus()

    def _connect(self) -> None:
        window, keeper, status = self.window, self.record.keeper, self.window.status
        for page in (self.record, self.diary):
            window.theme_changed.connect(page.set_theme)
        window.bar.group.clicked.connect(self._choose_group)
        self.diary.chosen.connect(self.open_meeting)
        self.diary.failed.connect(window.say)
        self.record.said.connect(self._say)
        self.record.message.connect(window.say)
        self.record.refreshed.connect(self._show_counts)
        self.record.beside.meeting_wanted.connect(self.open_meeting)
        Speaker(self.record.editor).said.connect(window.announce)
        keeper.kept.connect(status.say_kept)
        keeper.waiting.connect(status.say_waiting)
        self.record.troubled.connect(self._say_trouble)
        self.record.unkept.connect(self.offer_unkept)
        keeper.kept.connect(self._show_counts)
        keeper.synced.connect(self._show_counts)

    def _say_trouble(self, why: str) -> None:
        """Say why something is not saved; once it is, "", take that away."""
        before, self._trouble = self._trouble, why
        if why:
            self.window.status.say_failed()
            if why != before:
                self.window.say(why)
        else:
            self.window.announce(self.tr("Saved"))
            if before in self.window.message.text.text():
                self.window.say("")

    def _drop_unkept(self, typed_ids: Sequence[int]) -> None:
        for typed_id in typed_ids:
            self.workspace.do(self.tr("Typing"), drop_typed, typed_id)

    def _show_counts(self) -> None:
        """Say in the status bar what the note holds, where the note is shown."""
        status, page = self.window.status, self.record
        shown = (page.counts(), page.marking(), page.state()) if self._is_note_shown() else ("", "", "")
        for label, words in zip((status.counts, status.marking, status.state), shown, strict=True):
            label.setText(words)

    def _tell_saved(self) -> None:
        status = self.window.status
        told = [label.text() for label in (status.saved, status.counts, status.marking, status.state)]
        self.window.announce(". ".join(text for text in told if text))

    def _say(self, words: str) -> None:
        self.window.status.say(words)
        announce(self.window, words)

    def _new_meeting(self) -> None:
        self.show_diary()
        self.diary.new_meeting()

    def _choose_group(self) -> None:
        menu = QMenu(self.window)
        menu.setObjectName("groups")
        menu.addAction(self.tr("All groups"), partial(self._show_group, None, self.tr("All groups")))
        for row in self.workspace.read(list_groups):
            menu.addAction(row.name, partial(self._show_group, row.id, row.name))
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
        self._show_group(group_id, " ".join(name.split()))

    def _show_group(self, group_id: int | None, name: str) -> None:
        self.window.bar.show_group(name)
        self.diary.show_group(group_id)
        self.show_diary()
