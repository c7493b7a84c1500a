"""The register's words: its views, its columns, what narrows it, and the line that is typed to filter it."""

import re
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from itertools import accumulate, islice, product, takewhile
from typing import NamedTuple

from sop_minutes.domain.due_asked import Span, spans_asked
from sop_minutes.domain.text import clean_line, fold


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


@dataclass(frozen=True, slots=True)
class FilterLine:
    """What is asked for in the filter line; all of it has to hold.

    `owners`, `topics`, `groups`, `organisations` and `priorities` are beginnings of words in their names,
    `words` of words in an action, and `without` of those that it is not to show. `due` are the days of
    which one is its due date, if any is asked for. `unread` was said of a due date and cannot be read,
    or not yet.
    """

    views: tuple[View, ...] = ()
    owners: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    priorities: tuple[str, ...] = ()
    due: tuple[Span, ...] = ()
    words: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()


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
_DUE_VIEWS = _VIEW_WORDS | {
    "none": View.NO_DATE,
    "no date": View.NO_DATE,
    "next meeting": View.DUE_BEFORE_NEXT,
}
_FIELDS = {
    "owner": "owners",
    "topic": "topics",
    "group": "groups",
    "organisation": "organisations",
    "org": "organisations",
    "priority": "priorities",
}
_LISTS = (*dict.fromkeys(_FIELDS.values()), "words", "without", "unread")
_SIGNS = {"@": "owners", "#": "topics"}
_NOT = "-"
_MOST_OF_A_DATE = 4
"""So many words more of a due date are read without quotes."""

_TERM = re.compile(
    r"""(?P<sign>[@#-]|[A-Za-z]+:(?!//))?(?:"(?P<quoted>[^"]*)"?|\[(?P<marked>[^\]]*)\]?|(?P<plain>[^\s"\[]\S*|))"""
)


def read_filter(line: str, today: date) -> FilterLine:
    """Return what a filter line asks for; dates are read as on `today`.

    Whatever is typed is a filter: what is begun and says nothing yet does not narrow, and what is no
    sign or word of ours is looked for in the text.
    """
    found: dict[str, list[str]] = {field: [] for field in _LISTS}
    views: list[View] = []
    spans: list[tuple[Span, ...]] = []
    terms = deque(term for term in _TERM.finditer(clean_line(line)) if term[0])
    while terms:
        term = terms.popleft()
        sign = (term["sign"] or "").rstrip(":").casefold()
        said = term["quoted"] or term["marked"] or term["plain"] or ""
        field = _SIGNS.get(sign) or _FIELDS.get(sign)
        if field:
            found[field].append(said)
        elif sign == "due":
            whole = _whole_date(said, terms, today) if term["plain"] else said
            if view := _due_view(whole):
                views.append(view)
            elif asked := spans_asked(whole, today):
                spans.append(asked)
            else:
                found["unread"].append(whole)
        elif sign == _NOT:
            found["without"].append(said)
        elif term["plain"] and not sign and said.casefold() in _VIEW_WORDS:
            views.append(_VIEW_WORDS[said.casefold()])
        else:
            found["words"] += term[0].replace('"', " ").split()
    named = {field: tuple(filter(_says, said)) for field, said in found.items()}
    return FilterLine(views=tuple(dict.fromkeys(views)), due=_shared(spans), **named)


def _whole_date(said: str, terms: deque[re.Match[str]], today: date) -> str:
    """Return a due date with those words that follow and belong to it; they are taken from `terms`."""
    following = takewhile(lambda term: term["plain"] and not term["sign"], islice(terms, _MOST_OF_A_DATE))
    longer = list(accumulate((term["plain"] for term in following), "{} {}".format, initial=said))
    for many in range(len(longer) - 1, 0, -1):
        if _due_view(longer[many]) or spans_asked(longer[many], today):
            for _ in range(many):
                terms.popleft()
            return longer[many]
    return said


def _due_view(said: str) -> View | None:
    return _DUE_VIEWS.get(fold(said).replace("-", " "))


def named_so(asked: str) -> Callable[[Iterable[str]], bool]:
    """Return what says whether each word of `asked` begins a word of one of some names.

    A hyphen parts words.
    """
    wanted = [f" {word}" for word in _spaced(asked).split()]

    def is_named_so(names: Iterable[str]) -> bool:
        return any(all(word in name for word in wanted) for name in map(_spaced, names))

    return is_named_so


@lru_cache(20_000)
def _spaced(text: str) -> str:
    """Return the words of a text, folded, with a space before each."""
    return " " + " ".join(fold(text).replace("-", " ").split())


def _says(said: str) -> bool:
    return any(letter.isalnum() for letter in said)


def _shared(asked: list[tuple[Span, ...]]) -> tuple[Span, ...]:
    """Return the days that are among all that are asked for; none of ours where there are no such days."""
    if not asked:
        return ()
    common = [
        Span(max(span.first for span in spans), min(span.last for span in spans)) for spans in product(*asked)
    ]
    return tuple(span for span in common if span.first <= span.last) or (common[0],)
