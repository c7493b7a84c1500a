"""A user's own Word template: what is taken of it, and what is wrong with it."""

import io
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document as WordDocument

from sop_minutes.domain.errors import UserError
from sop_minutes.domain.inline import Run
from sop_minutes.export.blocks import Column, Document, Heading, Look, Paragraph, Table
from sop_minutes.export.word import render_word
from sop_minutes.importing.template import read_template

_BLOCKS = (
    Heading(1, "Key points"),
    Heading(2, "Roads"),
    Paragraph((Run("It was said."),)),
    Paragraph((Run("one"),), level=1),
    Paragraph((Run("two"),), level=2),
    Paragraph((Run("that it be so"),), Look.DECISION, "Agreed: "),
    Table(
        "Actions", "One a row", (Column("Ref", 1), Column("Action", 3)), (((Run("CG 1"),), (Run("Write"),)),)
    ),
)


def _document(**more: Any) -> Document:
    made = datetime(2018, 5, 1, tzinfo=UTC)
    return Document("Key points", "The Partnership", "", "OFFICIAL", made, _BLOCKS, **more)


@pytest.fixture
def council(tmp_path: Path) -> Callable[..., Path]:
    """Save a council's template, changed as asked, and return where."""

    def save(
        change: Callable[[WordDocument], object] = lambda _word: None, name: str = "council.docx"
    ) -> Path:
        word = docx.Document()
        word.styles["Normal"].font.name = "Georgia"
        word.sections[0].header.paragraphs[0].text = "Anyshire County Council"
        word.add_paragraph("Text that stood in the template")
        word.core_properties.author = "Jane Template"
        change(word)
        word.save(str(tmp_path / name))
        return tmp_path / name

    return save


def _filled(path: Path, **more: Any) -> bytes:
    return render_word(_document(**more), read_template(path))


def _parts(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name).decode("utf-8", "replace") for name in package.namelist()}


def test_a_note_has_the_template_s_fonts_and_header_and_none_of_its_text(
    council: Callable[..., Path],
) -> None:
    content = _filled(council())
    word = docx.Document(io.BytesIO(content))
    assert word.styles["Normal"].font.name == "Georgia"
    header = [paragraph.text for paragraph in word.sections[0].header.paragraphs]
    assert header == ["OFFICIAL", "Anyshire County Council"]
    assert [paragraph.text for paragraph in word.sections[0].footer.paragraphs] == ["OFFICIAL", "Page 1 of 1"]
    whole = "".join(_parts(content).values())
    assert "stood in the template" not in whole
    assert "Jane Template" not in whole


def test_what_the_note_needs_and_the_template_lacks_comes_with_it(council: Callable[..., Path]) -> None:
    word = docx.Document(io.BytesIO(_filled(council())))
    styles = [paragraph.style.name for paragraph in word.paragraphs if paragraph.style]
    assert styles == ["Heading 1", "Heading 2", "Normal", "List Bullet", "List Bullet 2", "Decision"]
    assert word.tables[0].style is not None
    assert word.tables[0].style.name == "Action Table"


def test_text_is_british_english_where_the_template_says_american(council: Callable[..., Path]) -> None:
    assert 'w:val="en-GB"' in _parts(_filled(council()))["word/styles.xml"].partition("</w:docDefaults>")[0]


def test_a_marking_stands_where_the_template_says(council: Callable[..., Path]) -> None:
    def mark(word: WordDocument) -> None:
        word.sections[0].header.paragraphs[0].text = "Anyshire – {{marking}}"

    word = docx.Document(io.BytesIO(_filled(council(mark))))
    assert [paragraph.text for paragraph in word.sections[0].header.paragraphs] == ["Anyshire – OFFICIAL"]


def test_a_draft_has_a_watermark_and_an_approved_note_none(council: Callable[..., Path]) -> None:
    for template in (None, read_template(council())):
        draft = _parts(render_word(_document(draft=True), template))
        marked = [name for name, text in draft.items() if 'string="DRAFT"' in text]
        assert len(marked) == 1
        assert "header" in marked[0]
        approved = _parts(render_word(_document(), template))
        assert not any('string="DRAFT"' in text for text in approved.values())


def test_a_template_of_word_s_own_kind_is_taken(council: Callable[..., Path], tmp_path: Path) -> None:
    parts = _parts(council().read_bytes())
    types = parts["[Content_Types].xml"].replace("document.main+xml", "template.main+xml")
    target = tmp_path / "council.dotx"
    with zipfile.ZipFile(council()) as source, zipfile.ZipFile(target, "w") as package:
        for name in source.namelist():
            package.writestr(name, types if name == "[Content_Types].xml" else source.read(name))
    content = _filled(target)
    assert "template.main+xml" not in _parts(content)["[Content_Types].xml"]
    assert docx.Document(io.BytesIO(content)).paragraphs[0].text == "Key points"


def _without(*names: str) -> Callable[[WordDocument], None]:
    def drop(word: WordDocument) -> None:
        for name in names:
            element = word.styles[name].element
            element.getparent().remove(element)

    return drop


def _without_bullet(word: WordDocument) -> None:
    properties = word.styles["List Bullet"].element.pPr
    properties.remove(properties.numPr)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (_without("Heading 2"), "council.docx has no style Heading 2. Use it once"),
        (
            _without("Heading 2", "Heading 3", "List Bullet"),
            "council.docx has no styles Heading 2, Heading 3 and List Bullet. Use each once",
        ),
        (_without_bullet, "The style List Bullet of council.docx makes no list"),
    ],
)
def test_a_template_that_lacks_something_is_told_what(
    council: Callable[..., Path], change: Callable[[WordDocument], None], sentence: str
) -> None:
    with pytest.raises(UserError) as refused:
        read_template(council(change))
    assert str(refused.value).startswith(sentence)


def test_what_is_no_template_is_refused(council: Callable[..., Path], tmp_path: Path) -> None:
    (tmp_path / "x.docx").write_bytes(b"Dear all")
    (tmp_path / "x.odt").write_bytes(b"Dear all")
    macros = council(name="macros.docx")
    with zipfile.ZipFile(macros, "a") as package:
        package.writestr("word/vbaProject.bin", b"x")
    for path, words in ((tmp_path / "x.docx", "x.docx"), (tmp_path / "x.odt", ".dotx"), (macros, "macros")):
        with pytest.raises(UserError, match=words):
            read_template(path)


def test_settings_that_would_keep_a_colleague_from_editing_stay_behind(
    council: Callable[..., Path], tmp_path: Path
) -> None:
    path = tmp_path / "guarded.docx"
    kept = '<w:documentProtection w:edit="readOnly" w:enforcement="1"/><w:attachedTemplate r:id="rId9"/>'
    with zipfile.ZipFile(council()) as source, zipfile.ZipFile(path, "w") as package:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/settings.xml":
                content = content.replace(b"</w:settings>", kept.encode() + b"</w:settings>")
            package.writestr(name, content)
    settings = _parts(_filled(path))["word/settings.xml"]
    assert "documentProtection" not in settings
    assert "attachedTemplate" not in settings
