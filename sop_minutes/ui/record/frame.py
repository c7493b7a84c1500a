"""The parts of the record page, and which of them there is room for."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sop_minutes.ui.naming import named
from sop_minutes.ui.record.attendance import AttendancePanel
from sop_minutes.ui.record.beside import BesideColumn
from sop_minutes.ui.record.editor import NoteEditor
from sop_minutes.ui.record.find_bar import FindBar
from sop_minutes.ui.record.keeping import NoteKeeper
from sop_minutes.ui.record.note import NoteDocument
from sop_minutes.ui.record.outline import Outline
from sop_minutes.ui.record.sides import room_for
from sop_minutes.ui.record.standing import StandingBand
from sop_minutes.ui.theme import Theme
from sop_minutes.ui.workspace import Workspace


class RecordFrame(QWidget):
    """The note, and around it what lies beside; a column that is gone to is shown, Escape leads back.

    `refreshed` follows when something else than the note is shown anew.
    """

    refreshed = Signal()

    def __init__(
        self,
        workspace: Workspace,
        theme: Theme,
        parent: QWidget | None = None,
        editor: NoteEditor | None = None,
    ) -> None:
        super().__init__(parent)
        named(self, "record")
        self.workspace = workspace
        self.editor = editor or NoteEditor(NoteDocument(self), theme)
        if self.editor.theme != theme:  # what is wished for was learnt after it was made
            self.editor.set_theme(theme)
        self.note = self.editor.note
        self.keeper = NoteKeeper(self.note, workspace, self)
        self._is_bare = False
        self._side: QWidget | None = None
        self._build_parts(theme)
        agenda = self.outline.agenda
        for left in (self.attendance.left, agenda.left, agenda.chosen, self.beside.left):
            left.connect(self._return)

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        for part in (self.editor, self.outline, self.beside):
            part.set_theme(theme)

    def set_bare(self, bare: bool) -> None:
        """Show the page alone, or with what lies beside it."""
        self._is_bare = bare
        self._go_to(None)

    def go_to_agenda(self) -> None:
        """Go to the agenda; Escape leads back."""
        self._go_to(self.outline)
        self.outline.agenda.setFocus()

    def go_beside(self) -> None:
        """Go to what lies beside the item; Escape leads back."""
        self._go_to(self.beside)
        self.beside.enter()

    def panes(self) -> list[QWidget]:
        """Return the parts that one goes round, from left to right: those that there is no room for, too."""
        sides = (False, False) if self._is_bare else (True, True)
        shown = zip((self.outline, self.beside), sides, strict=True)
        left, right = ([side] if is_there else [] for side, is_there in shown)
        others = [part for part in (self.attendance, self.standing, self.find_bar) if part.isVisible()]
        return [*left, *others, self.editor, *right]

    def make_room_for(self, pane: QWidget) -> None:
        """Show a part that is gone to, in place of another where need be."""
        self._go_to(pane if pane in (self.outline, self.beside) else None)

    def waiting_beside(self) -> str:
        """Say what is open on the item, where the column that shows it is hidden; "" for nothing."""
        many = self.beside.open_actions()
        hidden = self.beside.isHidden() and not self._is_bare
        if self.beside.waiting_minutes() and hidden:
            return self.tr("minutes to approve ›")
        return self.tr("{0} open ›").format(many) if many and hidden else ""

    def minimumSizeHint(self) -> QSize:
        return QSize(self.find_bar.minimumSizeHint().width(), 200)  # the columns give way

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _go_to(self, side: QWidget | None) -> None:
        """Make room for a column that is gone to, None for none."""
        self._side = side
        self._arrange()

    def _return(self) -> None:
        """Go back to the note."""
        self._go_to(None)
        self.editor.setFocus()

    def _arrange(self) -> None:
        """Show the columns there is room for; one that is gone to, in place of the other where need be."""
        outline, beside = (False, False) if self._is_bare else room_for(self.width())
        gone_beside = self._side is self.beside
        was_hidden = self.beside.isHidden()
        self.beside.setVisible(beside or gone_beside)
        self.outline.setVisible((outline and (beside or not gone_beside)) or self._side is self.outline)
        self.place_attendance()
        if self.beside.isHidden() != was_hidden:
            self.refreshed.emit()

    def place_attendance(self) -> None:
        """Lay who is there over the note."""
        left = self.outline.width() + 10 if self.outline.isVisible() else 10
        width, height = min(700, self.width() - left - 10), min(560, self.height() - 20)
        self.attendance.setGeometry(left, 10, width, height)

    def _build_parts(self, theme: Theme) -> None:
        self.editor.hint = self.tr("Type a point, or “# ” and the first heading")
        self.outline = Outline(theme)
        self.standing = StandingBand(self.workspace)
        self.find_bar = FindBar(self.editor, self.note, self.keeper)
        self.beside = BesideColumn(theme)
        middle = QVBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.standing)
        middle.addWidget(self.find_bar)
        middle.addWidget(self.editor, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.outline)
        row.addLayout(middle, 1)
        row.addWidget(self.beside)
        self.attendance = AttendancePanel(self.workspace, self)
