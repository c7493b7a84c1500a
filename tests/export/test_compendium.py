"""Many meetings in one file."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from note_samples import HEADING, NOW, meeting
from word_check import W, WordFile, accessibility_faults, text_of

from sop_minutes.domain.errors import UserError
from sop_minutes.domain.sheets import MeetingSheet
from sop_minutes.domain.words import Audience
from sop_minutes.export.note import write_compendium

TITLE, _, _ = HEADING.partition(" – ")


def of_day(on: date, called: str, **other: str) -> MeetingSheet:
    sheet = meeting(Audience.MEMBERS)
    return replace(sheet, heading=called, note=replace(sheet.note, on=on), **other)


NOVEMBER = of_day(date(2017, 11, 15), HEADING)
JANUARY = of_day(date(2018, 1, 17), f"{TITLE} – 17 January 2018")


def headings(tmp_path: Path, *meetings: MeetingSheet, title: str = "") -> list[tuple[str, str]]:
    path = tmp_path / "all.docx"
    write_compendium(meetings, path, title=title, audience=Audience.MEMBERS, now=NOW)
    assert accessibility_faults(path) == []
    return [found for found in WordFile(path).paragraphs() if found[0].startswith("heading")]


def test_one_title_then_each_meeting_then_its_items(tmp_path: Path) -> None:
    found = headings(tmp_path, NOVEMBER, JANUARY, title="Two meetings")
    assert found[:3] == [
        ("heading 1", "Two meetings"),
        ("heading 2", HEADING),
        ("heading 3", "Thames Valley Cybercrime Strategy (Chief Inspector Alison Pemberton)"),
    ]
    assert [text for name, text in found if name == "heading 2"] == [HEADING, JANUARY.heading]
    assert {name for name, _ in found} == {"heading 1", "heading 2", "heading 3"}


def test_each_meeting_but_the_first_begins_a_page(tmp_path: Path) -> None:
    headings(tmp_path, NOVEMBER, JANUARY, NOVEMBER)
    broken = WordFile(tmp_path / "all.docx").body.iterfind(f"{W}p/{W}pPr/{W}pageBreakBefore")
    assert [text_of(found.getparent().getparent()) for found in broken] == [JANUARY.heading, HEADING]


def test_it_says_how_many_meetings_and_from_when_to_when(tmp_path: Path) -> None:
    headings(tmp_path, JANUARY, NOVEMBER)
    assert WordFile(tmp_path / "all.docx").paragraphs()[1] == (
        "Normal",
        "2 meetings, 15 November 2017 to 17 January 2018.",
    )


@pytest.mark.parametrize(
    ("second", "title"),
    [
        (JANUARY, TITLE),
        (
            of_day(date(2018, 1, 24), "Minutes of the Oversight Committee – 24 January 2018"),
            "Key points discussed at Safer Oxfordshire Partnership",
        ),
        (of_day(date(2018, 1, 24), "Minutes", partnership="Another"), "Key points"),
    ],
)
def test_its_own_title_is_what_the_meetings_have_in_common(
    tmp_path: Path, second: MeetingSheet, title: str
) -> None:
    assert headings(tmp_path, NOVEMBER, second)[0] == ("heading 1", title)


def test_there_is_no_text_file_of_several_meetings(tmp_path: Path) -> None:
    with pytest.raises(
        UserError, match=r"a file of several meetings ends in \.docx, \.pdf, \.html or \.md\.$"
    ):
        write_compendium([NOVEMBER], tmp_path / "all.txt", audience=Audience.MEMBERS, now=NOW)
