"""Saved means saved: what is typed goes into the database, and comes back when that changes."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from sop_minutes.commands.page import keep_page
from sop_minutes.commands.typed import keep_typed
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.page import Change, Changed, Sheet, changes_between, changes_text_alone
from sop_minutes.queries.actions import action_row
from sop_minutes.queries.page import PageRow, page_rows
from sop_minutes.ui.record.early import Handover
from sop_minutes.ui.record.note import NoteDocument
from sop_minutes.ui.record.piece import Piece
from sop_minutes.ui.record.showing import show_pieces
from sop_minutes.ui.workspace import Workspace

PAUSE = 300
"""Milliseconds without a key after which what was typed is saved."""

LONGEST = 1000
"""Milliseconds that typing may go on before it is saved."""

AGAIN = 1000
"""Milliseconds after which what could not be saved is tried again."""


class NoteKeeper(QObject):
    """Keeps one meeting's document and its rows the same.

    `doubled` says that a colleague had changed the same block, and both texts are kept.
    `typed_in` says by its key in which block the cursor is, `hold_place` remembers where, and returns
    what puts it back there.
    """

    kept = Signal()
    doubled = Signal()
    waiting = Signal()
    failed = Signal(str)
    synced = Signal()

    def __init__(self, note: NoteDocument, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.note = note
        self._workspace = workspace
        self.meeting_id: int | None = None
        self._saved: dict[int, Sheet] = {}
        self._rows: dict[int, int] = {}
        self._emptied: dict[int, Sheet] = {}
        self.typed_in: Callable[[], int | None] = lambda: None
        self.hold_place: Callable[[], Callable[[], None]] = lambda: lambda: None
        self._syncing = False
        self._pause = self._timer(PAUSE)
        self._longest = self._timer(LONGEST)
        self._again = self._timer(AGAIN)
        self._typed_id: int | None = None
        note.edited.connect(self._on_edited)
        workspace.elsewhere.connect(self._take_in)

    def open(self, meeting_id: int) -> None:
        """Show a meeting instead of what is shown, which has been kept before."""
        self._stop()
        self.meeting_id = meeting_id
        rows = self._workspace.read(page_rows, meeting_id)
        pieces = [self._shown(row, None) for row in rows]
        self._saved = {piece.key: row.sheet for piece, row in zip(pieces, rows, strict=True)}
        self._rows = {piece.key: row.id for piece, row in zip(pieces, rows, strict=True)}
        self._emptied = {}
        with self._unheard():
            self.note.put(0, len(self.note.pieces), pieces)
        self.synced.emit()

    def adopt(self, early: Handover) -> None:
        """Go on with a document that shows a meeting already, and was typed on."""
        self.meeting_id = early.meeting_id
        self._saved = early.page
        self._rows = early.rows
        self._typed_id = early.typed_id
        self._emptied = {}
        self.refresh()
        self.keep()

    def close(self) -> None:
        """Show no meeting any more: nothing is kept or read from now on."""
        self.meeting_id = None
        self._stop()

    def unsaved(self) -> list[str]:
        """Return the texts of the blocks that do not say what is kept of them."""
        pieces = (piece for piece in self.note.pieces if piece.text.strip())
        return [piece.text for piece in pieces if piece.sheet != self._saved.get(piece.key)]

    def row_of(self, key: int) -> int | None:
        """Return the id of the row that keeps a block, None for one that is not kept yet."""
        return self._rows.get(key)

    def keep(self, label: str = "") -> bool:
        """Save what differs from what is kept; say whether all of it is kept now.

        With a `label` it is one thing to take back, apart from the typing before it and after.
        A block that stands empty is deleted; what is typed into it later is another record.
        """
        for timer in (self._pause, self._longest, self._again):
            timer.stop()
        if self.meeting_id is None:
            return True
        if not self._take_over():
            return False
        page = self._page()
        changes = changes_between(self._saved, page)
        if changes:
            try:
                do = self._workspace.do if label else self._workspace.do_typing
                made = do(
                    label or self.tr("Typing"),
                    keep_page,
                    self.meeting_id,
                    changes=changes,
                    rows=self._rows,
                    page=page,
                )
            except UserError as error:
                return self._fail(error)
            self._rows |= made
            self._forget_blanks(page)
            self._saved = page
            if made or not all(changes_text_alone(change) for change in changes):
                self.refresh()
            else:
                self._renew_actions(changes)
            if any(isinstance(change, Changed) and change.key in made for change in changes):
                self.doubled.emit()
        self.kept.emit()
        self._workspace.look()
        return True

    def let_go(self, key: int) -> None:
        """Save; a block that was left empty is deleted, one that was left is written as the note has it."""
        if self._syncing:
            return
        index = self.note.index_of(key)
        if index is not None and self.note.pieces[index].sheet is None:
            self._drop_blank(index)
        if self.keep():
            self._spell_out(key)

    def refresh(self, *, staying_in: int | None = None) -> None:
        """Make the document what the database holds; what is typed and not kept yet stays.

        The block `staying_in` stays, empty, where another has taken away what it said.
        """
        if self.meeting_id is None or self._typed_id is not None:
            return
        rows = self._workspace.read(page_rows, self.meeting_id)
        put_back = self.hold_place()
        with self._unheard():
            show_pieces(self.note, self._wanted(rows, staying_in))
        put_back()
        self.synced.emit()

    def _take_in(self) -> None:
        """Show what another window wrote. What was done here is kept first, or it would be taken back."""
        self.keep()
        self.refresh(staying_in=self.typed_in())

    def _take_over(self) -> bool:
        """Have records made of what was typed early; say whether none of that is left to do."""
        if self._typed_id is None:
            return True
        try:
            made = self._workspace.do_typing(self.tr("Typing"), keep_typed, self._typed_id)
        except UserError as error:
            return self._fail(error)
        self._typed_id = None
        rows = self._rows | (made or {})  # none: another window took it for left behind, and kept it
        self._rows = {key: row for key, row in rows.items() if key in self._saved}
        self.refresh()
        return True

    def _fail(self, error: UserError) -> bool:
        """Say why something is not saved, and try again before long."""
        self._again.start()
        self.failed.emit(str(error))
        return False

    def _stop(self) -> None:
        """Have nothing more to do for the meeting that is shown."""
        self._typed_id = None
        for timer in (self._pause, self._longest, self._again):
            timer.stop()

    @contextmanager
    def _unheard(self) -> Iterator[None]:
        """Edit the document without taking it for typing; one that is locked, too."""
        locked = self.note.is_locked
        self._syncing, self.note.is_locked = True, False
        try:
            yield
        finally:
            self._syncing, self.note.is_locked = False, locked

    def _timer(self, milliseconds: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(self.keep)
        return timer

    def _on_edited(self) -> None:
        if self._syncing or self.meeting_id is None:
            return
        self._pause.start()
        if not self._longest.isActive():
            self._longest.start()
        self.waiting.emit()

    def _page(self) -> dict[int, Sheet]:
        """Return what the document says, in order. What stands empty says nothing."""
        return {piece.key: piece.sheet for piece in self.note.pieces if piece.sheet is not None}

    def _forget_blanks(self, page: dict[int, Sheet]) -> None:
        """Remember which rows stood in the blocks that are empty now: undo brings them back there."""
        for piece in self.note.pieces:
            if piece.sheet is None and piece.key in self._saved:
                self._emptied[piece.key] = self._saved[piece.key]
                piece.action = None
        self._emptied = {key: sheet for key, sheet in self._emptied.items() if key not in page}

    def _spell_out(self, key: int) -> None:
        index = self.note.index_of(key)
        if index is not None:
            with self._unheard():
                self.note.spell_out(index)

    def _drop_blank(self, index: int) -> None:
        piece = self.note.pieces[index]
        with self._unheard():
            if len(self.note.pieces) > 1:
                self.note.put(index, 1, [])
            elif piece.key in self._saved:
                self.note.put(index, 1, [self.note.new_piece()])

    def _renew_actions(self, changes: Sequence[Change]) -> None:
        """Show what the register understands of actions whose text alone was changed."""
        keys = {change.key for change in changes}
        with self._unheard():
            for index, piece in enumerate(self.note.pieces):
                if piece.key in keys and piece.action is not None:
                    piece.action = self._workspace.read(action_row, piece.action.id)
                    self.note.reshape(index)

    def _wanted(self, rows: tuple[PageRow, ...], staying_in: int | None) -> list[Piece]:
        """Return the pieces that show `rows`, with what is not kept yet after what it stood after."""
        said = self._emptied | self._saved
        keys = {(type(said[key]), row): key for key, row in self._rows.items() if key in said}
        found = {(type(row.sheet), row.id): row for row in rows}
        here = {piece.key: piece for piece in self.note.pieces}
        unsaved = self._not_kept({keys[name] for name in found if name in keys}, staying_in)
        wanted = unsaved.pop(None, [])
        saved: dict[int, Sheet] = {}
        kept: dict[int, int] = {}
        for name, row in found.items():
            piece = self._shown(row, here.get(keys.get(name, 0)))
            typed = piece.sheet != row.sheet
            saved[piece.key] = self._saved[piece.key] if typed else row.sheet
            kept[piece.key] = row.id
            wanted += [piece, *unsaved.pop(piece.key, [])]
        self._emptied = {
            key: sheet for key, sheet in self._emptied.items() if key in here and key not in kept
        }
        self._saved, self._rows = saved, {key: self._rows[key] for key in self._emptied} | kept
        return wanted or [self.note.new_piece()]

    def _shown(self, row: PageRow, piece: Piece | None) -> Piece:
        """Return the piece that shows a row; what was typed in it since it was kept stays."""
        kept = self._saved.get(piece.key) if piece is not None else None
        stays = piece is not None and (piece.sheet == row.sheet or (kept and piece.sheet != kept))
        shown = piece if piece and stays else self.note.piece_of(row.sheet)
        return replace(shown, key=(piece or shown).key, action=row.action, moved=row.moved)

    def _not_kept(self, present: set[int], staying_in: int | None) -> dict[int | None, list[Piece]]:
        """Return the pieces with text of their own and no row, by the key of the kept one before them.

        `present` are the keys whose rows are there. One that another took away goes, unless it was
        typed in since.
        """
        found: dict[int | None, list[Piece]] = {}
        before: int | None = None
        for piece in self.note.pieces:
            if piece.key in present:
                before = piece.key
            elif piece.key not in self._saved or piece.sheet != self._saved[piece.key]:
                found.setdefault(before, []).append(piece)
            elif piece.key == staying_in:
                found.setdefault(before, []).append(Piece(piece.key))
        return found
