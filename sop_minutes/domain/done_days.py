"""The day on which something was done, by what its owner says of it."""

import re
from datetime import date
from typing import NamedTuple

from sop_minutes.domain.due.past import find_past_days
from sop_minutes.domain.reply_words import says_done
from sop_minutes.domain.text import clean_line, fold

_CLAUSE_END = re.compile(r"(?<!\s)\s+[–—-]\s+|(?<!\s)\s*[;\n]\s*|[,.:!]\s+")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_WDAY = r"(?:mon|tues?|wednes|thurs?|fri|satur|sun)day"
_SPAN = rf"(?:week(?:end)?|month|term|quarter|year|spring|summer|autumn|winter|christmas|easter|{_MONTH})"
_VAGUE = re.compile(
    r"(?<!\w)(?:(?:in|during|over|since|around|about|early|late|mid|middle|end|beginning|start)\W(?:of )?"
    rf"(?:the )?(?:last |this )?(?:early |late |mid-?)?{_SPAN}|(?:last|this|previous|past|next) {_SPAN}"
    rf"|next {_WDAY}|tomorrow|recently|the other day|(?:before|after|at) (?:christmas|easter)"
    rf"|(?:some|a few|several|many|\w+) (?:time|days|weeks|months|years?|month) ago"
    rf"|\d{{1,2}}[/.]\d{{1,2}}|\d{{1,2}}(?:st|nd|rd|th)? {_MONTH})(?!\w)"
)
_FILLING = re.compile(r"\b(?:on|it|was|were|is|has|been|this|that|the|by me|as of|all)\b")


class DayDone(NamedTuple):
    """The day; `unclear` is what was said of it that could not be understood, "" where it is sure."""

    on: date
    unclear: str = ""


def day_done(note: str, said_on: date, *, since: date = date.min) -> DayDone:
    """Return the day on which an action was done by what is said of it, else that on which it was said.

    It was not done before `since`, nor later than it was said: the first day named that may be.
    """
    found = find_past_days(note, said_on)
    for _, _, day in found:
        if since <= day <= said_on:
            return DayDone(day)
    first = _first_clause(note)
    vague = _VAGUE.search(fold(first))
    outside = next((note[start:end] for start, end, _ in found if end <= len(first)), "")
    return DayDone(said_on, clean_line(outside or (vague[0] if vague else "")))


def without_day(note: str, said_on: date) -> str:
    """Return a note without a first clause that says no more than that it is done, and on which day."""
    first = _first_clause(note)
    bare = first
    for start, end, _ in reversed(find_past_days(first, said_on)):
        bare = bare[:start] + bare[end:]
    if bare == first or not says_done(_FILLING.sub(" ", bare.lower())):
        return note
    return note[len(first) :].lstrip(" \t\n,.;:!–—-")


def _first_clause(note: str) -> str:
    end = _CLAUSE_END.search(note)
    return note[: end.start()] if end else note
