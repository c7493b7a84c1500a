"""The reports page: the numbers of the register at a glance, and what they were."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractSlider,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from sop_minutes.domain.actions import lateness
from sop_minutes.domain.charts import (
    Chart,
    load_chart,
    on_time_chart,
    outstanding_chart,
    slippage_chart,
)
from sop_minutes.domain.figures import Figures, Headline
from sop_minutes.domain.inline import plain_text
from sop_minutes.domain.sheets import ActionRow
from sop_minutes.domain.text import capitalised
from sop_minutes.domain.words import Audience, seen_by
from sop_minutes.queries.figures import Scope, read_figures
from sop_minutes.ui.figures.chart import ChartCard
from sop_minutes.ui.figures.number import NumberCard
from sop_minutes.ui.figures.sparkline import Sparkline
from sop_minutes.ui.figures.words import due_words, recent_words
from sop_minutes.ui.lookup import Lookup
from sop_minutes.ui.naming import named
from sop_minutes.ui.theme import Theme
from sop_minutes.ui.workspace import Workspace

Step = QAbstractSlider.SliderAction

_ROOM_FOR_TWO = 52
"""How many lines of type the page is wide, at the least, on which two charts stand side by side."""


class FiguresPage(QWidget):
    """The figures of one group, or of all. The focus goes through to the first chart, once there is one."""

    def __init__(
        self, workspace: Workspace, theme: Theme, today: date, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        named(self, "figures", self.tr("Reports"))
        self._workspace = workspace
        self._figures = Lookup(workspace, read_figures, self._show, self)
        self._today = today
        self._theme = theme
        self._group_id: int | None = None
        self.cards: list[ChartCard] = []
        self._build()
        for changed in (workspace.changed, workspace.elsewhere):
            changed.connect(self._on_changed)

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self._theme = theme
        for card in self.cards:
            card.set_theme(theme)
        for number in (self.outstanding, self.overdue, self.soon, self.on_time):
            number.set_theme(theme)
        self.sparkline.set_theme(theme)

    def show_group(self, group_id: int | None) -> None:
        """Show the figures of one group, of all for None; they are read when they are seen."""
        self._group_id = group_id
        if self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Show the figures as they are now, once they are counted."""
        self._figures.drop()
        self._figures.want(Scope(self._group_id), self._today)

    def settle(self) -> None:
        """Show at once what is still counted."""
        self._figures.settle()

    def leave(self) -> None:
        """Count nothing any more: the database is about to be closed."""
        self._figures.drop()
        for changed in (self._workspace.changed, self._workspace.elsewhere):
            changed.disconnect(self._on_changed)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._enter()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Home: Step.SliderToMinimum, Qt.Key.Key_End: Step.SliderToMaximum}
        if event.key() in steps:
            self.scroller.verticalScrollBar().triggerAction(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _enter(self) -> None:
        """Give the focus to the first chart, if this page has it."""
        if self.hasFocus() and self.cards:
            self.cards[0].shown.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_changed(self) -> None:
        if self.isVisible():
            self.refresh()

    def _show(self, figures: Figures) -> None:
        self._show_numbers(figures.headline)
        charts = self._charts(figures)
        if not self.cards:
            self.cards = [ChartCard(chart, self._theme) for chart in charts]
            self._place()
            self._enter()
        for card, chart in zip(self.cards, charts, strict=True):
            card.show_chart(chart)
        self.longest.setText(self._lines(figures.longest))
        self.newest.setText(self._lines(figures.newest))

    def _charts(self, figures: Figures) -> tuple[Chart, ...]:
        step = figures.headline.recent.step
        return (
            outstanding_chart(figures.outstanding, step),
            on_time_chart(figures.on_time, step),
            slippage_chart(figures.slipped),
            load_chart(figures.load),
        )

    def _show_numbers(self, numbers: Headline) -> None:
        self.outstanding.show_number(str(numbers.outstanding), self.tr("outstanding"))
        self.overdue.show_number(str(numbers.overdue), self.tr("overdue"))
        self.soon.show_number(str(numbers.due_next), due_words(self, numbers.next_on))
        self.on_time.show_number(*recent_words(self, numbers.recent))
        self.sparkline.show_percents([share.percent for share in numbers.recent.trend])

    def _lines(self, rows: tuple[ActionRow, ...]) -> str:
        said = (
            f"{row.ref}  {capitalised(plain_text(row.text))} · "
            f"{', '.join(row.owners) or self.tr('no owner')} · "
            f"{lateness(row.due, self._today)}"
            f"{'' if row.audience is Audience.PUBLIC else f' · {seen_by(row.audience)}'}"
            for row in rows
        )
        return "\n".join(said) or self.tr("Nothing is outstanding.")

    def _build(self) -> None:
        inside = named(QWidget(), "figures-inside")
        column = QVBoxLayout(inside)
        column.setContentsMargins(28, 22, 28, 22)
        column.setSpacing(12)
        column.addWidget(self._label(self.tr("Reports"), "title"))
        column.addLayout(self._build_numbers())
        self._grid = QGridLayout()
        self._grid.setSpacing(12)
        column.addLayout(self._grid)
        column.addWidget(self._label(self.tr("LONGEST OUTSTANDING"), "section"))
        self.longest = self._label("", "")
        column.addWidget(self.longest)
        column.addWidget(self._label(self.tr("NEWEST"), "section"))
        self.newest = self._label("", "")
        column.addWidget(self.newest)
        column.addStretch(1)
        self.scroller = named(QScrollArea(), "figures-scroll")
        self.scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroller.setFrameShape(QScrollArea.Shape.NoFrame)
        self.scroller.setWidgetResizable(True)
        self.scroller.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.scroller)

    def _build_numbers(self) -> QHBoxLayout:
        self.sparkline = Sparkline(self._theme)
        self.outstanding = NumberCard("outstanding", self._theme)
        self.overdue = NumberCard("overdue", self._theme, "late")
        self.soon = NumberCard("soon", self._theme, "soon")
        self.on_time = NumberCard("on-time", self._theme, beneath=self.sparkline)
        row = QHBoxLayout()
        row.setSpacing(12)
        for card in (self.outstanding, self.overdue, self.soon, self.on_time):
            row.addWidget(card, 1)
        return row

    def _label(self, words: str, role: str) -> QLabel:
        label = QLabel(words)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setProperty("role", role)
        label.setWordWrap(True)
        return label

    def _place(self) -> None:
        """Put the charts side by side where there is room, else one under the other."""
        two = self.width() >= self.fontMetrics().height() * _ROOM_FOR_TWO
        for at, card in enumerate(self.cards):
            self._grid.addWidget(card, at // 2 if two else at, at % 2 if two else 0)
