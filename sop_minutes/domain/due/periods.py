"""Phrases that name a month, a season, a quarter, a year or a part of one."""

from datetime import date, timedelta
from re import Match

from sop_minutes.domain.due.lexicon import full_year, month_number, ordinal_of
from sop_minutes.domain.due.moments import (
    Kind,
    Resolved,
    Rule,
    When,
    exactly,
    last_day,
    roughly,
    said_year,
)
from sop_minutes.domain.due.reckoning import (
    FRIDAY,
    MONDAY,
    add_months,
    last_working_day,
    month_end,
    nth_weekday,
    season_span,
    upcoming,
)
from sop_minutes.domain.words import DuePrecision

_EDGE_DAYS = {
    "beginning": 1,
    "start": 1,
    "early": 10,
    "early part": 10,
    "middle": 15,
    "mid": 15,
    "first half": 15,
}
_QUARTERS = {
    name: number
    for number, names in (
        (1, "1 one first 1st"),
        (2, "2 two second 2nd"),
        (3, "3 three third 3rd"),
        (4, "4 four fourth 4th final"),
    )
    for name in names.split()
}


def in_month(edge: str | None, year: int, month: int) -> date:
    """Return the day that "early", "mid", "end" and the like say of a month; None is its last."""
    last = month_end(year, month)
    return last.replace(day=_EDGE_DAYS.get(" ".join((edge or "").split()), last.day))


def month_days(match: Match[str], when: When, year: int, month: int) -> date:
    """Return the day a month, or the part of it that was named, is due on."""
    edge = match.groupdict().get("edge")
    if edge:
        return in_month(edge, year, month)
    return last_day(when, date(year, month, 1), month_end(year, month))


def _month(match: Match[str], when: When) -> Resolved | None:
    month, year = month_number(match["month"]), said_year(match, when)
    if year is not None:
        return roughly(month_days(match, when, year, month))
    said_on = when.said_on
    if match.groupdict().get("which") == "next" and month == said_on.month:
        return roughly(month_days(match, when, said_on.year + 1, month))
    return roughly(upcoming(said_on, lambda year: month_days(match, when, year, month)))


def _month_and_year(match: Match[str], when: When) -> Resolved | None:
    """Two plain figures after a month are a year only if near: "Jan 18" said in 2017, but not "Jan 31"."""
    found = _month(match, when)
    digits = match["year"]
    if not found or not found[0] or not digits or len(digits) != 2:
        return found
    near = 1 if match["gap"].isspace() else 5
    return found if found[0] >= when.said_on and found[0].year - when.said_on.year <= near else None


def _month_in_figures(match: Match[str], when: When) -> Resolved | None:
    return roughly(month_days(match, when, int(match["year"]), int(match["figures"])))


def _week_of_month(match: Match[str], when: When) -> Resolved | None:
    """The Friday such a week of a month ends on; the last one with the last working day."""
    month, year, nth = month_number(match["month"]), said_year(match, when), ordinal_of(match["nth"])

    def day_in(year: int) -> date:
        if nth < 0:
            return last_working_day(month_end(year, month))
        if match["full"]:
            return nth_weekday(year, month, MONDAY, nth) + timedelta(days=FRIDAY)
        return nth_weekday(year, month, FRIDAY, nth)

    return exactly(upcoming(when.said_on, day_in) if year is None else day_in(year))


def _last_day_of_month(match: Match[str], when: When) -> Resolved | None:
    """The last day, or the last weekday, of a named month or of the one that was said."""
    if match["month"]:
        found = _month(match, when)
        last = found[0] if found else None
    else:
        last = month_end(when.said_on.year, when.said_on.month + (match["which"] == "next"))
    if last and match["working"]:
        last = last_working_day(last)
    return exactly(last)


def _this_or_next_month(match: Match[str], when: When) -> Resolved | None:
    said = when.said_on
    which, edge = match.groupdict().get("which"), match.groupdict().get("edge")
    months = 1 if which in {"next", "following"} else 0
    found = in_month(edge, said.year, said.month + months)
    if found < said:
        found = in_month(edge, said.year, said.month + 1)
    if when.before and not edge:
        found = month_end(found.year, found.month - 1)
    return roughly(found)


def _season(match: Match[str], when: When) -> Resolved | None:
    season, said_on = match["season"], when.said_on
    said = match.groupdict()
    year = full_year(said["start"]) if said.get("start") else said_year(match, when)
    if when.before and match["break"]:
        return None

    def day_in(year: int) -> date:
        return last_day(when, *season_span(season, year))

    if said.get("edge"):
        return _part_of_season(said["edge"], season, year, when)
    if year is not None:
        return day_in(year), DuePrecision.SEASON
    day = upcoming(said_on, day_in)
    if day and match["which"] == "next" and (day - said_on).days < _days_in_season(season, day):
        day = day_in(day.year + 1 - (season == "winter"))
    return (day, DuePrecision.SEASON) if day else None


def _part_of_season(edge: str, season: str, year: int | None, when: When) -> Resolved | None:
    """Early autumn is September; its end, and late in it, is the season's last day."""

    def part_in(year: int) -> Resolved:
        first, last = season_span(season, year)
        part = _in_three_months(edge, first, last)
        return part, DuePrecision.SEASON if part == last else DuePrecision.MONTH

    if year is not None:
        return part_in(year)
    day = upcoming(when.said_on, lambda year: part_in(year)[0] or date.max)
    return part_in(day.year - (season == "winter" and day.month < _DECEMBER)) if day else None


_DECEMBER = 12
_TERMS = {"autumn": (9, 12), "spring": (1, 3), "summer": (4, 7)}


def _end_of_term(_match: Match[str], when: When) -> Resolved | None:
    """The end of the school term there is, or comes next."""
    months = sorted(last for _, last in _TERMS.values())
    return roughly(month_end(when.said_on.year, next(m for m in months if m >= when.said_on.month)))


def _term(match: Match[str], when: When) -> Resolved | None:
    """A school term, to the end of its last month; "before" it is before its first."""
    first, last = _TERMS[match["term"]]
    year = said_year(match, when)

    def day_in(year: int) -> date:
        return last_day(when, date(year, first, 1), month_end(year, last))

    return roughly(upcoming(when.said_on, day_in) if year is None else day_in(year))


def _days_in_season(season: str, last: date) -> int:
    first, _ = season_span(season, last.year - (season == "winter"))
    return (last - first).days + 1


def _quarter_end(match: Match[str], when: When) -> date | None:
    """The last day of the named quarter of the UK financial year: Q1 is April to June.

    The first quarter of 2025 is January to March.
    """
    number = _QUARTERS[match["q"] or match["number"] or match["nth"]]
    if match["nth"] and said_year(match, when) and not match["start"]:
        return month_end(said_year(match, when) or 0, number * 3)
    month = number * 3 % 12 + 3
    if match["start"]:
        return month_end(full_year(match["start"]) + (number == 4), month)
    year = said_year(match, when)
    if year is not None:
        return month_end(year, month)
    return upcoming(when.said_on, lambda year: month_end(year, month))


def _in_quarter(edge: str | None, last: date, when: When) -> Resolved | None:
    first = add_months(last.replace(day=1), -2)
    return roughly(_in_three_months(edge, first, last) if edge else last_day(when, first, last))


def _in_three_months(edge: str, first: date, last: date) -> date:
    """Return the day that "early", "mid", "end" and the like say of a quarter or a season."""
    edge = " ".join(edge.split())
    if edge in {"beginning", "start"}:
        return first
    if edge in {"early", "early part"}:
        return month_end(first.year, first.month)
    if edge in _EDGE_DAYS:
        return in_month("mid", first.year, first.month + 1)
    return last


def _quarter(match: Match[str], when: When) -> Resolved | None:
    last = _quarter_end(match, when)
    return _in_quarter(match.groupdict().get("edge"), last, when) if last else None


def _this_or_next_quarter(match: Match[str], when: When) -> Resolved | None:
    said = when.said_on
    quarters = (said.month - 1) // 3 + 1 + (match.groupdict().get("which") in {"next", "following"})
    return _in_quarter(match.groupdict().get("edge"), month_end(said.year, 3 * quarters), when)


_WHICH = r"(?:(?P<which>this|next|current|following|coming)_)?"
_MONTH = rf"(?:month_of_)?{_WHICH}MONTH(?:(?:,?_(?:of_)?|-)YEAR)?"
_SEASON = rf"(?:the_)?{_WHICH}SEASON"
_SEASON_YEAR = r",?_(?:of_)?(?:FINYEAR|YEAR)"
_BREAK = r"(?:_(?P<break>holidays?|break|recess|months))?"
_QUARTER = (
    r"(?:the_)?(?:q~?(?P<q>[1-4])|quarter_(?P<number>one|two|three|four|[1-4])"
    r"|(?P<nth>first|second|third|fourth|final|[1-4](?:st|nd|rd|th))_quarter)(?!\w)"
    r"(?:,?_(?:of_|in_)?(?:the_)?(?:fy~)?(?:FINYEAR|YEAR))?"
)

PERIOD_RULES = (
    Rule(Kind.EDGE, rf"(?:the_)?EDGE{_MONTH}", _month),
    Rule(Kind.EDGE, r"MONTH(?:_month)?(?:_|-)(?P<edge>end)", _month),
    Rule(Kind.MONTH_YEAR, r"(?:(?:this|next)_)?MONTH(?P<gap>,?_(?:of_)?|~-~|~)YEAR", _month_and_year),
    Rule(
        Kind.MONTH_YEAR,
        r"(?P<figures>0?[1-9]|1[0-2])/(?P<year>20[0-9]{2})(?![-/.]?[0-9])",
        _month_in_figures,
    ),
    Rule(Kind.MONTH, r"(?:(?:the_)?(?P<which>this|next|coming)_)?MONTH", _month),
    Rule(Kind.EDGE, r"(?:the_)?NTH_(?P<full>full_)?week_(?:of|in)_MONTH(?:,?_YEAR)?", _week_of_month),
    Rule(
        Kind.DATE,
        r"(?:the_)?last_(?:(?P<working>working|week|business)~)?day_(?:of|in)_"
        r"(?:MONTH(?:,?_YEAR)?|(?:the|this|(?P<which>next))_month)",
        _last_day_of_month,
    ),
    Rule(Kind.EDGE, rf"(?:the_)?EDGE{_WHICH}month", _this_or_next_month),
    Rule(Kind.EDGE, r"(?:the_|this_)?month(?:_|-)(?P<edge>end)", _this_or_next_month),
    Rule(
        Kind.SPAN,
        r"(?:the_(?=current|following))?(?P<which>this|next|current|following)_month",
        _this_or_next_month,
    ),
    Rule(Kind.EDGE, rf"(?:the_)?EDGE{_SEASON}(?:{_SEASON_YEAR})?{_BREAK}", _season),
    Rule(Kind.SEASON_YEAR, _SEASON + _SEASON_YEAR + _BREAK, _season),
    Rule(Kind.SEASON, _SEASON + _BREAK, _season),
    Rule(Kind.EDGE, r"(?:(?:the_)?end_of_)?(?:the_)?(?P<term>autumn|spring|summer)_term(?:,?_YEAR)?", _term),
    Rule(Kind.EDGE, r"(?:the_)?end_of_(?:the_|this_)?(?:school_)?term", _end_of_term),
    Rule(Kind.EDGE, r"(?:the_)?(?:school_)?term(?:_|-)end", _end_of_term),
    Rule(Kind.EDGE, r"(?P<edge>eom)", _this_or_next_month),
    Rule(Kind.EDGE, r"(?P<edge>eoq)", _this_or_next_quarter),
    Rule(Kind.EDGE, rf"(?:the_)?EDGE{_QUARTER}", _quarter),
    Rule(Kind.QUARTER, _QUARTER, _quarter),
    Rule(Kind.EDGE, rf"(?:the_)?EDGE{_WHICH}quarter", _this_or_next_quarter),
    Rule(Kind.EDGE, r"(?:the_)?quarter(?:_|-)(?P<edge>end)", _this_or_next_quarter),
    Rule(Kind.SPAN, r"(?P<which>this|next)_quarter", _this_or_next_quarter),
)
