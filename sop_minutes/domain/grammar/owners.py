"""Where an action's line names its owners: before what they are to do, by @, at the end."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from sop_minutes.domain.grammar.owner_names import AT_END, JOIN, LONGEST_LIST, MENTION, Names, Owner
from sop_minutes.domain.grammar.owner_words import leads_alone, reads_as_owner, reads_as_somebody
from sop_minutes.domain.names import TITLES, Directory, NameKind

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
    r"\s*(?:(?:\d{1,3}|[a-z])[.):]\s+)?(?:(?:by|before|on|at|in|within|from|following|after)\b[^,:;()]{2,40}[,:]\s+)?",
    re.IGNORECASE,
)
_BRACKET_FIRST = re.compile(r"[(\[](?P<names>[^()\[\]@]{2,80})[)\]]\s*[:–—-]?\s+(?=\w)")
_CALLED = re.compile(r"\s*(?:by|for|on)\s+(?P<names>[^:]{2,80}?)\s*:\s+(?=\S)", re.IGNORECASE)
_OWNER = re.compile(r"\s*owners?\s*:\s*", re.IGNORECASE)
_NEXT_CLAUSE = re.compile(r"(?P<mark>[.;,]|(?<=\s)(?:and|while))\s+(?:and\s+|then\s+)?(?=[A-Z])")
_BY = re.compile(r"\bby\s+(?=\w)", re.IGNORECASE)
_LABELS = (
    r"(?:action(?:ed)?(?:\s+(?:by|for|owner))?|owners?|leads?|lead\s+(?:officer|agency|person)|(?:person\s+)?responsible"
    r"|responsibility|assigned\s+to|by\s+whom|who)"
)
_LABEL = re.compile(
    rf"(?<![\w-]){_LABELS}\s*:\s*|(?:^|(?<=[.;,(\[–—]\s)|(?<=[(\[]|[.;,–—])){_LABELS}\s+[–—-]\s+",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"\s*[(\[](?P<names>[^()\[\]]{2,80})[)\]]")
_DASH = re.compile(r"\s+[–—-]{1,2}\s+")
# How many words in small letters may be somebody, by what stands before them; after "and", any number.
_WORDS_AFTER = {"": 0, ",": 2}
_SENTENCE = re.compile(r"(?P<word>\w+|[)\]])[.;!?](?P<gap>\s+)(?=\w)")
_SHORTENED = frozenset((*TITLES, "st", "no", "vs"))
_NOBODY = frozenset({"tbc", "tba", "tbd"})
_TAIL = 160
_A_WORD = 40
_REF = re.compile(r"\b[^\W\d_]\w{0,11}\s\d{2,4}/\d{1,6}\b")
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
    at_end, ending = ((), (0, 0)) if leading else _at_end(names)
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
    first = _first_word(names.text)
    front = None if names.known_at(first) else _FRONT.match(names.text)
    label = _OWNER.match(names.text)
    starts = (front.end() if front else 0, label.end() if label else first)
    for start in dict.fromkeys(starts):
        owners, end = _in_brackets_first(names, start) or _listed_before_to(names, start)
        if owners:
            return owners, (0 if label else start, end)
    called = _CALLED.match(names.text)
    owners = names.filling(*called.span("names"), labelled=False) if called else ()
    return (owners, (0, called.end())) if called and owners else ((), (0, 0))


def _first_word(text: str) -> int:
    return len(text) - len(text.lstrip())


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
    beside_known = any(owner.matches or leads_alone(owner.as_written) for owner in owners)
    for owner in owners:
        name = owner.as_written
        if names.text[owner.start] == "@":
            continue
        if owner.matches or leads_alone(name):
            if not (verb or separator):
                return False
        elif beside_known and reads_as_somebody(name):
            if not (verb or (separator and name[0].isupper())):
                return False
        elif "@" in names.text or not (verb and reads_as_owner(name)):
            return False
    return True


def _mentions(names: Names, start: int, ending: tuple[int, int]) -> Iterator[Owner]:
    for mention in MENTION.finditer(names.text, start):
        if not ending[0] <= mention.start() < ending[1]:
            yield names.mentioned(mention.start())


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
        if role and leads_alone(role.as_written):
            yield role
            return


def _at_end(names: Names) -> tuple[tuple[Owner, ...], tuple[int, int]]:
    """Return the owners a line ends with, a due date aside, and their span with what marks them."""
    text, tail = names.text, max(0, len(names.text) - _TAIL)
    stop = len(text.rstrip())
    for bracket in reversed(list(_BRACKET.finditer(text, tail))):
        start, end = bracket.span("names")
        label = _LABEL.match(text, start, end)
        owners = names.filling(label.end() if label else start, end, labelled=bool(label))
        if owners and AT_END.match(text, bracket.end(), stop):
            return owners, bracket.span()
    for label in reversed(list(_LABEL.finditer(text, tail))):
        owners = names.filling(label.end(), stop, labelled=True)
        if owners:
            return owners, (label.start(), owners[-1].end)
    starts = [(dash.start(), dash.end()) for dash in _DASH.finditer(text, tail)]
    for start, at in (*reversed(starts), (0, _first_word(text))):
        owners = names.filling(at, stop, labelled=False)
        if owners:
            return owners, (start, names.aside_end(owners[-1].end))
    for sentence in reversed(list(_SENTENCE.finditer(text, tail))):
        owners = names.filling(sentence.end(), stop, labelled=False)
        is_sure = any(owner.matches or leads_alone(owner.as_written) for owner in owners)
        if is_sure and sentence["word"].casefold() not in _SHORTENED:
            return owners, (sentence.start("gap"), names.aside_end(owners[-1].end))
    return (), (0, 0)
