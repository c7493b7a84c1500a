"""The pages of the window on one database, and the commands that work on them."""

from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QMenu, QWidget

from sop_minutes.commands.groups import add_group
from sop_minutes.commands.typed import keep_typed
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.words import MeetingState
from sop_minutes.queries.meetings import list_meetings
from sop_minutes.queries.partners import list_groups
from sop_minutes.settings import Settings
from sop_minutes.ui.actions.page import ActionsPage
from sop_minutes.ui.actions.verbs import register_commands
from sop_minutes.ui.commands import Command
from sop_minutes.ui.diary.grouping import GroupDialog
from sop_minutes.ui.diary.page import DiaryPage
from sop_minutes.ui.finding import Finding
from sop_minutes.ui.palette import Palette
from sop_minutes.ui.places import Place
from sop_minutes.ui.rail import Rail
from sop_minutes.ui.record.early import Handover, put_cursor
from sop_minutes.ui.record.page import RecordPage
from sop_minutes.ui.record.speaking import spoken_kind
from sop_minutes.ui.record.verbs import record_commands
from sop_minutes.ui.window import MainWindow
from sop_minutes.ui.workspace import Workspace


class Pages(QObject):
    """What the frame shows of a database."""

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
        super().__init__(window)
        self.window = window
        self.rail = rail
        self.workspace = Workspace.open(path, self)
        self._early = early
        self._spoken = ""
        editor = early.editor if early else None
        self.record = RecordPage(self.workspace, window.theme, today, editor=editor)
        self.diary = DiaryPage(self.workspace, window.theme, today)
        self.actions = ActionsPage(
            self.workspace, window.theme, today, layout=settings.register, me=settings.me or None
        )
        note, diary, register = self.record, self.diary, self.actions
        self.note_place = Place(
            note,
            self.tr("Note"),
            "note",
            focus=note.editor,
            status=lambda: (note.counts(), note.marking(), note.state()),
        )
        self.diary_place = Place(
            diary, self.tr("Diary"), "diary", focus=diary.tree, arrive=diary.refresh, is_one=True
        )
        self.actions_place = Place(
            register, self.tr("Actions"), "actions", focus=register.table, status=register.status
        )
        self.places = (self.note_place, self.diary_place, self.actions_place)

    def show_in(self, palette: Palette) -> None:
        """Take the window, and let the palette find what the database holds."""
        window = self.window
        while (was := window.pages.widget(0)) is not None:
            window.pages.removeWidget(was)
            was.deleteLater()
        for place in self.places:
            self.rail.add(window.pages.addWidget(place.page), place.label, place.sign, window.theme)
        window.bar.show_group(self.tr("All groups"))
        finding = Finding(self.workspace, self.open_meeting, palette.look_for)
        palette.add_source(self.tr("Meetings"), finding.meetings)
        palette.add_source(self.tr("People"), finding.people)
        palette.add_source(self.tr("Actions"), finding.actions)
        palette.add_source(self.tr("In the notes"), finding.texts)
        self._connect()

    def open_last(self, settings: Settings) -> None:
        """Open the meeting one was in, else the newest that has begun; the diary where there is none."""
        if self._adopt():
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
        self.record.open(meeting_id)
        found = (n for n, piece in enumerate(self.record.note.pieces) if text and text in piece.text)
        put_cursor(self.record.editor, next(found, -1), 0)
        self.show_note()

    def close(self, settings: Settings) -> Settings:
        """Keep what was typed, let the database go, and return `settings` with where one was."""
        self.record.close_note()
        self.actions.leave()
        cursor = self.record.editor.textCursor()
        self.workspace.close()
        for place in self.places:
            self.window.pages.removeWidget(place.page)
            place.page.setParent(None)
            place.page.deleteLater()
        self.deleteLater()
        block, offset = cursor.blockNumber(), cursor.positionInBlock()
        return settings._replace(
            meeting=self.record.meeting_id,
            block=block,
            offset=offset,
            register=self.actions.arranged.written(),
            me=self.actions.wanted.me or 0,
        )

    def show_diary(self) -> None:
        """Turn to the diary."""
        self._turn(self.diary_place)

    def show_actions(self) -> None:
        """Turn to the register of actions."""
        self._turn(self.actions_place)

    def show_note(self) -> None:
        """Turn to the note; to the diary where no meeting was opened yet."""
        self._turn(self.note_place if self.record.meeting_id else self.diary_place)

    def turn_to(self, number: int) -> None:
        """Turn to the page with this number."""
        place = self.places[number]
        self.show_note() if place is self.note_place else self._turn(place)

    def panes(self) -> list[QWidget]:
        """Return the parts of the page that is shown, from left to right."""
        return self._shown().panes()

    def set_bare(self, bare: bool) -> None:
        """Show each page alone, or with what lies beside it."""
        for page in (self.record, self.actions):
            page.set_bare(bare)

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
            Command(view, self.tr("Actions"), self.show_actions, "Ctrl+3", tip=self.tr("The register")),
            *register_commands(self.actions, self._are_actions_shown),
            Command(
                view,
                self.tr("Choose a group"),
                self._choose_group,
                "Ctrl+Shift+G",
                tip=self.tr("Whose meetings and actions are shown"),
            ),
            Command(
                note,
                self.tr("New group…"),
                self._ask_group,
                tip=self.tr("Add a board, a committee or another group that meets"),
            ),
        ]

    def _shown(self) -> Place:
        page = self.window.pages.currentWidget()
        return next((place for place in self.places if place.page is page), self.diary_place)

    def _is_note_shown(self) -> bool:
        return self._shown() is self.note_place

    def _are_actions_shown(self) -> bool:
        return self._shown() is self.actions_place

    def _turn(self, place: Place) -> None:
        if self.window.pages.currentWidget() is self.record:
            self.record.keeper.keep()
        place.arrive()
        self.window.pages.setCurrentWidget(place.page)
        self.rail.check(self.window.pages.currentIndex())
        self._show_status()
        place.focus.setFocus()

    def _adopt(self) -> bool:
        """Go on with the note that was shown and typed on before; say whether there was one."""
        early, self._early = self._early, None
        if early is None:
            return False
        _, meeting_id, page, rows, typed_id = early
        if typed_id is not None:
            made = self.workspace.do_typing(self.tr("Typing"), keep_typed, typed_id)
            if made is None:  # another window took it for left behind, and made records of it
                self.open_meeting(meeting_id)
                return True
            rows |= made
        self.record.adopt(meeting_id, page, {key: row for key, row in rows.items() if key in page})
        self.show_note()
        return True

    def _connect(self) -> None:
        window, keeper, status = self.window, self.record.keeper, self.window.status
        for page in (self.record, self.diary, self.actions):
            window.theme_changed.connect(page.set_theme)
        window.bar.group.clicked.connect(self._choose_group)
        self.diary.chosen.connect(self.open_meeting)
        self.diary.failed.connect(window.say)
        self.actions.place_wanted.connect(self.open_meeting)
        self.actions.failed.connect(window.say)
        self.actions.said.connect(self._say)
        self.actions.refreshed.connect(self._show_status)
        self.record.said.connect(self._say)
        self.record.message.connect(window.say)
        self.record.refreshed.connect(self._show_status)
        self.record.beside.meeting_wanted.connect(self.open_meeting)
        self.record.editor.current_changed.connect(self._speak_of_block)
        keeper.kept.connect(status.say_kept)
        keeper.waiting.connect(status.say_waiting)
        keeper.failed.connect(lambda _why: status.say_failed())
        keeper.failed.connect(window.say)
        keeper.kept.connect(self._show_status)
        keeper.synced.connect(self._show_status)

    def _show_status(self) -> None:
        """Say in the status bar how it stands with the page that is shown."""
        status = self.window.status
        labels = (status.counts, status.marking, status.state)
        for label, words in zip(labels, self._shown().status(), strict=True):
            label.setText(words)

    def _speak_of_block(self, index: int) -> None:
        """Have read out what the block is that the cursor has come to, where that is news."""
        words = spoken_kind(self.record.note.pieces[index])
        if words != self._spoken:
            self._spoken = words
            self.window.announce(words)

    def _say(self, words: str) -> None:
        self.window.status.say(words)
        self.window.announce(words)

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
        self.actions.show_group(group_id)
        if self._is_note_shown():
            self.show_diary()
