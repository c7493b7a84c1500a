"""The names Word's XML uses, and safe parsing into them."""

import re
from typing import Final

from lxml import etree

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
M: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
V: Final = "{urn:schemas-microsoft-com:vml}"
VAL: Final = W + "val"

# What strict files say, and what the rest of the reader knows.
_STRICT: Final = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", R),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", M),
    (b"http://purl.oclc.org/ooxml/drawingml/main", A),
    (b"http://purl.oclc.org/ooxml/drawingml/", "http://schemas.openxmlformats.org/drawingml/2006/"),
)
# Bytes that libxml2 takes for a node, rounded up: what a tree is going to weigh is known before it is made.
_NODE_BYTES: Final = 130
_ATTRIBUTE_BYTES: Final = 200
_TREE_LIMIT: Final = 330_000_000
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_UTF16 = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")
_OFF: Final = frozenset({"0", "false", "off", "none"})


class DamagedError(Exception):
    """XML that does not parse."""


class TooDeepError(DamagedError):
    """XML that is nested more deeply than any document."""


class ForbiddenError(Exception):
    """XML that declares a document type or entities; no Word file needs one."""


class TooLargeError(Exception):
    """More than is opened."""


def parse(data: bytes) -> etree._Element:
    """Return the root of `data`, strict names mapped to the usual ones.

    Raises DamagedError, TooDeepError, ForbiddenError, TooLargeError. Nothing is fetched, no entity is
    expanded.
    """
    data = _as_utf8(data)
    if data.count(b"<") * _NODE_BYTES + data.count(b'="') * _ATTRIBUTE_BYTES + len(data) > _TREE_LIMIT:
        raise TooLargeError
    _refuse_doctype(data)
    if b"purl.oclc.org/ooxml" in data:
        for strict, usual in _STRICT:
            data = data.replace(strict, usual.strip("{}").encode())
    try:
        root = _parsed(data)
    except etree.XMLSyntaxError as error:
        raise (TooDeepError if "depth" in str(error) else DamagedError) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise ForbiddenError
    return root


def is_on(element: etree._Element) -> bool:
    """Say whether a toggle such as <w:b/> is on: it is unless its value says otherwise."""
    return element.get(VAL) not in _OFF


def _parsed(data: bytes) -> etree._Element:
    try:
        return etree.fromstring(data, _parser(huge=False))
    except etree.XMLSyntaxError as error:
        # Tables in tables in tables go deeper than libxml2's 256; its next limit is 2,048.
        if "huge" not in str(error).lower():
            raise
        return etree.fromstring(data, _parser(huge=True))


def _parser(*, huge: bool) -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        remove_comments=True,
        remove_pis=True,
        huge_tree=huge,
    )


def _as_utf8(data: bytes) -> bytes:
    if not data.startswith(_UTF16):
        return data
    try:
        if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            text = data.decode("utf-16")
        else:
            text = data.decode("utf-16-le" if data[:1] == b"<" else "utf-16-be")
    except UnicodeDecodeError as error:
        raise DamagedError from error
    return _DECLARATION.sub("", text.lstrip("\ufeff"), count=1).encode()


def _refuse_doctype(data: bytes) -> None:
    declared = data.find(b"<!DOCTYPE")
    if declared < 0:
        return
    root = re.search(rb"<[A-Za-z_]", data)
    if root is None or declared < root.start():
        raise ForbiddenError
