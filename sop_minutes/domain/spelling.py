"""Which words of a line have a spelling, and which words are one slip of the finger from another."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from sop_minutes.domain.grammar.owner_names import UNKNOWN

_WORD = re.compile(r"\w+(?:['’‑-]\w+)*")
_LEFT_OUT = re.compile(
    r"\]\([^()\s]*\)"  # where a link leads
    r"|\b\w+://\S+|\bwww\.\S+|\bmailto:\S+|[\w.+-]+@[\w-]+\.\S+"
    rf"|@\[[^\[\]]*\]|@{UNKNOWN.pattern}|@\S+"
)
_LETTERS = "etaoinsrhldcumfpgwybvkxjqz"
_JOINTS = str.maketrans({"’": "'", "‑": "-"})


class Word(NamedTuple):
    """A word and where it stands. `text` has plain apostrophes and hyphens."""

    start: int
    end: int
    text: str


def words_to_check(text: str) -> Iterator[Word]:
    """Yield the words of `text` that can be misspelt.

    Not links, owners after an @, single letters, nor anything with a digit or with a capital inside.
    """
    left_out = [match.span() for match in _LEFT_OUT.finditer(text)]
    for match in _WORD.finditer(text):
        start, end = match.span()
        word = match[0].translate(_JOINTS)
        inside = any(first < end and start < last for first, last in left_out)
        if not inside and end - start > 1 and _is_plain(word):
            yield Word(start, end, word)


def parts_of(word: str) -> tuple[str, ...]:
    """Return what of a word may be spelt right alone: its hyphened parts, each without a possessive."""
    return tuple(part.removesuffix("'s").rstrip("'") for part in word.split("-"))


def one_slip_away(word: str) -> Iterator[str]:
    """Yield what `word` may have been meant to be, the likeliest slips first: not all are words.

    Two letters swapped, one doubled or left out, one too many, one for another; a space left out.
    """
    splits = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    for before, after in splits:
        if len(after) > 1 and after[0] != after[1]:
            yield f"{before}{after[1]}{after[0]}{after[2:]}"
    for before, after in splits:
        if before:
            yield f"{before}{before[-1].lower()}{after}"
    for before, after in splits:
        if after:
            yield f"{before}{after[1:]}"
    for before, after in splits:
        yield from (f"{before}{letter}{after}" for letter in _LETTERS if before)
    for before, after in splits:
        if after:
            yield from (f"{before}{letter}{after[1:]}" for letter in _LETTERS if letter != after[0].lower())


def two_words(word: str) -> Iterator[tuple[str, str]]:
    """Yield the pairs of words that `word` is with the space left out."""
    yield from ((word[:at], word[at:]) for at in range(2, len(word) - 1))


def _is_plain(word: str) -> bool:
    letters = word.replace("-", "").replace("'", "")
    return letters.isalpha() and not any(
        now.isupper() and before not in "-'" for before, now in pairwise(word)
    )
