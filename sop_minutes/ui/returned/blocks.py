"""The note, block by block, and at each block whose changes are on it."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from sop_minutes.domain.inline import plain_text
from sop_minutes.domain.words import ChangeState
from sop_minutes.queries.returned_rows import ReturnedBlock, ReturnedRow
from sop_minutes.queries.returned_story import standing_words, whose_words
from sop_minutes.ui.naming import named
from sop_minutes.ui.theme import Theme

_BLOCK = Qt.ItemDataRole.UserRole
_PAD, _INDENT = 8, 18
_HIGH = 10_000
"""Higher than any block becomes."""
_WRAPPED = Qt.TextFlag.TextWordWrap
_SIGNS = {ChangeState.WAITING: "●", ChangeState.ACCEPTED: "✓", ChangeState.REJECTED: "✗"}

_OWN = frozenset(
    {
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
    }
)

Index = QModelIndex | QPersistentModelIndex


def change_line(row: ReturnedRow) -> str:
    """Return one change in a line: its sign, whose, what, how it stands if it does not simply wait."""
    sign, standing = "!" if row.is_conflict else _SIGNS[row.state], standing_words(row)
    waits = row.state is ChangeState.WAITING and not row.is_conflict
    return f"{sign} {whose_words(row)}: {row.kind}{'' if waits else f', {standing}'}"


class NoteBlocks(QAbstractListModel):
    """The blocks of a note."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.blocks: tuple[ReturnedBlock, ...] = ()

    def show_blocks(self, blocks: tuple[ReturnedBlock, ...]) -> None:
        """Show these blocks; where they are the same ones, only those are drawn anew that differ."""
        before, same = self.blocks, [one.record for one in self.blocks] == [one.record for one in blocks]
        if not same:
            self.beginResetModel()
        self.blocks = blocks
        if not same:
            self.endResetModel()
            return
        differ = [n for n, (one, other) in enumerate(zip(before, blocks, strict=True)) if one != other]
        if differ:
            self.dataChanged.emit(self.index(differ[0]), self.index(differ[-1]))

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.blocks)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        block = self.blocks[index.row()]
        if role == _BLOCK:
            return block
        if role == Qt.ItemDataRole.DisplayRole:
            return plain_text(block.block.text)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            heading = self.tr("Heading: ") if block.block.heading else ""
            parts = [f"{heading}{plain_text(block.block.text)}", *map(change_line, block.changes)]
            return ". ".join(part.lstrip("●✓✗! ") for part in parts)
        return None


class NoteList(QListView):
    """The note as a list. `gone_to` gives the record of a block that one went to by hand."""

    gone_to = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "returned-note", self.tr("The note, with what came back on each block"))
        self.held = NoteBlocks(self)
        self.setModel(self.held)
        self._drawing = _BlockDrawing(theme, self)
        self.setItemDelegate(self._drawing)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self._is_led = False
        self.selectionModel().currentChanged.connect(self._on_gone)

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self._drawing.theme = theme
        self.viewport().update()

    def show_blocks(self, blocks: tuple[ReturnedBlock, ...]) -> None:
        """Show the note as it is now."""
        self._is_led = True
        self.held.show_blocks(blocks)
        self._is_led = False

    def go_to(self, record: str) -> None:
        """Choose a block, and bring it into view."""
        at = next((n for n, one in enumerate(self.held.blocks) if one.record == record), -1)
        index = self.held.index(at)
        self._is_led = True
        self.setCurrentIndex(index)
        self._is_led = False
        self.scrollTo(index, QListView.ScrollHint.EnsureVisible)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go up and down; letters are verbs of the desk, and look for nothing here."""
        if event.key() in _OWN:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def _on_gone(self, index: QModelIndex) -> None:
        if index.isValid() and not self._is_led:
            self.gone_to.emit(self.held.blocks[index.row()].record)


class _BlockDrawing(QStyledItemDelegate):
    """Draws a block as the note has it, and under it a line for each change."""

    def __init__(self, theme: Theme, parent: NoteList) -> None:
        super().__init__(parent)
        self.theme = theme
        self._list = parent
        self._heights: dict[tuple[object, ...], int] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        block: ReturnedBlock = self._list.held.blocks[index.row()]
        wide = self._list.viewport().width()
        key = (block.block, tuple(map(change_line, block.changes)), wide, option.font.pointSizeF())
        if key not in self._heights:
            if len(self._heights) > _HIGH:
                self._heights.clear()
            text, changes = self._places(option.font, block, QRect(0, 0, wide, _HIGH))
            self._heights[key] = text.height() + sum(one.height() for one in changes) + 2 * _PAD
        return QSize(100, self._heights[key])

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        shown.text = ""
        self._list.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, shown, painter, self._list)
        block: ReturnedBlock = index.data(_BLOCK)
        chosen = bool(shown.state & QStyle.StateFlag.State_Selected)
        text, changes = self._places(option.font, block, shown.rect)
        painter.save()
        painter.setFont(_font(option.font, block))
        painter.setPen(self.theme.ink_on(self.theme.ink, chosen=chosen))
        if block.block.level:
            painter.drawText(text.translated(-_INDENT + 4, 0), Qt.AlignmentFlag.AlignTop, "•")
        painter.drawText(text, _WRAPPED, plain_text(block.block.text))
        painter.setFont(_small(option.font))
        for place, row in zip(changes, block.changes, strict=True):
            painter.setPen(self.theme.ink_on(self._ink(row), chosen=chosen))
            painter.drawText(place, _WRAPPED, change_line(row))
        painter.restore()

    def _ink(self, row: ReturnedRow) -> QColor:
        tones = self.theme.tones
        if row.state is ChangeState.WAITING:
            return tones["late" if row.is_conflict else "action"].ink
        return tones["good" if row.state is ChangeState.ACCEPTED else "doubt"].ink

    def _places(self, font: QFont, block: ReturnedBlock, rect: QRect) -> tuple[QRect, Sequence[QRect]]:
        """Return where the text of a block stands, and where under it each change does."""
        left = _PAD + _INDENT * block.block.level
        room = QRect(rect.left() + left, rect.top() + _PAD, rect.width() - left - _PAD, _HIGH)
        text = QFontMetrics(_font(font, block)).boundingRect(room, _WRAPPED, plain_text(block.block.text))
        metrics, places, down = QFontMetrics(_small(font)), list[QRect](), text.height()
        for row in block.changes:
            place = metrics.boundingRect(room.translated(0, down), _WRAPPED, change_line(row))
            places.append(place)
            down += place.height()
        return text, places


def _font(font: QFont, block: ReturnedBlock) -> QFont:
    shown = QFont(font)
    shown.setBold(block.block.heading)
    return shown


def _small(font: QFont) -> QFont:
    shown = QFont(font)
    shown.setPointSizeF(font.pointSizeF() * 0.88)
    shown.setBold(True)
    return shown
