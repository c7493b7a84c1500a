"""Finding the old row of each thing in a new version."""

from collections.abc import Callable, Hashable, Sequence
from typing import Final, TypeVar

O = TypeVar("O")  # noqa: E741 - an old row
N = TypeVar("N")
Key = tuple[Callable[[O], Hashable], Callable[[N], Hashable]]

_ALIKE_TITLE: Final = 80
_ALIKE_HERE: Final = 60
_ALIKE_ELSEWHERE: Final = 85
"""How like each other, of 100, two texts must be to be one edited: in the same item, in another."""


def aligned(
    old: Sequence[O], new: Sequence[N], keys: Sequence[Key[O, N]], likeness: Callable[[O, N], float]
) -> tuple[list[tuple[O | None, N]], list[O]]:
    """Return (old or None, new) for each of `new` in order, and those of `old` that nothing took.

    Rows with an equal key are paired first, in order, the strictest key first; a key of None is no
    key. What is left is paired by `likeness` (0: not at all), the most alike first.
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

    return fuzz.ratio(one, other, score_cutoff=least)


def _most_alike(
    old: Sequence[O],
    new: Sequence[N],
    left: dict[int, None],
    taken: dict[int, int],
    likeness: Callable[[O, N], float],
) -> list[tuple[int, int]]:
    """Return the pairs (new, old) that are alike at all, the most alike first, then the nearest in order."""
    scored = [
        (likeness(old[number], wanted), -abs(number - index), index, number)
        for index, wanted in enumerate(new)
        if index not in taken
        for number in left
    ]
    return [(index, number) for score, _, index, number in sorted(scored, reverse=True) if score > 0]
