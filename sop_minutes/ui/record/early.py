"""The note of the last meeting, to be typed on before all that knows data is there."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import NamedTuple, Protocol

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QWidget

from sop_minutes.domain.page import Block, Sheet, TypedPage, write_block, write_page
from sop_minutes.ui.naming import named
from sop_minutes.ui.record.editor import NoteEditor
from sop_minutes.ui.record.note import NoteDocument
from sop_minutes.ui.record.sides import BESIDE_WIDTH, OUTLINE_WIDTH, room_for
from sop_minutes.ui.theme import Theme

AGAIN = 500
"""Milliseconds after which what could not be kept is tried again."""


class Store(Protocol):
    """Where the note comes from, and where what is typed is kept meanwhile."""

    meeting_id: int
    typed_id: int | None

    def rows(self) -> list[tuple[int, Sheet]]: ...

    def keep(self, page: str, at: datetime) -> bool: ...

    def close(self) -> None: ...


class Handover(NamedTuple):
    """An editor that shows a meeting, and what is kept of it; `typed_id` is still to be made records of."""

    editor: NoteEditor
    meeting_id: int
    page: dict[int, Sheet]
    rows: dict[int, int]
    typed_id: int | None


def put_cursor(editor: NoteEditor, block: int, offset: int) -> None:
    """Put the cursor where it was; at the end of a note that has become shorter."""
    last = len(editor.note.pieces) - 1
    editor.place(min(block, last), offset) if block >= 0 else editor.place(last)
    editor.reveal()


class EarlyNote(QObject):
    """A note one can type on. Every edit is committed as soon as it is painted; `kept` follows.

    `failed` follows where that cannot be; it is tried again until it can.
    """

    kept = Signal()
    failed = Signal()

    def __init__(self, store: Store, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._note = NoteDocument()
        self.editor = NoteEditor(self._note, theme)
        self._note.setParent(self.editor)
        self._was, self._rows = self._show()
        self._kept = self._page()
        self._is_ahead = False
        self._soon, self._again = self._timer(0), self._timer(AGAIN)
        self._note.edited.connect(self._on_edited)

    def show_in(self, pages: QStackedWidget, block: int, offset: int) -> None:
        """Show the note where the record page will show it, the cursor where it was; ready to type."""
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        outline, beside = named(QFrame(), "outline"), named(QFrame(), "beside")
        outline.setFixedWidth(OUTLINE_WIDTH)
        beside.setFixedWidth(BESIDE_WIDTH)
        row.addWidget(outline)
        row.addWidget(self.editor, 1)
        row.addWidget(beside)
        for side, has_room in zip((outline, beside), room_for(pages.width()), strict=True):
            side.setVisible(has_room)
        pages.setCurrentIndex(pages.addWidget(page))
        put_cursor(self.editor, block, offset)
        self.editor.setFocus()

    def hand_over(self) -> Handover:
        """Keep what was typed, let the store go, and give away the editor.

        What could not be kept is in the editor alone, and not in the page that is given with it.
        """
        self.keep()
        self._again.stop()
        self._note.edited.disconnect(self._on_edited)
        self._store.close()
        _, page = self._kept.sheets()
        return Handover(self.editor, self._store.meeting_id, page, dict(self._rows), self._store.typed_id)

    def keep(self) -> bool:
        """Keep what was typed; say whether all of it is kept now."""
        self._soon.stop()
        self._again.stop()
        if not self._is_ahead:
            return True
        page = self._page()
        if not self._store.keep(write_page(page), datetime.now(UTC)):
            self._again.start()
            self.failed.emit()
            return False
        self._kept, self._is_ahead = page, False
        self.kept.emit()
        return True

    def unsaved(self) -> list[str]:
        """Return the texts of the blocks that do not say what is kept of them."""
        kept = self._kept.now
        pieces = (piece for piece in self._note.pieces if piece.text.strip())
        return [piece.text for piece in pieces if piece.block != kept.get(piece.key)]

    def _show(self) -> tuple[Mapping[int, Block], Mapping[int, int]]:
        rows = self._store.rows()
        blocks = [write_block(sheet) for _, sheet in rows]
        pieces = [self._note.piece_of(sheet) for _, sheet in rows]
        self._note.put(0, len(self._note.pieces), pieces)
        keys = [piece.key for piece in pieces]
        return dict(zip(keys, blocks, strict=True)), dict(zip(keys, (id_ for id_, _ in rows), strict=True))

    def _page(self) -> TypedPage:
        now = {piece.key: piece.block for piece in self._note.pieces}
        return TypedPage(self._rows, self._was, now)

    def _on_edited(self, _first: int, _last: int) -> None:
        self._is_ahead = True
        self._soon.start()  # which takes a number for milliseconds

    def _timer(self, milliseconds: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(self.keep)
        return timer
