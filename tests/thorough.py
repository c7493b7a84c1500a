"""How many cases the random tests try."""

import os


def cases(few: int, *, at_first: int = 0) -> int:
    """Return half of so many cases, one at least; with THOROUGH=2 all of them, and so on.

    Where they are slow, only so many `at_first`, without THOROUGH.
    """
    return at_first if at_first and not is_thorough() else max(1, few * _thorough() // 2)


def is_thorough() -> bool:
    """Say whether all is to be tried, however long that takes."""
    return _thorough() > 1


def _thorough() -> int:
    return int(os.environ.get("THOROUGH", "1"))
