"""Pages of paper on a desk: a finished PDF, looked at."""

from collections import OrderedDict
from itertools import accumulate
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent, Qt
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QLabel, QWidget

from sop_minutes.ui.naming import named
from sop_minutes.ui.theme import Theme

if TYPE_CHECKING:
    from sop_minutes.export.pdf_pages import PdfPages

_MARGIN = 24
_GAP = 20
_SHADOW = 4
_WIDEST = 820
_MOST_KEPT = 8
_SCALES = (0.5, 0.65, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0)
_WHOLE = _SCALES.index(1.0)


class PaperView(QAbstractScrollArea):
    """The pages of a PDF one below the other, as wide as there is room for. `turned` follows the one in view.

    PgUp and PgDn go by a screen, Ctrl with them by a page, Home and End to either end, + and - zoom, 0 as
    wide as usual. A screen reader is told the words of the page in view.
    """

    turned = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "paper")
        self._sheet = named(QLabel(), "paper-sheet", self.tr("The finished note, as pages"))
        # It has the focus, for a screen reader has a word for it; a scroll area is nothing to read.
        self.setViewport(self._sheet)
        self._sheet.setFocusProxy(None)  # type: ignore[arg-type]
        self._sheet.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocusProxy(self._sheet)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._theme = theme
        self._pages: PdfPages | None = None
        self._scale = _WHOLE
        self._drawn: OrderedDict[tuple[int, int], QPixmap] = OrderedDict()
        self._current = 0
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    def show_pdf(self, content: bytes) -> None:
        """Show a PDF, at the page that was in view; b"" for none."""
        at = self._current
        self.clear()
        if content:
            from sop_minutes.export.pdf_pages import PdfPages  # PDFium is not needed before

            self._pages = PdfPages(content)
        self._lay_out()
        self.go_to(min(at, max(self.page_count() - 1, 0)))
        self._tell()

    def clear(self) -> None:
        """Show nothing."""
        if self._pages is not None:
            self._pages.close()
        self._pages = None
        self._drawn.clear()
        self.viewport().update()

    def page_count(self) -> int:
        """Return how many pages there are."""
        return len(self._pages.sizes) if self._pages else 0

    def current_page(self) -> int:
        """Return which page is in view, counted from 0."""
        return self._current

    def go_to(self, number: int) -> None:
        """Bring a page into view."""
        tops = self._tops()
        if 0 <= number < len(tops):
            self.verticalScrollBar().setValue(tops[number] - _GAP)
            self._set_current(number)

    def set_theme(self, theme: Theme) -> None:
        """Draw the desk in other colours; paper stays white."""
        self._theme = theme
        self.viewport().update()

    def zoom(self, steps: int) -> None:
        """Draw the pages so many steps larger, smaller for a negative number; the same page stays in view."""
        scale = min(max(self._scale + steps, 0), len(_SCALES) - 1)
        if scale != self._scale:
            at = self._current
            self._scale = scale
            self._drawn.clear()
            self._lay_out()
            self.go_to(at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, whole_page = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        bar = self.verticalScrollBar()
        if key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(1)
        elif key == Qt.Key.Key_Minus:
            self.zoom(-1)
        elif key == Qt.Key.Key_0:
            self.zoom(_WHOLE - self._scale)
        elif whole_page and key == Qt.Key.Key_PageDown:
            self.go_to(self._current + 1)
        elif whole_page and key == Qt.Key.Key_PageUp:
            self.go_to(self._current - 1)
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_Space):
            bar.setValue(bar.value() + bar.pageStep())
        elif key == Qt.Key.Key_PageUp:
            bar.setValue(bar.value() - bar.pageStep())
        elif key == Qt.Key.Key_Home:
            bar.setValue(0)
        elif key == Qt.Key.Key_End:
            bar.setValue(bar.maximum())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        at = self._current
        self._lay_out()
        self.go_to(at)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        desk = self._theme.panel.darker(160) if self._theme.dark else self._theme.line
        painter.fillRect(event.rect(), desk)
        for number, box in enumerate(self._boxes()):
            if box.adjusted(0, 0, _SHADOW, _SHADOW).intersects(event.rect()):
                painter.fillRect(box.translated(_SHADOW, _SHADOW), QColor(0, 0, 0, 40))
                painter.fillRect(box, QColor("white"))
                painter.drawPixmap(box.topLeft(), self._picture(number, box.width()))
        if self.hasFocus():
            painter.setPen(self._theme.focus)
            painter.drawRect(self.viewport().rect().adjusted(0, 0, -1, -1))
        painter.end()

    def _width(self) -> int:
        room = self.viewport().width() - 2 * _MARGIN
        return max(int(min(room, _WIDEST) * _SCALES[self._scale]), 1)

    def _heights(self) -> list[int]:
        width = self._width()
        return [
            round(width * size.height / size.width) for size in (self._pages.sizes if self._pages else ())
        ]

    def _tops(self) -> list[int]:
        """Return where each page begins, from the top of the first's margin."""
        return list(accumulate((height + _GAP for height in self._heights()), initial=_GAP))[:-1]

    def _boxes(self) -> list[QRect]:
        """Return where each page is drawn."""
        width, view = self._width(), self.viewport()
        left = max((view.width() - width) // 2, _MARGIN) - self.horizontalScrollBar().value()
        down = self.verticalScrollBar().value()
        return [
            QRect(left, top - down, width, height)
            for top, height in zip(self._tops(), self._heights(), strict=True)
        ]

    def _picture(self, number: int, width: int) -> QPixmap:
        """Return a page as it is drawn, sharp on this screen."""
        key = (number, width)
        found = self._drawn.get(key)
        if found is None and self._pages is not None:
            ratio = self.devicePixelRatioF()
            pixels, wide, high, stride = self._pages.picture(number, round(width * ratio))
            found = QPixmap.fromImage(QImage(pixels, wide, high, stride, QImage.Format.Format_RGB32))
            found.setDevicePixelRatio(ratio)
            self._drawn[key] = found
            while len(self._drawn) > _MOST_KEPT:
                self._drawn.popitem(last=False)
        self._drawn.move_to_end(key)
        return self._drawn[key]

    def _lay_out(self) -> None:
        view, heights = self.viewport(), self._heights()
        down, across = self.verticalScrollBar(), self.horizontalScrollBar()
        whole = sum(heights) + _GAP * (len(heights) + 1)
        down.setRange(0, max(whole - view.height(), 0))
        down.setPageStep(max(view.height() - _GAP, 1))
        down.setSingleStep(_GAP * 2)
        across.setRange(0, max(self._width() + 2 * _MARGIN - view.width(), 0))
        across.setPageStep(view.width())
        view.update()

    def _on_scrolled(self, value: int) -> None:
        middle = value + self.viewport().height() // 2
        passed = sum(top <= middle for top in self._tops())
        self._set_current(max(passed - 1, 0))
        self.viewport().update()

    def _set_current(self, number: int) -> None:
        if number != self._current:
            self._current = number
            self._tell()
            self.turned.emit(number)

    def _tell(self) -> None:
        """Have a screen reader read the page in view."""
        if self._pages is None or not self._pages.sizes:
            self._sheet.setAccessibleDescription("")
            return
        where = self.tr("Page {0} of {1}").format(self._current + 1, self.page_count())
        self._sheet.setAccessibleDescription(f"{where}. {self._pages.text(self._current)}")
