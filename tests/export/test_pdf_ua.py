"""Each PDF passes what a machine can decide of PDF/UA; and what it decides by finds each fault."""

import io
from collections.abc import Callable
from functools import cache

import pytest
from note_samples import NOW, ROWS, TODAY, meeting
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject

from sop_minutes.domain.charts import Chart, Series, Shape
from sop_minutes.domain.inline import Run
from sop_minutes.domain.sheets import LogScope
from sop_minutes.domain.words import Audience, NoteLayout
from sop_minutes.export.blocks import Column, Document, Heading, Paragraph, Pictures, Table
from sop_minutes.export.log_layout import log_document
from sop_minutes.export.note_layout import compendium_document, note_document
from sop_minutes.export.pdf import render_pdf
from tests.export.pdf_check import pdf_ua_faults


def note(audience: Audience, layout: NoteLayout = NoteLayout.SENTENCES, *, draft: bool = True) -> Document:
    return note_document(meeting(audience), audience, NOW, layout=layout, draft=draft)


def _document(*blocks: Heading | Paragraph | Table | Pictures) -> Document:
    return Document("Title", "SOP", "", "", NOW, (Heading(1, "One"), *blocks))


def _long_table() -> Document:
    rows = tuple(
        ((Run(f"CG 17/{n}"),), (Run("words " * 20), Run("here", link="https://a.org"))) for n in range(60)
    )
    return _document(Table("Actions", "Each", (Column("Ref", 1), Column("Action", 5)), rows))


def _odd_signs() -> Document:
    address = "https://example.org/" + "a-long-way/" * 12
    text = Run("before \U0001f600 \u05d0\u05d1 \U0001fbf9 ﬁ 1st after ")
    return _document(Paragraph((text, Run(address, link=address))), Heading(2, "Two"), Heading(3, "Three"))


def _pictured() -> Document:
    years = ("2016", "2017")
    chart = Chart("open", "Open", "They rose.", Shape.BARS, "Year", years, years, (Series("Open", (3, 5)),))
    return _document(
        Pictures((chart, chart)), Paragraph((Run("under"),), level=1), Paragraph((Run("x"),), level=2)
    )


@pytest.mark.parametrize(
    "made",
    [
        lambda: note(Audience.PUBLIC, draft=False),
        lambda: note(Audience.MEMBERS),
        lambda: note(Audience.RESTRICTED, NoteLayout.TABLES),
        lambda: compendium_document([meeting(Audience.MEMBERS)] * 2, "", Audience.MEMBERS, NOW),
        lambda: log_document(ROWS, LogScope(), TODAY, Audience.RESTRICTED, NOW),
        _long_table,
        _odd_signs,
        _pictured,
    ],
    ids="public members record compendium log long odd pictures".split(),
)
def test_a_pdf_has_no_fault(made: Callable[[], Document]) -> None:
    assert pdf_ua_faults(render_pdf(made())) == []


@cache
def _ours() -> bytes:
    return render_pdf(note(Audience.MEMBERS))


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        (b"/Marked true", b"/Marked null", "06-001"),
        (b"/Suspects false", b"/Suspects  true", "06-001"),
        (b"/Lang(en-GB)", b"/Lang(     )", "11-006"),
        (b"/DisplayDocTitle true", b"/DisplayDocTitle null", "07-002"),
        (b"pdfuaid:part>1<", b"pdfuaid:part>2<", "06-002"),
        (b"<dc:title>", b"<dc:titel>", "06-003"),
        (b"/Tabs/S", b"/Tabs/R", "28-016"),
        (b"/Outlines", b"/Outlived", "headings without bookmarks"),
        (b"/S/LBody", b"/S/Span ", "09-004"),
        (b"/S/LI", b"/S/P ", "09-004"),
        (b"/S/H1", b"/S/H2", "14-002"),
        (b"/S/H2", b"/S/H4", "14-003"),
        (b"/S/TH", b"/S/TD", "15-002"),
        (b"/S/TR", b"/S/H1", "09-004"),
        (b"/S/Span", b"/S/Spam", "02-001"),
        (b"/Scope/Column", b"/Scope/Bottom", "15-003"),
        (b"/Contents(https", b"/Contnets(https", "28-012"),
        (b"/StructParent 0", b"/StructParent 9", "28-011"),
        (b"/Obj 119 0 R", b"/Obj 118 0 R", "28-011"),
        (b"/StructParents 2", b"/StructParents 7", "01-005"),
        (b"/K[40]", b"/K[41]", "01-005"),
        (b"/FontFile2", b"/FontFail2", "31-009"),
        (b"/ToUnicode", b"/ToUnicorn", "31-027"),
        (b"/CIDToGIDMap", b"/CIDToGIDMop", "31-016"),
    ],
)
def test_each_fault_is_found(before: bytes, after: bytes, fault: str) -> None:
    assert before in _ours()
    found = pdf_ua_faults(_ours().replace(before, after))
    assert any(each.startswith(fault) for each in found), found


def test_a_picture_without_words_is_found() -> None:
    content = render_pdf(_pictured())
    assert b"/Alt(" in content
    assert "13-004: a figure has no words" in pdf_ua_faults(content.replace(b"/Alt(", b"/Oth("))


@pytest.mark.parametrize(
    ("drawn", "fault"),
    [
        (b"", None),
        (b"/Artifact BMC 0 0 9 9 re f EMC", None),
        (b"0 0 9 9 re f", "01-003: unmarked content"),
        (b"/Span <</ActualText (x)>> BDC 0 0 9 9 re f EMC", "01-003: unmarked content"),
        (b"/P <</MCID 999>> BDC 0 0 9 9 re f EMC", "01-005: content is in no element of the tree"),
        (b"/Artifact BMC /P <</MCID 0>> BDC EMC EMC", "01-001/01-002: marked content within other content"),
    ],
)
def test_content_that_is_neither_in_the_tree_nor_an_artifact_is_found(
    drawn: bytes, fault: str | None
) -> None:
    writer = PdfWriter(clone_from=io.BytesIO(_ours()))
    page = writer.pages[0]
    stream = DecodedStreamObject()
    stream.set_data(page.get_contents().get_data() + b"\n" + drawn)
    page[NameObject("/Contents")] = writer._add_object(stream)
    target = io.BytesIO()
    writer.write(target)
    assert pdf_ua_faults(target.getvalue()) == ([fault] if fault else [])
