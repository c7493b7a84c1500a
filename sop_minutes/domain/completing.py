"""What a name that is being typed after an @ may become: the best guess first."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from heapq import nsmallest

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from sop_minutes.domain.names import TITLES, Directory, KnownName, NameKind, preferred
from sop_minutes.domain.text import squash

ROLES = ("All", "Chair", "Secretary", "All partners")
"""Roles that any meeting has: they are written as they are, and stand for nobody by name."""

_FIRST, _SURNAME, _WHOLE, _FORM, _PART = range(5)
_KINDS = (NameKind.PERSON, NameKind.SEAT, NameKind.GROUP, NameKind.ORGANISATION, None)
_FEWEST_LETTERS = 3
_LIKE = 0.7


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name to choose. `known` is None for a role as written; `detail` is said beside the name."""

    name: str
    known: KnownName | None = None
    detail: str = ""

    @property
    def initials(self) -> str:
        """A person's initials, another's code, "" for none."""
        return next((form for form in self.known.forms if form), "") if self.known else ""


@dataclass(frozen=True, slots=True)
class Guesses:
    """What may be meant. `begun` begin with what was typed, `near` are like it."""

    begun: tuple[Candidate, ...] = ()
    near: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class AtMeeting:
    """Who is at the meeting, by id, and which names own something there already, and how often."""

    here: frozenset[int] = frozenset()
    used: Mapping[str, int] = field(default_factory=dict)


class Completions:
    """Finds candidates by what is typed of any of their names. Made once, asked at every key."""

    def __init__(self, candidates: Iterable[Candidate]) -> None:
        everybody = (*candidates, *(Candidate(role) for role in ROLES))
        self._candidates = sorted(everybody, key=lambda candidate: candidate.name)
        keys = {
            (key, number, rank)
            for number, candidate in enumerate(self._candidates)
            for key, rank in _keys(candidate)
        }
        self._squashed = [squash(candidate.name) for candidate in self._candidates]
        self._kinds = [_KINDS.index(c.known.kind if c.known else None) for c in self._candidates]
        self._keys = sorted(keys)
        self._texts = [key for key, _, _ in self._keys]

    def like(self, typed: str, meeting: AtMeeting, limit: int = 8) -> Guesses:
        """Return at most `limit` candidates for `typed`: those who are at the meeting or own something first.

        Then by first name, surname, whole name, initials or alias; people before seats, groups,
        organisations and roles. Where few begin with what was typed, names that are like it follow.
        """
        wanted = squash(typed)
        best = self._begun(wanted) if wanted else self._at_first(meeting, limit)
        begun = nsmallest(limit, best, key=lambda n: self._order(n, best[n], wanted, meeting))
        near: list[int] = []
        if len(begun) < limit and len(wanted) >= _FEWEST_LETTERS:
            near = self._near(wanted, best, meeting, limit - len(begun))
        chosen = self._candidates
        return Guesses(tuple(chosen[n] for n in begun), tuple(chosen[n] for n in near))

    def _at_first(self, meeting: AtMeeting, limit: int) -> dict[int, int]:
        """Return who may be meant before anything is typed: not all, for an answer at once."""
        found = nsmallest(limit, range(len(self._kinds)), key=self._kinds.__getitem__)
        for number, candidate in enumerate(self._candidates):
            known = candidate.known
            if candidate.name in meeting.used or (known and known.id in meeting.here):
                found.append(number)
        return dict.fromkeys(found, _WHOLE)

    def _begun(self, wanted: str) -> dict[int, int]:
        """Return the numbers of the candidates that begin so, each with its best rank."""
        best: dict[int, int] = {}
        for at in range(bisect_left(self._texts, wanted), len(self._texts)):
            text, number, rank = self._keys[at]
            if not text.startswith(wanted):
                break
            best[number] = min(rank, best.get(number, rank))
        return best

    def _near(self, wanted: str, begun: Mapping[int, int], meeting: AtMeeting, limit: int) -> list[int]:
        """Return the numbers of candidates a name of which begins nearly as typed, the likest first.

        Its first letter is one of the first two that were typed.
        """
        length = len(wanted) + 1  # a letter that was left out is the commonest slip
        spans = [self._span(letter) for letter in sorted(set(wanted[:2]))]
        places = [at for first, end in spans for at in range(first, end)]
        found = process.extract(
            wanted,
            [self._texts[at][:length] for at in places],
            scorer=DamerauLevenshtein.normalized_similarity,
            score_cutoff=_LIKE,
            limit=limit * 4,
        )
        likest: dict[int, float] = {}
        for _, score, place in found:
            number = self._keys[places[place]][1]
            if number not in begun:
                likest[number] = max(score, likest.get(number, 0.0))
        ordered = sorted(likest, key=lambda n: (-likest[n], self._order(n, _PART, wanted, meeting)))
        return ordered[:limit]

    def _order(self, number: int, rank: int, wanted: str, meeting: AtMeeting) -> tuple[int, ...]:
        known = self._candidates[number].known
        used = meeting.used.get(self._candidates[number].name, 0) if meeting.used else 0
        is_here = known is not None and known.id in meeting.here and known.kind is NameKind.PERSON
        whole = self._squashed[number] == wanted
        return not whole, not (is_here or used), -used, self._kinds[number], rank, number

    def _span(self, letter: str) -> tuple[int, int]:
        """Return from where to where the keys stand that begin with a letter."""
        return bisect_left(self._texts, letter), bisect_left(self._texts, chr(ord(letter) + 1))


def names_one(typed: str, names: Directory, here: frozenset[int]) -> bool:
    """Say whether `typed` is all of somebody's name, initials or alias, so that it reads as that owner."""
    return not names.is_short(typed) and preferred(names.match(typed), here) is not None


def _keys(candidate: Candidate) -> Iterator[tuple[str, int]]:
    """Yield what may be typed for a candidate, squashed: its name from any word on, its other forms."""
    words = candidate.name.split()
    while len(words) > 1 and words[0].strip(".").casefold() in TITLES:
        words = words[1:]
    for at in range(len(words)):
        rank = _FIRST if at == 0 else _SURNAME if at == len(words) - 1 else _PART
        yield squash("".join(words[at:])), rank
    if len(words) > 1:
        yield squash(words[0][:1] + words[-1]), _PART
    yield squash(candidate.name), _WHOLE
    if candidate.known:
        for form in (*candidate.known.forms, *candidate.known.short_forms):
            if form:
                yield squash(form), _FORM
