"""A phrase that is meant as a due date, whole."""

import re
from collections.abc import Sequence
from datetime import date, datetime, time

from sop_minutes.domain.due.grammar import moment_at
from sop_minutes.domain.due.leads import AT_ONCE_AND, FILLER, STRONG, WEAK
from sop_minutes.domain.due.lexicon import fold_line, pattern
from sop_minutes.domain.due.moments import When
from sop_minutes.domain.sheets import Due
from sop_minutes.domain.words import DuePrecision, DueRemark

_OPENING = (
    rf"(?:(?P<lead>{STRONG}|{WEAK})|{FILLER}"
    r"|(?:to_be_|be_|for_)?(?:completed?|completion|done|finish(?:ed)?|deliver(?:ed|y)?|submi(?:t|tted|ssion)"
    r"|circulated?|returned?|report(?:ed)?|action(?:ed)?|review(?:ed)?)(?!\w)"
    r"|(?:extend(?:ed)?|moved?|revised?|deferred|postponed|changed?|now)(?!\w)"
    r"|(?:target|due|completion|end)_date(?!\w)|(?:deadline|target|by_when|when|timescale)(?!\w))"
)
_PUNCTUATION = r"[-:;*.,!?()\[\]\"' ]{0,9}"
_CLOSING = (
    r"(?:~\(?(?:latest|tbc|provisional(?:ly)?|approx\.?|if_possible|where_possible|deadline)\)?)?"
    rf"{_PUNCTUATION}$"
)
_MAYBE_A_DATE = re.compile(
    r"(?=.*[a-z])(?!.*[0-9] ?[-/.] ?[0-9])"
    r"(?!.*\b(?:from|since|after|following|of|dated|ago|last|past|previous|every|each|per)\b)"
    r".*(?:[0-9]|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun"
    r"|day|week|month|year|fortnight))"
)
_LONGEST_FOR_DATEPARSER = 60


def read_due(phrase: str, said_on: date, diary: Sequence[date] = ()) -> Due:
    """Return what `phrase`, the whole of which is meant as a due date, says when said on that day.

    What cannot be read stays as written, with precision NONE. `diary` is the group's meeting dates,
    ascending; the next meeting is the first one after `said_on`.
    """
    return read_strictly(phrase, said_on, diary) or _read_loosely(phrase, said_on)


def read_strictly(phrase: str, said_on: date, diary: Sequence[date] = ()) -> Due | None:
    """Return what our own grammar makes of the whole of `phrase`; None if it makes nothing of it."""
    written = phrase.strip()
    low = fold_line(written)
    start, lead = _opened(low)
    moment = moment_at(low, start, When(said_on, diary, written, lead))
    if moment is None or not pattern(_CLOSING).match(low, moment.end):
        return None
    return moment.due(written)


def _opened(low: str) -> tuple[int, str]:
    """Return where the words that lead up to the date end, and the last preposition of them."""
    start, lead = _after(AT_ONCE_AND, low, 0), ""
    for _ in range(8):
        start = _after(_PUNCTUATION, low, start)
        match = pattern(_OPENING + "[-:;, ]").match(low, start)
        if not match:
            break
        start, lead = match.end(), " ".join((match["lead"] or lead).split())
    return start, lead


def _after(source: str, low: str, start: int) -> int:
    match = pattern(source).match(low, start)
    return match.end() if match else start


def _read_loosely(phrase: str, said_on: date) -> Due:
    """What dateparser makes of a short phrase that speaks of dates, if it is not in the past."""
    written = phrase.strip()
    low = fold_line(written)
    if len(written) > _LONGEST_FOR_DATEPARSER or not _MAYBE_A_DATE.match(low):
        return Due(written)
    on = _dateparser_date(written, said_on)
    if on is None or (on < said_on and str(on.year) not in low):
        return Due(written)
    return Due(written, on, DuePrecision.DAY, DueRemark.PAST if on < said_on else DueRemark.NONE)


def _dateparser_date(written: str, said_on: date) -> date | None:
    import dateparser  # type: ignore[import-untyped] # its import takes a third of a second

    try:
        parsed = dateparser.parse(
            written,
            languages=["en"],
            settings={
                "DATE_ORDER": "DMY",
                "PREFER_DATES_FROM": "future",
                "RELATIVE_BASE": datetime.combine(said_on, time()),
                "STRICT_PARSING": True,
            },
        )
    except Exception:  # a library's trouble with odd input is not the minute-taker's
        return None
    return parsed.date() if parsed else None
