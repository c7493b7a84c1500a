"""How wide words are, and where they are cut."""

import ctypes
from datetime import UTC, datetime

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from sop_minutes.domain.inline import Run
from sop_minutes.export.blocks import Document, Heading, Paragraph
from sop_minutes.export.letters import lines_of, shortened, shortened_runs, width_of
from sop_minutes.export.pdf import render_pdf

SIZE = 12.0
WORDS = "The five boxing wizards jump quickly: 17/42 & @WQXZ – “no”, (Zoë’s) {a|b}~"


def test_words_are_as_wide_as_they_are_in_a_pdf() -> None:
    blocks = (Heading(1, "Title"), Paragraph((Run(WORDS),)))
    made = datetime(2017, 12, 4, 9, tzinfo=UTC)
    content = render_pdf(Document("Title", "Us", "Words", "", made, blocks))
    with pypdfium2.PdfDocument(content) as document:
        page = document[0].get_textpage()
        first = page.get_text_range().index("The five")
        starts = []
        for at in (first, first + len(WORDS) - 1):
            x, y = ctypes.c_double(), ctypes.c_double()
            assert pdfium.FPDFText_GetCharOrigin(page, at, x, y)
            starts.append(x.value)
    assert starts[1] - starts[0] == pytest.approx(width_of(WORDS[:-1], SIZE), rel=0.02)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", 1),
        ("one", 1),
        ("mmmm mmmm", 2),
        ("m" * 6, 2),
        ("mmmm " * 4, 4),
        ("i" * 19, 2),
        ("学校" * 3, 2),
        ("e\u0301" * 7, 1),
    ],
)
def test_lines_are_counted_as_words_fill_them(text: str, lines: int) -> None:
    assert lines_of(text, 50, SIZE) == lines


@pytest.mark.parametrize(
    "text", ["to ring the family " * 40, "x" * 900, "学校" * 90, "e\u0301" * 300, "short"]
)
@pytest.mark.parametrize("lines", [1, 3])
def test_what_is_too_long_is_cut_and_fills_its_lines(text: str, lines: int) -> None:
    shown = shortened(text, 120, SIZE, lines)
    assert lines_of(shown, 120, SIZE) <= lines
    if shown != text:
        kept = shown.removesuffix("…")
        assert shown != kept
        assert text.startswith(kept)
        assert lines_of(f"{text[: len(kept) + 8]}…", 120, SIZE) > lines


def test_what_is_cut_keeps_its_looks() -> None:
    runs = (
        Run("Restricted: ", bold=True),
        Run("ring "),
        Run("the family of the children", link="https://e.org"),
    )
    cut = shortened_runs(runs, 120, SIZE, 1)
    assert [(run.bold, run.link) for run in cut] == [(run.bold, run.link) for run in runs][: len(cut)]
    assert "".join(run.text for run in cut).endswith("…")
    assert shortened_runs(runs, 900, SIZE, 1) == runs
