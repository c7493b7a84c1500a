"""Notes in a user's own template: what it shows is no leak, what it hides may be one."""

import io
import zipfile
from pathlib import Path

import docx
import pytest
from note_samples import NOW, said

from sop_minutes.domain.errors import UserError
from sop_minutes.domain.templates import NoteStyle
from sop_minutes.domain.words import Audience
from sop_minutes.export.note import built_note
from sop_minutes.importing.template import read_template

_CLOSED = "The refuge at Canary Lane is to be closed in spring"


@pytest.fixture
def template(tmp_path: Path) -> bytes:
    word = docx.Document()
    word.sections[0].header.paragraphs[0].text = "Anyshire"
    word.save(str(tmp_path / "council.docx"))
    return read_template(tmp_path / "council.docx")


def _note(template: bytes, withheld: str) -> bytes:
    style = NoteStyle(word=template)
    return built_note(
        said("Roads"), ".docx", audience=Audience.PUBLIC, withheld=[withheld], now=NOW, style=style
    )


def _with_header(template: bytes, run: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(template)) as source, zipfile.ZipFile(made, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name.startswith("word/header"):
                content = content.replace(b"Anyshire</w:t></w:r>", f"Anyshire</w:t></w:r>{run}".encode())
            target.writestr(name, content)
    return made.getvalue()


@pytest.mark.parametrize("withheld", ["Anyshire", "Revision", "Light Shading Accent 1", "Heading 1"])
def test_what_a_template_shows_and_the_names_of_its_looks_are_no_leak(template: bytes, withheld: str) -> None:
    assert _note(template, withheld)


@pytest.mark.parametrize(
    "run",
    [
        f"<w:r><w:rPr><w:vanish/></w:rPr><w:t>{_CLOSED}</w:t></w:r>",
        f"<w:del><w:r><w:t>{_CLOSED}</w:t></w:r></w:del>",
        f'<w:bookmarkStart w:name="{_CLOSED}"/>',
    ],
)
def test_a_withheld_line_that_a_template_hides_is_a_leak(template: bytes, run: str) -> None:
    with pytest.raises(UserError, match="restricted line"):
        _note(_with_header(template, run), _CLOSED)


def test_a_line_that_a_template_s_header_shows_is_its_wording(template: bytes) -> None:
    assert _note(_with_header(template, f"<w:r><w:t> {_CLOSED}</w:t></w:r>"), _CLOSED)
