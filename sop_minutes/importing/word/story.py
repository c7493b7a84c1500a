"""One pass over a story (body, note, header) in document order: XML in, blocks out."""

from collections.abc import Iterable, Iterator
from typing import Final

from lxml import etree

from sop_minutes.importing.word import graphics
from sop_minutes.importing.word.blocks import NO_LOOK, Block, Cell, Paragraph, Table, Tally
from sop_minutes.importing.word.inline import ALTERNATE, DEEPEST, GONE, SILENT, Inline, Inlined, T
from sop_minutes.importing.word.names import VAL, M, W
from sop_minutes.importing.word.numbering import Numbering
from sop_minutes.importing.word.package import Package
from sop_minutes.importing.word.placing import Placed, Places
from sop_minutes.importing.word.styles import Styles

_P: Final = W + "p"
_PPR: Final = W + "pPr"
_TABLE: Final = W + "tbl"
_ROW: Final = W + "tr"
_CELL: Final = W + "tc"
# What belongs in a paragraph and yet may stand outside one: read as a paragraph of its own.
_STRAYS: Final = frozenset({W + "r", T, W + "hyperlink", W + "fldSimple", M + "oMath", M + "oMathPara"})
_ROW_PROPERTIES: Final = W + "trPr"
_CELL_PROPERTIES: Final = W + "tcPr"
_SPAN: Final = W + "gridSpan"
_MERGE: Final = W + "vMerge"
_CELL_DELETED: Final = W + "cellDel"
_WIDEST: Final = 64


class Story:
    """Reads the blocks of one part. A `margin` is a header or footer."""

    def __init__(
        self,
        package: Package,
        part: str,
        styles: Styles,
        numbering: Numbering,
        tally: Tally,
        *,
        margin: bool = False,
    ) -> None:
        self._inline = Inline(package, part, styles, tally, margin=margin)
        self._numbering = numbering
        self._tally = tally
        self._places = Places(styles, numbering)
        self._plain = self._places.plain
        self._gap = False
        self._boxed = 0
        self._flat = False

    def blocks(self, nodes: Iterable[etree._Element], depth: int = 0) -> list[Block]:
        """Return the blocks in `nodes`, in order; what is deleted or hidden is counted and left out."""
        out: list[Block] = []
        for node in nodes:
            tag = node.tag
            if tag == _P:
                self._paragraph(node, out, depth)
            elif tag not in SILENT:
                self._other(node, out, depth)
        return out

    def _other(self, node: etree._Element, out: list[Block], depth: int) -> None:
        tag = node.tag
        if depth > DEEPEST:
            self._flatten(node, out)
        elif tag == _TABLE:
            rows = tuple(self._rows(node, depth))
            if rows:
                out.append(Table(rows))
        elif tag in GONE:
            self._tally.deleted += 1
        elif tag == W + "altChunk":
            self._tally.inserted_files += 1
        elif tag == ALTERNATE:
            out += self.blocks(graphics.choice(node), depth + 1)
        elif tag in _STRAYS:
            self._finish(self._inline.read((node,), self._plain.base), self._plain, out, depth)
        elif len(node):
            out += self.blocks(node, depth + 1)

    def _flatten(self, parent: etree._Element, out: list[Block]) -> None:
        """Take the paragraphs of what is nested too deeply one after the other, boxes with them."""
        was, self._flat = self._flat, True
        for node in parent.iter(_P):
            self._paragraph(node, out, DEEPEST)
        self._flat = was

    def _rows(self, table: etree._Element, depth: int) -> Iterator[tuple[Cell, ...]]:
        for row in _within(table, _ROW):
            first = row[0] if len(row) else row
            if first.tag == _ROW_PROPERTIES and first.find(W + "del") is not None:
                self._tally.deleted += 1
                continue
            cells = tuple([self._cell(cell, depth) for cell in _within(row, _CELL)])
            if any(cell.blocks for cell in cells):
                yield cells

    def _cell(self, node: etree._Element, depth: int) -> Cell:
        self._gap = False
        span, continued = 1, False
        first = node[0] if len(node) else node
        for said in first if first.tag == _CELL_PROPERTIES else ():
            tag = said.tag
            if tag == _SPAN:
                width = said.get(VAL) or ""
                span = min(int(width), _WIDEST) if width.isdecimal() else 1
            elif tag == _MERGE:
                continued = said.get(VAL) in (None, "continue")
            elif tag == _CELL_DELETED:
                self._tally.deleted += 1
                return Cell(())
        return Cell(tuple(self.blocks(node, depth + 1)), span, continued)

    def _paragraph(self, node: etree._Element, out: list[Block], depth: int) -> None:
        children = iter(node)
        first = next(children, None)
        if first is None:
            self._gap = True
        elif first.tag == _PPR:
            placed = self._places.of(first)
            self._finish(self._inline.read(children, placed.base), placed, out, depth)
        else:
            self._finish(self._inline.read(node, self._plain.base), self._plain, out, depth)

    def _finish(self, found: Inlined, placed: Placed, out: list[Block], depth: int) -> None:
        pieces, mark = found.pieces, placed.mark
        number = self._numbering.next_number(mark) if mark and mark.kind != "bullet" else ""
        if not all(piece[0].isspace() for piece in pieces):
            boxed, notes = self._boxed > 0, tuple(found.notes)
            out.append(Paragraph(tuple(pieces), *placed, self._gap, boxed, notes, number))
            self._tally.read(pieces)
            self._gap = False
        else:
            self._gap = True
        if found.drawn:
            out += [Paragraph(((text, NO_LOOK, ""),), boxed=True) for text in found.drawn]
        for box in () if self._flat else found.boxes:
            self._boxed += 1
            out += self.blocks(box, depth + 1)
            self._boxed -= 1


def _within(parent: etree._Element, wanted: str, depth: int = 0) -> Iterator[etree._Element]:
    """Yield the rows of a table or the cells of a row, content controls and such looked through."""
    for node in parent:
        tag = node.tag
        if tag == wanted:
            yield node
        elif tag not in SILENT and tag not in GONE and depth < DEEPEST:
            branch = graphics.choice(node) if tag == ALTERNATE else node
            for part in (branch,) if branch is node else branch:
                yield from _within(part, wanted, depth + 1)
