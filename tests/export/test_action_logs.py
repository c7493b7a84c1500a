"""The action log as Word, Excel, CSV and calendar."""

import csv
import zipfile
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from icalendar import Calendar
from lxml import etree
from note_samples import NOW, ROWS, TODAY, rows
from python_calamine import CalamineWorkbook
from word_check import W, WordFile, text_of

from sop_minutes.domain.actions import status_words
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.sheets import ActionRow, Due, LogScope
from sop_minutes.domain.words import ActionStatus, Audience, DuePrecision
from sop_minutes.export.action_log import write_action_log
from sop_minutes.export.log_layout import log_extent, log_title
from sop_minutes.export.wording import status_text

SCOPE = LogScope(group="Co-ordination Group", owner="Sally Carver", overdue=True)
TITLE = "Overdue actions – Sally Carver, Co-ordination Group"
EXTENT = "All actions of Co-ordination Group owned by Sally Carver that are overdue."
FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://x")',
    "＝1",
]


def log(
    tmp_path: Path,
    suffix: str,
    listed: tuple[ActionRow, ...] = rows(Audience.PUBLIC),
    audience: Audience = Audience.PUBLIC,
    now: datetime = NOW,
) -> Path:
    path = tmp_path / f"log{suffix}"
    write_action_log(listed, path, scope=SCOPE, as_of=TODAY, audience=audience, now=now)
    return path


def excel(path: Path) -> list[list[object]]:
    return CalamineWorkbook.from_path(str(path)).get_sheet_by_name("Actions").to_python()


def comma(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def events(path: Path) -> dict[str, dict[str, object]]:
    calendar = Calendar.from_ical(path.read_bytes())
    return {str(event["uid"]): dict(event) for event in calendar.walk("VEVENT")}


def test_the_word_log_is_a_table_on_its_side_with_a_header_that_repeats(tmp_path: Path) -> None:
    file = WordFile(log(tmp_path, ".docx", rows(Audience.RESTRICTED), Audience.RESTRICTED))
    size = file.body.find(f"{W}sectPr/{W}pgSz")
    assert (size.get(f"{W}w"), size.get(f"{W}orient")) == ("16838", "landscape")
    assert file.paragraphs()[:3] == [
        ("heading 1", TITLE),
        ("Table Note", EXTENT),
        (
            "Table Note",
            "As at 8 January 2018: 4 actions, 1 overdue, 1 with no owner, 1 with no date. "
            "Overdue means due before that day.",
        ),
    ]
    (table,) = file.body.iter(f"{W}tbl")
    cells = [[text_of(cell) for cell in row.iter(f"{W}tc")] for row in table.iter(f"{W}tr")]
    assert cells[0] == ["Ref", "Action", "Owner", "Due", "Status", "From"]
    assert cells[1] == [
        "CG 17/12",
        "Publish the strategic statement on the county council’s page",
        "Sally Carver",
        "End of December 2017",
        "Overdue, in progress",
        "Domestic Abuse, 15 November 2017",
    ]
    assert cells[3][2:4] == ["No owner", "No date"]
    assert cells[4][1] == "Restricted: Speak to South and Vale about the panel"


def test_a_log_to_review_from_has_an_empty_column_to_write_in(tmp_path: Path) -> None:
    path, scope = tmp_path / "review.docx", LogScope(group="Co-ordination Group", review=True)
    now, listed = NOW, rows(Audience.RESTRICTED)
    write_action_log(listed, path, scope=scope, as_of=TODAY, audience=Audience.RESTRICTED, now=now)
    file = WordFile(path)
    size = file.body.find(f"{W}sectPr/{W}pgSz")
    assert size.get(f"{W}orient") == "landscape"
    assert [text for _, text in file.paragraphs()[:2]] == [
        "Actions for review – Co-ordination Group",
        "All actions of Co-ordination Group up for review: what is overdue first, then by owner and item.",
    ]
    (table,) = file.body.iter(f"{W}tbl")
    head, *others = table.iter(f"{W}tr")
    assert head.find(f"{W}trPr/{W}tblHeader") is not None
    assert [text_of(cell) for cell in head.iter(f"{W}tc")][-1] == "Said"
    assert {[text_of(cell).strip() for cell in row.iter(f"{W}tc")][-1] for row in others} == {""}
    with pytest.raises(UserError, match=r"ends in \.docx"):
        write_action_log(
            listed, tmp_path / "r.xlsx", scope=scope, as_of=TODAY, audience=Audience.RESTRICTED, now=now
        )


def test_the_members_log_says_in_words_which_actions_must_not_be_passed_on(tmp_path: Path) -> None:
    listed = (ROWS[0], ROWS[1]._replace(audience=Audience.MEMBERS))
    found = [text for _, text in WordFile(log(tmp_path, ".docx", listed, Audience.MEMBERS)).paragraphs()]
    assert found[2].endswith(" What is marked “Members:” is not to be passed on.")
    assert "Members: Circulate the draft report" in found


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("to tidy the store", "To tidy the store"),
        ("**circulate** the draft", "Circulate the draft"),
        ("[page](https://x.org) to be mended", "Page to be mended"),
        ("https://x.org to be mended", "https://x.org to be mended"),
        ("www.x.org to be mended", "www.x.org to be mended"),
        ("ék", "Ék"),
    ],
)
def test_an_action_begins_with_a_capital_in_every_log(tmp_path: Path, typed: str, shown: str) -> None:
    listed = (ROWS[0]._replace(text=typed),)
    (table,) = WordFile(log(tmp_path, ".docx", listed)).body.iter(f"{W}tbl")
    assert shown in [text_of(cell) for cell in table.iter(f"{W}tc")]
    assert excel(log(tmp_path, ".xlsx", listed))[1][1] == shown
    assert comma(log(tmp_path, ".csv", listed))[1][1] == shown
    (event,) = events(log(tmp_path, ".ics", listed)).values()
    assert event["SUMMARY"] == f"CG 17/12: {shown}"


def test_the_spreadsheet_has_a_header_text_and_real_dates(tmp_path: Path) -> None:
    head, first, second, *_ = excel(log(tmp_path, ".xlsx"))
    assert head[:7] == ["Ref", "Action", "Owner", "Due", "Due as written", "Status", "Overdue"]
    assert not {"Audience", "Last note"} & set(head)
    assert first[:7] == [
        "CG 17/12",
        "Publish the strategic statement on the county council’s page",
        "Sally Carver",
        date(2017, 12, 31),
        "end of December",
        "In progress",
        "Yes",
    ]
    assert second[2] == "Sally Carver, CSPs"
    assert second[6] == "No"


def test_the_spreadsheet_is_a_named_table_that_filters_and_stays_in_sight(tmp_path: Path) -> None:
    with zipfile.ZipFile(log(tmp_path, ".xlsx")) as package:
        table = etree.fromstring(package.read("xl/tables/table1.xml"))
        sheet = package.read("xl/worksheets/sheet1.xml").decode()
        core = package.read("docProps/core.xml").decode()
    assert (table.get("name"), table.get("ref"), table.get("headerRowCount", "1")) == (
        "Actions",
        "A1:L4",
        "1",
    )
    assert table.find("{*}autoFilter") is not None
    assert 'state="frozen"' in sheet
    assert 'ySplit="1"' in sheet
    assert '<pageSetup paperSize="9" fitToHeight="0" orientation="landscape"/>' in sheet
    assert 'fitToPage="1"' in sheet
    assert TITLE in core
    assert f"{EXTENT} As at" in core
    assert "2017-11-20T09:30:00Z" in core


@pytest.mark.parametrize(
    ("audience", "last", "title"), [(Audience.PUBLIC, "G", "Overdue"), (Audience.MEMBERS, "H", "Audience")]
)
def test_the_spreadsheet_prints_its_first_columns_and_repeats_their_heads(
    tmp_path: Path, audience: Audience, last: str, title: str
) -> None:
    path = log(tmp_path, ".xlsx", rows(Audience.PUBLIC), audience)
    assert excel(path)[0]["ABCDEFGH".index(last)] == title
    with zipfile.ZipFile(path) as package:
        book = etree.fromstring(package.read("xl/workbook.xml"))
    assert {name.get("name"): name.text for name in book.iter("{*}definedName")} == {
        "_xlnm.Print_Area": f"Actions!$A$1:${last}$4",
        "_xlnm.Print_Titles": "Actions!$1:$1",
    }


def test_a_row_of_the_spreadsheet_is_as_high_as_its_longest_cell(tmp_path: Path) -> None:
    short, long = ROWS[0]._replace(text="Go"), ROWS[0]._replace(text="word " * 100, last_note="word " * 20)
    noted, endless = short._replace(last_note="word " * 50), short._replace(text="word " * 9000)
    path = log(tmp_path, ".xlsx", (short, long, noted, endless), Audience.MEMBERS)
    with zipfile.ZipFile(path) as package:
        sheet = etree.fromstring(package.read("xl/worksheets/sheet1.xml"))
    line, *heights = (float(row.get("ht")) for row in sheet.find("{*}sheetData")[1:])
    assert 7 * line <= heights[0] <= 10 * line
    assert 2 * line <= heights[1] <= 4 * line
    assert 400 < heights[2] <= 409


@pytest.mark.parametrize("suffix", [".docx", ".xlsx", ".csv", ".ics"])
def test_a_log_of_no_actions_is_a_log(tmp_path: Path, suffix: str) -> None:
    assert log(tmp_path, suffix, ()).stat().st_size > 50


@pytest.mark.parametrize("typed", FORMULAS)
def test_a_formula_is_only_text_in_excel(tmp_path: Path, typed: str) -> None:
    row = ROWS[0]._replace(text=typed, owners=(typed,), last_note=typed, group=typed, item=typed)
    path = log(tmp_path, ".xlsx", (row,))
    with zipfile.ZipFile(path) as package:
        sheet = etree.fromstring(package.read("xl/worksheets/sheet1.xml"))
    assert not list(sheet.iter("{*}f", "{*}hyperlink"))
    assert excel(path)[1][2] == typed.replace("\r", "\n")


@pytest.mark.parametrize("typed", [*FORMULAS, " =1+1"])
def test_a_formula_is_made_safe_in_csv(tmp_path: Path, typed: str) -> None:
    row = ROWS[0]._replace(ref=typed, text=typed, owners=(typed,), last_note=typed, group=typed)
    _, cells = comma(log(tmp_path, ".csv", (row,)))
    assert all(not cell.lstrip().startswith(("=", "+", "-", "@", "\t", "\r", "＝")) for cell in cells)
    assert cells[2] == "'" + typed.replace("\r", "\n")


def test_the_csv_is_for_excel_and_dates_are_iso(tmp_path: Path) -> None:
    path = log(tmp_path, ".csv", rows(Audience.RESTRICTED), Audience.RESTRICTED)
    assert path.read_bytes().startswith(b"\xef\xbb\xbfRef,Action,Owner,Due,")
    head, first, *_, last = comma(path)
    assert first[head.index("Due")] == "2017-12-31"
    assert last[head.index("Audience")] == "Restricted"
    assert last[head.index("Due as written")] == "next meeting"


def test_what_is_longer_than_a_cell_is_shortened_and_says_so(tmp_path: Path) -> None:
    (_, cells) = excel(log(tmp_path, ".xlsx", (ROWS[0]._replace(text="🫠" * 40_000),)))
    assert str(cells[1]).endswith(" … (shortened: an Excel cell holds no more)")
    assert len(str(cells[1]).encode("utf-16-le")) // 2 <= 32_767


def test_a_date_before_excel_began_is_text(tmp_path: Path) -> None:
    row = ROWS[0]._replace(due=Due("1 May 1066", date(1066, 5, 1), DuePrecision.DAY))
    assert excel(log(tmp_path, ".xlsx", (row,)))[1][3] == "1066-05-01"


def test_an_event_is_called_the_same_in_every_file_of_a_database_and_in_no_other(tmp_path: Path) -> None:
    def uids(database: str, now: datetime) -> list[str]:
        path = tmp_path / "log.ics"
        scope = LogScope(database=database)
        write_action_log(
            rows(Audience.PUBLIC), path, scope=scope, as_of=TODAY, audience=Audience.PUBLIC, now=now
        )
        return list(events(path))

    first, later, other = uids("ab", NOW), uids("ab", NOW + timedelta(1)), uids("cd", NOW)
    assert len(first) == 2
    assert first == later
    assert not set(first) & set(other)


def test_the_calendar_has_an_all_day_event_for_each_due_date(tmp_path: Path) -> None:
    found = events(log(tmp_path, ".ics"))
    by_ref = {str(event["SUMMARY"]).partition(":")[0]: event for event in found.values()}
    assert list(by_ref) == ["CG 17/12", "CG 17/31"]
    event = by_ref["CG 17/31"]
    assert event["SUMMARY"] == "CG 17/31: Circulate the draft report"
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2018, 1, 31), date(2018, 2, 1))
    assert event["DTSTAMP"].dt == NOW
    assert [str(name) for name in event["CATEGORIES"].cats] == ["Action", "Co-ordination Group"]


@pytest.mark.parametrize(
    ("scope", "title", "extent"),
    [
        (LogScope(), "Action log", "All actions that are not closed."),
        (LogScope(topic="Prevent"), "Action log – Prevent", "All actions on Prevent that are not closed."),
        (
            LogScope(organisation="Thames Police", priority="Theft"),
            "Action log – Thames Police, Theft",
            "All actions owned from within Thames Police that serve “Theft” that are not closed.",
        ),
        (LogScope(statuses=(ActionStatus.DONE,)), "Actions done", "All actions that are done."),
        (
            LogScope("CG", statuses=tuple(ActionStatus)),
            "Action log – CG",
            "All actions of CG, open and closed.",
        ),
    ],
)
def test_a_list_says_at_its_top_what_is_in_it(scope: LogScope, title: str, extent: str) -> None:
    assert (log_title(scope), log_extent(scope)) == (title, extent)


def test_an_event_that_is_not_for_everybody_says_so_to_people_and_to_calendars(tmp_path: Path) -> None:
    listed = tuple(
        ROWS[0]._replace(id=number, audience=audience) for number, audience in enumerate(Audience, start=1)
    )
    found = events(log(tmp_path, ".ics", listed, Audience.RESTRICTED)).values()
    said = {(str(event["SUMMARY"]).split("CG 17")[0], str(event["CLASS"])) for event in found}
    assert said == {("", "PUBLIC"), ("Members: ", "PRIVATE"), ("Restricted: ", "CONFIDENTIAL")}


def test_a_later_calendar_has_the_same_uids_and_a_higher_sequence(tmp_path: Path) -> None:
    before = events(log(tmp_path, ".ics"))
    later = datetime(2017, 11, 20, 9, 31, tzinfo=UTC)
    after = events(log(tmp_path, ".ics", now=later))
    assert before.keys() == after.keys()
    assert all(after[uid]["SEQUENCE"] > before[uid]["SEQUENCE"] for uid in before)


def test_an_action_that_was_cancelled_is_cancelled_in_the_calendar(tmp_path: Path) -> None:
    (event,) = events(log(tmp_path, ".ics", (ROWS[0]._replace(status=ActionStatus.CANCELLED),))).values()
    assert event["STATUS"] == "CANCELLED"


def test_the_calendar_is_folded_and_ends_its_lines_as_the_standard_says(tmp_path: Path) -> None:
    row = ROWS[0]._replace(text="Très long; with, commas \\ and é" * 20)
    path = log(tmp_path, ".ics", (row,))
    lines = path.read_bytes().split(b"\r\n")
    assert all(len(line) <= 75 and b"\n" not in line for line in lines)
    (event,) = events(path).values()
    assert event["SUMMARY"] == f"CG 17/12: {row.text}"


@pytest.mark.parametrize("offset", [-8, 0, 5])
def test_the_calendar_is_stamped_in_universal_time(tmp_path: Path, offset: int) -> None:
    here = NOW.astimezone(timezone(timedelta(hours=offset)))
    assert b"DTSTAMP:20171120T093000Z" in log(tmp_path, ".ics", now=here).read_bytes()


def test_an_ending_that_is_not_known_is_refused_with_those_that_are(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"\.docx, \.xlsx, \.csv or \.ics"):
        log(tmp_path, ".pdf")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("status", ActionStatus)
def test_a_state_has_one_name_on_paper_and_in_the_window(status: ActionStatus) -> None:
    assert status_text(status).lower() == status_words(status)
    assert (status_words(status) == status) is (status is not ActionStatus.DONE)
