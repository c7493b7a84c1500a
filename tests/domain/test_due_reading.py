"""`read_due`: the whole of a phrase is meant as a due date."""

from datetime import date

import pytest

from sop_minutes.domain.due import read_due
from sop_minutes.domain.sheets import Due
from sop_minutes.domain.words import DuePrecision

DAY, MONTH, SEASON = DuePrecision.DAY, DuePrecision.MONTH, DuePrecision.SEASON
NEXT_MEETING, NONE = DuePrecision.NEXT_MEETING, DuePrecision.NONE

THURSDAY_IN_JANUARY = date(2016, 1, 14)
WEDNESDAY_IN_SEPTEMBER = date(2017, 9, 13)
WEDNESDAY_IN_NOVEMBER = date(2017, 11, 15)
MONDAY_IN_APRIL = date(2019, 4, 1)
LEAP_DAY = date(2020, 2, 29)
FRIDAY_IN_DECEMBER = date(2021, 12, 31)
TUESDAY_IN_JULY = date(2024, 7, 16)


def the(phrase: str, said_on: date, on: str, precision: DuePrecision = DAY) -> object:
    """One row: what is said, when, the day it means, how exactly."""
    return pytest.param(phrase, said_on, date.fromisoformat(on), precision, id=f"{phrase} | {said_on}")


DAYS = [
    the("31 Jan", WEDNESDAY_IN_NOVEMBER, "2018-01-31"),
    the("by 31 Jan", THURSDAY_IN_JANUARY, "2016-01-31"),
    the("15 Oct", WEDNESDAY_IN_SEPTEMBER, "2017-10-15"),
    the("15 Nov", WEDNESDAY_IN_NOVEMBER, "2017-11-15"),
    the("14 Nov", WEDNESDAY_IN_NOVEMBER, "2018-11-14"),
    the("29 Feb", MONDAY_IN_APRIL, "2020-02-29"),
    the("29th September 2017", WEDNESDAY_IN_SEPTEMBER, "2017-09-29"),
    the("31st of January", MONDAY_IN_APRIL, "2020-01-31"),
    the("1 st April", THURSDAY_IN_JANUARY, "2016-04-01"),
    the("13<sup>th</sup> September 2018", WEDNESDAY_IN_NOVEMBER, "2018-09-13"),
    the("31/01/2018", WEDNESDAY_IN_NOVEMBER, "2018-01-31"),
    the("31/1/18", WEDNESDAY_IN_NOVEMBER, "2018-01-31"),
    the("31/1", TUESDAY_IN_JULY, "2025-01-31"),
    the("5/4", THURSDAY_IN_JANUARY, "2016-04-05"),
    the("31.01.18", WEDNESDAY_IN_NOVEMBER, "2018-01-31"),
    the("31-01-2018", WEDNESDAY_IN_NOVEMBER, "2018-01-31"),
    the("2018-01-31", WEDNESDAY_IN_NOVEMBER, "2018-01-31"),
    the("31-Jan-2018", WEDNESDAY_IN_NOVEMBER, "2018-01-31"),
    the("Jan 31", WEDNESDAY_IN_NOVEMBER, "2018-01-31"),
    the("January 31st, 2018", WEDNESDAY_IN_NOVEMBER, "2018-01-31"),
    the("Wed 31 Jan", WEDNESDAY_IN_NOVEMBER, "2018-01-31"),
    the("Wednesday, 31st January", WEDNESDAY_IN_NOVEMBER, "2018-01-31"),
    the("Monday 31 January", WEDNESDAY_IN_NOVEMBER, "2018-01-31"),
    the("Friday 24th", WEDNESDAY_IN_NOVEMBER, "2017-11-24"),
    the("the 31st", WEDNESDAY_IN_NOVEMBER, "2017-12-31"),
    the("the 30th", LEAP_DAY, "2020-03-30"),
    the("the 15th of next month", WEDNESDAY_IN_NOVEMBER, "2017-12-15"),
    the("31 JAN 2018", WEDNESDAY_IN_NOVEMBER, "2018-01-31"),
    the("31\xa0January\u20092018", WEDNESDAY_IN_NOVEMBER, "2018-01-31"),
    the("31 Jan. 2018", WEDNESDAY_IN_NOVEMBER, "2018-01-31"),
    the("31 January next year", THURSDAY_IN_JANUARY, "2017-01-31"),
    the("29 February 2020", WEDNESDAY_IN_NOVEMBER, "2020-02-29"),
    the("31 December", FRIDAY_IN_DECEMBER, "2021-12-31"),
    the("15 December 2017", MONDAY_IN_APRIL, "2017-12-15"),
    the("first Monday in March", WEDNESDAY_IN_NOVEMBER, "2018-03-05"),
    the("the last Friday of January", WEDNESDAY_IN_NOVEMBER, "2018-01-26"),
    the("last working day of the month", TUESDAY_IN_JULY, "2024-07-31"),
    the("the last Friday of the month", TUESDAY_IN_JULY, "2024-07-26"),
    the("first Monday in March 2018", WEDNESDAY_IN_NOVEMBER, "2018-03-05"),
    the("last working day of March", WEDNESDAY_IN_NOVEMBER, "2018-03-30"),
    the("Friday the 24th of this month", WEDNESDAY_IN_NOVEMBER, "2017-11-24"),
]

WITH_TIMES = [
    the("by 5pm on Friday", WEDNESDAY_IN_NOVEMBER, "2017-11-17"),
    the("noon on 3 May", WEDNESDAY_IN_NOVEMBER, "2018-05-03"),
    the("31 Jan at 10am", WEDNESDAY_IN_NOVEMBER, "2018-01-31"),
    the("31 January 2018, 10.30am", WEDNESDAY_IN_NOVEMBER, "2018-01-31"),
    the("31 Jan 10.00am to 12 noon", WEDNESDAY_IN_NOVEMBER, "2018-01-31"),
    the("COP Friday", WEDNESDAY_IN_NOVEMBER, "2017-11-17"),
    the("close of play 3 May", WEDNESDAY_IN_NOVEMBER, "2018-05-03"),
    the("close of business on 3 May", TUESDAY_IN_JULY, "2025-05-03"),
    the("by the end of Friday", TUESDAY_IN_JULY, "2024-07-19"),
    the("first thing Monday", TUESDAY_IN_JULY, "2024-07-22"),
    the("Friday morning", TUESDAY_IN_JULY, "2024-07-19"),
    the("12 noon tomorrow", TUESDAY_IN_JULY, "2024-07-17"),
]

RANGES = [
    the("between 3 and 7 May", WEDNESDAY_IN_NOVEMBER, "2018-05-07"),
    the("3-7 May", WEDNESDAY_IN_NOVEMBER, "2018-05-07"),
    the("3rd to 7th May 2018", WEDNESDAY_IN_NOVEMBER, "2018-05-07"),
    the("28 April – 3 May", WEDNESDAY_IN_NOVEMBER, "2018-05-03"),
    the("between 28 December and 5 January", WEDNESDAY_IN_NOVEMBER, "2018-01-05"),
    the("Thursday or Friday", TUESDAY_IN_JULY, "2024-07-19"),
    the("March/April", WEDNESDAY_IN_NOVEMBER, "2018-04-30", MONTH),
    the("March to April 2018", WEDNESDAY_IN_NOVEMBER, "2018-04-30", MONTH),
    the("between November and February", WEDNESDAY_IN_SEPTEMBER, "2018-02-28", MONTH),
    the("late March/early April", WEDNESDAY_IN_NOVEMBER, "2018-04-10", MONTH),
    the("Spring/Summer 2018", WEDNESDAY_IN_NOVEMBER, "2018-08-31", SEASON),
    the("4-6 weeks", WEDNESDAY_IN_NOVEMBER, "2017-12-27"),
]

MONTHS = [
    the("end of December", WEDNESDAY_IN_NOVEMBER, "2017-12-31", MONTH),
    the("towards the end of December", WEDNESDAY_IN_NOVEMBER, "2017-12-31", MONTH),
    the("in December", WEDNESDAY_IN_NOVEMBER, "2017-12-31", MONTH),
    the("by December", WEDNESDAY_IN_NOVEMBER, "2017-12-31", MONTH),
    the("December 2017", WEDNESDAY_IN_NOVEMBER, "2017-12-31", MONTH),
    the("November", WEDNESDAY_IN_NOVEMBER, "2017-11-30", MONTH),
    the("in February", LEAP_DAY, "2020-02-29", MONTH),
    the("end-Feb", WEDNESDAY_IN_NOVEMBER, "2018-02-28", MONTH),
    the("mid-March", WEDNESDAY_IN_NOVEMBER, "2018-03-15", MONTH),
    the("middle of March", WEDNESDAY_IN_NOVEMBER, "2018-03-15", MONTH),
    the("mid January", THURSDAY_IN_JANUARY, "2016-01-15", MONTH),
    the("early January", THURSDAY_IN_JANUARY, "2017-01-10", MONTH),
    the("early March", WEDNESDAY_IN_NOVEMBER, "2018-03-10", MONTH),
    the("early in March", WEDNESDAY_IN_NOVEMBER, "2018-03-10", MONTH),
    the("beginning of March", WEDNESDAY_IN_NOVEMBER, "2018-03-01", MONTH),
    the("the start of April", MONDAY_IN_APRIL, "2019-04-01", MONTH),
    the("late March", WEDNESDAY_IN_NOVEMBER, "2018-03-31", MONTH),
    the("mid to late March", WEDNESDAY_IN_NOVEMBER, "2018-03-31", MONTH),
    the("first week of March", WEDNESDAY_IN_NOVEMBER, "2018-03-02"),
    the("before March", WEDNESDAY_IN_NOVEMBER, "2018-02-28", MONTH),
    the("Jan 18", WEDNESDAY_IN_NOVEMBER, "2018-01-31", MONTH),
    the("Jan-18", WEDNESDAY_IN_NOVEMBER, "2018-01-31", MONTH),
    the("March '18", WEDNESDAY_IN_NOVEMBER, "2018-03-31", MONTH),
    the("03/2018", WEDNESDAY_IN_NOVEMBER, "2018-03-31", MONTH),
    the("next May 2018", WEDNESDAY_IN_NOVEMBER, "2018-05-31", MONTH),
    the("next July", TUESDAY_IN_JULY, "2025-07-31", MONTH),
    the("March next year", THURSDAY_IN_JANUARY, "2017-03-31", MONTH),
    the("may", WEDNESDAY_IN_NOVEMBER, "2018-05-31", MONTH),
    the("end of the month", WEDNESDAY_IN_NOVEMBER, "2017-11-30", MONTH),
    the("month end", LEAP_DAY, "2020-02-29", MONTH),
    the("by the end of this month", FRIDAY_IN_DECEMBER, "2021-12-31", MONTH),
    the("end of next month", FRIDAY_IN_DECEMBER, "2022-01-31", MONTH),
    the("next month", FRIDAY_IN_DECEMBER, "2022-01-31", MONTH),
    the("this month", TUESDAY_IN_JULY, "2024-07-31", MONTH),
    the("early next month", TUESDAY_IN_JULY, "2024-08-10", MONTH),
    the("the beginning of the month", TUESDAY_IN_JULY, "2024-08-01", MONTH),
    the("before next month", WEDNESDAY_IN_NOVEMBER, "2017-11-30", MONTH),
]

SEASONS = [
    the("Spring", WEDNESDAY_IN_NOVEMBER, "2018-05-31", SEASON),
    the("by the end of Spring", WEDNESDAY_IN_NOVEMBER, "2018-05-31", SEASON),
    the("early autumn", WEDNESDAY_IN_NOVEMBER, "2018-09-30", MONTH),
    the("start of Winter", WEDNESDAY_IN_NOVEMBER, "2017-12-01", MONTH),
    the("early Winter", WEDNESDAY_IN_NOVEMBER, "2017-12-31", MONTH),
    the("mid Winter", WEDNESDAY_IN_NOVEMBER, "2018-01-15", MONTH),
    the("mid-summer 2019", WEDNESDAY_IN_NOVEMBER, "2019-07-15", MONTH),
    the("late autumn", WEDNESDAY_IN_NOVEMBER, "2017-11-30", SEASON),
    the("end of term", WEDNESDAY_IN_NOVEMBER, "2017-12-31", MONTH),
    the("the end of the school term", TUESDAY_IN_JULY, "2024-07-31", MONTH),
    the("EOM", WEDNESDAY_IN_NOVEMBER, "2017-11-30", MONTH),
    the("EOQ", WEDNESDAY_IN_NOVEMBER, "2017-12-31", MONTH),
    the("EOY", WEDNESDAY_IN_NOVEMBER, "2017-12-31"),
    the("EOFY", WEDNESDAY_IN_NOVEMBER, "2018-03-31"),
    the("EOW", WEDNESDAY_IN_NOVEMBER, "2017-11-17"),
    the("Whitsun", WEDNESDAY_IN_NOVEMBER, "2018-05-20"),
    the("before Whit Monday", WEDNESDAY_IN_NOVEMBER, "2018-05-20"),
    the("Michaelmas", WEDNESDAY_IN_NOVEMBER, "2018-09-29"),
    the("Lady Day 2019", WEDNESDAY_IN_NOVEMBER, "2019-03-25"),
    the("Shrove Tuesday", WEDNESDAY_IN_NOVEMBER, "2018-02-13"),
    the("St. George’s Day", WEDNESDAY_IN_NOVEMBER, "2018-04-23"),
    the("the May bank holiday", WEDNESDAY_IN_NOVEMBER, "2018-05-07"),
    the("the May bank holiday", date(2018, 5, 10), "2018-05-28"),
    the("before the August bank holiday", WEDNESDAY_IN_NOVEMBER, "2018-08-26"),
    the("early Spring", WEDNESDAY_IN_NOVEMBER, "2018-03-31", MONTH),
    the("Spring 2018", WEDNESDAY_IN_NOVEMBER, "2018-05-31", SEASON),
    the("next Spring", WEDNESDAY_IN_NOVEMBER, "2018-05-31", SEASON),
    the("next spring", MONDAY_IN_APRIL, "2020-05-31", SEASON),
    the("over the Summer", WEDNESDAY_IN_NOVEMBER, "2018-08-31", SEASON),
    the("late summer", TUESDAY_IN_JULY, "2024-08-31", SEASON),
    the("in the autumn", WEDNESDAY_IN_NOVEMBER, "2017-11-30", SEASON),
    the("Winter", THURSDAY_IN_JANUARY, "2016-02-29", SEASON),
    the("Winter", WEDNESDAY_IN_NOVEMBER, "2018-02-28", SEASON),
    the("Winter 2018/19", WEDNESDAY_IN_NOVEMBER, "2019-02-28", SEASON),
    the("before the summer", MONDAY_IN_APRIL, "2019-05-31", SEASON),
    the("late Spring/early Summer", WEDNESDAY_IN_NOVEMBER, "2018-06-30", MONTH),
]

YEARS = [
    the("end of the financial year", WEDNESDAY_IN_NOVEMBER, "2018-03-31"),
    the("end of the financial year", MONDAY_IN_APRIL, "2020-03-31"),
    the("financial year end", THURSDAY_IN_JANUARY, "2016-03-31"),
    the("FY end", TUESDAY_IN_JULY, "2025-03-31"),
    the("end of FY", TUESDAY_IN_JULY, "2025-03-31"),
    the("by the end of 2018/19", WEDNESDAY_IN_NOVEMBER, "2019-03-31"),
    the("start of the new financial year", WEDNESDAY_IN_NOVEMBER, "2018-04-01"),
    the("end of the year", WEDNESDAY_IN_NOVEMBER, "2017-12-31"),
    the("end of the calendar year", TUESDAY_IN_JULY, "2024-12-31"),
    the("by the end of 2018", WEDNESDAY_IN_NOVEMBER, "2018-12-31"),
    the("end of next year", WEDNESDAY_IN_NOVEMBER, "2018-12-31"),
    the("in the new year", WEDNESDAY_IN_NOVEMBER, "2018-01-31", MONTH),
    the("early in the new year", WEDNESDAY_IN_NOVEMBER, "2018-01-31", MONTH),
    the("by the new year", WEDNESDAY_IN_NOVEMBER, "2017-12-31"),
    the("early 2018", WEDNESDAY_IN_NOVEMBER, "2018-03-31", MONTH),
    the("before Christmas", WEDNESDAY_IN_NOVEMBER, "2017-12-24"),
    the("by Christmas", FRIDAY_IN_DECEMBER, "2022-12-24"),
    the("before Easter", WEDNESDAY_IN_NOVEMBER, "2018-03-29"),
    the("by Easter", MONDAY_IN_APRIL, "2019-04-18"),
    the("Good Friday", THURSDAY_IN_JANUARY, "2016-03-25"),
    the("the start of the year", WEDNESDAY_IN_NOVEMBER, "2018-01-01", MONTH),
    the("mid-2018", WEDNESDAY_IN_NOVEMBER, "2018-06-30", MONTH),
    the("the middle of the financial year", WEDNESDAY_IN_NOVEMBER, "2018-09-30", MONTH),
    the("the end of next financial year", WEDNESDAY_IN_NOVEMBER, "2019-03-31"),
    the("in the new financial year", WEDNESDAY_IN_NOVEMBER, "2018-04-30", MONTH),
    the("by the new financial year", WEDNESDAY_IN_NOVEMBER, "2018-03-31"),
    the("before the new financial year", WEDNESDAY_IN_NOVEMBER, "2018-03-31"),
    the("before FY end", WEDNESDAY_IN_NOVEMBER, "2018-03-31"),
]

QUARTERS = [
    the("end of Q4", WEDNESDAY_IN_NOVEMBER, "2018-03-31", MONTH),
    the("Q1", WEDNESDAY_IN_NOVEMBER, "2018-06-30", MONTH),
    the("Q3 2017/18", WEDNESDAY_IN_NOVEMBER, "2017-12-31", MONTH),
    the("Q4 2017/18", WEDNESDAY_IN_NOVEMBER, "2018-03-31", MONTH),
    the("end of quarter 2", WEDNESDAY_IN_NOVEMBER, "2018-09-30", MONTH),
    the("the first quarter of 2018-19", WEDNESDAY_IN_NOVEMBER, "2018-06-30", MONTH),
    the("end of the quarter", WEDNESDAY_IN_NOVEMBER, "2017-12-31", MONTH),
    the("next quarter", WEDNESDAY_IN_NOVEMBER, "2018-03-31", MONTH),
    the("Q4 2018", WEDNESDAY_IN_NOVEMBER, "2018-03-31", MONTH),
    the("the start of Q4", WEDNESDAY_IN_NOVEMBER, "2018-01-01", MONTH),
    the("early in Q4", WEDNESDAY_IN_NOVEMBER, "2018-01-31", MONTH),
    the("the middle of Q4", WEDNESDAY_IN_NOVEMBER, "2018-02-15", MONTH),
    the("before Q4", WEDNESDAY_IN_NOVEMBER, "2017-12-31", MONTH),
]

WEEKS = [
    the("end of the week", WEDNESDAY_IN_NOVEMBER, "2017-11-17"),
    the("end of this week", date(2017, 11, 17), "2017-11-17"),
    the("this week", TUESDAY_IN_JULY, "2024-07-19"),
    the("next week", WEDNESDAY_IN_NOVEMBER, "2017-11-24"),
    the("end of next week", WEDNESDAY_IN_NOVEMBER, "2017-11-24"),
    the("by Friday", WEDNESDAY_IN_NOVEMBER, "2017-11-17"),
    the("Friday", FRIDAY_IN_DECEMBER, "2022-01-07"),
    the("this Friday", WEDNESDAY_IN_NOVEMBER, "2017-11-17"),
    the("Mon", WEDNESDAY_IN_NOVEMBER, "2017-11-20"),
    the("next Friday", WEDNESDAY_IN_NOVEMBER, "2017-11-24"),
    the("next Wednesday", WEDNESDAY_IN_NOVEMBER, "2017-11-22"),
    the("Friday week", WEDNESDAY_IN_NOVEMBER, "2017-11-24"),
    the("a week on Monday", WEDNESDAY_IN_NOVEMBER, "2017-11-27"),
    the("Friday of next week", TUESDAY_IN_JULY, "2024-07-26"),
    the("w/c 20 November", WEDNESDAY_IN_NOVEMBER, "2017-11-24"),
    the("week commencing 20th November", WEDNESDAY_IN_NOVEMBER, "2017-11-24"),
    the("the week of the 20th", WEDNESDAY_IN_NOVEMBER, "2017-11-24"),
    the("w/e 24 November", WEDNESDAY_IN_NOVEMBER, "2017-11-24"),
    the("w/e Sunday 26 November", WEDNESDAY_IN_NOVEMBER, "2017-11-26"),
    the("early next week", WEDNESDAY_IN_NOVEMBER, "2017-11-21"),
    the("the start of the week", WEDNESDAY_IN_NOVEMBER, "2017-11-20"),
    the("before next week", WEDNESDAY_IN_NOVEMBER, "2017-11-17"),
    the("over the weekend", WEDNESDAY_IN_NOVEMBER, "2017-11-19"),
    the("next weekend", WEDNESDAY_IN_NOVEMBER, "2017-11-26"),
    the("by the weekend", WEDNESDAY_IN_NOVEMBER, "2017-11-17"),
]

LENGTHS = [
    the("today", TUESDAY_IN_JULY, "2024-07-16"),
    the("tomorrow", FRIDAY_IN_DECEMBER, "2022-01-01"),
    the("the day after tomorrow", TUESDAY_IN_JULY, "2024-07-18"),
    the("in two weeks", WEDNESDAY_IN_NOVEMBER, "2017-11-29"),
    the("within 2 weeks", WEDNESDAY_IN_NOVEMBER, "2017-11-29"),
    the("2 weeks' time", WEDNESDAY_IN_NOVEMBER, "2017-11-29"),
    the("in a fortnight", WEDNESDAY_IN_NOVEMBER, "2017-11-29"),
    the("two weeks from now", WEDNESDAY_IN_NOVEMBER, "2017-11-29"),
    the("within the next fortnight", WEDNESDAY_IN_NOVEMBER, "2017-11-29"),
    the("a couple of weeks", WEDNESDAY_IN_NOVEMBER, "2017-11-29"),
    the("within 10 working days", WEDNESDAY_IN_NOVEMBER, "2017-11-29"),
    the("3 working days", date(2017, 11, 16), "2017-11-21"),
    the("five working days", date(2017, 11, 18), "2017-11-24"),
    the("in 3 days", WEDNESDAY_IN_NOVEMBER, "2017-11-18"),
    the("48 hours", WEDNESDAY_IN_NOVEMBER, "2017-11-17"),
    the("within a month", WEDNESDAY_IN_NOVEMBER, "2017-12-15"),
    the("in one month", date(2018, 1, 31), "2018-02-28"),
    the("in six months", date(2017, 8, 31), "2018-02-28"),
    the("in 6 months’ time", WEDNESDAY_IN_NOVEMBER, "2018-05-15"),
    the("twenty days", WEDNESDAY_IN_NOVEMBER, "2017-12-05"),
    the("a week today", WEDNESDAY_IN_NOVEMBER, "2017-11-22"),
    the("a week tomorrow", WEDNESDAY_IN_NOVEMBER, "2017-11-23"),
    the("within two weeks of the meeting", WEDNESDAY_IN_NOVEMBER, "2017-11-29"),
    the("a year", LEAP_DAY, "2021-02-28"),
    the("within the week", WEDNESDAY_IN_NOVEMBER, "2017-11-22"),
    the("in the coming month", WEDNESDAY_IN_NOVEMBER, "2017-12-15"),
    the("two weeks after Easter", WEDNESDAY_IN_NOVEMBER, "2018-04-12"),
    the("three working days before 1 December", WEDNESDAY_IN_NOVEMBER, "2017-11-28"),
]

LED_UP_TO = [
    the("no later than 3 May", WEDNESDAY_IN_NOVEMBER, "2018-05-03"),
    the("by no later than the 3rd of May", WEDNESDAY_IN_NOVEMBER, "2018-05-03"),
    the("not later than 3 May", WEDNESDAY_IN_NOVEMBER, "2018-05-03"),
    the("on or before 3 May", WEDNESDAY_IN_NOVEMBER, "2018-05-03"),
    the("3 May at the latest", WEDNESDAY_IN_NOVEMBER, "2018-05-03"),
    the("latest 3 May", WEDNESDAY_IN_NOVEMBER, "2018-05-03"),
    the("deadline: 3 May", WEDNESDAY_IN_NOVEMBER, "2018-05-03"),
    the("due 3 May", WEDNESDAY_IN_NOVEMBER, "2018-05-03"),
    the("to be completed by 3 May.", WEDNESDAY_IN_NOVEMBER, "2018-05-03"),
    the("until 3 May", WEDNESDAY_IN_NOVEMBER, "2018-05-03"),
    the("(by 3 May)", WEDNESDAY_IN_NOVEMBER, "2018-05-03"),
    the("Extended to 3 May", WEDNESDAY_IN_NOVEMBER, "2018-05-03"),
    the("3 May (tbc)", WEDNESDAY_IN_NOVEMBER, "2018-05-03"),
    the("  3 May  ", WEDNESDAY_IN_NOVEMBER, "2018-05-03"),
]


@pytest.mark.parametrize(
    ("phrase", "said_on", "on", "precision"),
    DAYS + WITH_TIMES + RANGES + MONTHS + SEASONS + YEARS + QUARTERS + WEEKS + LENGTHS + LED_UP_TO,
)
def test_a_phrase_is_due_on_its_last_day(
    phrase: str, said_on: date, on: date, precision: DuePrecision
) -> None:
    due = read_due(phrase, said_on)
    assert (due.as_written, due.on, due.precision) == (phrase.strip(), on, precision)


MEETINGS = (date(2017, 9, 13), date(2017, 11, 15), date(2018, 2, 14), date(2018, 5, 9))


@pytest.mark.parametrize(
    "phrase",
    [
        "next meeting",
        "the next meeting",
        "before the next meeting",
        "for next meeting",
        "by next Board",
        "at the next CG",
        "next time",
        "the next Coordination Group meeting",
        "the next meeting of the Board",
        "in time for the next meeting",
        "the February meeting",
        "by the meeting in February",
        "February CG",
    ],
)
def test_the_next_meeting_is_the_first_later_one_in_the_diary(phrase: str) -> None:
    assert read_due(phrase, WEDNESDAY_IN_NOVEMBER, MEETINGS) == Due(phrase, date(2018, 2, 14), NEXT_MEETING)


@pytest.mark.parametrize(
    ("phrase", "on", "precision"),
    [
        pytest.param("for the May Board", date(2018, 5, 9), DAY, id="a later meeting in the diary is a day"),
        pytest.param(
            "the March meeting", date(2018, 3, 31), MONTH, id="a meeting not in the diary is a month"
        ),
        pytest.param("the November meeting", date(2018, 11, 30), MONTH, id="this meeting is not meant"),
        pytest.param(
            "the February 2018 meeting", date(2018, 2, 14), NEXT_MEETING, id="a meeting and its year"
        ),
        pytest.param("the Summer 2018 meeting", date(2018, 8, 31), SEASON, id="a season without a meeting"),
        pytest.param("the meeting on 14 February", date(2018, 2, 14), DAY, id="a dated meeting is a day"),
        pytest.param("the meeting after next", date(2018, 5, 9), DAY, id="the one after next"),
        pytest.param("two weeks before the next meeting", date(2018, 1, 31), DAY, id="before it"),
        pytest.param("the Spring meeting", date(2018, 5, 9), DAY, id="a meeting in a season"),
        pytest.param("Friday's Board", date(2017, 11, 17), DAY, id="a weekday's meeting"),
        pytest.param("next month's meeting", date(2017, 12, 31), MONTH, id="next month's meeting"),
    ],
)
def test_a_meeting_is_looked_up_in_the_diary(phrase: str, on: date, precision: DuePrecision) -> None:
    assert read_due(phrase, WEDNESDAY_IN_NOVEMBER, MEETINGS) == Due(phrase, on, precision)


def test_the_next_meeting_has_no_day_while_the_diary_has_none() -> None:
    assert read_due("next meeting", date(2018, 5, 9), MEETINGS) == Due("next meeting", None, NEXT_MEETING)
    assert read_due("next meeting", WEDNESDAY_IN_NOVEMBER) == Due("next meeting", None, NEXT_MEETING)


@pytest.mark.parametrize(
    "phrase",
    [
        "",
        "-",
        "n/a",
        "TBC",
        "asap",
        "ongoing",
        "immediately",
        "when funding is known",
        "12",
        "2.1",
        "24/7",
        "17/31",
        "may send",
        "the 32nd",
        "12/31/2018",
        "from 3 May",
        "between March",
        "Monday this week",
        "2017/19",
        "two weeks before the next meeting",
        "since March",
        "last Friday",
        "2 weeks ago",
        "after Easter",
        "within a month of the review",
        "two weeks before the conference",
        "half term",
        "before the summer holidays",
        "a few weeks",
        "in due course",
        "every month",
        "the March report",
        "March for Men",
    ],
)
def test_what_cannot_be_read_stays_as_written(phrase: str) -> None:
    assert read_due(phrase, WEDNESDAY_IN_NOVEMBER) == Due(phrase, None, NONE)


def test_what_our_grammar_lacks_is_left_to_dateparser() -> None:
    assert read_due("January 2018 31", WEDNESDAY_IN_NOVEMBER).on == date(2018, 1, 31)
    assert read_due("in 2 days 3 hours", WEDNESDAY_IN_NOVEMBER).on == date(2017, 11, 17)


def test_the_last_days_of_the_calendar_do_not_overflow() -> None:
    end = date(9999, 12, 31)
    assert read_due("in two weeks", end) == Due("in two weeks")
    assert read_due("next month", end) == Due("next month")
    assert read_due("end of the month", end).on == end
    assert read_due("Winter", end) == Due("Winter")


def test_a_day_next_month_does_not_have_is_not_guessed() -> None:
    assert read_due("the 31st of next month", date(2018, 1, 15)) == Due("the 31st of next month")
