"""What holds for any text, any day and any diary."""

from calendar import day_name
from datetime import date

from hypothesis import example, given, settings
from hypothesis import strategies as st

from sop_minutes.domain.due import (
    describe_due,
    find_dates,
    find_due,
    format_date,
    read_date,
    read_due,
)
from sop_minutes.domain.words import DuePrecision, DueRemark
from tests.thorough import cases

WORDS = (
    "by before due in on at for to the a an no later than end of early mid late start next this week month "
    "year meeting Board CG January may May June Sept spring Winter Friday sat 1 3 15 29 31 31st 2018 17/18 "
    "31/1 24/7 0/0 99/99 1.2.18 2018-02-30 two twenty couple weeks' time days working hours fortnight Q4 w/c "
    "between and or / - ( ) : . , ' ’ @ FY Easter Christmas new today tomorrow noon 5pm COP deadline: asap "
    "ſept frıday İ ５ ³ \u2028 \x00 \ud800"
).split(" ")
PHRASES = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)
TEXTS = st.one_of(st.text(max_size=200), PHRASES, st.tuples(PHRASES, st.text(max_size=20)).map("".join))
DAYS = st.one_of(st.dates(), st.sampled_from([date.min, date.max, date(2020, 2, 29)]))
untimed = settings(deadline=None)  # the first phrase compiles the grammar and may load dateparser
DIARIES = st.lists(st.dates(), max_size=4).map(sorted)


@untimed
@given(TEXTS, DAYS, DIARIES)
@example("in 9999 years", date.max, [])
@example("before January", date.min, [])
@example("by Easter", date(1500, 1, 1), [])
def test_nothing_ever_raises_and_as_written_is_what_was_written(
    text: str, said_on: date, diary: list[date]
) -> None:
    due = read_due(text, said_on, diary)

    assert due.as_written == text.strip()
    assert due.on is None or due.precision is not DuePrecision.NONE
    assert describe_due(due)


@untimed
@given(TEXTS, DAYS, DIARIES)
def test_what_is_found_stands_in_the_text(text: str, said_on: date, diary: list[date]) -> None:
    found = find_due(text, said_on, diary)

    if found:
        assert 0 <= found.start < found.end <= len(text)
        assert found.due.as_written in text[found.start : found.end]
        assert found.due.as_written.strip() == found.due.as_written != ""


@untimed
@given(PHRASES, st.dates(date(1990, 1, 1), date(2090, 1, 1)), DIARIES)
def test_what_is_found_reads_the_same_when_written_in_brackets(
    text: str, said_on: date, diary: list[date]
) -> None:
    found = find_due(text, said_on, diary)

    if found and found.due.on and not set("()[]").intersection(found.due.as_written):
        again = find_due(f"Do it (due {found.due.as_written})", said_on, diary)
        assert again is not None
        assert again.due == found.due._replace(remark=again.due.remark)
        assert found.due.remark in {again.due.remark, DueRemark.FIRST_OF_SEVERAL}


@untimed
@given(TEXTS)
def test_dates_stand_in_the_text_in_order_and_apart(text: str) -> None:
    ends = 0
    for start, end, _day in find_dates(text):
        assert ends <= start < end <= len(text)
        ends = end


def test_dates_from_1900_to_2200_are_read_as_they_are_written() -> None:
    step = max(1, 13 // cases(2))
    for ordinal in range(date(1900, 1, 1).toordinal(), date(2201, 1, 1).toordinal(), step):
        day = date.fromordinal(ordinal)
        assert read_date(format_date(day)) == day
        assert read_date(f"{day_name[day.weekday()]} {format_date(day)}") == day


@untimed
@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)), DAYS)
def test_a_due_date_is_read_as_it_is_written_whenever_it_was_said(day: date, said_on: date) -> None:
    assert read_due(f"{day_name[day.weekday()]} {format_date(day)}", said_on).on == day
