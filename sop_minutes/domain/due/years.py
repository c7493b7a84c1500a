"""Phrases that name a calendar or financial year, its ends, or a holiday."""

from collections.abc import Callable
from datetime import date, timedelta
from re import Match

from sop_minutes.domain.due.lexicon import full_year
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
from sop_minutes.domain.due.reckoning import MONDAY, SUNDAY, easter_day, nth_weekday, upcoming

_YEAR_STARTS = frozenset({"beginning", "start"})
_MIDDLES = frozenset({"mid", "middle", "first half"})
_ENDS = frozenset(
    {"end", "close", "late", "later", "second half", "latter half", "latter part", "eoy", "eofy", None}
)


def _edge(match: Match[str]) -> str | None:
    edge = match.groupdict().get("edge")
    return " ".join(edge.split()) if edge else None


def _part_of_year(match: Match[str], when: When, year: int) -> date:
    """The day a calendar year, or the part of it that was named, is due on."""
    edge = _edge(match)
    if edge in _YEAR_STARTS:
        return date(year, 1, 1)
    if edge in _MIDDLES:
        return date(year, 6, 30)
    if edge in _ENDS:
        return date(year, 12, 31) if edge else last_day(when, date(year, 1, 1), date(year, 12, 31))
    return date(year, 3, 31)


def _calendar_year(match: Match[str], when: When) -> Resolved | None:
    which, year = match.groupdict().get("which"), said_year(match, when)
    if year is None and which in {"next", "following", "coming"}:
        year = when.said_on.year + 1
    if year is not None:
        on: date | None = _part_of_year(match, when, year)
    else:
        on = upcoming(when.said_on, lambda year: _part_of_year(match, when, year))
    return exactly(on) if _edge(match) in _ENDS else roughly(on)


def _financial_year(match: Match[str], when: When) -> Resolved | None:
    """The financial year that was named, or this or the next one; it ends on 31 March."""
    said = match.groupdict()
    if said.get("start"):
        first = full_year(said["start"])
        is_one_year = (first + 1 - int(said["finish"])) % 100 == 0
        return _part_of_financial_year(match, when, first) if is_one_year else None
    first = when.said_on.year - (when.said_on < date(when.said_on.year, 4, 1))
    if said.get("which") not in {"next", "new", "coming", "following"}:
        found = _part_of_financial_year(match, when, first)
        if found and found[0] and found[0] >= when.said_on:
            return found
    return _part_of_financial_year(match, when, first + 1)


def _part_of_financial_year(match: Match[str], when: When, year: int) -> Resolved | None:
    """What the edge that was named, or "before", makes of the financial year that starts in `year`."""
    edge, first, last = _edge(match), date(year, 4, 1), date(year + 1, 3, 31)
    if edge in _YEAR_STARTS:
        return exactly(first)
    if edge in _MIDDLES:
        return roughly(date(year, 9, 30))
    is_new = match.groupdict().get("which") == "new" and not edge
    if is_new and when.lead == "by":
        return exactly(first - timedelta(days=1))
    if edge not in _ENDS or (is_new and not when.before):
        return roughly(date(year, 4, 30))
    return exactly(last if edge else last_day(when, first, last))


def _new_year(match: Match[str], when: When) -> Resolved | None:
    """Early in the new year is January; what is due by the new year is due in the old one."""
    if not _edge(match) and (when.before or when.lead == "by"):
        return exactly(date(when.said_on.year, 12, 31))
    return roughly(date(when.said_on.year + 1, 1, 31))


def _twixtmas(_match: Match[str], when: When) -> Resolved | None:
    return exactly(date(when.said_on.year, 12, 31))


_FEASTS: dict[str, Callable[[int], date]] = {
    "christmas": lambda year: date(year, 12, 24),
    "christmas eve": lambda year: date(year, 12, 24),
    "christmas day": lambda year: date(year, 12, 25),
    "boxing day": lambda year: date(year, 12, 26),
    "new year's eve": lambda year: date(year, 12, 31),
    "new year's day": lambda year: date(year, 1, 1),
    "bonfire night": lambda year: date(year, 11, 5),
    "halloween": lambda year: date(year, 10, 31),
    "remembrance sunday": lambda year: nth_weekday(year, 11, SUNDAY, 2),
    "remembrance day": lambda year: date(year, 11, 11),
    "early may bank holiday": lambda year: nth_weekday(year, 5, MONDAY, 1),
    "spring bank holiday": lambda year: nth_weekday(year, 5, MONDAY, -1),
    "late may bank holiday": lambda year: nth_weekday(year, 5, MONDAY, -1),
    "august bank holiday": lambda year: nth_weekday(year, 8, MONDAY, -1),
    "summer bank holiday": lambda year: nth_weekday(year, 8, MONDAY, -1),
    "may day": lambda year: date(year, 5, 1),
    "st george's day": lambda year: date(year, 4, 23),
    "armistice day": lambda year: date(year, 11, 11),
    "candlemas": lambda year: date(year, 2, 2),
    "lady day": lambda year: date(year, 3, 25),
    "midsummer": lambda year: date(year, 6, 24),
    "midsummer day": lambda year: date(year, 6, 24),
    "michaelmas": lambda year: date(year, 9, 29),
    "michaelmas day": lambda year: date(year, 9, 29),
    "martinmas": lambda year: date(year, 11, 11),
    "shrove tuesday": lambda year: easter_day(year, -47),
    "ash wednesday": lambda year: easter_day(year, -46),
    "palm sunday": lambda year: easter_day(year, -7),
    "easter": lambda year: easter_day(year, -3),
    "good friday": lambda year: easter_day(year, -2),
    "easter sunday": lambda year: easter_day(year, 0),
    "easter monday": lambda year: easter_day(year, 1),
    "whitsun": lambda year: easter_day(year, 49),
    "whit sunday": lambda year: easter_day(year, 49),
    "pentecost": lambda year: easter_day(year, 49),
    "whit monday": lambda year: easter_day(year, 50),
}
_DUE_BEFORE = frozenset({"christmas", "easter"})
"""Feasts whose day is the last one before them, however they are said."""
_TWICE_A_YEAR = {"may bank holiday": ("early may bank holiday", "late may bank holiday")}


def _feast(match: Match[str], when: When) -> Resolved | None:
    said = (
        " ".join(match["feast"].replace("xmas", "christmas").split())
        .replace("hallowe'en", "halloween")
        .replace("st.", "st")
    )
    year = said_year(match, when)
    days = []
    for named in _TWICE_A_YEAR.get(said, (said,)):
        day_in = _FEASTS[named]
        days.append(upcoming(when.said_on, day_in) if year is None else day_in(year))
    on = min((day for day in days if day), default=None)
    return exactly(on - timedelta(days=1) if on and when.before and said not in _DUE_BEFORE else on)


_WHICH = r"(?:(?P<which>this|next|current|coming|following)_)?"
_YEAR4 = r"(?P<year>(?:19|2[0-2])[0-9]{2})(?![0-9]|[-/][0-9])"
_FIN = r"(?:financial_year|fy)"
_WHICH_FIN = r"(?P<which>this|next|current|coming|following|new)_"
_NAMED_FIN = rf"(?:(?:{_FIN}~)?FINYEAR(?:_{_FIN})?)"

YEAR_RULES = (
    Rule(Kind.EDGE, rf"(?:the_)?EDGE(?:{_WHICH_FIN})?{_FIN}", _financial_year),
    Rule(Kind.EDGE, rf"(?:the_)?EDGE{_NAMED_FIN}", _financial_year),
    Rule(Kind.EDGE, rf"(?:the_)?(?:{_WHICH_FIN})?{_FIN}(?:_year)?(?:_|-)(?P<edge>end)", _financial_year),
    Rule(
        Kind.EDGE, rf"(?:the_)?(?:{_FIN}~)?FINYEAR(?:_{_FIN})?(?:_year)?(?:_|-)(?P<edge>end)", _financial_year
    ),
    Rule(Kind.EDGE, r"(?P<edge>eofy)", _financial_year),
    Rule(Kind.EDGE, r"(?P<edge>eoy)", _calendar_year),
    Rule(Kind.SPAN, rf"(?:the_)?{_WHICH_FIN}{_FIN}", _financial_year),
    Rule(Kind.YEAR, rf"(?:the_)?{_NAMED_FIN}", _financial_year),
    Rule(Kind.EDGE, rf"(?:the_)?EDGE{_WHICH}(?:calendar_)?year", _calendar_year),
    Rule(Kind.EDGE, r"(?:the_)?(?:calendar_)?year(?:_|-)(?P<edge>end)", _calendar_year),
    Rule(Kind.EDGE, rf"(?:the_)?EDGE(?:calendar_year_)?{_YEAR4}", _calendar_year),
    Rule(Kind.YEAR, r"(?P<which>this|next)_(?:calendar_)?year", _calendar_year),
    Rule(Kind.YEAR, _YEAR4, _calendar_year),
    Rule(Kind.SPAN, r"(?:christmas|xmas)_(?:and|to)_(?:the_)?new_year(?:'s_(?:eve|day))?", _twixtmas),
    Rule(
        Kind.SPAN, r"(?:the_)?(?:(?P<edge>early|start|beginning)_(?:of_|in_)?(?:the_)?)?new_year", _new_year
    ),
    Rule(
        Kind.FEAST,
        r"(?:the_)?(?P<feast>(?:christmas|xmas)(?:_(?:eve|day))?|boxing_day|new_year's_(?:eve|day)"
        r"|easter(?:_(?:sunday|monday))?|good_friday|bonfire_night|hallowe'?en|remembrance_(?:sunday|day)"
        r"|armistice_day|st\.?_george's_day|candlemas|lady_day|midsummer(?:_day)?|michaelmas(?:_day)?|martinmas"
        r"|shrove_tuesday|ash_wednesday|palm_sunday|whitsun|whit_(?:sunday|monday)|pentecost|may_day"
        r"|(?:(?:early_|late_)?may|spring|summer|august)_bank_holiday)(?:_(?:break|holidays?|period|recess))?(?:,?_YEAR)?",
        _feast,
    ),
)
