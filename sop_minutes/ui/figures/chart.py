"""One chart on a card: its picture, and behind it, at the key T, its table."""

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from sop_minutes.domain.charts import Chart
from sop_minutes.ui.figures.painting import marks_of, paint_marks
from sop_minutes.ui.naming import Words, named
from sop_minutes.ui.theme import Theme

_PAD = 8.0
_LINES = 13
"""How many lines of type a picture is high."""


class Picture(QAbstractButton):
    """The picture of a chart; pressed, it gives way to the table. Its summary is read out."""

    def __init__(self, chart: Chart, theme: Theme) -> None:
        super().__init__()
        named(self, f"picture-{chart.name}", chart.title)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._theme = theme
        self.show_chart(chart)

    def show_chart(self, chart: Chart) -> None:
        """Show a chart."""
        self.chart = chart
        self.setAccessibleDescription(chart.summary)
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        line = self.fontMetrics().height()
        return QSize(line * 18, line * _LINES)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            painter.setPen(QPen(self._theme.focus, 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 5, 5)
        painter.translate(_PAD, _PAD)
        font = self.font()
        font.setPointSizeF(font.pointSizeF() * 0.86)
        room = self.width() - 2 * _PAD, self.height() - 2 * _PAD
        paint_marks(painter, marks_of(self.chart, *room, font), self._theme, font)


class ChartCard(QFrame):
    """A chart with its title, and what it shows in a sentence."""

    def __init__(self, chart: Chart, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._build(chart, theme)
        self._connect()
        self.show_chart(chart)

    def show_chart(self, chart: Chart) -> None:
        """Show a chart, as what is shown now: a picture or a table."""
        self.title.setText(chart.title)
        self.summary.setText(f"{chart.summary} {chart.counts}".rstrip())
        self.picture.show_chart(chart)
        self._fill(chart)

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self.picture.set_theme(theme)

    @property
    def shown(self) -> QWidget:
        """The picture or the table, whichever is seen."""
        return self.picture if self.stack.currentWidget() is self.picture else self.table

    def turn(self) -> None:
        """Show the table instead of the picture, or the picture again; the focus stays with what is shown."""
        to_table = self.stack.currentWidget() is self.picture
        here: QWidget
        there: QWidget
        here, there = (self.picture, self.table) if to_table else (self.table, self.picture)
        focused = here.hasFocus()
        self.stack.setCurrentWidget(there)
        self.button.setText(self.tr("T  picture") if to_table else self.tr("T  table"))
        if focused:
            there.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and _is_turn(event):
            self.turn()
            return True
        return super().eventFilter(watched, event)

    def _build(self, chart: Chart, theme: Theme) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        self.title, self.summary = Words(), Words()
        self.title.setProperty("role", "head")
        self.summary.setProperty("role", "soft")
        self.summary.setWordWrap(True)
        self.button = named(QPushButton(self.tr("T  table")), f"turn-{chart.name}")
        self.button.setAccessibleName(self.tr("{0}: picture or table").format(chart.title))
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.button)
        self.picture = Picture(chart, theme)
        self.table = named(
            QTableWidget(), f"table-{chart.name}", self.tr("{0}, as a table").format(chart.title)
        )
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.picture)
        self.stack.addWidget(self.table)
        column.addLayout(head)
        column.addWidget(self.summary)
        column.addWidget(self.stack, 1)

    def _connect(self) -> None:
        for part in (self.picture, self.table, self.button):
            part.installEventFilter(self)
        self.picture.clicked.connect(self.turn)
        self.button.clicked.connect(self.turn)

    def _fill(self, chart: Chart) -> None:
        self.table.setRowCount(len(chart.rows))
        self.table.setColumnCount(len(chart.headings))
        self.table.setHorizontalHeaderLabels(chart.headings)
        for row, cells in enumerate(chart.rows):
            for column, words in enumerate(cells):
                item = QTableWidgetItem(words)
                if column:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.table.setItem(row, column, item)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        if chart.rows and self.table.currentRow() < 0:
            self.table.setCurrentCell(0, 0)


def _is_turn(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_T and not event.modifiers()
