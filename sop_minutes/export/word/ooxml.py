"""What Word packages are made of: names, and the way from part to part."""

import posixpath
from collections.abc import Mapping

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
NS = {"w": W, "rel": RELS, "ct": TYPES}
CONTENT_TYPES = "[Content_Types].xml"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

Parts = Mapping[str, bytes]


def w(name: str) -> str:
    """Return the name of a Word element or attribute as lxml writes it."""
    return f"{{{W}}}{name}"


def to_xml(element: etree._Element) -> str:
    return etree.tostring(element, encoding="unicode", with_tail=False)


def relations_name(source: str) -> str:
    """Return the name of the part that holds the relationships of `source`; "" is the package."""
    folder, file = posixpath.split(source)
    return posixpath.join(folder, "_rels", f"{file}.rels")


def related(parts: Parts, source: str, kind: str) -> dict[str, str]:
    """Return the parts that `source` is related to as `kind` ("header"), by relationship id."""
    folder = posixpath.join("/", posixpath.dirname(source))
    relations = etree.fromstring(parts[relations_name(source)]).iterfind("rel:Relationship", NS)
    return {
        relation.get("Id", ""): posixpath.normpath(posixpath.join(folder, relation.get("Target", "")))[1:]
        for relation in relations
        if relation.get("Type", "").endswith(f"/{kind}")
    }


def escape(text: str) -> str:
    """Return `text` as it may stand in XML, in a text or in an attribute."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
