"""What a file keeps from the public comes in restricted, and what only sounds so does not."""

from pathlib import Path

import pytest

from sop_minutes.domain.sheets import NoteSheet
from sop_minutes.domain.words import Audience, narrower
from sop_minutes.importing import read_note_file, read_word_note
from tests.importing.wordfile import bold, para, save, table

TITLE = para("Minutes of the Safer Streets Board – 15 November 2017", style="Title")
MATTER = "The licence holder of the Anchor is being looked into."


def heading(text: str) -> str:
    return para(text, style="Heading1")


def note(tmp_path: Path, *body: str) -> NoteSheet:
    (sheet,) = read_word_note(save(tmp_path / "n.docx", TITLE, *body)).notes
    return sheet


def told(tmp_path: Path, *body: str) -> str:
    return "\n".join(read_word_note(save(tmp_path / "n.docx", TITLE, *body)).sentences)


def public(sheet: NoteSheet) -> str:
    """Return all that a public note would show: the titles and texts of what is public."""
    texts = []
    for item in sheet.items:
        if item.audience is Audience.PUBLIC:
            texts.append(item.title)
        texts += [p.text for p in item.points if narrower(item.audience, p.audience) is Audience.PUBLIC]
    return "\n".join(texts)


@pytest.mark.parametrize(
    "title",
    [
        "4. Exempt: named premises (not for publication)",
        "Part two (exempt)",
        "PART II",
        "Confidential items",
        "Exclusion of press and public",
        "CONFIDENTIAL",
        "The Anchor (confidential)",
    ],
)
@pytest.mark.parametrize("style", ["Heading1", "bold"])
def test_a_heading_closes_its_item(title: str, style: str, tmp_path: Path) -> None:
    made = heading if style == "Heading1" else lambda text: para(bold(text))
    before = (made("Roads"), para("Speeds fell."), made("Streets"), para("Lit."))
    sheet = note(tmp_path, *before, made(title), para(MATTER))
    assert MATTER not in public(sheet)
    assert "Anchor" not in public(sheet)
    assert {"Roads", "Speeds fell.", "Streets", "Lit."} <= set(public(sheet).split("\n"))


@pytest.mark.parametrize("opening", ["Part two (exempt)", "Part II", "Exclusion of the press and public"])
@pytest.mark.parametrize("as_heading", [True, False])
def test_a_closed_part_goes_on_until_the_public_is_back(
    opening: str, as_heading: bool, tmp_path: Path
) -> None:
    turn = heading if as_heading else para
    body = (heading("Roads"), para("Speeds fell."), turn(opening), heading("Licences"), para(MATTER))
    after = (turn("Part one"), heading("Next"), para("All met."))
    sheet = note(tmp_path, *body, heading("Buildings"), para("A second matter."), *after)
    assert "Speeds fell." in public(sheet)
    assert "All met." in public(sheet)
    assert MATTER not in public(sheet)
    assert "A second matter." not in public(sheet)
    assert "Licences" not in public(sheet)


def test_an_item_after_a_closed_one_is_public(tmp_path: Path) -> None:
    sheet = note(tmp_path, heading("Confidential items"), para(MATTER), heading("Next"), para("In May."))
    assert public(sheet) == "Next\nIn May."


@pytest.mark.parametrize("title", ["Exclusion of the public", "Part two (exempt)", "Confidential items"])
@pytest.mark.parametrize("said", ["None.", "There were no such items.", "Not required."])
def test_a_closed_part_without_matters_closes_nothing(title: str, said: str, tmp_path: Path) -> None:
    sheet = note(tmp_path, heading(title), para(said), heading("Next"), para("In May."))
    assert "In May." in public(sheet)
    assert said in public(sheet)


@pytest.mark.parametrize("label", ["NOT FOR PUBLICATION", "CONFIDENTIAL", "Exempt", "[Restricted]"])
def test_a_label_closes_its_item(label: str, tmp_path: Path) -> None:
    first = (heading("Roads"), para("Speeds fell."))
    closed = (para(label), para(MATTER), heading("Next"), para("x."))
    for body in ((*first, heading("The Anchor"), *closed), (*first, *closed)):
        sheet = note(tmp_path, *body)
        assert public(sheet) == "Roads\nSpeeds fell.\nNext\nx."


def test_a_paragraph_that_says_so_is_closed_alone(tmp_path: Path) -> None:
    closed = para("CONFIDENTIAL – a visit is planned.")
    sheet = note(tmp_path, heading("Roads"), para("Fine."), closed, para("Lit."), heading("A"), para("x."))
    assert public(sheet) == "Roads\nFine.\nLit.\nA\nx."


def test_a_row_that_is_marked_is_closed(tmp_path: Path) -> None:
    rows = table(["Street", "What", "Who"], ["High Street", "Lit", "all"], ["Anchor", "CONFIDENTIAL", "few"])
    sheet = note(tmp_path, heading("Roads"), para("Speeds fell."), rows)
    assert "High Street" in public(sheet)
    assert "Anchor" not in public(sheet)


def test_an_action_of_a_row_that_is_marked_is_closed(tmp_path: Path) -> None:
    rows = table(
        ["Action", "Owner", "Status"],
        ["Light the street", "SC", "Open"],
        ["Visit the Anchor", "SC", "Confidential"],
        ["CONFIDENTIAL – ring the brewery", "SC", "Open"],
    )
    sheet = note(tmp_path, heading("Actions"), rows)
    assert "Light the street" in public(sheet)
    assert "Anchor" not in public(sheet)
    assert "brewery" not in public(sheet)


def test_a_row_of_minutes_that_is_marked_keeps_its_actions_closed(tmp_path: Path) -> None:
    rows = table(
        ["Item", "Discussion", "Action"],
        ["1. Roads", "Speeds fell.", "SC to thank all"],
        ["2. Licences", "CONFIDENTIAL – the Anchor was named.", "SC to visit the Anchor"],
        ["3. The Anchor (exempt)", "It was named.", "SC to visit the pub"],
        ["4. Next", "In May.", "SC to book a room"],
    )
    sheet = note(tmp_path, rows)
    assert {"Roads", "SC to thank all", "SC to book a room"} <= set(public(sheet).split("\n"))
    assert "Anchor" not in public(sheet)
    assert "pub" not in public(sheet)


def test_ordinary_words_of_community_safety_close_nothing(tmp_path: Path) -> None:
    texts = (
        "The confidential helpline took forty calls.",
        "Restricted access to alcohol was tried on match days.",
        "Carers are exempt from charges.",
        "Residents can report in confidence.",
    )
    sheet = note(tmp_path, heading("Exempt accommodation"), *map(para, texts), heading("A"), para("x."))
    assert public(sheet).split("\n") == ["Exempt accommodation", *texts, "A", "x."]
    assert "closed" not in told(tmp_path, heading("Exempt accommodation"), *map(para, texts))


def test_says_what_is_kept_restricted(tmp_path: Path) -> None:
    body = (heading("Roads"), para("x."), heading("Exempt: the Anchor"), para(MATTER), para("Two."))
    assert told(tmp_path, *body) == "2 blocks sound closed and are kept restricted: “Exempt: the Anchor”."


def test_a_typed_note_that_is_imported_is_kept_so_too(tmp_path: Path) -> None:
    path = tmp_path / "n.txt"
    path.write_text(f"Date: 15 November 2017\n\n# Roads\nFine.\n\n# Part two (exempt)\n{MATTER}\n")
    file = read_note_file(path)
    assert public(file.notes[0]) == "Roads\nFine."
    assert file.sentences == ("1 block sounds closed and is kept restricted: “Part two (exempt)”.",)


def test_a_title_of_a_helpline_does_not_close_the_file(tmp_path: Path) -> None:
    title = para("Minutes of the Confidential Helpline Group – 15 November 2017", style="Title")
    path = save(tmp_path / "n.docx", title, heading("Roads"), para("x."))
    assert public(read_word_note(path).notes[0]) == "Roads\nx."


def test_an_action_that_a_list_repeats_of_a_closed_item_is_closed(tmp_path: Path) -> None:
    closed = (heading("Confidential item"), para("The placement at Brook House broke down in July."))
    rows = table(["Action", "Lead"], ["Review the Brook House placement", "SC"], ["Light the road", "SC"])
    sheet = note(tmp_path, heading("Roads"), para("All are lit."), *closed, heading("Actions"), rows)
    assert "Light the road" in public(sheet)
    assert "Brook" not in public(sheet)
    assert "Brook House placement" in told(tmp_path, *closed, heading("Actions"), rows)
    known = (heading("Roads at Brook House"), para("The placement of signs is known."))
    sheet = note(tmp_path, *known, *closed, heading("Actions"), rows)
    assert "Review the Brook House placement" in public(sheet)


NOTE_REF = '<w:r><w:footnoteReference w:id="1"/></w:r>'
FOOTNOTE = f'<w:footnote w:id="1">{para("By the canal.")}</w:footnote>'
SHAPE = (
    "<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)
BOX = SHAPE.format(para("By the canal."))
TABLE_IN_BOX = SHAPE.format(table(["By the canal.", "Flat"]))
CLOSED_LINES = (
    "Restricted: The venue is flat 2.",
    "1.1 Restricted: The venue is flat 2.",
    "CONFIDENTIAL – the venue is flat 2.",
    "Restricted: Action: SC to ring flat 2.",
)


@pytest.mark.parametrize("line", CLOSED_LINES)
@pytest.mark.parametrize("hung", [NOTE_REF, BOX, TABLE_IN_BOX])
def test_what_hangs_on_a_closed_line_is_closed(line: str, hung: str, tmp_path: Path) -> None:
    body = (TITLE, heading("Roads"), para(line, hung), para("Speeds fell."), heading("Next"), para("x."))
    (sheet,) = read_word_note(save(tmp_path / "n.docx", *body, parts={"footnotes": FOOTNOTE})).notes
    assert public(sheet) == "Roads\nSpeeds fell.\nNext\nx."
    assert any(point.text.startswith("By the canal.") for item in sheet.items for point in item.points)


@pytest.mark.parametrize("hung", [NOTE_REF, BOX])
def test_what_hangs_on_a_public_line_is_public(hung: str, tmp_path: Path) -> None:
    body = (TITLE, heading("Roads"), para("Restricted: x."), para("Speeds fell.", hung), para("y."))
    (sheet,) = read_word_note(save(tmp_path / "n.docx", *body, parts={"footnotes": FOOTNOTE})).notes
    assert public(sheet) == "Roads\nSpeeds fell.\nBy the canal.\ny."


def test_a_note_nothing_is_known_of_is_closed_where_anything_is(tmp_path: Path) -> None:
    rows = table(["Action", "Owner"], [para("CONFIDENTIAL – ring flat 2", NOTE_REF), "SC"])
    body = (TITLE, heading("Actions"), rows)
    (sheet,) = read_word_note(save(tmp_path / "n.docx", *body, parts={"footnotes": FOOTNOTE})).notes
    (note_point,) = [p for item in sheet.items for p in item.points if p.text == "By the canal."]
    assert note_point.audience is Audience.RESTRICTED


@pytest.mark.parametrize(
    "line", ["1.1 Restricted: The Anchor.", "1.2 (Restricted) The Anchor.", "1.3 [Confidential] The Anchor."]
)
def test_a_label_after_a_number_closes_its_paragraph(line: str, tmp_path: Path) -> None:
    body = (heading("Roads"), para("1.0 Fine."), para(line), para("1.4 Lit."), heading("Next"))
    assert public(note(tmp_path, *body)) == "Roads\n1.0 Fine.\n1.4 Lit.\nNext"
    body = (heading("Roads"), para("1.0 Fine."), para(bold(line)), heading("Next"))
    assert public(note(tmp_path, *body)) == "Roads\n1.0 Fine.\nNext"
