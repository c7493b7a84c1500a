"""The least a Word file can cost, by hand and with lxml, and what most people write with python-docx."""

import zipfile
from collections.abc import Mapping, Sequence
from functools import cache
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from benchmarks.plain_note import Plain
from sop_minutes.paths import resource

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_DOCUMENT = "word/document.xml"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_CELL = "TableText"
_BULLET = '<w:pStyle w:val="ListBullet"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
_LEVEL = 4
_SCATTER = 0x9E3779B97F4A7C15
"""Makes of numbers bookmarks as hard to pack as ours."""


@cache
def _fixed_parts() -> Mapping[str, bytes]:
    """Return our template's parts but for the document itself: all contenders write those too."""
    with zipfile.ZipFile(resource("word/note.docx")) as package:
        return {name: package.read(name) for name in package.namelist() if name != _DOCUMENT}


def bare_xml(blocks: Sequence[Plain]) -> bytes:
    """Return a .docx whose document is put together from strings.

    It writes what ours does, and is about as long: the same paragraphs in the same styles, bookmarks,
    lists, tables with their widths, packed as hard. Left out are links, emphasis, and all checks.
    """
    body = "".join(_block_xml(block, number) for number, block in enumerate(blocks))
    document = f'{_DECLARATION}<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>'
    return _zipped(document.encode())


def _block_xml(block: Plain, number: int) -> str:
    if block[0] == "h":
        return _paragraph_xml(f'<w:pStyle w:val="Heading{block[1]}"/>', _run_xml(block[2]), number)
    if block[0] == "p":
        return _paragraph_xml("", _labelled_xml(block[1], block[2]), number)
    if block[0] == "b":
        return _paragraph_xml(_BULLET, _labelled_xml(block[2], block[3]), number)
    return _table_xml(block[1], block[2])


def _paragraph_xml(style: str, runs: str, number: int) -> str:
    properties = f"<w:pPr>{style}</w:pPr>" if style else ""
    mark = f"_sop_{number * _SCATTER % 2**48:012x}"
    return (
        f'<w:p>{properties}<w:bookmarkStart w:id="{number}" w:name="{mark}"/>{runs}'
        f'<w:bookmarkEnd w:id="{number}"/></w:p>'
    )


def _labelled_xml(label: str, text: str) -> str:
    if not label:
        return _run_xml(text)
    return _run_xml(label, '<w:rPr><w:rStyle w:val="Strong"/></w:rPr>') + _run_xml(text)


def _run_xml(text: str, properties: str = "") -> str:
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _table_xml(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    width = 9070 // len(heads)
    grid = f'<w:gridCol w:w="{width}"/>' * len(heads)
    cell = (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="{_CELL}"/>'
    )
    written = (
        "".join(f"{cell}</w:pPr>{_run_xml(text)}</w:p></w:tc>" for text in row) for row in (heads, *rows)
    )
    lines = "".join(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{row}</w:tr>" for row in written)
    return (
        f'<w:tbl><w:tblPr><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{lines}</w:tbl>'
    )


def built_with_lxml(blocks: Sequence[Plain]) -> bytes:
    """Return a .docx whose document is built element by element."""
    from lxml import etree

    root = etree.Element(f"{{{_W}}}document", nsmap={"w": _W})
    body = _add(root, "body")
    for block in blocks:
        if block[0] == "t":
            table = _add(body, "tbl")
            for row in (block[1], *block[2]):
                line = _add(table, "tr")
                for cell in row:
                    _add_paragraph(_add(line, "tc"), _CELL, "", cell)
        elif block[0] == "h":
            _add_paragraph(body, f"Heading{block[1]}", "", block[2])
        else:
            _add_paragraph(body, "ListBullet" if block[0] == "b" else "Normal", block[-2], block[-1])
    return _zipped(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _add(parent: Any, name: str, value: str = "") -> Any:
    from lxml import etree

    return etree.SubElement(parent, f"{{{_W}}}{name}", {f"{{{_W}}}val": value} if value else None)


def _add_paragraph(parent: Any, style: str, label: str, text: str) -> None:
    paragraph = _add(parent, "p")
    _add(_add(paragraph, "pPr"), "pStyle", style)
    if label:
        run = _add(paragraph, "r")
        _add(_add(run, "rPr"), "b")
        _add(run, "t").text = label
    _add(_add(paragraph, "r"), "t").text = text


def _zipped(document: bytes) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as package:
        for name, content in _fixed_parts().items():
            package.writestr(name, content)
        package.writestr(_DOCUMENT, document)
    return target.getvalue()


def naive_python_docx(blocks: Sequence[Plain]) -> bytes:
    """Return a .docx written as python-docx's own pages show it."""
    import docx

    document = docx.Document()
    for block in blocks:
        if block[0] == "h":
            document.add_heading(block[2], level=min(block[1], 9))
        elif block[0] == "p":
            _fill(document.add_paragraph(style="Normal"), block[1], block[2])
        elif block[0] == "b":
            _fill(document.add_paragraph(style="List Bullet"), block[2], block[3])
        else:
            _add_table(document, block)
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def _fill(paragraph: Any, label: str, text: str) -> None:
    if label:
        paragraph.add_run(label).bold = True
    paragraph.add_run(text)


def _add_table(document: Any, block: Plain) -> None:
    rows = [block[1], *block[2]]
    table = document.add_table(rows=len(rows), cols=len(block[1]))
    table.style = "Table Grid"
    for at, row in enumerate(rows):
        for place, cell in enumerate(row):
            table.cell(at, place).text = cell
