"""Odd templates: each is filled with the marking on every page, or refused with what is wrong."""

import io
import re
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls

from sop_minutes.domain.errors import UserError
from sop_minutes.export.accessible import accessibility_faults
from sop_minutes.export.blocks import Document, Heading
from sop_minutes.export.word import render_word
from sop_minutes.importing.template import read_template

Parts = dict[str, bytes]
_MAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def _saved(path: Path, change: Callable[[WordDocument], object]) -> Path:
    word = docx.Document()
    change(word)
    word.save(str(path))
    return path


def _rewritten(path: Path, change: Callable[[Parts], object]) -> Path:
    """Save a template whose parts are changed, and return where."""
    made = _saved(path, lambda word: setattr(word.sections[0].header.paragraphs[0], "text", "Anyshire"))
    with zipfile.ZipFile(made) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    change(parts)
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return path


def _filled(path: Path) -> WordDocument:
    made = datetime(2018, 5, 1, tzinfo=UTC)
    document = Document("Key points", "Us", "Key", "OFFICIAL", made, (Heading(1, "Key points"),), draft=True)
    content = render_word(document, read_template(path))
    assert accessibility_faults(content, ".docx") == ()
    return docx.Document(io.BytesIO(content))


def _logo_on_the_first_page(word: WordDocument) -> None:
    word.sections[0].different_first_page_header_footer = True
    word.sections[0].first_page_header.paragraphs[0].text = "Logo"


def _no_first_page(word: WordDocument) -> None:
    word.sections[0].header.paragraphs[0].text = "Default"
    word.sections[0]._sectPr.append(OxmlElement("w:titlePg"))


def _no_even_pages(word: WordDocument) -> None:
    word.settings.odd_and_even_pages_header_footer = True
    word.sections[0].header.paragraphs[0].text = "Odd"


def _two_sections(word: WordDocument) -> None:
    word.sections[0].header.paragraphs[0].text = "Letter"
    last = word.add_section()
    last.orientation = WD_ORIENT.LANDSCAPE
    last.page_width, last.page_height = last.page_height, last.page_width


def _own_number(word: WordDocument) -> None:
    field = f'<w:fldSimple {nsdecls("w")} w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    word.sections[0].footer.paragraphs[0].add_run("Sheet ")
    word.sections[0].footer.paragraphs[0]._p.append(parse_xml(field))


def _content_control(word: WordDocument) -> None:
    held = "<w:sdtContent><w:p><w:r><w:t>Roads</w:t></w:r></w:p></w:sdtContent>"
    word.sections[0].header._element.append(parse_xml(f"<w:sdt {nsdecls('w')}>{held}</w:sdt>"))


def _table_in_header(word: WordDocument) -> None:
    word.sections[0].header.add_table(1, 2, 3_000_000).cell(0, 1).text = "Democratic Services"


@pytest.mark.parametrize(
    "change",
    [
        _logo_on_the_first_page,
        _no_first_page,
        _no_even_pages,
        _two_sections,
        _own_number,
        _content_control,
        _table_in_header,
        lambda word: word.element.body.remove(word.element.body.sectPr),
    ],
)
def test_every_page_has_marking_watermark_and_number(
    tmp_path: Path, change: Callable[[WordDocument], object]
) -> None:
    word = _filled(_saved(tmp_path / "council.docx", change))
    section = word.sections[0]
    kinds = ["default"]
    kinds += ["first"] if section.different_first_page_header_footer else []
    kinds += ["even"] if word.settings.odd_and_even_pages_header_footer else []
    found = {rel.rId: rel.target_part.blob.decode() for rel in word.part.rels.values() if "er" in rel.reltype}
    for part in ("header", "footer"):
        by_page = {
            node.get(_w("type")): found[node.get(_r("id"))]
            for node in section._sectPr.findall(_w(f"{part}Reference"))
        }
        assert sorted(by_page) == sorted(kinds)
        for text in by_page.values():
            assert "OFFICIAL – DRAFT: NOT APPROVED YET" in text
            assert ('string="DRAFT"' in text) is (part == "header")
            assert part == "header" or re.search(r"\bPAGE\b.*NUMPAGES", text, re.DOTALL)


def _w(name: str) -> str:
    return f"{{http://schemas.openxmlformats.org/wordprocessingml/2006/main}}{name}"


def _r(name: str) -> str:
    return f"{{http://schemas.openxmlformats.org/officeDocument/2006/relationships}}{name}"


def test_a_note_has_the_pages_of_a_template_s_first_section_in_one_column(tmp_path: Path) -> None:
    def change(word: WordDocument) -> None:
        _two_sections(word)
        word.element.body.find(f".//{_w('sectPr')}").append(parse_xml(f'<w:cols {nsdecls("w")} w:num="2"/>'))

    section = _filled(_saved(tmp_path / "council.docx", change)).sections[0]
    assert section.orientation is WD_ORIENT.PORTRAIT
    assert [paragraph.text for paragraph in section.header.paragraphs][-1] == "Letter"
    assert section._sectPr.find(_w("cols")) is None


def _without_core(parts: Parts) -> None:
    del parts["docProps/core.xml"]
    parts["_rels/.rels"] = re.sub(rb"<Relationship [^>]*core-properties[^>]*/>", b"", parts["_rels/.rels"])


def _two_cores(parts: Parts) -> None:
    kind = b"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    more = b'<Relationship Id="rIdZ" Type="' + kind + b'" Target="docProps/app.xml"/></Relationships>'
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(b"</Relationships>", more)


def _macro_type(parts: Parts) -> None:
    kind = b"application/vnd.ms-word.template.macroEnabledTemplate.main+xml"
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(_MAIN, kind)


@pytest.mark.parametrize("change", [_without_core, _two_cores, _macro_type])
def test_what_a_template_says_of_itself_is_put_right(
    tmp_path: Path, change: Callable[[Parts], object]
) -> None:
    word = _filled(_rewritten(tmp_path / "council.docx", change))
    assert word.core_properties.title == "Key points"
    assert word.part.content_type == _MAIN.decode()


def _cut(name: str, length: int) -> Callable[[Parts], object]:
    def change(parts: Parts) -> None:
        found = next(each for each in parts if each.startswith(name))
        parts[found] = parts[found][:length]

    return change


def _no_lists(parts: Parts) -> None:
    lists = parts["word/numbering.xml"]
    parts["word/numbering.xml"] = re.sub(rb"<w:num w:.*?</w:num>", b"", lists, flags=re.DOTALL)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (_cut("word/header", 80), "is damaged: open it in Word and save it again"),
        (_cut("word/styles", 900), "is damaged: open it in Word and save it again"),
        (_cut("word/document", 200), "is damaged: its text cannot be read"),
        (_no_lists, "The style List Bullet of council.docx makes no list"),
        (lambda parts: parts.pop("word/styles.xml"), "has no styles"),
        (lambda parts: parts.pop("word/document.xml"), "not a Word file"),
        (lambda parts: parts.update({"word/vbaProject.bin": b"x"}), "holds macros"),
    ],
)
def test_a_template_that_is_broken_is_refused_with_what_is_wrong(
    tmp_path: Path, change: Callable[[Parts], object], sentence: str
) -> None:
    path = _rewritten(tmp_path / "council.docx", change)
    with pytest.raises(UserError, match=re.escape(sentence)):
        read_template(path)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("x.docx", b"", "x.docx is empty"),
        ("x.docx", b"Dear all", "not a Word file"),
        ("x.docx", bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "not a Word .docx file"),
        (
            "x.doc",
            bytes.fromhex("d0cf11e0a1b11ae1"),
            "is no Word template: give a file that ends in .docx or .dotx",
        ),
        ("x.docm", b"PK", "is no Word template"),
    ],
)
def test_what_is_no_word_file_is_refused(tmp_path: Path, name: str, content: bytes, sentence: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UserError, match=re.escape(sentence)):
        read_template(tmp_path / name)
