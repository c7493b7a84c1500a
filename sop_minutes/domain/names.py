"""Who and what is known by name: people, seats, organisations, groups and roles."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import product

from sop_minutes.domain.text import squash

# What may stand inside one word of a name, as typed and as word processors put it: O’Neill‑Hart.
NAME_JOINTS = ".'’‘ʼ‐‑-"
TITLES = (
    "dr doctor cllr councillor prof professor sir dame lady lord rev revd reverend mr mrs miss ms mx pc sgt "
    "sergeant det insp inspector supt superintendent dci di ds acc cc"
).split()
# Small words inside a person's name: Siân ap Rhys.
PARTICLES = "van von de der den di da la le al el bin ap ab ferch du del dos das ten ter zu ibn".split()
# Initials as people type them: AL, ABC, TO'D.
INITIALS = r"[A-Z]{1,3}['’‘ʼ]?[A-Z]"
_WORD = re.compile(rf"\w[\w&]*(?:[{NAME_JOINTS}]+[\w&]+)*")
_BETWEEN = re.compile(r"[\s.,]{1,3}|\s*&\s*")
# Di Fox is no DI Fox.
_A_TITLE = rf"(?:DI|(?!(?i:di)\b)(?i:{'|'.join(TITLES)}))\.?\s+"
_TITLE = re.compile(rf"{_A_TITLE}(?=\S)")
_TITLES = re.compile(rf"(?:{_A_TITLE})*(?=\S)")
_MOST_TITLES = 2
_MOST_PARTS = 8  # that commas part in one name
_START, _FAR_ENOUGH = 4, 24
_NAME = rf"[^\W\d_a-z][^\W\d_]*(?:[{NAME_JOINTS}][^\W\d_]+)*\.?"
_PERSON = re.compile(rf"(?:{_A_TITLE})*{_NAME}(?:\s+(?:{'|'.join(PARTICLES)}|{_NAME})){{1,3}}")
_PEOPLE = re.compile(rf"{_PERSON.pattern}(?:(?:,| and| &|/|, and)\s+{_PERSON.pattern})*")
# A first name as one letter: K Marsh, R. Denby. The letter stays apart, so that A. Long is not "along".
_ABBREVIATED = re.compile(
    rf"(?P<initial>[^\W\d_a-z])(?:\.\s*|\s+)(?P<surname>(?:(?:{'|'.join(PARTICLES)})\s+)*[^\W\d_a-z]\w.*)"
)
_HYPHEN = re.compile("[‐‑-]")
_PREFIX = re.compile(r"[A-Z]['’‘ʼ](?=\w)|Ma?c(?=[A-Z])")
_MOST_INITIALS = 8
_NOT_NAMES = frozenset(
    "absence abuse action actions agenda agreement alcohol annual anti apologies arising assessment "
    "behaviour board briefing budget burglary business case children committee communications community "
    "council county crime cuckooing cyber data declarations discussed domestic draft drug drugs "
    "exploitation families figures finance fire framework fraud funding group hate health homicide "
    "housing information interest interests introductions item knife lines list log matters meeting "
    "mental minutes misuse modern needs network next notes organised paper partnership people "
    "performance plan police policy previous probation programme project protection protocol public "
    "quarter register report rescue review risk road safeguarding safety serious service services "
    "sexual sharing slavery steps strategic strategy substance summit team terms the trafficking "
    "training update violence welcome welfare women working year youth".split()
)


class NameKind(StrEnum):
    PERSON = "person"
    SEAT = "seat"
    ORGANISATION = "organisation"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class KnownName:
    """Someone or something that can own an action.

    `forms` are initials, aliases and former names. `short_forms` (a first name, a surname, an initial
    and a surname, a post) stand for it only where nobody and nothing has them as a name.
    """

    kind: NameKind
    id: int
    name: str
    forms: tuple[str, ...] = ()
    short_forms: tuple[str, ...] = ()


class Directory:
    """Finds known names in typed text. Case, accents, hyphens and apostrophes make no difference.

    Two names are never confused for being alike: `OxSCP` is not `Oxford CSP`.
    """

    def __init__(self, known: Iterable[KnownName] = ()) -> None:
        self._by_form: dict[str, tuple[KnownName, ...]] = {}
        self._by_short_form: dict[str, tuple[KnownName, ...]] = {}
        self._starts: set[str] = set()
        self._longest = 1
        self._known = tuple(known)
        for entry in self._known:
            for form in (entry.name, *entry.forms):
                self._add(self._by_form, squash(form), form, entry)
            for form in entry.short_forms:
                self._add(self._by_short_form, _short_key(form), form, entry)

    def __iter__(self) -> Iterator[KnownName]:
        return iter(self._known)

    def match(self, text: str) -> tuple[KnownName, ...]:
        """Return all that are called `text`: none if it is unknown, several if it is ambiguous.

        A title before a name (Dr, Cllr) makes no difference.
        """
        for bare in _without_titles(text):
            found = self._by_form.get(squash(bare)) or self._by_short_form.get(_short_key(bare), ())
            if found:
                return found
        return ()

    def all_called(self, text: str) -> tuple[KnownName, ...]:
        """Return all that have `text` as a name or as a short form, where `match` prefers a name."""
        found = (*self._by_form.get(squash(text), ()), *self._by_short_form.get(_short_key(text), ()))
        titled = _TITLE.match(text)
        return tuple(dict.fromkeys(found)) or (self.all_called(text[titled.end() :]) if titled else ())

    def is_short(self, text: str) -> bool:
        """Say whether `text` is known only as a short form: a first name, a surname, a post."""
        for bare in _without_titles(text):
            if squash(bare) in self._by_form:
                return False
            if _short_key(bare) in self._by_short_form:
                return True
        return False

    def longest_at(self, text: str, start: int) -> tuple[int, tuple[KnownName, ...]]:
        """Return the end of the longest known name that begins at `start`, and its matches.

        (start, ()) where none does.
        """
        if not self._may_begin(text, start):
            return start, ()
        for end in reversed(self._word_ends(text, start)):
            found = self.match(text[start:end])
            if found:
                return end, found
        return start, ()

    def suggestions(self, text: str, limit: int = 5) -> tuple[KnownName, ...]:
        """Return the names most like `text`, best first, for a person to choose from."""
        from rapidfuzz import fuzz, process

        wanted = squash(text)
        if not wanted:
            return ()
        near = process.extract(
            wanted, self._by_form.keys(), scorer=fuzz.WRatio, limit=limit * 2, score_cutoff=70
        )
        entries = (entry for form, _, _ in near for entry in self._by_form[form])
        return tuple(dict.fromkeys(entries))[:limit]

    def _add(self, forms: dict[str, tuple[KnownName, ...]], key: str, form: str, entry: KnownName) -> None:
        if not key:
            return
        self._starts.add(squash(form)[:_START])
        held = forms.get(key, ())
        if entry not in held:
            forms[key] = (*held, entry)
        self._longest = max(self._longest, len(_WORD.findall(form)))

    def _may_begin(self, text: str, start: int) -> bool:
        """Say whether a known name may begin at `start`: most places are ruled out by their first letters."""
        letters = squash(text[start : start + _FAR_ENOUGH])[:_START]
        known = any(letters[:length] in self._starts for length in range(1, _START + 1))
        return known or _TITLE.match(text, start) is not None

    def _word_ends(self, text: str, start: int) -> list[int]:
        ends: list[int] = []
        at = start
        while len(ends) < self._longest + _MOST_TITLES and (word := _WORD.match(text, at)):
            ends.append(word.end())
            if word[0].endswith(("'s", "’s")):
                ends.insert(len(ends) - 1, word.end() - 2)
            between = _BETWEEN.match(text, word.end())
            if between is None:
                break
            at = between.end()
        return ends


def read_owners(text: str, known: Directory) -> tuple[str, ...]:
    """Return the names that are typed with commas between, in order.

    A known name that itself has a comma, “Housing, Health and Care Trust”, is one: the longest first.
    """
    parts = [part for part in map(str.strip, text.split(",")) if part]
    found, start = [], 0
    while start < len(parts):
        ends = range(min(len(parts), start + _MOST_PARTS), start + 1, -1)
        end = next((end for end in ends if _has_comma(", ".join(parts[start:end]), known)), start + 1)
        found.append(", ".join(parts[start:end]))
        start = end
    return tuple(found)


def _without_titles(text: str) -> Iterator[str]:
    """Yield `text`, and again without each title that it begins with."""
    yield text
    for _ in range(_MOST_TITLES):
        titled = _TITLE.match(text)
        if titled is None:
            return
        text = text[titled.end() :]
        yield text


def _has_comma(text: str, known: Directory) -> bool:
    """Say whether `text`, which has a comma, is a known name that has one."""
    names = {form for match in known.match(text) for form in (match.name, *match.forms)}
    return any("," in form and squash(form) == squash(text) for form in names)


def preferred(matches: tuple[KnownName, ...], here: frozenset[int] = frozenset()) -> KnownName | None:
    """Return the one that is meant, None where that cannot be told.

    `here` are the ids of the people at the meeting: of two people with the same initials, the one
    who is there is meant. Of a group and an organisation of one name, the group.
    """
    if len(matches) <= 1:
        return matches[0] if matches else None
    people = [m for m in matches if m.kind is NameKind.PERSON]
    attending = [p for p in people if p.id in here]
    if len(attending) == 1:
        return attending[0]
    for kind in (NameKind.PERSON, NameKind.SEAT, NameKind.GROUP, NameKind.ORGANISATION):
        of_kind = [m for m in matches if m.kind is kind]
        if of_kind:
            return of_kind[0] if len(of_kind) == 1 else None
    return None


def initials_of(name: str) -> str:
    """Return the initials a person is known by: ``SC`` for Sally Carver, ``SO`` for Siobhan O'Neill-Hart."""
    return "".join(word[0] for word in own_names(name) if word[0].isalpha()).upper()


def other_initials_of(name: str) -> tuple[str, ...]:
    """Return other initials that people make of a name with a prefix or a hyphen in it.

    ``TOD`` for Tom O'Dowd, ``JMD`` for Jo McDowd, ``MSJ`` for Mary Smith-Jones.
    """
    each = [_letters_of(word) for word in own_names(name) if word[0].isalpha()]
    made = dict.fromkeys("".join(letters).upper() for letters in product(*each))
    return tuple(made)[1:_MOST_INITIALS]


def _letters_of(word: str) -> tuple[str, ...]:
    """Return what may stand for a word of a name in initials, the usual letter first."""
    front, *others = [part for part in _HYPHEN.split(word) if part]
    prefix = _PREFIX.match(front)
    fronts = (front[0], front[0] + front[prefix.end()]) if prefix else (front[0],)
    more = "".join(part[0] for part in others)
    return (*fronts, *(letters + more for letters in fronts)) if more else fronts


def short_forms_of(name: str) -> tuple[str, ...]:
    """Return a person's first name, surname, initial with surname, and name without a title.

    () for a name of one word.
    """
    words = own_names(name)
    if len(words) < 2:
        return ()
    surnames = dict.fromkeys((words[-1], " ".join(words[1:])))
    initial = words[0][0].upper()
    forms = (words[0], words[-1], *(f"{initial} {surname}" for surname in surnames), " ".join(words))
    return forms if len(words) < len(name.split()) else forms[:-1]


def same_person(one: str, other: str) -> bool:
    """Say whether two names differ by titles, case, accents and marks at most."""
    return squash(" ".join(own_names(one))) == squash(" ".join(own_names(other)))


def looks_like_people(text: str) -> bool:
    """Say whether `text` reads as the full name of one person or of several, not as a thing."""
    if not _PEOPLE.fullmatch(text):
        return False
    words = re.findall(r"[^\W\d_]+", text.lower())
    return not _NOT_NAMES.intersection(words)


def own_names(name: str) -> list[str]:
    """Return the words of a name without the titles before it."""
    return _TITLES.sub("", name.strip(), count=1).split()


def _short_key(form: str) -> str:
    """Return what a short form is found by: its letters, an initial apart from the surname."""
    abbreviated = _ABBREVIATED.fullmatch(form)
    if abbreviated is None:
        return squash(form)
    return f"{squash(abbreviated['initial'])} {squash(abbreviated['surname'])}"
