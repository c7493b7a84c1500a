"""What a screen reader is told of a block beside its text: its kind, its level, who may see it.

A save is not announced: there are three a second while one types. It is news when something could not be
saved, and when it could be after that; and whoever wants to know asks, by a key (`Pages`).
"""

from PySide6.QtCore import QObject, Signal

from sop_minutes.domain.sheets import ItemSheet
from sop_minutes.domain.words import Audience, PointKind
from sop_minutes.ui.record.editor import NoteEditor
from sop_minutes.ui.record.piece import Piece

_KINDS = {
    PointKind.ACTION: "Action",
    PointKind.DECISION: "Decision",
    PointKind.REFERRAL: "Referral",
}
_AUDIENCES = {Audience.MEMBERS: "members only", Audience.RESTRICTED: "restricted"}


_EMPTY = "Empty block"


class Speaker(QObject):
    """Says what the block is that one types in, where that is news: another block, another kind or level.

    Of an action whose line was changed it says, once it is left, what was understood.
    """

    said = Signal(str)

    def __init__(self, editor: NoteEditor) -> None:
        super().__init__(editor)
        self._editor, self._note = editor, editor.note
        self._kind = ""
        self._came_to: tuple[int, str] = (0, "")
        editor.left_block.connect(self._tell_understood)
        editor.current_changed.connect(self._tell_kind)
        self._note.edited.connect(self._follow)

    def _tell_kind(self, index: int) -> None:
        piece = self._note.pieces[index]
        self._came_to = (piece.key, piece.text)
        before, self._kind = self._kind, self._kind_of(index)
        if self._kind != before:
            self.said.emit(self._kind)

    def _follow(self, first: int, last: int) -> None:
        """Say what the block has become; but not at its first letter that it is a block with text."""
        index = self._editor.current_index()
        if not first <= index <= last:
            return
        piece = self._note.pieces[index]
        before, self._kind = self._kind, self._kind_of(index)
        if piece.key == self._came_to[0] and self._kind != before and _EMPTY not in {before, self._kind}:
            self.said.emit(self._kind)

    def _kind_of(self, index: int) -> str:
        return spoken_kind(self._note.pieces[index], *self._note.audiences(index, index))

    def _tell_understood(self, key: int) -> None:
        index = self._note.index_of(key)
        if index is None or self._came_to[0] != key or self._came_to[1] == self._note.pieces[index].text:
            return
        self._came_to = (key, self._note.pieces[index].text)
        understood = self._editor.understood(index)
        if understood:
            self.said.emit(", ".join(understood))


def spoken_kind(piece: Piece, seen: Audience) -> str:
    """Return what a block is and who may see it, in words: "Action CG 17/31, restricted, level 2"."""
    sheet = piece.sheet
    if sheet is None:
        return _EMPTY
    if isinstance(sheet, ItemSheet):
        parts = ["Heading"]
    else:
        kind = _KINDS.get(sheet.kind, "Bullet" if sheet.level else "Paragraph")
        parts = [f"{kind} {piece.action.ref}" if piece.action else kind]
    if seen in _AUDIENCES:
        parts.append(_AUDIENCES[seen])
    if piece.level:
        parts.append(f"level {piece.level}")
    return ", ".join(parts)
