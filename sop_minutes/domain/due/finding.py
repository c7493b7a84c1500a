"""The due date inside an action's running text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sop_minutes.domain.due.context import FoundDue, Line, may_be_led, may_stand_bare
from sop_minutes.domain.due.grammar import STARTS, moment_at
from sop_minutes.domain.due.labelled import find_labelled, is_read
from sop_minutes.domain.due.leads import AT_ONCE_AND, FILLER, STRONG, WEAK
from sop_minutes.domain.due.lexicon import pattern
from sop_minutes.domain.due.moments import Moment
from sop_minutes.domain.sheets import Due
from sop_minutes.domain.words import DueRemark

_LEAD = rf"(?P<strong>{STRONG})|{WEAK}"
_LEAD_UP = rf"(?:{STRONG}|{WEAK})(?:,?_(?:{STRONG}|{WEAK}|{FILLER})){{0,4}}[,:]?_(?={STARTS})"
_CUES = (
    r"(?<![\w'/.])(?<!\w-)(?:(?P<lead>(?:by|before|not?|on|prior|ahead|in|inside|until|till|due|deadline|within|at(?!_least)|for|during|over"
    r"|throughout|towards?|around|to|this(?=_side_of))(?=[ :]))"
    r"|(?P<part>(?:the(?=_(?:[a-z]{1,12}_)?week)|end|close|beginning|start|middle|mid|early|later?|first|second|third"
    r"|fourth|last|latter|w/[bce]|wc|week|wk|next|this|tomorrow|month)(?![a-z]))"
    r"|(?P<bare>[0-9]{1,4}(?=[a-z /.<-])|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri"
    r"|sat|sun|spr|sum|aut|win|q[1-4]|christmas|easter|noon|cop|cob|eo[bdmpqwy]|eofy|term|whit|michaelmas|lady|tod|ton|fin|two|three|four|five|six|seven|eight|nine|ten"
    r"|(?:a|an|one|at_least|between|the_(?:end|day|weekend)|day_after)(?= )))"
)
_TAIL = 60
_NOT_THEN = r"(?!\w)(?!.{0,200}(?: and | then |[.;]))"
_IN_TIME_FOR = rf",?_(?:for|so|ahead|in|before|ready|prior){_NOT_THEN}"
_SOMETHING_MORE = (
    r"~(?:[;.]|,?_(?:and|then|but|while|with)(?!\w)|,_(?=[a-z'-]{1,20}_(?:to|will)_)).{0,200}[a-z]"
)
_TO_BE_ABLE_TO = rf",?_to{_NOT_THEN}"
_HOLIDAYS = r"(?:school|summer|easter|christmas|spring|autumn|half-term)_(?:holidays?|break|recess|vacation)"
_PERIODS = (
    rf"(?:agm|purdah|recess|{_HOLIDAYS}|half(?:-|_)term|(?:local_|general_|may_)?elections?"
    r"|pre-election_period|(?:(?:end|start|close|beginning)_of_(?:the_)?)?(?:term|(?:school|academic)_year))"
)
# What is said instead of a date, at the very end: kept as written, so that it can be flagged.
_UNSCHEDULED = (
    r"(?<![\w-])(?:asap|a\.s\.a\.p|(?:as_)?soon_as_(?:is_)?(?:possible|practicable)|on-?going|immediately"
    r"|with_immediate_effect|by_return(?:_of_(?:post|e-?mail))?|in_due_course|until_further_notice"
    r"|at_the_earliest_opportunity|daily|weekly|fortnightly|monthly|quarterly|termly|annually|yearly"
    r"|(?:at|every|each)_(?:every_|each_)?meeting"
    r"|(?:in|within|over|during)_the_(?:next_|coming_)?(?:next|coming)_(?:few_|couple_of_)?(?:days|weeks|months)"
    r"|(?:by|before|in_time_for)_(?!the_)[a-z']{3,20}_(?:day|night)"
    r"|(?:(?:straight|soon|shortly|just)_)?after_(?:the_)?(?:christmas|xmas|easter|new_year|summer)"
    rf"|(?:{STRONG}|at|during|over|in|after)_(?:the_|our_|its_)?(?:next_)?{_PERIODS})$"
)
_AT_ONCE_AND = rf"(?:^|[ ,;(])(?P<all>{AT_ONCE_AND})$"
_A_FEW_WORDS = 60


@dataclass(frozen=True, slots=True)
class _Candidate:
    start: int
    moment: Moment
    is_strong: bool


def find_due(text: str, said_on: date, diary: Sequence[date] = ()) -> FoundDue | None:
    """Return the due date in an action's text, resolved against the day it was said; None without one.

    A phrase that says it is one, "(due …)" or "due: …", is returned even if it cannot be read; else
    one at the end of the text goes before others.
    """
    line = Line.of(text, said_on, diary)
    labelled = find_labelled(line)
    if labelled and (is_read(labelled.due) or not line.low.startswith("by", labelled.start + 1)):
        return labelled
    return _chosen(line, list(_candidates(line))) or labelled or _unscheduled(line)


def _candidates(line: Line) -> Iterator[_Candidate]:
    passed, tail = 0, line.end - _TAIL
    for cue in pattern(_CUES).finditer(line.low):
        start, kind = cue.start(), cue.lastgroup
        if start < passed or (kind == "bare" and start < tail):
            continue
        found, passed = _led(line, start) if kind == "lead" else _bare(line, start)
        if found:
            yield found


def _led(line: Line, start: int) -> tuple[_Candidate | None, int]:
    """A due date after prepositions at `start`, if there is one; and how far the line has been read."""
    lead_up = pattern(_LEAD_UP).match(line.low, start)
    if not lead_up:
        return None, start
    leads = list(pattern(_LEAD).finditer(line.low, start, lead_up.end()))
    is_strong = any(lead["strong"] for lead in leads)
    lead = " ".join(leads[-1][0].split())
    moment = moment_at(line.low, lead_up.end(), line.when(lead))
    if moment is None:
        return None, start
    if may_be_led(line, start, lead, is_strong, moment):
        return _Candidate(start, moment, is_strong), moment.end
    return None, start if lead == "to" else moment.end


def _bare(line: Line, start: int) -> tuple[_Candidate | None, int]:
    """A due date without a preposition at `start`, if there is one; and how far the line has been read."""
    moment = moment_at(line.low, start, line.when())
    if moment is None:
        return None, start
    return _Candidate(start, moment, False) if may_stand_bare(line, moment) else None, moment.end


def _chosen(line: Line, candidates: Sequence[_Candidate]) -> FoundDue | None:
    """The last candidate, unless one before says when the whole is due: "by Friday for the next meeting".

    Of the dates of several parts it is the first: "AL to draft by Friday and BO to sign by Monday".
    """
    if not candidates:
        return None
    chosen = len(candidates) - 1
    if not line.ends_with(candidates[-1].moment):
        strong = [place for place, found in enumerate(candidates) if found.is_strong]
        chosen = strong[-1] if strong else chosen
    while chosen and _governs(line, candidates[chosen - 1], candidates[chosen]):
        chosen -= 1
    first = next((n for n in range(chosen) if _ends_a_part(line, candidates[n], candidates[n + 1])), chosen)
    moment = candidates[first].moment
    if first < chosen and moment.remark is DueRemark.NONE and moment.on != candidates[chosen].moment.on:
        moment = moment._replace(remark=DueRemark.FIRST_OF_SEVERAL)
    start, end = candidates[first].start, moment.end
    at_once = pattern(_AT_ONCE_AND).search(line.low, max(0, start - _A_FEW_WORDS), start)
    start = at_once.start("all") if at_once else start
    return line.found(start, end, moment.due(line.text[start:end]))


def _ends_a_part(line: Line, first: _Candidate, second: _Candidate) -> bool:
    """Whether the first date is when one part is due, and something more is to be done by the second."""
    led = first.is_strong and not line.low.startswith(("until", "till"), first.start)
    return led and bool(pattern(_SOMETHING_MORE).match(line.low, first.moment.end, second.start))


def _governs(line: Line, first: _Candidate, second: _Candidate) -> bool:
    """Whether the second date only says what the first one is in time for."""
    if not first.is_strong:
        return False
    purpose = _IN_TIME_FOR if second.is_strong else f"(?:{_IN_TIME_FOR}|{_TO_BE_ABLE_TO})"
    return bool(pattern(purpose).match(line.low, first.moment.end, second.moment.start))


def _unscheduled(line: Line) -> FoundDue | None:
    said = pattern(_UNSCHEDULED).search(line.low, max(0, line.end - 60), line.end)
    return line.found(*said.span(), Due(line.text[slice(*said.span())])) if said else None
