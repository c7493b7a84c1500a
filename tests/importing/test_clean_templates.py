"""A template's headers: what a reader sees of them stays, and nothing else goes into a note."""

import io
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import nsdecls
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from sop_minutes.export.blocks import Document, Heading
from sop_minutes.export.word import render_word
from sop_minutes.importing.template import read_template

Template = Callable[..., Path]
_MADE = datetime(2018, 5, 1, tzinfo=UTC)
_AUTHOR = 'w:id="9" w:author="Jane Secretauthor" w:date="2020-01-01T00:00:00Z"'
_BY_CODE = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'


def _field(code: str, result: str) -> str:
    begin, separate, end = map(_BY_CODE.format, ("begin", "separate", "end"))
    return f"{begin}<w:r><w:instrText>{code}</w:instrText></w:r>{separate}<w:r><w:t>{result}</w:t></w:r>{end}"


@pytest.fixture
def letterhead(tmp_path: Path) -> Template:
    """Save a template with XML of its own in its header, and other parts replaced; return where."""

    def save(within: str = "", logo: bytes = b"", **parts: bytes) -> Path:
        word = docx.Document()
        paragraph = word.sections[0].header.paragraphs[0]
        paragraph.text = "Anyshire"
        if logo:
            paragraph.add_run().add_picture(io.BytesIO(logo))
        made, path = io.BytesIO(), tmp_path / "council.docx"
        word.save(made)
        more = within.replace("<w:r>", f"<w:r {nsdecls('w')}>").encode()
        with zipfile.ZipFile(made) as source, zipfile.ZipFile(path, "w") as target:
            for name in source.namelist():
                content = parts.get(Path(name).stem, source.read(name))
                if name.startswith("word/header"):
                    content = content.replace(b"</w:p>", more + b"</w:p>", 1)
                target.writestr(name, content)
        return path

    return save


def _filled(path: Path) -> bytes:
    document = Document("Key", "Us", "Key", "OFFICIAL", _MADE, (Heading(1, "Key"),))
    return render_word(document, read_template(path))


def _header(content: bytes) -> str:
    return str(docx.Document(io.BytesIO(content)).sections[0].header.paragraphs[-1].text)


def _whole(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return "".join(package.read(name).decode("utf-8", "replace") for name in package.namelist())


@pytest.mark.parametrize(
    ("within", "seen"),
    [
        (f"<w:del {_AUTHOR}><w:r><w:delText>SECRET</w:delText></w:r></w:del>", "Anyshire"),
        (f"<w:moveFrom {_AUTHOR}><w:r><w:t>SECRET</w:t></w:r></w:moveFrom>", "Anyshire"),
        (f"<w:ins {_AUTHOR}><w:r><w:t>, Ours</w:t></w:r></w:ins>", "Anyshire, Ours"),
        (f"<w:r><w:rPr><w:b/><w:rPrChange {_AUTHOR}><w:rPr/></w:rPrChange></w:rPr></w:r>", "Anyshire"),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>SECRET</w:t></w:r>", "Anyshire"),
        ('<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>!</w:t></w:r>', "Anyshire!"),
        ("<!-- SECRET --><?word SECRET?>", "Anyshire"),
        ('<w:bookmarkStart w:id="1" w:name="SECRET"/><w:bookmarkEnd w:id="1"/>', "Anyshire"),
        (
            '<w:sdt><w:sdtPr><w:alias w:val="SECRET"/></w:sdtPr><w:sdtContent><w:r><w:t>!</w:t></w:r>'
            "</w:sdtContent></w:sdt>",
            "Anyshire!",
        ),
    ],
)
def test_only_what_is_seen_of_a_header_goes_into_a_note(letterhead: Template, within: str, seen: str) -> None:
    content = _filled(letterhead(within))
    assert _header(content) == seen
    assert "SECRET" not in _whole(content)
    assert "Secretauthor" not in _whole(content)


def test_what_word_noted_of_the_old_document_stays_behind(letterhead: Template) -> None:
    properties = (
        b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    )
    told = properties + b"<TitlesOfParts>OLDTITLE of the hearing</TitlesOfParts></Properties>"
    assert "OLDTITLE" not in _whole(_filled(letterhead(app=told)))


@pytest.mark.parametrize(
    ("within", "seen"),
    [
        (_field(" TITLE ", "OLDTITLE"), "Anyshire"),
        (_field(" DDEAUTO excel OLDTITLE ", "OLDTITLE"), "Anyshire"),
        ('<w:fldSimple w:instr=" FILENAME "><w:r><w:t>OLDTITLE</w:t></w:r></w:fldSimple>', "Anyshire"),
        (_field(" PAGE ", "7"), "Anyshire7 of 1"),
        (_field(" HYPERLINK x:OLDTITLE ", " online"), "Anyshire online"),
        (_field(f" IF {_field('PAGE', '1')} = 1 OLDTITLE ", "OLDTITLE"), "Anyshire"),
        (_field(" INCLUDETEXT OLDTITLE ", f"a {_field('PAGE', '1')} b"), "Anyshire"),
    ],
)
def test_fields_that_tell_of_another_file_stay_behind(letterhead: Template, within: str, seen: str) -> None:
    content = _filled(letterhead(within))
    assert _header(content) == seen
    assert "OLDTITLE" not in _whole(content)


def _logo(kind: str) -> bytes:
    """Return a small picture that tells who made it."""
    made, told, exif = io.BytesIO(), PngInfo(), Image.Exif()
    told.add_text("Author", "Jane Secretauthor")
    exif[0x013B] = "Jane Secretauthor"
    Image.effect_mandelbrot((16, 16), (-2, -1, 1, 1), 50).save(
        made, kind, exif=exif, **({"pnginfo": told} if kind == "PNG" else {"comment": b"Jane Secretauthor"})
    )
    return made.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_logo_looks_the_same_and_tells_nothing_of_who_made_it(letterhead: Template, kind: str) -> None:
    logo = _logo(kind)
    assert logo.count(b"Jane Secretauthor") == 2
    content = _filled(letterhead(logo=logo))
    assert "Secretauthor" not in _whole(content)
    related = docx.Document(io.BytesIO(content)).sections[0].header.part.rels.values()
    (kept,) = [each.target_part.blob for each in related if "image" in each.reltype]
    with Image.open(io.BytesIO(kept)) as after, Image.open(io.BytesIO(logo)) as before:
        assert after.tobytes() == before.tobytes()


@pytest.mark.parametrize("how", ["r:embed", "r:link"])
def test_a_picture_that_is_not_in_the_file_leaves_nothing_behind(letterhead: Template, how: str) -> None:
    names = nsdecls("w", "a", "r")
    drawing = f'<w:drawing {names}><a:blip {how}="rId77"/></w:drawing>'
    content = _filled(letterhead(f"<w:r>{drawing}</w:r>"))
    assert "rId77" not in _whole(content)
    assert "drawing>" not in _whole(content)
    assert _header(content) == "Anyshire"


def test_a_logo_in_the_file_stays(letterhead: Template) -> None:
    content = _filled(letterhead(logo=_logo("PNG")))
    assert len(docx.Document(io.BytesIO(content)).sections[0].header._element.findall(".//{*}blip")) == 1
