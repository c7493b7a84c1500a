"""A document as the bytes of a Word file: its text spliced into the template's package."""

import posixpath
import zipfile
from datetime import UTC, datetime
from functools import cache
from io import BytesIO

from sop_minutes.domain.text import clean_text
from sop_minutes.export.blocks import Document
from sop_minutes.export.word.body import Body
from sop_minutes.export.word.frame import Frame
from sop_minutes.export.word.ooxml import CONTENT_TYPES, DECLARATION, R, escape
from sop_minutes.export.word.template import open_template
from sop_minutes.paths import resource

_LINK = f'<Relationship Id="{{}}" Type="{R}/hyperlink" Target="{{}}" TargetMode="External"/>'
_PICTURE = f'<Relationship Id="picture{{}}" Type="{R}/image" Target="{{}}"/>'
_MEDIA = "media/picture{}.png"
_CORE_NAMES = (
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
)
_LEVEL = 4


def render_word(document: Document, template_content: bytes | None = None) -> bytes:
    """Return `document` as a .docx in a template, the house's for None. The same gives the same bytes."""
    template = open_template(template_content or _house_template())
    frame = template.with_header if document.marking or document.draft else template.without_header
    paper = frame.wide if document.landscape else frame.upright
    body = Body(template, paper.width)
    xml = (frame.opening, *body.xml(document), f"{paper.section}</w:body></w:document>")
    text = b"".join(clean_text(block).encode() for block in xml)  # whole, it is twice as long and slower
    changed = {
        frame.relations_name: _relations(frame, body),
        template.core_name: clean_text(_properties(document)),
    }
    marking = clean_text(escape(document.margin))
    changed |= {name: part.filled(marking, draft=document.draft) for name, part in frame.marked.items()}
    folder = posixpath.dirname(template.document_name)
    pictures = {f"{folder}/{_MEDIA.format(n)}": png for n, png in enumerate(body.pictures, start=1)}
    written = {name: content.encode() for name, content in changed.items()}
    return _packed({**frame.fixed, template.document_name: text} | written | pictures, document.made)


@cache
def _house_template() -> bytes:
    return resource("word/note.docx").read_bytes()


def _relations(frame: Frame, body: Body) -> str:
    links = "".join(_LINK.format(id_, escape(target)) for target, id_ in body.links.items())
    numbers = range(1, len(body.pictures) + 1)
    pictures = "".join(_PICTURE.format(n, _MEDIA.format(n)) for n in numbers)
    return f"{frame.relations}{links}{pictures}</Relationships>"


def _properties(document: Document) -> str:
    made = document.made.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    author = escape(document.author)
    return (
        f"{DECLARATION}<cp:coreProperties {_CORE_NAMES}>"
        f"<dc:title>{escape(document.title)}</dc:title><dc:subject>{escape(document.subject)}</dc:subject>"
        f"<dc:creator>{author}</dc:creator><cp:lastModifiedBy>{author}</cp:lastModifiedBy>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{made}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{made}</dcterms:modified>'
        "<dc:language>en-GB</dc:language></cp:coreProperties>"
    )


def _packed(parts: dict[str, bytes], made: datetime) -> bytes:
    target = BytesIO()
    stamp = (max(made.year, 1980), made.month, made.day, made.hour, made.minute, made.second)
    first = [CONTENT_TYPES, *(name for name in parts if name != CONTENT_TYPES)]
    with zipfile.ZipFile(target, "w") as package:
        for name in first:
            package.writestr(zipfile.ZipInfo(name, stamp), parts[name], zipfile.ZIP_DEFLATED, _LEVEL)
    return target.getvalue()
