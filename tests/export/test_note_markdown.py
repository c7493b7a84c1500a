"""The Markdown note: CommonMark that shows what was typed."""

from pathlib import Path

import pytest
from lxml import html
from markdown_it import MarkdownIt
from note_samples import HEADING, NOW, meeting, said

from sop_minutes.domain.inline import inline_runs, plain_text
from sop_minutes.domain.words import Audience
from sop_minutes.export.note import write_note


def rendered(tmp_path: Path, sheet, audience: Audience = Audience.PUBLIC) -> html.HtmlElement:
    write_note(sheet, tmp_path / "note.md", audience=audience, now=NOW)
    shown = MarkdownIt("commonmark").render((tmp_path / "note.md").read_text("utf-8"))
    return html.fragment_fromstring(shown, create_parent="main")


def test_headings_lists_emphasis_and_links_are_real(tmp_path: Path) -> None:
    root = rendered(tmp_path, meeting())
    assert [element.text for element in root.iter("h1")] == [HEADING]
    assert [element.text for element in root.iter("h2")][1] == "Domestic Abuse"
    assert [element.text for element in root.iter("em")] == ["in principle"]
    assert [link.text for link in root.iter("a")][1] == "short guide for schools"
    nested = root.find("ul/li/ul/li")
    assert nested.text_content() == "the Health Improvement Board is the accountable partnership"


def test_the_action_table_becomes_a_list(tmp_path: Path) -> None:
    root = rendered(tmp_path, meeting(Audience.MEMBERS), Audience.MEMBERS)
    facts = [" ".join(item.text_content().split()) for item in root.findall("ul")[-1].findall("li")]
    assert (
        facts[0]
        == "CG 17/31: Circulate the draft report Owner: Sally Carver, CSPs Due: 31 January 2018 Status: Open"
    )


@pytest.mark.parametrize(
    "typed",
    [
        "# no heading",
        "#hashtag and issue #4",
        "- no bullet",
        "+ nor this",
        "1. nor a number",
        "2) nor that",
        "> no quote",
        "a_b_c and 2 * 3 * 4 and \\* kept?",
        "`no code` ~~no strike~~ | no table |",
        "<b>no tag</b> &amp; no entity; &copy",
        "[no](link) ![no](image) [no]: reference",
        "====",
        "---",
        "***",
        "trailing \\",
        "http://[not-an-address",
    ],
)
def test_what_looks_like_markdown_is_shown_as_typed(tmp_path: Path, typed: str) -> None:
    root = rendered(tmp_path, said(typed))
    assert [element.tag for element in root] == ["h1", "h2", "p"]
    assert root.find("p").text_content() == plain_text(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "a**b**c",
        '**"quoted"**x',
        "**bold***italic*",
        "***both*** *one* **two**",
        "(*in brackets*), *é*!",
        "x**1**",
    ],
)
def test_emphasis_shows_wherever_it_stands(tmp_path: Path, typed: str) -> None:
    root = rendered(tmp_path, said(typed))
    shown = [
        (str(piece), _within(piece, "strong"), _within(piece, "em"))
        for piece in root.find("p").xpath(".//text()")
    ]
    assert shown == [(run.text, run.bold, run.italic) for run in inline_runs(typed)]


def _within(piece, tag: str) -> bool:
    holder = piece.getparent() if piece.is_text else piece.getparent().getparent()
    return holder.tag == tag or any(True for _ in holder.iterancestors(tag))
