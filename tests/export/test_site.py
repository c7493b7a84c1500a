"""The published notes of a group: plain pages that anybody can read, and an index of them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from itertools import pairwise
from types import MappingProxyType
from zipfile import ZipFile

import pytest
from lxml import html

from sop_minutes.commands.approving import approve_minutes
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.publishing import Publishable
from sop_minutes.export.site import INDEX, site_files
from sop_minutes.queries.publishing import notes_to_publish
from sop_minutes.storage.database import Database
from tests.conftest import CO_ORDINATION_GROUP, Partnership, copy_of
from tests.export.html_check import html_faults

NOW = datetime(2018, 4, 1, 9, 30, tzinfo=UTC)
NOTES = (
    "Date: 15 November 2017\n# Prevent\nSee [the plan](https://example.org/plan).\n- One\n  - Two",
    "Date: 17 January 2018\nTitle: Extraordinary meeting\n# Cyber & <b>more</b>\nAgreed: to go on",
    "Date: 14 March 2018\nRestricted: a safe house is full\n# Prevent\nAction: @Ann Lee to ring",
)


def _site(partnership: Partnership, *, drafts: bool = True) -> Publishable:
    for number, text in enumerate(NOTES):
        meeting_id = partnership.record(text)
        if number < 2:
            partnership.database.do(
                "Approve", approve_minutes, meeting_id, on=date(2018, 3, 14), today=date(2018, 3, 14)
            )
    return partnership.database.read(notes_to_publish, partnership.group_id, drafts=drafts)


@pytest.fixture(scope="module")
def files(founded: Database) -> Mapping[str, bytes]:
    with copy_of(founded) as database:
        site = _site(Partnership(database, CO_ORDINATION_GROUP))
        return MappingProxyType({file.name: file.content for file in site_files(site, NOW)})


def _pages(files: Mapping[str, bytes]) -> Iterator[tuple[str, html.HtmlElement]]:
    for name, content in files.items():
        if name.endswith(".html"):
            yield name, html.document_fromstring(content.decode())


def test_each_note_has_three_files_of_a_name_that_stays_and_the_index_comes_last(
    files: Mapping[str, bytes],
) -> None:
    assert list(files) == [
        f"cg-{day}.{suffix}"
        for day in ("2018-03-14", "2018-01-17", "2017-11-15")
        for suffix in ("html", "pdf", "docx")
    ] + [INDEX]


def test_the_index_lists_the_newest_first_by_year_with_its_title_and_standing(
    files: Mapping[str, bytes],
) -> None:
    index = html.document_fromstring(files[INDEX].decode())
    assert index.findtext(".//title") == "Published notes: Co-ordination Group"
    assert [each.text_content() for each in index.iter("h1", "h2")] == [
        "Published notes: Co-ordination Group",
        "2018",
        "2017",
    ]
    listed = [" ".join(each.text_content().split()) for each in index.iter("li")]
    assert listed[0].startswith("14 March 2018 PDF of the note of 14 March 2018 Word of the note")
    assert listed[0].endswith("Draft: not approved yet")
    assert listed[1].startswith("17 January 2018: Extraordinary meeting PDF")
    assert listed[1].endswith("Approved 14 March 2018")


def test_every_page_has_its_language_one_heading_landmarks_and_a_way_to_skip(
    files: Mapping[str, bytes],
) -> None:
    for name, page in _pages(files):
        assert page.get("lang") == "en-GB"
        assert len(page.findall(".//h1")) == 1
        assert page.findtext(".//title")
        (main,) = page.findall(".//main")
        assert page.find(".//h1") in list(main.iter("h1"))
        assert page.find(".//footer") is not None
        first = next(page.find("body").iter("a"))
        assert (first.get("class"), first.get("href")) == ("skip", f"#{main.get('id')}")
        if name != INDEX:
            assert page.find(".//nav[@aria-label='Site']") is not None
        levels = [int(each.tag[1]) for each in page.iter("h1", "h2", "h3")]
        assert all(after <= before + 1 for before, after in pairwise(levels))
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids))


def test_every_page_is_put_together_as_html_is(files: Mapping[str, bytes]) -> None:
    pages = {name: content.decode() for name, content in files.items() if name.endswith(".html")}
    assert len(pages) == 4
    assert [(name, fault) for name, page in pages.items() for fault in html_faults(page)] == []


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        ("<p>One<p>Two</p></p>", "<p> stands in <p>"),
        ("<ul><p>One</p></ul>", "<p> stands in <ul>"),
        ("<p>One</b></p>", "</b> ends <p>"),
        ("<div>One", "</main> ends <div>"),
        ('<p id="x">One</p><p id="x">Two</p>', "“x” is the id of several"),
        ('<a href="#y">One</a>', "nothing has the id “y”"),
        ("<p>One & two</p>", "an & stands by itself in “&”"),
        ("<table><tr><td>One</td></tr></table>", "<tr> stands in <table>"),
        ('<p class="a" class="b">One</p>', "<p> has “class” twice"),
    ],
)
def test_a_page_that_is_not_is_found(files: Mapping[str, bytes], wrong: str, fault: str) -> None:
    page = files[INDEX].decode().replace("</main>", f"{wrong}</main>")
    assert fault in html_faults(page)


def test_no_page_runs_or_fetches_anything_and_every_link_inside_leads_somewhere(
    files: Mapping[str, bytes],
) -> None:
    for _, page in _pages(files):
        assert not [each for each in page.iter() if each.tag in {"script", "link", "img", "iframe", "object"}]
        assert not page.xpath("//@src") + page.xpath("//@style") + page.xpath("//@onclick")
        assert "url(" not in page.findtext(".//style")
        for target in page.xpath("//a/@href"):
            if not target.startswith("#"):
                assert target in files or target == "https://example.org/plan"


def test_a_draft_says_so_in_words_on_its_page_and_in_its_files(files: Mapping[str, bytes]) -> None:
    pages = dict(_pages(files))
    draft, approved = pages["cg-2018-03-14.html"], pages["cg-2017-11-15.html"]
    assert [each.text for each in draft.find_class("marking")] == ["DRAFT: NOT APPROVED YET"] * 2
    assert [each.get("aria-hidden") for each in draft.find_class("watermark")] == ["true"]
    assert approved.find_class("watermark") == []
    assert draft.findtext(".//title") == "14 March 2018 – Co-ordination Group"
    assert approved.find_class("marking") == []
    assert [each.text for each in approved.find_class("standing")] == ["Approved 14 March 2018"]
    assert "safe house" not in draft.text_content()
    assert "Ann Lee" in draft.text_content()


def test_nothing_tells_of_the_rows_that_a_note_was_made_from(files: Mapping[str, bytes]) -> None:
    for name, content in files.items():
        if name.endswith(".docx"):
            with ZipFile(BytesIO(content)) as package:
                assert b"_sop_" not in package.read("word/document.xml")


def test_what_is_approved_is_the_same_files_on_another_day(partnership: Partnership) -> None:
    site = _site(partnership, drafts=False)
    later = datetime(2019, 1, 1, tzinfo=UTC)
    assert list(site_files(site, NOW)) == list(site_files(site, later))


def test_two_meetings_of_one_day_have_files_of_their_own(partnership: Partnership) -> None:
    for text, how in (("# Prevent\nOne", {}), ("# Cyber\nTwo", {"another": True})):
        meeting_id = partnership.record(text, **how)
        partnership.database.do(
            "Approve", approve_minutes, meeting_id, on=date(2018, 3, 14), today=date(2018, 3, 14)
        )
    site = partnership.database.read(notes_to_publish, partnership.group_id)
    files = {file.name: file.content for file in site_files(site, NOW)}
    assert {"cg-2017-11-15.html", "cg-2017-11-15-2.html"} <= set(files)
    assert "15 November 2017 (2)" in files[INDEX].decode()


def test_a_withheld_text_in_the_index_stops_it(partnership: Partnership) -> None:
    site = _site(partnership)
    leaking = replace(site.notes[0], withheld=("Co-ordination",))
    assert list(site_files(replace(site, notes=(leaking,)), NOW))  # the group's name is no secret
    sheet = replace(leaking.sheet, note=replace(leaking.sheet.note, title="zebra crossing"))
    hidden = replace(leaking, sheet=sheet, withheld=("zebra crossing",))
    with pytest.raises(UserError, match="index of published notes would have held"):
        list(site_files(replace(site, notes=(hidden,)), NOW))


def _luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(each * 2 for each in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_words_stand_out_in_light_and_in_dark(files: Mapping[str, bytes]) -> None:
    style = next(page for name, page in _pages(files) if name == INDEX).findtext(".//style")
    light, _, dark = style.partition("@media screen and (prefers-color-scheme: dark)")
    for rules, page in ((light, "#fff"), (dark, "#12181f")):
        found = re.findall(r"([^{}]+)\{([^{}]*)\}", rules)
        shown = [
            (selector.strip(), colour)
            for selector, said in found
            for colour in re.findall(r"(?<![-\w])color: (#[0-9a-f]{3,6})", said)
            if "::before" not in selector
        ]
        assert len(shown) >= 4
        for selector, colour in shown:
            behind = {"thead th": "#22303d" if page != "#fff" else "#e4ecf3"}.get(selector, page)
            assert _contrast(colour, behind) >= 4.5, selector
