"""How a change of a copy stands to the note as it is now: it can be made, put together with ours, or not."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

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
