"""One block of the record page: the text a person sees, and what it says."""

from dataclasses import dataclass, replace

from sop_minutes.domain.grammar.headings import Heading, heading_of, read_heading, write_heading
from sop_minutes.domain.grammar.lines import DEEPEST, Line, read_line, write_line
from sop_minutes.domain.sheets import ItemSheet, PointSheet
from sop_minutes.domain.text import clean_line
from sop_minutes.domain.words import narrower

Sheet = ItemSheet | PointSheet


@dataclass(frozen=True, slots=True)
class Block:
    """One block of the page. Bullet and heading are how it stands there, not part of its text.

    `level` 0 is a paragraph, 1 a bullet, 2 a bullet under a bullet; a heading has none.
    """

    text: str
    level: int = 0
    heading: bool = False


def read_block(block: Block) -> Sheet | None:
    """Return what a block says: an item without its points, or a point. None for a blank one.

    A bullet or heading mark typed in the text counts. A prefix with nothing after it is text. `ref` is
    a reference typed with an action; what becomes of it `keep_page` decides, which knows the others.
    """
    text = clean_line(block.text)
    line = read_line(text)
    if line is None:
        return None
    if block.heading:
        heading = read_heading(text)
        heading = heading if line.text else replace(heading, audience=line.audience)
    elif line.depth and not block.level:
        heading = read_heading(line.text)
        heading = replace(heading, audience=narrower(line.audience, heading.audience))
    else:
        heading = Heading("")
    if heading.title:
        return ItemSheet(
            heading.title,
            heading.presenter,
            heading.kind,
            heading.audience,
            minutes_planned=heading.minutes_planned,
        )
    level = min(max(block.level, line.level), DEEPEST)
    if not line.text:
        return PointSheet(text, level=level, audience=line.audience)
    said = f"{'#' * line.depth} {line.text}" if line.depth else line.text
    return PointSheet(said, line.kind, level, line.audience, ref=line.ref)


def write_block(sheet: Sheet) -> Block:
    """Return the block that `read_block` reads as `sheet`."""
    if isinstance(sheet, ItemSheet):
        bare = Block(sheet.title, heading=True)
        if read_block(bare) == sheet:
            return bare
        heading = write_heading(heading_of(sheet))
        marked = write_line(Line(heading, depth=1, audience=sheet.audience))
        return Block(marked.replace("# ", "", 1), heading=True)
    line = Line(sheet.text, sheet.kind, 0, sheet.audience, ref=sheet.ref)
    block = Block(write_line(line), sheet.level)
    alone = Block(sheet.text, sheet.level)
    if block != alone and read_block(alone) == replace(sheet, action=None):
        return alone
    return block
