"""Numbers before paragraphs: how deep a typed one stands, and which of Word's own are spoken of."""

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from sop_minutes.importing.minutes.lines import Line

_NOUN: Final = r"(?:paragraph|para|section|point|recommendation|resolution|option|bullet|number|no)s?\.?"
_MANY: Final = r"\d{1,3}(?:\.\d{1,3}){1,3}"
_ONE: Final = r"\d{1,3}|\([a-z]{1,4}\)|[a-z](?=\s|[.,;)]|$)"
_SPOKEN_OF = (
    re.compile(
        rf"\b(?:{_NOUN}|items?|minutes?|actions?|see|under|in|at)\s+({_MANY})(?![\d%])", re.IGNORECASE
    ),
    re.compile(rf"(?<![\d.£])({_MANY}|\([a-z]{{1,4}}\))\s+(?:above|below|refers)\b", re.IGNORECASE),
    re.compile(rf"\b{_NOUN}\s+({_ONE})(?![\d.]\d)", re.IGNORECASE),
)
_TYPED = re.compile(
    r"\(?(?:(?P<digits>\d+(?:\.\d+)*)|(?P<roman>[ivx]+)|(?P<letter>[a-z]))[.):]*\s*", re.IGNORECASE
)


class Typed(NamedTuple):
    """A typed number. `sort` tells 1, 1.1, a and i from each other; `above` is the number it is part of."""

    sort: str
    above: str
    written: str


def typed_number(line: Line, before: str) -> Typed | None:
    """Return the number that `line` begins with; `before` is the letter that the list is at.

    An i after an h is a letter, elsewhere it is a one.
    """
    found = _TYPED.match(line.text[: line.numbered])
    if not line.numbered or found is None:
        return None
    written = (found["digits"] or found["roman"] or found["letter"]).casefold()
    if found["digits"]:
        return Typed(f"1{'.1' * written.count('.')}", written.rpartition(".")[0], written)
    next_letter = len(written) == 1 and len(before) == 1 and ord(written) == ord(before) + 1
    return Typed("a" if found["letter"] or next_letter else "i", "", written)


def lists_spoken_of(lines: Iterable[Line]) -> frozenset[str]:
    """Return the families of Word's lists whose numbers a text refers to: "see 2.1", "option (b)"."""
    lines = list(lines)
    numbered = [line for line in lines if line.number and line.auto]
    if not numbered:
        return frozenset()
    said = {
        found.strip("()").casefold()
        for line in lines
        for pattern in _SPOKEN_OF
        for found in pattern.findall(line.text)
    }
    return frozenset(line.family for line in numbered if line.number.strip("().:").casefold() in said)
