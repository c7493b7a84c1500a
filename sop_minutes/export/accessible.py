"""A finished file as a screen reader meets it: what would make its reader stumble."""

import ctypes
import io
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]
from lxml import etree, html

from sop_minutes.export.pdf_text import PDFIUM
from sop_minutes.export.word.ooxml import NS, related, w

_DC = "{http://purl.org/dc/elements/1.1/}"
_LANGUAGE = "en-GB"
_MAY_HOLD = {
    "L": {"LI", "L", "Caption"},
    "LI": {"Lbl", "LBody"},
    "Table": {"TR", "THead", "TBody", "TFoot", "Caption"},
}
"""What may stand right under a list, a bullet and a table in a PDF's structure."""


def accessibility_faults(content: bytes, suffix: str) -> tuple[str, ...]:
    """Return what is amiss with a file, a sentence each, each once; () for nothing, or for plain text."""
    found = _CHECKS[suffix](content) if suffix in _CHECKS else ()
    return tuple(dict.fromkeys(found))


def _word_faults(content: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    (main,) = related(parts, "", "officeDocument").values()
    names_of = (
        main,
        *related(parts, main, "styles").values(),
        *related(parts, "", "core-properties").values(),
    )
    body, styles, core = (etree.fromstring(parts[name]) for name in names_of)
    if not (core.findtext(f"{_DC}title") or "").strip():
        yield "The file has no title."
    language = styles.find("w:docDefaults/w:rPrDefault/w:rPr/w:lang", NS)
    if language is None or language.get(w("val")) != _LANGUAGE:
        yield "The file does not say that it is in British English."
    names = {style.get(w("styleId")): style.find("w:name", NS) for style in styles.iter(w("style"))}
    yield from _heading_faults(list(_word_levels(body, names)))
    for paragraph in body.iter(w("p")):
        says = "".join(map(str, paragraph.itertext(w("t")))).strip()
        drawn = paragraph.find(".//w:drawing", NS) is not None
        if not says and not drawn and not _is_to_fill_in(paragraph):
            yield "An empty paragraph stands in the file."
        style = _style_of(paragraph, names)
        if style.startswith("list bullet") and paragraph.find("w:pPr/w:numPr", NS) is None:
            yield "A bullet is in no list."
    for table in body.iter(w("tbl")):
        if table.find("w:tr/w:trPr/w:tblHeader", NS) is None:
            yield "A table has no header row."
    for picture in body.iter("{*}docPr"):
        if not picture.get("descr", "").strip():
            yield "A picture has no words for who cannot see it."


def _is_to_fill_in(paragraph: Any) -> bool:
    """Say whether a paragraph is the whole of a cell, which is left to be filled in."""
    cell = paragraph.getparent()
    return bool(cell.tag == w("tc") and len(cell.findall("w:p", NS)) == 1)


def _style_of(paragraph: Any, names: Mapping[Any, Any]) -> str:
    style = paragraph.find("w:pPr/w:pStyle", NS)
    name = names.get(style.get(w("val"))) if style is not None else None
    return str(name.get(w("val"), "")).lower() if name is not None else ""


def _word_levels(body: Any, names: Mapping[Any, Any]) -> Iterator[int]:
    for paragraph in body.iter(w("p")):
        kind, _, level = _style_of(paragraph, names).partition(" ")
        if kind == "heading" and level.isdigit():
            yield int(level)


def _heading_faults(levels: list[int]) -> Iterator[str]:
    if levels.count(1) != 1:
        yield f"There are {levels.count(1)} headings of the first level, where there should be one."
    for above, level in zip([0, *levels], levels, strict=False):
        if level > above + 1:
            yield f"A heading of level {level} follows one of level {above}."


def _web_faults(content: bytes) -> Iterator[str]:
    root = html.document_fromstring(content, parser=html.HTMLParser(encoding="utf-8", huge_tree=True))
    if root.get("lang") != _LANGUAGE:
        yield "The file does not say that it is in British English."
    if not (root.findtext(".//title") or "").strip():
        yield "The file has no title."
    yield from _heading_faults(
        [int(heading.tag[1]) for heading in root.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    )
    if any(not table.findall(".//th") for table in root.iter("table")):
        yield "A table has no header row."
    if any(not "".join(map(str, each.itertext())).strip() for each in root.iter("p", "li")):
        yield "An empty paragraph stands in the file."
    pictures = [*root.iter("img"), *root.iter("svg")]
    if any(not (each.get("alt") or each.get("aria-label") or "").strip() for each in pictures):
        yield "A picture has no words for who cannot see it."


@dataclass(frozen=True, slots=True)
class _Element:
    """An element of a PDF's structure tree."""

    kind: str
    alt: str
    under: list["_Element"] = field(default_factory=list)

    def all(self) -> Iterator["_Element"]:
        yield self
        for each in self.under:
            yield from each.all()

    def last(self) -> "_Element":
        """Return what stands at the end, below the whole document."""
        return self.under[-1].last() if self.kind in ("", "Document") and self.under else self


def _pdf_faults(content: bytes) -> Iterator[str]:
    with PDFIUM, pypdfium2.PdfDocument(content) as document:
        title = str(document.get_metadata_dict().get("Title", "")).strip()
        language = _words(lambda room, size: pdfium.FPDFCatalog_GetLanguage(document, room, size))
        tagged = document.is_tagged()
        trees = [_tree_of(page) for page in document]
    if not tagged:
        yield "The PDF is not tagged for screen readers."
    if not title:
        yield "The file has no title."
    if language != _LANGUAGE:
        yield "The file does not say that it is in British English."
    found = [each for tree in trees for each in tree.all()]
    kinds = [each.kind for each in found]
    yield from _heading_faults([int(kind[1]) for kind in kinds if kind[:1] == "H" and kind[1:].isdigit()])
    yield from _structure_faults(found)
    yield from _table_faults(trees)


def _structure_faults(found: Iterable[_Element]) -> Iterator[str]:
    for each in found:
        if each.kind == "Figure" and not each.alt.strip():
            yield "A picture has no words for who cannot see it."
        if each.kind in _MAY_HOLD and not {one.kind for one in each.under} <= _MAY_HOLD[each.kind]:
            yield f"The structure of a {'table' if each.kind == 'Table' else 'list'} is broken."


def _table_faults(trees: Iterable[_Element]) -> Iterator[str]:
    """Yield where a table has no header row; one that goes on on the next page had it on the one before."""
    goes_on = False
    for tree in trees:
        for each in tree.all():
            if each.kind == "Table" and not goes_on and all(one.kind != "TH" for one in each.all()):
                yield "A table has no header row."
            goes_on = goes_on and each.kind in ("", "Document")
        goes_on = tree.last().kind == "Table"


def _tree_of(page: Any) -> _Element:
    """Return the structure of a page, under a root of no kind."""
    tree = pdfium.FPDF_StructTree_GetForPage(page)
    try:
        roots = (
            pdfium.FPDF_StructTree_GetChildAtIndex(tree, at)
            for at in range(pdfium.FPDF_StructTree_CountChildren(tree))
        )
        return _Element("", "", [_element(root) for root in roots if root])
    finally:
        pdfium.FPDF_StructTree_Close(tree)


def _element(raw: Any) -> _Element:
    children = (
        pdfium.FPDF_StructElement_GetChildAtIndex(raw, at)
        for at in range(pdfium.FPDF_StructElement_CountChildren(raw))
    )
    return _Element(
        kind=_words(lambda room, size: pdfium.FPDF_StructElement_GetType(raw, room, size)),
        alt=_words(lambda room, size: pdfium.FPDF_StructElement_GetAltText(raw, room, size)),
        under=[_element(child) for child in children if child],
    )


def _words(ask: Callable[[Any, int], int]) -> str:
    """Return what PDFium says when it is asked, first how long it is, in UTF-16."""
    size = ask(None, 0)
    room = (ctypes.c_ushort * ((size + 1) // 2))()
    ask(room, size)
    return bytes(room).decode("utf-16-le", "replace").rstrip("\x00")


_CHECKS: Mapping[str, Callable[[bytes], Iterator[str]]] = {
    ".docx": _word_faults,
    ".pdf": _pdf_faults,
    ".html": _web_faults,
}
