"""The register as a table: ids in order, and rows read a page at a time as they are looked at."""

from array import array
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from sop_minutes.domain.register import Column
from sop_minutes.queries.listing import Listing
from sop_minutes.queries.register_rows import RegisterRow
from sop_minutes.ui.actions.columns import (
    USUAL,
    Day,
    audience_chip,
    column_names,
    said,
    section_words,
    spoken_due,
)

Index = QModelIndex | QPersistentModelIndex
_PAGE = 32
_MOST_PAGES = 80
_FEW = 16
_NOWHERE = QModelIndex()
_EMPTY = Listing(array("q"))


class RegisterModel(QAbstractTableModel):
    """Shows a listing. `read` gives the rows of some ids, None where they cannot be read now.

    A row that is gone by then, or cannot be read, shows nothing.
    """

    def __init__(
        self,
        read: Callable[[Sequence[int]], Sequence[RegisterRow] | None],
        day: Day,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.day = day
        self.columns: tuple[Column, ...] = USUAL
        self._folded: tuple[Column, ...] = ()
        self._read = read
        self._listing = _EMPTY
        self._grouped: Column | None = None
        self.headings: list[int] = []
        """The rows that are headings, ascending."""
        self._ends: list[int] = []
        self._pages: OrderedDict[int, dict[int, RegisterRow]] = OrderedDict()
        self._words: dict[tuple[int, Column], str] = {}
        self._names = column_names()

    def show(self, listing: Listing, grouped: Column | None, day: Day) -> None:
        """Show other actions, or the same ones anew."""
        self.beginResetModel()
        self.day = day
        self._listing, self._grouped = listing, grouped
        # A heading stands before each section, so that the nth one is n rows further down.
        starts = accumulate((section.many + 1 for section in listing.sections), initial=0)
        self.headings = list(starts)[:-1] if listing.sections else []
        self._ends = list(accumulate(section.many for section in listing.sections))
        self._pages.clear()
        self._words.clear()
        self.endResetModel()

    def add(self, listing: Listing) -> None:
        """Show a longer listing that begins with the one that is shown, and is in no sections."""
        known = len(self._listing.ids)
        if len(listing.ids) > known:
            self.beginInsertRows(QModelIndex(), known, len(listing.ids) - 1)
            self._listing = listing
            self.endInsertRows()

    def choose_columns(self, columns: tuple[Column, ...]) -> None:
        """Show other columns."""
        self.beginResetModel()
        self.columns = columns
        self.endResetModel()

    def fold(self, columns: tuple[Column, ...]) -> None:
        """Have these columns, that are not shown, be said by the carrier."""
        self._folded = columns

    @property
    def is_folded(self) -> bool:
        """Say whether there are columns that the carrier says."""
        return bool(self._folded)

    @property
    def carrier(self) -> Column:
        """The column that says, beneath, who may see an action and what the folded columns say."""
        return Column.TEXT if Column.TEXT in self.columns else self.columns[0]

    def beneath(self, row: RegisterRow) -> str:
        """Return what the folded columns say of an action."""
        return " · ".join(filter(None, (self.words(row, column) for column in self._folded)))

    @property
    def ids(self) -> "array[int]":
        """The ids of the actions in all rows, in their order; by owner, some stand twice."""
        return self._listing.ids

    def id_at(self, row: int) -> int | None:
        """Return the id of the action in a row of the table, None for a heading."""
        at = self._place(row)
        return self._listing.ids[at] if at is not None else None

    def row_of(self, action_id: int, here: int = -1) -> int:
        """Return in which row an action is: `here` if it is there, else its first; -1 if it is not listed."""
        if self.id_at(here) == action_id:
            return here
        try:
            at = self._listing.ids.index(action_id)
        except ValueError:
            return -1
        return self._row_at(at)

    def rows_of(self, ids: Sequence[int]) -> list[int]:
        """Return in which rows those of these actions are that are listed, each in one."""
        if len(ids) <= _FEW:
            return [row for row in map(self.row_of, ids) if row >= 0]
        places = {id_: at for at, id_ in enumerate(self._listing.ids)}
        return [self._row_at(places[id_]) for id_ in ids if id_ in places]

    def heading(self, row: int) -> str:
        """Return the heading that a row is, "" for an action."""
        if not self.headings or self._grouped is None:
            return ""
        number = bisect_right(self.headings, row) - 1
        if self.headings[number] != row:
            return ""
        section = self._listing.sections[number]
        return f"{section_words(self._grouped, section.label)}   {section.many}"

    def action(self, row: int) -> RegisterRow | None:
        """Return the action in a row, None for a heading and for one that is gone."""
        at = self._place(row)
        if at is None:
            return None
        return self._page(at // _PAGE).get(self._listing.ids[at])

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._listing.ids) + len(self.headings)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in _ANSWERED:
            return None
        head = self.heading(index.row())
        row = None if head else self.action(index.row())
        if row is None:
            return head if index.column() == 0 or role == Qt.ItemDataRole.AccessibleTextRole else ""
        column = self.columns[index.column()]
        if role != Qt.ItemDataRole.AccessibleTextRole:
            return self.words(row, column)
        words = spoken_due(row.action, self.day) if column is Column.DUE else self.words(row, column)
        if column is not self.carrier:
            return words
        mark = audience_chip(row.action)
        return ", ".join(filter(None, (words, mark.text if mark else "", self.beneath(row))))

    def words(self, row: RegisterRow, column: Column) -> str:
        """Return what a column says of an action; kept, since it is painted again and again."""
        key = (row.action.id, column)
        words = self._words.get(key)
        if words is None:
            words = self._words[key] = said(column, row, self.day)
        return words

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Vertical or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._names[self.columns[section]]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.heading(index.row()):
            return Qt.ItemFlag.NoItemFlags
        return _OF_ACTIONS

    def _place(self, row: int) -> int | None:
        """Return which of the ids a row shows, None for a heading, and for a row that is not there."""
        above = bisect_right(self.headings, row)
        is_heading = above > 0 and self.headings[above - 1] == row
        at = row - above
        return at if 0 <= at < len(self._listing.ids) and not is_heading else None

    def _row_at(self, at: int) -> int:
        """Return the row that shows one of the ids, by its place among them."""
        return at + bisect_right(self._ends, at) + 1 if self.headings else at

    def _page(self, number: int) -> dict[int, RegisterRow]:
        page = self._pages.get(number)
        if page is None:
            ids = self._listing.ids[number * _PAGE : (number + 1) * _PAGE]
            rows = self._read(ids)
            if rows is None:
                return {}
            page = self._pages[number] = {row.action.id: row for row in rows}
            if len(self._pages) > _MOST_PAGES:
                self._pages.popitem(last=False)
                self._words.clear()
        return page


_OF_ACTIONS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_ANSWERED = frozenset(
    (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
)
