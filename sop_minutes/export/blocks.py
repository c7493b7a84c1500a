"""A document as blocks: what is shown, in order, before any file format is thought of."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sop_minutes.domain.charts import Chart
from sop_minutes.domain.inline import Run
from sop_minutes.domain.publishing import DRAFT_MARKING


class Look(StrEnum):
    """What a paragraph is. Each format has a style of its own for each."""

    TEXT = "text"
    DETAILS = "details"
    TABLE_NOTE = "table-note"
    DECISION = "decision"
    ACTION = "action"
    MEMBERS = "members"
    RESTRICTED = "restricted"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; the document has exactly one of level 1, its first block. Never blank.

    `marks` are those of `domain.marks` that a Word file carries at it.
    """

    level: int
    text: str
    new_page: bool = False
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph (`level` 0) or a bullet, with a label in bold before its text. Never blank.

    A bullet's level is at most one deeper than the bullet's before it, and 1 after anything else.
    `marks` are as a heading's.
    """

    runs: tuple[Run, ...]
    look: Look = Look.TEXT
    label: str = ""
    level: int = 0
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading and its share of the width."""

    title: str
    share: int


Cell = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one header row. A cell is runs; one of none is left for the reader to fill in.

    Rows of `numbers` stand close together; one that is `boxed` has lines round each cell, and room to
    write. `marks` are those of each row, as a heading's; () for none.
    """

    caption: str
    description: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    numbers: bool = False
    boxed: bool = False
    marks: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Pictures:
    """One chart, or two side by side. The table that says the same follows."""

    charts: tuple[Chart, ...]


Block = Heading | Paragraph | Table | Pictures


@dataclass(frozen=True, slots=True)
class Document:
    """A document, whole. `marking` is "" for none; `made` is when it was made.

    `draft` puts a watermark on its pages, and says so in words: what it says is not approved yet.
    """

    title: str
    author: str
    subject: str
    marking: str
    made: datetime
    blocks: tuple[Block, ...]
    landscape: bool = False
    draft: bool = False

    @property
    def margin(self) -> str:
        """What stands at the top and bottom of its pages: the marking, and in words that it is a draft."""
        return " – ".join(filter(None, (self.marking, DRAFT_MARKING if self.draft else "")))

    def texts(self) -> Iterator[str]:
        """Yield all the text a reader can meet: what is shown, in its order, then what lies behind it."""
        for block in self.blocks:
            yield from _texts(block)
        yield from (self.title, self.author, self.subject, self.margin)
        for block in self.blocks:
            yield from (run.link for run in _runs(block) if run.link)


@dataclass(frozen=True, slots=True)
class Bullet:
    """A bullet and those under it."""

    paragraph: Paragraph
    under: tuple["Bullet", ...]


def nested(bullets: Sequence[Paragraph]) -> tuple[Bullet, ...]:
    """Return consecutive bullets as the tree their levels make."""
    found = []
    start = 0
    for end in range(1, len(bullets) + 1):
        if end == len(bullets) or bullets[end].level <= bullets[start].level:
            found.append(Bullet(bullets[start], nested(bullets[start + 1 : end])))
            start = end
    return tuple(found)


def gathered(blocks: Sequence[Block]) -> Iterator[Block | tuple[Bullet, ...]]:
    """Yield the blocks, with each stretch of bullets as one tree."""
    held: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Paragraph) and block.level:
            held.append(block)
            continue
        if held:
            yield nested(held)
            held = []
        yield block
    if held:
        yield nested(held)


def _texts(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        yield block.text
    elif isinstance(block, Paragraph):
        yield block.label + "".join(run.text for run in block.runs)
    elif isinstance(block, Pictures):
        for chart in block.charts:
            yield from (chart.title, chart.summary, *chart.short, *chart.headings)
    else:
        yield from (block.caption, block.description)
        yield from (column.title for column in block.columns)
        for row in block.rows:
            yield from ("".join(run.text for run in cell) for cell in row)


def _runs(block: Block) -> Iterator[Run]:
    if isinstance(block, Paragraph):
        yield from block.runs
    elif isinstance(block, Table):
        for row in block.rows:
            for cell in row:
                yield from cell
