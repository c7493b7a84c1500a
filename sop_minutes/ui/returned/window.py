"""The desk at which is decided what becomes of returned copies: full screen, one key each verb."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sop_minutes.commands.returned import accept_all, accept_change, reject_change
from sop_minutes.domain.due import format_date
from sop_minutes.domain.errors import ChangedSinceError, UserError
from sop_minutes.domain.returned.change import ChangeKind
from sop_minutes.domain.words import ChangeState
from sop_minutes.queries.returned import ReturnedRow
from sop_minutes.queries.returned_note import returned_note, typed_words
from sop_minutes.ui.commands import Commands
from sop_minutes.ui.naming import named
from sop_minutes.ui.pressing import Dialog
from sop_minutes.ui.returned.confirming import AcceptRest
from sop_minutes.ui.returned.frame import ReturnedFrame
from sop_minutes.ui.returned.keys import desk_commands, edit_hints, end_hints, hints_for, key_of
from sop_minutes.ui.returned.walking import Walk
from sop_minutes.ui.returned.wording import beginning_of, copy_chips
from sop_minutes.ui.review.taking_back import TakingBack
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
        self._taking_back = TakingBack(workspace)
        self._over: int | None = None
        self._is_warned = False
        self.frame = ReturnedFrame(theme)
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
        self._show()

    def refresh(self) -> None:
        """Read all anew, and show the change that is up, else the outcome."""
        try:
            self._note = self._workspace.read(returned_note, self._note.meeting_id)
        except UserError as error:
            self.frame.complain(str(error))
            return
        self.walk.follow(self._note)
        self._show()

    def current(self) -> ReturnedRow | None:
        """Return the change that is up, None at the end and at a block on which nothing came back."""
        return self.walk.row()

    def next_change(self) -> None:
        """Go to the next change that waits; behind the last one is the end."""
        self._go(self.walk.next_waiting())

    def previous_change(self) -> None:
        """Go to the change before that waits."""
        if not self._go(self.walk.previous_waiting()):
            self.frame.complain(self.tr("Nothing waits before this."))

    def go_to_change(self, change_id: int) -> None:
        """Go to a change, decided or not."""
        self._go(self.walk.go_to(change_id))

    def end(self) -> None:
        """Show the outcome."""
        self._go(self.walk.go_to_end())

    def accept_change(self) -> None:
        """Make the change that is up in the note; of a conflict, what they want."""
        row = self._decidable(takes=True)
        if row is not None:
            over = row.is_conflict or self._over == row.id
            self._decide(self.tr("Accept a change of {0}"), accept_change, row, over=over)

    def reject_change(self) -> None:
        """Leave the note as it is; a comment is set aside."""
        row = self._decidable(takes=False)
        if row is not None:
            self._decide(self.tr("Reject a change of {0}"), reject_change, row)

    def edit_change(self) -> None:
        """Ask what the block is to say instead."""
        row = self._decidable(takes=True)
        if row is None:
            return
        if row.kind is ChangeKind.NOT_TAKEN:
            self.frame.complain(self.tr("That cannot be taken in other words either: R sets it aside."))
            return
        self._is_warned = False
        self.frame.edit.ask(beginning_of(row, self._note.prints), row.from_name)
        self.frame.show_keys(edit_hints())

    def accept_rest(self) -> None:
        """Accept all that is left of the copy whose change is up, once that is confirmed."""
        row = self._decidable(takes=True)
        if row is None:
            return
        left = [one.id for one in self.walk.rest_of(row.copy_id)]
        if not left:
            self.frame.complain(self.tr("What is left of this copy must be decided one by one."))
            return
        box = AcceptRest(self, row.from_name, len(left))
        box.accepted.connect(lambda: self._accept_all(row, left))
        box.open()

    def undo(self) -> None:
        """Take back what was decided last at this desk, and go to it."""
        self._replay(self._taking_back.undo)

    def redo(self) -> None:
        """Decide again what was taken back last."""
        self._replay(self._taking_back.redo)

    def jump(self) -> None:
        """Go to the place in the note; the desk is closed."""
        record = self.walk.record()
        text = self._workspace.read(typed_words, record) if record else ""
        if self._may_leave():
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
        if self._may_leave():
            super().closeEvent(event)
        else:
            event.ignore()

    def _decidable(self, *, takes: bool) -> ReturnedRow | None:
        """Return the change that is up if it can be decided; else say why not, and return None."""
        row, why = self.current(), ""
        if row is None:
            why = self.tr("No change is up: N goes to the next one that waits.")
        elif row.state is not ChangeState.WAITING:
            why = self.tr("That was {0} already. Ctrl+Z takes back what was decided last.").format(row.state)
        elif takes and self._note.is_settled:
            why = self._settled_words()
        self.frame.complain(why)
        return None if why else row

    def _decide(self, label: str, command: Callable[..., object], row: ReturnedRow, **how: object) -> None:
        if self._do(label.format(row.from_name), command, row, row.id, **how):
            self.next_change()

    def _do(
        self, label: str, command: Callable[..., object], row: ReturnedRow, *args: object, **how: object
    ) -> bool:
        """Do something, show what it made; say whether it could be done. Where not, the reason is said."""
        try:
            self._workspace.do(label, command, *args, **how)
        except UserError as error:
            self.refresh()
            is_over = isinstance(error, ChangedSinceError)
            self._over = row.id if is_over else None
            more = self.tr(" A again takes theirs, R keeps ours.") if is_over else ""
            self.frame.complain(f"{error}{more}")
            return False
        self._over = None
        self._taking_back.note(row.id)
        self.frame.edit.hide()
        self._note = self._workspace.read(returned_note, self._note.meeting_id)
        self.walk.follow(self._note)
        return True

    def _accept_all(self, row: ReturnedRow, left: list[int]) -> None:
        label = self.tr("Accept all that were left of {0}").format(row.from_name)
        self.setCursor(Qt.CursorShape.WaitCursor)
        done = self._do(label, accept_all, row, row.copy_id, change_ids=left)
        self.unsetCursor()
        if done:
            self.next_change()

    def _take_words(self, text: str) -> None:
        row = self.current()
        if row is None:
            return
        if self._is_another_now(row):
            self.walk.follow(self._note)
            self._show_cards()
            self.frame.show_keys(edit_hints())
            words = self.tr(
                "This was changed in another window meanwhile. Ctrl+Enter again takes your words."
            )
            self.frame.complain(words)
            return
        label = self.tr("Accept a change of {0} in other words")
        self._decide(label, accept_change, row, text=text, over=True)

    def _is_another_now(self, row: ReturnedRow) -> bool:
        """Read anew, and say whether a change stands otherwise than it is shown."""
        try:
            self._note = self._workspace.read(returned_note, self._note.meeting_id)
        except UserError:
            return False
        return all(one != row for one in self._note.rows)

    def _drop_words(self) -> None:
        self.frame.edit.hide()
        self.frame.complain("")
        self.refresh()

    def _replay(self, replay: Callable[[], int]) -> None:
        try:
            change_id = replay()
        except UserError as error:
            self.frame.complain(str(error))
        else:
            self.frame.edit.hide()
            self.refresh()
            self.go_to_change(change_id)

    def _go(self, moved: bool) -> bool:
        self.frame.complain("")
        self.frame.edit.hide()
        if moved:
            self._show()
        return moved

    def _on_block(self, record: str) -> None:
        """Show what came back on a block that one went to in the note."""
        self.walk.go_to_block(record)
        self.frame.edit.hide()
        self.frame.complain("")
        self._show_cards()

    def _on_card(self, change_id: int) -> None:
        row = self.current()
        if row is not None and row.id != change_id and not self.frame.edit.is_open:
            self.walk.go_to(change_id)
            self._show_rest()

    def _show(self) -> None:
        """Show the change that is up, or the end."""
        if self.walk.is_at_end:
            self.frame.summary.show_rows(self.walk.rows(), self._note.prints)
            self.frame.turn_to(self.frame.summary)
        else:
            self.frame.note.show_blocks(self._note.blocks)
            self.frame.note.go_to(self.walk.record())
            self._show_cards()
            self.frame.turn_to(self.frame.note)
        self._show_rest()
        self._focus()

    def _show_cards(self) -> None:
        nothing = self.tr("Nothing came back on this block. N goes to the next change that waits.")
        self.frame.show_cards(self.walk.side_by_side(), self._note.prints, nothing)
        self._show_rest()

    def _show_rest(self) -> None:
        """Show the head and the keys."""
        note, row = self._note, self.current()
        heading = self.tr("Returned copies · {0} · {1} ({2})").format(
            note.group, format_date(note.on), note.state
        )
        settled = self._settled_words() if note.is_settled else ""
        self.frame.show_head(heading, self.walk.place_words(), copy_chips(note.copies), settled)
        self.frame.show_keys(end_hints() if self.walk.is_at_end else hints_for(row))

    def _focus(self) -> None:
        row = self.current()
        if self.frame.edit.is_open:
            return
        if self.walk.is_at_end:
            self.frame.summary.list.setFocus()
        elif row is not None:
            self.frame.focus_card(row.id)

    def _settled_words(self) -> str:
        return self.tr(
            "The minutes of {0} are {1}: to take a change, reopen them first (Note menu, in the note). "
            "Nothing is lost: what came back waits here until then."
        ).format(self._note.key, self._note.state)

    def _may_leave(self) -> bool:
        """Say whether nothing is typed that is not kept, or one was told so before."""
        if self._is_warned or not self.frame.edit.is_typed:
            return True
        self._is_warned = True
        self.frame.complain(
            self.tr("What is typed is not taken yet: Ctrl+Enter takes it. Or close again to go without it.")
        )
        return False

    def _look(self) -> None:
        """Show what others have written, unless something is being typed; the focus stays where it is."""
        if self.frame.edit.is_open:
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
        frame.summary.gone_to.connect(self.go_to_change)
        frame.summary.ended.connect(self.close)
        self._workspace.elsewhere.connect(self._look)
