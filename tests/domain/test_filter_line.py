"""The line that filters the register."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sop_minutes.domain.due_asked import Span, days_asked
from sop_minutes.domain.register import FilterLine, View, named_so, read_filter

TODAY = date(2017, 11, 20)
MAYS = tuple(Span(date(year, 5, 1), date(year, 5, 31)) for year in (2018, 2017))
SPRINGS = tuple(Span(date(year, 3, 1), date(year, 5, 31)) for year in (2018, 2017))
FIFTEENTHS = tuple(Span(date(year, 12, 15), date(year, 12, 15)) for year in (2017, 2016))
NEXT_WEEK = Span(date(2017, 11, 27), date(2017, 12, 3))


def test_signs_words_and_text_may_stand_in_any_order() -> None:
    wanted = FilterLine(views=(View.OVERDUE,), owners=("sarah",), words=("fgm",))
    for line in ("@sarah overdue fgm", "fgm @sarah overdue", " overdue   fgm @sarah "):
        assert read_filter(line, TODAY) == wanted


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("", FilterLine()),
        (
            '@"Sarah Carter" #[Domestic Abuse]',
            FilterLine(owners=("Sarah Carter",), topics=("Domestic Abuse",)),
        ),
        ("group:CG org:tvp", FilterLine(groups=("CG",), organisations=("tvp",))),
        ("owner:sc topic:fgm", FilterLine(owners=("sc",), topics=("fgm",))),
        ("Priority:protect", FilterLine(priorities=("protect",))),
        ("MINE Late", FilterLine(views=(View.MINE, View.OVERDUE))),
        ("late overdue", FilterLine(views=(View.OVERDUE,))),
        ("due:today", FilterLine(due=(Span(TODAY, TODAY),))),
        ("due:may", FilterLine(due=MAYS)),
        ("due:spring", FilterLine(due=SPRINGS)),
        ('due:"15 December"', FilterLine(due=FIFTEENTHS)),
        ("due:15 December 2017", FilterLine(due=FIFTEENTHS[:1])),
        ("due:december due:15-december", FilterLine(due=FIFTEENTHS)),
        ("due:may due:june", FilterLine(due=(Span(date(2018, 6, 1), date(2018, 5, 31)),))),
        ("due:may 2017 plan", FilterLine(due=MAYS[1:], words=("plan",))),
        ("due:next week @sarah", FilterLine(due=(NEXT_WEEK,), owners=("sarah",))),
        ("due:next meeting overdue", FilterLine(views=(View.DUE_BEFORE_NEXT, View.OVERDUE))),
        ("due:no date", FilterLine(views=(View.NO_DATE,))),
        ("due:may plan", FilterLine(due=MAYS, words=("plan",))),
        ("enquiries -venue", FilterLine(words=("enquiries",), without=("venue",))),
        ('-"sub group" - 17-12', FilterLine(words=("17-12",), without=("sub group",))),
        ("due:next-meeting due:None", FilterLine(views=(View.DUE_BEFORE_NEXT, View.NO_DATE))),
        ("due:late", FilterLine(views=(View.OVERDUE,))),
        ("due:asap due:x plan", FilterLine(words=("plan",), unread=("asap", "x"))),
        (
            "due:may due:whenever",
            FilterLine(due=MAYS, unread=("whenever",)),
        ),
        ("17/31 https://example.org", FilterLine(words=("17/31", "https://example.org"))),
    ],
)
def test_a_line_says_what_is_wanted(line: str, wanted: FilterLine) -> None:
    assert read_filter(line, TODAY) == wanted


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("q1", (2018, 4, 1), (2018, 6, 30)),
        ("Q3", (2017, 10, 1), (2017, 12, 31)),
        ("q1-2017", (2017, 4, 1), (2017, 6, 30)),
        ("this-quarter", (2017, 10, 1), (2017, 12, 31)),
        ("last-quarter", (2017, 7, 1), (2017, 9, 30)),
        ("next-quarter", (2018, 1, 1), (2018, 3, 31)),
        ("2018", (2018, 1, 1), (2018, 12, 31)),
        ("2017/18", (2017, 4, 1), (2018, 3, 31)),
        ("2017-18", (2017, 4, 1), (2018, 3, 31)),
        ("last-year", (2016, 1, 1), (2016, 12, 31)),
        ("next-year", (2018, 1, 1), (2018, 12, 31)),
        ("this-week", (2017, 11, 20), (2017, 11, 26)),
        ("next-week", (2017, 11, 27), (2017, 12, 3)),
        ("last week", (2017, 11, 13), (2017, 11, 19)),
        ("week-of-6-december", (2017, 12, 4), (2017, 12, 10)),
        ("this-month", (2017, 11, 1), (2017, 11, 30)),
        ("next-month", (2017, 12, 1), (2017, 12, 31)),
        ("last-month", (2017, 10, 1), (2017, 10, 31)),
        ("may-2017", (2017, 5, 1), (2017, 5, 31)),
        ("jan-march", (2018, 1, 1), (2018, 3, 31)),
        ("oct-dec", (2017, 10, 1), (2017, 12, 31)),
        ("nov-jan-2019", (2018, 11, 1), (2019, 1, 31)),
        ("january to march", (2018, 1, 1), (2018, 3, 31)),
        ("mid-march", (2018, 3, 1), (2018, 3, 15)),
        ("winter", (2017, 12, 1), (2018, 2, 28)),
        ("autumn-2017", (2017, 9, 1), (2017, 11, 30)),
        ("2017-12-01", (2017, 12, 1), (2017, 12, 1)),
        ("01/12/2017", (2017, 12, 1), (2017, 12, 1)),
        ("1-12-2017", (2017, 12, 1), (2017, 12, 1)),
        ("15-december", (2017, 12, 15), (2017, 12, 15)),
        ("friday", (2017, 11, 24), (2017, 11, 24)),
        ("yesterday", (2017, 11, 19), (2017, 11, 19)),
        ("tomorrow", (2017, 11, 21), (2017, 11, 21)),
        ("in-2-weeks", (2017, 12, 4), (2017, 12, 4)),
    ],
)
def test_a_due_date_is_all_the_days_that_are_said(
    said: str, first: tuple[int, int, int], last: tuple[int, int, int]
) -> None:
    assert days_asked(said, TODAY) == Span(date(*first), date(*last))


@given(
    st.sampled_from(
        ["winter", "0001", "9999", "jan", "q1", "may", "next-week", "last-year", "week-of-1", "2017"]
    ),
    st.sampled_from(["", "-1", "-0001", "-9999", "/1/1", "-may", "-to-q1", "/18"]),
    st.dates(),
)
def test_no_day_that_is_asked_for_is_before_the_first_or_after_the_last(
    one: str, other: str, today: date
) -> None:
    span = days_asked(one + other, today)
    assert span is None or span.first <= span.last


@pytest.mark.parametrize("line", ["@", "#", "group:", "due:", "due:-", '@"', "—", "@ # owner:", '""'])
def test_what_is_begun_and_says_nothing_yet_does_not_narrow(line: str) -> None:
    assert read_filter(line, TODAY) == FilterLine()


@given(st.text(alphabet='ab@#:"[] due-/é\x1f\n', max_size=30))
def test_whatever_is_typed_is_a_filter_each_of_whose_parts_says_something(line: str) -> None:
    found = read_filter(line, TODAY)
    parts = (*found.owners, *found.topics, *found.words)
    assert all(any(letter.isalnum() for letter in part) for part in parts)


def test_names_are_found_by_how_their_words_begin() -> None:
    names = ("Sarah O'Neill-Hart", "SOH")
    for asked in ("sar", "hart", "o'n sarah", "SOH", "sárah"):
        assert named_so(asked)(names)
    for asked in ("arah", "sarah x", "neil hart z"):
        assert not named_so(asked)(names)
