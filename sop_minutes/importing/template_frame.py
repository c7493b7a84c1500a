"""Where a template of a user's own shows the marking and the page's number, if it says nothing of them."""

import posixpath
import re
from typing import Final

from lxml import etree

from sop_minutes.importing.word.names import W, is_on

MARKING: Final = "{{marking}}"
_R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_RELS: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_TYPES: Final = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_KIND: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
_SPACES: Final = f'xmlns:w="{W[1:-1]}"'
_FIELD: Final = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> {} </w:instrText>'
    '</w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
_CENTRED: Final = '<w:pPr><w:spacing w:before="0" w:after="60"/><w:jc w:val="center"/></w:pPr>'
_MARKED: Final = (
    f"<w:p {_SPACES}>{_CENTRED}<w:r><w:rPr><w:b/><w:bCs/></w:rPr><w:t>{MARKING}</w:t></w:r></w:p>"
)
_NUMBERED: Final = (
    f'<w:p {_SPACES}>{_CENTRED}<w:r><w:t xml:space="preserve">Page </w:t></w:r>{_FIELD.format("PAGE")}'
    f'<w:r><w:t xml:space="preserve"> of </w:t></w:r>{_FIELD.format("NUMPAGES")}</w:p>'
)
_OF_PAGES: Final = (
    f'<w:p {_SPACES}><w:r><w:t xml:space="preserve"> of </w:t></w:r>{_FIELD.format("NUMPAGES")}</w:p>'
)
_PAGE: Final = re.compile(r"(?<!NUM)(?<!SECTION)\bPAGE\b")
_ROOTS: Final = {"header": "hdr", "footer": "ftr"}


def add_marking(parts: dict[str, bytes], main: str) -> None:
    """Give each header and footer of a template a line for the marking, and the pages their numbers.

    What the template has itself is left as it is; it says where with {{marking}}, and a PAGE field. Pages
    that it leaves without a header or footer (the first one, or those with even numbers) get one.
    """
    document = etree.fromstring(parts[main])
    body = document.find(f"{W}body")
    if body is None:
        return
    section = body.find(f"{W}sectPr")
    if section is None:
        section = etree.SubElement(body, f"{W}sectPr")
    wanted = ["default", *_other_pages(parts, main, section)]
    for kind in _ROOTS:
        held = _part_names(parts, main, section, kind)
        is_numbered = any("PAGE" in _said(parts[name]) for name in held.values())
        made = {_new_part(parts, main, section, kind, page) for page in wanted if page not in held}
        for name in dict.fromkeys((*held.values(), *made)):
            root = etree.fromstring(parts[name])
            if MARKING not in _said(parts[name]):
                root.insert(0, etree.fromstring(_MARKED))
            if kind == "footer" and (name in made or not (is_numbered or _is_numbered(parts, main, section))):
                root.append(etree.fromstring(_NUMBERED))
            _count_pages(root)
            parts[name] = _written(root)
    parts[main] = _written(document)


def _other_pages(parts: dict[str, bytes], main: str, section: etree._Element) -> list[str]:
    """Return which other kinds of pages than the usual ones a template has: "first", "even"."""
    first = section.find(f"{W}titlePg")
    found = ["first"] if first is not None and is_on(first) else []
    for name in _related(parts, main, "settings").values():
        even = etree.fromstring(parts[name]).find(f"{W}evenAndOddHeaders")
        found += ["even"] if even is not None and is_on(even) else []
    return found


def _is_numbered(parts: dict[str, bytes], main: str, section: etree._Element) -> bool:
    """Say whether the headers of a template number its pages."""
    return any("PAGE" in _said(parts[name]) for name in _part_names(parts, main, section, "header").values())


def _count_pages(root: etree._Element) -> None:
    """Say after the number of a page how many there are, where a template does not."""
    if "NUMPAGES" in _said_in(root) or "SECTIONPAGES" in _said_in(root):
        return
    for paragraph in root.iter(f"{W}p"):
        ends = [run for run in paragraph if run.find(f"{W}fldChar[@{W}fldCharType='end']") is not None]
        simple = [node for node in paragraph.iterfind(f"{W}fldSimple") if "PAGE" in node.get(f"{W}instr", "")]
        if (simple or ends) and _PAGE.search(_said_in(paragraph)):
            after = (simple or ends)[-1]
            for run in reversed(etree.fromstring(_OF_PAGES)):
                after.addnext(run)


def _said(part: bytes) -> str:
    return _said_in(etree.fromstring(part))


def _said_in(root: etree._Element) -> str:
    """Return what a part shows, and the instructions of its fields."""
    simple = (node.get(f"{W}instr", "") for node in root.iter(f"{W}fldSimple"))
    return "".join((*map(str, root.itertext()), *simple))


def _part_names(parts: dict[str, bytes], main: str, section: etree._Element, kind: str) -> dict[str, str]:
    """Return the parts that a section has as its headers, or footers, by which pages they are on."""
    related = _related(parts, main, kind)
    found = {
        node.get(f"{W}type", "default"): related.get(node.get(f"{_R}id", ""), "")
        for node in section.iterfind(f"{W}{kind}Reference")
    }
    return {page: name for page, name in found.items() if name in parts}


def _related(parts: dict[str, bytes], main: str, kind: str) -> dict[str, str]:
    """Return the parts that the main one is related to as `kind`, by relationship."""
    held = _relations_name(main)
    relations = etree.fromstring(parts[held]) if held in parts else ()
    return {
        node.get("Id", ""): node.get("Target", "").lstrip("/")
        for node in relations
        if node.get("Type", "").endswith(f"/{kind}")
    }


def _new_part(parts: dict[str, bytes], main: str, section: etree._Element, kind: str, page: str) -> str:
    """Add a header or footer of our own to some pages; return its part's name."""
    name = posixpath.join(posixpath.dirname(main), f"note-{kind}-{page}.xml")
    parts[name] = f"<w:{_ROOTS[kind]} {_SPACES}/>".encode()
    id_ = f"note-{kind}-{page}"
    held = _relations_name(main)
    empty = f'<Relationships xmlns="{_RELS[1:-1]}"/>'.encode()
    relations = etree.fromstring(parts.get(held, empty))
    etree.SubElement(relations, f"{_RELS}Relationship", Id=id_, Type=_KIND.format(kind), Target=f"/{name}")
    parts[held] = _written(relations)
    types = etree.fromstring(parts["[content_types].xml"])
    etree.SubElement(types, f"{_TYPES}Override", PartName=f"/{name}", ContentType=_TYPE.format(kind))
    parts["[content_types].xml"] = _written(types)
    reference = etree.Element(f"{W}{kind}Reference")
    reference.set(f"{W}type", page)
    reference.set(f"{_R}id", id_)
    section.insert(0, reference)
    return name


def _relations_name(source: str) -> str:
    folder, file = posixpath.split(source)
    return posixpath.join(folder, "_rels", f"{file}.rels")


def _written(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
