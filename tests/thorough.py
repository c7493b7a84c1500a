"""How many cases the random tests try."""

import os


def cases(few: int) -> int:
    """Return half of so many cases, one at least; with THOROUGH=2 all of them, and so on."""
    return max(1, few * int(os.environ.get("THOROUGH", "1")) // 2)
