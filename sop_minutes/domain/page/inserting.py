"""Putting blocks into the middle of a block."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sop_minutes.domain.page.blocks import Block, read_block
from sop_minutes.domain.sheets import PointSheet
from sop_minutes.domain.words import Audience, PointKind


@dataclass(frozen=True, slots=True)
class Inserted:
    """What stands in a block's place: `blocks`, of which `kept` is the old one.

    One types on in the one at `last`, at an `offset`.
    """

    blocks: tuple[Block, ...]
    kept: int
    last: int
    offset: int


def inserted(block: Block, offset: int, new: Sequence[Block]) -> Inserted:
    """Return `block` with `new` put in at `offset`.

    The first and the last of what is new join the text around them if they are plain text, so that
    a sentence that is pasted stays in its line; what is a bullet, heading, action or the like stands
    alone, and several blocks at the start of a text stand before it. In a bullet that is empty all
    plain text becomes bullets.
    """
    before, after = block.text[:offset], block.text[offset:]
    if len(new) == 1 and (_is_plain(new[0]) or not new[0].text.strip()):
        text = f"{before}{new[0].text}"
        return Inserted((replace(block, text=text + after),), 0, 0, len(text))
    if not before.strip():
        return _before(block, after, new)
    blocks = list(new)
    if _is_plain(blocks[0]):
        blocks[0] = replace(block, text=before + blocks[0].text)
    else:
        blocks.insert(0, replace(block, text=before.rstrip()))
    last, end = len(blocks) - 1, len(blocks[-1].text)
    if after.strip() and _is_plain(new[-1]):
        blocks[-1] = replace(blocks[-1], text=blocks[-1].text + after)
    elif after.strip():
        blocks.append(Block(after.strip(), block.level))
    return Inserted(tuple(blocks), 0, last, end)


def _before(block: Block, text: str, new: Sequence[Block]) -> Inserted:
    """Return `new` before a block's text, or in the place of a block that is empty."""
    lined = not text.strip() and block.level > 0 and all(_is_plain(one) for one in new)
    blocks = [replace(one, level=block.level) if lined else one for one in new]
    last, end = len(blocks) - 1, len(blocks[-1].text)
    if not text.strip():
        return Inserted(tuple(blocks), 0, last, end)
    return Inserted((*blocks, replace(block, text=text)), len(blocks), last, end)


def _is_plain(block: Block) -> bool:
    """Say whether a block is text alone: no bullet, heading, action, decision, nor for some eyes only."""
    sheet = read_block(block)
    plain = isinstance(sheet, PointSheet) and sheet.kind is PointKind.POINT
    return plain and not block.level and sheet is not None and sheet.audience is Audience.PUBLIC
