"""The page one types on: what each key does to the note."""

import re
from collections.abc import Callable, Sequence

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QWidget

from sop_minutes.domain.grammar.lines import DEEPEST
from sop_minutes.domain.page import Block, inserted, prefix_end
from sop_minutes.domain.text import clean_text
from sop_minutes.domain.words import Audience
from sop_minutes.ui.record.note import NoteDocument
from sop_minutes.ui.record.pasting import copied_text, holds_files, pasted_blocks
from sop_minutes.ui.record.view import NoteView
from sop_minutes.ui.safe.clipboard import text_data
from sop_minutes.ui.theme import Theme

_MARK = re.compile(r"(?P<bullet>[-*•–])\s|(?P<heading>#+)\s")
_LINE_ENDS = frozenset("\u2028\u2029")

Keys = Qt.Key
Mods = Qt.KeyboardModifier


class NoteEditor(NoteView):
    """A note, typed. Enter makes the next block, Tab changes its level, Ctrl+Enter begins the next item.

    `said` says why something was not done.
    """

    said = Signal(str)
    undo_wanted = Signal()
    redo_wanted = Signal()

    def __init__(self, note: NoteDocument, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(note, theme, parent)
        self.setObjectName("note")
        self.setAccessibleName(self.tr("Note"))
        self.setAcceptRichText(False)
        self.setTabChangesFocus(False)

    def set_locked(self, locked: bool) -> None:
        """Let the note be read and copied only, or typed on."""
        self.note.is_locked = locked
        flags = Qt.TextInteractionFlag
        reading = flags.TextSelectableByMouse | flags.TextSelectableByKeyboard
        self.setTextInteractionFlags(reading if locked else flags.TextEditorInteraction)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _writes(event) and self.note.refuses():
            event.accept()
            return
        if self._key(event):
            event.accept()
            return
        before = self.textCursor()
        super().keyPressEvent(event)
        if event.key() == Keys.Key_Home:
            self._stop_at_words(before)
        if event.text() == " ":
            self._turn_mark()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Take what an input method has composed as if it had been typed: a line end makes a block."""
        composed = event.commitString()
        if (composed or event.preeditString()) and self.note.refuses():
            event.accept()
            return
        if composed and not composed.isprintable():
            event.setCommitString(clean_text(composed), event.replacementStart(), event.replacementLength())
        super().inputMethodEvent(event)

    def _key(self, event: QKeyEvent) -> bool:
        """Do what a key of ours says; say whether it was one."""
        key, mods = event.key(), event.modifiers() & ~Mods.KeypadModifier
        doing: dict[tuple[Keys, Mods], Callable[[], None]] = {
            (Keys.Key_Return, Mods.NoModifier): self.next_block,
            (Keys.Key_Enter, Mods.NoModifier): self.next_block,
            (Keys.Key_Return, Mods.ShiftModifier): self.next_block,
            (Keys.Key_Enter, Mods.ShiftModifier): self.next_block,
            (Keys.Key_Return, Mods.ControlModifier): self.next_item,
            (Keys.Key_Enter, Mods.ControlModifier): self.next_item,
            (Keys.Key_Tab, Mods.NoModifier): self.deeper,
            **({(Keys.Key_Backspace, Mods.NoModifier): self.shallower} if self._is_before_bullet() else {}),
            (Keys.Key_Backtab, Mods.ShiftModifier): self.shallower,
            (Keys.Key_Backtab, Mods.NoModifier): self.shallower,
            (Keys.Key_Up, Mods.AltModifier): self.move_up,
            (Keys.Key_Down, Mods.AltModifier): self.move_down,
            (Keys.Key_B, Mods.ControlModifier): self.bold,
            (Keys.Key_I, Mods.ControlModifier): self.italic,
            (Keys.Key_V, Mods.ControlModifier | Mods.ShiftModifier): self.paste_plain,
            (Keys.Key_Z, Mods.ControlModifier): self.undo_wanted.emit,
            (Keys.Key_Y, Mods.ControlModifier): self.redo_wanted.emit,
            (Keys.Key_Z, Mods.ControlModifier | Mods.ShiftModifier): self.redo_wanted.emit,
        }
        do = doing.get((Keys(key), mods))
        if do is None and event.text() in _LINE_ENDS:  # of a keyboard layout that has them
            do = self.next_block
        if do is not None:
            do()
        return do is not None

    def next_block(self) -> None:
        """Begin the block after this one; an empty bullet steps out instead, an empty block stays."""
        index = self.current_index()
        piece = self._note.pieces[index]
        if not piece.text.strip() and not self.textCursor().hasSelection():
            if piece.level or piece.heading:
                self._note.reshape(index, level=max(piece.level - 1, 0), heading=False)
            return
        if self.note.refuses():
            return
        cursor = self.textCursor()
        block = piece.block
        if not cursor.hasSelection() and cursor.positionInBlock() == prefix_end(block) < len(block.text):
            cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)  # no prefix stays behind alone
        cursor.insertBlock()
        self.setTextCursor(cursor)
        self.reveal()

    def next_item(self) -> None:
        """Go to the next agenda item, ready to type under it; after the last one begin a new one."""
        index = self.current_index()
        pieces = self._note.pieces
        following = next((n for n in range(index + 1, len(pieces)) if pieces[n].heading), None)
        if following is None:
            self._begin(len(pieces), heading=True)
            return
        end = following + self._note.branch(following)
        if end == following + 1 or pieces[end - 1].text.strip():
            self._begin(end)
        else:
            self.place(end - 1)

    def deeper(self) -> None:
        """Make the blocks that are selected one level deeper."""
        self._shift(1)

    def shallower(self) -> None:
        """Make the blocks that are selected one level less deep."""
        self._shift(-1)

    def move_up(self) -> None:
        """Move a block, or an item, with all that hangs under it, before the one above."""
        first = self.current_index()
        many = self._note.branch(first)
        if first:
            above = self._start_of_branch_above(first)
            self._move(first, many, above)

    def move_down(self) -> None:
        """Move a block, or an item, with all that hangs under it, after the one below."""
        first = self.current_index()
        many = self._note.branch(first)
        after = first + many
        if after < len(self._note.pieces):
            self._move(first, many, first + self._note.branch(after))

    def bold(self) -> None:
        """Put the selection in bold, or take it out of bold."""
        self._wrap("**")

    def italic(self) -> None:
        """Put the selection in italics, or take it out of italics."""
        self._wrap("*")

    def insertFromMimeData(self, source: QMimeData) -> None:
        self._paste(source)

    def paste_plain(self) -> None:
        """Paste the text of the clipboard without bold, italics and links."""
        self._paste(QGuiApplication.clipboard().mimeData(), plain=True)

    def createMimeDataFromSelection(self) -> QMimeData:
        (first, start), (last, end) = self.selected()
        pieces, seen = self._note.pieces[first : last + 1], self._note.audiences(first, last)
        is_restricted = Audience.RESTRICTED in seen
        return text_data(copied_text(pieces, seen, start, end), is_restricted=is_restricted)

    def _stop_at_words(self, before: QTextCursor) -> None:
        """Have Home, from the words of a block, go to the first of them, and only then before the prefix."""
        cursor = self.textCursor()
        words = prefix_end(self._note.pieces[cursor.blockNumber()].block)
        if (
            cursor.atBlockStart()
            and cursor.block() == before.block()
            and before.positionInBlock() > words > 0
        ):
            mode = QTextCursor.MoveMode
            cursor.setPosition(
                cursor.position() + words, mode.KeepAnchor if cursor.hasSelection() else mode.MoveAnchor
            )
            self.setTextCursor(cursor)

    def _begin(self, index: int, *, heading: bool = False) -> None:
        piece = self._note.new_piece(heading=heading)
        self._note.put(index, 0, [piece])
        self.place_at(piece.key)

    def _is_before_bullet(self) -> bool:
        """Say whether the cursor stands where Backspace takes a bullet off, before it joins lines."""
        cursor = self.textCursor()
        bullet = self._note.pieces[self.current_index()].level
        return bool(bullet) and cursor.atBlockStart() and not cursor.hasSelection()

    def _shift(self, by: int) -> None:
        for index in self.selected_pieces():
            piece = self._note.pieces[index]
            if piece.heading:
                if by < 0:
                    self._note.reshape(index, level=0, heading=False)
                continue
            self._note.reshape(index, level=max(0, min(piece.level + by, DEEPEST)))
            self._note.turn_heading(index)

    def _start_of_branch_above(self, first: int) -> int:
        pieces = self._note.pieces
        top = pieces[first]
        above = first - 1
        if top.heading:
            while above and not pieces[above].heading:
                above -= 1
        else:
            while above and not pieces[above].heading and pieces[above].level > top.level:
                above -= 1
        return above

    def _move(self, first: int, many: int, to: int) -> None:
        offset = self.offset()
        key = self._note.pieces[first].key
        self._note.move(first, many, to)
        self.place_at(key, offset)

    def _wrap(self, mark: str) -> None:
        cursor = self.textCursor()
        text = cursor.selectedText()
        if "\u2029" in text or self.note.refuses():
            return
        if len(text) > 2 * len(mark) and text.startswith(mark) and text.endswith(mark):
            cursor.insertText(text[len(mark) : -len(mark)])
            return
        cursor.insertText(f"{mark}{text}{mark}")
        if not text:
            cursor.movePosition(QTextCursor.MoveOperation.Left, n=len(mark))
        self.setTextCursor(cursor)

    def _turn_mark(self) -> None:
        """Make a block whose mark was just typed a bullet or a heading."""
        index = self.current_index()
        piece = self._note.pieces[index]
        narrow = piece.sheet is not None and piece.sheet.audience is not Audience.PUBLIC
        start = prefix_end(Block(piece.text, heading=True)) if narrow else 0
        mark = _MARK.match(piece.text, start)
        if not mark or self.offset() != mark.end() or piece.heading:
            return
        self._note.rewrite(index, f"{piece.text[:start]}{piece.text[mark.end() :]}")
        if mark["heading"]:
            self._note.reshape(index, level=0, heading=True)
        else:
            self._note.reshape(index, level=max(self._note.pieces[index].level, 1))
        self.place(index, start)

    def _paste(self, mime: QMimeData, *, plain: bool = False) -> None:
        if holds_files(mime):
            self.said.emit(self.tr("A file cannot be put into a note; “sop-minutes import” reads one."))
            return
        self._insert(pasted_blocks(mime, plain=plain))

    def _insert(self, blocks: Sequence[Block]) -> None:
        """Put blocks where the cursor is, in place of the selection."""
        if not blocks or self.note.refuses():
            return
        self.textCursor().removeSelectedText()
        index, offset = self.current_index(), self.offset()
        piece = self._note.pieces[index]
        placed = inserted(piece.block, offset, blocks, *self._note.audiences(index, index))
        pieces = [self._note.new_piece(b.text, b.level, heading=b.heading) for b in placed.blocks]
        kept = placed.blocks[placed.kept]
        with self._note.staying_narrow(index, index):
            self._note.rewrite(index, kept.text)
            self._note.reshape(index, level=kept.level, heading=kept.heading)
            for first, put in ((index + 1, pieces[placed.kept + 1 :]), (index, pieces[: placed.kept])):
                if put:
                    self._note.put(first, 0, put)
        last = piece if placed.last == placed.kept else pieces[placed.last]
        self.place_at(last.key, placed.offset)
        self.reveal()


def _writes(event: QKeyEvent) -> bool:
    """Say whether a key would write or delete text."""
    deletes = event.key() in {Keys.Key_Backspace, Keys.Key_Delete}
    controls = event.modifiers() & (Mods.ControlModifier | Mods.AltModifier | Mods.MetaModifier)
    return deletes or (event.text().isprintable() and bool(event.text()) and not controls)
