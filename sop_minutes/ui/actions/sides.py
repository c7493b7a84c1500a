"""The left side of the register: its views and facets, each with how many actions it holds."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent

from sop_minutes.domain.register import Facet, FacetKind, View
from sop_minutes.queries.facets import FacetRow
from sop_minutes.ui.entries import Entry, EntryList
from sop_minutes.ui.theme import Theme

WIDTH = 236
_FIRST = 6
"""So many of a kind are shown, until all are asked for."""

Chosen = View | Facet


class Sides(EntryList):
    """What the register can be narrowed to. `chosen` gives the view, or the facet of the view shown.

    One walks through it by arrows, and chooses by Enter, which leaves it, or Space. `left` follows
    Enter and Escape.
    """

    chosen = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__("register-sides", self.tr("Views"), theme)
        self.setFixedWidth(WIDTH)
        self._places: list[Chosen | FacetKind | None] = []
        self._whole: set[FacetKind] = set()
        self._counts: Mapping[View, int] = {}
        self._facets: Mapping[FacetKind, Sequence[FacetRow]] = {}
        self._facet_names: dict[Facet, str] = {}
        self._current: Chosen = View.OUTSTANDING
        self._names = {
            View.OUTSTANDING: self.tr("Outstanding"),
            View.OVERDUE: self.tr("Overdue"),
            View.DUE_BEFORE_NEXT: self.tr("Due before next meeting"),
            View.NO_DATE: self.tr("No due date"),
            View.NO_OWNER: self.tr("No owner"),
            View.SLIPPED: self.tr("Slipped twice or more"),
            View.TO_CONFIRM: self.tr("Done, to confirm"),
            View.CLOSED_SINCE: self.tr("Closed since last meeting"),
            View.MINE: self.tr("Mine"),
            View.ALL: self.tr("All"),
        }
        self._kinds = {
            FacetKind.OWNER: self.tr("BY OWNER"),
            FacetKind.ORGANISATION: self.tr("BY ORGANISATION"),
            FacetKind.GROUP: self.tr("BY GROUP"),
            FacetKind.PRIORITY: self.tr("BY PRIORITY"),
            FacetKind.TOPIC: self.tr("BY TOPIC"),
        }
        self.itemClicked.connect(lambda item: self._choose(self.row(item)))

    def name_of(self, chosen: Chosen) -> str:
        """Return what a view or a facet is called."""
        if isinstance(chosen, View):
            return self._names[chosen]
        return self._facet_names.get(chosen, chosen.key)

    def show_current(self, current: Chosen) -> None:
        """Show which view or facet is chosen."""
        self._current = current
        self._mark_current()

    def show_counts(self, counts: Mapping[View, int]) -> None:
        """Show how many actions each view holds."""
        if counts != self._counts or not self.count():
            self._counts = counts
            self._fill()

    def show_facets(self, facets: Mapping[FacetKind, Sequence[FacetRow]]) -> None:
        """Show the facets of the view, each with how many actions it holds."""
        if facets != self._facets:
            self._facets = facets
            # Its name stays known when there is no action of it left.
            self._facet_names |= {row.facet: row.name for rows in facets.values() for row in rows}
            self._fill()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if self._choose(self.currentRow()):
                self.left.emit()
        elif key == Qt.Key.Key_Space:
            self._choose(self.currentRow())
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            rows = [row for row, place in enumerate(self._places) if place is not None]
            self.setCurrentRow(rows[0 if key == Qt.Key.Key_Home else -1])
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._mark_current()

    def _fill(self) -> None:
        at, walking = self.verticalScrollBar().value(), self._walking_on()
        self.clear()
        self._places = [None, *View]
        views = [
            Entry(self._names[view], str(self._counts.get(view, 0)), partial(str, view)) for view in View
        ]
        self.add(self.tr("REVIEW"), views)
        for kind, rows in self._facets.items():
            if rows:
                self._add_kind(kind, rows)
        self._mark_current()
        if walking is not None and walking in self._places:
            self.setCurrentRow(self._places.index(walking))
        self.verticalScrollBar().setValue(at)

    def _walking_on(self) -> Chosen | FacetKind | None:
        """Return on what one is while walking through the list, None while one is elsewhere."""
        row = self.currentRow()
        return self._places[row] if self.hasFocus() and 0 <= row < len(self._places) else None

    def _mark_current(self) -> None:
        self.setCurrentRow(self._places.index(self._current) if self._current in self._places else -1)

    def _add_kind(self, kind: FacetKind, rows: Sequence[FacetRow]) -> None:
        shown = rows if kind in self._whole else rows[:_FIRST]
        entries = [self._entry(row.facet, row.many) for row in shown]
        places: list[Chosen | FacetKind] = [row.facet for row in shown]
        if len(shown) < len(rows):
            words = self.tr("{0} more…").format(len(rows) - len(shown))
            entries.append(Entry(words, "", partial(self._show_whole, kind)))
            places.append(kind)
        self.add(self._kinds[kind], entries)
        self._places += [None, *places]

    def _entry(self, chosen: Chosen, many: int) -> Entry:
        return Entry(self.name_of(chosen), str(many), partial(self.chosen.emit, chosen))

    def _show_whole(self, kind: FacetKind) -> None:
        row = self.currentRow()
        self._whole.add(kind)
        self._fill()
        self.setCurrentRow(row)

    def _choose(self, row: int) -> bool:
        """Choose what is in a row; say whether that is something to look at, not more of the list."""
        place = self._places[row] if 0 <= row < len(self._places) else None
        if isinstance(place, FacetKind):
            self._show_whole(place)
            return False
        if place is not None and place != self._current:
            self._current = place
            self.chosen.emit(place)
        return True
