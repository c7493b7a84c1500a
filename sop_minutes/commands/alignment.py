"""Finding the old row of each thing in a new version."""

from collections.abc import Callable, Sequence
from typing import TypeVar

O = TypeVar("O")  # noqa: E741 - an old row
N = TypeVar("N")


def aligned(
    old: Sequence[O], new: Sequence[N], tests: Sequence[Callable[[O, N], bool]]
) -> tuple[list[tuple[O | None, N]], list[O]]:
    """Return (old or None, new) for each of `new` in order, and those of `old` that nothing took.

    The tests are tried one after the other over everything that is left, the strictest first; of
    several candidates the first in order is taken.
    """
    taken: dict[int, int] = {}
    left = dict(enumerate(old))
    for test in tests:
        for index, wanted in enumerate(new):
            if index in taken:
                continue
            found = next((number for number, row in left.items() if test(row, wanted)), None)
            if found is not None:
                taken[index] = found
                del left[found]
    pairs = [(old[taken[index]] if index in taken else None, wanted) for index, wanted in enumerate(new)]
    return pairs, list(left.values())
