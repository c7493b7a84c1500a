"""What one rule of the grammar is, and what it yields."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto
from re import Match
from typing import NamedTuple

from sop_minutes.domain.due.lexicon import full_year
from sop_minutes.domain.words import DuePrecision


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


_BEFORE = frozenset({"before", "prior to", "ahead of", "in advance of"})


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
