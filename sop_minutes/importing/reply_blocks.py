"""What an answer is made of, whatever it came in: lines, quoted or not, and tables."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple, TypeAlias

from sop_minutes.domain.text import clean_text
from sop_minutes.importing.word import blocks as word

LONGEST_LINE: Final = 2_000
MOST_LINES: Final = 6_000
MOST_LETTERS: Final = 400_000


class Line(NamedTuple):
    """A line without white space at its ends or runs of it inside. `depth` is how often it is quoted."""

    text: str
    depth: int = 0


class Grid(NamedTuple):
    """The rows of a table, each cell's text in the column it begins in."""

    rows: tuple[tuple[str, ...], ...]


Block: TypeAlias = Line | Grid

_MARKED = re.compile(r"[> ]*")
_PIPES = 2


def blocks_of_text(text: str) -> Iterator[Block]:
    """Yield the lines of a text; those with tabs or bars between cells, as of a table that was pasted."""
    rows: list[tuple[str, ...]] = []
    for line in [*clean_text(text).split("\n"), ""]:
        quoted = _MARKED.match(line)
        marks, said = (quoted[0], line[quoted.end() :]) if quoted else ("", line)
        cells = tuple(line_of(cell) for cell in _cells(said)) if not marks.strip() else ()
        if len(cells) > 1:
            rows.append(cells)
            continue
        if rows:
            yield Grid(tuple(rows))
            rows = []
        bar = said.startswith("|")
        yield Line(line_of(said[1:] if bar else said), marks.count(">") + bar)


def blocks_of_document(document: word.Document) -> Iterator[Block]:
    """Yield the lines and tables of a Word file."""
    for block in document.blocks:
        if isinstance(block, word.Table):
            yield grid_of(_word_rows(block))
        else:
            lines = [""] * block.gap + block.text.split("\n")
            yield from (Line(line_of(line)) for line in lines)


def grid_of(rows: Iterable[Sequence[tuple[str | None, int]]]) -> Grid:
    """Return a table by its rows: the text of each cell, None where the one above goes on, and its span."""
    made: list[tuple[str, ...]] = []
    for row in rows:
        cells: list[str] = []
        for text, span in row:
            above = made[-1][len(cells)] if made and len(made[-1]) > len(cells) else ""
            cells += [above if text is None else text, *[""] * (span - 1)]
        made.append(tuple(cells))
    return Grid(tuple(made))


def within_bounds(blocks: Iterable[Block]) -> tuple[list[Block], list[str]]:
    """Return as much of the blocks as is read, and sentences on what is not."""
    kept: list[Block] = []
    cut = _Cut()
    for block in blocks:
        if isinstance(block, Line):
            kept.append(Line(cut.short(block.text), block.depth))
        else:
            kept.append(Grid(tuple(tuple(map(cut.short, row)) for row in block.rows if not cut.is_full())))
        if cut.is_full():
            break
    return kept, cut.sentences()


class _Cut:
    """Counts lines and letters, and cuts those that are too long."""

    def __init__(self) -> None:
        self._lines = self._letters = 0
        self._long: list[str] = []

    def is_full(self) -> bool:
        """Say whether there is no room for more."""
        return self._lines >= MOST_LINES or self._letters >= MOST_LETTERS

    def short(self, text: str) -> str:
        """Return as much of a line or cell as is read."""
        self._lines += 1
        self._letters += min(len(text), LONGEST_LINE)
        if len(text) > LONGEST_LINE:
            self._long.append(line_of(text[:40]))
        return text[:LONGEST_LINE]

    def sentences(self) -> list[str]:
        """Return what is to be said of what was cut."""
        said = [f"A line is too long; most of what follows “{start}…” was cut." for start in self._long[:3]]
        if self.is_full():
            said.append("It is too long for an answer; what comes after its first pages was not read.")
        return said


def line_of(text: str) -> str:
    """Return a text as one line with single spaces."""
    return " ".join(text.split())


def _cells(said: str) -> list[str]:
    if "\t" in said.strip():
        return said.split("\t")
    return said.strip().strip("|").split("|") if said.count("|") >= _PIPES else []


def _word_rows(table: word.Table) -> Iterator[list[tuple[str | None, int]]]:
    for row in table.rows:
        yield [(None if cell.continued else _text(cell.blocks), min(cell.span, 50)) for cell in row]


def _text(blocks: Iterable[word.Block]) -> str:
    return "\n".join(filter(None, (paragraph.text.strip() for paragraph in _paragraphs(blocks))))


def _paragraphs(blocks: Iterable[word.Block]) -> Iterator[word.Paragraph]:
    for block in blocks:
        if isinstance(block, word.Paragraph):
            yield block
        else:
            yield from (each for row in block.rows for cell in row for each in _paragraphs(cell.blocks))
