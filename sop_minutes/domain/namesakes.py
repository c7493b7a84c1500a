"""People whose names are so alike that they may be one person."""

from sop_minutes.domain.names import own_names
from sop_minutes.domain.text import squash

_SHORT, _LONG = 4, 7


def may_be_one_person(one: str, other: str) -> bool:
    """Say whether two full names may be one person's: Stephen and Steven Parr, K Marsh and Kev Marsh.

    They share the surname and much of the first name, or the first name and nearly the surname.
    """
    first, last = _ends(one)
    other_first, other_last = _ends(other)
    if not (last and other_last):
        return False
    if last == other_last:
        return first.startswith(other_first) or other_first.startswith(first) or _alike(first, other_first)
    parts, others = _parts(one), _parts(other)
    return first == other_first and (bool(parts & others) or _alike(last, other_last))


def _ends(name: str) -> tuple[str, str]:
    """Return a person's first name and surname, "" for a name of one word."""
    words = [squash(word) for word in own_names(name)]
    return (words[0], words[-1]) if len(words) > 1 else ("", "")


def _parts(name: str) -> set[str]:
    """Return the parts of a surname: Mary Smith may be Mary Smith-Jones."""
    return {squash(part) for part in own_names(name)[-1].replace("‑", "-").replace("‐", "-").split("-")}


def _alike(one: str, other: str) -> bool:
    """Say whether two names are a slip apart, or two if they are long."""
    from rapidfuzz.distance import OSA

    longest = max(len(one), len(other))
    return longest >= _SHORT and OSA.distance(one, other) <= (2 if longest >= _LONG else 1)
