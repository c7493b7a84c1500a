"""How much room a document takes, near enough to say whether it fits on its pages."""

from itertools import takewhile
from math import ceil

from sop_minutes.export.blocks import Block, Document, Heading, Paragraph, Pictures, Table
from sop_minutes.export.charts import HEIGHT

_WIDTH = 453.0
_PAGE = 760.0
_LETTER = 5.5
_LINE = 15.5


def fits_on_first(document: Document) -> bool:
    """Say whether what comes before the first new page is sure to fit on one, on upright paper."""
    first = takewhile(lambda block: not (isinstance(block, Heading) and block.new_page), document.blocks)
    return sum(map(_height, first)) <= _PAGE


def _height(block: Block) -> float:
    """Return about how high a block is in points, with the room before and after it."""
    if isinstance(block, Heading):
        return 22.0 * _lines(block.text, _WIDTH, 1.4) + 22.0
    if isinstance(block, Paragraph):
        words = block.label + "".join(run.text for run in block.runs)
        return _LINE * _lines(words, _WIDTH - 26.0 * block.level) + (5.0 if block.level else 9.0)
    if isinstance(block, Pictures):
        return HEIGHT + 14.0
    return _table_height(block)


def _table_height(table: Table) -> float:
    whole = sum(column.share for column in table.columns)
    widths = [_WIDTH * column.share / whole - 9.0 for column in table.columns]
    head = tuple(column.title for column in table.columns)
    rows = [tuple("".join(run.text for run in cell) for cell in row) for row in table.rows]
    lines = [max(map(_lines, row, widths)) for row in (head, *rows)]
    return sum(_LINE * many + (3.0 if table.numbers else 9.0) for many in lines) + 12.0


def _lines(words: str, width: float, size: float = 1.0) -> int:
    return max(1, ceil(len(words) * _LETTER * size / width))
