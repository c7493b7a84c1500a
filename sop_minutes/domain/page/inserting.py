"""Putting blocks into the middle of a block."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sop_minutes.domain.page.blocks import Block, read_block, write_block
from sop_minutes.domain.page.narrowing import is_narrower, narrowed, prefix_end
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


def inserted(block: Block, offset: int, new: Sequence[Block], seen: Audience = Audience.PUBLIC) -> Inserted:
    """Return `block`, of which `seen` tells who may see it, with `new` put in at `offset`.

    The first and the last of what is new join the text around them if they are plain text, so that
    a sentence that is pasted stays in its line; what is a bullet, heading, action or the like stands
    alone, and several blocks at the start of a text stand before it. In a bullet that is empty all
    plain text becomes bullets. In a text for some eyes only all that comes into its middle is for
    the same, and so is the rest of it; after the prefix alone, all is.
    """
    sheet = read_block(block)
    own = sheet.audience if sheet else Audience.PUBLIC
    if len(new) == 1 and (sheet or not block.heading):
        new = [_unmarked(new[0], seen)]
    begins = prefix_end(block) if own is not Audience.PUBLIC else 0
    if offset < begins and block.text[begins:].strip():
        offset = begins if len(new) == 1 and _is_plain(new[0]) else 0
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
    if not after.strip() and block.text[begins:].strip():
        return Inserted(tuple(blocks), 0, last, end)
    narrow = [blocks[0], *(narrowed(one, own) for one in blocks[1:])]
    if after.strip():
        narrow[-1] = narrowed(narrow[-1], seen if any(one.heading for one in new) else own)
    return Inserted(tuple(narrow), 0, last, end + len(narrow[last].text) - len(blocks[last].text))


def _unmarked(block: Block, seen: Audience) -> Block:
    """Return a block without the audience it was copied with, where that is no narrower than here."""
    sheet = read_block(block)
    if (
        isinstance(sheet, PointSheet)
        and is_narrower(sheet.audience, Audience.PUBLIC)
        and not is_narrower(sheet.audience, seen)
    ):
        plain = write_block(replace(sheet, audience=Audience.PUBLIC))
        return plain if _is_plain(plain) else block
    return block


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
