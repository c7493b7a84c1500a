"""Days that have been, as people say them of what they did: "last Friday", "yesterday", "2 weeks ago"."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from re import Match

from sop_minutes.domain.due.lexicon import fold_line, month_number, number_of, pattern, weekday_number
from sop_minutes.domain.due.reckoning import add_months
from sop_minutes.domain.due.written import find_dates

_Rule = tuple[str, Callable[[Match[str], date], date | None]]


def find_past_days(text: str, said_on: date) -> list[tuple[int, int, date]]:
    """Return each day that `text` names as one that has been, in order, as where it starts and ends.

    A day without a year is the last such day; a weekday alone the last one before `said_on`.
    """
    low = fold_line(text)
    found = sorted(find_dates(text))
    for start, end, day in sorted(_said(low, said_on), key=lambda each: (each[0], -each[1])):
        at = bisect_left(found, (start, end, day))
        if (not at or found[at - 1][1] <= start) and (at == len(found) or end <= found[at][0]):
            found.insert(at, (start, end, day))
    return found


def _said(low: str, said_on: date) -> Iterator[tuple[int, int, date]]:
    for form, read in _RULES:
        for match in pattern(rf"(?<![\w/.])(?:{form})(?![\w/]|[.][0-9])").finditer(low):
            if _AHEAD.search(low, max(0, match.start() - _NEAR), match.start()):
                continue
            try:
                day = read(match, said_on)
            except (ValueError, OverflowError):
                continue
            if day is not None:
                yield *match.span(), day


def _before(weekday: int, day: date) -> date:
    """Return the last such weekday before a day."""
    return day - timedelta((day.weekday() - weekday - 1) % 7 + 1)


def _days_ago(days: int) -> Callable[[Match[str], date], date]:
    return lambda _match, said_on: said_on - timedelta(days)


def _weekday(match: Match[str], said_on: date) -> date:
    return _before(weekday_number(match["wday"]), said_on)


def _weekday_of_last_week(match: Match[str], said_on: date) -> date:
    monday = said_on - timedelta(said_on.weekday() + 7)
    return monday + timedelta(weekday_number(match["wday"]))


def _weekday_of_this_week(match: Match[str], said_on: date) -> date | None:
    found = said_on - timedelta(said_on.weekday()) + timedelta(weekday_number(match["wday"]))
    return found if found <= said_on else None


def _week_before_weekday(match: Match[str], said_on: date) -> date:
    return _before(weekday_number(match["wday"]), said_on) - timedelta(7)


def _ago(match: Match[str], said_on: date) -> date:
    return said_on - timedelta(number_of(match["number"]) * {"d": 1, "w": 7, "f": 14}[match["unit"][0]])


def _day_of_month(match: Match[str], said_on: date) -> date | None:
    """That day of this month, or of the last one that has it."""
    day = int(match["day"])
    for months in (0, 1, 2):
        last = add_months(said_on.replace(day=1), -months)
        if day <= add_months(last, 1).toordinal() - last.toordinal() and last.replace(day=day) <= said_on:
            return last.replace(day=day)
    return None


def _day_and_month(match: Match[str], said_on: date) -> date | None:
    """That day of this year, or of the last one, if it has not come yet."""
    month = match["month"]
    number = int(month) if month.isdigit() else month_number(month)
    years = (said_on.year, said_on.year - 1)
    days = (date(year, number, int(match["day"])) for year in years)
    return next((day for day in days if day <= said_on), None)


_AHEAD = re.compile(r"(?<!\w)(?:next|coming|by|until|till|before|for|due|will|to be)(?!\w)[^.;:-]{0,40}$")
_NEAR = 60  # no further back stands what `_AHEAD` looks for
"""What comes after it in a clause is not a day that has been."""
_WDAY = "(?P<wday>DAYNAME)"
_ON_DAY = r"(?P<day>3[01]|[12][0-9]|0?[1-9])(?![0-9])(?:st|nd|rd|th)?"
_RULES: tuple[_Rule, ...] = (
    (rf"{_ON_DAY}_(?:of_)?MONTH", _day_and_month),
    (rf"MONTH_(?:the_)?{_ON_DAY}", _day_and_month),
    (r"(?P<day>[0-9]{1,2})[/.](?P<month>[0-9]{1,2})", _day_and_month),
    (r"(?:on_)?the_(?P<day>3[01]|[12][0-9]|[1-9])(?:st|nd|rd|th)(?!_(?:of|MONTHNAME))", _day_of_month),
    (r"the_day_before_yesterday", _days_ago(2)),
    (r"yesterday|last_night", _days_ago(1)),
    (r"today|this_(?:morning|afternoon)|just_now", _days_ago(0)),
    (rf"{_WDAY}_(?:of_)?last_week", _weekday_of_last_week),
    (rf"last_week_(?:on_)?{_WDAY}", _weekday_of_last_week),
    (rf"(?:{_WDAY}_(?:of_)?this_week)", _weekday_of_this_week),
    (rf"(?:a|one)_week_(?:last|ago_(?:last_|on_)?)_?{_WDAY}", _week_before_weekday),
    (
        rf"(?:this_|the_)?(?:last_|past_)?{_WDAY}(?:_(?:last|just_gone))?(?!,?_(?:the_)?[0-9]|_(?:week|next))",
        _weekday,
    ),
    (r"(?:(?:about|exactly)_)?NUMBER_(?P<unit>days?|weeks?|fortnights?)_ago", _ago),
)
