"""Finding the old row of each thing in a new version."""

from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import Final, TypeVar

from sop_minutes.domain.likeness import LONGEST_COMPARED

O = TypeVar("O")  # noqa: E741 - an old row
N = TypeVar("N")
Key = tuple[Callable[[O], Hashable], Callable[[N], Hashable]]

_ALIKE_TITLE: Final = 80
_ALIKE_HERE: Final = 60
_ALIKE_ELSEWHERE: Final = 85
"""How like each other, of 100, two texts must be to be one edited: in the same item, in another."""
_MOST_PAIRS: Final = 500_000
"""So many pairs are compared at most: in a note of 20,000 lines all would be 400 million."""
_LOOKED_AT: Final = 100
"""How many old rows a new one is compared with where all would be more than that."""


def aligned(
    old: Sequence[O], new: Sequence[N], keys: Sequence[Key[O, N]], likeness: Callable[[O, N], float]
) -> tuple[list[tuple[O | None, N]], list[O]]:
    """Return (old or None, new) for each of `new` in order, and those of `old` that nothing took.

    Rows with an equal key are paired first, in order, the strictest key first; a key of None is no
    key. What is left is paired by `likeness` (0: not at all), the most alike first; where very much
    is left, with what stood near.
    """
    taken: dict[int, int] = {}
    left = dict.fromkeys(range(len(old)))
    for of_old, of_new in keys:
        waiting: dict[Hashable, list[int]] = {}
        for number in reversed(left):
            waiting.setdefault(of_old(old[number]), []).append(number)
        waiting.pop(None, None)
        for index, wanted in enumerate(new):
            if index not in taken and (numbers := waiting.get(of_new(wanted))):
                taken[index] = numbers.pop()
                del left[taken[index]]
    for index, number in _most_alike(old, new, left, taken, likeness):
        if index not in taken and number in left:
            taken[index] = number
            del left[number]
    pairs = [(old[taken[index]] if index in taken else None, wanted) for index, wanted in enumerate(new)]
    return pairs, [old[number] for number in left]


def alike_titles(one: str, other: str) -> float:
    """Return how like each other two titles are, of 100; 0 if neither can be the other edited."""
    return _alike(one, other, _ALIKE_TITLE) if one and other else 0.0


def alike_texts(one: str, other: str, *, same_item: bool) -> float:
    """Return how like each other two blocks' texts are, of 100; 0 if neither can be the other edited."""
    return _alike(one, other, _ALIKE_HERE if same_item else _ALIKE_ELSEWHERE)


def _alike(one: str, other: str, least: int) -> float:
    from rapidfuzz import fuzz

    return fuzz.ratio(one[:LONGEST_COMPARED], other[:LONGEST_COMPARED], score_cutoff=least)


def _most_alike(
    old: Sequence[O],
    new: Sequence[N],
    left: dict[int, None],
    taken: dict[int, int],
    likeness: Callable[[O, N], float],
) -> list[tuple[int, int]]:
    """Return the pairs (new, old) that are alike at all, the most alike first, then the nearest in order."""
    scored = [
        (score, -abs(number - index), index, number)
        for index, number in _to_compare(len(old), len(new), list(left), taken)
        if (score := likeness(old[number], new[index])) > 0
    ]
    return [(index, number) for _, _, index, number in sorted(scored, reverse=True)]


def _to_compare(olds: int, count: int, left: list[int], taken: dict[int, int]) -> Iterator[tuple[int, int]]:
    """Yield (new, old) of all that is left; of very much, only what stood where its neighbours did."""
    if (count - len(taken)) * len(left) <= _MOST_PAIRS:
        yield from ((index, number) for index in range(count) if index not in taken for number in left)
        return
    before = _places(range(count), taken, 0, 1)
    after = _places(range(count - 1, -1, -1), taken, olds - 1, -1)
    for index, place in before.items():
        around = {*_around(left, place), *_around(left, after[index])}
        yield from ((index, number) for number in around)


def _places(order: Sequence[int], taken: dict[int, int], place: int, step: int) -> dict[int, int]:
    """Return where the old row of each untaken one would stand, if nothing moved since the one before it.

    `place` is where the first in this order would stand.
    """
    places: dict[int, int] = {}
    for index in order:
        place = taken[index] + step if index in taken else place
        if index not in taken:
            places[index] = place
            place += step
    return places


def _around(left: list[int], place: int) -> list[int]:
    """Return those of `left`, which are in order, that are nearest to a place."""
    half = _LOOKED_AT // 2
    first = max(0, min(bisect_left(left, place) - half, len(left) - 2 * half))
    return left[first : first + 2 * half]
