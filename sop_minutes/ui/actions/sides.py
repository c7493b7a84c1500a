"""The left side of the register: its views and facets, each with how many actions it holds."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

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

    `left` follows Escape and Enter.
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
        self.currentRowChanged.connect(self._choose)

    def name_of(self, chosen: Chosen) -> str:
        """Return what a view or a facet is called."""
        if isinstance(chosen, View):
            return self._names[chosen]
        rows = self._facets.get(chosen.kind, ())
        return next((row.name for row in rows if row.facet == chosen), chosen.key)

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
            self._fill()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _fill(self) -> None:
        at = self.verticalScrollBar().value()
        self.blockSignals(True)
        self.clear()
        self._places = [None, *View]
        views = [
            Entry(self._names[view], str(self._counts.get(view, 0)), partial(str, view)) for view in View
        ]
        self.add(self.tr("REVIEW"), views)
        for kind, rows in self._facets.items():
            if rows:
                self._add_kind(kind, rows)
        self.blockSignals(False)
        self._mark_current()
        self.verticalScrollBar().setValue(at)

    def _mark_current(self) -> None:
        if self._current in self._places:
            self.blockSignals(True)  # what is chosen already is not chosen again
            self.setCurrentRow(self._places.index(self._current))
            self.blockSignals(False)

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

    def _choose(self, row: int) -> None:
        place = self._places[row] if 0 <= row < len(self._places) else None
        if isinstance(place, FacetKind):
            self._show_whole(place)
        elif place is not None and place != self._current:
            self._current = place
            self.chosen.emit(place)
