"""The blocks of a file as one stream of entries: wrapped lines joined, tables read row by row."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from sop_minutes.domain.words import Audience
from sop_minutes.importing.minutes.closed_rows import narrowed, said_audience
from sop_minutes.importing.minutes.entries import Entry
from sop_minutes.importing.minutes.lines import Line, lines_of
from sop_minutes.importing.minutes.tables import expand
from sop_minutes.importing.minutes.wrapped import rejoined
from sop_minutes.importing.word.blocks import Block, Paragraph, Table


def entries_of(blocks: Iterable[Block]) -> list[Entry]:
    """Return what `blocks` hold, in order; what stands in a text box is as narrow as what it hangs on."""
    out: list[Entry] = []
    anchor = Audience.PUBLIC
    for _, group in groupby(blocks, lambda block: isinstance(block, Table)):
        held = list(group)
        for line in rejoined(list(_lines(held))):
            out.append(narrowed(line, anchor) if line.boxed else line)
            anchor = anchor if line.boxed else said_audience(line)
        for block in held:
            if isinstance(block, Table):
                rows = expand(block, _last_text(out))
                out.extend(narrowed(row, anchor) for row in rows) if _is_boxed(block) else out.extend(rows)
    return out


def _is_boxed(table: Table) -> bool:
    blocks = (block for row in table.rows for cell in row for block in cell.blocks)
    return any(isinstance(block, Paragraph) and block.boxed for block in blocks)


def _lines(blocks: Iterable[Block]) -> Iterator[Line]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from lines_of(block)


def _last_text(entries: list[Entry]) -> str:
    last = entries[-1] if entries else None
    return last.title if isinstance(last, Line) else ""
