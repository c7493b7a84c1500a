"""Making a document what others have made of a note, without disturbing whoever types in it."""

from collections.abc import Sequence

from sop_minutes.ui.record.note import NoteDocument
from sop_minutes.ui.record.piece import Piece


def show_pieces(note: NoteDocument, wanted: list[Piece]) -> None:
    """Make the document `wanted`, block by block: the cursor stays in the block it is in."""
    _take_out(note, {piece.key for piece in wanted})
    _put_in(note, wanted)
    for index, piece in enumerate(wanted):
        _renew(note, index, piece)


def _take_out(note: NoteDocument, keys: set[int]) -> None:
    """Take out the blocks whose keys are not among `keys`; the last one is left, lest none is."""
    gone = [index for index, piece in enumerate(note.pieces) if piece.key not in keys]
    for first, many in reversed(_runs(gone)):
        if many < len(note.pieces):
            note.put(first, many, [])


def _put_in(note: NoteDocument, wanted: list[Piece]) -> None:
    """Put in the blocks of `wanted` that are not there; where the order is another, put all anew."""
    here = {piece.key for piece in note.pieces}
    order = [piece.key for piece in wanted if piece.key in here]
    if order != [piece.key for piece in note.pieces]:
        _replace(note, wanted)
        return
    new = [index for index, piece in enumerate(wanted) if piece.key not in here]
    for first, many in _runs(new):
        note.put(first, 0, wanted[first : first + many])
    for index, piece in enumerate(wanted):
        note.rewrite(index, piece.text, may_widen=True)


def _replace(note: NoteDocument, wanted: list[Piece]) -> None:
    """Put `wanted` in the place of what is there, from the first block that differs to the last."""
    now = note.pieces
    head = 0
    while head < min(len(now), len(wanted)) and _same(now[head], wanted[head]):
        head += 1
    tail = 0
    while tail < min(len(now), len(wanted)) - head and _same(now[-1 - tail], wanted[-1 - tail]):
        tail += 1
    note.put(head, len(now) - head - tail, wanted[head : len(wanted) - tail])


def _renew(note: NoteDocument, index: int, wanted: Piece) -> None:
    """Bring what is known about a piece, beside its text, up to date."""
    piece = note.pieces[index]
    known = (wanted.action, wanted.moved, wanted.level, wanted.heading)
    if (piece.action, piece.moved, piece.level, piece.heading) != known:
        piece.action, piece.moved = wanted.action, wanted.moved
        note.reshape(index, level=wanted.level, heading=wanted.heading)


def _runs(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Return runs of numbers that follow each other, each by its first and how many there are."""
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and sum(runs[-1]) == number:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        else:
            runs.append((number, 1))
    return runs


def _same(one: Piece, other: Piece) -> bool:
    return (one.key, one.text) == (other.key, other.text)
