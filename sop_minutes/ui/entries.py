"""A list to choose from, under headings: what each line says, and at its right its keys or a detail."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from sop_minutes.ui.chips import GAP, Chip, ChipPainter
from sop_minutes.ui.naming import named
from sop_minutes.ui.pressing import Line
from sop_minutes.ui.theme import Theme

_TO_LIST = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})
_RUN, _DETAIL, _KEYS = (Qt.ItemDataRole.UserRole + number for number in range(3))


@dataclass(frozen=True)
class Entry:
    """A line: what it says, what stands at its right, what it does. `keys` is a key sequence, "" for none."""

    label: str
    detail: str
    run: Callable[[], object]
    keys: str = ""


class EntryList(QListWidget):
    """Entries under headings. `chosen_run` is what the chosen one does.

    Each is one line, and what finds no room there is cut; `whole`, as many as it takes.
    """

    def __init__(self, name: str, label: str, theme: Theme, *, whole: bool = False) -> None:
        super().__init__()
        named(self, name, label)
        self._rows = _WholeRows(theme, self) if whole else _EntryRows(theme, self)
        if whole:
            self.setResizeMode(QListWidget.ResizeMode.Adjust)
            self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(self._rows)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    @property
    def theme(self) -> Theme:
        """The colours in which it is drawn."""
        return self._rows.theme

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self._rows.theme = theme

    def add(self, heading: str, entries: Sequence[Entry]) -> None:
        """Add entries under a heading; the heading stands there without any, too."""
        head = QListWidgetItem(heading, self)
        head.setFlags(Qt.ItemFlag.NoItemFlags)
        font = head.font()
        font.setBold(True)
        head.setFont(font)
        for entry in entries:
            item = QListWidgetItem(entry.label, self)
            keys = QKeySequence(entry.keys).toString(QKeySequence.SequenceFormat.NativeText)
            item.setData(_RUN, entry.run)
            item.setData(_DETAIL, entry.detail)
            item.setData(_KEYS, keys)
            spoken = ", ".join(part for part in (f"{heading}: {entry.label}", entry.detail, keys) if part)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)

    def choose_first(self) -> bool:
        """Choose the first entry; say whether there is one."""
        enabled = Qt.ItemFlag.ItemIsEnabled
        first = next((n for n in range(self.count()) if self.item(n).flags() & enabled), -1)
        self.setCurrentRow(first)
        return first >= 0

    def chosen_run(self) -> Callable[[], object] | None:
        """Return what the chosen entry does, None where none is chosen."""
        item = self.currentItem()
        run: Callable[[], object] | None = item.data(_RUN) if item is not None else None
        return run


class EntryLine(Line):
    """A line over a list of entries, to which it gives on the keys that go up and down."""

    def __init__(self, entries: EntryList) -> None:
        super().__init__()
        self._list = entries

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _TO_LIST:
            self._list.keyPressEvent(event)
        else:
            super().keyPressEvent(event)


class _EntryRows(QStyledItemDelegate):
    """Draws a line with its detail or its keys at the right; the words give way to them."""

    def __init__(self, theme: Theme, parent: EntryList) -> None:
        super().__init__(parent)
        self.theme = theme
        self._list = parent

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        words, shown.text = shown.text, ""
        self._list.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, shown, painter, self._list)
        painter.save()
        painter.setFont(shown.font)
        self._draw(painter, shown, index, words)
        painter.restore()

    def _draw(
        self,
        painter: QPainter,
        shown: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
        words: str,
    ) -> None:
        box, keys = _box(shown.rect), str(index.data(_KEYS) or "")
        if keys:
            taken = self._draw_keys(painter, shown, box, keys)
        else:
            taken = self._draw_detail(painter, shown, box, str(index.data(_DETAIL) or ""))
        painter.setFont(shown.font)
        painter.setPen(self._ink(shown, index))
        fitting = QFontMetrics(shown.font).elidedText(words, Qt.TextElideMode.ElideRight, box.width() - taken)
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, fitting)

    def _ink(self, shown: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QColor:
        heading = not index.flags() & Qt.ItemFlag.ItemIsEnabled
        chosen = bool(shown.state & QStyle.StateFlag.State_Selected)
        return self.theme.chosen_ink if chosen else self.theme.soft if heading else self.theme.ink

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(100, super().sizeHint(option, index).height() + 6)

    def _draw_detail(self, painter: QPainter, shown: QStyleOptionViewItem, box: QRect, detail: str) -> int:
        """Draw the detail; return how much of the width it takes."""
        metrics = QFontMetrics(shown.font)
        fitting = metrics.elidedText(detail, Qt.TextElideMode.ElideMiddle, box.width() // 2)
        chosen = bool(shown.state & QStyle.StateFlag.State_Selected)
        painter.setPen(self.theme.ink_on(self.theme.soft, chosen=chosen))
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, fitting)
        return metrics.horizontalAdvance(fitting) + 16

    def _draw_keys(self, painter: QPainter, shown: QStyleOptionViewItem, box: QRect, keys: str) -> int:
        """Draw the keys that are pressed together; return how much of the width they take."""
        chips = ChipPainter(shown.font, self.theme)
        caps = [Chip(_cap(key), "key", key=True) for key in keys.replace("++", "+Plus").split("+")]
        wide = chips.row_width(caps)
        at = QPointF(box.right() - wide + GAP, box.center().y() - chips.height / 2)
        for cap in caps:
            chips.draw(painter, cap, at)
            at += QPointF(chips.width(cap) + GAP, 0)
        return round(wide) + 16


class _WholeRows(_EntryRows):
    """Draws all that a line says, and its detail under it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        least = super().sizeHint(option, index)
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        room = QRect(0, 0, self._list.viewport().width(), _HIGH)
        label, detail = self._places(shown, _box(room), shown.text, str(index.data(_DETAIL) or ""))
        return QSize(least.width(), max(least.height(), label.height() + detail.height() + 10))

    def _draw(
        self,
        painter: QPainter,
        shown: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
        words: str,
    ) -> None:
        said = str(index.data(_DETAIL) or "")
        box = _box(shown.rect)
        label, detail = self._places(shown, box, words, said)
        down = (box.height() - label.height() - detail.height()) // 2
        painter.setPen(self._ink(shown, index))
        painter.drawText(label.translated(0, down), _WRAPPED, words)
        chosen = bool(shown.state & QStyle.StateFlag.State_Selected)
        painter.setPen(self.theme.ink_on(self.theme.soft, chosen=chosen))
        painter.drawText(detail.translated(0, down), _WRAPPED, said)

    def _places(self, shown: QStyleOptionViewItem, box: QRect, words: str, said: str) -> tuple[QRect, QRect]:
        """Return where the words of a line stand in a box, and where under them the detail does."""
        metrics, room = QFontMetrics(shown.font), QRect(box.left(), box.top(), box.width(), _HIGH)
        label = metrics.boundingRect(room, _WRAPPED, words)
        detail = metrics.boundingRect(room, _WRAPPED, said) if said else QRect(room.topLeft(), QSize(0, 0))
        return label, detail.translated(0, label.height())


def _box(rect: QRect) -> QRect:
    """Return where the words of a line may stand."""
    return rect.adjusted(10, 0, -12, 0)


def _cap(key: str) -> str:
    """Return what stands on a key."""
    return _CAPS.get(key, key)


_WRAPPED = Qt.TextFlag.TextWordWrap
_HIGH = 10_000
"""Higher than any line becomes."""

_CAPS = {"Return": "Enter", "Up": "↑", "Down": "↓", "Left": "←", "Right": "→", "Plus": "+"}
