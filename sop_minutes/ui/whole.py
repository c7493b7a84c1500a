"""A list whose lines are shown whole, however many rows each takes."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtWidgets import QListWidget, QStyledItemDelegate, QStyleOptionViewItem

_PADDING = 12
"""What a style sheet takes off a line at both its ends; Qt reckons its height as if it took nothing."""


class WholeList(QListWidget):
    """A few lines of text, wrapped."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "paper")
        self.setWordWrap(True)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_WholeRows(self))


class _WholeRows(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        narrower = QStyleOptionViewItem(option)
        narrower.rect.setWidth(option.rect.width() - _PADDING)
        return super().sizeHint(narrower, index)
