"""What other programs put on the clipboard arrives as clean blocks."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sop_minutes.domain.page import Block
from sop_minutes.domain.sheets import PointSheet
from sop_minutes.domain.words import PointKind
from sop_minutes.importing.clipboard import blocks_of_html, blocks_of_text
from tests.thorough import cases

WORD = """<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">
<head><meta name=Generator content="Microsoft Word 15"><style><!-- p.MsoNormal {margin:0cm;} --></style>
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]--></head>
<body lang=EN-GB style='tab-interval:36.0pt'><!--StartFragment-->%s<!--EndFragment--></body></html>"""

ITEM = """<p class=MsoListParagraphCxSpMiddle style='margin-left:36.0pt;mso-list:l0 level%d lfo1'>
<![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>%s<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>%s<o:p></o:p></p>"""

_TAGS = (
    "<p> </p> <ul> <li> </ul> <b> </b> <table> <tr> <td> </table> <h1> </h1> <br> <![if]> <pre> <a> </a>"
).split()


def test_word_paragraphs_with_its_own_tags_and_empty_lines() -> None:
    html = WORD % (
        "<p class=MsoNormal>The group heard\nof the <b>draft</b> "
        "<i style='mso-bidi-font-style:normal'>plan</i>.<o:p></o:p></p>"
        "<p class=MsoNormal><o:p>&nbsp;</o:p></p>"
        "<p class=MsoNormal><span style='font-weight:bold'>Next </span>steps</p>"
    )
    assert blocks_of_html(html) == [
        Block("The group heard of the **draft** *plan*."),
        Block("**Next** steps"),
    ]


def test_word_lists_have_their_levels_and_not_their_signs() -> None:
    html = WORD % (ITEM % (1, "·", "One") + ITEM % (2, "o", "Under one") + ITEM % (1, "2.", "Two"))
    assert blocks_of_html(html) == [Block("One", 1), Block("Under one", 2), Block("Two", 1)]


def test_word_headings() -> None:
    html = WORD % (
        "<h1><b>Domestic Abuse</b><o:p></o:p></h1><p class=MsoNormal style='mso-outline-level:2'>Funding</p>"
        "<h2 style='mso-list:l1 level1 lfo2'><![if !supportLists]><span style='mso-list:Ignore'>3.</span>"
        "<![endif]>Prevent</h2>"
    )
    assert blocks_of_html(html) == [
        Block("Domestic Abuse", heading=True),
        Block("Funding", heading=True),
        Block("Prevent", heading=True),
    ]


def test_hidden_deleted_and_commented_text_goes() -> None:
    html = WORD % (
        "<p class=MsoNormal>Seen<span style='display:none;mso-hide:all'> hidden</span><del> struck</del>"
        "<span hidden> also</span><!-- a remark --><span style='VISIBILITY: hidden'> no</span>.</p>"
        "<div style='mso-element:comment-list'><p>A comment</p></div><title>Draft1.docx</title>"
        "<script>alert(1)</script>"
    )
    assert blocks_of_html(html) == [Block("Seen.")]


def test_footnotes_keep_their_text_and_lose_their_links() -> None:
    html = WORD % (
        '<p class=MsoNormal>As agreed<a style=\'mso-footnote-id:ftn1\' href="#_ftn1" name="_ftnref1">'
        "<sup><![if !supportFootnotes]>(1)<![endif]></sup></a>.</p><br clear=all><hr size=1>"
        "<div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a href=\"#_ftnref1\">(1)</a> "
        "In May.</p></div>"
    )
    assert blocks_of_html(html) == [Block("As agreed(1)."), Block("(1) In May.")]


def test_only_links_to_the_web_and_to_mail_stay() -> None:
    html = (
        '<p><a href="https://example.org/a">the paper</a>, <a href="javascript:alert(1)">press</a>, '
        '<a href="file:///C:/secret.docx">a file</a>, <a href="/relative">here</a>, '
        '<a href="mailto:ann@example.org">Ann</a></p>'
    )
    assert blocks_of_html(html) == [
        Block("[the paper](https://example.org/a), press, a file, here, [Ann](mailto:ann@example.org)")
    ]


def test_pictures_go() -> None:
    html = (
        "<p>Before<img src='https://example.org/track.gif' alt='a picture'><v:shape>x<v:imagedata "
        "src='file:///C:/a.png'/></v:shape> after</p><svg><text>drawn</text></svg>"
    )
    assert blocks_of_html(html) == [Block("Before after")]
    assert blocks_of_html("<img src='data:image/png;base64,AAAA'>") == []


def test_excel_rows_are_lines_without_hidden_ones() -> None:
    html = """<html><body><table><col width=64><!--StartFragment-->
    <tr height=20><td class=xl65>Action</td><td>Owner</td><td>Due</td></tr>
    <tr style='display:none'><td>Old</td><td>x</td><td>y</td></tr>
    <tr><td>Ring the  council</td><td>AL</td><td align=right>31/01/2018</td></tr>
    <tr><td></td><td style='mso-ignore:colspan'></td><td></td></tr><!--EndFragment--></table></body></html>"""
    assert blocks_of_html(html) == [
        Block("Action | Owner | Due"),
        Block("Ring the council | AL | 31/01/2018"),
    ]


def test_one_cell_of_excel_is_its_text() -> None:
    assert blocks_of_html("<table><tr><td>Ring the council</td></tr></table>") == [Block("Ring the council")]


def test_a_table_that_only_lays_out_an_email_is_no_table() -> None:
    html = """<table width="100%"><tbody><tr><td><table><tr><td><p>Dear all,</p><p>See:</p>
    <ul><li>one</li></ul><p>Ann</p></td></tr></table></td></tr></tbody></table>"""
    assert blocks_of_html(html) == [Block("Dear all,"), Block("See:"), Block("one", 1), Block("Ann")]


def test_cells_that_hold_paragraphs_stay_paragraphs() -> None:
    cell = "".join(f"<p>Point {n}</p>" for n in range(5))
    html = f"<table><tr><td>1</td><td>{cell}</td><td><p>AL</p><p>BO</p></td></tr></table>"
    assert [block.text for block in blocks_of_html(html)] == [
        "1",
        *(f"Point {n}" for n in range(5)),
        "AL",
        "BO",
    ]
    short = "<table><tr><td><p>Ring</p></td><td><p>AL</p><p>BO</p></td></tr></table>"
    assert blocks_of_html(short) == [Block("Ring | AL; BO")]


def test_outlook_lines_end_where_it_breaks_them() -> None:
    html = (
        '<div class="elementToProof" style="font-family: Aptos">First line<br>Second line<br><br></div>'
        '<div><b>From:</b> Ann Lee</div><ul><li><div role="presentation">a point</div></li></ul>'
    )
    assert blocks_of_html(html) == [
        Block("First line"),
        Block("Second line"),
        Block("**From:** Ann Lee"),
        Block("a point", 1),
    ]


def test_word_on_the_web_says_levels_in_its_own_way() -> None:
    html = (
        '<div class="ListContainerWrapper"><ul><li aria-level="1"><p>One</p></li></ul></div>'
        '<div class="ListContainerWrapper"><ul><li aria-level="2"><p>Under</p></li></ul></div>'
        '<div><p role="heading" aria-level="1"><span>Title</span></p></div>'
    )
    assert blocks_of_html(html) == [Block("One", 1), Block("Under", 2), Block("Title", heading=True)]


def test_libreoffice_lists_inside_lists() -> None:
    html = (
        '<h1 class="western">Prevent</h1><ul><li><p style="margin-bottom: 0cm">One</p></li>'
        "<ul><li><p>Under one</p></li></ul><li><p>Two</p><p>still two</p></li></ul>"
        '<p lang="en-GB"><font face="Arial"><b>Bold</b></font></p>'
    )
    assert blocks_of_html(html) == [
        Block("Prevent", heading=True),
        Block("One", 1),
        Block("Under one", 2),
        Block("Two", 1),
        Block("still two", 1),
        Block("**Bold**"),
    ]


def test_a_browsers_lists_inside_items_and_its_wrapper_in_bold() -> None:
    html = (
        '<meta charset="utf-8"><b style="font-weight:normal;" id="docs-guid"><p>'
        "<span style='font-weight:700'>Bold</span><span> plain <em>slanted</em></span></p>"
        "<ol><li>One<ul><li>Under</li></ul></li>"
        "<li>Two</li></ol></b>"
    )
    assert blocks_of_html(html) == [
        Block("**Bold** plain *slanted*"),
        Block("One", 1),
        Block("Under", 2),
        Block("Two", 1),
    ]


def test_lines_that_are_kept_are_lines() -> None:
    assert blocks_of_html("<pre>one\n  - two\n\nthree</pre>") == [
        Block("one"),
        Block("two", 2),
        Block("three"),
    ]


def test_pasted_prefixes_say_what_they_say() -> None:
    blocks = blocks_of_html("<p><b>Action:</b> ring Ann</p><ul><li>Agreed: yes</li></ul><p>ACTION: write</p>")
    sheets = [_sheet(block) for block in blocks]
    assert [(sheet.kind, sheet.level) for sheet in sheets] == [
        (PointKind.ACTION, 0),
        (PointKind.DECISION, 1),
        (PointKind.ACTION, 0),
    ]


def test_text_of_another_program_keeps_its_lines_and_bullets() -> None:
    assert blocks_of_text("Title\r\n•\tone\r\n\to\tunder\r\n\r\n# Prevent\x0bnext") == [
        Block("Title"),
        Block("one", 1),
        Block("under", 2),
        Block("Prevent", heading=True),
        Block("next"),
    ]


@pytest.mark.parametrize(
    "html", ["", "   ", "<", "<!--", "<![if", "<p", "</p></p>", "&#0;&#xD800;", "<table><tr>"]
)
def test_broken_html_is_no_error(html: str) -> None:
    assert [block for block in blocks_of_html(html) if not block.text] == []


@settings(max_examples=cases(100), deadline=None)
@given(st.lists(st.sampled_from([*_TAGS, "a", " ", "*", "[", "\n", "&nbsp;", "# "])))
def test_any_html_gives_blocks_of_one_line(parts: list[str]) -> None:
    for block in blocks_of_html("".join(parts)):
        assert block.text.strip() == block.text != ""
        assert "\n" not in block.text


def _sheet(block: Block) -> PointSheet:
    from sop_minutes.domain.page import read_block

    sheet = read_block(block)
    assert isinstance(sheet, PointSheet)
    return sheet
