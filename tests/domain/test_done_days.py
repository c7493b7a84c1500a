"""The day on which something was done, in the words of who did it."""

from datetime import date

import pytest

from sop_minutes.domain.done_days import DayDone, day_done, without_day

ON = date(2017, 12, 4)  # a Monday


@pytest.mark.parametrize(
    ("note", "day"),
    [
        ("Done 3/5", date(2017, 5, 3)),
        ("Done 1 December – sent", date(2017, 12, 1)),
        ("Completed on 3rd Dec", date(2017, 12, 3)),
        ("done 24/12", date(2016, 12, 24)),
        ("done 1.12.2017", date(2017, 12, 1)),
        ("done 31/2", ON),
        ("sent 3/5", date(2017, 5, 3)),
        ("done on the 3rd of December", date(2017, 12, 3)),
        ("Completed on Monday 4 December", date(2017, 12, 4)),
        ("done 2017-12-01", date(2017, 12, 1)),
        ("new date: 3 December 2017", date(2017, 12, 3)),
        ("sent on Dec 1st, report of 2 December", date(2017, 12, 1)),
        ("paragraph 12.3.19 of 4/2017", ON),
        ("", ON),
    ],
)
def test_the_day_it_was_done_is_the_last_such_day(note: str, day: date) -> None:
    assert day_done(note, ON).on == day


@pytest.mark.parametrize(
    ("note", "day"),
    [
        ("done last Friday, sent to all members", date(2017, 12, 1)),
        ("done yesterday", date(2017, 12, 3)),
        ("Completed on Monday", date(2017, 11, 27)),
        ("completed Mon 27 November", date(2017, 11, 27)),
        ("Friday last", date(2017, 12, 1)),
        ("done on Tuesday of last week", date(2017, 11, 28)),
        ("finished last week on Tuesday", date(2017, 11, 28)),
        ("two weeks ago", date(2017, 11, 20)),
        ("a couple of days ago", date(2017, 12, 2)),
        ("a week last Friday", date(2017, 11, 24)),
        ("done on the 5th", date(2017, 11, 5)),
        ("this morning", ON),
    ],
)
def test_a_day_is_counted_back_from_when_it_was_said(note: str, day: date) -> None:
    assert day_done(note, ON) == DayDone(day)


@pytest.mark.parametrize(
    ("note", "unclear"),
    [
        ("done last month", "last month"),
        ("completed in June; sent", "in june"),
        ("Done next Friday", "next friday"),
        ("done 31/2", "31/2"),
        ("done a few weeks ago", "a few weeks ago"),
        ("Done 15 December", "15 December"),
        ("Done 3/5", "3/5"),
    ],
)
def test_what_is_no_day_on_which_it_can_have_been_done_is_said(note: str, unclear: str) -> None:
    assert day_done(note, ON, since=date(2017, 11, 1)) == DayDone(ON, unclear)


@pytest.mark.parametrize(
    "note", ["", "sent to 40", "done; the board sees it next week", "Bo will ring Friday"]
)
def test_a_note_that_speaks_of_no_day_leaves_it_at_when_it_was_said(note: str) -> None:
    assert day_done(note, ON) == DayDone(ON)


@pytest.mark.parametrize(
    ("note", "left"),
    [
        ("done last Friday, sent to all members.", "sent to all members."),
        ("Done 3 November – both boards consulted", "both boards consulted"),
        ("Completed on Monday", ""),
        ("It was completed on 2 November and sent", "It was completed on 2 November and sent"),
        ("rang on Monday", "rang on Monday"),
        ("done", "done"),
    ],
)
def test_a_clause_that_only_says_when_it_was_done_can_be_left_away(note: str, left: str) -> None:
    assert without_day(note, ON) == left
