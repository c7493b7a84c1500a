"""The chair's briefing as a file: what it says, how long it is, and what is not in it."""

import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
from lxml import etree

from sop_minutes.commands.actions import close_action, extend_action
from sop_minutes.commands.groups import add_group
from sop_minutes.commands.meetings import add_meeting
from sop_minutes.commands.organisations import add_organisation
from sop_minutes.commands.people import add_person
from sop_minutes.domain.briefing import Briefing
from sop_minutes.domain.charts import Chart, Series, Shape
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.words import Audience
from sop_minutes.export.briefing import BRIEFING_SUFFIXES, fitted_briefing, write_briefing
from sop_minutes.export.briefing_layout import _side_by_side, first_rows
from sop_minutes.export.fitting import fits
from sop_minutes.export.found_text import found_texts
from sop_minutes.queries.briefing import chair_briefing, withheld_from_briefing
from sop_minutes.storage.database import Database
from tests.conftest import Partnership
from tests.export.pdf_check import pdf_ua_faults
from tests.export.word_check import WordFile, accessibility_faults

NOW = datetime(2017, 12, 18, 9, 30, tzinfo=UTC)
TODAY = date(2017, 12, 18)
NOTE = """Date: {day}
# Prevent
Action: @Ann Lee to write to the schools by 1 December
Action: @Harbour Council to report on lighting by 10 January
Action: to find a room by 5 January
Action: @Bo Ray to keep an eye on the site
Members: Action: @Bo Ray to ask for the members canary
Restricted: Action: @Ann Lee to fetch the restricted canary by 2 December
"""
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture
def group(partnership: Partnership) -> Partnership:
    """A group that met four times, and will again; with an action of each kind."""
    return partnership.filled(_meet)


def _meet(partnership: Partnership) -> None:
    council = partnership.database.do("Add", add_organisation, "Harbour Council")
    partnership.database.do("Add", add_person, "Ann Lee", organisation_id=council)
    partnership.hold(date(2017, 7, 12), date(2017, 9, 13), date(2017, 10, 18))
    for day in (date(2017, 12, 6), date(2018, 1, 10)):
        partnership.database.do("Plan", add_meeting, group_id=partnership.group_id, on=day)
    partnership.record(NOTE.format(day="15 November 2017"))


@pytest.fixture
def briefed(group: Partnership, tmp_path: Path) -> Callable[..., Path]:
    """Write the group's briefing; return the file."""

    def write(suffix: str, audience: Audience = Audience.RESTRICTED) -> Path:
        sheet = _sheet(group, audience)
        withheld = group.database.read(withheld_from_briefing, group.group_id, audience)
        path = tmp_path / f"briefing{suffix}"
        write_briefing(sheet, path, audience=audience, withheld=withheld, now=NOW)
        return path

    return write


def _sheet(group: Partnership, audience: Audience = Audience.RESTRICTED) -> Briefing:
    return group.database.read(chair_briefing, group.group_id, audience, TODAY)


def _text(path: Path) -> str:
    return " ".join(" ".join(found_texts(path.read_bytes(), path.suffix)).split())


def _pages(path: Path) -> int:
    with pypdfium2.PdfDocument(path) as document:
        return len(document)


@pytest.mark.parametrize("suffix", BRIEFING_SUFFIXES)
def test_a_briefing_says_how_the_actions_stand(briefed: Callable[..., Path], suffix: str) -> None:
    said = _text(briefed(suffix)).replace("\\", "")
    for words in (
        "Chair’s briefing: Co-ordination Group – 10 January 2018",
        "As at 18 December 2017, 6 actions are outstanding, 2 of them overdue",
        "2 more are due by the next meeting on 10 January 2018",
        "Overdue (2)",
        "Due before the meeting (2)",
        "Write to the schools",
        "Nothing was said to be done",
    ):
        assert words in said


def test_what_moved_twice_what_is_nobody_s_and_what_was_closed_is_named(
    group: Partnership, briefed: Callable[..., Path]
) -> None:
    schools, lighting = group.action("CG 17/1").id, group.action("CG 17/2").id
    for day, due in ((1, "15 December"), (2, "20 December")):
        group.database.do("Extend", extend_action, schools, on=date(2017, 12, day), due=due)
    group.database.do("Close", close_action, lighting, on=date(2017, 12, 4))
    said = _text(briefed(".docx"))
    assert "Moved twice or more, without an owner, or without a date (4)" in said
    assert "CG 17/1 Write to the schools (Ann Lee; moved twice, by 2 weeks; 20 December 2017)" in said
    assert "CG 17/3 To find a room (No owner; 5 January 2018)" in said
    assert "Done since 15 November 2017 (1)" in said
    assert "CG 17/2 Report on lighting (Harbour Council)" in said


@pytest.mark.parametrize("suffix", BRIEFING_SUFFIXES)
@pytest.mark.parametrize(
    ("audience", "hidden"),
    [(Audience.PUBLIC, ("members canary", "restricted canary")), (Audience.MEMBERS, ("restricted canary",))],
)
def test_a_briefing_counts_and_names_only_what_its_reader_may_see(
    briefed: Callable[..., Path], suffix: str, audience: Audience, hidden: tuple[str, ...]
) -> None:
    said = _text(briefed(suffix, audience)).replace("\\", "")
    assert not any(words in said for words in hidden)
    assert f"{6 - len(hidden)} actions are outstanding, 1 of them overdue" in said


def test_a_briefing_for_fewer_than_all_says_what_it_counts(
    group: Partnership, briefed: Callable[..., Path]
) -> None:
    """How an action stands is as public as the action; what was said of it is not."""
    group.database.do(
        "Close",
        close_action,
        group.action("CG 17/1").id,
        on=date(2017, 12, 4),
        note="as the canary said",
        audience=Audience.RESTRICTED,
    )
    readers = ((Audience.PUBLIC, "the public", 3), (Audience.MEMBERS, "members", 4))
    for audience, who, left in readers:
        said = _text(briefed(".md", audience))
        assert f"Counted is what {who} may read." in said
        assert f"{left} actions are outstanding" in said
        assert "canary said" not in said
    assert "Counted is" not in _text(briefed(".md"))


@pytest.mark.parametrize("suffix", BRIEFING_SUFFIXES)
def test_below_its_numbers_it_says_from_when_an_action_counts(
    briefed: Callable[..., Path], suffix: str
) -> None:
    said = _text(briefed(suffix))
    assert "An action counts from the day it was raised to the day it was said to be closed." in said


def test_each_number_of_a_table_has_its_heading_in_markdown(briefed: Callable[..., Path]) -> None:
    said = briefed(".md").read_text("utf-8")
    assert "\n\nOutstanding over time, and closed on time:\n\n- " in said
    assert "\n- 18 Dec 2017: Outstanding 6; Closed on time –; Late –; " in said
    assert said.count("\nHow often due dates moved:\n") == 1
    assert "\n- Harbour Council: Overdue 2; Not overdue 1; Outstanding 3\n" in said


def test_a_briefing_with_a_row_that_is_not_for_its_reader_is_refused(
    group: Partnership, tmp_path: Path
) -> None:
    path = tmp_path / "x.pdf"
    with pytest.raises(UserError, match="members’ briefing would have held a restricted line"):
        write_briefing(_sheet(group), path, audience=Audience.MEMBERS, now=NOW)
    assert not path.exists()


def test_the_word_file_can_be_read_by_everybody(briefed: Callable[..., Path]) -> None:
    path = briefed(".docx")
    assert accessibility_faults(path) == []
    assert len(list(WordFile(path).body.iter(f"{W}drawing"))) == 4


def test_two_tables_never_touch_for_word_would_make_one_of_them(briefed: Callable[..., Path]) -> None:
    tags = [block.tag for block in WordFile(briefed(".docx")).body]
    assert (f"{W}tbl", f"{W}tbl") not in set(pairwise(tags))


def test_nothing_touches_the_last_line_of_a_table(briefed: Callable[..., Path]) -> None:
    body = list(WordFile(briefed(".docx")).body)
    below = [block for above, block in pairwise(body) if above.tag == f"{W}tbl" and block.tag == f"{W}p"]
    assert len(below) > 3
    for block in below:
        named = block.find(f"{W}pPr/{W}pStyle")
        spacing = block.find(f"{W}pPr/{W}spacing")
        is_heading = named is not None and named.get(f"{W}val").startswith("Heading")
        assert is_heading or int(spacing.get(f"{W}before")) >= 120


def test_every_picture_is_followed_by_a_table_that_holds_its_numbers(briefed: Callable[..., Path]) -> None:
    said = briefed(".html").read_text("utf-8")
    tables = re.findall(r"<table>.*?</table>", said, re.DOTALL)
    pictures = re.findall(r"<svg .*?</svg>", said, re.DOTALL)
    assert len(pictures) == 4
    cells = {text for table in tables for text in etree.fromstring(table).itertext()}
    for picture in pictures:
        bold = etree.fromstring(picture).iterfind(".//{*}g/{*}text[@font-weight='bold']")
        assert {words.text for words in bold} <= cells


def test_the_pdf_is_tagged_and_its_pictures_have_words(briefed: Callable[..., Path]) -> None:
    content = briefed(".pdf").read_bytes()
    assert pdf_ua_faults(content) == []
    assert b"pdfuaid" in content
    assert content.count(b"/S /Figure") + content.count(b"/S/Figure") == 4
    assert content.count(b"/Alt") >= 4


def test_a_briefing_takes_two_pages_however_much_there_is_to_say(
    group: Partnership, briefed: Callable[..., Path]
) -> None:
    assert _pages(briefed(".pdf")) == 2
    for month in range(1, 11):
        lines = "\n".join(
            f"Action: @Ann Lee to do the {'very ' * (n * 4 % 11)}long thing number {n} of month {month} "
            f"by {n} December 2017"
            for n in range(1, 25)
        )
        group.record(f"Date: 5 {date(2017, month, 1):%B} 2017\n# Prevent\n{lines}")
    assert _pages(briefed(".pdf")) == 2
    assert "more, which the action log lists" in _text(briefed(".pdf"))


@pytest.mark.parametrize(("hidden", "named"), [(0, 1), (1, 2), (2, 1)])
def test_one_row_more_is_named_sooner_than_said_to_be_more(hidden: int, named: int) -> None:
    assert len(first_rows(range(1 + hidden), 1)) == named


_LONG_NAMES = "Siobhan O’Neill-Hart of the Oxfordshire and Buckinghamshire Health Trust"


@pytest.mark.parametrize(
    ("text", "owner", "group_name"),
    [
        ("write to the schools", "Ann Lee", "Core Group"),
        ("write to the schools " * 14, _LONG_NAMES, f"The Partnership of {_LONG_NAMES}"),
        ("write " * 1000, "Ann Lee", "Core " * 60),
        ("WWWWWW MMMMMM " * 20, "WWWWMMMM WWMM", "WWWW " * 20),
        ("把报告发送给所有学校" * 9, "李小龙", "协调小组"),
        ("إرسال التقرير إلى جميع المدارس " * 9, "محمد عبدالله", "مجموعة التنسيق"),
        ("x" * 300, "Y" * 120, "Z" * 200),
    ],
)
@pytest.mark.parametrize("many", [1, 6])
def test_a_briefing_takes_two_pages_whatever_is_said_in_it(
    database: Database, tmp_path: Path, text: str, owner: str, group_name: str, many: int
) -> None:
    group = Partnership(database, database.do("Add", add_group, group_name, code="OSCB"))
    for number in range(many):
        council = database.do("Add", add_organisation, f"{owner} organisation {number}")
        database.do("Add", add_person, f"{owner} {'ABCDEF'[number]}", organisation_id=council)
    for month in range(7, 7 + many):
        lines = [
            *(f"@[{owner} {'ABCDEF'[n]}] to {text} {n} by {n + 4} December 2017" for n in range(many)),
            f"@[{owner} A] to {text} by 20 January 2018",
            text,
            f"end {text}",
        ]
        said = "\n".join(f"Action: {line}" for line in lines)
        group.record(f"Date: 5 {date(2017, month, 1):%B} 2017\n# Prevent\n{said}")
    group.database.do("Plan", add_meeting, group_id=group.group_id, on=date(2018, 1, 25))
    ended = [row for row in group.actions() if row.text.startswith("end")]
    for row in ended[: many - 1]:
        database.do("Close", close_action, row.id, on=date(2017, 12, 20))
    sheet = _sheet(group)
    document = fitted_briefing(sheet, Audience.RESTRICTED, NOW)
    assert fits(document, 0)
    assert fits(document, 1)
    path = tmp_path / "briefing.pdf"
    write_briefing(sheet, path, audience=Audience.RESTRICTED, now=NOW)
    assert _pages(path) == 2


def test_no_reference_day_or_heading_is_broken_beside_long_names(database: Database, tmp_path: Path) -> None:
    group = Partnership(database, database.do("Add", add_group, "Core Group", code="OSCB"))
    council = database.do("Add", add_organisation, _LONG_NAMES)
    database.do("Add", add_person, "Ann Lee", organisation_id=council)
    owed = [f"{'ring ' * 20} by {n % 8 + 10} December 2017" for n in range(230)]
    said = "\n".join(f"Action: @[Ann Lee] to {line}" for line in (*owed, "end by 25 December 2017"))
    group.record(f"Date: 15 November 2017\n# Prevent\n{said}")
    database.do("Plan", add_meeting, group_id=group.group_id, on=date(2018, 1, 25))
    path = tmp_path / "briefing.pdf"
    write_briefing(_sheet(group), path, audience=Audience.RESTRICTED, now=NOW)
    with pypdfium2.PdfDocument(path) as document:
        said = "\n".join(page.get_textpage().get_text_bounded() for page in document)
    for words in ("OSCB 17/2", "25 December 2017", "Overdue Not overdue Outstanding"):
        assert words in said
    assert said.count("OSCB 17/") > 6


def test_a_group_s_name_from_right_to_left_stays_in_its_place(database: Database, tmp_path: Path) -> None:
    name = "مجموعة التنسيق"
    group = Partnership(database, database.do("Add", add_group, name, code="OSCB"))
    assert fitted_briefing(_sheet(group), Audience.RESTRICTED, NOW).title == (
        f"Chair’s briefing: \u2068{name}\u2069 – as at 18 December 2017"
    )


def test_the_same_briefing_gives_the_same_word_file(briefed: Callable[..., Path]) -> None:
    first = briefed(".docx").read_bytes()
    assert briefed(".docx").read_bytes() == first
    with zipfile.ZipFile(briefed(".docx")) as package:
        assert "word/media/picture4.png" in package.namelist()


def test_a_group_without_actions_has_a_briefing_that_says_so(
    partnership: Partnership, tmp_path: Path
) -> None:
    for suffix in BRIEFING_SUFFIXES:
        path = tmp_path / f"none{suffix}"
        write_briefing(_sheet(partnership), path, audience=Audience.RESTRICTED, now=NOW)
        said = _text(path).replace("\\", "")
        assert "Chair’s briefing: Co-ordination Group – as at 18 December 2017" in said
        assert "0 actions are outstanding" in said
    assert accessibility_faults(tmp_path / "none.docx") == []


def test_another_ending_is_refused(group: Partnership, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="ends in"):
        write_briefing(_sheet(group), tmp_path / "x.xlsx", audience=Audience.RESTRICTED, now=NOW)


def test_the_days_of_two_charts_stand_in_their_order() -> None:
    days = ("13 September 2017", "15 November 2017", "17 January 2018")
    open_ones = Chart(
        "o", "Outstanding", "", Shape.LINE, "Day", days, days, (Series("Outstanding", (1, 2, 3)),)
    )
    closed = replace(open_ones, title="Closed", labels=days[1:], drawn=(Series("Closed", (4, 5)),))
    table = _side_by_side(open_ones, closed)
    assert [row[0] for row in table.rows] == ["13 Sep 2017", "15 Nov 2017", "17 Jan 2018"]
    assert [series.values for series in table.drawn] == [(1, 2, 3), (None, 4, 5)]
