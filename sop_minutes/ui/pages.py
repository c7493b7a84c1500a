"""The pages of the window on one database, and the commands that work on them."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QMenu

from sop_minutes.domain.due import format_date
from sop_minutes.queries.meetings import find_meeting, list_meetings
from sop_minutes.queries.partners import list_groups
from sop_minutes.queries.search import search
from sop_minutes.settings import Settings
from sop_minutes.ui.commands import Command
from sop_minutes.ui.diary.page import DiaryPage
from sop_minutes.ui.palette import Entry, Palette
from sop_minutes.ui.record.page import RecordPage
from sop_minutes.ui.shortcut_sheet import ShortcutSheet
from sop_minutes.ui.window import MainWindow
from sop_minutes.ui.workspace import Workspace


class Pages(QObject):
    """What the frame shows of a database."""

    def __init__(self, window: MainWindow, path: Path, today: date) -> None:
        super().__init__(window)
        self.window = window
        self.workspace = Workspace.open(path, self)
        self.record = RecordPage(self.workspace, window.theme, today)
        self.diary = DiaryPage(self.workspace, today)
        self.palette = Palette(window)
        window.add_page(self.record, self.tr("Note"), "✎")
        window.add_page(self.diary, self.tr("Diary"), "▦")
        self._connect()
        self._add_commands()

    def open_last(self, key: str) -> None:
        """Open the meeting with this key, else the newest that has begun; the diary where there is none."""
        rows = self.workspace.read(list_meetings)
        if not rows:
            self.window.show_page(self.diary)
            return
        known = key if any(row.key == key for row in rows) else rows[-1].key
        self.open_meeting(self.workspace.read(find_meeting, known))

    def open_meeting(self, meeting_id: int) -> None:
        """Show a meeting's note, ready to type."""
        self.record.open(meeting_id)
        self.window.show_page(self.record)
        self.record.editor.setFocus()

    def close(self, settings: Settings) -> None:
        """Keep what was typed, say in `settings` where one was, and let the database go."""
        self.record.keeper.keep()
        settings.meeting = self.record.key
        self.workspace.close()

    def show_diary(self) -> None:
        """Turn to the diary."""
        self.record.keeper.keep()
        self.diary.refresh()
        self.window.show_page(self.diary)
        self.diary.tree.setFocus()

    def show_note(self) -> None:
        """Turn to the note."""
        self.window.show_page(self.record)
        self.record.editor.setFocus()

    def _connect(self) -> None:
        window, keeper = self.window, self.record.keeper
        window.theme_changed.connect(self.record.set_theme)
        window.seek.clicked.connect(self.palette.open)
        window.group.clicked.connect(self._choose_group)
        self.diary.chosen.connect(self.open_meeting)
        self.diary.failed.connect(window.say)
        self.record.said.connect(self._say)
        self.record.message.connect(window.say)
        self.record.refreshed.connect(lambda: window.state.setText(self.record.state()))
        self.record.beside.meeting_wanted.connect(self.open_meeting)
        keeper.kept.connect(lambda: window.say_saved(self.tr("● Saved"), "kept"))
        keeper.waiting.connect(lambda: window.say_saved(self.tr("○ Typing…"), "waiting"))
        keeper.failed.connect(lambda _why: window.say_saved(self.tr("Not saved"), "failed"))
        keeper.failed.connect(window.say)
        for signal in (keeper.kept, keeper.synced):
            signal.connect(lambda: window.counts.setText(self.record.counts()))
        keeper.synced.connect(lambda: window.state.setText(self.record.state()))
        for source in (self._commands_like, self._meetings_like, self._texts_like):
            self.palette.add_source(source)

    def _say(self, words: str) -> None:
        self.window.say_saved(words, "kept")
        self.window.announce(words)

    def _add_commands(self) -> None:
        note, edit, view, help_ = self.tr("Note"), self.tr("Edit"), self.tr("View"), self.tr("Help")
        editor, diary = self.record.editor, self.diary
        self.window.commands.add(
            self.window,
            Command(edit, self.tr("Undo"), self.record.undo, "Ctrl+Z", typed=True),
            Command(edit, self.tr("Redo"), self.record.redo, "Ctrl+Y", typed=True),
            Command(edit, self.tr("Bold"), editor.bold, "Ctrl+B", typed=True),
            Command(edit, self.tr("Italic"), editor.italic, "Ctrl+I", typed=True),
            Command(note, self.tr("Next agenda item"), editor.next_item, "Ctrl+Return", typed=True),
            Command(note, self.tr("Deeper"), editor.deeper, "Tab", typed=True),
            Command(note, self.tr("Less deep"), editor.shallower, "Shift+Tab", typed=True),
            Command(note, self.tr("Move up"), editor.move_up, "Alt+Up", typed=True),
            Command(note, self.tr("Move down"), editor.move_down, "Alt+Down", typed=True),
            Command(note, self.tr("Attendance"), self.record.show_attendance, "Ctrl+Shift+A"),
            Command(note, self.tr("Begin or end the meeting"), self.record.begin_or_end, "F9"),
            Command(note, self.tr("New meeting"), diary.new_meeting, "Ctrl+N"),
            Command(view, self.tr("Note"), self.show_note, "Ctrl+1"),
            Command(view, self.tr("Diary"), self.show_diary, "Ctrl+2"),
            Command(view, self.tr("Next part of the page"), self.record.next_part, "F6"),
            Command(view, self.tr("Agenda"), self.record.go_to_agenda, "Ctrl+G"),
            Command(view, self.tr("Beside this item"), self.record.go_beside, "Ctrl+Shift+O"),
            Command(view, self.tr("Only the page"), self._toggle_sides, "F11"),
            Command(view, self.tr("Search, or do a command"), self.palette.open, "Ctrl+K"),
            Command(help_, self.tr("Keys"), self._show_keys, "F1"),
        )
        self.window.commands.fill(self.window.menus)

    def _toggle_sides(self) -> None:
        self.window.set_bare(not self.window.bare)
        self.record.set_bare(self.window.bare)

    def _show_keys(self) -> None:
        ShortcutSheet(self.window.commands, self.window).open()

    def _choose_group(self) -> None:
        menu = QMenu(self.window)
        menu.addAction(self.tr("All groups"), partial(self._show_group, None, self.tr("All groups")))
        for row in self.workspace.read(list_groups):
            menu.addAction(row.name, partial(self._show_group, row.id, row.name))
        menu.popup(self.window.group.mapToGlobal(self.window.group.rect().bottomLeft()) or QCursor.pos())

    def _show_group(self, group_id: int | None, name: str) -> None:
        self.window.group.setText(name)
        self.diary.show_group(group_id)
        self.show_diary()

    def _commands_like(self, words: str) -> Sequence[Entry]:
        wanted = words.casefold().split()
        return [
            Entry(command.label, command.keys, command.run)
            for command in self.window.commands
            if all(word in command.label.casefold() for word in wanted)
        ]

    def _meetings_like(self, words: str) -> Sequence[Entry]:
        wanted = words.casefold().split()
        if not wanted:
            return []
        found = []
        for row in reversed(self.workspace.read(list_meetings)):
            label = f"{row.group}, {format_date(row.on)}"
            if all(word in f"{label} {row.key}".casefold() for word in wanted):
                found.append(Entry(label, row.key, partial(self.open_meeting, row.id)))
        return found[:8]

    def _texts_like(self, words: str) -> Sequence[Entry]:
        if len(words) < 2:
            return []
        return [
            Entry(
                row.text, " ".join(part for part in (row.ref, row.meeting) if part), self._opener(row.meeting)
            )
            for row in self.workspace.read(search, words)
        ]

    def _opener(self, key: str) -> Callable[[], None]:
        def run() -> None:
            if key:
                self.open_meeting(self.workspace.read(find_meeting, key))

        return run
