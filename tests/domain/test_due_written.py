"""Dates as headings and file names write them, and as this house writes them."""

from datetime import date

import pytest

from sop_minutes.domain.due import describe_due, find_dates, format_date, read_date
from sop_minutes.domain.sheets import Due
from sop_minutes.domain.words import DuePrecision


@pytest.mark.parametrize(
    "text",
    [
        "Wednesday 15th November 2017",
        "15 November, 2017",
        "15.11.17",
        "15/11/2017",
        "15-11-2017",
        "2017-11-15",
        "November 15, 2017",
        "November 15th 2017",
        "15th Nov 17",
        "15 Nov '17",
        "Wed 15 Nov 2017 at 10.00am",
        "Wed 15 Nov 17 10.00am",
        "15<sup>th</sup> November 2017",
        "**15<sup>th</sup> November 2017**",
        "15 th November 2017",
        "15th of November 2017",
        "Wednesday, the 15th of November 2017",
        "PERFORMANCE SCRUTINY COMMITTEE -15 NOVEMBER 2017",
        "Key points discussed at the Co-ordination Group – 15 November 2017 ",
        "Minutes of 15 November 2017, approved 14 February 2018",
        "Friday 15 November 2017",
        "15 Sept. 9999 or 15 Nov. 2017",
        "CG minutes 2017-11-15 final.docx",
        "CG_minutes_15_11_2017.docx",
        "CG_minutes_20171115.docx",
        "CG-15-Nov-2017.docx",
        "CG15Nov2017.docx",
        "31 June 2017, then 15 November 2017",
    ],
)
def test_a_date_is_read_from_a_heading_or_a_file_name(text: str) -> None:
    assert read_date(text) == date(2017, 11, 15)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "15 November",
        "Wednesday",
        "November 2017",
        "31 June 2017",
        "2017-13-01",
        "section 5.2",
        "CG 17/31",
        "01865 123456",
        "2016/17",
        "1.2.3.4",
    ],
)
def test_a_date_needs_a_day_a_month_and_a_year(text: str) -> None:
    assert read_date(text) is None


def test_dates_are_found_in_order_with_where_they_stand() -> None:
    text = "From 15.11.17 to Wed 14 Feb 2018 (was 2018-02-07)"

    assert [(text[start:end], day) for start, end, day in find_dates(text)] == [
        ("15.11.17", date(2017, 11, 15)),
        ("Wed 14 Feb 2018", date(2018, 2, 14)),
        ("2018-02-07", date(2018, 2, 7)),
    ]


def test_dates_are_written_as_the_house_writes_them() -> None:
    assert format_date(date(2017, 9, 3)) == "3 September 2017"


@pytest.mark.parametrize(
    ("on", "precision", "said"),
    [
        pytest.param("2018-01-31", DuePrecision.DAY, "31 January 2018", id="a day"),
        pytest.param("2017-12-31", DuePrecision.MONTH, "end of December 2017", id="a month"),
        pytest.param("2020-02-29", DuePrecision.MONTH, "end of February 2020", id="a leap month"),
        pytest.param("2018-03-15", DuePrecision.MONTH, "mid-March 2018", id="the middle of one"),
        pytest.param("2018-03-10", DuePrecision.MONTH, "early March 2018", id="early in one"),
        pytest.param("2018-03-01", DuePrecision.MONTH, "start of March 2018", id="the start of one"),
        pytest.param("2018-03-07", DuePrecision.MONTH, "7 March 2018", id="a week of one"),
        pytest.param("2018-05-31", DuePrecision.SEASON, "Spring 2018", id="spring"),
        pytest.param("2018-08-31", DuePrecision.SEASON, "Summer 2018", id="summer"),
        pytest.param("2018-11-30", DuePrecision.SEASON, "Autumn 2018", id="autumn"),
        pytest.param("2018-02-28", DuePrecision.SEASON, "Winter 2017-18", id="winter"),
        pytest.param("2000-02-29", DuePrecision.SEASON, "Winter 1999-00", id="winter over a century"),
        pytest.param("2017-12-01", DuePrecision.SEASON, "Winter 2017-18", id="winter before the new year"),
        pytest.param(
            "2018-02-14", DuePrecision.NEXT_MEETING, "next meeting, 14 February 2018", id="a meeting"
        ),
    ],
)
def test_a_due_date_is_described_as_exactly_as_it_was_said(
    on: str, precision: DuePrecision, said: str
) -> None:
    assert describe_due(Due("as written", date.fromisoformat(on), precision)) == said


def test_a_due_date_without_a_day_is_described_as_it_was_written() -> None:
    assert describe_due(Due("at next CG", None, DuePrecision.NEXT_MEETING)) == "next meeting"
    assert describe_due(Due(" when funded ")) == "when funded"
    assert describe_due(Due("31 Jan", None, DuePrecision.DAY)) == "31 Jan"
    assert describe_due(Due()) == "no date"
