"""What a minute-taker is told of a due date that was read: gone by, almost a year ahead, no such day."""

from datetime import date

import pytest

from sop_minutes.domain.due import find_due, read_due
from sop_minutes.domain.words import DuePrecision, DueRemark

IN_MARCH = date(2018, 3, 14)


@pytest.mark.parametrize(
    ("phrase", "on"),
    [
        ("by 12 March", date(2019, 3, 12)),
        ("by 13/3", date(2019, 3, 13)),
        ("by the end of February", date(2019, 2, 28)),
        ("by mid-February", date(2019, 2, 15)),
        ("in Feb", date(2019, 2, 28)),
        ("two weeks before 12 March", date(2019, 2, 26)),
        ("between 1 and 5 March", date(2019, 3, 5)),
    ],
)
def test_a_day_that_has_just_gone_by_is_read_as_next_years_and_remarked_on(phrase: str, on: date) -> None:
    found = find_due(f"Finish {phrase}", IN_MARCH)
    assert found is not None
    assert (found.due.on, found.due.remark) == (on, DueRemark.YEAR_AHEAD)
    assert read_due(phrase, IN_MARCH) == found.due


@pytest.mark.parametrize(
    "phrase",
    [
        "by 12 March 2019",
        "by 13/3/19",
        "in 12 months",
        "by the end of next year",
        "by the end of 2018/19",
        "by this time next year",
        "in the new year",
        "by 20 March",
        "by January",
        "by Q4 2018/19",
    ],
)
def test_a_day_whose_year_is_said_or_plain_is_not_remarked_on(phrase: str) -> None:
    found = find_due(f"Finish {phrase}", IN_MARCH)
    assert found is not None
    assert found.due.on is not None
    assert found.due.remark is DueRemark.NONE


@pytest.mark.parametrize("phrase", ["by 31 Jan 2016", "by 13 March 2018", "by 01.02.18", "before May 2017"])
def test_a_day_before_the_meeting_is_remarked_on(phrase: str) -> None:
    found = find_due(f"Finish {phrase}", IN_MARCH)
    assert found is not None
    assert found.due.on is not None
    assert found.due.on < IN_MARCH
    assert found.due.remark is DueRemark.PAST
    assert read_due(phrase, IN_MARCH).remark is DueRemark.PAST


@pytest.mark.parametrize(
    "phrase",
    ["by 29 Feb", "by 31 June", "by 30/02/2019", "2019-02-30", "by 31/4", "31 June 2018", "w/c 31 April"],
)
def test_a_day_that_its_month_lacks_is_kept_as_written_and_remarked_on(phrase: str) -> None:
    found = find_due(f"Finish {phrase}", IN_MARCH)
    assert found is not None
    assert (found.due.as_written, found.due.on) == (phrase, None)
    assert (found.due.precision, found.due.remark) == (DuePrecision.NONE, DueRemark.NO_SUCH_DAY)
    assert read_due(phrase, IN_MARCH) == found.due


def test_a_leap_day_that_comes_is_one() -> None:
    assert read_due("29 Feb", date(2019, 6, 1)).on == date(2020, 2, 29)
    assert read_due("29 Feb", date(2019, 6, 1)).remark is DueRemark.NONE


def test_a_week_that_began_this_monday_is_this_week() -> None:
    due = read_due("w/c 12 March", IN_MARCH)
    assert (due.on, due.remark) == (date(2018, 3, 16), DueRemark.NONE)


@pytest.mark.parametrize(
    ("phrase", "remark"),
    [
        ("by Fri 17 March", DueRemark.OTHER_WEEKDAY),
        ("by Friday, 17th March 2018", DueRemark.OTHER_WEEKDAY),
        ("on Tuesday 20/3/18", DueRemark.NONE),
        ("by Sat 17 March", DueRemark.NONE),
        ("Fri 16 – Sat 17 March", DueRemark.NONE),
    ],
)
def test_a_day_that_is_not_on_the_day_of_the_week_that_was_said_is_remarked_on(
    phrase: str, remark: DueRemark
) -> None:
    due = read_due(phrase, IN_MARCH)
    assert (due.on is not None, due.remark) == (True, remark)
