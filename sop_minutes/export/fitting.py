"""How much room a document takes, near enough to say whether it fits on its pages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sop_minutes.export.blocks import Block, Document, Heading, Paragraph, Pictures, Table
from sop_minutes.export.charts import HEIGHT
from sop_minutes.export.letters import lines_of

WIDTH = 453
"""Of what is written on upright paper, in points."""

SIZE = 12.0
BESIDE = 10.0
"""What a table's cell leaves free beside its words, in points."""

_PAGE = 700.0
_SIZES = {1: 17.0, 2: 14.0, 3: 12.0}
_INDENT = 26.0


@dataclass(frozen=True, slots=True)
class _Setting:
    """How a format sets each block: how high a line is, and what comes with it, in points."""

    heading: tuple[float, float]
    text: tuple[float, float]
    bullet: tuple[float, float]
    head: tuple[float, float]
    row: tuple[float, float]
    number: tuple[float, float]
    after_table: float
    after_pictures: float


_PDF = _Setting((1.2, 26), (16, 5), (16, 2), (14.3, 6.5), (14.3, 6.5), (14.3, 0.5), 12, 12)
_WORD = _Setting((1.25, 21), (16.3, 7), (16.3, 4), (14.5, 9.3), (14.5, 9.3), (13.8, 3.3), 0, 14)
"""As our templates say it: `resources/typst`, `resources/word`."""


def fits(document: Document, page: int) -> bool:
    """Say whether what comes on a page, from one new page to the next, is sure to fit there."""
    blocks = list(_pages(document.blocks))[page]
    return all(sum(_height(block, setting) for block in blocks) <= _PAGE for setting in (_PDF, _WORD))


def _pages(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    starts = [at for at, block in enumerate(blocks) if isinstance(block, Heading) and block.new_page]
    for start, end in zip((0, *starts), (*starts, len(blocks)), strict=True):
        yield list(blocks[start:end])


def _height(block: Block, setting: _Setting) -> float:
    if isinstance(block, Heading):
        size, (line, more) = _SIZES[block.level], setting.heading
        return lines_of(block.text, WIDTH, size, bold=True) * size * line + more
    if isinstance(block, Paragraph):
        words = block.label + "".join(run.text for run in block.runs)
        line, more = setting.bullet if block.level else setting.text
        return lines_of(words, WIDTH - _INDENT * block.level, SIZE) * line + more
    if isinstance(block, Pictures):
        return HEIGHT + setting.after_pictures
    return _table_height(block, setting)


def _table_height(table: Table, setting: _Setting) -> float:
    whole = sum(column.share for column in table.columns)
    widths = [WIDTH * column.share / whole - BESIDE for column in table.columns]
    heads = zip(table.columns, widths, strict=True)
    head = max(lines_of(column.title, width, SIZE, bold=True) for column, width in heads)
    rows = (tuple("".join(run.text for run in cell) for cell in row) for row in table.rows)
    lines = [max(lines_of(*cell, SIZE) for cell in zip(row, widths, strict=True)) for row in rows]
    (high, more), (line, beside) = setting.head, setting.number if table.numbers else setting.row
    return head * high + more + sum(many * line + beside for many in lines) + setting.after_table
