"""Phrases that name a meeting of the group."""

from bisect import bisect_right
from datetime import date
from re import Match

from sop_minutes.domain.due.lexicon import month_number, number_of, pattern
from sop_minutes.domain.due.moments import (
    DAYS,
    Kind,
    Prefix,
    Resolved,
    Rule,
    When,
    exactly,
    said_year,
    unchanged,
)
from sop_minutes.domain.due.reckoning import month_end, season_span, upcoming
from sop_minutes.domain.words import DuePrecision


def _later(when: When) -> list[date]:
    return list(when.diary[bisect_right(when.diary, when.said_on) :])


def _next_meeting(match: Match[str], when: When) -> Resolved | None:
    if not _is_code(match, when):
        return None
    later = _later(when)
    return later[0] if later else None, DuePrecision.NEXT_MEETING


def _meeting_after_next(_match: Match[str], when: When) -> Resolved | None:
    later = _later(when)
    return exactly(later[1]) if len(later) > 1 else (None, DuePrecision.NONE)


def _meeting_ahead(match: Match[str], when: When) -> Resolved | None:
    later, number = _later(when), number_of(match["number"])
    return exactly(later[number - 1]) if len(later) >= number else (None, DuePrecision.NONE)


def _is_code(match: Match[str], when: When) -> bool:
    """Whether what stands for a group's code is written like one, with two capitals; True if nothing does."""
    if not match.groupdict().get("code"):
        return True
    start, end = match.span("code")
    return sum(c.isupper() for c in when.text[start:end]) > 1


def _from_diary(when: When, first: date, last: date, precision: DuePrecision) -> Resolved:
    """The first later meeting from `first` to `last`; where the diary has none, the last day."""
    later = _later(when)
    found = next((day for day in later if first <= day <= last), None)
    if found is None:
        return last, precision
    return found, DuePrecision.NEXT_MEETING if found == later[0] else DuePrecision.DAY


def _month_meeting(match: Match[str], when: When) -> Resolved | None:
    if not _is_code(match, when) or pattern(_OF_MARCH).match(match[0]):
        return None
    month, year = month_number(match["month"]), said_year(match, when)
    if year is None:
        last = upcoming(when.said_on, lambda year: month_end(year, month))
        has_met = last and last.month == when.said_on.month and last.year == when.said_on.year
        later = _later(when)
        if last and has_met and not any(day <= last for day in later):
            last = month_end(last.year + 1, month)
    else:
        last = month_end(year, month)
    return _from_diary(when, last.replace(day=1), last, DuePrecision.MONTH) if last else None


def _season_meeting(match: Match[str], when: When) -> Resolved | None:
    season, year = match["season"], said_year(match, when)
    if year is not None:
        return _from_diary(when, *season_span(season, year), DuePrecision.SEASON)
    last = upcoming(when.said_on, lambda year: season_span(season, year)[1])
    if last is None:
        return None
    span = season_span(season, last.year - (season == "winter"))
    return _from_diary(when, *span, DuePrecision.SEASON)


def _next_months_meeting(match: Match[str], when: When) -> Resolved | None:
    last = month_end(when.said_on.year, when.said_on.month + (match["which"] == "next"))
    return _from_diary(when, last.replace(day=1), last, DuePrecision.MONTH)


_NEXT = r"(?:(?:the|our|its|their|this_group's)_)?(?:next|following|forthcoming|upcoming)"
_OF_GROUP = r"(?:_of_(?:the|this|our)_(?:WORDS)BODY)?"
_OF_MARCH = r"(?:the_)?march_(?:district|town|parish|city|borough|county)_council$"  # March is a town, too
_MONTH = r"MONTH(?:'s)?(?:_YEAR)?"

MEETING_RULES = (
    Rule(Kind.MEETING, rf"{_NEXT}_but_one(?:_(?:BODY))?", _meeting_after_next),
    Rule(Kind.MEETING, rf"{_NEXT}_(?:WORDS)(?:BODY)_but_one", _meeting_after_next),
    Rule(Kind.MEETING, rf"{_NEXT}_(?:WORDS)(?:BODY){_OF_GROUP}", _next_meeting),
    Rule(Kind.MEETING, rf"{_NEXT}_(?:CODE)", _next_meeting),
    Rule(Kind.MEETING, r"next_time", _next_meeting),
    Rule(Kind.MEETING, r"(?:the_)?meeting_after_next", _meeting_after_next),
    Rule(Kind.MEETING, r"NUMBER_meetings'?_(?:time|from_now|ahead)", _meeting_ahead),
    Rule(Kind.MEETING, rf"(?:(?:the|our)_)?{_MONTH}_(?:BODY)", _month_meeting),
    Rule(Kind.MEETING, rf"(?:the|our)_{_MONTH}_(?:WORDS)(?:BODY)", _month_meeting),
    Rule(Kind.MEETING, rf"(?:the|our)_{_MONTH}_(?:CODE)", _month_meeting),
    Rule(Kind.MEETING, rf"{_MONTH}_(?:CODE)(?=~(?:$|[.,;:)]))", _month_meeting),
    Rule(Kind.MEETING, r"(?:the|our)_(?:WORDS)(?:BODY)_in_MONTH(?:_YEAR)?", _month_meeting),
    Rule(Kind.MEETING, r"(?:the|our)_SEASON(?:_YEAR)?_(?:WORDS)(?:BODY)", _season_meeting),
    Rule(Kind.MEETING, r"(?P<which>this|next)_month's_(?:WORDS)(?:BODY)", _next_months_meeting),
    Rule(Kind.MEETING, r"(?:the|our)_(?:WORDS)(?:BODY)_(?P<which>this|next)_month", _next_months_meeting),
)

MEETING_PREFIXES = (
    Prefix(
        Kind.MEETING,
        r"(?:the|our|its)_(?:next_)?(?:WORDS)(?:BODY)_(?:(?:to_be_|being_)?held_)?(?:on|of)_(?:the_)?",
        DAYS - {Kind.TODAY},
        unchanged,
    ),
)
