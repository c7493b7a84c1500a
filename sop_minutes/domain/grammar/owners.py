"""Where an action's line names its owners: before what they are to do, by @, at the end."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from sop_minutes.domain.grammar.owner_endings import find_at_end, first_word
from sop_minutes.domain.grammar.owner_names import JOIN, LONGEST_LIST, MENTION, Names, Owner
from sop_minutes.domain.grammar.owner_words import reads_as_owner, reads_as_somebody
from sop_minutes.domain.names import Directory, NameKind

_MARKS = str.maketrans({"*": " ", "\u200b": " ", "\ufeff": " "})
_VERBS_TO = (
    r"(?:(?:also|then|each|both|now|kindly)\s+)?"
    r"(?:to|will|shall|must|should|would|is to|are to|needs? to|(?:is |are |was |were |has been |have been )?"
    r"(?:asked|tasked|requested) to|(?:has |have )?(?:kindly )?"
    r"(?:agreed|offered|undertook|undertaken|volunteered|committed|promised) to)\s+"
)
TO = re.compile(rf"\s*(?:,\s*)?(?:{_VERBS_TO}(?=\S)|[:–—]\s*|-\s+)", re.IGNORECASE)
_VERB_TO = re.compile(rf"\s*,?\s+{_VERBS_TO}(?!be\b|like\b)(?=\S)", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s*(?::|[–—]|-\s)")
_FRONT = re.compile(
    r"\s*(?:(?:\d{1,3}|[a-z])[.):]\s+)?(?:(?:(?:by|before|on|at|in|within|from|following|after)\b[^,:;()]{2,40}[,:]"
    r"|(?:[a-z]{3,9},?\s+)?\d{1,2}(?:st|nd|rd|th)?\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
    r"(?:\s+\d{4})?:|(?:mon|tues|wednes|thurs|fri|satur|sun)day:)\s+)?",
    re.IGNORECASE,
)
_BRACKET_FIRST = re.compile(r"[(\[](?P<names>[^()\[\]@]{2,80})[)\]]\s*[:–—-]?\s+(?=\w)")
_CALLED = re.compile(r"\s*(?:by|for|on)\s+(?P<names>[^:]{2,80}?)\s*:\s+(?=\S)", re.IGNORECASE)
_AGREED = re.compile(
    r"\s*(?:(?:it|this) (?:was|is) )?(?:agreed|decided|resolved|confirmed|proposed|suggested) that\s+(?=\S)",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"\s*(?:by|before|on|in|within|after)\s+(?:(?:the|close of play|next|this|a|early|mid|late)[\s-]+)*"
    r"(?:\d+(?:st|nd|rd|th)?\b|(?:mon|tue|wed|thu|fri|sat|sun|week|fortnight|month|end of|jan|feb|mar|apr|may"
    r"|jun|jul|aug|sep|oct|nov|dec|spring|summer|autumn|winter|christmas|easter|meeting|two|three|four|six|ten)"
    r"\w*)",
    re.IGNORECASE,
)
_NEXT_NAME = re.compile(r"(?<=\s)(?=[A-Z@]|all\s|the\s(?:chair|secretary)\b)")
_OWNER = re.compile(r"\s*owners?\s*:\s*", re.IGNORECASE)
_NEXT_CLAUSE = re.compile(r"(?P<mark>[.;,]|(?<=\s)(?:and|while))\s+(?:and\s+|then\s+)?(?=[A-Z])")
_BY = re.compile(r"\bby\s+(?=\w)", re.IGNORECASE)
# How many words in small letters may be somebody, by what stands before them; after "and", any number.
_WORDS_AFTER = {"": 0, ",": 2}
_NOBODY = frozenset({"tbc", "tba", "tbd"})
_A_WORD = 40
_REF = re.compile(
    r"\b(?!(?i:due|by|before|on|until|till|from|to|for|at|of|date|deadline)\s)[^\W\d_]\w{0,11}\s\d{2,4}/\d{1,6}\b"
)
"""A reference, "OB 17/1", whose code is nobody's name."""


@dataclass(frozen=True, slots=True)
class Owners:
    """Who owns an action, the lead first, and what of the line only says so.

    `lead` is the span of the names that what is to be done stands after, `ending` that of the names
    in brackets, after a dash or after "Owner:" at the end; both are empty where there are none.
    """

    named: tuple[Owner, ...] = ()
    lead: tuple[int, int] = (0, 0)
    ending: tuple[int, int] = (0, 0)


def find_owners(typed: str, directory: Directory, here: frozenset[int]) -> Owners:
    """Return the owners an action's line names. `here` are the ids of the people at the meeting."""
    unmarked = _REF.sub(lambda found: "_" * len(found[0]), typed.translate(_MARKS))
    names = Names(unmarked, directory, here)
    leading, lead = _leading(names)
    at_end, ending = ((), (0, 0)) if leading else find_at_end(names)
    found = [*leading, *at_end, *_mentions(names, lead[1], ending)]
    if leading:
        found += _next_clauses(names, lead[1])
    found = found or list(_by(names))
    unique: dict[str, Owner] = {}
    for owner in sorted(found, key=lambda owner: owner.start):
        if owner.as_written.casefold() in _NOBODY:
            continue
        unique.setdefault(owner.name.casefold(), owner)
    return Owners(tuple(unique.values()), lead, ending)


def _leading(names: Names) -> tuple[tuple[Owner, ...], tuple[int, int]]:
    """Return the owners that a line begins with, and their span, up to what they are to do.

    A number, and a clause that says when, may stand before them; so may "by", "for" and "owner:". The
    R. of a known R. Denby is no number.
    """
    after_date = _after_date(names)
    if after_date:
        return after_date
    first = first_word(names.text)
    front = None if names.known_at(first) else _FRONT.match(names.text)
    label = _OWNER.match(names.text) or _AGREED.match(names.text)
    starts = (front.end() if front else 0, label.end() if label else first)
    for start in dict.fromkeys(starts):
        owners, end = _in_brackets_first(names, start) or _listed_before_to(names, start)
        if owners:
            return owners, (0 if label else start, end)
    called = _CALLED.match(names.text)
    owners = names.filling(*called.span("names"), labelled=False) if called else ()
    return (owners, (0, called.end())) if called and owners else ((), (0, 0))


def _after_date(names: Names) -> tuple[tuple[Owner, ...], tuple[int, int]] | None:
    """Return the known owners that stand right after a date: "By Friday AL to ring"."""
    when = _WHEN.match(names.text)
    for word in _NEXT_NAME.finditer(names.text, when.end(), _A_WORD) if when else ():
        owners, end = _listed_before_to(names, word.start())
        if owners and all(owner.says_who for owner in owners):
            return owners, (word.start(), end)
    return None


def _in_brackets_first(names: Names, start: int) -> tuple[tuple[Owner, ...], int] | None:
    """Return the owners of "(AL) ring the council"."""
    bracket = _BRACKET_FIRST.match(names.text, start)
    owners = bracket and names.filling(*bracket.span("names"), labelled=False)
    return (owners, bracket.end()) if bracket and owners else None


def _listed_before_to(names: Names, at: int) -> tuple[tuple[Owner, ...], int]:
    """Return the owners listed from `at`, and where what they are to do begins; else mentions alone."""
    owners: list[Owner] = []
    joint = ""
    while at < len(names.text) and len(owners) < LONGEST_LIST:
        owner = names.leading(at, first=not owners)
        if owner is None or names.text.startswith(("'s", "’s"), owner.end):
            owner = names.beside(at, words=_WORDS_AFTER.get(joint, LONGEST_LIST))
        if owner is None:
            break
        owners.append(owner)
        for end in dict.fromkeys((owner.end, names.aside_end(owner.end))):
            to = TO.match(names.text, end)
            if to and _may_lead(names, owners, end):
                return tuple(owners), to.end()
        join = JOIN.match(names.text, names.aside_end(owner.end))
        if join is None:
            break
        at, joint = join.end(), join[0].strip()
    marked = tuple(takewhile(lambda owner: names.text[owner.start] == "@", owners))
    return marked, marked[-1].end if marked else 0


def _may_lead(names: Names, owners: list[Owner], end: int) -> bool:
    """Say whether names without an @ are owners here: "Sally Carver to …", not "Annual Report to …"."""
    verb = _VERB_TO.match(names.text, end)
    separator = _SEPARATOR.match(names.text, end)
    beside_known = any(owner.says_who for owner in owners)
    for owner in owners:
        name = owner.as_written
        if names.text[owner.start] == "@":
            continue
        if owner.says_who:
            if not (verb or separator):
                return False
        elif beside_known and reads_as_somebody(name):
            if not (verb or (separator and name[0].isupper())):
                return False
        elif "@" in names.text or not (verb and reads_as_owner(name)):
            return False
    return True


def _mentions(names: Names, start: int, ending: tuple[int, int]) -> Iterator[Owner]:
    """Yield who has an @, and at the end of the line who is listed after one: "@AL/BO"."""
    read = start
    for mention in MENTION.finditer(names.text, start):
        at = mention.start()
        if at < read or ending[0] <= at < ending[1]:
            continue
        owners = names.filling(at, len(names.text.rstrip()), labelled=False) or (names.mentioned(at),)
        read = owners[-1].end
        yield from owners


def _next_clauses(names: Names, start: int) -> Iterator[Owner]:
    """Yield who is to do something more: "AL to ring and BO to write", not "to invite AL and BO to speak"."""
    for clause in _NEXT_CLAUSE.finditer(names.text, start):
        before = names.text[max(start, clause.start() - _A_WORD) : clause.start()].split()
        is_list = clause["mark"] not in {".", ";"} and (not before or before[-1][0].isupper())
        owner = None if is_list else names.known_at(clause.end())
        if owner and _VERB_TO.match(names.text, owner.end):
            yield owner


def _by(names: Names) -> Iterator[Owner]:
    """Yield the known person or role by whom something is to be done."""
    for by in _BY.finditer(names.text):
        known = names.known_at(by.end())
        if known and known.matches[0].kind is NameKind.PERSON:
            yield known
            return
        role = names.role_at(by.end())
        if role and role.says_who:
            yield role
            return
