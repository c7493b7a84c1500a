"""What Word's XML shows a reader is read, once and in its place; what it hides is left out and counted."""

import hashlib
import os
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest

from sop_minutes.domain.inline import inline_runs, plain_text
from sop_minutes.domain.sheets import ImportedFile
from sop_minutes.importing import read_word_note
from sop_minutes.importing.word.blocks import Document, Paragraph
from sop_minutes.importing.word.reader import read_document
from tests.importing.wordfile import (
    MAIN_TYPE,
    R,
    bold,
    bullet,
    content_types,
    para,
    relationships,
    root,
    run,
    save,
    style,
    table,
)

BOX = "<w:txbxContent>" + para("In the box.") + "</w:txbxContent>"
FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
LINK_FIELD = (
    FIELD.format("begin")
    + '<w:r><w:instrText> HYPERLINK "https://example.org/a" </w:instrText></w:r>'
    + FIELD.format("separate")
    + run("the page")
    + FIELD.format("end")
)
HIDDEN = style("Quiet", kind="character", props="<w:rPr><w:vanish/></w:rPr>")


def texts(path: Path) -> list[str]:
    """Return the points of a file, item after item."""
    return [p.text for sheet in read_word_note(path).notes for item in sheet.items for p in item.points]


SHOWN = {
    "inserted": ("<w:ins>" + run("new words") + "</w:ins>", "new words"),
    "moved here": ("<w:moveTo>" + run("moved words") + "</w:moveTo>", "moved words"),
    "smart tag": ("<w:smartTag>" + run("Oxford") + "</w:smartTag>", "Oxford"),
    "content control": (
        "<w:sdt><w:sdtPr/><w:sdtContent>" + run("chosen") + "</w:sdtContent></w:sdt>",
        "chosen",
    ),
    "simple field": ('<w:fldSimple w:instr="DOCPROPERTY x">' + run("value") + "</w:fldSimple>", "value"),
    "link field": (LINK_FIELD, "[the page](https://example.org/a)"),
    "link": (
        '<w:hyperlink r:id="a">' + run("our page") + "</w:hyperlink>",
        "[our page](https://example.org/x)",
    ),
    "bare link": (
        '<w:hyperlink r:id="a">' + run("https://example.org/x") + "</w:hyperlink>",
        "https://example.org/x",
    ),
    "ordinal": (run("13") + run("th", '<w:vertAlign w:val="superscript"/>') + run(" May"), "13th May"),
    "bold word": (run("a ") + bold("bold") + run(" word"), "a **bold** word"),
    "no-break hyphen": ("<w:r><w:t>co</w:t><w:noBreakHyphen/><w:t>op</w:t></w:r>", "co-op"),
    "soft hyphen": ("<w:r><w:t>co</w:t><w:softHyphen/><w:t>op</w:t></w:r>", "coop"),
    "tab": (run("left\tright"), "left right"),
    "break in a sentence": (run("one line\nand its end"), "one line and its end"),
    "symbol": ('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:t> done</w:t></w:r>', "✓ done"),
    "formula": ("<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>", "a+b"),
    "ruby": (
        "<w:ruby><w:rt>" + run("(over)") + "</w:rt><w:rubyBase>" + run("base ") + "</w:rubyBase></w:ruby>",
        "base (over)",
    ),
    "square bracket": (run("[draft] text"), "\\[draft] text"),
}


@pytest.mark.parametrize("kind", SHOWN)
def test_shows(kind: str, tmp_path: Path) -> None:
    inside, shown = SHOWN[kind]
    path = save(tmp_path / "n.docx", para(inside), links={"a": "https://example.org/x"})
    assert texts(path) == [shown]


LEFT_OUT = {
    "deleted": (
        "<w:del><w:r><w:delText>old words</w:delText></w:r></w:del>",
        "1 deleted passage was left out.",
    ),
    "moved away": ("<w:moveFrom>" + run("old words") + "</w:moveFrom>", "1 deleted passage was left out."),
    "hidden": (run("secret ", "<w:vanish/>") + run("words", "<w:vanish/>"), "1 hidden passage was left out."),
    "hidden by style": (run("secret", '<w:rStyle w:val="Quiet"/>'), "1 hidden passage was left out."),
    "picture": ("<w:r><w:drawing><a:blip/></w:drawing></w:r>", "1 picture was left out."),
}


@pytest.mark.parametrize("kind", LEFT_OUT)
def test_leaves_out_and_says_so(kind: str, tmp_path: Path) -> None:
    inside, sentence = LEFT_OUT[kind]
    path = save(tmp_path / "n.docx", para(run("Kept."), inside), styles=HIDDEN)
    assert texts(path) == ["Kept."]
    assert sentence in read_word_note(path).sentences


def test_counts_several_kinds_in_one_sentence(tmp_path: Path) -> None:
    gone = "<w:del><w:r><w:delText>x</w:delText></w:r></w:del>"
    path = save(tmp_path / "n.docx", para(gone, "a ", gone, "b ", run("x", "<w:vanish/>")))
    assert "2 deleted passages and 1 hidden passage were left out." in read_word_note(path).sentences


def test_counts_comments(tmp_path: Path) -> None:
    path = save(tmp_path / "n.docx", para("x"), parts={"comments": "<w:comment/>" * 3})
    assert "3 comments were left out." in read_word_note(path).sentences


def test_leaves_out_deleted_rows_of_a_table(tmp_path: Path) -> None:
    kept = "<w:tr><w:trPr><w:ins/></w:trPr><w:tc>" + para("new row") + "</w:tc></w:tr>"
    gone = "<w:tr><w:trPr><w:del/></w:trPr><w:tc>" + para("old row") + "</w:tc></w:tr>"
    assert texts(save(tmp_path / "n.docx", f"<w:tbl>{kept}{gone}</w:tbl>")) == ["new row"]


TEXT_BOXES = {
    "drawing": f"<w:r><w:drawing><wps:txbx>{BOX}</wps:txbx></w:drawing></w:r>",
    "VML": f"<w:r><w:pict><v:shape><v:textbox>{BOX}</v:textbox></v:shape></w:pict></w:r>",
    "offered twice": (
        "<w:r><mc:AlternateContent>"
        f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{BOX}</wps:txbx></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{BOX}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    ),
}


@pytest.mark.parametrize("kind", TEXT_BOXES)
def test_keeps_a_text_box_once_after_its_paragraph(kind: str, tmp_path: Path) -> None:
    path = save(tmp_path / "n.docx", para("Before.", TEXT_BOXES[kind]), para("After."))
    assert texts(path) == ["Before.", "In the box.", "After."]


def test_keeps_a_footnote_under_the_paragraph_that_refers_to_it(tmp_path: Path) -> None:
    note = (
        '<w:footnote w:type="separator" w:id="0"/><w:footnote w:id="1">' + para("The note.") + "</w:footnote>"
    )
    body = (
        para("Prevent", style="Heading1"),
        para("A point.", '<w:r><w:footnoteReference w:id="1"/></w:r>'),
        para("Another point."),
        para("Budget", style="Heading1"),
        para("A last point."),
    )
    (sheet,) = read_word_note(save(tmp_path / "n.docx", *body, parts={"footnotes": note})).notes
    assert [p.text for p in sheet.items[0].points] == ["A point.", "The note.", "Another point."]


def test_keeps_headers_and_footers_once_without_page_numbers(tmp_path: Path) -> None:
    page = FIELD.format("begin") + "<w:r><w:instrText>PAGE</w:instrText></w:r>" + FIELD.format("separate")
    footer = para("Page ", page + run("7") + FIELD.format("end")) + para("Contact the secretariat")
    path = save(tmp_path / "n.docx", para("A point."), parts={"header": para("OFFICIAL"), "footer": footer})
    imported = read_word_note(path)
    assert imported.notes[0].marking == "OFFICIAL"
    assert [(i.title, [p.text for p in i.points]) for i in imported.notes[0].items] == [
        ("", ["A point."]),
        ("Not placed", ["Contact the secretariat"]),
    ]
    assert "1 paragraph could not be placed and is kept under Not placed." in imported.sentences


def paragraphs(document: Document) -> list[Paragraph]:
    return [block for block in document.blocks if isinstance(block, Paragraph)]


OUTLINED = '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>'
BASED = style("heading1", "heading 1") + style("Minute", "Minute", based_on="heading1")
HEADING_STYLES = {
    "by its name": (style("berschrift1", "heading 1"), "berschrift1"),
    "by its id": ("", "Heading1"),
    "by its outline": (style("Kopf", "Unser Kopf", props=OUTLINED), "Kopf"),
    "by what it is based on": (BASED, "Minute"),
    "by its localised name": (style("u", "Überschrift 1"), "u"),
    "by a name of one's own": (style("m", "Minute Heading"), "m"),
}


@pytest.mark.parametrize("kind", HEADING_STYLES)
def test_knows_a_heading_style(kind: str, tmp_path: Path) -> None:
    styles, style_id = HEADING_STYLES[kind]
    path = save(tmp_path / "n.docx", para("A heading", style=style_id), styles=styles)
    assert paragraphs(read_document(path))[0].heading == 1


def test_is_not_lost_in_a_ring_of_styles(tmp_path: Path) -> None:
    ring = style("a", based_on="b") + style("b", based_on="a")
    assert texts(save(tmp_path / "n.docx", para("Text.", style="a"), styles=ring)) == ["Text."]


def test_takes_bullets_from_a_style(tmp_path: Path) -> None:
    listed = style("x", "x", props='<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
    named = style("ListBullet2", "List Bullet 2")
    path = save(
        tmp_path / "n.docx",
        para("Intro:"),
        para("one", style="x"),
        para("two", style="ListBullet2"),
        styles=listed + named,
    )
    levels = [point.level for point in read_word_note(path).notes[0].items[0].points]
    assert levels == [0, 1, 2]


STRICT = (
    (
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    ),
    (
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "http://purl.oclc.org/ooxml/officeDocument/relationships",
    ),
)
TEXT = root("w:document", f"<w:body>{para('Prevent', style='Heading1')}{bullet('A point.')}</w:body>")


def strict(text: str) -> str:
    for usual, other in STRICT:
        text = text.replace(usual, other)
    return text


def rels(target: str) -> str:
    return relationships(f'<Relationship Id="r" Type="{R}/officeDocument" Target="{target}"/>')


ODD_PACKAGES: dict[str, dict[str, str | bytes]] = {
    "strict": {"_rels/.rels": strict(rels("word/document.xml")), "word/document.xml": strict(TEXT)},
    "nothing but its text": {"word/document.xml": TEXT},
    "absolute name": {"_rels/.rels": rels("/word/text.xml"), "word/text.xml": TEXT},
    "backslashes": {"_rels\\.rels": rels("word\\document.xml"), "word\\document.xml": TEXT},
    "odd case": {"_RELS/.rels": rels("Word/Document.xml"), "word/document.XML": TEXT},
    "dots": {"_rels/.rels": rels("./word/../word/document.xml"), "word/document.xml": TEXT},
    "macros": {
        "[Content_Types].xml": content_types("application/vnd.ms-word.document.macroEnabled.main+xml"),
        "_rels/.rels": rels("word/document.xml"),
        "word/document.xml": TEXT,
    },
    "template": {
        "[Content_Types].xml": content_types(MAIN_TYPE.replace("document.main", "template.main")),
        "word/document.xml": TEXT,
    },
    "UTF-16": {"word/document.xml": TEXT.replace("UTF-8", "UTF-16").encode("utf-16")},
    "parts that are not there": {
        "_rels/.rels": rels("word/document.xml"),
        "word/_rels/document.xml.rels": relationships(
            f'<Relationship Id="a" Type="{R}/styles" Target="styles.xml"/>'
        ),
        "word/document.xml": TEXT,
    },
}


@pytest.mark.parametrize("kind", ODD_PACKAGES)
def test_opens_a_package_that_is(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "n.docx"
    with zipfile.ZipFile(path, "w") as zipped:
        for name, inner in ODD_PACKAGES[kind].items():
            zipped.writestr(name, inner)
    (sheet,) = read_word_note(path).notes
    assert [(i.title, [(p.level, p.text) for p in i.points]) for i in sheet.items] == [
        ("Prevent", [(1, "A point.")])
    ]


def test_says_which_part_is_damaged_and_reads_the_rest(tmp_path: Path) -> None:
    path = save(tmp_path / "n.docx", para("A point."), styles="<w:style>")
    assert texts(path) == ["A point."]
    assert "The file's styles could not be read." in read_word_note(path).sentences


def test_says_that_an_inserted_file_was_left_out(tmp_path: Path) -> None:
    path = save(tmp_path / "n.docx", para("A point."), '<w:altChunk r:id="x"/>')
    assert "1 inserted file was left out." in read_word_note(path).sentences


def test_gives_the_digest_of_the_file(tmp_path: Path) -> None:
    path = save(tmp_path / "n.docx", para("A point."))
    assert read_word_note(path).digest == hashlib.sha256(path.read_bytes()).hexdigest()


def test_takes_a_missing_date_from_the_name_of_the_file(tmp_path: Path) -> None:
    imported = read_word_note(save(tmp_path / "CG notes 15-11-2017.docx", para("A point.")))
    assert (imported.notes[0].on, imported.notes[0].provisional) == (date(2017, 11, 15), True)
    assert (
        "The date was not found; 15 November 2017 is taken from the file's name, to be confirmed."
        in imported.sentences
    )


def test_takes_the_day_the_file_was_saved_when_nothing_else_is_there(tmp_path: Path) -> None:
    path = save(tmp_path / "n.docx", para("A point."))
    noon = datetime(2017, 11, 15, 12).astimezone().timestamp()
    os.utime(path, (noon, noon))
    imported = read_word_note(path)
    assert (imported.notes[0].on, imported.notes[0].provisional) == (date(2017, 11, 15), True)
    assert imported.sentences == (
        "The date was not found; 15 November 2017 is when the file was last saved, to be confirmed.",
    )


def test_reads_every_cell_of_ragged_rows(tmp_path: Path) -> None:
    path = save(tmp_path / "n.docx", table(["a", "b", "c"], ["d"], ["e", "f"]))
    assert " ".join(texts(path)).replace(" |", "") == "a b c d e f"


def linked(tmp_path: Path, text: str, address: str) -> ImportedFile:
    inside = f'<w:hyperlink r:id="a">{run(text)}</w:hyperlink>'
    path = save(tmp_path / "n.docx", para("See ", inside, " for more."), links={"a": address})
    return read_word_note(path)


@pytest.mark.parametrize(
    "address", ["HTTPS://example.org/x", "https://example.org/a(b", "mailto:ann@example.org"]
)
@pytest.mark.parametrize("text", ["the plan", "[draft] plan of 2018 [2]", "the *new* plan"])
def test_keeps_every_link_and_all_its_words(text: str, address: str, tmp_path: Path) -> None:
    (point,) = linked(tmp_path, text, address).notes[0].items[0].points
    assert plain_text(point.text) == f"See {text} for more."
    assert [run.link for run in inline_runs(point.text) if run.link] == [address.replace("(", "%28")]


@pytest.mark.parametrize("address", ["ftp://example.org/x", "file:///S:/plan.docx", "../plan.docx"])
def test_says_that_an_address_was_left_out(address: str, tmp_path: Path) -> None:
    imported = linked(tmp_path, "the plan", address)
    assert imported.notes[0].items[0].points[0].text == "See the plan for more."
    assert any("a link leads is no web or mail address" in sentence for sentence in imported.sentences)
