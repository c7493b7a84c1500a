"""How many cases the random tests try."""

import os


def cases(few: int) -> int:
    """Return so many cases, or as many times more as the environment's THOROUGH says."""
    return few * int(os.environ.get("THOROUGH", "1"))
