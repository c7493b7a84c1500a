"""A Word template, opened once: its parts, its styles, and where the document goes."""

import zipfile
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO

from lxml import etree

from sop_minutes.export.word.frame import Frame, open_frame
from sop_minutes.export.word.ooxml import NS, Parts, related, w


@dataclass(frozen=True)
class Style:
    """A style as a paragraph names it. `numbering` is the id of the list it belongs to, "" for none.

    `level` is its level in that list, from 0.
    """

    id: str
    numbering: str = ""
    level: int = 0


@dataclass(frozen=True)
class Template:
    """An opened template. `styles` go by (kind, name in lower case), as in ("paragraph", "heading 1")."""

    document_name: str
    core_name: str
    styles: dict[tuple[str, str], Style]
    with_header: Frame
    without_header: Frame


@lru_cache(maxsize=8)
def open_template(content: bytes) -> Template:
    """Return the template that is a file's `content`; each is opened once while it is in use."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        parts = {info.filename: package.read(info) for info in package.infolist() if not info.is_dir()}
    (document_name,) = related(parts, "", "officeDocument").values()
    (core_name,) = related(parts, "", "core-properties").values()
    return Template(
        document_name=document_name,
        core_name=core_name,
        styles=_styles(parts, document_name),
        with_header=open_frame(parts, document_name, has_header=True),
        without_header=open_frame(parts, document_name, has_header=False),
    )


def _styles(parts: Parts, document_name: str) -> dict[tuple[str, str], Style]:
    found = {}
    for name in related(parts, document_name, "styles").values():
        for style in etree.fromstring(parts[name]).iterfind("w:style", NS):
            kind = style.get(w("type"), "paragraph")
            called = style.find("w:name", NS)
            number, level = (style.find(f"w:pPr/w:numPr/w:{part}", NS) for part in ("numId", "ilvl"))
            if called is not None:
                numbering = number.get(w("val"), "") if number is not None else ""
                at = int(level.get(w("val"), "0")) if level is not None else 0
                found[kind, called.get(w("val"), "").lower()] = Style(
                    style.get(w("styleId"), ""), numbering, at
                )
    return found
