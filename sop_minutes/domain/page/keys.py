"""Which block is which, after an edit that split, joined or replaced some."""

from collections.abc import Callable, Sequence


def keys_after(
    before: Sequence[tuple[int, str]], after: Sequence[str], new_key: Callable[[], int]
) -> list[int]:
    """Return a key for each text of `after`, given (key, text) of what stood there before.

    A text that is still whole keeps its key; of a block that was split the first part keeps it, of
    blocks that were joined the first one's stays. `new_key` makes keys for what is new.
    """
    head = 0
    while head < min(len(before), len(after)) and before[head][1] == after[head]:
        head += 1
    tail = 0
    while tail < min(len(before), len(after)) - head and before[-1 - tail][1] == after[-1 - tail]:
        tail += 1
    free = [key for key, _ in before[head : len(before) - tail]]
    between = len(after) - head - tail
    keys = free[:between] + [new_key() for _ in range(between - len(free))]
    ends = [key for key, _ in before[len(before) - tail :]]
    return [key for key, _ in before[:head]] + keys + ends
