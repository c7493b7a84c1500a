"""The least a Word file can cost, by hand and with lxml, and what most people write with python-docx."""

import zipfile
from collections.abc import Mapping, Sequence
from functools import cache
from io import BytesIO
from typing import Any

from benchmarks.plain_note import Plain
from sop_minutes.paths import resource

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_DOCUMENT = "word/document.xml"
_CELL = "TableText"
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


@cache
def _fixed_parts() -> Mapping[str, bytes]:
    """Return our template's parts but for the document itself: all contenders write those too."""
    with zipfile.ZipFile(resource("word/note.docx")) as package:
        return {name: package.read(name) for name in package.namelist() if name != _DOCUMENT}


def bare_xml(blocks: Sequence[Plain]) -> bytes:
    """Return a .docx whose document is put together from strings."""
    body = "".join(map(_block_xml, blocks))
    document = f'<?xml version="1.0"?><w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>'
    return _zipped(document.encode())


def _block_xml(block: Plain) -> str:
    if block[0] == "h":
        return _paragraph_xml(f"Heading{block[1]}", "", block[2])
    if block[0] == "p":
        return _paragraph_xml("Normal", block[1], block[2])
    if block[0] == "b":
        return _paragraph_xml("ListBullet", block[2], block[3])
    rows = ("".join(_paragraph_xml(_CELL, "", cell) for cell in row) for row in (block[1], *block[2]))
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def _paragraph_xml(style: str, label: str, text: str) -> str:
    bold = f"<w:r><w:rPr><w:b/></w:rPr><w:t>{label.translate(_ESCAPES)}</w:t></w:r>" if label else ""
    paragraph = (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{bold}'
        f'<w:r><w:t xml:space="preserve">{text.translate(_ESCAPES)}</w:t></w:r></w:p>'
    )
    return f"<w:tc>{paragraph}</w:tc>" if style == _CELL else paragraph


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
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
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
