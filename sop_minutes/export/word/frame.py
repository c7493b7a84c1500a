"""What stands around the text of a Word document: the other parts, the paper, headers and footers."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from sop_minutes.export.word.drawing import WATERMARK
from sop_minutes.export.word.ooxml import (
    CONTENT_TYPES,
    DECLARATION,
    NS,
    RELS,
    Parts,
    R,
    W,
    related,
    relations_name,
    to_xml,
    w,
)

MARKING = "{{marking}}"
_HERE = "<?marking-stands-here?>"


@dataclass(frozen=True)
class Paper:
    """A section's closing XML, and the room between its margins in twentieths of a point."""

    section: str
    width: int


@dataclass(frozen=True)
class Marked:
    """A header or footer, open where the marking stands. `paragraph` holds the word MARKING."""

    is_header: bool
    before: str
    paragraph: str
    after: str

    def filled(self, marking: str, *, draft: bool) -> str:
        """Return the part's XML with `marking`, already escaped, and in a header a draft's watermark.

        With neither the paragraph is left out.
        """
        watermark = WATERMARK if draft and self.is_header else ""
        if not (marking or watermark):
            return self.before + self.after
        paragraph = self.paragraph.replace(MARKING, marking).removesuffix("</w:p>")
        return f"{self.before}{paragraph}{watermark}</w:p>{self.after}"


@dataclass(frozen=True)
class Frame:
    """A template's parts around its text.

    `fixed` go into every file as they are. `opening` is the document's XML as far as its body,
    `relations` its relationships without the closing tag.
    """

    fixed: dict[str, bytes]
    marked: dict[str, Marked]
    opening: str
    upright: Paper
    wide: Paper
    relations_name: str
    relations: str


def open_frame(parts: Parts, document_name: str, *, has_header: bool) -> Frame:
    """Return the frame for documents with a marking or watermark, or without.

    Without, headers go that hold nothing else.
    """
    marked = dict(_marked(parts, document_name))
    silent = set() if has_header else {name for name, part in marked.items() if not _says_more(part)}
    root = etree.fromstring(parts[document_name])
    section = root.find("w:body/w:sectPr", NS)
    if section is None:
        section = etree.fromstring(f'<w:sectPr xmlns:w="{W}"><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>')
    headers = related(parts, document_name, "header") | related(parts, document_name, "footer")
    _drop_references(section, {id_ for id_, name in headers.items() if name in silent})
    kept = {name: content for name, content in parts.items() if name not in silent}
    kept[CONTENT_TYPES] = _without_types(parts[CONTENT_TYPES], silent)
    relations = relations_name(document_name)
    for name in (document_name, relations, *(marked.keys() - silent)):
        kept.pop(name)
    return Frame(
        fixed=kept,
        marked={name: part for name, part in marked.items() if name not in silent},
        opening=_opening(root),
        upright=_paper(section),
        wide=_paper(_turned(section)),
        relations_name=relations,
        relations=_open_relations(parts[relations], {id_ for id_, name in headers.items() if name in silent}),
    )


def _marked(parts: Parts, document_name: str) -> Iterator[tuple[str, Marked]]:
    for kind in ("header", "footer"):
        for name in related(parts, document_name, kind).values():
            part = _open_at_marking(etree.fromstring(parts[name]), is_header=kind == "header")
            if part:
                yield name, part


def _open_at_marking(root: etree._Element, *, is_header: bool) -> Marked | None:
    """Return a header or footer opened at its paragraph with the marking, None if it has none."""
    for paragraph in root.iter(w("p")):
        texts = list(paragraph.iter(w("t")))
        whole = "".join(text.text or "" for text in texts)
        parent = paragraph.getparent()
        if MARKING not in whole or parent is None:
            continue
        for text in texts:
            text.text = whole if text is texts[0] else ""
        written = to_xml(paragraph)
        parent.replace(paragraph, etree.fromstring(f"<_>{_HERE}</_>")[0])
        before, _, after = to_xml(root).partition(_HERE)
        return Marked(is_header, DECLARATION + before, written, after)
    return None


def _says_more(part: Marked) -> bool:
    return f"{part.before}{part.after}".count("<w:p>") + f"{part.before}{part.after}".count("<w:p ") > 0


def _drop_references(section: etree._Element, ids: set[str]) -> None:
    for reference in list(section):
        if reference.get(f"{{{R}}}id") in ids:
            section.remove(reference)


def _without_types(content_types: bytes, names: set[str]) -> bytes:
    root = etree.fromstring(content_types)
    for override in root.findall("ct:Override", NS):
        if override.get("PartName", "").lstrip("/") in names:
            root.remove(override)
    return (DECLARATION + to_xml(root)).encode()


def _open_relations(relations: bytes, without: set[str]) -> str:
    root = etree.fromstring(relations)
    kept = "".join(to_xml(relation) for relation in root if relation.get("Id") not in without)
    return f'{DECLARATION}<Relationships xmlns="{RELS}">{kept}'


def _opening(root: etree._Element) -> str:
    """Return the document's first tag, with all the namespaces it had, and its body's."""
    spaces = {prefix: uri for prefix, uri in root.nsmap.items() if prefix} | {"w": W, "r": R}
    declared = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in spaces.items())
    return f"{DECLARATION}<w:document{declared}><w:body>"


def _turned(section: etree._Element) -> etree._Element:
    """Return the section on paper turned to lie on its side."""
    turned = deepcopy(section)
    size = turned.find("w:pgSz", NS)
    if size is not None:
        width, height = size.get(w("w"), "11906"), size.get(w("h"), "16838")
        size.set(w("w"), height)
        size.set(w("h"), width)
        size.set(w("orient"), "landscape")
    return turned


def _paper(section: etree._Element) -> Paper:
    size, margins = section.find("w:pgSz", NS), section.find("w:pgMar", NS)
    width = int(size.get(w("w"), "11906")) if size is not None else 11906
    if margins is not None:
        width -= sum(int(margins.get(w(side), "0")) for side in ("left", "right"))
    return Paper(to_xml(section), width)
