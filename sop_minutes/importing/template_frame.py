"""Where a template of a user's own shows the marking and the page's number, if it says nothing of them."""

import posixpath
from typing import Final

from lxml import etree

from sop_minutes.importing.word.names import W

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
_ROOTS: Final = {"header": "hdr", "footer": "ftr"}


def add_marking(parts: dict[str, bytes], main: str) -> None:
    """Give each header and footer of a template a line for the marking, and the pages their numbers.

    What the template has itself is left as it is; it says where with {{marking}}, and a PAGE field.
    """
    document = etree.fromstring(parts[main])
    body = document.find(f"{W}body")
    section = body.find(f"{W}sectPr") if body is not None else None
    if body is None:
        return
    if section is None:
        section = etree.SubElement(body, f"{W}sectPr")
    names = {kind: _part_names(parts, main, section, kind) for kind in _ROOTS}
    if not names["header"] or not names["footer"]:
        for kind in _ROOTS:
            names[kind] = names[kind] or [_new_part(parts, main, section, kind)]
        parts[main] = _written(document)
    roots = {name: etree.fromstring(parts[name]) for found in names.values() for name in found}
    said = {name: "".join(map(str, root.itertext())) for name, root in roots.items()}
    is_numbered = any("PAGE" in text for text in said.values())
    for kind, found in names.items():
        is_marked = any(MARKING in said[name] for name in found)
        for name in found:
            if not is_marked:
                roots[name].insert(0, etree.fromstring(_MARKED))
            if kind == "footer" and not is_numbered:
                roots[name].append(etree.fromstring(_NUMBERED))
            parts[name] = _written(roots[name])


def _part_names(parts: dict[str, bytes], main: str, section: etree._Element, kind: str) -> list[str]:
    """Return the parts that a section has as its headers, or footers, each once."""
    ids = {node.get(f"{_R}id") for node in section.iterfind(f"{W}{kind}Reference")}
    relations = etree.fromstring(parts[_relations_name(main)]) if _relations_name(main) in parts else ()
    found = [node.get("Target", "").lstrip("/") for node in relations if node.get("Id") in ids]
    return [name for name in dict.fromkeys(found) if name in parts]


def _new_part(parts: dict[str, bytes], main: str, section: etree._Element, kind: str) -> str:
    """Add a header or footer of our own to every page; return its part's name."""
    name = posixpath.join(posixpath.dirname(main), f"note-{kind}.xml")
    parts[name] = f"<w:{_ROOTS[kind]} {_SPACES}/>".encode()
    id_ = f"note-{kind}"
    held = _relations_name(main)
    empty = f'<Relationships xmlns="{_RELS[1:-1]}"/>'.encode()
    relations = etree.fromstring(parts.get(held, empty))
    etree.SubElement(relations, f"{_RELS}Relationship", Id=id_, Type=_KIND.format(kind), Target=f"/{name}")
    parts[held] = _written(relations)
    types = etree.fromstring(parts["[content_types].xml"])
    etree.SubElement(types, f"{_TYPES}Override", PartName=f"/{name}", ContentType=_TYPE.format(kind))
    parts["[content_types].xml"] = _written(types)
    reference = etree.Element(f"{W}{kind}Reference")
    reference.set(f"{W}type", "default")
    reference.set(f"{_R}id", id_)
    section.insert(0, reference)
    return name


def _relations_name(source: str) -> str:
    folder, file = posixpath.split(source)
    return posixpath.join(folder, "_rels", f"{file}.rels")


def _written(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
