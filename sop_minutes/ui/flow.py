"""A row of widgets that goes on in the next line where there is no room."""

from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

_GAP = 8


class FlowRow(QWidget):
    """Its widgets from left to right, in as many lines as they take. It is as high as these are.

    No layout of Qt's: of one that is written in Python, Qt deletes items that Python deletes, too.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._widgets: list[QWidget] = []

    def add(self, widget: QWidget) -> None:
        """Put a widget at the end."""
        widget.setParent(self)
        self._widgets.append(widget)
        self._flow()

    def sizeHint(self) -> QSize:
        return QSize(sum(widget.sizeHint().width() + _GAP for widget in self._widgets), self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(max((widget.sizeHint().width() for widget in self._widgets), default=0), self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._flow()

    def _flow(self) -> None:
        at, line = QPoint(0, 0), 0
        for widget in self._widgets:
            size = widget.sizeHint()
            if at.x() and at.x() + size.width() > self.width():
                at, line = QPoint(0, at.y() + line + _GAP), 0
            widget.resize(size)
            widget.move(at)
            at, line = at + QPoint(size.width() + _GAP, 0), max(line, size.height())
        self.setFixedHeight(at.y() + line)
