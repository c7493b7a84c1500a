"""What stands in the window: a database and its pages, or the welcome page. All commands are named here."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from sop_minutes.dictionary import find_dictionary
from sop_minutes.domain.errors import InUseError, KeyWantedError, SwappedError, UserError
from sop_minutes.paths import default_database
from sop_minutes.safekeeping import has_backups
from sop_minutes.settings import Settings
from sop_minutes.ui.backups.desk import BackupsDesk
from sop_minutes.ui.commands import Commands
from sop_minutes.ui.files import FileDialog
from sop_minutes.ui.page_verbs import page_commands
from sop_minutes.ui.pages import Pages
from sop_minutes.ui.palette import Palette
from sop_minutes.ui.rail import Rail
from sop_minutes.ui.record.early import Handover
from sop_minutes.ui.safe.desk import SafeDesk
from sop_minutes.ui.safe.held import HeldKeys
from sop_minutes.ui.shell_verbs import file_commands, view_commands
from sop_minutes.ui.shortcut_sheet import ShortcutSheet
from sop_minutes.ui.stops import first_stop, pane_after
from sop_minutes.ui.theme import system_theme
from sop_minutes.ui.window import MainWindow

if TYPE_CHECKING:
    from sop_minutes.ui.welcome.page import WelcomePage


class Shell(QObject):
    """The window with all that works in it.

    `kept` follows when what was typed has been saved; `placed` gives what is to be remembered, when
    that changes.
    """

    kept = Signal()
    placed = Signal(object)

    def __init__(
        self, window: MainWindow, settings: Settings, today: date, own_words: Path | None = None
    ) -> None:
        """`own_words` is where words the dictionary lacks are kept; spelling is not checked without."""
        super().__init__(window)
        self._own_words = own_words
        self.window = window
        self.settings = settings
        self._today = today
        self.commands = Commands()
        self.rail = Rail()
        self.palette = Palette(window, window.theme)
        self._keys = HeldKeys()
        self.backups = BackupsDesk(window, self, self._keys)
        self.pages: Pages | None = None
        self._welcome: WelcomePage | None = None
        self._stand_in: QWidget | None = None
        self.safe = SafeDesk(self, self._keys)
        self._is_bare = False
        self._build()
        self._connect()

    def open_last(self, named: Path | None, early: Handover | None) -> None:
        """Open the database that is named, else the last one; where there is none yet, welcome.

        Where it cannot be opened, that is said, and its backups are offered.
        """
        last = Path(self.settings.database) if self.settings.database else default_database()
        path = named or last
        if path.exists() or named or self.settings.database or has_backups(path):
            self.try_to_open(path, early)
        else:
            self.welcome()

    def open(self, path: Path, early: Handover | None = None) -> None:
        """Open a database instead of what is open, if that can be left. Raises UserError if it cannot be."""
        if not self.leave_note():
            return
        path = path.absolute()
        settings = self.settings.on(str(path))
        try:
            pages = Pages(self.window, self.rail, path, self._today, early, settings=settings)
        except KeyWantedError:
            self.safe.ask_for_key(path)
            return
        self._leave()
        self.pages = pages
        self.settings = settings
        pages.show_in(self.palette)
        pages.set_bare(self._is_bare)
        pages.record.keeper.kept.connect(self.kept)
        if self._own_words is not None:
            pages.record.spelling.start(find_dictionary(), self._own_words)
        self._name_commands()
        pages.moved.connect(self._remember)
        pages.workspace.away.connect(self.backups.tell_away)
        pages.copy_wanted.connect(partial(self.backups.ask_copy, go_on=True))
        pages.open_last(self.settings)
        self.backups.begin(path)
        self.safe.watch()

    def stand_in(self, page: QWidget) -> bool:
        """Show a page in place of what is open, if that can be left; say whether it could."""
        if not self.leave_note():
            return False
        self._leave()
        self._stand_in = page
        self.window.bar.show_group(self.tr("All groups"))
        self.window.setWindowTitle(self.tr("SOP Minutes"))
        self.window.pages.setCurrentIndex(self.window.pages.addWidget(page))
        self._name_commands()
        self.window.say("")
        return True

    def remember(self, settings: Settings) -> None:
        """Have something else remembered from now on."""
        self.settings = settings
        self.placed.emit(settings)

    def try_to_open(self, path: Path, early: Handover | None = None) -> None:
        """Open a database; where that fails, say why, and offer its backups. While locked it waits."""
        if self.safe.locking.cover is not None:
            self.safe.locking.then(partial(self.try_to_open, path))
            return
        try:
            self.open(path, early)
        except InUseError as error:
            if self.pages is None:
                self.welcome()
            self.window.offer(str(error), self.tr("Try again"), partial(self.try_to_open, path))
        except SwappedError as error:
            if self.pages is None:
                self.welcome()
            self.safe.ask_of_swapped(path, str(error), self.backups.shower(path, str(error)))
        except UserError as error:
            otherwise = self.welcome if self.pages is None else self.window.say
            self.backups.offer(path, str(error), otherwise)

    def let_go(self) -> None:
        """Close what is open, and show nothing. What takes its place opens at the end of its note."""
        self._leave()
        self.settings = self.settings._replace(block=-1, offset=0)

    def _begin(self, path: Path, me: str) -> None:
        """Open a database for the first time, by whom if that was said."""
        self.try_to_open(path)
        if me and self.pages is not None:
            self.pages.actions.whoami.be(me)
            self._remember()

    def welcome(self, message: str = "") -> None:
        """Show the welcome page, in place of what is open if that can be left."""
        from sop_minutes.ui.welcome.page import WelcomePage  # who has a database never sees it

        if not self.leave_note():
            return
        self._leave()
        self._keys.forget()
        self._welcome = WelcomePage()
        self.window.setWindowTitle(self.tr("SOP Minutes"))
        self._welcome.opened.connect(self._begin)
        self._welcome.open_wanted.connect(self.ask_open)
        number = self.window.pages.addWidget(self._welcome)
        self.rail.add(number, self.tr("Welcome"), "welcome", self.window.theme)
        self.rail.check(number)
        self.window.pages.setCurrentIndex(number)
        self._name_commands()
        self.window.say(message)
        self._welcome.example.setFocus()

    def ask_open(self) -> None:
        """Ask for a database to open."""
        folder = Path(self.settings.database or Path.home()).parent
        dialog = FileDialog(self.window, "open-file", self.tr("Open"), folder)
        dialog.setNameFilter(self.tr("SOP Minutes databases (*.sopm);;All files (*)"))
        dialog.setFileMode(FileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.try_to_open(Path(name)))
        dialog.open()

    def leave_note(self) -> bool:
        """Keep what was typed; say whether what is open can be left. Where it cannot, the reason is said."""
        return self.pages is None or self.pages.leave()

    def may_close(self, ask: Callable[[str, Sequence[str], str], object]) -> bool:
        """Save what was typed, end a review; say whether all of it is saved now, in a file that stays.

        Where it is not, what has it open says why; of a note that may be saved yet, `ask` is given why it is
        not, the words, and what else would be lost: of a file that was deleted, all. While the window is
        locked nothing is asked, and nothing closed that is under it.
        """
        pages = self.pages
        if pages is None:
            return True
        if self.safe.locking.hides_any or not pages.leave_desks():
            return False
        is_kept, lost = pages.record.keeper.keep(), ""
        if pages.workspace.is_nowhere:
            lost = self.tr(
                "{0} was replaced or deleted by another program; what is open here is in no file any more: "
                "close the window, and all of it is gone but for its backups. Save a copy first: File › Save "
                "a copy as…"
            ).format(self.settings.database)
        if (lost or (not is_kept and pages.record.trouble)) and self.safe.locking.cover is None:
            ask(pages.record.trouble, pages.record.keeper.unsaved(), lost)
        return is_kept and not lost

    def keep(self) -> bool:
        """Save what was typed; say whether all of it is saved now."""
        return self.pages is None or self.pages.record.keeper.keep()

    def close(self) -> Settings:
        """Keep what was typed, and return what is to be remembered."""
        self.safe.close()
        self._leave()
        self._keys.forget()
        return self.settings

    def _remember(self) -> None:
        """Have it known at once where one is: a window may be killed."""
        if self.pages is not None:
            self.settings = self.pages.place(self.settings)
            self.placed.emit(self.settings)

    def _leave(self) -> None:
        """Close what is open, if anything is."""
        self.backups.end()
        if self.pages is not None:
            self.settings = self.pages.close(self.settings)
        if self._welcome is not None:
            self._welcome.leave()
            self._welcome.hide()
            self._welcome.deleteLater()
        self.safe.leave()
        if self._stand_in is not None:
            self.window.pages.removeWidget(self._stand_in)
            self._stand_in.deleteLater()
        self.pages, self._welcome, self._stand_in = None, None, None
        self.rail.clear()
        self.palette.forget()
        self.commands.clear(self.window.bar.menus)
        self.window.status.clear()

    def _build(self) -> None:
        self.window.body.insertWidget(0, self.rail)

    def _connect(self) -> None:
        window = self.window
        self.rail.chosen.connect(self.turn_to)
        self.safe.locking.began.connect(self.backups.close_strange)
        for part in (self.rail, self.palette):
            window.theme_changed.connect(part.set_theme)
        window.bar.seek.clicked.connect(self.palette.open)
        self.palette.opening.connect(window.bar.menus.leave)
        for done_with in (window.bar.menus.leave, self.palette.leave):
            self.safe.locking.began.connect(done_with)
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._follow_system)
        hints.accessibility().contrastPreferenceChanged.connect(self._follow_system)
        self._follow_system()

    def _follow_system(self) -> None:
        self.window.set_theme(system_theme(self.window.theme, self.settings.colours))

    def _name_commands(self) -> None:
        window = self.window
        pages = page_commands(self.pages) if self.pages else []
        self.commands.add(window, *file_commands(self), *pages, *view_commands(self))
        self.commands.fill(window.bar.menus)
        self.palette.add_commands(self.commands)

    def explore(self) -> None:
        """Open the example; it is built where it is not there yet."""
        self.welcome()
        if self._welcome is not None and self.pages is None:
            self._welcome.explore()

    def choose_colours(self, colours: str) -> None:
        """Show "dark" or "light" colours, "" for the system's, from now on."""
        self.remember(self.settings._replace(colours=colours))
        self._follow_system()

    def toggle_bare(self) -> None:
        """Show only the page, or all that is around it again."""
        self._is_bare = not self._is_bare
        for part in (self.window.bar, self.rail, self.window.status):
            part.setVisible(not self._is_bare)
        if self.pages is not None:
            self.pages.set_bare(self._is_bare)

    def turn_to(self, number: int) -> None:
        """Turn to the page with this number."""
        if self.pages is not None:
            self.pages.turn_to(number)

    def show_keys(self) -> None:
        """Show every command that has a key."""
        ShortcutSheet(self.commands, self.window.theme, self.window).open()

    def go_round(self, step: int) -> None:
        """Move the focus by so many panes of those that are shown, to where it was in that before."""
        page = self.window.pages.currentWidget()
        inner = self.pages.panes() if self.pages and page is not self._welcome else [page]
        around = (self.window.bar, self.window.message, self.rail)
        panes = [*(part for part in around if part.isVisible()), *(part for part in inner if part)]
        target = pane_after(panes, self.window.focusWidget(), step)
        if self.pages is not None:
            self.pages.make_room_for(target)
        (target.focusWidget() or first_stop(target)).setFocus(Qt.FocusReason.TabFocusReason)
