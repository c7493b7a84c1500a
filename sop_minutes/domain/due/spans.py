"""Phrases counted from the meeting: today, this week, in two weeks' time, w/c 20 November."""

from datetime import date, timedelta
from re import Match

from sop_minutes.domain.due.lexicon import number_of
from sop_minutes.domain.due.moments import (
    DAYS,
    Kind,
    Prefix,
    Resolved,
    Rule,
    When,
    exactly,
    last_day,
    unchanged,
)
from sop_minutes.domain.due.reckoning import (
    FRIDAY,
    add_months,
    add_working_days,
    weekday_of_week,
    working_week_end,
)
from sop_minutes.domain.words import DuePrecision

_WEEK_EDGES = {"beginning": 0, "start": 0, "early": 1, "mid": 2, "middle": 2}
_SUNDAY = 6


def _today(_match: Match[str], when: When) -> Resolved | None:
    return exactly(when.said_on)


def _tomorrow(match: Match[str], when: When) -> Resolved | None:
    return exactly(when.said_on + timedelta(days=2 if "after" in match[0] else 1))


def _week(match: Match[str], when: When) -> Resolved | None:
    said = match.groupdict()
    edge, said_on = said.get("edge"), when.said_on
    weekday = _WEEK_EDGES.get(edge or "", FRIDAY)
    if said["which"] in {"next", "following"}:
        monday = weekday_of_week(said_on, 0, 1)
        friday = monday + timedelta(days=weekday)
        return exactly(friday if edge else last_day(when, monday - timedelta(days=2), friday))
    if weekday == FRIDAY:
        return exactly(working_week_end(said_on))
    day = weekday_of_week(said_on, weekday)
    return exactly(day if day >= said_on else day + timedelta(weeks=1))


def _end_of_week(_match: Match[str], when: When) -> Resolved | None:
    return exactly(working_week_end(when.said_on))


def _weekend(match: Match[str], when: When) -> Resolved | None:
    weeks = 1 if match["which"] == "next" else 0
    if when.before or when.lead == "by":
        return exactly(working_week_end(when.said_on) + timedelta(weeks=weeks))
    return exactly(weekday_of_week(when.said_on, _SUNDAY, weeks))


def after(day: date, match: Match[str], sign: int = 1) -> date:
    """Return the day as far after `day` (before it for sign -1) as a match of NUMBER and UNIT says."""
    said = match.groupdict()
    number = sign * number_of(said.get("number") or "a")
    *manner, unit = said["unit"].split()
    if unit.startswith("d") and manner in (["working"], ["business"]):
        return add_working_days(day, number)
    if unit.startswith("h"):
        return day + timedelta(days=round(number / 24))
    if unit.startswith(("m", "q", "y")):
        return add_months(day, number * {"m": 1, "q": 3, "y": 12}[unit[0]])
    return day + timedelta(days=number * {"d": 1, "w": 7, "f": 14}[unit[0]])


def _duration(match: Match[str], when: When) -> Resolved | None:
    from_tomorrow = match[0].endswith("tomorrow")
    return exactly(after(when.said_on + timedelta(days=1 if from_tomorrow else 0), match))


def _this_time(match: Match[str], when: When) -> Resolved | None:
    return exactly(after(when.said_on, match))


def _within_the(match: Match[str], when: When) -> Resolved | None:
    return _duration(match, when) if when.lead == "within" else None


def _of_week_of(match: Match[str], inner: Resolved, _when: When) -> Resolved | None:
    day = inner[0]
    if day is None or match["ending"]:
        return inner
    return exactly(working_week_end(day))


def _offset(match: Match[str], inner: Resolved, when: When) -> Resolved | None:
    """So long before or after something with a date; where it has none, what was said is kept unread."""
    if inner[0] is None:
        return None, DuePrecision.NONE
    is_after = match["way"] in {"after", "following"}
    on = after(inner[0], match, 1 if is_after else -1)
    return exactly(on) if on >= when.said_on else (None, DuePrecision.NONE)


_LENGTH = r"NUMBER~UNIT"
_MEETING = r"(?:(?:the|this|today's)_(?:date_of_(?:the|this|today's)_)?meeting)(?!_(?:of|on|in)(?!\w))"
_NOT_OF = r"(?!'|_(?:of|before|after|prior|ahead|from|old|ago|later|notice|in_advance|following|since)(?!\w))"

SPAN_RULES = (
    Rule(
        Kind.TODAY,
        r"today|tonight|this_(?:morning|afternoon|evening)|(?:the_)?end_of_(?:the_day_)?today|PLAY",
        _today,
    ),
    Rule(Kind.SPAN, r"(?:the_)?(?:day_after_)?tomorrow", _tomorrow),
    Rule(
        Kind.EDGE,
        r"(?:the_)?EDGE(?:(?P<which>this|next|current|following|coming)_)?(?:working_)?week",
        _week,
    ),
    Rule(
        Kind.SPAN,
        r"(?:the_(?=current|following))?(?P<which>this|next|current|following)_week",
        _week,
    ),
    Rule(Kind.EDGE, r"eow", _end_of_week),
    Rule(Kind.SPAN, r"(?:the_|this_|(?P<which>next)_|the_coming_)?weekend", _weekend),
    Rule(Kind.DURATION, _LENGTH + _NOT_OF, _duration),
    Rule(Kind.SPAN, rf"{_LENGTH}(?:'s?)?_time", _duration),
    Rule(
        Kind.SPAN,
        rf"{_LENGTH}_(?:from_(?:now|this_date)|(?:from|of|after)_today|(?:from|of|after|following)_{_MEETING}"
        r"|today|tomorrow|hence)",
        _duration,
    ),
    Rule(Kind.AHEAD, rf"(?:the_)?(?:next|coming|following)_{_LENGTH}{_NOT_OF}", _duration),
    Rule(
        Kind.AHEAD,
        rf"(?:the_(?:next|coming)|next(?=_fortnight))_(?![a-z]{{1,12}}s(?!\w))UNIT{_NOT_OF}",
        _duration,
    ),
    Rule(Kind.SPAN, r"this_time_next_UNIT", _this_time),
    Rule(Kind.AHEAD, rf"the_UNIT{_NOT_OF}", _within_the),
)

SPAN_PREFIXES = (
    Prefix(
        None,
        r"(?:CLOCK|PLAY|(?:the_)?(?:end|close|morning|afternoon|evening)_of|end|early|late(?:r)?)"
        r"(?:,?_(?:on|of|by))?,?_(?:the_(?!end))?",
        DAYS | {Kind.SPAN},
        unchanged,
    ),
    Prefix(
        Kind.WEEK_OF,
        r"(?:(?:the_)?(?:end|close)_of_)?(?:the_)?(?:w/c|w/b|wc|w\.c\.|(?P<ending>w/e|(?:week|wk)_ending)"
        r"|(?:week|wk)_(?:commencing|beginning|starting|of|c))~:?~(?:on_)?(?:the_)?",
        DAYS - {Kind.TODAY},
        _of_week_of,
    ),
    Prefix(
        Kind.SPAN,
        rf"(?:at_least_)?{_LENGTH}_(?P<way>before|prior_to|ahead_of|in_advance_of|after|following)_",
        frozenset({Kind.DATE, Kind.ORDINAL, Kind.WEEKDAY, Kind.EDGE, Kind.FEAST, Kind.MEETING}),
        _offset,
    ),
)
