"""The whole grammar at work: what a phrase that starts at a place in a line says, if anything."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache

from sop_minutes.domain.due.days import DAY_RULES
from sop_minutes.domain.due.leads import LATEST
from sop_minutes.domain.due.lexicon import pattern
from sop_minutes.domain.due.meetings import MEETING_PREFIXES, MEETING_RULES
from sop_minutes.domain.due.moments import (
    DAYS,
    Kind,
    Moment,
    Prefix,
    Resolved,
    Rule,
    When,
    is_named_on,
    remark_on,
)
from sop_minutes.domain.due.periods import PERIOD_RULES
from sop_minutes.domain.due.reckoning import weekday_of_week
from sop_minutes.domain.due.spans import SPAN_PREFIXES, SPAN_RULES
from sop_minutes.domain.due.years import YEAR_RULES
from sop_minutes.domain.words import DueRemark

_RULES = (*MEETING_RULES, *PERIOD_RULES, *DAY_RULES, *SPAN_RULES, *YEAR_RULES)
_PREFIXES = (*MEETING_PREFIXES, *SPAN_PREFIXES)
_FIRST_WORDS = (
    r"[0-9]|MONTHNAME|DAYNAME|LENGTH|(?:(?:spring|summer|autumn|winter)(?:time)?|mid(?:dle|day|night)?|q~?[1-4]"
    r"|quarter|final_quarter|financial_year|fy|calendar_year|year|month|day|fortnights?|weeks?|week(?:end|ending)"
    r"|wk|w/[bce]|wc|w\.c\.|early|later?|latter|back(?=_end)|end|close|beginning|start|ORDINALWORD|last|next|this"
    r"|coming|current|following|forthcoming|upcoming|new|today|tonight|tomorrow|christmas|xmas|easter|boxing|good|bonfire|hallowe'?en|remembrance|armistice|st|candlemas|lady|midsummer|michaelmas|martinmas"
    r"|shrove|ash|palm|whit(?:sun)?|pentecost|term|school|bank|(?:[0-9]|two|three|four|five|six)_meetings'?"
    r"|cop|cob|eo[bdmpqwy]|eofy|noon|lunch(?:time)?|morning|afternoon|evening|meeting|between|at_least)(?!\w)"
)
# What every phrase of the grammar starts with: most places in a line are ruled out by this one pattern.
STARTS = (
    rf"(?:{_FIRST_WORDS}|(?:the|our|its|their|this_group's)_"
    rf"(?:{_FIRST_WORDS}|(?:WORDS)(?:BODY)_(?:in|on|of|this|next|to_be|being|held)(?!\w)))"
)
_WORD_END = r"(?!\w|'[a-z])"
_AFTER_DAY = (
    r"(?:(?:,?_(?:at_|by_|before_|from_)?|~\()(?:CLOCK|PLAY)(?:~(?:-|to_)~CLOCK)?\)?"
    r"|_(?:morning|afternoon|evening|night|lunchtime|am|pm)|,_DAYNAME|_\(DAYNAME\)|_meeting(?!\w))"
)
_TIMED = DAYS | {Kind.SPAN}
_TO = r"(?:~[-/]~|_to_|_or_|_until_)(?:the_)?"
_AND = r"(?:~[-/&]~|_and_|_to_|_or_)(?:the_)?"
_MONTHS = frozenset({Kind.MONTH, Kind.MONTH_YEAR, Kind.EDGE})
_SEASONS = frozenset({Kind.SEASON, Kind.SEASON_YEAR, Kind.EDGE})
_FAMILIES = {
    **dict.fromkeys(DAYS, DAYS),
    **dict.fromkeys(_SEASONS, _SEASONS),
    Kind.QUARTER: frozenset({Kind.QUARTER}),
    **dict.fromkeys(_MONTHS, _MONTHS),
    Kind.EDGE: _MONTHS | _SEASONS,
}
_JOINED_BY_AND = _MONTHS | _SEASONS | {Kind.QUARTER}


def moment_at(low: str, start: int, when: When) -> Moment | None:
    """Return the longest phrase of the grammar that starts at `start` of the folded line `low`."""
    if not pattern(STARTS).match(low, start):
        return None
    between = pattern("between_").match(low, start)
    first = _longest(low, between.end() if between else start, when)
    if first is None:
        return None
    last = _last_of_range(low, first, when, _AND if between else _TO)
    if between and last is first and not pattern(".*_and_").match(low, start, last.end):
        return None
    latest = pattern(LATEST).match(low, last.end)
    return last._replace(start=start, end=latest.end() if latest else last.end)


def _longest(low: str, start: int, when: When) -> Moment | None:
    found = max(_plain_moments(low, start, when), key=_end, default=None)
    prefixed = max(_prefixed_moments(low, start, when), key=_end, default=None)
    if prefixed and (not found or prefixed.end > found.end):
        return prefixed
    return found


def _end(moment: Moment) -> int:
    return moment.end


def compile_rules() -> Iterator[None]:
    """Compile a rule's pattern at each step: all at once they take longer than a frame on the screen."""
    for source in (*(rule.source + _WORD_END for rule in _RULES), *(prefix.source for prefix in _PREFIXES)):
        pattern(source)
        yield


@cache
def _rules() -> tuple[tuple[re.Pattern[str], Rule], ...]:
    """The rules with their patterns: compiled on first use, not on import."""
    return tuple((pattern(rule.source + _WORD_END), rule) for rule in _RULES)


@cache
def _prefixes() -> tuple[tuple[re.Pattern[str], Prefix], ...]:
    return tuple((pattern(prefix.source), prefix) for prefix in _PREFIXES)


def _plain_moments(low: str, start: int, when: When) -> Iterator[Moment]:
    for form, rule in _rules():
        match = form.match(low, start)
        resolved = match and _resolved(rule.resolve, match, when)
        if match and resolved:
            end = match.end()
            if rule.kind in _TIMED:
                after = pattern(_AFTER_DAY + _WORD_END).match(low, end)
                end = after.end() if after else end
            yield Moment(start, end, rule.kind, *resolved, remark_on(rule.kind, resolved[0], match, when))


def _prefixed_moments(low: str, start: int, when: When) -> Iterator[Moment]:
    for form, prefix in _prefixes():
        match = form.match(low, start)
        inner = match and _inner(low, match.end(), prefix, when)
        if match and inner and inner.kind in prefix.inner:
            resolved = _resolved(prefix.resolve, match, (inner.on, inner.precision), when)
            if resolved:
                yield Moment(start, inner.end, prefix.kind or inner.kind, *resolved, inner.remark)


def _inner(low: str, start: int, prefix: Prefix, when: When) -> Moment | None:
    """The phrase after a prefix. A week that began this Monday is this week, not one in a year."""
    found = max(_plain_moments(low, start, when), key=_end, default=None)
    if found and prefix.kind is Kind.WEEK_OF and found.remark is DueRemark.YEAR_AHEAD:
        monday = replace(when, said_on=weekday_of_week(when.said_on, 0))
        return max(_plain_moments(low, start, monday), key=_end, default=found)
    return found


def _resolved(resolve: Callable[..., Resolved | None], *said: object) -> Resolved | None:
    """What a match means; None where the calendar has no such day."""
    try:
        return resolve(*said)
    except (ValueError, OverflowError):
        return None


def _last_of_range(low: str, first: Moment, when: When, joint: str) -> Moment:
    """The last of a range, which is due when it ends; `first` itself where none follows."""
    family = _FAMILIES.get(first.kind, frozenset())
    joined = pattern(_AND if first.kind in _JOINED_BY_AND else joint).match(low, first.end)
    if not family or not joined:
        return first
    last = _longest(low, joined.end(), replace(when, said_on=first.on or when.said_on))
    if last is None or last.kind not in family:
        return first
    if is_named_on(last, when.text) or when.text[last.start : last.end] == "may":
        return first
    remark = first.remark if last.remark is DueRemark.NONE else last.remark
    return last._replace(start=first.start, remark=remark)
