"""Finding by a few letters: how well words that are typed fit a label."""

import re

_WORD = re.compile(r"\w+")


def fit(typed: str, label: str) -> int | None:
    """Return how well `typed` fits `label`, the less the better; None for not at all.

    Best are words that the label's words begin with; then parts of it; then letters that come in
    that order, each at the beginning of a word or right after the last.
    """
    wanted, folded = typed.casefold().split(), label.casefold()
    if all(re.search(rf"\b{re.escape(word)}", folded) for word in wanted):
        return 0 if folded.startswith(" ".join(wanted)) else 1
    if all(word in folded for word in wanted):
        return 2
    return 3 if _are_letters_of("".join(wanted), _WORD.findall(folded)) else None


def _are_letters_of(letters: str, words: list[str]) -> bool:
    """Say whether `letters` are made of the beginnings of some of `words`, in order."""
    if not letters:
        return True
    if not words:
        return False
    first, rest = words[0], words[1:]
    for many in range(len(first), 0, -1):
        if letters.startswith(first[:many]) and _are_letters_of(letters[many:], rest):
            return True
    return _are_letters_of(letters, rest)
