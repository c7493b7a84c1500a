"""The blocks of a file as one stream of entries: wrapped lines joined, tables read row by row."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from sop_minutes.importing.minutes.entries import Entry
from sop_minutes.importing.minutes.lines import Line, lines_of
from sop_minutes.importing.minutes.tables import expand
from sop_minutes.importing.minutes.wrapped import rejoined
from sop_minutes.importing.word.blocks import Block, Paragraph, Table


def entries_of(blocks: Iterable[Block]) -> list[Entry]:
    """Return what `blocks` hold, in order."""
    out: list[Entry] = []
    for _, group in groupby(blocks, lambda block: isinstance(block, Table)):
        held = list(group)
        out.extend(rejoined(list(_lines(held))))
        for block in held:
            if isinstance(block, Table):
                out.extend(expand(block, _last_text(out)))
    return out


def _lines(blocks: Iterable[Block]) -> Iterator[Line]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from lines_of(block)


def _last_text(entries: list[Entry]) -> str:
    last = entries[-1] if entries else None
    return last.title if isinstance(last, Line) else ""
