"""The Actions page: the register by views and facets, filtered as one types, and what is done to it."""

from array import array
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from sop_minutes.domain.asked import Asked
from sop_minutes.domain.register import Column, Facet, FilterLine, View, read_filter
from sop_minutes.queries.listing import Listing, Wanted
from sop_minutes.queries.narrowing import unknown_in
from sop_minutes.queries.rag_rules import rag_rules
from sop_minutes.queries.raised import raised_in
from sop_minutes.ui.actions.arranging import Arranging
from sop_minutes.ui.actions.columns import Day
from sop_minutes.ui.actions.counted import Counted
from sop_minutes.ui.actions.doing import Doing, verb_of
from sop_minutes.ui.actions.exporting import Exporting
from sop_minutes.ui.actions.frame import RegisterFrame
from sop_minutes.ui.actions.listed import Listed
from sop_minutes.ui.actions.model import RegisterModel
from sop_minutes.ui.actions.reading import RowReader
from sop_minutes.ui.actions.sides import Chosen
from sop_minutes.ui.actions.wanting import Layout
from sop_minutes.ui.actions.whoami import Whoami
from sop_minutes.ui.theme import Theme
from sop_minutes.ui.workspace import Workspace

_FIRST = 100
"""So many rows are shown at once."""

_MOMENT = 150
"""Milliseconds of peace until the rest is shown, and what lies beside: counts, and an action's life."""


class ActionsPage(RegisterFrame):
    """Every action of every group. `place_wanted` gives a meeting and the text in its note to go to,
    and `review_wanted` follows where the actions are to be gone through at a meeting.

    `said` is for the status bar, `failed` for the message bar; `refreshed` follows when other rows are shown.
    """

    place_wanted = Signal(int, str)
    review_wanted = Signal()
    said = Signal(str)
    failed = Signal(str)
    refreshed = Signal()

    def __init__(
        self, workspace: Workspace, theme: Theme, today: date, *, layout: str = "", me: int | None = None
    ) -> None:
        self.workspace = workspace
        self.today = today
        self.wanted = Wanted(today, me=me)
        self.arranged = Layout.read(layout)
        self._stale = True
        self._begins = False
        self._reader = RowReader(workspace)
        model = RegisterModel(self._reader.read, Day(today))
        super().__init__(workspace, theme, today, model)
        self._reader.setParent(self)
        self._reader.failed.connect(self.failed)
        self.doing = Doing(self.ask, workspace, today, self)
        self.arranging = Arranging(self)
        self.exporting = Exporting(self)
        self.whoami = Whoami(self)
        self._listed = Listed(workspace, self._show_rest, self, _MOMENT, self.refreshed.emit)
        self._counted = Counted(workspace, self.sides, self._show_counts, self, _MOMENT)
        self._following = QTimer(self, singleShot=True, interval=_MOMENT)
        self._connect()
        self._arrange()

    def choose(self, chosen: Chosen) -> None:
        """Show a view, or a facet of the one that is shown."""
        if isinstance(chosen, Facet):
            self._want(facet=chosen)
        else:
            self._want(view=chosen, facet=None)

    def show_group(self, group_id: int | None) -> None:
        """Show the actions of one group, of all for None."""
        if self.isVisible():
            self._want(group_id=group_id, facet=None)
        else:
            self.wanted = replace(self.wanted, group_id=group_id, facet=None)
            self._stale = True

    def show_mine(self, me: int) -> None:
        """Show what a person owns, who is asking from now on."""
        self._want(me=me, view=View.MINE, facet=None)

    def sort_by(self, column: Column) -> None:
        """Put the rows in the order of a column; of the same once more, the other way round."""
        down = self.arranged.sort is column and not self.arranged.descending
        self.rearrange(replace(self.arranged, sort=column, descending=down))

    def rearrange(self, layout: Layout) -> None:
        """Show other columns, another order, other sections."""
        self.arranged = layout
        self._arrange()
        self._show_again(lambda _at: self.table.scrollTo(self.table.currentIndex()))

    def refresh(self) -> None:
        """Show the register as it is now, the same rows chosen, at the same place."""
        self._show_again(self.table.verticalScrollBar().setValue)

    def leave(self) -> None:
        """Look nothing up any more: the database is about to be closed."""
        self._stale = False
        self._following.stop()
        self._listed.drop()
        self._counted.drop()
        for changed in (self.workspace.changed, self.workspace.elsewhere):
            changed.disconnect(self._on_changed)

    def settle(self) -> None:
        """Show at once what is otherwise shown after a moment."""
        self._listed.settle()
        self._counted.settle()
        self.follow()

    @property
    def is_counting(self) -> bool:
        """Say whether something beside the rows is not shown yet."""
        return self._listed.is_waiting or self._counted.is_waiting

    @property
    def is_sorting(self) -> bool:
        """Say whether the rows that are wanted are not shown yet."""
        return self._listed.is_sorting

    def say(self, asked: Asked) -> None:
        """Ask what there is to say of the actions that are chosen, once those that are wanted are shown."""
        if self._begins:
            self.said.emit(self._listed.why_others())
            return
        self.make_room_for(None)
        self.doing.say(asked, self.table.chosen_ids())

    def open_place(self) -> None:
        """Go to where the action that the cursor is on was raised."""
        action_id = self.table.current_id()
        place = self.workspace.read(raised_in, action_id) if action_id is not None else None
        if place is None:
            self.said.emit(self.tr("That action was not raised in a note."))
        else:
            self.place_wanted.emit(*place)

    def make_room_for(self, pane: QWidget | None) -> None:
        """Show a part that is gone to; the panel with the action that the cursor is on by now."""
        if pane is self.panel:
            self.follow()
        super().make_room_for(pane)

    def follow(self) -> None:
        """Have the panel show the action that the cursor is on, if it does not yet."""
        if self._following.isActive():
            self._following.stop()
            self._show_current()

    def status(self) -> tuple[str, str, str]:
        """Return what the status bar says of the page: how many rows, of how many."""
        grouped = self.arranged.grouped is Column.OWNER
        rows = len(set(self.model.ids)) if grouped else len(self.model.ids)
        if self.is_sorting:
            return self.tr("Sorting…"), "", ""
        more = "+" if self._listed.is_waiting else ""
        counts = self._counted.counts
        total = counts.views[self.wanted.view] if counts else 0
        said = self.tr("{0} row of {1}") if rows == 1 else self.tr("{0} rows of {1}")
        return said.format(f"{rows:,}{more}", f"{total:,}"), "", ""

    def listed(self) -> "array[int]":
        """Return the ids of all actions that are wanted, in their order, each once."""
        self._listed.settle()
        return array("q", dict.fromkeys(self.model.ids))

    def current_group(self) -> str:
        """Return the name of the group whose action is chosen, "" for no action."""
        row = self.model.action(self.table.currentIndex().row())
        return row.action.group if row is not None else ""

    def described(self) -> str:
        """Return in words what is listed: the view, the facet and the filter."""
        asked = self.filter.text().strip()
        return f"{self.title.text()} · {asked}" if asked else self.title.text()

    def table_key(self, event: QKeyEvent) -> bool:
        asked = verb_of(event)
        if asked is not None:
            self.say(asked)
        return asked is not None or self.arranging_key(event)

    def arranging_key(self, event: QKeyEvent) -> bool:
        return self.arranging.key(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def _connect(self) -> None:
        for changed in (self.workspace.changed, self.workspace.elsewhere):
            changed.connect(self._on_changed)
        self._following.timeout.connect(self._show_current)
        self.sides.chosen.connect(self.choose)
        self.filter.textChanged.connect(self._on_filter)
        self.table.sort_wanted.connect(lambda number: self.sort_by(self.model.columns[number]))
        self.table.moved.connect(self._keep_order)
        self.table.chosen_changed.connect(self._following.start)
        self.table.entered.connect(self.open_place)
        self.doing.told.connect(self.said)
        self.doing.done.connect(self.table.let_go)
        self.doing.over.connect(self.table.setFocus)
        self.panel.place_wanted.connect(self.place_wanted)
        self.panel.said.connect(self.said)
        self.panel.failed.connect(self.failed)
        for view, card in self.cards.items():
            card.clicked.connect(partial(self.choose, view))

    def _want(self, **other: object) -> None:
        """Show other rows, the first one chosen."""
        self.wanted = replace(self.wanted, **other)  # type: ignore[arg-type]
        self._begins = True
        self.show_title(self.wanted)
        self._show_rows(_FIRST, self._begin)

    def _begin(self, listing: Listing) -> None:
        self._show_listing(listing)
        self._begins = False
        self.table.choose([], None, 0)
        self.table.scrollToTop()

    def _show_again(self, place: Callable[[int], object]) -> None:
        """Show the register as it is now; `place` puts it in its place, given how far it was scrolled."""
        self._stale = False
        self._counted.drop()
        most = max(_FIRST, self._last_row() + _FIRST // 2)
        self._show_rows(most, self._begin if self._begins else partial(self._go_on, place))

    def _go_on(self, place: Callable[[int], object], listing: Listing) -> None:
        """Show the rows anew, chosen what is so by now: one may have gone on while they were sorted."""
        table = self.table
        chosen, current, row = table.chosen_ids(), table.current_id(), table.currentIndex().row()
        at = table.verticalScrollBar().value()
        self._show_listing(listing)
        if self._listed.is_waiting and len(self.model.rows_of(chosen)) < len(chosen):
            self._listed.settle()  # what is chosen may be further down now
        table.choose(chosen, current, row)
        place(at)

    def _on_filter(self, text: str) -> None:
        line = read_filter(text, self.today)
        if line != self.wanted.line:
            self._want(line=line)

    def _on_changed(self) -> None:
        self._stale = True
        if self.isVisible():
            self.refresh()

    def _show_rows(self, most: int, show: Callable[[Listing], object]) -> None:
        """Have the first rows shown, at once if they are in order by then; in a moment what is counted."""
        wanted = self.wanted
        self._counted.want(wanted)
        self.sides.show_current(wanted.facet or wanted.view)
        self._listed.want(self._ordered(), most, show)
        self.refreshed.emit()

    def _show_listing(self, listing: Listing) -> None:
        wanted = self.wanted
        self.model.show(listing, self.arranged.grouped, Day(self.today, self.workspace.read(rag_rules)))
        self.table.fit_headings()
        self.show_title(wanted)
        self._show_cards()
        # What is found is known: only where nothing is found there may be names of nobody.
        unknown = () if listing.ids else self.workspace.read(unknown_in, wanted.line)
        self.show_unread(wanted.line, unknown)
        self.say_empty(wanted, not listing.ids)
        self._following.start()
        self.refreshed.emit()

    def _last_row(self) -> int:
        """Return the last row that is chosen or in sight, -1 for none."""
        table = self.table
        chosen = (part.bottom() for part in table.selectionModel().selection().toList())
        return max(table.rowAt(0), table.currentIndex().row(), *chosen)

    def _ordered(self) -> Wanted:
        layout = self.arranged
        return replace(self.wanted, sort=layout.sort, descending=layout.descending, grouped=layout.grouped)

    def _show_rest(self, listing: Listing) -> None:
        self.model.add(listing)
        self.refreshed.emit()

    def _show_counts(self) -> None:
        self.show_title(self.wanted)  # the facet chosen may have a name only now
        self._show_cards()
        self.refreshed.emit()

    def _show_cards(self) -> None:
        wanted, counts = self.wanted, self._counted.counts
        if counts is not None:
            in_all = wanted.facet is not None or wanted.line != FilterLine()
            self.show_figures(counts, in_all=in_all)

    def _show_current(self) -> None:
        """Show the life of the action that the cursor is on; one that is read or spoken of stays."""
        life = self.panel.life if self.panel.is_in_use() else None
        self.panel.show_action(life.row.id if life is not None else self.table.current_id())
        self.show_hints(len(self.table.chosen_ids()))

    def _arrange(self) -> None:
        layout = self.arranged
        if self.model.columns != layout.columns:
            self.model.choose_columns(layout.columns)
        self.table.arrange()
        self.table.show_order(layout.sort, layout.descending)

    def _keep_order(self) -> None:
        """Take over the order in which the columns were dragged."""
        header = self.table.horizontalHeader()
        order = [header.logicalIndex(place) for place in range(header.count())]
        columns = tuple(self.model.columns[number] for number in order)
        if columns != self.arranged.columns:
            self.rearrange(replace(self.arranged, columns=columns))
