"""One pass over the body of a returned copy: its XML in, blocks out."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from lxml import etree

from sop_minutes.domain.errors import UserError
from sop_minutes.domain.returned.copy import CELL, Copy, CopyBlock, CopyComment, CopySpan, Hand
from sop_minutes.importing.returned.comments import Comments, said_in
from sop_minutes.importing.returned.parts import Parts
from sop_minutes.importing.returned.runs import BOOKMARKS, COMMENTED, Anchors, Found, Runs
from sop_minutes.importing.returned.traces import TRACES, UNTOUCHED, Traced, of_end, reformatted_by
from sop_minutes.importing.word import graphics
from sop_minutes.importing.word.blocks import MAX_PARAGRAPHS, NO_LOOK
from sop_minutes.importing.word.inline import ALTERNATE, DEEPEST
from sop_minutes.importing.word.names import TooLargeError, W
from sop_minutes.importing.word.numbering import Numbering
from sop_minutes.importing.word.package import main_root, opened
from sop_minutes.importing.word.placing import Placed, Places
from sop_minutes.importing.word.styles import Styles

_P: Final = W + "p"


def read_copy(path: Path) -> Copy:
    """Return all that the Word file at `path` holds. Raises UserError if it cannot be read."""
    with opened(path) as package:
        main = package.main_part()
        root = main_root(package, main, path.name)
        parts = Parts(package, main)
        reading = _Reading(parts, _ended(root))
        try:
            reading.walk(root.iterchildren(W + "body"), 0, UNTOUCHED)
            margins = parts.margins()
        except TooLargeError as error:
            raise UserError(f"{path.name} is too long to be a note; it was not read.") from error
        except RecursionError as error:
            raise UserError(f"{path.name} is nested too deeply to read.") from error
        return Copy(reading.blocks, parts.subject(), margins, reading.pictures)


class _Reading:
    """The body being read."""

    def __init__(self, parts: Parts, ended: frozenset[str]) -> None:
        styles = Styles(parts.root("styles"))
        self._parts = parts
        self._places = Places(styles, Numbering(parts.root("numbering")))
        self._anchors = Anchors(ended)
        self._runs = Runs(parts.package, parts.main, styles, self._anchors)
        self._comments = Comments(parts.root("comments"), parts.root("commentsExtended"))
        self._held: Found | None = None
        self._waiting: list[str] = []
        self.blocks: list[CopyBlock] = []
        self.pictures = 0

    def walk(self, nodes: Iterable[etree._Element], depth: int, traced: Traced) -> None:
        """Read what stands in the body, content controls and such looked through."""
        for node in nodes:
            tag = node.tag
            if tag == _P:
                self._paragraph(node, depth, traced)
            elif tag == W + "tbl":
                self._table(node, depth, traced)
            elif tag in BOOKMARKS:
                self._anchors.bookmark(node)
            elif tag in COMMENTED:
                self._comment_between(node)
            elif tag == ALTERNATE:
                self.walk(graphics.choice(node), depth + 1, traced)
            elif depth <= DEEPEST:
                self.walk(node, depth + 1, traced.within(node) if tag in TRACES else traced)

    def _comment_between(self, node: etree._Element) -> None:
        id_ = node.get(W + "id") or ""
        if node.tag == COMMENTED[0]:
            self._anchors.comments.add(id_)
        else:
            self._anchors.comments.discard(id_)

    def _paragraph(self, node: etree._Element, depth: int, traced: Traced) -> None:
        properties, placed, found = self._begun(node)
        self._runs.read(node, placed.base, found, traced)
        end = of_end(properties)
        if end.never:
            self._held = found
            return
        if traced is not UNTOUCHED:
            end = traced
        self.blocks.append(self._block(found, placed, end, reformatted_by(properties)))
        self._after(found, depth, traced)

    def _begun(self, node: etree._Element) -> tuple[etree._Element | None, Placed, Found]:
        properties = node.find(W + "pPr")
        placed = self._places.plain if properties is None else self._places.of(properties)
        found, self._held = self._held or Found(), None
        return properties, placed, found

    def _block(self, found: Found, placed: Placed, end: Traced, hands: tuple[Hand, ...]) -> CopyBlock:
        if len(self.blocks) > MAX_PARAGRAPHS:
            raise TooLargeError
        self.pictures += found.pictures
        return CopyBlock(
            spans=tuple(found.spans),
            heading=placed.heading or (1 if placed.style.role == "title" else 0),
            level=placed.mark.level + 1 if placed.mark and not placed.heading else 0,
            end=end.trace,
            end_hand=end.hand,
            hands=hands,
            marks=frozenset(found.marks),
            comments=tuple(self._said_of(found)),
        )

    def _said_of(self, found: Found) -> Iterator[CopyComment]:
        """Yield the comments that begin in a paragraph, and its footnotes."""
        for id_, on in found.comments.items():
            if id_ not in self._waiting:
                self._waiting.append(id_)
                comment = self._comments.of(id_, _said(on))
                if comment:
                    yield comment
        for note, traced in found.notes:
            text = said_in(held) if (held := self._parts.note(note)) is not None else ""
            if text:
                yield CopyComment(traced.hand or Hand(""), f"Footnote: {text}")

    def _after(self, found: Found, depth: int, traced: Traced) -> None:
        """Read the boxes that are anchored in a paragraph as paragraphs after it."""
        for text in found.drawn:
            span = CopySpan(text, trace=traced.trace, hand=traced.hand)
            self.blocks.append(CopyBlock((span,), end=traced.trace, end_hand=traced.hand))
        for box in found.boxes if depth <= DEEPEST else ():
            outer, self._anchors.marks = self._anchors.marks, {}
            self.walk(box, depth + 1, traced)
            self._anchors.marks = outer

    def _table(self, table: etree._Element, depth: int, traced: Traced) -> None:
        for row, by in _within(table, W + "tr", traced):
            if not of_end(row.find(W + "trPr")).never:
                self._row(row, depth, by)

    def _row(self, row: etree._Element, depth: int, traced: Traced) -> None:
        end = of_end(row.find(W + "trPr"))
        end = traced if end is UNTOUCHED else end
        found = Found()
        for number, (cell, by) in enumerate(_within(row, W + "tc", end)):
            held = cell.find(W + "tcPr")
            for node in held if held is not None else ():
                by = by.within(node) if node.tag in TRACES else by
            if number:
                found.spans.append(CopySpan(CELL))
            self._cell(cell, found, by)
        self.blocks.append(replace(self._block(found, self._places.plain, end, ()), is_row=True))
        self._after(found, depth, end)

    def _cell(self, cell: etree._Element, found: Found, traced: Traced) -> None:
        """Add the paragraphs of a cell, those of tables within it too, one after the other."""
        for node, by in _within(cell, _P, traced):
            if found.spans and found.spans[-1].text != CELL:
                found.spans.append(CopySpan(" "))
            self._runs.read(node, NO_LOOK, found, by)


def _ended(root: etree._Element) -> frozenset[str]:
    return frozenset(node.get(W + "id") or "" for node in root.iter(BOOKMARKS[1]))


def _within(
    parent: etree._Element, wanted: str, traced: Traced, depth: int = 0
) -> Iterator[tuple[etree._Element, Traced]]:
    """Yield the rows of a table or the cells of a row, content controls and such looked through."""
    for node in parent:
        if node.tag == wanted:
            yield node, traced
        elif depth < DEEPEST:
            yield from _within(node, wanted, traced.within(node) if node.tag in TRACES else traced, depth + 1)


def _said(spans: Sequence[CopySpan]) -> str:
    """Return what stretches of text say, or said, where all of it was taken out."""
    there = [span for span in spans if span.trace.is_there]
    return "".join(span.text for span in there or spans)
