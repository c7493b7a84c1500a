"""The check that every built note goes through finds what a screen reader's user would trip over."""

import io
import zipfile
from dataclasses import replace

import pytest
from note_samples import NOW, meeting

from sop_minutes.domain.inline import Run
from sop_minutes.domain.words import Audience, NoteLayout
from sop_minutes.export.accessible import accessibility_faults
from sop_minutes.export.blocks import Column, Document, Heading, Paragraph, Table
from sop_minutes.export.note import RENDERS
from sop_minutes.export.note_layout import note_document


def document(audience: Audience = Audience.MEMBERS) -> Document:
    return note_document(meeting(audience), audience, NOW)


@pytest.mark.parametrize("suffix", RENDERS)
@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize("layout", NoteLayout)
def test_a_note_of_ours_has_no_fault(audience: Audience, suffix: str, layout: NoteLayout) -> None:
    made = note_document(meeting(audience), audience, NOW, layout=layout, draft=True)
    assert accessibility_faults(RENDERS[suffix](made), suffix) == ()


@pytest.mark.parametrize("suffix", [".docx", ".html"])
def test_headings_that_skip_a_level_or_begin_twice_are_found(suffix: str) -> None:
    skipped = replace(document(), blocks=(Heading(1, "One"), Heading(3, "Three")))
    assert accessibility_faults(RENDERS[suffix](skipped), suffix) == (
        "A heading of level 3 follows one of level 1.",
    )
    twice = replace(document(), blocks=(Heading(1, "One"), Heading(1, "Two")))
    assert accessibility_faults(RENDERS[suffix](twice), suffix) == (
        "There are 2 headings of the first level, where there should be one.",
    )


def test_a_pdf_without_its_first_heading_is_found() -> None:
    content = RENDERS[".pdf"](replace(document(), blocks=(Paragraph((Run("no heading"),)),)))
    assert accessibility_faults(content, ".pdf") == (
        "There are 0 headings of the first level, where there should be one.",
    )


def rewritten(*changes: tuple[str, str]) -> bytes:
    """A Word note with words of its parts replaced."""
    table = Table("Actions", "Each", (Column("Ref", 1),), (((Run("CG 17/1"),),),))
    blocks = (Heading(1, "One"), Paragraph((Run("bullet"),), level=1), Paragraph((Run("x"),)), table)
    made = RENDERS[".docx"](replace(document(), blocks=blocks))
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as source, zipfile.ZipFile(target, "w") as package:
        for name in source.namelist():
            part = source.read(name)
            if name.endswith(".xml"):
                for before, after in changes:
                    part = part.replace(before.encode(), after.encode())
            package.writestr(name, part)
    return target.getvalue()


def test_what_the_changes_below_are_made_of_has_no_fault() -> None:
    assert accessibility_faults(rewritten(), ".docx") == ()


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ("<w:tblHeader/>", "", "A table has no header row."),
        (
            'w:lang w:val="en-GB"',
            'w:lang w:val="en-US"',
            "The file does not say that it is in British English.",
        ),
        ('<w:t xml:space="preserve">x</w:t>', "", "An empty paragraph stands in the file."),
        ("w:numPr", "w:numPrGone", "A bullet is in no list."),
        ("dc:title", "dc:titled", "The file has no title."),
        (
            "<w:sectPr",
            "<w:p><w:r><w:t>x</w:t><w:drawing><docPr descr=' '/></w:drawing></w:r></w:p><w:sectPr",
            "A picture has no words for who cannot see it.",
        ),
    ],
)
def test_each_fault_of_a_word_file_is_found(before: str, after: str, fault: str) -> None:
    assert accessibility_faults(rewritten((before, after)), ".docx") == (fault,)


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        (b'lang="en-GB"', b'lang="en"', "The file does not say that it is in British English."),
        (b"<title>", b"<title></title><title>", "The file has no title."),
        (b"<th ", b"<td ", "A table has no header row."),
        (b"</main>", b"<p> </p></main>", "An empty paragraph stands in the file."),
        (b"</main>", b"<img src='x'></main>", "A picture has no words for who cannot see it."),
    ],
)
def test_each_fault_of_a_web_page_is_found(before: bytes, after: bytes, fault: str) -> None:
    content = RENDERS[".html"](document())
    assert before in content
    assert accessibility_faults(content.replace(before, after), ".html") == (fault,)


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        (b"/Lang(en-GB)", b"/Lang(fr-FR)", "The file does not say that it is in British English."),
        (b"/MarkInfo", b"/MarkNone", "The PDF is not tagged for screen readers."),
        (b"/S/TH", b"/S/TD", "A table has no header row."),
        (b"/S/LBody", b"/S/Table", "The structure of a list is broken."),
    ],
)
def test_each_fault_of_a_pdf_is_found(before: bytes, after: bytes, fault: str) -> None:
    content = RENDERS[".pdf"](document()).replace(b"/Lang (", b"/Lang(").replace(b"/S /", b"/S/")
    assert before in content
    assert fault in accessibility_faults(content.replace(before, after), ".pdf")


def test_a_table_that_goes_on_on_the_next_page_has_its_header_row() -> None:
    rows = tuple(((Run(f"CG 17/{n}"),), (Run("words " * 20),)) for n in range(80))
    table = Table("Actions", "Each", (Column("Ref", 1), Column("Action", 5)), rows)
    long = replace(document(), blocks=(Heading(1, "One"), table))
    content = RENDERS[".pdf"](long)
    assert accessibility_faults(content, ".pdf") == ()
    headless = accessibility_faults(content.replace(b"/S/TH", b"/S/TD"), ".pdf")
    assert "A table has no header row." in headless


def test_plain_text_has_no_faults() -> None:
    assert accessibility_faults(b"text", ".txt") == ()
