"""The desk at which is decided what becomes of returned copies: full screen, one key each verb."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sop_minutes.domain.errors import UserError
from sop_minutes.domain.returned.change import ChangeKind
from sop_minutes.domain.words import ChangeState
from sop_minutes.queries.returned_note import returned_note, typed_words
from sop_minutes.queries.returned_rows import ReturnedRow
from sop_minutes.ui.commands import Commands
from sop_minutes.ui.naming import named
from sop_minutes.ui.pressing import Dialog
from sop_minutes.ui.returned.deciding import Deciding
from sop_minutes.ui.returned.frame import ReturnedFrame
from sop_minutes.ui.returned.keys import desk_commands, edit_hints, key_of
from sop_minutes.ui.returned.showing import Showing, settled_words
from sop_minutes.ui.returned.staying import Staying
from sop_minutes.ui.returned.walking import Walk
from sop_minutes.ui.returned.wording import another_words, beginning_of, left_words
from sop_minutes.ui.shortcut_sheet import ShortcutSheet
from sop_minutes.ui.style import style_sheet
from sop_minutes.ui.theme import Theme
from sop_minutes.ui.workspace import Workspace


class ReturnedWindow(Dialog):
    """Goes through what came back of a meeting's note. `finished` follows its end.

    What was typed in the note is to be kept before, and the note read anew after it. `place_wanted`
    gives a meeting and the text in its note to go to; the desk is closed then.
    """

    place_wanted = Signal(int, str)

    def __init__(
        self, workspace: Workspace, theme: Theme, meeting_id: int, parent: QWidget | None = None
    ) -> None:
        """Raises UserError if the meeting is no longer there."""
        super().__init__(parent)
        named(self, "returned", self.tr("Returned copies"))
        self.setWindowTitle(self.accessibleName())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._workspace = workspace
        self._theme = theme
        self._note = workspace.read(returned_note, meeting_id)
        self.walk = Walk(self._note)
        self._deciding = Deciding(workspace, self)
        self.frame = ReturnedFrame(theme)
        self._staying = Staying(self.frame, self._deciding)
        self._showing = Showing(self.frame, self.walk, workspace)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 20, 32, 16)
        column.addWidget(self.frame)
        self.commands = Commands()
        self.commands.add(self, *desk_commands(self))
        self.setStyleSheet(style_sheet(theme, self.font().pointSizeF()))
        self._connect()
        self.refresh()

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self._theme = theme
        self.setStyleSheet(style_sheet(theme, self.font().pointSizeF()))
        self.frame.set_theme(theme)
        self._showing.show(self._note)

    def refresh(self) -> None:
        """Read all anew, and show the change that is up, else the outcome."""
        try:
            self._note = self._workspace.read(returned_note, self._note.meeting_id)
        except UserError as error:
            self.frame.complain(str(error))
            return
        self.walk.follow(self._note)
        self._showing.show(self._note)

    def current(self) -> ReturnedRow | None:
        """Return the change that is up, None at the end and at a block on which nothing came back."""
        return self.walk.row()

    def next_change(self) -> None:
        """Go to the next change that waits; behind the last one is the end."""
        self._go(self.walk.next_waiting)

    def previous_change(self) -> None:
        """Go to the change before that waits."""
        if not self._go(self.walk.previous_waiting) and not self.frame.edit.is_typed:
            self.frame.complain(self.tr("Nothing waits before this."))

    def go_to_change(self, change_id: int) -> None:
        """Go to a change, decided or not."""
        self._go(lambda: self.walk.go_to(change_id))

    def end(self) -> None:
        """Show the outcome."""
        self._go(self.walk.go_to_end)

    def accept_change(self) -> None:
        """Make the change that is up in the note; of a conflict, what they want."""
        row = self._decidable(takes=True)
        if row is not None and not (row.is_conflict and self._is_another_now(row)):
            self._deciding.accept(row)

    def reject_change(self) -> None:
        """Leave the note as it is; a comment is set aside."""
        row = self._decidable(takes=False)
        if row is not None:
            self._deciding.reject(row)

    def edit_change(self) -> None:
        """Ask what the block is to say instead."""
        row = self._decidable(takes=True)
        if row is None:
            return
        if row.kind is ChangeKind.NOT_TAKEN:
            self.frame.complain(self.tr("That cannot be taken in other words either: R sets it aside."))
            return
        self._staying.begin()
        self.frame.edit.ask(beginning_of(row, self._note.prints), row.from_name)
        self.frame.show_keys(edit_hints())

    def accept_rest(self) -> None:
        """Accept all that is left of the copy whose change is up, once that is confirmed."""
        row = self._decidable(takes=True)
        if row is None:
            return
        if self.frame.edit.is_open:  # nothing is to be typed while they are accepted
            self._drop_words()
        waiting = self.walk.waiting_of(row.copy_id)
        if not any(one.is_clear for one in waiting):
            self.frame.complain(self.tr("What is left of this copy must be decided one by one."))
            return
        self._deciding.ask_all(waiting, self._note.prints, self)

    def undo(self) -> None:
        """Take back what was decided last at this desk, and go to it."""
        self._replay(self._deciding.undo)

    def redo(self) -> None:
        """Decide again what was taken back last."""
        self._replay(self._deciding.redo)

    def jump(self) -> None:
        """Go to the place in the note; the desk is closed."""
        record = self.walk.record()
        text = self._workspace.read(typed_words, record) if record else ""
        if self._staying.may_leave():
            self.accept()
            self.place_wanted.emit(self._note.meeting_id, text)

    def show_keys(self) -> None:
        """Show what every key does."""
        ShortcutSheet(self.commands, self._theme, self).open()

    def leave(self) -> None:
        """Go to the outcome, and from there out."""
        if self.walk.is_at_end:
            self.close()
        else:
            self.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = key_of(event)
        command = next((one for one in self.commands if one.keys == key), None)
        if command is not None:
            command.do()
        elif key not in ("Return", "Enter"):
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stay, once, where something is typed that is not kept."""
        if self._staying.may_leave():
            super().closeEvent(event)
        else:
            event.ignore()

    def _decidable(self, *, takes: bool) -> ReturnedRow | None:
        """Return the change that is up if it can be decided; else say why not, and return None."""
        row, why = self.current(), ""
        if self.frame.keeps_words() or self._staying.waits():
            return None
        if row is None:
            why = self.tr("No change is up: N goes to the next one that waits.")
        elif row.state is not ChangeState.WAITING:
            why = self.tr("That was {0} already. Ctrl+Z takes back what was decided last.").format(row.state)
        elif takes:
            why = settled_words(self._note)
        self.frame.complain(why)
        return None if why else row

    def _on_decided(self, left: tuple[int, ...], told: str) -> None:
        """Go on in the note as what was decided made it."""
        self._close_edit()
        self._note = self._workspace.read(returned_note, self._note.meeting_id)
        self.walk.follow(self._note)
        self.next_change()
        if left:
            self.go_to_change(left[0])
        self.frame.complain(" ".join(filter(None, (left_words(len(left)), told))))

    def _on_failed(self, why: str) -> None:
        self.refresh()
        self.frame.complain(why)

    def _take_words(self, text: str) -> None:
        row = self.current()
        if row is not None and not self._is_another_now(row):
            self._deciding.accept_as(row, text)

    def _is_another_now(self, row: ReturnedRow) -> bool:
        """Read anew, and say whether a change stands otherwise than it is shown; then it is shown so."""
        try:
            self._note = self._workspace.read(returned_note, self._note.meeting_id)
        except UserError:
            return False
        if row in self._note.rows:
            return False
        self.walk.follow(self._note)
        is_open = self.frame.edit.is_open
        self._showing.show(self._note)
        if is_open:
            self.frame.show_keys(edit_hints())
        self.frame.complain(another_words(self.walk.row(), is_open=is_open))
        return True

    def _close_edit(self) -> None:
        row = self.current()
        self.frame.close_edit(row.id if row is not None else 0)

    def _drop_words(self) -> None:
        self._close_edit()
        self.frame.complain("")
        self.refresh()

    def _replay(self, replay: Callable[[], int]) -> None:
        if self._staying.waits() or self.frame.keeps_words():
            return
        try:
            change_id = replay()
        except UserError as error:
            self.frame.complain(str(error))
        else:
            self.refresh()
            self.go_to_change(change_id)

    def _go(self, move: Callable[[], bool]) -> bool:
        """Go elsewhere, unless words are typed; say whether one went."""
        if self.frame.keeps_words():
            return False
        self.frame.complain("")
        self._close_edit()
        moved = move()
        if moved:
            self._showing.show(self._note)
        return moved

    def _on_block(self, record: str) -> None:
        """Show what came back on a block that one went to in the note."""
        if self.frame.keeps_words():
            self.frame.note.go_to(self.walk.record())
            return
        self.walk.go_to_block(record)
        self._close_edit()
        self.frame.complain("")
        self._showing.cards(self._note)

    def _on_card(self, change_id: int) -> None:
        row = self.current()
        if row is not None and row.id != change_id and not self.frame.edit.is_open:
            self.walk.go_to(change_id)
            self._showing.head(self._note)

    def _look(self) -> None:
        """Show what others have written, unless something is being typed; the focus stays where it is."""
        if self.frame.edit.is_open or self._deciding.is_busy:
            return
        held = self.focusWidget()
        self.refresh()
        if held is self.frame.note:
            held.setFocus()

    def _connect(self) -> None:
        frame = self.frame
        frame.chosen.connect(self._on_card)
        frame.note.gone_to.connect(self._on_block)
        frame.edit.taken.connect(self._take_words)
        frame.edit.dropped.connect(self._drop_words)
        frame.edit.line.textChanged.connect(self._staying.begin)
        frame.summary.gone_to.connect(self.go_to_change)
        frame.summary.ended.connect(self.close)
        self._deciding.decided.connect(self._on_decided)
        self._deciding.failed.connect(self._on_failed)
        self._workspace.elsewhere.connect(self._look)
