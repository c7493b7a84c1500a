"""A table as rows of slots: what stands in which column, merged cells spread out."""

from collections.abc import Iterator
from typing import NamedTuple

from sop_minutes.importing.minutes.lines import Line, lines_of, spaced
from sop_minutes.importing.word.blocks import Block, Cell, Paragraph, Table


class Slot(NamedTuple):
    """A cell: its own lines, and all its blocks where it holds a table of its own.

    `column` is where it begins. `continued` says that it belongs to the merged cell above.
    """

    column: int
    span: int
    lines: tuple[Line, ...]
    blocks: tuple[Block, ...]
    continued: bool

    @property
    def text(self) -> str:
        """All lines as one."""
        return " ".join([line.text for line in self.lines])

    @property
    def marked(self) -> str:
        """All lines as one, with markup."""
        return " ".join([line.marked for line in self.lines])

    @property
    def nested(self) -> bool:
        return any(isinstance(block, Table) for block in self.blocks)


Row = tuple[Slot, ...]


def rows_of(table: Table) -> list[Row]:
    """Return the rows of `table` that hold anything."""
    rows = [tuple(_slots(cells)) for cells in table.rows]
    return [row for row in rows if any(slot.lines or slot.nested for slot in row)]


def filled(row: Row) -> list[Slot]:
    """Return the slots of `row` that hold something."""
    return [slot for slot in row if slot.lines or slot.nested]


def at(row: Row, column: int | None) -> Slot | None:
    """Return the slot of `row` that stands in `column`."""
    if column is None:
        return None
    return next((slot for slot in row if slot.column <= column < slot.column + slot.span), None)


def symbols_of(slot: Slot) -> str:
    """Return all characters of a slot, those of lines without letters included: ticks and crosses."""
    texts = [block.text for block in slot.blocks if isinstance(block, Paragraph)]
    return spaced(" ".join(texts))


def _slots(cells: tuple[Cell, ...]) -> Iterator[Slot]:
    column = 0
    for cell in cells:
        lines = tuple(
            line
            for block in cell.blocks
            if isinstance(block, Paragraph)
            for line in lines_of(block, in_table=True)
        )
        yield Slot(column, cell.span, lines, cell.blocks, cell.continued)
        column += cell.span
