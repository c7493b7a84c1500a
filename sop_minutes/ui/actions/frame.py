"""What stands on the Actions page: views and facets, figures, filter line, table, an action's life."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from sop_minutes.domain.asked import Asked
from sop_minutes.domain.register import Facet, FilterLine, View
from sop_minutes.queries.listing import Wanted
from sop_minutes.queries.register_counts import RegisterCounts
from sop_minutes.ui.actions.asking import AskLine
from sop_minutes.ui.actions.cards import FigureCard
from sop_minutes.ui.actions.filtering import filter_words, unknown_words
from sop_minutes.ui.actions.model import RegisterModel
from sop_minutes.ui.actions.panel import ActionPanel
from sop_minutes.ui.actions.questions import KEYS
from sop_minutes.ui.actions.sides import WIDTH, Sides
from sop_minutes.ui.actions.table import RegisterTable
from sop_minutes.ui.figures.sparkline import Sparkline
from sop_minutes.ui.figures.words import due_words, recent_words
from sop_minutes.ui.naming import named, tip, told
from sop_minutes.ui.pills import Pills, key_hints
from sop_minutes.ui.record.lines import KeyLine
from sop_minutes.ui.theme import Theme
from sop_minutes.ui.workspace import Workspace

_TABLE_WIDTH = 560
_PANEL_WIDTH = 348
_MOST_SAID = (
    Asked.DONE,
    Asked.NOTE,
    Asked.EXTEND,
    Asked.OWNER,
    Asked.ESCALATE,
    Asked.CANCEL,
    Asked.CONFIRM,
)
_TONES = {View.OVERDUE: "late", View.DUE_BEFORE_NEXT: "soon"}


class RegisterFrame(QWidget):
    """The parts of the page, and how they are laid out. What they show is the page's to say."""

    def __init__(self, workspace: Workspace, theme: Theme, today: date, model: RegisterModel) -> None:
        super().__init__()
        named(self, "register")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.model = model
        self.is_bare = False
        self._side: QWidget | None = None
        self._chosen = 0
        self.sides = Sides(theme)
        self.panel = ActionPanel(workspace, theme, today)
        self.panel.setFixedWidth(_PANEL_WIDTH)
        self.table = RegisterTable(model, theme, self.table_key)
        self.middle = named(QWidget(), "register-middle")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sides)
        row.addWidget(self.middle, 1)
        row.addWidget(self.panel)
        self._build(theme)
        for side in (self.sides, self.panel):
            side.left.connect(self._return)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            # Queued: the focus may be nowhere for a moment, while a part is shown anew.
            application.focusChanged.connect(self._on_focus, Qt.ConnectionType.QueuedConnection)

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        for part in (self.sides, self.table, self.panel, self.hints, self.sparkline):
            part.set_theme(theme)
        for card in (*self.cards.values(), self.on_time):
            card.set_theme(theme)

    def set_bare(self, bare: bool) -> None:
        """Show the table alone, or with what lies beside it."""
        self.is_bare = bare
        self.make_room_for(None)

    def panes(self) -> list[QWidget]:
        """Return the parts that one goes round, from left to right: those that there is no room for, too."""
        return [self.middle] if self.is_bare else [self.sides, self.middle, self.panel]

    def make_room_for(self, pane: QWidget | None) -> None:
        """Show a part that is gone to, in place of another where need be; None for none beside the table."""
        side, focus = self._side, QApplication.focusWidget()
        if side is not None and side is not pane and focus is not None and _holds(side, focus):
            self.table.setFocus()  # when the side is hidden, Qt would go to whatever comes next
        self._side = pane if pane in (self.sides, self.panel) else None
        self.fit()

    def fit(self) -> None:
        """Show so much beside the table as there is room for; what is gone to in any case."""
        room = 0 if self.is_bare else self.width() - _TABLE_WIDTH
        both, side = room >= WIDTH + _PANEL_WIDTH, self._side
        least = self.middle.minimumSizeHint().width()
        shown = {
            self.middle: side is None or self.width() >= side.minimumWidth() + least,
            self.panel: both or side is self.panel,
            self.sides: both or side is self.sides or (room >= WIDTH and side is None),
        }
        # What goes first: the window would grow for all of them together.
        for part, is_shown in sorted(shown.items(), key=lambda pair: pair[1]):
            part.setVisible(is_shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focus, key = QApplication.focusWidget(), Qt.Key(event.key())
        if not isinstance(focus, QAbstractButton) or focus not in self._buttons():
            super().keyPressEvent(event)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            focus.click()
        elif key == Qt.Key.Key_Escape:
            self._return()
        elif not self.arranging_key(event):
            super().keyPressEvent(event)

    def arranging_key(self, event: QKeyEvent) -> bool:
        """Deal with a key that sorts, groups or filters the table; say whether it was dealt with."""
        raise NotImplementedError

    def table_key(self, event: QKeyEvent) -> bool:
        """Deal with a key of the table; say whether it was dealt with."""
        raise NotImplementedError

    def show_title(self, wanted: Wanted) -> None:
        """Say above the table what it shows."""
        names = {View.OUTSTANDING: self.tr("Outstanding actions"), View.ALL: self.tr("All actions")}
        title = names.get(wanted.view, self.sides.name_of(wanted.view))
        of = f" · {self.sides.name_of(wanted.facet)}" if wanted.facet else ""
        self.title.setText(f"{title}{of}")

    def show_figures(self, counts: RegisterCounts, *, in_all: bool) -> None:
        """Show the figures of the cards; with `in_all` say that they are of more than the rows below."""
        words = {
            View.OUTSTANDING: self.tr("outstanding"),
            View.OVERDUE: self.tr("overdue"),
            View.DUE_BEFORE_NEXT: due_words(self, counts.next_on),
        }
        said = self.tr("{0}, in all") if in_all else "{0}"
        for view, card in self.cards.items():
            card.show_figure(f"{counts.views[view]:,}", said.format(words[view]))
        figure, of_what = recent_words(self, counts.recent)
        self.on_time.show_figure(figure, said.format(of_what))
        self.sparkline.show_percents([share.percent for share in counts.recent.trend])

    def show_hints(self, chosen: int) -> None:
        """Show which keys do what to so many actions as are chosen, where the focus is."""
        self._chosen = chosen
        hints = self._hints_here(QApplication.focusWidget())
        self.hints.show_chips(key_hints(*hints), ", ".join(f"{key} {does}" for key, does in hints))
        self.many.setText(self.tr("{0} chosen").format(chosen) if chosen > 1 else "")

    def _hints_here(self, focus: QWidget | None) -> list[tuple[str, str]]:
        tr = self.tr
        if focus is self.sides:
            return [("Enter", tr("show it")), ("Space", tr("show it and stay here")), ("Esc", tr("back"))]
        if focus is self.filter:
            return [("Enter", tr("to the list")), *filter_words(), ("Esc", tr("all again"))]
        if focus in (self.ask.line, self.panel.ask.line):
            return [("Enter", tr("keep")), ("↑ ↓", tr("choose")), ("Esc", tr("drop it"))]
        if focus is not None and _holds(self.panel, focus):
            return [("↑ ↓", tr("scroll")), ("Esc", tr("back to the table"))]
        arranging = [("1–9", tr("sort")), ("G", tr("group")), ("V", tr("columns")), ("/", tr("filter"))]
        arranging.append(("R", tr("review")))
        if focus in self._buttons():
            return [("Enter", tr("press it")), *arranging, ("Esc", tr("back to the table"))]
        verbs = [("Space", tr("choose")), *((KEYS[asked], str(asked)) for asked in _MOST_SAID)]
        return [*(verbs if self._chosen else []), *arranging, ("F1", tr("all keys"))]

    def _buttons(self) -> list[QAbstractButton]:
        """Return what can be pressed about the table; there keys arrange it, but say nothing of actions."""
        return [*self.cards.values(), self.on_time, self.export]

    def show_unread(self, line: FilterLine, unknown: Sequence[Facet]) -> None:
        """Say beside the filter which due dates in it are none, or none yet, and what is not known."""
        said = ", ".join(f"“{words}”" for words in line.unread)
        words = self.tr("{0} is no date") if len(line.unread) == 1 else self.tr("{0} are no dates")
        sentences = [words.format(said)] if said else []
        sentences += [unknown_words(facet) for facet in unknown]
        self.unread.setText(" · ".join(sentences))
        self.unread.setVisible(bool(sentences))

    def say_empty(self, wanted: Wanted, empty: bool) -> None:
        """Say what to do where there is nothing to show."""
        words = ""
        if empty and wanted.line != FilterLine():
            words = self.tr("Nothing fits the filter. Press Escape in it to see all again.")
        elif empty and wanted.view is View.MINE and wanted.me is None:
            words = self.tr("Who are you? Press I to say so, once.")
        elif empty and wanted.view in {View.OUTSTANDING, View.ALL} and wanted.facet is None:
            words = self.tr("There are no such actions. Type “Action:” in a note, and who does what by when.")
        elif empty:
            words = self.tr("There are no such actions: nothing is to be done here.")
        self.table.say_empty(words)

    def _return(self) -> None:
        """Go back to the table."""
        self.make_room_for(None)
        self.table.setFocus()

    def _on_focus(self) -> None:
        self._fold()
        self.show_hints(self._chosen)

    def _fold(self) -> None:
        """Put away what was gone to, once the focus is in another part of the page."""
        focus, side = QApplication.focusWidget(), self._side
        if side is None or focus is None or _holds(side, focus):
            return
        if self.isAncestorOf(focus):
            self.make_room_for(None)

    def _build(self, theme: Theme) -> None:
        column = QVBoxLayout(self.middle)
        column.setContentsMargins(22, 16, 22, 10)
        column.setSpacing(10)
        column.addLayout(self._head())
        self.unread = told(QLabel(), "filter-unread", self.tr("Not read in the filter"))
        self.unread.setTextFormat(Qt.TextFormat.PlainText)
        self.unread.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.unread.setWordWrap(True)
        self.unread.setProperty("role", "soft")  # it may only be half typed yet
        self.unread.hide()
        column.addWidget(self.unread)
        column.addLayout(self._cards(theme))
        column.addWidget(self.table, 1)
        self.ask = AskLine()
        column.addWidget(self.ask)
        column.addLayout(self._foot(theme))

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.title = named(QLabel(self.tr("Outstanding actions")), "register-title")
        self.title.setProperty("role", "title")
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setMinimumWidth(1)  # its words give way where the window is narrow
        self.filter = named(KeyLine(self._filter_key), "filter", self.tr("Filter"))
        self.filter.setPlaceholderText(self.tr("Filter  /   @sarah overdue #prevent due:may words"))
        known = [f"{typed}  {finds}" for typed, finds in filter_words()]
        self.filter.setToolTip(tip("\n".join(known)))
        self.filter.setAccessibleDescription(", ".join(known))
        self.filter.setClearButtonEnabled(True)
        self.filter.setMinimumWidth(260)
        self.filter.setMaximumWidth(380)
        row.addWidget(self.title)
        row.addStretch(1)
        row.addWidget(self.filter, 2)
        return row

    def _cards(self, theme: Theme) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        views = (View.OUTSTANDING, View.OVERDUE, View.DUE_BEFORE_NEXT)
        names = ("card-outstanding", "card-overdue", "card-next")
        pairs = zip(views, names, strict=True)
        self.cards = {view: FigureCard(name, _TONES.get(view, ""), theme) for view, name in pairs}
        self.on_time = FigureCard("card-on-time", "", theme)
        self.sparkline = Sparkline(theme)
        self.on_time.show_beside(self.sparkline)
        for card in (*self.cards.values(), self.on_time):
            row.addWidget(card, 1)
        return row

    def _foot(self, theme: Theme) -> QHBoxLayout:
        row = QHBoxLayout()
        self.hints = named(Pills(theme), "hints", self.tr("Keys"))
        self.many = told(QLabel(), "many", self.tr("Chosen"))
        self.many.setProperty("role", "soft")
        self.export = named(
            QPushButton(self.tr("Export…")), "export", self.tr("Export the rows of this view")
        )
        row.addWidget(self.hints, 1)
        row.addWidget(self.many)
        row.addWidget(self.export)
        return row

    def _filter_key(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape and self.filter.text():
            self.filter.clear()
        elif event.key() in {Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down}:
            self.table.setFocus()
        else:
            return False
        return True


def _holds(part: QWidget, focus: QWidget) -> bool:
    return focus is part or part.isAncestorOf(focus)
