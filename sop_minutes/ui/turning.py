"""The pages of the window on one database, and turning from one to another."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from sop_minutes.domain.due import format_date
from sop_minutes.settings import Settings
from sop_minutes.ui.actions.page import ActionsPage
from sop_minutes.ui.circulate.desk import CirculateDesk
from sop_minutes.ui.circulate.page import CirculatePage
from sop_minutes.ui.diary.page import DiaryPage
from sop_minutes.ui.figures.page import FiguresPage
from sop_minutes.ui.places import Place
from sop_minutes.ui.rail import Rail
from sop_minutes.ui.record.early import Handover
from sop_minutes.ui.record.page import RecordPage
from sop_minutes.ui.saying import Saying
from sop_minutes.ui.window import MainWindow
from sop_minutes.ui.workspace import Workspace


class Turning(QObject):
    """Each page at its place, and which one is shown; what the window is named after, and says of it."""

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
        self.workspace = Workspace.open(path, self, early.typed_id if early else None)
        self._file = path.stem
        theme, editor = window.theme, early.editor if early else None
        self.record = RecordPage(self.workspace, theme, today, editor=editor)
        self.record.meeting.home = path.parent
        self.diary = DiaryPage(self.workspace, theme, today)
        self.actions = ActionsPage(
            self.workspace, theme, today, layout=settings.register, me=settings.me or None
        )
        self.figures = FiguresPage(self.workspace, theme, today)
        self.circulate = CirculatePage(self.workspace, theme, today)
        self.saying = Saying(window, self)
        self.circulating = CirculateDesk(self.circulate, self.record, self.saying, self.is_circulate_shown)
        self.circulating.begin(path.parent)
        self._place_pages()

    def show_note(self) -> None:
        """Turn to the note; to the diary where no meeting was opened yet."""
        self._turn(self.note_place if self.record.meeting_id else self.diary_place)

    def show_diary(self) -> None:
        """Turn to the diary."""
        self._turn(self.diary_place)

    def new_meeting(self) -> None:
        """Ask for a meeting to put in the diary."""
        self.show_diary()
        self.diary.new_meeting()

    def show_actions(self) -> None:
        """Turn to the register of actions."""
        self._turn(self.actions_place)

    def turn_to(self, number: int) -> None:
        """Turn to the page with this number."""
        place = self.places[number]
        shows = {self.note_place: self.show_note, self.circulate_place: self.show_circulate}
        shows[place]() if place in shows else self._turn(place)

    def show_figures(self) -> None:
        """Turn to the reports."""
        self._turn(self.figures_place)

    def show_circulate(self) -> None:
        """Turn to the circulation of the note that is open; to the diary where no meeting was opened yet."""
        self._turn(self.circulate_place if self.record.meeting_id else self.diary_place)

    def panes(self) -> list[QWidget]:
        """Return the parts of the page that is shown, from left to right."""
        return self._shown().panes()

    def make_room_for(self, pane: QWidget) -> None:
        """Show a part of the page that is gone to."""
        for page in (self.record, self.actions):
            page.make_room_for(pane)

    def set_bare(self, bare: bool) -> None:
        """Show each page alone, or with what lies beside it."""
        for page in (self.record, self.actions):
            page.set_bare(bare)

    def is_note_shown(self) -> bool:
        """Say whether one is in the note."""
        return self._shown() is self.note_place

    def is_meeting_shown(self) -> bool:
        """Say whether one is at a meeting: in its note, or where that goes out."""
        return self.is_note_shown() or (self.circulating.is_shown() and self.circulating.is_open())

    def are_actions_shown(self) -> bool:
        """Say whether one is in the register."""
        return self._shown() is self.actions_place

    def is_circulate_shown(self) -> bool:
        """Say whether one is at the circulation of a note."""
        return self._shown() is self.circulate_place

    def show_status(self) -> None:
        """Say in the status bar how it stands with the page that is shown."""
        shown = self._shown()
        beside = self.record.waiting_beside() if shown is self.note_place else ""
        self.saying.show_status(shown.status(), beside)

    def _place_pages(self) -> None:
        note, diary, register, figures = self.record, self.diary, self.actions, self.figures
        circulate = self.circulate
        self.note_place = Place(
            note,
            self.tr("Note"),
            "note",
            focus=note.editor,
            status=lambda: (note.counts(), note.marking(), note.state()),
            parts=note.panes,
        )
        self.diary_place = Place(
            diary, self.tr("Diary"), "diary", focus=diary.tree, arrive=diary.refresh, is_one=True
        )
        self.actions_place = Place(
            register,
            self.tr("Actions"),
            "actions",
            focus=register.table,
            status=register.status,
            parts=register.panes,
        )
        self.figures_place = Place(
            figures, self.tr("Reports"), "figures", focus=figures, arrive=figures.refresh, is_one=True
        )
        self.circulate_place = Place(
            circulate,
            self.tr("Circulate"),
            "circulate",
            focus=circulate,
            arrive=self.circulating.follow,
            status=circulate.status,
            parts=circulate.parts,
        )
        self.places = (
            *(self.note_place, self.diary_place, self.actions_place, self.figures_place),
            self.circulate_place,
        )

    def _shown(self) -> Place:
        page = self.window.pages.currentWidget()
        return next((place for place in self.places if place.page is page), self.diary_place)

    def _turn(self, place: Place) -> None:
        """Show a page; what was typed in the note is kept where that is left."""
        if place is not self.note_place:
            self.window.say("")
            self.record.keeper.keep()
        place.arrive()
        self.window.pages.setCurrentWidget(place.page)
        self.rail.check(self.window.pages.currentIndex())
        self.show_status()
        self._name_window()
        place.focus.setFocus()

    def _name_window(self) -> None:
        """Name the window after the page and the file; the note's after the meeting, not what is said."""
        facts, shown = self.record.facts, self._shown()
        what = shown.label
        if shown is self.note_place and facts is not None:
            what = f"{facts.key.partition('/')[0]} {format_date(facts.on)}"
        elif shown is self.circulate_place and facts is not None:
            what = f"{shown.label} · {facts.group}, {format_date(facts.on)}"
        self.window.setWindowTitle(f"{what} – {self._file} – {self.tr('SOP Minutes')}")
