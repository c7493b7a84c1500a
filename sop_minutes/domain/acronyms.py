"""Acronyms that stand in a text before anybody has said what they stand for."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sop_minutes.domain.checking import CheckKind, CheckRow, Said
from sop_minutes.domain.text import squash

_ACRONYM = re.compile(
    r"(?<![\w/.@-])(?P<letters>[A-Z](?:[A-Z]|&(?=[A-Z])){1,6})s?(?![\w@]|[./]\w|-\d|\s?\d\d/\d)"
)
SHOUTED = re.compile(r"[^a-z]*(?:\b[A-Z]{2}[^a-z\s]*\s[^a-z]*){2}\b[A-Z]{2}[^a-z]*")
_ROMAN = re.compile(r"[IVX]+")
WELL_KNOWN = frozenset(
    "UK EU US USA GB BBC AOB TBC TBA TBD AM PM OK TV IT ID PDF NB PS CV FAQ PIN DVD CCTV MP MPS BST GMT QC "
    "KC A&E NHS GP GPS HIV AIDS DNA VAT PC DS DI DCI DC HR PR Q&A".split()
)
_WORD = re.compile(r"[^\W\d_][\w'’]*")
_WORDS_BACK = 3


def unexplained(texts: Sequence[Said], known: Mapping[str, Iterable[str]]) -> Iterator[CheckRow]:
    """Yield where an acronym first stands, if it was not spelled out by then.

    `known` are the names that acronyms stand for: one counts as spelled out where one of its names
    stands earlier. What is known by the acronym alone needs no other name.
    """
    seen: set[str] = set()
    before = ""
    for record, text in texts:
        said = "" if SHOUTED.fullmatch(text) else text
        for found in _ACRONYM.finditer(said):
            acronym = found["letters"]
            if acronym in seen or acronym in WELL_KNOWN or _ROMAN.fullmatch(acronym):
                continue
            seen.add(acronym)
            earlier = f"{before}\n{text[: found.start()]}"
            later = text[found.end() :]
            names = known.get(acronym)
            if names is not None and _stands_for_one(acronym, names, earlier):
                continue
            if not is_spelled_out(acronym, earlier, later):
                sentence = f"“{acronym}” is used before it is spelled out."
                yield CheckRow(CheckKind.ACRONYM, sentence, record)
        before += f"\n{text}"


def _stands_for_one(acronym: str, names: Iterable[str], earlier: str) -> bool:
    longer = [squash(name) for name in names if squash(name).rstrip("s") != squash(acronym).rstrip("s")]
    letters = squash(earlier)
    return not longer or any(name and name in letters for name in longer)


def is_spelled_out(acronym: str, earlier: str, later: str) -> bool:
    """Say whether an acronym in brackets follows its words, or its words follow it in brackets."""
    opened = re.search(r"(?P<words>[^\n()]*)\(\s*[“\"']?(?:the )?$", earlier)
    if opened and _initials_fit(acronym, opened["words"], from_end=True):
        return True
    bracketed = re.match(r"\s*(?:\(|, or |,? meaning )(?P<words>[^()]*)", later)
    return bracketed is not None and _initials_fit(acronym, bracketed["words"], from_end=False)


def _initials_fit(acronym: str, text: str, *, from_end: bool) -> bool:
    """Say whether the letters of an acronym, but one at most, begin words of `text`, in their order."""
    words = _WORD.findall(text)
    room = 2 * len(acronym) + _WORDS_BACK
    near = words[-room:] if from_end else words[:room]
    initials = [word[0].lower() for word in near]
    at, found = 0, 0
    for letter in filter(str.isalpha, acronym.lower()):
        if letter in initials[at:]:
            at = initials.index(letter, at) + 1
            found += 1
    return found >= max(2, len(acronym) - 1)
