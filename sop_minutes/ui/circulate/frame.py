"""The parts of the circulate page: the pages or why there are none, a banner above, the column beside."""

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from sop_minutes.domain.words import Audience
from sop_minutes.queries.invitations import InvitationRow
from sop_minutes.queries.page import PageFacts
from sop_minutes.ui.circulate.links import wrapped
from sop_minutes.ui.circulate.paper import PaperView
from sop_minutes.ui.circulate.side import SideColumn
from sop_minutes.ui.circulate.side_frame import NARROWEST, WIDEST
from sop_minutes.ui.circulate.unheld import NoNote
from sop_minutes.ui.naming import named
from sop_minutes.ui.theme import Theme


class CirculateFrame(QWidget):
    """Shows what it is given. The focus goes to what is on the left when one comes to the page."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "circulate", self.tr("Circulate"))
        self._shown: tuple[int, bytes] = (0, b"")
        self._build_parts(theme)

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self.paper.set_theme(theme)
        self.side.set_theme(theme)

    def parts(self) -> list[QWidget]:
        """Return the parts of the page, from left to right."""
        shown = self.paper if self.shows_pages else self.no_note
        return [shown, self.side] if self.side.isVisible() else [shown]

    @property
    def shows_pages(self) -> bool:
        """Say whether pages are shown, and not why there are none."""
        return self.left.currentWidget() is self.paper

    def show_pages(self, meeting_id: int, pages: bytes) -> None:
        """Show a PDF: another meeting's is not left there while this one's is made."""
        if self._shown != (meeting_id, pages):
            self._shown = (meeting_id, pages)
            self.paper.show_pdf(pages)
        self._turn_left(self.paper)

    def show_wrong(self, why: str) -> None:
        """Show why there are no pages."""
        self.no_note.say_wrong(why)
        self._turn_left(self.no_note)

    def show_unheld(self, facts: PageFacts | None, made: Sequence[InvitationRow]) -> None:
        """Show what can be done before there is a note; nothing goes out of it."""
        self.no_note.show_facts(facts, made)
        self._turn_left(self.no_note)
        self.banner.hide()
        self.side.hide()

    def show_banner(self, words: str, audience: Audience | None) -> None:
        """Say what must not be missed before anything goes out, "" for nothing."""
        role = "restricted" if audience is Audience.RESTRICTED else "members"
        if self.banner.property("role") != role:
            self.banner.setProperty("role", role)
            self.banner.style().polish(self.banner)
        self.banner.setText(words)
        self.banner.setVisible(bool(words))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.side.setFixedWidth(max(NARROWEST, min(WIDEST, self.width() * 34 // 100)))

    def _turn_left(self, part: QWidget) -> None:
        focused = self.left.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        self.left.setCurrentWidget(part)
        to = part if part is self.paper else self.no_note.first
        self.setFocusProxy(to if to.isVisibleTo(self) else self.side.first)
        if focused:
            self.setFocus()

    def _build_parts(self, theme: Theme) -> None:
        self.banner = wrapped("", "members", "circulate-banner")
        self.banner.hide()
        self.left = named(QStackedWidget(), "circulate-left")
        self.paper, self.no_note = PaperView(theme), NoNote()
        self.left.addWidget(self.paper)
        self.left.addWidget(self.no_note)
        self.side = SideColumn(theme)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.banner)
        column.addWidget(self.left, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(column, 1)
        row.addWidget(self.side)
