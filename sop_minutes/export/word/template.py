"""A Word template, opened once: its parts, its styles, and where the document goes."""

import zipfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lxml import etree

from sop_minutes.export.word.frame import Frame, open_frame
from sop_minutes.export.word.ooxml import NS, Parts, related, w


@dataclass(frozen=True)
class Style:
    """A style as a paragraph names it. `numbering` is the id of the list it belongs to, "" for none."""

    id: str
    numbering: str = ""


@dataclass(frozen=True)
class Template:
    """An opened template. `styles` go by (kind, name in lower case), as in ("paragraph", "heading 1")."""

    document_name: str
    core_name: str
    styles: dict[tuple[str, str], Style]
    with_marking: Frame
    without_marking: Frame


@cache
def open_template(path: Path) -> Template:
    """Return the template in the file `path`; each is opened once in a process."""
    with zipfile.ZipFile(path) as package:
        parts = {info.filename: package.read(info) for info in package.infolist() if not info.is_dir()}
    (document_name,) = related(parts, "", "officeDocument").values()
    (core_name,) = related(parts, "", "core-properties").values()
    return Template(
        document_name=document_name,
        core_name=core_name,
        styles=_styles(parts, document_name),
        with_marking=open_frame(parts, document_name, has_marking=True),
        without_marking=open_frame(parts, document_name, has_marking=False),
    )


def _styles(parts: Parts, document_name: str) -> dict[tuple[str, str], Style]:
    found = {}
    for name in related(parts, document_name, "styles").values():
        for style in etree.fromstring(parts[name]).iterfind("w:style", NS):
            kind = style.get(w("type"), "paragraph")
            called = style.find("w:name", NS)
            number = style.find("w:pPr/w:numPr/w:numId", NS)
            if called is not None:
                numbering = number.get(w("val"), "") if number is not None else ""
                found[kind, called.get(w("val"), "").lower()] = Style(style.get(w("styleId"), ""), numbering)
    return found
