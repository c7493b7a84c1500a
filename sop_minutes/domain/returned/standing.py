"""How a change of a copy stands to the note as it is now: made already, put together with ours, or not."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Final, NamedTuple

from sop_minutes.domain.page.blocks import Block
from sop_minutes.domain.returned.change import ChangeKind
from sop_minutes.domain.returned.lines import BETWEEN_CELLS, cells_of
from sop_minutes.domain.returned.prints import same_print
from sop_minutes.domain.returned.words import merged

OF_BLOCKS: Final = frozenset(
    {
        ChangeKind.REWORDED,
        ChangeKind.DELETED,
        ChangeKind.MOVED,
        ChangeKind.MOVED_REWORDED,
        ChangeKind.SPLIT,
        ChangeKind.JOINED,
        ChangeKind.FORMED,
    }
)
BESIDE_BLOCKS: Final = frozenset({ChangeKind.COMMENT, ChangeKind.LISTED, ChangeKind.NOT_FOLLOWED})
"""What stands beside a block, whose own words are edited where it is taken in other words."""
_MOVES: Final = frozenset({ChangeKind.MOVED, ChangeKind.MOVED_REWORDED})


class Stood(NamedTuple):
    """A block that stands in the note now; `came` is what another copy has where it came of that."""

    block: Block
    came: tuple[Block, ...] = ()


def becomes(
    kind: ChangeKind, before: Sequence[Block], after: Sequence[Block], now: Sequence[Block | None]
) -> tuple[Block, ...] | None:
    """Return what blocks become that were `before`, are `after` in a copy, and read `now` here.

    None is in `now` for one that is gone. None is returned for a conflict: a block was changed here since,
    and both edits cannot be put together word by word, or it is gone.
    """
    if kind not in OF_BLOCKS or tuple(now) == tuple(after):
        return tuple(after)
    if any(block is None for block in now):
        return () if kind is ChangeKind.DELETED else None
    held = [block for block in now if block is not None]
    if len(held) == len(before) and all(map(same_print, before, held)):
        return tuple(after)
    if len(before) != 1 or len(after) != 1 or len(held) != 1:
        return None
    return _together(before[0], after[0], held[0])


def is_made(
    kind: ChangeKind, after: Sequence[Block], now: Sequence[Block | None], following: Iterable[Stood]
) -> bool:
    """Say whether the note reads already as a change would make it.

    `following` is what stands after the block of a change, or after what is new in the copy.
    """
    if kind is ChangeKind.NEW:
        return any(after[0] in stood.came or same_print(stood.block, after[0]) for stood in _at(following))
    if kind not in OF_BLOCKS or kind in _MOVES:
        return False
    if kind is ChangeKind.DELETED:
        return not any(now)
    if now[0] is None or any(now[1:]) or not same_print(now[0], after[0]):
        return False
    more = [stood.block for stood in islice(following, len(after) - 1)]
    return len(more) == len(after) - 1 and all(map(same_print, more, after[1:]))


def conflict_words(before: Sequence[Block], after: Sequence[Block], now: Sequence[Block | None]) -> str:
    """Return what is to be said where blocks cannot become what a copy has."""
    copys = " / ".join(block.text for block in after) or "nothing: it is deleted there"
    if gone := [was for was, block in zip(before, now, strict=False) if block is None]:
        were = " and ".join(f"“{was.text}”" for was in gone)
        what = "The block is" if len(gone) == 1 else "The blocks are"
        it = "It was" if len(gone) == 1 else "They were"
        return f"{what} no longer in the note. {it} {were}; the copy says “{copys}”."
    here = " / ".join(block.text for block in now if block)
    return f"The block was changed here since. It says “{here}”; the copy says “{copys}”."


def _at(following: Iterable[Stood]) -> Iterator[Stood]:
    """Yield what stands at a place: what copies brought there, or else the next block."""
    for number, stood in enumerate(following):
        if stood.came or not number:
            yield stood
        if not stood.came:
            return


def _together(before: Block, after: Block, now: Block) -> tuple[Block, ...] | None:
    rows = [cells_of(block) for block in (before, now, after)]
    if any(rows) and not all(rows):
        return None
    if all(rows):
        cells = [merged(*cell) for cell in zip(*rows, strict=True)]
        said = [cell for cell in cells if cell is not None]
        return (replace(now, text=BETWEEN_CELLS.join(said)),) if len(said) == len(cells) else None
    text = merged(before.text, now.text, after.text)
    if text is None:
        return None
    if _form(after) == _form(before):
        return (replace(now, text=text),)
    return (replace(after, text=text),) if _form(now) in (_form(before), _form(after)) else None


def _form(block: Block) -> tuple[bool, int]:
    return block.heading, 0 if block.heading else block.level
