"""What stands in a paragraph: runs of text with their look, links, notes and the boxes anchored in it."""

from collections.abc import Callable, Iterable
from typing import Final, NamedTuple

from lxml import etree

from sop_minutes.importing.word import graphics
from sop_minutes.importing.word.blocks import Look, Piece, Tally
from sop_minutes.importing.word.fields import (
    FIELD_TYPE,
    INSTRUCTION,
    Fields,
    address,
    is_page_number,
    link_of,
)
from sop_minutes.importing.word.names import MC, VAL, M, R, W, is_on
from sop_minutes.importing.word.package import Package, Relationship
from sop_minutes.importing.word.styles import TOGGLES, Styles
from sop_minutes.importing.word.symbols import symbol

DEEPEST: Final = 60
T: Final = W + "t"
ALTERNATE: Final = MC + "AlternateContent"
GONE: Final = frozenset({W + "del", W + "moveFrom"})
# Marks, properties and other things without text: passed over.
SILENT: Final = frozenset(
    W + name
    for name in (
        "bookmarkStart bookmarkEnd proofErr sdtPr sdtEndPr customXmlPr smartTagPr fldData sectPr rPr "
        "pPr tblPr tblGrid tblPrEx tcPr trPr rubyPr commentRangeStart commentRangeEnd permStart permEnd "
        "lastRenderedPageBreak annotationRef footnoteRef endnoteRef separator continuationSeparator pgNum "
        "moveFromRangeStart moveFromRangeEnd moveToRangeStart moveToRangeEnd delText delInstrText "
        "commentReference"
    ).split()
)
_RUN: Final = W + "r"
_RPR: Final = W + "rPr"
_RSTYLE: Final = W + "rStyle"
_LEAVES: Final = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "br": "\n",
    W + "cr": "\n",
    W + "noBreakHyphen": "-",
    W + "softHyphen": "",
}


class Inlined(NamedTuple):
    """A paragraph's content. `drawn` is text of shapes and charts, `boxes` are text boxes to be read."""

    pieces: list[Piece]
    boxes: list[etree._Element]
    drawn: list[str]
    notes: list[str]


class Inline:
    """Reads paragraphs of one part one after the other. In a `margin` page numbers are left out."""

    def __init__(self, package: Package, part: str, styles: Styles, tally: Tally, *, margin: bool) -> None:
        self._package = package
        self._links: dict[str, Relationship] = package.relationships(part)
        self._styles = styles
        self._tally = tally
        self._margin = margin
        self._fields = Fields()
        self._looks: dict[Look, Look] = {}

    def read(self, nodes: Iterable[etree._Element], base: Look) -> Inlined:
        """Return what is in `nodes`, the children of a paragraph whose style looks like `base`."""
        self._base = self._look = base
        self._link = ""
        self._texts: list[str] = []
        self._passage = ""
        self._found = found = Inlined([], [], [], [])
        self._inline(nodes, "", 0)
        if self._texts:
            found.pieces.append(("".join(self._texts), self._look, self._link))
        if self._fields.busy:
            self._fields.end_paragraph()
        return found

    def _inline(self, nodes: Iterable[etree._Element], link: str, depth: int) -> None:
        run, other = self._run, self._other
        for node in nodes:
            tag = node.tag
            if tag == _RUN:
                run(node, link, depth)
            elif tag not in SILENT:
                other(node, link, depth, self._base)

    def _run(self, node: etree._Element, link: str, depth: int) -> None:
        look = self._base
        for child in node:
            tag = child.tag
            if tag == T:
                text = child.text
                if text:
                    self._add(text, look, link)
            elif tag == _RPR:
                look = self._look_of(child)
            elif tag not in SILENT:
                self._other(child, link, depth, look)

    def _other(self, node: etree._Element, link: str, depth: int, look: Look) -> None:
        tag = node.tag
        leaf = _LEAVES.get(tag)
        if leaf is not None:
            self._add(leaf, look, link)
        elif tag in _READERS:
            _READERS[tag](self, node, link, depth, look)
        elif len(node) == 0:
            return
        elif depth > DEEPEST:
            self._add("".join(t.text or "" for t in node.iter(T, M + "t")), look, link)
        else:
            self._inline(node, link, depth + 1)

    def _add(self, text: str, look: Look, link: str) -> None:
        fields = self._fields
        if fields.busy:
            if fields.in_instruction or (self._margin and fields.in_page_number):
                return
            link = link or fields.link
        if look.hidden:
            self._leave_out("hidden", text)
            return
        if look is not self._look or link != self._link:
            if self._texts:
                self._found.pieces.append(("".join(self._texts), self._look, self._link))
                self._texts = []
            self._look, self._link = look, link
        self._passage = ""
        self._texts.append(text)

    def _leave_out(self, why: str, text: str) -> None:
        """Count a deleted or hidden passage once, however many runs it is in."""
        if self._passage != why and text.strip():
            self._passage = why
            if why == "hidden":
                self._tally.hidden += 1
            else:
                self._tally.deleted += 1

    def _look_of(self, rpr: etree._Element) -> Look:
        said: dict[str, bool] = {}
        for node in rpr:
            tag = node.tag
            toggle = TOGGLES.get(tag)
            if toggle:
                said[toggle] = is_on(node)
            elif tag == _RSTYLE:
                style = self._styles.run(node.get(VAL) or "")
                said = {k: v for k, v in zip(Look._fields, style[3:8], strict=True) if v is not None} | said
        if not said:
            return self._base
        look = self._base._replace(**said)
        return self._base if look == self._base else self._looks.setdefault(look, look)

    def _gone(self, node: etree._Element, _link: str, _depth: int, _look: Look) -> None:
        texts = node.iter(W + "delText", T, M + "t")
        self._leave_out("deleted", next((t.text for t in texts if t.text and t.text.strip()), ""))

    def _text(self, node: etree._Element, link: str, _depth: int, look: Look) -> None:
        self._add(node.text or "", look, link)

    def _symbol(self, node: etree._Element, link: str, _depth: int, look: Look) -> None:
        self._add(symbol(node.get(W + "font") or "", node.get(W + "char") or ""), look, link)

    def _hyperlink(self, node: etree._Element, link: str, depth: int, _look: Look) -> None:
        related = self._links.get(node.get(R + "id") or "")
        if related and related.external:
            link = address(related.target, node.get(W + "anchor") or "")
        self._inline(node, link, depth + 1)

    def _simple_field(self, node: etree._Element, link: str, depth: int, _look: Look) -> None:
        instruction = node.get(INSTRUCTION) or ""
        if not (self._margin and is_page_number(instruction)):
            self._inline(node, link_of(instruction) or link, depth + 1)

    def _field(self, node: etree._Element, _link: str, _depth: int, _look: Look) -> None:
        self._fields.change(node.get(FIELD_TYPE))

    def _instruction(self, node: etree._Element, _link: str, _depth: int, _look: Look) -> None:
        self._fields.instruct(node.text or "")

    def _note(self, node: etree._Element, _link: str, _depth: int, look: Look) -> None:
        if not look.hidden:
            kind = "f" if node.tag == W + "footnoteReference" else "e"
            self._found.notes.append(f"{kind}{node.get(W + 'id')}")

    def _alternate(self, node: etree._Element, link: str, depth: int, look: Look) -> None:
        for child in graphics.choice(node):
            if child.tag == _RUN:
                self._run(child, link, depth + 1)
            elif child.tag not in SILENT:
                self._other(child, link, depth + 1, look)

    def _ruby(self, node: etree._Element, link: str, depth: int, _look: Look) -> None:
        for part in (*node.iterchildren(W + "rubyBase"), *node.iterchildren(W + "rt")):
            self._inline(part, link, depth + 1)

    def _graphic(self, node: etree._Element, _link: str, _depth: int, look: Look) -> None:
        found = graphics.read(node, self._package, self._links)
        if look.hidden:
            self._leave_out("hidden", "box" if found.boxes else "")
            return
        self._tally.pictures += found.pictures
        self._found.drawn.extend(found.texts)
        self._found.boxes.extend(found.boxes)


_Reader = Callable[[Inline, etree._Element, str, int, Look], None]
_READERS: Final[dict[object, _Reader]] = {
    **dict.fromkeys(GONE, Inline._gone),
    **dict.fromkeys((T, M + "t"), Inline._text),
    **dict.fromkeys((W + "drawing", W + "pict", W + "object"), Inline._graphic),
    **dict.fromkeys((W + "footnoteReference", W + "endnoteReference"), Inline._note),
    W + "sym": Inline._symbol,
    W + "hyperlink": Inline._hyperlink,
    W + "fldSimple": Inline._simple_field,
    W + "fldChar": Inline._field,
    W + "instrText": Inline._instruction,
    W + "ruby": Inline._ruby,
    ALTERNATE: Inline._alternate,
}
