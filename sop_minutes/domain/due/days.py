"""Phrases that name one day: dates, ordinals and weekdays."""

from datetime import date, timedelta
from re import Match

from sop_minutes.domain.due.lexicon import (
    full_year,
    month_number,
    number_of,
    ordinal_of,
    weekday_number,
)
from sop_minutes.domain.due.moments import Kind, Resolved, Rule, When, exactly, said_year
from sop_minutes.domain.due.reckoning import (
    month_end,
    nth_weekday,
    upcoming,
    weekday_after,
    weekday_of_week,
)
from sop_minutes.domain.words import DuePrecision


def _date(match: Match[str], when: When) -> Resolved | None:
    said = match.groupdict()
    day = ordinal_of(said["word"]) if said.get("word") else int(said["day"])
    return _on_day(day, month_number(said["month"]), said_year(match, when), when)


def _figures(match: Match[str], when: When) -> Resolved | None:
    return _on_day(int(match["day"]), int(match["month"]), full_year(match["year"]), when)


def _day_and_month(match: Match[str], when: When) -> Resolved | None:
    return _on_day(int(match["day"]), int(match["month"]), None, when)


def _on_day(day: int, month: int, year: int | None, when: When) -> Resolved | None:
    """That day, the next one if no year was said. One that the month lacks is kept unread: 31 June."""
    if year is None:
        year = when.said_on.year + ((month, day) < (when.said_on.month, when.said_on.day))
    if month_end(year, month).day < day <= _LONGEST_MONTH and month <= _MONTHS:
        return None, DuePrecision.NONE
    return exactly(date(year, month, day))


def _ordinal(match: Match[str], when: When) -> Resolved | None:
    """The next such day of a month, strictly after the meeting; a month too short for it is passed over."""
    day, said = int(match["day"]), when.said_on
    for months in (1,) if match["which"] else (0, 1, 2):
        last = month_end(said.year, said.month + months)
        if day <= last.day and last.replace(day=day) > said:
            return exactly(last.replace(day=day))
    return None


def _weekday(match: Match[str], when: When) -> Resolved | None:
    weekday, weeks = weekday_number(match["wday"]), match["weeks"]
    if weeks:
        found = weekday_of_week(when.said_on, weekday, 1 if weeks == "next" else 0)
        return exactly(found) if found >= when.said_on else None
    return exactly(weekday_after(when.said_on, weekday))


def _weeks_on_weekday(match: Match[str], when: When) -> Resolved | None:
    said = match.groupdict()
    weeks = number_of(said.get("number") or "a") * (2 if "fortnight" in match[0] else 1)
    coming = weekday_after(when.said_on, weekday_number(said["wday"]))
    return exactly(coming + timedelta(weeks=weeks))


def _weekday_after_next(match: Match[str], when: When) -> Resolved | None:
    coming = weekday_after(when.said_on, weekday_number(match["wday"]))
    return exactly(coming + timedelta(weeks=1))


def _nth_weekday(match: Match[str], when: When) -> Resolved | None:
    weekday, nth = weekday_number(match["wday"]), ordinal_of(match["nth"])
    month, year = month_number(match["month"]), said_year(match, when)
    if year is not None:
        return exactly(nth_weekday(year, month, weekday, nth))
    return exactly(upcoming(when.said_on, lambda year: nth_weekday(year, month, weekday, nth)))


def _nth_weekday_of_this_month(match: Match[str], when: When) -> Resolved | None:
    """That day of this month or, where it is past, of the next one."""
    for months in (1,) if match["which"] else (0, 1):
        month = month_end(when.said_on.year, when.said_on.month + months)
        found = nth_weekday(month.year, month.month, weekday_number(match["wday"]), ordinal_of(match["nth"]))
        if found >= when.said_on:
            return exactly(found)
    return None


def _instant(match: Match[str], when: When) -> Resolved | None:
    """A day of the month of the meeting ("inst") or of the next one ("prox"), as letters used to say."""
    last = month_end(when.said_on.year, when.said_on.month + (match["which"] == "prox"))
    found = last.replace(day=int(match["day"]))
    return exactly(found) if found >= when.said_on else None


_LONGEST_MONTH, _MONTHS = 31, 12
_WDAY = "(?P<wday>DAYNAME)"
_NAMED = r"(?:(?P<named>DAYNAME),?_)?(?:the_)?"

DAY_RULES = (
    Rule(Kind.MEETING, rf"(?:the|our)_{_NAMED}DAY_(?:of_)?MONTH(?:_YEAR)?_(?:WORDS)(?:BODY)", _date),
    Rule(Kind.DATE, rf"{_NAMED}DAY(?:_of_(?:the_)?|~-~|\.|~/~|~)MONTH(?:(?:,?_|[-/.]|~)YEAR)?", _date),
    Rule(Kind.DATE, rf"{_NAMED}MONTH(?:_|-)(?:the_)?DAY(?![:.][0-9])(?:,?_(?=[12][0-9]{{3}})YEAR)?", _date),
    Rule(
        Kind.DATE,
        r"(?:DAYNAME,?_)?(?:the_)?FIRSTDAY(?:~-~|~/~|~&~|_to_|_and_|_or_)(?:(?P<named>DAYNAME)_)?(?:the_)?DAY(?:_of)?~MONTH(?:,?_YEAR)?",
        _date,
    ),
    Rule(
        Kind.DATE,
        rf"{_NAMED}(?P<day>[0-9]{{1,2}})(?P<sep>[-/.])(?P<month>[0-9]{{1,2}})(?P=sep)"
        r"(?P<year>(?:[0-9]{2}){1,2})(?![0-9]|[-/.][0-9])",
        _figures,
    ),
    Rule(
        Kind.DATE,
        rf"{_NAMED}(?P<day>[0-9]{{1,2}})_(?P<month>0?[1-9]|1[0-2])_(?P<year>20[0-9]{{2}})(?![0-9]|[-/.][0-9])",
        _figures,
    ),
    Rule(
        Kind.DATE,
        rf"{_NAMED}(?P<year>[0-9]{{4}})(?P<sep>[-/.])(?P<month>[0-9]{{1,2}})(?P=sep)(?P<day>[0-9]{{1,2}})"
        r"(?![0-9]|[-/.][0-9])",
        _figures,
    ),
    Rule(
        Kind.NUMERIC,
        rf"{_NAMED}(?!24/7(?![0-9]))(?P<day>[0-9]{{1,2}})/(?P<month>[0-9]{{1,2}})"
        r"(?![0-9]|[-/.][0-9]|_of(?!\w))",
        _day_and_month,
    ),
    Rule(
        Kind.ORDINAL,
        rf"{_NAMED}NTHDAY(?:_of_(?:the|this|(?P<which>next))_month)?",
        _ordinal,
    ),
    Rule(Kind.WEEKDAY, rf"(?:(?:this_|the_)?coming_|this_|(?P<weeks>next)_)?{_WDAY}", _weekday),
    Rule(Kind.DATE, rf"{_NAMED}(?P<word>ORDINALWORD)_of_MONTH(?:,?_YEAR)?", _date),
    Rule(Kind.ORDINAL, rf"{_NAMED}NTHDAY_(?P<which>inst|prox)(?:\.|ant|imo)?", _instant),
    Rule(Kind.WEEKDAY, rf"(?:the_)?{_WDAY}_after_next(?!_(?:week|meeting))", _weekday_after_next),
    Rule(Kind.WEEKDAY, rf"{_WDAY}_(?P<weeks>next)(?=~(?:$|[.,;:)]))", _weekday),
    Rule(Kind.WEEKDAY, rf"{_WDAY}_(?:of_)?(?P<weeks>this|next)_week", _weekday),
    Rule(Kind.WEEKDAY, rf"(?P<weeks>this|next)_week_(?:on_)?{_WDAY}", _weekday),
    Rule(Kind.WEEKDAY, rf"{_WDAY}_(?:week|fortnight)", _weeks_on_weekday),
    Rule(
        Kind.WEEKDAY,
        rf"(?:NUMBER_)?(?:weeks?|fortnights?)_(?:on_|from_)?{_WDAY}",
        _weeks_on_weekday,
    ),
    Rule(Kind.MEETING, rf"(?:the_)?(?:(?P<weeks>next)_)?{_WDAY}'s_(?:WORDS)(?:BODY)", _weekday),
    Rule(Kind.DATE, rf"(?:the_)?NTH_{_WDAY}_(?:of|in)_MONTH(?:_YEAR)?", _nth_weekday),
    Rule(
        Kind.DATE,
        rf"(?:the_)?NTH_{_WDAY}_(?:of|in)_(?:the|this|(?P<which>next))_month",
        _nth_weekday_of_this_month,
    ),
)
