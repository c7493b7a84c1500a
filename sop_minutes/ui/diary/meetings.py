"""The list of meetings: by year, the newest first."""

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from sop_minutes.domain.approving import Standing
from sop_minutes.domain.due import format_date
from sop_minutes.domain.sheets import MeetingRow
from sop_minutes.domain.words import SETTLED_STATES
from sop_minutes.ui.naming import named

_ROW = Qt.ItemDataRole.UserRole


class MeetingTree(QTreeWidget):
    """Meetings under their years. One is chosen, if there is any: the next to come, to begin with."""

    def __init__(self, today: date) -> None:
        super().__init__()
        named(self, "meetings", self.tr("Meetings"))
        self._today = today
        self.setHeaderLabels([self.tr("Day"), self.tr("Group"), self.tr("State"), self.tr("Key")])
        self.setUniformRowHeights(True)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.header().setStretchLastSection(False)
        self.header().resizeSection(2, 150)
        self.header().resizeSection(3, 120)

    def show_meetings(self, rows: Sequence[MeetingRow], standings: Mapping[int, Standing]) -> None:
        """Show these meetings, the first one first, as they stand; the same one chosen, at the same place."""
        chosen, scrolled = self.row(), self.verticalScrollBar().value()
        with QSignalBlocker(self):
            self.clear()
            years: dict[int, QTreeWidgetItem] = {}
            for row in reversed(rows):
                if row.on.year not in years:
                    years[row.on.year] = self._heading(str(row.on.year))
                self._add(years[row.on.year], row, standings.get(row.id))
            self.expandAll()
            self.choose(chosen.id if chosen else None)
            if self.currentItem() is None:
                self._choose_next()
        self.verticalScrollBar().setValue(scrolled)

    def row(self) -> MeetingRow | None:
        """Return the chosen meeting, None if there is none."""
        item = self.currentItem()
        row = item.data(0, _ROW) if item is not None else None
        return row if isinstance(row, MeetingRow) else None

    def meeting_ids(self) -> list[int]:
        """Return the meetings that are listed, the newest first."""
        return [item.data(0, _ROW).id for item in self._items()]

    def choose(self, meeting_id: object) -> None:
        """Choose a meeting, if it is listed."""
        for item in self._items():
            if item.data(0, _ROW).id == meeting_id:
                self.setCurrentItem(item)

    def _heading(self, words: str) -> QTreeWidgetItem:
        item = QTreeWidgetItem(self, [words])
        item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        font = item.font(0)
        font.setBold(True)
        item.setFont(0, font)
        return item

    def _add(self, year: QTreeWidgetItem, row: MeetingRow, standing: Standing | None) -> None:
        tbc = self.tr(" (to be confirmed)") if row.provisional else ""
        day = f"{row.on:%a} {format_date(row.on)}{tbc}"
        item = QTreeWidgetItem(year, [day, row.group, self._state(row, standing), row.key])
        item.setData(0, _ROW, row)

    def _state(self, row: MeetingRow, standing: Standing | None) -> str:
        """Return how it stands with a meeting, in as few words as say it."""
        if standing is None:
            return str(row.state)
        if standing.correcting:
            return self.tr("{0}, being corrected").format(row.state)
        is_later = row.state in SETTLED_STATES and standing.version > 1
        return self.tr("{0}, version {1}").format(row.state, standing.version) if is_later else str(row.state)

    def _choose_next(self) -> None:
        """Choose the next meeting that is to come, else the last one."""
        found = self._items()
        to_come = [item for item in found if item.data(0, _ROW).on >= self._today]
        if found:
            self.setCurrentItem(to_come[-1] if to_come else found[0])

    def _items(self) -> list[QTreeWidgetItem]:
        """Return the rows of meetings, the newest first."""
        years = [self.topLevelItem(number) for number in range(self.topLevelItemCount())]
        rows = [year.child(number) for year in years if year for number in range(year.childCount())]
        return [row for row in rows if row is not None]
