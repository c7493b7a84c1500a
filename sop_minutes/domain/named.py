"""Where people stand by name who are to be published by their role."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from sop_minutes.domain.acronyms import SHOUTED, WELL_KNOWN, is_spelled_out
from sop_minutes.domain.checking import CheckKind, CheckRow, Said, place_of, texts_of
from sop_minutes.domain.names import NAME_JOINTS, Directory, KnownName, NameKind, own_names
from sop_minutes.domain.sheets import MeetingSheet
from sop_minutes.domain.text import squash

_WORD = re.compile(rf"\w+(?:[{NAME_JOINTS}]+\w+)*")
_PART = re.compile(r"\w+")
_HYPHENS = ("-", "‐", "‑")
_WORD_BEFORE = re.compile(r"(?<![\w@])(?P<word>\w[\w'’-]*)\s+$")
_WORD_AFTER = re.compile(r"\s+(?P<word>\w[\w'’-]*)")
_BEGINS_SENTENCE = re.compile(r"(?:^|[.!?:;])[\s\"“‘]*$")
_MONTHS = frozenset("april august june march may".split())
_DAY_BEFORE = re.compile(r"\d(?:st|nd|rd|th)?(?:\s+of)?\s+$")
_DAY_AFTER = re.compile(r"\s+\d")
# Names that are as often a word, which a sentence may begin with.
_ALSO_WORDS = frozenset(
    "art banks baker bill black bridge brown chase church cook court day dawn drew faith field frank grace "
    "grant gray green grey hall hill hope jack joy lane long march mark may park price rich rob rose street "
    "sue white wise will wood young".split()
)


class NamedPerson(NamedTuple):
    """A person who is to be published by their role, "" where none is known, as where no address is."""

    name: str
    role: str
    email: str = ""


class AsRoles(NamedTuple):
    """Who is to be published by their role, by their ids, and all who and what is `known` by name."""

    people: Mapping[int, NamedPerson]
    known: Directory


class _Found(NamedTuple):
    """A name in a text, and whose it is: beyond doubt, or maybe."""

    person_id: int
    words: str
    is_certain: bool


def named_people(texts: Sequence[Said], as_roles: AsRoles) -> Iterator[CheckRow]:
    """Yield where people are named who are to be published by their role, by whatever name they are known.

    Of a name that may be another's, too, that is said.
    """
    pieces = frozenset(_pieces(as_roles))
    found = [(said, list(_named_in(said.text, as_roles))) for said in texts if _may_name(said.text, pieces)]
    for person_id, person in as_roles.people.items():
        for said in texts:
            if person.email and person.email.casefold() in said.text.casefold():
                yield from _rows(person, said.record, [_Found(person_id, person.email, is_certain=True)])
        for said, names in found:
            own = [
                name._replace(is_certain=name.is_certain and not _is_explained(name.words, person, texts))
                for name in names
                if name.person_id == person_id
            ]
            yield from _rows(person, said.record, own)


def named_in(public: MeetingSheet, as_roles: AsRoles) -> Iterator[str]:
    """Yield who is named in a public note who is to be published by their role, and in which place."""
    for row in named_people(texts_of(public), as_roles):
        yield f"{public.key}, {place_of(public, row.record)}: {row.sentence}"


def is_named(texts: Sequence[Said], as_roles: AsRoles) -> bool:
    """Say whether somebody is named, beyond doubt, who is to be published by their role."""
    return any(not row.is_doubtful for row in named_people(texts, as_roles))


def _rows(person: NamedPerson, record: str, names: Sequence[_Found]) -> Iterator[CheckRow]:
    role = f", {person.role}," if person.role else ""
    certain = _quoted(name.words for name in names if name.is_certain)
    maybe = _quoted(name.words for name in names if not name.is_certain)
    if certain:
        sentence = f"{person.name} is to be published as their role{role} and is named: {certain}."
        yield CheckRow(CheckKind.AS_ROLE, sentence, record)
    if maybe:
        who = f"{person.name}, who is to be published as their role{role or ','}"
        yield CheckRow(CheckKind.AS_ROLE, f"{maybe} may be {who} or somebody else.", record, is_doubtful=True)


def _quoted(names: Iterator[str]) -> str:
    return ", ".join(f"“{name}”" for name in dict.fromkeys(names))


def _pieces(as_roles: AsRoles) -> Iterator[str]:
    """Yield the words of which one at least stands where somebody is named."""
    for known in as_roles.known:
        if _is_one_of(known, as_roles):
            for form in (known.name, *known.forms, *known.short_forms):
                yield from map(squash, (*_PART.findall(form), *_WORD.findall(form)))


def _may_name(text: str, pieces: frozenset[str]) -> bool:
    """Say whether a text need be looked at more closely: most need not."""
    return any(_squashed(word) in pieces for word in _PART.findall(text))


@lru_cache(maxsize=8192)
def _squashed(word: str) -> str:
    return squash(word)


def _is_one_of(known: KnownName, as_roles: AsRoles) -> bool:
    return known.kind is NameKind.PERSON and known.id in as_roles.people


def _named_in(text: str, as_roles: AsRoles) -> Iterator[_Found]:
    """Yield the names in a text: the longest that anybody has counts, and what stands in one for no other."""
    at = 0
    while word := _WORD.search(text, at):
        start = word.start()
        end, _ = as_roles.known.longest_at(text, start)
        if end > start:
            yield from _meant(text, start, end, as_roles)
        else:
            end = word.end()
            for part in _PART.finditer(text, start, end):
                if part[0] != word[0]:
                    yield from _meant(text, *part.span(), as_roles)
        at = end


def _meant(text: str, start: int, end: int, as_roles: AsRoles) -> Iterator[_Found]:
    """Yield who is meant by the words of a text between two places."""
    words = text[start:end]
    matches = [match for match in as_roles.known.all_called(words) if _is_typed_as(text, start, end, match)]
    for match in matches:
        if _is_one_of(match, as_roles):
            is_certain = len(matches) == 1 and not _is_doubtful(text, start, end, match)
            yield _Found(match.id, words, is_certain)


def _is_typed_as(text: str, start: int, end: int, known: KnownName) -> bool:
    """Say whether words have the capitals of a name that they are: “as” are nobody's initials."""
    words = " ".join(own_names(text[start:end]))
    if " " in words or text[:start].endswith("@"):
        return True
    if squash(words) in _MONTHS and (_DAY_BEFORE.search(text[:start]) or _DAY_AFTER.match(text[end:])):
        return False
    forms = (known.name, *known.forms, *known.short_forms)
    alike = [form for form in forms if squash(form) == squash(words)]
    return not alike or any(words.isupper() if form.isupper() else words[0].isupper() for form in alike)


def _is_doubtful(text: str, start: int, end: int, person: KnownName) -> bool:
    """Say whether words that are one person's name may yet be something else here."""
    words = " ".join(own_names(text[start:end]))
    if " " in words or text[:start].endswith("@"):
        return False
    key, own = squash(words), [squash(word) for word in own_names(person.name)]
    if key not in own:
        return words in WELL_KNOWN or SHOUTED.fullmatch(text) is not None
    if key in _ALSO_WORDS and _BEGINS_SENTENCE.search(text[:start]):
        return True
    is_titled = words != text[start:end]
    before = None if is_titled or key == own[0] else _WORD_BEFORE.search(text[:start])
    after = _WORD_AFTER.match(text[end:]) if key == own[0] else None
    beside = [found["word"] for found in (before, after) if found]
    is_part = text[:start].endswith(_HYPHENS) or text[end:].startswith(_HYPHENS)
    return is_part or any(word[0].isupper() and not word.isupper() for word in beside)


def _is_explained(words: str, person: NamedPerson, texts: Sequence[Said]) -> bool:
    """Say whether initials are spelled out in a note as something that is not the person."""
    if not words.isupper():
        return False
    for _, text in texts:
        for found in re.finditer(rf"\b{re.escape(words)}\b", text):
            earlier = text[: found.start()].replace(person.name, "")
            if is_spelled_out(words, earlier, text[found.end() :].replace(person.name, "")):
                return True
    return False
