"""The note as a text document: every block is one record, and knows which."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import count

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument

from sop_minutes.domain.page import (
    Edit,
    Sheet,
    audiences_of,
    is_narrower,
    keys_after,
    narrowed,
    write_block,
)
from sop_minutes.domain.sheets import ItemSheet
from sop_minutes.domain.text import one_line
from sop_minutes.domain.words import Audience, narrower
from sop_minutes.ui.record.offsets import alike, from_qt, to_qt
from sop_minutes.ui.record.piece import Piece
from sop_minutes.ui.record.seen import around, says_as_much, seen_by_key


class NoteDocument(QObject):
    """A QTextDocument and, block for block beside it, what each block is.

    The document's own undo is off: undo is the change log's. Whatever edits the document, the
    pieces follow; `edited` says from which piece to which, the last one included. Whatever is
    typed, split, joined or moved, no words are seen by more people for it: where they would be, the
    block gets a prefix. Only who deletes the prefix itself, or says `may_widen`, makes it wider.
    While it `is_locked` nothing can be edited, and `refused` says that somebody tried.
    """

    edited = Signal(int, int)
    refused = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.document = QTextDocument(self)
        self.document.setUndoRedoEnabled(False)
        self.document.documentLayout()  # without a layout, a document does not say what changed
        self._keys = count(1)
        self._quiet = False
        self.is_locked = False
        self.pieces: list[Piece] = [self.new_piece()]
        self.document.contentsChange.connect(self._on_contents_change)

    def new_piece(self, text: str = "", level: int = 0, *, heading: bool = False) -> Piece:
        """Return a piece with a key of its own, not yet in the document."""
        piece = Piece(next(self._keys), one_line(text), level, heading)
        piece.read()
        return piece

    def piece_of(self, sheet: Sheet) -> Piece:
        """Return a piece that says `sheet`, with a key of its own, not yet in the document."""
        block = write_block(sheet)
        return Piece(next(self._keys), one_line(block.text), block.level, block.heading, sheet)

    def place_of(self, position: int) -> tuple[int, int]:
        """Return which piece a position of the document is in, and how many characters into its text."""
        block = self.document.findBlock(position)
        return block.blockNumber(), from_qt(block.text(), position - block.position())

    def cursor(self, index: int, start: int, end: int | None = None) -> QTextCursor:
        """Return a cursor at a place in a piece's text, or over the characters from `start` to `end`."""
        block = self.block(index)
        text = block.text()
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + to_qt(text, start))
        if end is not None:
            cursor.setPosition(block.position() + to_qt(text, end), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def block(self, index: int) -> QTextBlock:
        """Return the document's block of a piece."""
        return self.document.findBlockByNumber(index)

    @property
    def is_changing(self) -> bool:
        """Say whether the document is being changed from here; `edited` follows when that is done."""
        return self._quiet

    @contextmanager
    def quietly(self) -> Iterator[None]:
        """Change how the document looks, not what it says."""
        held, self._quiet = self._quiet, True
        try:
            yield
        finally:
            self._quiet = held

    def refuses(self) -> bool:
        """Say whether an edit is to be left alone because the document is locked; it `refused` then."""
        if self.is_locked:
            self.refused.emit()
        return self.is_locked

    def index_of(self, key: int) -> int | None:
        """Return where the piece with this key stands, None if it is gone."""
        return next((number for number, piece in enumerate(self.pieces) if piece.key == key), None)

    def put(self, first: int, many: int, pieces: Sequence[Piece]) -> None:
        """Replace `many` pieces from `first` on by others. A document always has one block at least."""
        if self.refuses():
            return
        wanted = list(pieces)
        if not wanted and many == len(self.pieces):
            wanted = [self.new_piece()]
        with self.quietly():
            self._replace_blocks(first, many, [piece.text for piece in wanted])
        self.pieces[first : first + many] = wanted
        # The one after it, too: Qt makes another block of what text is put in before, without its looks.
        self._tell(first, min(first + len(wanted), len(self.pieces) - 1))

    def move(self, first: int, many: int, to: int) -> None:
        """Move `many` pieces from `first` on to where, without them, the piece `to` stands.

        In one edit: a save between taking out and putting back would delete them.
        """
        start, end = min(first, to), max(first + many, to + many)
        rest = [*self.pieces[start:first], *self.pieces[first + many : end]]
        moved = self.pieces[first : first + many]
        with self.staying_narrow(start, end - 1):
            self.put(start, end - start, [*rest[: to - start], *moved, *rest[to - start :]])

    def reshape(self, index: int, *, level: int | None = None, heading: bool | None = None) -> None:
        """Change how a block stands: its level, whether it is a heading."""
        if self.refuses():
            return
        piece = self.pieces[index]
        level = piece.level if level is None else level
        heading = piece.heading if heading is None else heading
        if (level, heading) != (piece.level, piece.heading):
            with self.staying_narrow(index, index):
                piece.level, piece.heading = level, heading
                piece.read()
        self._tell(index, index)

    def rewrite(self, index: int, text: str, *, may_widen: bool = False) -> None:
        """Change a block's text, which is one line whatever stands in it, and nothing else of it.

        More people may see it for that only where it `may_widen`.
        """
        piece, text = self.pieces[index], one_line(text)
        if piece.text == text or self.refuses():
            return
        old = [*self.pieces[:index], replace(piece), *self.pieces[index + 1 :]]
        head, tail = alike(piece.text, text)
        cursor = self.cursor(index, head, len(piece.text) - tail)
        with self.quietly():
            cursor.insertText(text[head : len(text) - tail])
        piece.text = text
        piece.read()
        if not may_widen:
            self._stay_narrow(old, index, Edit([old[index].block], [text]))
        self._tell(index, index)

    def turn_heading(self, index: int) -> None:
        """Make a block a heading that says one by a mark before its words; the mark goes."""
        sheet = self.pieces[index].sheet
        if isinstance(sheet, ItemSheet) and not self.pieces[index].heading:
            self.rewrite(index, write_block(sheet).text, may_widen=True)
            self.reshape(index, level=0, heading=True)

    def spell_out(self, index: int) -> None:
        """Write a block's mark and prefixes in full: "a:" is "Action:", "# Roads" a heading."""
        self.turn_heading(index)
        piece = self.pieces[index]
        if piece.sheet is None:
            return
        full = write_block(piece.sheet)
        if (full.level, full.heading) == (piece.level, piece.heading):
            self.rewrite(index, full.text, may_widen=True)

    def audiences(self, first: int, last: int) -> list[Audience]:
        """Return who may see each of these pieces: nobody sees more of one than of what it stands under."""
        start = first
        while start and not isinstance(self.pieces[start].sheet, ItemSheet):
            start -= 1
        return audiences_of([piece.sheet for piece in self.pieces[start : last + 1]])[first - start :]

    @contextmanager
    def staying_narrow(self, first: int, last: int) -> Iterator[None]:
        """Move and reshape these pieces; those that more people would see for it say who may see them."""
        long, was = len(self.pieces), seen_by_key(self.pieces, first, last)
        yield
        self._narrow(was, first, last + len(self.pieces) - long)

    def branch(self, index: int) -> int:
        """Return how many pieces hang together from `index` on: a heading's or a bullet's whole branch."""
        top = self.pieces[index]
        end = index + 1
        while end < len(self.pieces):
            piece = self.pieces[end]
            if piece.heading or (not top.heading and piece.level <= top.level):
                break
            end += 1
        return end - index

    def _replace_blocks(self, first: int, many: int, texts: list[str]) -> None:
        cursor = QTextCursor(self.document)
        if many:
            last = self.block(first + many - 1)
            cursor.setPosition(self.block(first).position())
            cursor.setPosition(last.position() + last.length() - 1, QTextCursor.MoveMode.KeepAnchor)
            if texts:
                cursor.insertText("\n".join(texts))
            else:
                cursor.removeSelectedText()
                cursor.deletePreviousChar() if first else cursor.deleteChar()
        elif texts and first < len(self.pieces):
            cursor.setPosition(self.block(first).position())
            cursor.insertText("\n".join(texts) + "\n")
        elif texts:
            cursor.movePosition(QTextCursor.MoveOperation.End)
            cursor.insertText("\n" + "\n".join(texts))

    def _on_contents_change(self, position: int, _removed: int, added: int) -> None:
        if self._quiet:
            return
        first = max(self.document.findBlock(position).blockNumber(), 0)
        end = self.document.findBlock(position + added)
        last = end.blockNumber() if end.isValid() else self.document.blockCount() - 1
        many = len(self.pieces) - (self.document.blockCount() - (last - first + 1))
        texts = [self.block(number).text() for number in range(first, last + 1)]
        old = list(self.pieces)
        before = old[first : first + many]
        if [piece.text for piece in before] == texts:
            return
        self.pieces[first : first + many] = self._followed(before, texts)
        if not says_as_much(before, self.pieces[first : last + 1]):
            edit = Edit([piece.block for piece in before], texts)
            if not edit.takes_prefix_off:
                self._stay_narrow(old, first, edit)
        self._tell(first, last)

    def _tell(self, first: int, last: int) -> None:
        """Say which pieces were edited. That each has its block is checked: text would be lost unseen."""
        if self.document.blockCount() != len(self.pieces):
            raise AssertionError(f"{len(self.pieces)} pieces for {self.document.blockCount()} blocks")
        self.edited.emit(first, last)

    def _stay_narrow(self, old: Sequence[Piece], first: int, edit: Edit) -> None:
        """Let what was made of `old` by an edit, from piece `first` on, be as narrow as it was."""
        last = first + edit.many - 1
        was = seen_by_key(old, first, last + len(old) - len(self.pieces))
        now = self.audiences(first, last)
        for number, audience in enumerate(now):
            sources = [old[first + source].key for source in edit.sources(number)]
            wanted = narrower(*(was[key] for key in sources))
            was[self.pieces[first + number].key] = wanted
            if edit.joins or is_narrower(wanted, audience):
                for start, end in reversed(edit.leftovers(number)):
                    self._replace_in(first + number, start, end, "")
        self._narrow(was, first, last)

    def _narrow(self, was: Mapping[int, Audience], first: int, last: int) -> None:
        """Put a prefix before each piece, in the items of these, that more people would see than `was`."""
        first, end = around(self.pieces, first, last)
        now = self.audiences(first, end - 1)
        for index in range(first, end):
            piece = self.pieces[index]
            audience = was.get(piece.key, Audience.PUBLIC)
            if is_narrower(audience, now[index - first]):
                label = narrowed(replace(piece, text="x").block, audience).text[:-1]
                spaces = len(piece.text) - len(piece.text.lstrip())
                self._replace_in(index, 0, spaces, label)
                self.edited.emit(index, index)
                now = self.audiences(first, end - 1)

    def _replace_in(self, index: int, start: int, end: int, text: str) -> None:
        """Put `text` in place of a stretch of a block. A cursor that stood there stands after it."""
        piece = self.pieces[index]
        with self.quietly():
            self.cursor(index, start, end).insertText(text)
        piece.text = f"{piece.text[:start]}{text}{piece.text[end:]}"
        piece.read()

    def _followed(self, before: list[Piece], texts: list[str]) -> list[Piece]:
        """Return the pieces of `texts`, which stand where `before` stood."""
        held = {piece.key: piece for piece in before}
        level = 0 if not before or before[0].heading else before[0].level
        keys = keys_after([(p.key, p.text) for p in before], texts, lambda: next(self._keys))
        after = []
        for key, text in zip(keys, texts, strict=True):
            piece = replace(held.get(key) or Piece(key, level=level), text=text)
            piece.read()
            after.append(piece)
        return after
