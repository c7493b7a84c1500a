"""The Word note: what stands in it, in which order, in which style."""

import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from note_samples import HEADING, ITEMS, NOW, meeting, said
from word_check import W, WordFile, text_of

from sop_minutes.domain.errors import UserError
from sop_minutes.domain.sheets import ItemSheet, MeetingSheet, PointSheet
from sop_minutes.domain.words import Audience, PointKind
from sop_minutes.export.note import write_note


def word(tmp_path: Path, sheet: MeetingSheet, audience: Audience = Audience.PUBLIC) -> WordFile:
    write_note(sheet, tmp_path / "note.docx", audience=audience, now=NOW)
    return WordFile(tmp_path / "note.docx")


def test_the_public_note_is_title_items_and_points_in_their_order(tmp_path: Path) -> None:
    found = word(tmp_path, meeting()).paragraphs()
    assert found[:4] == [
        ("heading 1", HEADING),
        ("Normal", "The chair welcomed everyone. The note of 13 September 2017 was agreed as correct."),
        ("heading 2", "Thames Valley Cybercrime Strategy"),
        (
            "Normal",
            "The partnership supports the strategy in principle. Who will co-ordinate the work on its behalf "
            "is still open, as it crosses over with work of other county-wide boards. The Partnership "
            "Working Group will discuss this towards the end of December.",
        ),
    ]
    assert [text for name, text in found if name == "heading 2"] == [
        "Thames Valley Cybercrime Strategy",
        "Domestic Abuse",
        "Information Sharing Protocol",
        "Any other business",
    ]


def test_bullets_decisions_and_actions_have_styles_of_their_own(tmp_path: Path) -> None:
    found = word(tmp_path, meeting()).paragraphs()
    assert ("List Bullet", "A new governance model has been agreed:") in found
    assert ("List Bullet 2", "the Health Improvement Board is the accountable partnership") in found
    assert ("Decision", "Agreed: the protocol is kept until the new regulations are in force") in found
    report = "Action: Sally Carver and CSPs to circulate the draft report by 31 January 2018"
    assert ("Action", report) in found


def test_the_public_note_says_nothing_of_who_was_there(tmp_path: Path) -> None:
    members = meeting(Audience.MEMBERS)
    sheet = replace(members, actions=(), note=replace(members.note, items=()))
    assert word(tmp_path, sheet).paragraphs() == [("heading 1", HEADING)]


def test_the_members_note_adds_attendance_decisions_and_an_action_table(tmp_path: Path) -> None:
    file = word(tmp_path, meeting(Audience.MEMBERS), Audience.MEMBERS)
    found = file.paragraphs()
    assert found[1:8] == [
        ("Meeting Details", "Date: 15 November 2017"),
        ("Meeting Details", "Time: 10:00"),
        ("Meeting Details", "Place: County Hall, Oxford"),
        (
            "Meeting Details",
            "Present: Rosalyn Wade (chair), Sally Carver, "
            "Alison Pemberton (Thames Valley Police, from 10:40), Pete Rowan",
        ),
        ("Meeting Details", "In attendance: Imogen Vale (for item 4)"),
        ("Meeting Details", "Substitutes: Jo O’Neill-Hart for Tom Reade (National Probation Service)"),
        ("Meeting Details", "Apologies: Tom Reade, Chloe Rosens"),
    ]
    assert ("heading 2", "Domestic Abuse (Sally Carver)") in found
    assert [text for name, text in found if name == "heading 2"][-2:] == ["Decisions", "Actions"]
    (table,) = file.body.iter(f"{W}tbl")
    cells = [[text_of(cell) for cell in row.iter(f"{W}tc")] for row in table.iter(f"{W}tr")]
    assert cells == [
        ["Ref", "Action", "Owner", "Due", "Status"],
        ["CG 17/31", "Circulate the draft report", "Sally Carver, CSPs", "31 January 2018", "Open"],
        [
            "CG 17/32",
            "Review the Information Sharing Protocol against the new regulations",
            "No owner",
            "No date",
            "Open",
        ],
    ]


def test_the_last_two_rows_of_a_table_stay_on_one_page(tmp_path: Path) -> None:
    file = word(tmp_path, meeting(Audience.RESTRICTED), Audience.RESTRICTED)
    (table,) = file.body.iter(f"{W}tbl")
    kept = [len(list(row.iter(f"{W}keepNext"))) for row in table.iter(f"{W}tr")]
    assert kept == [0] * (len(kept) - 2) + [5, 0]


def test_the_record_says_in_words_what_is_restricted_and_what_is_for_members(tmp_path: Path) -> None:
    found = word(tmp_path, meeting(Audience.RESTRICTED), Audience.RESTRICTED).paragraphs()
    assert ("Restricted", "Restricted: Detail of the review under way in South and Vale") in found
    assert ("Members", "Members: Budget lines are provisional until February") in found
    assert ("List Bullet", "Members: Figures from two districts are not yet published") in found
    assert ("heading 2", "Restricted: Learning from the Harcourt review (Dr Imogen Vale)") in found
    chase = "Pete Rowan to speak to South and Vale about the panel by the next meeting"
    assert ("Restricted", f"Restricted: Action CG 17/33: {chase}") in found
    assert ("Table Text", "Restricted: Speak to South and Vale about the panel") in found


def test_the_members_note_says_in_words_which_lines_must_not_be_passed_on(tmp_path: Path) -> None:
    found = word(tmp_path, meeting(Audience.MEMBERS), Audience.MEMBERS).paragraphs()
    said = "For members only: what is marked “Members:” is not to be passed on"
    assert ("Meeting Details", said) in found
    assert ("Members", "Members: Budget lines are provisional until February") in found
    assert ("List Bullet", "Members: Figures from two districts are not yet published") in found
    assert not any("Restricted" in name or "Restricted" in text for name, text in found)


def test_a_members_note_that_may_be_passed_on_says_nothing_of_it(tmp_path: Path) -> None:
    sheet = meeting(Audience.MEMBERS, ITEMS[:2])
    found = word(tmp_path, replace(sheet, actions=()), Audience.MEMBERS).paragraphs()
    assert not any("Members:" in text for _, text in found)


@pytest.mark.parametrize(
    ("audience", "marking"),
    [(Audience.MEMBERS, "OFFICIAL"), (Audience.RESTRICTED, "OFFICIAL-SENSITIVE")],
)
def test_the_marking_stands_at_the_top_and_at_the_bottom(
    tmp_path: Path, audience: Audience, marking: str
) -> None:
    file = word(tmp_path, meeting(audience), audience)
    assert text_of(file.trees["word/header1.xml"]) == marking
    assert text_of(file.trees["word/footer1.xml"]) == f"{marking}Page 1 of 1"


def test_a_marking_that_was_typed_goes_before_the_audiences_own(tmp_path: Path) -> None:
    sheet = meeting(Audience.MEMBERS)
    file = word(
        tmp_path, replace(sheet, note=replace(sheet.note, marking="Official & <Private>")), Audience.MEMBERS
    )
    assert text_of(file.trees["word/header1.xml"]) == "OFFICIAL & <PRIVATE>"


def test_the_public_note_has_no_marking_and_no_empty_header(tmp_path: Path) -> None:
    file = word(tmp_path, meeting())
    assert "word/header1.xml" not in file.parts
    assert b"header1" not in b"".join(file.parts.values())
    assert text_of(file.trees["word/footer1.xml"]) == "Page 1 of 1"


def test_links_bold_and_italic_are_shown_as_such(tmp_path: Path) -> None:
    file = word(
        tmp_path, said("**Bold**, *italic*, ***both***, [a guide](https://example.org/a_(b)) and www.gov.uk.")
    )
    styles = {
        text_of(run): [s.get(f"{W}val") for s in run.iter(f"{W}rStyle")] for run in file.body.iter(f"{W}r")
    }
    assert styles["Bold"] == ["Strong"]
    assert styles["italic"] == ["Emphasis"]
    assert styles["both"] == ["IntenseEmphasis"]
    assert styles["a guide"] == styles["www.gov.uk"] == ["Hyperlink"]
    assert {"https://example.org/a_(b)", "https://www.gov.uk"} <= set(file.targets.values())


@pytest.mark.parametrize("address", ["https://", "http://[::1", "https://a..b/x", "https://x:99999999/"])
def test_an_address_that_no_program_could_open_is_text(tmp_path: Path, address: str) -> None:
    file = word(tmp_path, said(f"[see here]({address}) and {address}"))
    assert not list(file.body.iter(f"{W}hyperlink"))
    assert "see here" in file.paragraphs()[2][1]


def test_the_same_link_twice_is_one_relationship(tmp_path: Path) -> None:
    file = word(tmp_path, said("https://example.org/a", "https://example.org/a", "https://example.org/é%"))
    addresses = [target for target in file.targets.values() if target.startswith("https")]
    assert addresses == ["https://example.org/a", "https://example.org/%C3%A9%25"]


def test_a_level_that_was_skipped_is_closed_up(tmp_path: Path) -> None:
    points = tuple(PointSheet(f"level {level}", level=level) for level in (3, 1, 4, 8, 8, 0, 2))
    found = word(tmp_path, meeting(items=(ItemSheet("Item", points=points),))).paragraphs()[2:]
    assert [name for name, _ in found] == [
        "List Bullet",
        "List Bullet",
        "List Bullet 2",
        "List Bullet 3",
        "List Bullet 4",
        "Normal",
        "List Bullet",
    ]


def test_points_that_say_nothing_are_left_out_and_labels_stay(tmp_path: Path) -> None:
    points = (PointSheet(" "), PointSheet("", PointKind.DECISION), PointSheet("****"))
    found = word(tmp_path, meeting(items=(ItemSheet(" ", points=points),))).paragraphs()
    assert found == [("heading 1", HEADING), ("Decision", "Agreed: "), ("Normal", "****")]


def test_a_meeting_that_says_nothing_at_all_is_still_a_note(tmp_path: Path) -> None:
    sheet = meeting(items=())
    bare = replace(sheet, heading="", group_name="", partnership="", note=replace(sheet.note, on=None))
    for audience in Audience:
        assert word(tmp_path, replace(bare, actions=()), audience).paragraphs()[0] == (
            "heading 1",
            "Key points",
        )


def test_python_docx_opens_it_and_finds_its_properties(tmp_path: Path) -> None:
    word(tmp_path, meeting())
    opened = docx.Document(str(tmp_path / "note.docx"))
    properties = opened.core_properties
    assert (properties.title, properties.author) == (HEADING, "Safer Oxfordshire Partnership")
    assert (properties.language, properties.subject) == ("en-GB", "Key points: public note")
    assert properties.created == properties.modified == NOW
    assert opened.paragraphs[0].style.name == "Heading 1"


def test_the_same_note_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one.docx", "two.docx"):
        write_note(meeting(), tmp_path / name, audience=Audience.PUBLIC, now=NOW)
    assert (tmp_path / "one.docx").read_bytes() == (tmp_path / "two.docx").read_bytes()


def test_the_package_begins_with_its_content_types(tmp_path: Path) -> None:
    word(tmp_path, meeting())
    with zipfile.ZipFile(tmp_path / "note.docx") as package:
        assert package.namelist()[0] == "[Content_Types].xml"
        assert package.testzip() is None


@pytest.mark.parametrize("name", ["note.odt", "note", "note.doc"])
def test_an_ending_that_is_not_known_is_refused_with_those_that_are(tmp_path: Path, name: str) -> None:
    with pytest.raises(UserError, match=r"\.docx, \.pdf, \.html, \.md or \.txt"):
        write_note(meeting(), tmp_path / name, audience=Audience.PUBLIC, now=NOW)
    assert list(tmp_path.iterdir()) == []


def test_an_ending_in_capitals_is_known(tmp_path: Path) -> None:
    write_note(meeting(), tmp_path / "NOTE.DOCX", audience=Audience.PUBLIC, now=NOW)
    assert WordFile(tmp_path / "NOTE.DOCX").paragraphs()
