"""The PDF note: tagged, in English, and saying what the sheet says."""

import re
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from note_samples import HEADING, NOW, ROWS, meeting, said

from sop_minutes.domain.words import Audience
from sop_minutes.export.note import write_note


def shown(path: Path) -> str:
    """The text of all pages, white space evened out."""
    with pypdfium2.PdfDocument(path) as document:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    return " ".join(" ".join(pages).split())


def pdf(tmp_path: Path, sheet, audience: Audience = Audience.PUBLIC) -> Path:
    write_note(sheet, tmp_path / "note.pdf", audience=audience, now=NOW)
    return tmp_path / "note.pdf"


def test_it_is_a_tagged_pdf_for_universal_access_in_british_english(tmp_path: Path) -> None:
    path = pdf(tmp_path, meeting())
    content = path.read_bytes()
    assert b"pdfuaid:part>1<" in content
    assert b"/Lang(en-GB)" in content.replace(b" ", b"")
    with pypdfium2.PdfDocument(path) as document:
        assert document.is_tagged()
        details = document.get_metadata_dict()
        assert (details["Title"], details["Author"]) == (HEADING, "Safer Oxfordshire Partnership")
        assert details["CreationDate"].startswith("D:20171120093000")
        bookmarks = [entry.get_title() for entry in document.get_toc()]
        assert document.get_page_size(0) == pytest.approx((595.28, 841.89), abs=0.1)
    assert bookmarks == [
        HEADING,
        "Thames Valley Cybercrime Strategy",
        "Domestic Abuse",
        "Information Sharing Protocol",
        "Any other business",
    ]


def test_it_says_what_the_sheet_says_in_its_order(tmp_path: Path) -> None:
    text = shown(pdf(tmp_path, meeting()))
    places = [
        text.index(part)
        for part in (
            "Key points discussed at Safer Oxfordshire Partnership",
            "The chair welcomed everyone.",
            "supports the strategy in principle.",
            "• A new governance model has been agreed:",
            "– the Health Improvement Board is the accountable partnership",
            "Agreed: an annual report of Domestic Homicide Reviews",
            "Action: Sally Carver and CSPs to circulate the draft report by 31 January 2018",
            "The next meeting is on 14 February 2018 at County Hall.",
            "Page 1 of 1",
        )
    ]
    assert places == sorted(places)


def test_the_record_has_its_marking_its_labels_and_its_table(tmp_path: Path) -> None:
    text = shown(pdf(tmp_path, meeting(Audience.RESTRICTED), Audience.RESTRICTED))
    assert text.count("OFFICIAL-SENSITIVE") == 4
    assert "Restricted: Detail of the review under way in South and Vale" in text
    assert "Ref Action Owner Due Status CG 17/31 Circulate the draft report Sally Carver, CSPs" in text


@pytest.mark.parametrize(
    "typed",
    [
        "#let x = 1 and #x",
        "= Not a heading",
        "$ x^2 $ and `raw` and \\ and @ref and <label>",
        "_under_ ~ /* no comment */ // nor this",
        '"quoted" \\u{41} #sys.inputs.data',
    ],
)
def test_what_looks_like_typst_is_shown_as_typed(tmp_path: Path, typed: str) -> None:
    assert " ".join(typed.split()) in shown(pdf(tmp_path, said(typed)))


def test_a_symbol_that_no_font_has_is_named(tmp_path: Path) -> None:
    text = shown(pdf(tmp_path, said("before \U0001fbf9\U0001f9ff after, \u0378 too")))
    assert "before" in text
    assert "after, □ too" in text


def test_signs_that_are_joined_into_one_are_named_in_one_bracket(tmp_path: Path) -> None:
    text = shown(pdf(tmp_path, said("a 👩‍👩‍👧‍👦 b 🫠🧿 c 👍🏽 d 🇬🇧 e")))
    assert (
        "a [woman, woman, girl, boy] b [melting face][nazar amulet] c [thumbs up sign] d [flag GB] e" in text
    )


def test_a_tab_is_a_gap(tmp_path: Path) -> None:
    assert "one two" in shown(pdf(tmp_path, said("one\ttwo")))


def test_no_row_of_a_table_is_parted_by_the_end_of_a_page(tmp_path: Path) -> None:
    rows = tuple(ROWS[1]._replace(ref=f"ref{n}", text=f"{'word ' * (n % 9)}end{n}") for n in range(1, 60))
    path = pdf(tmp_path, replace(meeting(Audience.MEMBERS), actions=rows), Audience.MEMBERS)
    with pypdfium2.PdfDocument(path) as document:
        pages = [page.get_textpage().get_text_bounded().lower().split() for page in document]
    assert len(pages) > 3
    for n in range(1, 60):
        assert [f"ref{n}" in page for page in pages] == [f"end{n}" in page for page in pages]


@pytest.mark.parametrize("rows", range(20, 36))
def test_the_last_row_of_a_table_never_stands_alone_on_a_page(tmp_path: Path, rows: int) -> None:
    listed = tuple(ROWS[0]._replace(ref=f"CG 99/{row}", text="word " * 6) for row in range(rows))
    path = pdf(tmp_path, replace(meeting(Audience.RESTRICTED), actions=listed), Audience.RESTRICTED)
    with pypdfium2.PdfDocument(path) as document:
        texts = [page.get_textpage().get_text_bounded() for page in document]
    on_page = [refs for text in texts if (refs := re.findall(r"CG 99/\d+", text))]
    assert len(on_page) > 1
    assert len(on_page[-1]) > 1
    assert [ref for refs in on_page for ref in refs] == [row.ref for row in listed]


def test_a_row_that_is_longer_than_a_page_is_shown_whole(tmp_path: Path) -> None:
    row = ROWS[1]._replace(text=" ".join(f"word{n}" for n in range(900)))
    text = shown(pdf(tmp_path, replace(meeting(Audience.MEMBERS), actions=(row,)), Audience.MEMBERS))
    assert all(f"word{n}" in text for n in range(1, 900))


def test_links_can_be_followed(tmp_path: Path) -> None:
    content = pdf(tmp_path, said("[a guide](https://example.org/guide?a=1&b=(2))")).read_bytes()
    assert b"https://example.org/guide?a=1&b=" in content


def test_the_same_note_gives_the_same_bytes(tmp_path: Path) -> None:
    assert pdf(tmp_path, meeting()).read_bytes() == pdf(tmp_path, meeting()).read_bytes()


def test_it_is_set_in_the_fonts_that_come_with_us(tmp_path: Path) -> None:
    fonts = set(re.findall(rb"/BaseFont/[A-Z]{6}\+([A-Za-z-]+)", pdf(tmp_path, meeting()).read_bytes()))
    assert fonts == {b"LiberationSans", b"LiberationSans-Bold", b"LiberationSans-Italic"}
