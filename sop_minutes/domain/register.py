"""The register's words: its views, its columns, what narrows it, and the line that is typed to filter it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache, reduce
from typing import NamedTuple

from sop_minutes.domain.due import read_due
from sop_minutes.domain.text import clean_line, fold
from sop_minutes.domain.words import DuePrecision


class View(StrEnum):
    """A question that is asked of the register often."""

    OUTSTANDING = "outstanding"
    OVERDUE = "overdue"
    DUE_BEFORE_NEXT = "due before next meeting"
    NO_DATE = "no due date"
    NO_OWNER = "no owner"
    SLIPPED = "slipped"
    TO_CONFIRM = "to confirm"
    CLOSED_SINCE = "closed since last meeting"
    MINE = "mine"
    ALL = "all"


class Column(StrEnum):
    """What the register shows of an action, and may be put in order and grouped by."""

    REF = "ref"
    TEXT = "text"
    OWNER = "owner"
    DUE = "due"
    STATUS = "status"
    FROM = "from"
    GROUP = "group"
    ORGANISATION = "organisation"
    PRIORITY = "priority"
    UPDATED = "updated"


class FacetKind(StrEnum):
    OWNER = "owner"
    ORGANISATION = "organisation"
    GROUP = "group"
    PRIORITY = "priority"
    TOPIC = "topic"


class Facet(NamedTuple):
    """One owner, organisation, group, priority or topic. `key` is its id; of an owner ``person 12``."""

    kind: FacetKind
    key: str


class Span(NamedTuple):
    """From one day to another, both included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class FilterLine:
    """What is asked for in the filter line; all of it has to hold.

    `owners`, `topics`, `groups`, `organisations` and `priorities` are beginnings of words in their names,
    `words` of words in an action. `due` is None where no due date is asked for.
    """

    views: tuple[View, ...] = ()
    owners: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    priorities: tuple[str, ...] = ()
    due: Span | None = None
    words: tuple[str, ...] = ()


_VIEW_WORDS = {
    "open": View.OUTSTANDING,
    "outstanding": View.OUTSTANDING,
    "overdue": View.OVERDUE,
    "late": View.OVERDUE,
    "soon": View.DUE_BEFORE_NEXT,
    "undated": View.NO_DATE,
    "unowned": View.NO_OWNER,
    "slipped": View.SLIPPED,
    "unconfirmed": View.TO_CONFIRM,
    "mine": View.MINE,
}
_FIELDS = {
    "owner": "owners",
    "topic": "topics",
    "group": "groups",
    "organisation": "organisations",
    "org": "organisations",
    "priority": "priorities",
}
_SIGNS = {"@": "owners", "#": "topics"}
_TERM = re.compile(
    r"""(?P<sign>[@#]|[A-Za-z]+:(?!//))?(?:"(?P<quoted>[^"]*)"?|\[(?P<marked>[^\]]*)\]?|(?P<plain>[^\s"\[]\S*|))"""
)


def read_filter(line: str, today: date) -> FilterLine:
    """Return what a filter line asks for; dates are read as on `today`.

    Whatever is typed is a filter: what is begun and says nothing yet does not narrow, and what is no
    sign or word of ours is looked for in the text.
    """
    found: dict[str, list[str]] = {field: [] for field in (*_FIELDS.values(), "words")}
    views: list[View] = []
    spans: list[Span] = []
    for term in _TERM.finditer(clean_line(line)):
        sign = (term["sign"] or "").rstrip(":").casefold()
        said = term["quoted"] or term["marked"] or term["plain"] or ""
        field = _SIGNS.get(sign) or _FIELDS.get(sign)
        if field:
            found[field].append(said)
        elif sign == "due":
            spans += _span(said, today)
        elif term["plain"] and not sign and said.casefold() in _VIEW_WORDS:
            views.append(_VIEW_WORDS[said.casefold()])
        else:
            found["words"] += term[0].replace('"', " ").split()
    named = {field: tuple(filter(_says, said)) for field, said in found.items()}
    return FilterLine(views=tuple(dict.fromkeys(views)), due=_shared(spans), **named)


def begins(asked: str, names: Iterable[str]) -> bool:
    """Say whether each word of `asked` begins a word of one of these names; a hyphen parts words."""
    wanted = _words(asked)
    return any(_all_begin(wanted, _words(name)) for name in names)


@lru_cache(20_000)
def _words(text: str) -> tuple[str, ...]:
    return tuple(fold(text).replace("-", " ").split())


def _all_begin(wanted: tuple[str, ...], words: tuple[str, ...]) -> bool:
    return all(any(word.startswith(part) for word in words) for part in wanted)


def _says(said: str) -> bool:
    return any(letter.isalnum() for letter in said)


def _span(said: str, today: date) -> list[Span]:
    """Return the days that a due date is said to be in; none while that cannot be read."""
    due = read_due(said.replace("-", " "), today) if said else None
    if due is None or due.on is None:
        return []
    first = due.on
    if due.precision in {DuePrecision.MONTH, DuePrecision.SEASON}:
        first = first.replace(day=1)
    if due.precision is DuePrecision.SEASON:
        first = (first - timedelta(45)).replace(day=1)
    return [Span(first, due.on)]


def _shared(spans: list[Span]) -> Span | None:
    """Return the days that all spans have in common."""
    if not spans:
        return None
    return reduce(lambda one, other: Span(max(one.first, other.first), min(one.last, other.last)), spans)
