"""The note as it is shown: where the cursor is all that was typed, elsewhere the note."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from sop_minutes.domain.page import prefix_end
from sop_minutes.domain.sheets import PointSheet
from sop_minutes.domain.words import PointKind
from sop_minutes.ui.record.canvas import NoteCanvas
from sop_minutes.ui.record.look import Room, prefix_length
from sop_minutes.ui.record.marks import pills_of
from sop_minutes.ui.record.note import NoteDocument
from sop_minutes.ui.record.piece import Piece
from sop_minutes.ui.theme import Theme

if TYPE_CHECKING:
    from sop_minutes.domain.finding import Hit
    from sop_minutes.domain.grammar import ParsedAction

_WIDEST = 660
"""Pixels of text in a line, at the most: what the eye can follow."""

_OVER_HEADING, _UNDER_LINE = 16, 60
"""Pixels around a heading and a line of it that are shown together."""

_BELOW = 160.0
"""Pixels free below the last block, so that one need not type at the very edge."""


class NoteView(NoteCanvas):
    """Follows the cursor, and keeps the looks of the text up to date.

    `left_block` gives the key of the block the cursor has left. `moved` follows whatever may have
    moved the cursor, when document and pieces agree: the cursor's own signal comes before they do.
    Places are given and taken as characters of a piece's text, never as Qt counts them.
    """

    left_block = Signal(int)
    moved = Signal()
    current_changed = Signal(int)

    def __init__(self, note: NoteDocument, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(note, theme, parent)
        self._wrong_in: Callable[[str], Sequence[tuple[int, int]]] = lambda _text: ()
        self._is_resized = False
        self.setDocument(note.document)
        self.setFrameShape(QTextEdit.Shape.NoFrame)
        self.setCursorWidth(2)
        note.document.setDocumentMargin(8)
        frame = note.document.rootFrame().frameFormat()
        frame.setBottomMargin(_BELOW)
        note.document.rootFrame().setFrameFormat(frame)
        self.set_theme(theme)
        note.edited.connect(self._on_edited)
        self.cursorPositionChanged.connect(self._follow_cursor)

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self._dress(theme)
        self._style(0, len(self._note.pieces) - 1)

    def underline_with(self, wrong_in: Callable[[str], Sequence[tuple[int, int]]]) -> None:
        """Underline what `wrong_in` finds in a text: it is asked at every key."""
        self._wrong_in = wrong_in

    def show_hits(self, hits: "Sequence[Hit]") -> None:
        """Mark places in the text that were found."""
        mark = QTextCharFormat()
        mark.setBackground(self._look.theme.tones["soon"].back)
        mark.setForeground(self._look.theme.tones["soon"].ink)
        marked = []
        for hit in hits:
            found = QTextEdit.ExtraSelection()
            found.cursor, found.format = self._note.cursor(*hit), mark
            marked.append(found)
        self.setExtraSelections(marked)

    def understood(self, index: int) -> list[str]:
        """Return what is understood of an action's line, as its chips say it; nothing of another block."""
        piece = self._note.pieces[index]
        said = self._read(piece)
        return [chip.text for chip in self._typed_chips(piece, said)] if said is not None else []

    def restyle(self, index: int) -> None:
        """Draw a piece again."""
        self._style(index, index)

    def current_index(self) -> int:
        """Return which piece the cursor is in."""
        return self.textCursor().blockNumber()

    def current_key(self) -> int:
        """Return the key of the piece that the cursor is in."""
        return self._note.pieces[self.current_index()].key

    def hold_place(self) -> Callable[[], None]:
        """Return what puts the cursor, and a selection, back into the blocks they are in now.

        Text that is put in where a cursor stands takes the cursor along with it.
        """
        cursor = self.textCursor()
        held = [self._in_block(cursor.anchor()), self._in_block(cursor.position())]
        said = [self._words_of(key) for key, _ in held]

        def put_back() -> None:
            now = self.textCursor()
            places = [self._position(*place) for place in held]
            stays = [self._in_block(at)[0] for at in (now.anchor(), now.position())] == [k for k, _ in held]
            if None in places or (stays and said != [self._words_of(key) for key, _ in held]):
                return
            now.setPosition(places[0] or 0)
            now.setPosition(places[1] or 0, QTextCursor.MoveMode.KeepAnchor)
            self.setTextCursor(now)

        return put_back

    def place(self, index: int, offset: int | None = None) -> None:
        """Put the cursor in a piece, at its end unless `offset` says where."""
        at = len(self._note.pieces[index].text) if offset is None else offset
        self.setTextCursor(self._note.cursor(index, at))

    def reveal(self) -> None:
        """Scroll so that the cursor is seen, and the block it is in with the chips under it."""
        self.ensureCursorVisible()
        self._show_whole()

    def show_below_top(self) -> None:
        """Scroll so that the line of the cursor is a third down, or lower if its heading is seen then."""
        index, layout = self.current_index(), self.document().documentLayout()
        above = (at for at in range(index, -1, -1) if self._note.pieces[at].heading)
        line = layout.blockBoundingRect(self._note.block(index))
        heading = layout.blockBoundingRect(self._note.block(next(above, index))).top() - _OVER_HEADING
        high = self.viewport().height()
        third = line.top() - high / 3
        fits = line.bottom() + _UNDER_LINE - heading <= high
        self.verticalScrollBar().setValue(int(min(third, heading) if fits else third))
        self._show_whole()

    def place_at(self, key: int, offset: int | None = None) -> None:
        """Put the cursor in the piece with this key, if it is there, as `place` does."""
        index = self._note.index_of(key)
        if index is not None:
            self.place(index, offset)

    def offset(self) -> int:
        """Return how far into its block the cursor is."""
        return self._note.place_of(self.textCursor().position())[1]

    def selected(self) -> tuple[tuple[int, int], tuple[int, int]]:
        """Return where the selection starts and where it ends: which piece, and how far into it."""
        cursor = self.textCursor()
        return self._note.place_of(cursor.selectionStart()), self._note.place_of(cursor.selectionEnd())

    def selected_pieces(self) -> range:
        """Return which pieces the selection is in; not one before whose first character it ends."""
        (first, _), (last, offset) = self.selected()
        return range(first, last + (offset > 0 or first == last))

    def resizeEvent(self, event: QResizeEvent) -> None:
        is_seen = self.cursorRect().bottom() >= 0 and self.cursorRect().top() <= event.oldSize().height()
        side = max(12, (self.width() - _WIDEST) // 2)
        self.setViewportMargins(side, 0, max(12, side - self.verticalScrollBar().width()), 0)
        super().resizeEvent(event)
        self._is_resized = True
        self._fit_chips()
        if is_seen:
            self.reveal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left_block.emit(self._current)

    def _on_edited(self, first: int, last: int) -> None:
        self._style(max(first - 1, 0), last)
        self._fit_chips()
        self._follow_cursor()
        self._show_whole()

    def _show_whole(self) -> None:
        """Scroll so that the block that is typed in is seen with its frame, and the chips under it.

        Of one that is higher than the page the line of the cursor stays.
        """
        block = self.textCursor().block()
        if not block.isValid():
            return
        bar = self.verticalScrollBar()
        box = self.document().documentLayout().blockBoundingRect(block)
        over = box.bottom() + block.blockFormat().bottomMargin() + 6 - bar.value() - self.viewport().height()
        over = min(over, self.cursorRect().top() - 1)
        if over > 0:
            bar.setValue(bar.value() + int(over) + 1)

    def _is_behind(self) -> bool:
        """Say whether the document is being edited, and its pieces have yet to follow: `edited` will come."""
        return self._note.document.blockCount() != len(self._note.pieces)

    def _fit_chips(self) -> None:
        """Keep the room free that chips need in a page of another width: a scroll bar came or went."""
        if not self._is_resized or self._is_behind():
            return
        self._is_resized = False
        for index, piece in enumerate(self._note.pieces):
            if piece.action or piece.key == self._current:
                self._style(index, index)

    def _in_block(self, position: int) -> tuple[int, int]:
        """Return the key of the piece that a position is in, and how far into its words.

        A colleague may put a prefix before them.
        """
        index, offset = self._note.place_of(position)
        piece = self._note.pieces[index]
        return piece.key, offset - prefix_end(piece.block)

    def _words_of(self, key: int) -> str:
        """Return what a piece says after its prefix, "" for one that is gone."""
        index = self._note.index_of(key)
        piece = self._note.pieces[index] if index is not None else None
        return piece.text[prefix_end(piece.block) :] if piece is not None else ""

    def _position(self, key: int, offset: int) -> int | None:
        """Return where in the document a place in a piece is, None where that is gone."""
        index = self._note.index_of(key)
        if index is None:
            return None
        piece = self._note.pieces[index]
        at = min(max(offset + prefix_end(piece.block), 0), len(piece.text))
        return self._note.cursor(index, at).position()

    def _follow_cursor(self) -> None:
        if self._note.is_changing or self._is_behind():
            return
        index = self.current_index()
        if self._note.pieces[index].key != self._current:
            self._turn_to(index)
        self.moved.emit()

    def _turn_to(self, index: int) -> None:
        """Show all that was typed in another block than before."""
        key = self._note.pieces[index].key
        left, self._current = self._current, key
        was = self._note.index_of(left)
        if was is not None:
            self._style(was, was)
        self._style(index, index)
        self.left_block.emit(left)
        self.current_changed.emit(self.current_index())

    def _style(self, first: int, last: int) -> None:
        """Bring the looks of pieces up to date, and lay those out again that look different."""
        cursor = QTextCursor(self._note.document)
        with self._note.quietly():
            cursor.beginEditBlock()
            try:
                last = min(last, len(self._note.pieces) - 1)
                changed = [index for index in range(first, last + 1) if self._style_one(index, cursor)]
            finally:
                cursor.endEditBlock()
            if changed:
                start, end = self._note.block(changed[0]), self._note.block(changed[-1])
                length = end.position() + end.length() - start.position()
                self._note.document.markContentsDirty(start.position(), length)
        self.viewport().update()

    def _style_one(self, index: int, cursor: QTextCursor) -> bool:
        """Give a piece its margins and its styles; say whether there are or were any of these."""
        piece, block = self._note.pieces[index], self._note.block(index)
        current = piece.key == self._current
        said = self._read(piece) if current else None
        if current:
            self._said = said
        margins = self._look.block_format(piece, self._room(index, said, current=current))
        if block.blockFormat() != margins:
            cursor.setPosition(block.position())
            cursor.setBlockFormat(margins)
        ranges = self._look.ranges(piece, said, current=current)
        ranges += self._look.waves(piece.text, self._wrong_in(piece.text))
        if not ranges and not block.layout().formats():
            return False
        block.layout().setFormats(ranges)
        return True

    def _read(self, piece: Piece) -> "ParsedAction | None":
        sheet = piece.sheet
        if (
            self._read_action is None
            or not isinstance(sheet, PointSheet)
            or sheet.kind is not PointKind.ACTION
        ):
            return None
        return self._read_action(sheet.text)

    def _room(self, index: int, said: "ParsedAction | None", *, current: bool) -> Room:
        piece, after = self._note.pieces[index], self._note.pieces[index + 1 : index + 2]
        before = self._look.number_width if piece.heading else 0.0
        if not current and piece.sheet is not None and prefix_length(piece):
            before += self._chips.row_width(pills_of(piece.sheet, piece.action))
        return Room(before, self._below(piece, said, current=current), bool(after) and after[0].heading)
