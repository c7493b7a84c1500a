"""Each paragraph of a Word note carries a bookmark by which it finds its record again."""

import zipfile
from datetime import UTC, datetime
from io import BytesIO

from lxml import etree

from sop_minutes.domain.marks import code_in, code_mark, is_mark, mark_of
from sop_minutes.domain.words import Audience
from sop_minutes.export.note_layout import note_document
from sop_minutes.export.word import render_word
from tests.conftest import Partnership

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def _marked_texts(content: bytes) -> dict[str, str]:
    """Return the text of each paragraph by the bookmark that holds all of it."""
    root = etree.fromstring(zipfile.ZipFile(BytesIO(content)).read("word/document.xml"))
    found = {}
    for paragraph in root.iter(f"{_W}p"):
        for start in paragraph.iter(f"{_W}bookmarkStart"):
            found[start.get(f"{_W}name", "")] = "".join(paragraph.itertext())
    return found


def test_every_heading_and_block_is_marked_as_its_record(partnership: Partnership) -> None:
    meeting_id = partnership.record(
        "# Roads\nThe *plan* is late.\n- One\nAction: Ann Lee to ring\nRestricted: Names"
    )
    sheet = partnership.sheet(meeting_id, Audience.PUBLIC)
    document = note_document(sheet, Audience.PUBLIC, datetime(2018, 1, 1, tzinfo=UTC))
    item = sheet.note.items[0]
    texts = _marked_texts(render_word(document))
    assert texts.pop(mark_of(f"m{meeting_id}")) == sheet.heading
    assert texts.pop(mark_of(item.record)) == "Roads"
    assert list(texts) == [mark_of(point.record) for point in item.points]
    assert list(texts.values()) == ["The plan is late.", "One", "Action: Ann Lee to ring"]


def test_a_mark_is_not_the_number_of_its_row() -> None:
    assert not mark_of("p12").endswith("12")
    assert mark_of("p12") != mark_of("i12")
    assert is_mark(mark_of("p12"))
    assert not is_mark("_Toc12")


def test_the_mark_of_a_circulation_gives_its_code_back() -> None:
    assert code_in(code_mark("K7QM2X")) == "K7QM2X"
    assert code_in(code_mark("C-K7QM-2X34")) == "C-K7QM-2X34"
    assert code_mark("C-K7QM-2X34").replace("_", "").isalnum(), "Word takes nothing else in a name"
    assert code_in(mark_of("p12")) == ""
    assert len(code_mark("K7QM2X" * 4)) <= 40, "Word takes no longer name"
