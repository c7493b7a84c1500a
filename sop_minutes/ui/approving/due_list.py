"""The list of what is not public: what is to be decided now, and folded below it what is not yet."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem

from sop_minutes.domain.due import format_date
from sop_minutes.domain.text import capitalised
from sop_minutes.queries.releasing import NarrowRow
from sop_minutes.ui.naming import named, tip

_ROW, _WHY, _WIDEST = Qt.ItemDataRole.UserRole, 3, 280

# Said outright: whoever goes by keys may hold Ctrl still, and Qt would choose none.
_CHOSEN = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows


class DueList(QTreeWidget):
    """Rows in three groups, of which several can be chosen; the last group is folded at first."""

    def __init__(self) -> None:
        super().__init__()
        named(self, "due-list", self.tr("What is not public"))
        self.setProperty("role", "paper")
        headings = ("What", "For", "Look at again", "Why", "Meeting")
        self.setHeaderLabels([self.tr(heading) for heading in headings])
        self.setUniformRowHeights(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self._later: QTreeWidgetItem | None = None

    def show_rows(
        self, due: Sequence[NarrowRow], unexplained: Sequence[NarrowRow], later: Sequence[NarrowRow]
    ) -> None:
        """Show the rows as they are now. What was chosen stays so while it is still to be decided.

        Else the next one is chosen; one that is for later only where one was among those before.
        """
        chosen, of_later, at = {row.record for row in self.rows()}, self._chosen_of_later(), self._place()
        open_ = self._later is not None and self._later.isExpanded()
        self.clear()
        self._section(self.tr("Come to its date: {0}"), due)
        self._section(self.tr("Restricted without a reason or a date: {0}"), unexplained)
        self._later = self._section(self.tr("To be looked at later, or for members for good: {0}"), later)
        self._later.setExpanded(open_)
        items = [item for item in self._items() if of_later or item.parent() is not self._later]
        still = [item for item in items if item.parent() is not self._later or _record(item) in of_later]
        again = [item for item in still if _record(item) in chosen]
        self._choose(again or items[min(at, len(items) - 1) :][:1])
        self.header().resizeSections(QHeaderView.ResizeMode.ResizeToContents)
        self.setColumnWidth(_WHY, min(self.columnWidth(_WHY), _WIDEST))

    def rows(self) -> list[NarrowRow]:
        """Return what is chosen, as it stands in the list."""
        return [item.data(0, _ROW) for item in self._items() if item.isSelected()]

    def whole(self) -> str:
        """Return all of the chosen row, which the list may have no room for; of many, how many."""
        rows = self.rows()
        many = self.tr("{0} chosen").format(len(rows)) if len(rows) > 1 else ""
        return many or "".join(self._whole(row) for row in rows)

    def _whole(self, row: NarrowRow) -> str:
        on = format_date(row.review_on) if row.review_on else self.tr("no date")
        item = f"{row.item}: " if row.item and row.kind != "item" else ""
        why = row.reason or self.tr("no reason was given")
        return f"{item}{row.text}\n{capitalised(str(row.audience))} · {why} · {on}"

    def _items(self) -> list[QTreeWidgetItem]:
        sections = [self.topLevelItem(number) for number in range(self.topLevelItemCount())]
        found = [each.child(number) for each in sections if each for number in range(each.childCount())]
        return [item for item in found if item is not None]

    def _section(self, words: str, rows: Sequence[NarrowRow]) -> QTreeWidgetItem:
        head = QTreeWidgetItem(self, [words.format(len(rows))])
        head.setFlags(Qt.ItemFlag.ItemIsEnabled)
        head.setFirstColumnSpanned(True)
        font = head.font(0)
        font.setBold(True)
        head.setFont(0, font)
        for row in rows:
            self._add(head, row)
        head.setExpanded(True)
        return head

    def _add(self, head: QTreeWidgetItem, row: NarrowRow) -> None:
        text = f"{row.ref} {row.text}".strip()
        on = format_date(row.review_on) if row.review_on else self.tr("no date")
        why = row.reason or self.tr("no reason")
        item = QTreeWidgetItem(head, [text, str(row.audience), on, why, row.meeting or row.group])
        item.setData(0, _ROW, row)
        for number in (0, 3):
            item.setToolTip(number, tip(item.text(number)))

    def _place(self) -> int:
        """Return where in the list the first chosen row is."""
        return next((number for number, item in enumerate(self._items()) if item.isSelected()), 0)

    def _chosen_of_later(self) -> set[str]:
        chosen = (item for item in self._items() if item.isSelected())
        return {_record(item) for item in chosen if item.parent() is self._later}

    def _choose(self, items: Sequence[QTreeWidgetItem]) -> None:
        if items:
            self.setCurrentItem(items[0], 0, _CHOSEN)
        for item in items:
            item.setSelected(True)


def _record(item: QTreeWidgetItem) -> str:
    row: NarrowRow = item.data(0, _ROW)
    return row.record
