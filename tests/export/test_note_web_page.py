"""The HTML note: one accessible page that fetches nothing."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import html
from note_samples import HEADING, NOW, meeting, said

from sop_minutes.domain.sheets import ItemSheet, PointSheet
from sop_minutes.domain.words import Audience
from sop_minutes.export.note import write_note


def page(tmp_path: Path, sheet, audience: Audience = Audience.PUBLIC) -> html.HtmlElement:
    write_note(sheet, tmp_path / "note.html", audience=audience, now=NOW)
    return html.document_fromstring((tmp_path / "note.html").read_bytes())


@pytest.mark.parametrize("audience", Audience)
def test_it_has_what_a_screen_reader_needs(tmp_path: Path, audience: Audience) -> None:
    root = page(tmp_path, meeting(audience), audience)
    assert root.get("lang") == "en-GB"
    assert root.findtext("head/title") == HEADING
    assert [element.text for element in root.iter("h1")] == [HEADING]
    assert len(root.findall("body/main")) == 1
    levels = [int(element.tag[1]) for element in root.iter("h1", "h2", "h3", "h4")]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    for table in root.iter("table"):
        assert table.find("caption").text
        assert {cell.get("scope") for cell in table.iter("th")} == {"col", "row"}


def test_it_runs_nothing_and_fetches_nothing(tmp_path: Path) -> None:
    root = page(tmp_path, meeting(Audience.RESTRICTED), Audience.RESTRICTED)
    assert not list(root.iter("script", "link", "img", "iframe", "object", "embed"))
    source = (tmp_path / "note.html").read_text("utf-8")
    assert "@import" not in source
    assert "url(" not in source
    assert re.findall(r'\bsrc="|\bon\w+="', source) == []


def test_bullets_are_lists_in_lists(tmp_path: Path) -> None:
    points = tuple(PointSheet(f"p{i}", level=level) for i, level in enumerate((1, 2, 2, 1, 2, 3, 1)))
    root = page(tmp_path, meeting(items=(ItemSheet("Item", points=points),)))
    assert {element.getparent().tag for element in root.iter("li")} == {"ul"}
    assert {element.getparent().tag for element in root.iter("ul")} == {"main", "li"}
    outline = [(item.text.strip(), len(list(item.iterancestors("ul")))) for item in root.iter("li")]
    assert outline == [("p0", 1), ("p1", 2), ("p2", 2), ("p3", 1), ("p4", 2), ("p5", 3), ("p6", 1)]


def test_what_looks_like_html_is_shown_as_typed(tmp_path: Path) -> None:
    typed = '<script>alert(1)</script> & &lt; "quoted" ]]> <!-- no -->'
    root = page(tmp_path, said(typed))
    assert root.find("body/main/p").text == typed
    assert not list(root.iter("script"))


def test_links_are_links_and_nothing_else_is(tmp_path: Path) -> None:
    root = page(tmp_path, said("[a](https://example.org/?a=b&c), [b](mailto:sop@example.org), www.gov.uk."))
    assert [link.get("href") for link in root.iter("a")] == [
        "https://example.org/?a=b&c",
        "mailto:sop@example.org",
        "https://www.gov.uk",
    ]
    root = page(tmp_path, said("javascript:alert(1) [x](javascript:alert(1)) [y](file:///etc/passwd)"))
    assert not list(root.iter("a"))
