"""Small Word files made by hand, so that a test says exactly what is in them."""

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_PACKAGE_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_BULLET_LEVELS = "".join(
    f'<w:lvl w:ilvl="{level}"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl>' for level in range(4)
)
_NUMBER_LEVELS = "".join(
    f'<w:lvl w:ilvl="{level}"><w:numFmt w:val="decimal"/><w:lvlText w:val="%{level + 1}."/></w:lvl>'
    for level in range(4)
)
NUMBERING = (
    f'<w:abstractNum w:abstractNumId="1">{_BULLET_LEVELS}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="2">{_NUMBER_LEVELS}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>'
)


def run(text: str, props: str = "") -> str:
    """Return a run; ``\\t`` and ``\\n`` become a tab and a line break."""
    inner = "".join(
        {"\t": "<w:tab/>", "\n": "<w:br/>"}.get(part) or f'<w:t xml:space="preserve">{escape(part)}</w:t>'
        for part in text.replace("\t", "\0\t\0").replace("\n", "\0\n\0").split("\0")
        if part
    )
    return f"<w:r>{f'<w:rPr>{props}</w:rPr>' if props else ''}{inner}</w:r>"


def bold(text: str) -> str:
    return run(text, "<w:b/>")


def para(*content: str, style: str = "", props: str = "") -> str:
    """Return a paragraph of runs and plain texts."""
    runs = "".join(part if part.startswith("<") else run(part) for part in content)
    said = (f"<w:pStyle w:val={quoteattr(style)}/>" if style else "") + props
    return f"<w:p>{f'<w:pPr>{said}</w:pPr>' if said else ''}{runs}</w:p>"


def bullet(*content: str, level: int = 0, list_id: int = 1) -> str:
    return para(*content, props=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>')


def numbered(*content: str, level: int = 0) -> str:
    return bullet(*content, level=level, list_id=2)


def cell(content: str, props: str = "") -> str:
    """Return a cell of one paragraph, or of the XML of several."""
    inner = content if content.startswith("<w:p") or content.startswith("<w:tbl") else para(content)
    return f"<w:tc>{f'<w:tcPr>{props}</w:tcPr>' if props else ''}{inner}</w:tc>"


def table(*rows: Sequence[str]) -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{''.join(map(_cell, row))}</w:tr>" for row in rows) + "</w:tbl>"


def _cell(content: str) -> str:
    return content if content.startswith("<w:tc>") else cell(content)


def style(
    style_id: str, name: str = "", *, based_on: str = "", props: str = "", kind: str = "paragraph"
) -> str:
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    named = f'<w:name w:val="{name or style_id}"/>'
    return f'<w:style w:type="{kind}" w:styleId="{style_id}">{named}{base}{props}</w:style>'


HEADINGS = (
    style("Title", "Title")
    + style("Heading1", "heading 1", props='<w:pPr><w:outlineLvl w:val="0"/></w:pPr>')
    + style("Heading2", "heading 2", props='<w:pPr><w:outlineLvl w:val="1"/></w:pPr>')
)


def save(
    path: Path,
    *body: str,
    styles: str = HEADINGS,
    numbering: str = NUMBERING,
    parts: Mapping[str, str] | None = None,
    links: Mapping[str, str] | None = None,
    document: str | bytes | None = None,
) -> Path:
    """Write a Word file and return its path.

    `parts` are further parts by kind ("footnotes", "header" …), each the inside of its root;
    `links` are addresses by relationship id. `document` replaces the whole main part.
    """
    roots = {"styles": ("w:styles", styles), "numbering": ("w:numbering", numbering)}
    roots |= {kind: (_ROOTS[kind], inner) for kind, inner in (parts or {}).items()}
    rels = [
        f'<Relationship Id="part{kind}" Type="{R}/{kind}" Target="{kind}.xml"/>'
        for kind, (_, inner) in roots.items()
        if inner
    ]
    rels += [
        f'<Relationship Id="{key}" Type="{R}/hyperlink" Target={quoteattr(address)} TargetMode="External"/>'
        for key, address in (links or {}).items()
    ]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr("[Content_Types].xml", content_types(MAIN_TYPE))
        zipped.writestr(
            "_rels/.rels",
            relationships(f'<Relationship Id="r" Type="{R}/officeDocument" Target="word/document.xml"/>'),
        )
        zipped.writestr("word/_rels/document.xml.rels", relationships("".join(rels)))
        zipped.writestr(
            "word/document.xml",
            root("w:document", f"<w:body>{''.join(body)}</w:body>") if document is None else document,
        )
        for kind, (tag, inner) in roots.items():
            if inner:
                zipped.writestr(f"word/{kind}.xml", root(tag, inner))
    return path


_ROOTS = {
    "footnotes": "w:footnotes",
    "endnotes": "w:endnotes",
    "comments": "w:comments",
    "header": "w:hdr",
    "footer": "w:ftr",
    "styles": "w:styles",
    "numbering": "w:numbering",
}


def root(tag: str, inner: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><{tag} {NAMESPACES}>{inner}</{tag}>'


def relationships(inner: str) -> str:
    return f'<Relationships xmlns="{_PACKAGE_RELS}">{inner}</Relationships>'


def content_types(main: str) -> str:
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>'
    )
