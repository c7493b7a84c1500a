"""Which block of a copy each block that went out is: by its mark, and by what it says."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from sop_minutes.domain.grammar.headers import read_header
from sop_minutes.domain.likeness import LONGEST_COMPARED
from sop_minutes.domain.marks import code_in
from sop_minutes.domain.returned.views import Seen

_ALIKE_HERE: Final = 55
_ALIKE_ELSEWHERE: Final = 85
"""How like each other, of 100, two texts must be to be one edited: between the same blocks, elsewhere."""
_MOST: Final = 0.5
_TELLING: Final = 3
"""So many words at least tell by themselves that they stood in another block."""


@dataclass(frozen=True, slots=True)
class Group:
    """Blocks that went out and what they are in the copy: one and one, or one split, or several joined."""

    was: tuple[int, ...]
    now: tuple[int, ...]


def own_mark(seen: Seen) -> str:
    """Return the mark of a block that went out, "" for one without a record."""
    return next((mark for mark in sorted(seen.cover) if not code_in(mark)), "")


def groups_of(was: Sequence[Seen], now: Sequence[Seen]) -> list[Group]:
    """Return all that went out and is in the copy still, in the order in which it went out."""
    matching = _Matching(was, now)
    matching.pair()
    return sorted(matching.groups(), key=lambda group: group.was)


class _Matching:
    """The pairs that are found, the surest first; then what was split off them or joined to them."""

    def __init__(self, was: Sequence[Seen], now: Sequence[Seen]) -> None:
        self._was, self._now = was, now
        self._of: dict[int, int] = {}
        self._taken: dict[int, int] = {}
        self._by_mark = {mark: number for number, seen in enumerate(was) if (mark := own_mark(seen))}

    def pair(self) -> None:
        self._take(self._marked())
        self._take_equal()
        self._take(self._hollow())
        self._take_alike()

    def groups(self) -> Iterator[Group]:
        split, joined = self._split_off(), self._joined_to()
        for one, other in self._of.items():
            yield Group(
                tuple(sorted((one, *joined.get(one, ())))), tuple(sorted((other, *split.get(other, ()))))
            )

    def _take(self, scored: Iterable[tuple[tuple[float, ...], int, int]]) -> None:
        """Pair what is best first."""
        for _, one, other in sorted(scored, reverse=True):
            self._put(one, other)

    def _put(self, one: int, other: int) -> None:
        if one not in self._of and other not in self._taken:
            self._of[one], self._taken[other] = other, one

    def _marked(self) -> Iterator[tuple[tuple[float, ...], int, int]]:
        """Yield the pairs that a mark around some letters says, if they have a word in common.

        A mark grows with what is typed at its ends, and some programs copy it with the text.
        """
        for other, seen in enumerate(self._now):
            for mark, letters in seen.cover.items():
                one = self._by_mark.get(mark)
                if one is not None and self._was[one].is_row is seen.is_row:
                    shared = _shared(self._was[one], seen)
                    if shared:
                        yield (shared, letters, -abs(one - other)), one, other

    def _hollow(self) -> Iterator[tuple[tuple[float, ...], int, int]]:
        """Yield the pairs that a mark says though nothing of the text is left."""
        for other, seen in enumerate(self._now):
            for mark in seen.marks:
                one = self._by_mark.get(mark)
                if one is not None and self._was[one].is_row is seen.is_row:
                    yield (seen.cover.get(mark, 0), -abs(one - other)), one, other

    def _take_equal(self) -> None:
        """Pair what says the same: in the same order first, then wherever it is."""
        ones = [one for one in range(len(self._was)) if one not in self._of]
        others = [other for other in range(len(self._now)) if other not in self._taken]
        one_keys = [_kind_key(self._was[one]) for one in ones]
        other_keys = [_kind_key(self._now[other]) for other in others]
        for block in SequenceMatcher(None, one_keys, other_keys, autojunk=False).get_matching_blocks():
            for step in range(block.size):
                self._put(ones[block.a + step], others[block.b + step])
        waiting: dict[object, list[int]] = {}
        for one in reversed(ones):
            if one not in self._of:
                waiting.setdefault(self._was[one].key, []).append(one)
        for other in others:
            if other not in self._taken and (found := waiting.get(self._now[other].key)):
                self._put(found.pop(), other)

    def _take_alike(self) -> None:
        """Pair what is alike: what stands between the same blocks or came there; all that is very much so."""
        same_gap = self._same_gap()
        self._take(self._alike(_ALIKE_HERE, lambda one, other: self._now[other].came or same_gap(one, other)))
        self._take(self._alike(_ALIKE_ELSEWHERE, lambda _one, _other: True))

    def _alike(
        self, least: float, may: Callable[[int, int], bool]
    ) -> Iterator[tuple[tuple[float, ...], int, int]]:
        from rapidfuzz import fuzz

        ones = [one for one in range(len(self._was)) if one not in self._of]
        others = [other for other in range(len(self._now)) if other not in self._taken]
        for one in ones:
            for other in others:
                if not may(one, other):
                    continue
                was, now = self._was[one], self._now[other]
                keys = was.key[:LONGEST_COMPARED], now.key[:LONGEST_COMPARED]
                score = 100.0 if _same_label(was, now) else fuzz.ratio(*keys, score_cutoff=least)
                if score >= least and was.is_row is now.is_row:
                    yield (score, -abs(one - other)), one, other

    def _same_gap(self) -> Callable[[int, int], bool]:
        """Return what says whether two blocks stand between the same others."""
        before_one = _gaps(len(self._was), self._of)
        pairs = {other: one for one, other in self._of.items()}
        before_other = {other: pairs.get(held, -1) for other, held in enumerate(_gaps(len(self._now), pairs))}
        return lambda one, other: before_one[one] == before_other[other]

    def _split_off(self) -> dict[int, list[int]]:
        """Return for each paired block of the copy what was split off it and stands beside it."""
        found: dict[int, list[int]] = {}
        for one, other in self._of.items():
            left = _without(self._was[one].words, self._now[other].words)
            for beside in (range(other + 1, len(self._now)), range(other - 1, -1, -1)):
                for near in beside:
                    if near in self._taken or not self._is_part(one, self._now[near], left):
                        break
                    left = _without(left, self._now[near].words)
                    self._taken[near] = one
                    found.setdefault(other, []).append(near)
        return found

    def _is_part(self, one: int, part: Seen, left: Sequence[str]) -> bool:
        """Say whether most of `part` is of what a block that went out has lost."""
        words = part.words
        same = _in_order(left, words)
        is_marked = own_mark(self._was[one]) in part.cover
        return same >= _MOST * len(words) and same >= (1 if is_marked else min(_TELLING, len(left)))

    def _joined_to(self) -> dict[int, list[int]]:
        """Return for each paired block that went out those beside it that are in the same block now."""
        found: dict[int, list[int]] = {}
        gone = {one for one in range(len(self._was)) if one not in self._of}
        for one, other in sorted(self._of.items()):
            more = _without(self._now[other].words, self._was[one].words)
            for beside in (range(one + 1, len(self._was)), range(one - 1, -1, -1)):
                for near in beside:
                    if near not in gone or not self._has_joined(near, other, more):
                        break
                    more = _without(more, self._was[near].words)
                    gone.discard(near)
                    found.setdefault(one, []).append(near)
        return found

    def _has_joined(self, one: int, other: int, more: Sequence[str]) -> bool:
        words = self._was[one].words
        same = _in_order(more, words)
        is_marked = own_mark(self._was[one]) in self._now[other].cover
        return same >= _MOST * len(words) and same >= (1 if is_marked else _TELLING)


def _kind_key(seen: Seen) -> tuple[object, ...]:
    return seen.key, seen.said.heading, seen.is_row


def _shared(was: Seen, now: Seen) -> float:
    """Return how much of two blocks is in both, 0 to 1."""
    if was.key == now.key:
        return 1.0
    same = _in_order(was.words, now.words)
    return 2 * same / (len(was.words) + len(now.words) + 1)


def _same_label(was: Seen, now: Seen) -> bool:
    """Say whether both, without a record, say the same thing of the meeting, as "Present:" does."""
    if own_mark(was) or now.cover:
        return False
    one, other = read_header(was.text), read_header(now.text)
    return one is not None and other is not None and one.name == other.name


def _gaps(many: int, paired: Iterable[int]) -> list[int]:
    """Return for each place the last one before it that is paired, -1 for none."""
    known, found, last = set(paired), [], -1
    for place in range(many):
        found.append(last)
        last = place if place in known else last
    return found


def _in_order(one: Sequence[str], other: Sequence[str]) -> int:
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks)


def _without(words: Sequence[str], others: Sequence[str]) -> list[str]:
    """Return those of `words` that are not in `others`, in order."""
    left: list[str] = []
    for tag, i, j, _, _ in SequenceMatcher(None, words, others, autojunk=False).get_opcodes():
        if tag in {"delete", "replace"}:
            left += words[i:j]
    return left
