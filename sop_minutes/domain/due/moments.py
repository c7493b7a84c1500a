"""What one rule of the grammar is, and what it yields."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto
from re import Match
from typing import NamedTuple

from sop_minutes.domain.due.lexicon import full_year, weekday_number
from sop_minutes.domain.sheets import Due
from sop_minutes.domain.words import DuePrecision, DueRemark


class Kind(Enum):
    """What a phrase is made of, which decides where in running text it may count as a due date."""

    DATE = auto()
    NUMERIC = auto()  # day/month, which may also be a fraction or a reference
    ORDINAL = auto()
    WEEKDAY = auto()
    TODAY = auto()
    MONTH = auto()
    MONTH_YEAR = auto()
    SEASON = auto()
    SEASON_YEAR = auto()
    QUARTER = auto()
    YEAR = auto()
    EDGE = auto()  # the end, middle or start of a period
    WEEK_OF = auto()
    FEAST = auto()
    SPAN = auto()  # next week, tomorrow, two weeks' time
    DURATION = auto()  # two weeks
    AHEAD = auto()  # the next two weeks
    MEETING = auto()


DAYS = frozenset({Kind.DATE, Kind.NUMERIC, Kind.ORDINAL, Kind.WEEKDAY, Kind.TODAY})


_BEFORE = frozenset({"before", "prior to", "ahead of", "in advance of", "this side of"})


@dataclass(frozen=True, slots=True)
class When:
    """What a phrase is resolved against: `text` is the line as typed, `lead` the preposition before it."""

    said_on: date
    diary: Sequence[date] = ()
    text: str = ""
    lead: str = ""

    @property
    def before(self) -> bool:
        """Whether a period is left out: "before March" is due when February ends."""
        return self.lead in _BEFORE


Resolved = tuple[date | None, DuePrecision]


class Rule(NamedTuple):
    """A pattern in the language of `lexicon`, and what it means; None is for what is no such day."""

    kind: Kind
    source: str
    resolve: Callable[[Match[str], When], Resolved | None]


class Prefix(NamedTuple):
    """A pattern before a phrase of one of the kinds in `inner`, and what it makes of that phrase."""

    kind: Kind | None
    source: str
    inner: frozenset[Kind]
    resolve: Callable[[Match[str], Resolved, When], Resolved | None]


class Moment(NamedTuple):
    """A phrase that was read: where it stands in the text, and what it says."""

    start: int
    end: int
    kind: Kind
    on: date | None
    precision: DuePrecision
    remark: DueRemark = DueRemark.NONE

    def due(self, as_written: str) -> Due:
        """Return the due date that this is, written so."""
        return Due(as_written, self.on, self.precision, self.remark)


_FAR = timedelta(days=330)
_SAY_THE_YEAR = ("year", "rel", "start", "which", "figures")
_ROLLED_ON = frozenset(
    {Kind.DATE, Kind.NUMERIC, Kind.MONTH, Kind.MONTH_YEAR, Kind.SEASON, Kind.QUARTER, Kind.EDGE, Kind.FEAST}
)


def remark_on(kind: Kind, on: date | None, match: Match[str], when: When) -> DueRemark:
    """Return what is odd about a day that was read.

    Gone by, no day at all, almost a year ahead unsaid, or not on the day of the week that was said.
    """
    if on is None:
        return DueRemark.NO_SUCH_DAY if kind in {Kind.DATE, Kind.NUMERIC} else DueRemark.NONE
    if on < when.said_on:
        return DueRemark.PAST
    said = match.groupdict()
    is_said = kind not in _ROLLED_ON or any(said.get(name) for name in _SAY_THE_YEAR)
    if not is_said and on - when.said_on >= _FAR:
        return DueRemark.YEAR_AHEAD
    named = said.get("named")
    is_other = named and weekday_number(named) != on.weekday()
    return DueRemark.OTHER_WEEKDAY if is_other else DueRemark.NONE


def is_named_on(moment: Moment, text: str) -> bool:
    """Return whether a capital letter makes a name of a bare month or season: June Carver, Spring Road."""
    is_bare = moment.kind in {Kind.MONTH, Kind.SEASON, Kind.SEASON_YEAR}
    return is_bare and text[moment.end : moment.end + 4].lstrip()[:1].isupper()


def unchanged(_match: Match[str], inner: Resolved, _when: When) -> Resolved | None:
    """Return what the phrase after a prefix says by itself."""
    return inner


def exactly(on: date | None) -> Resolved | None:
    """Return a day, precisely; None for None."""
    return (on, DuePrecision.DAY) if on else None


def roughly(on: date | None) -> Resolved | None:
    """Return a day that stands for a stretch of a month; None for None."""
    return (on, DuePrecision.MONTH) if on else None


def last_day(when: When, first: date, last: date) -> date:
    """Return the day a period is due on: its last, or with "before" the day before its first."""
    return first - timedelta(days=1) if when.before else last


def said_year(match: Match[str], when: When) -> int | None:
    """Return the year a match of YEAR says, None if it says none."""
    said = match.groupdict()
    if said.get("year"):
        return full_year(said["year"])
    if said.get("rel"):
        return when.said_on.year + (said["rel"] == "next")
    return None
