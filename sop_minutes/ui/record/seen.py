"""Who may see the pieces of a note, and which of them hang together in that."""

from collections.abc import Sequence

from sop_minutes.domain.page import audiences_of
from sop_minutes.domain.sheets import ItemSheet
from sop_minutes.domain.words import Audience
from sop_minutes.ui.record.piece import Piece


def around(pieces: Sequence[Piece], first: int, last: int) -> tuple[int, int]:
    """Return from where on, and up to where, what stands under the same headings as some pieces does."""
    end = last + 1
    while end < len(pieces) and not isinstance(pieces[end].sheet, ItemSheet):
        end += 1
    start = max(first - 1, 0)
    while start and not isinstance(pieces[start].sheet, ItemSheet):
        start -= 1
    return start, end


def seen_by_key(pieces: Sequence[Piece], first: int, last: int) -> dict[int, Audience]:
    """Return who may see each piece of the items that some pieces are part of."""
    start, end = around(pieces, first, last)
    seen = audiences_of([piece.sheet for piece in pieces[start:end]])
    return {piece.key: audience for piece, audience in zip(pieces[start:end], seen, strict=True)}


def says_as_much(before: Sequence[Piece], after: Sequence[Piece]) -> bool:
    """Say whether one piece was typed in, and is what it was, for the same people: so it is at most keys."""
    if len(before) != 1 or len(after) != 1:
        return False
    was, now = before[0].sheet, after[0].sheet
    return was is None or (type(was) is type(now) and now is not None and now.audience is was.audience)
