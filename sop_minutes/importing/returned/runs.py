"""What stands in a paragraph of a returned copy: its runs, with what became of each, and what they anchor."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from sop_minutes.domain.marks import is_mark
from sop_minutes.domain.returned.copy import CopySpan
from sop_minutes.importing.returned.traces import TRACES, UNTOUCHED, Traced
from sop_minutes.importing.word import graphics
from sop_minutes.importing.word.blocks import Look
from sop_minutes.importing.word.fields import FIELD_TYPE, INSTRUCTION, Fields, address, link_of
from sop_minutes.importing.word.inline import ALTERNATE, DEEPEST, T
from sop_minutes.importing.word.names import VAL, M, R, W, is_on
from sop_minutes.importing.word.package import Package, Relationship
from sop_minutes.importing.word.styles import TOGGLES, Styles
from sop_minutes.importing.word.symbols import symbol, without_private

BOOKMARKS: Final = (W + "bookmarkStart", W + "bookmarkEnd")
COMMENTED: Final = (W + "commentRangeStart", W + "commentRangeEnd", W + "commentReference")
_LEAVES: Final = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "br": " ",
    W + "cr": " ",
    W + "noBreakHyphen": "-",
    W + "softHyphen": "",
}
_SILENT: Final = frozenset(
    W + name
    for name in (
        "proofErr sdtPr sdtEndPr customXmlPr smartTagPr fldData sectPr rPr pPr rubyPr permStart permEnd rt "
        "lastRenderedPageBreak annotationRef footnoteRef endnoteRef separator continuationSeparator pgNum "
        "moveFromRangeStart moveFromRangeEnd moveToRangeStart moveToRangeEnd delInstrText"
    ).split()
)


@dataclass
class Anchors:
    """What is open at one place of a file: our bookmarks and the comments' ranges, by their ids.

    `ended` are the ids of all bookmarks that end: one that does not is around nothing.
    """

    ended: frozenset[str]
    marks: dict[str, str] = field(default_factory=dict)
    comments: set[str] = field(default_factory=set)

    def bookmark(self, node: etree._Element) -> str:
        """Open or close a bookmark, and return its name if it is one of ours that was opened."""
        id_, name = node.get(W + "id") or "", node.get(W + "name") or ""
        if node.tag == BOOKMARKS[1]:
            self.marks.pop(id_, None)
        elif is_mark(name):
            if id_ in self.ended:
                self.marks[id_] = name
            return name
        return ""


@dataclass
class Found:
    """What a paragraph holds. `comments` are ids, each with what it is on; `notes` those of footnotes."""

    spans: list[CopySpan] = field(default_factory=list)
    marks: set[str] = field(default_factory=set)
    comments: dict[str, list[CopySpan]] = field(default_factory=dict)
    notes: list[tuple[str, Traced]] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    drawn: list[str] = field(default_factory=list)
    pictures: int = 0


class Runs:
    """Reads the paragraphs of one part, one after the other."""

    def __init__(self, package: Package, part: str, styles: Styles, anchors: Anchors) -> None:
        self._package = package
        self._links: dict[str, Relationship] = package.relationships(part)
        self._styles = styles
        self._anchors = anchors
        self._fields = Fields()

    def read(self, nodes: Iterable[etree._Element], base: Look, found: Found, traced: Traced) -> None:
        """Add to `found` what is in `nodes`, children of a paragraph whose style looks like `base`."""
        self._base, self._found = base, found
        found.marks.update(self._anchors.marks.values())
        for id_ in self._anchors.comments:
            found.comments.setdefault(id_, [])
        self._inside(nodes, "", 0, traced)
        if self._fields.busy:
            self._fields.end_paragraph()

    def _inside(self, nodes: Iterable[etree._Element], link: str, depth: int, traced: Traced) -> None:
        for node in nodes:
            tag = node.tag
            if tag == W + "r":
                self._run(node, link, depth, traced)
            elif tag in TRACES:
                self._inside(node, link, depth + 1, traced.within(node))
            elif tag in _READERS:
                _READERS[tag](self, node, link, depth, traced, self._base)
            elif tag not in _SILENT and depth <= DEEPEST:
                self._inside(node, link, depth + 1, traced)

    def _run(self, node: etree._Element, link: str, depth: int, traced: Traced) -> None:
        look = self._base
        for child in node:
            tag = child.tag
            if tag == W + "rPr":
                look = self._look_of(child)
            elif tag in _LEAVES:
                self._add("" if _breaks_page(child) else _LEAVES[tag], look, link, traced)
            elif tag in _READERS:
                _READERS[tag](self, child, link, depth, traced, look)
            elif tag in TRACES:
                self._inside(child, link, depth + 1, traced.within(child))
            elif tag not in _SILENT and depth <= DEEPEST:
                self._inside(child, link, depth + 1, traced)

    def _add(self, text: str, look: Look, link: str, traced: Traced) -> None:
        if self._fields.busy:
            if self._fields.in_instruction:
                return
            link = link or self._fields.link
        if not text or look.hidden or traced.never:
            return
        bold, italic = look.bold and not self._base.bold, look.italic and not self._base.italic
        marks = frozenset(self._anchors.marks.values())
        span = CopySpan(without_private(text), bold, italic, link, traced.trace, traced.hand, marks)
        self._found.spans.append(span)
        for id_ in self._anchors.comments:
            self._found.comments.setdefault(id_, []).append(span)

    def _look_of(self, rpr: etree._Element) -> Look:
        said: dict[str, bool] = {}
        for node in rpr:
            toggle = TOGGLES.get(node.tag)
            if toggle:
                said[toggle] = is_on(node)
            elif node.tag == W + "rStyle":
                style = self._styles.run(node.get(VAL) or "")
                said = {k: v for k, v in zip(Look._fields, style[3:8], strict=True) if v is not None} | said
        return self._base._replace(**said)

    def _text(self, node: etree._Element, link: str, _depth: int, traced: Traced, look: Look) -> None:
        self._add(node.text or "", look, link, traced)

    def _symbol(self, node: etree._Element, link: str, _depth: int, traced: Traced, look: Look) -> None:
        text = symbol(node.get(W + "font") or "", node.get(W + "char") or "")
        self._add(text, look, link, traced)

    def _hyperlink(self, node: etree._Element, link: str, depth: int, traced: Traced, _look: Look) -> None:
        related = self._links.get(node.get(R + "id") or "")
        if related and related.external:
            link = address(related.target, node.get(W + "anchor") or "")
        self._inside(node, link, depth + 1, traced)

    def _simple_field(self, node: etree._Element, link: str, depth: int, traced: Traced, _look: Look) -> None:
        self._inside(node, link_of(node.get(INSTRUCTION) or "") or link, depth + 1, traced)

    def _field(self, node: etree._Element, _link: str, _depth: int, _traced: Traced, _look: Look) -> None:
        self._fields.change(node.get(FIELD_TYPE))

    def _instruction(
        self, node: etree._Element, _link: str, _depth: int, _traced: Traced, _look: Look
    ) -> None:
        self._fields.instruct(node.text or "")

    def _bookmark(self, node: etree._Element, _link: str, _depth: int, _traced: Traced, _look: Look) -> None:
        if name := self._anchors.bookmark(node):
            self._found.marks.add(name)

    def _comment(self, node: etree._Element, _link: str, _depth: int, _traced: Traced, _look: Look) -> None:
        id_ = node.get(W + "id") or ""
        if node.tag == COMMENTED[0]:
            self._anchors.comments.add(id_)
        elif node.tag == COMMENTED[1]:
            self._anchors.comments.discard(id_)
        self._found.comments.setdefault(id_, [])

    def _note(self, node: etree._Element, _link: str, _depth: int, traced: Traced, _look: Look) -> None:
        kind = "footnotes" if node.tag == W + "footnoteReference" else "endnotes"
        if traced.trace.is_there and not traced.never:
            self._found.notes.append((f"{kind} {node.get(W + 'id')}", traced))

    def _alternate(self, node: etree._Element, link: str, depth: int, traced: Traced, look: Look) -> None:
        for child in graphics.choice(node):
            if child.tag in _READERS:
                _READERS[child.tag](self, child, link, depth + 1, traced, look)
            else:
                self._inside((child,), link, depth + 1, traced)

    def _graphic(self, node: etree._Element, _link: str, _depth: int, traced: Traced, _look: Look) -> None:
        if traced.trace.is_there and not traced.never:
            drawn = graphics.read(node, self._package, self._links)
            self._found.pictures += drawn.pictures
            self._found.drawn.extend(drawn.texts)
            self._found.boxes.extend(drawn.boxes)


def _breaks_page(node: etree._Element) -> bool:
    return node.tag == W + "br" and node.get(W + "type") in ("page", "column")


_Reader = Callable[[Runs, etree._Element, str, int, Traced, Look], None]
_READERS: Final[dict[object, _Reader]] = {
    **dict.fromkeys((T, W + "delText", M + "t"), Runs._text),
    **dict.fromkeys((W + "drawing", W + "pict", W + "object"), Runs._graphic),
    **dict.fromkeys((W + "footnoteReference", W + "endnoteReference"), Runs._note),
    **dict.fromkeys(BOOKMARKS, Runs._bookmark),
    **dict.fromkeys(COMMENTED, Runs._comment),
    W + "sym": Runs._symbol,
    W + "hyperlink": Runs._hyperlink,
    W + "fldSimple": Runs._simple_field,
    W + "fldChar": Runs._field,
    W + "instrText": Runs._instruction,
    ALTERNATE: Runs._alternate,
}

__all__ = ["BOOKMARKS", "COMMENTED", "UNTOUCHED", "Anchors", "Found", "Runs"]
