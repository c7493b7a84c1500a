"""Which days the filter line asks for after ``due:``, all of a week, a month, a quarter or a year."""

import re
from contextlib import suppress
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from sop_minutes.domain.due.reading import read_strictly
from sop_minutes.domain.due.reckoning import SEASON_ENDS, add_months, month_end
from sop_minutes.domain.text import fold
from sop_minutes.domain.words import DuePrecision


class Span(NamedTuple):
    """From one day to another, both included."""

    first: date
    last: date


_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_STEPS = {"last": -1, "this": 0, "next": 1}
_RELATIVE = re.compile(rf"({'|'.join(_STEPS)}) (week|{'|'.join(_MONTHS)})")
_YEAR = re.compile(r"(?:19|20)\d\d")
_FINANCIAL_YEAR = re.compile(r"((?:19|20)\d\d)[/-](\d\d)")
_QUARTER = re.compile(r"(?:q ?|quarter )[1-4]\b|(?:the )?\w+ quarter\b")
_WEEK = re.compile(r"(?:w/c|(?:the )?week (?:of|commencing|beginning|ending))\b")
_YEARLESS = re.compile(
    r"(?!.*(?:19|20)\d\d).*\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|q[ -]?[1-4]\b"
    rf"|{'|'.join(SEASON_ENDS)})"
)
_FROM_TO = re.compile(r"(\w+?)(?: ?- ?| to )(\w.*)")


@lru_cache(512)
def spans_asked(said: str, today: date) -> tuple[Span, ...]:
    """Return the days that are meant by what is said of a due date, none where that cannot be read.

    What comes every year and is said without one is what comes next, and what was a year before it:
    most that is looked for is late.
    """
    coming = days_asked(said, today)
    if coming is None:
        return ()
    before = None
    if _YEARLESS.match(fold(said)):
        with suppress(ValueError, OverflowError):  # there is no year before the first
            before = days_asked(said, add_months(today, -12))
    return (coming,) if before in {None, coming} else (coming, before)


def days_asked(said: str, today: date) -> Span | None:
    """Return the days that are meant by what is said of a due date; None where that cannot be read.

    It is read as it is typed, then with blanks for the hyphens that keep it one word.
    """
    low = fold(said)
    for words in dict.fromkeys((low, low.replace("-", " "))):
        for read in (_plain, _relative, _from_to, _due):
            with suppress(ValueError, OverflowError):  # before the first year of all, or after the last
                span = read(words, today)
                if span is not None:
                    return span
    return None


def _plain(words: str, today: date) -> Span | None:
    if words == "yesterday":
        return Span(today - timedelta(1), today - timedelta(1))
    if _YEAR.fullmatch(words):
        return _months(date(int(words), 1, 1), 12)
    financial = _FINANCIAL_YEAR.fullmatch(words)
    if financial and (int(financial[1]) + 1) % 100 == int(financial[2]):
        return _months(date(int(financial[1]), 4, 1), 12)
    return None


def _relative(words: str, today: date) -> Span | None:
    said = _RELATIVE.fullmatch(words)
    if said is None:
        return None
    step, unit = _STEPS[said[1]], said[2]
    if unit == "week":
        return _week(today + timedelta(7 * step))
    many = _MONTHS[unit]
    begun = today.replace(day=1, month=(today.month - 1) // many * many + 1)
    return _months(add_months(begun, step * many), many)


def _from_to(words: str, today: date) -> Span | None:
    """Read "jan-march": from the January before that March."""
    said = _FROM_TO.fullmatch(words)
    first, last = (read_strictly(part, today) for part in said.groups()) if said else (None, None)
    if not (first and first.on and last and last.on):
        return None
    if not first.precision == last.precision == DuePrecision.MONTH:
        return None
    begun = first.on.replace(day=1, year=last.on.year - (first.on.month > last.on.month))
    return Span(begun, last.on)


def _due(words: str, today: date) -> Span | None:
    due = read_strictly(words, today)
    if due is None or due.on is None:
        return None
    if _WEEK.match(words):
        return _week(due.on)
    if _QUARTER.match(words) or due.precision is DuePrecision.SEASON:
        return Span(add_months(due.on.replace(day=1), -2), due.on)
    return Span(due.on.replace(day=1) if due.precision is DuePrecision.MONTH else due.on, due.on)


def _week(day: date) -> Span:
    monday = day - timedelta(day.weekday())
    return Span(monday, monday + timedelta(6))


def _months(first: date, many: int) -> Span:
    return Span(first, month_end(first.year, first.month + many - 1))
