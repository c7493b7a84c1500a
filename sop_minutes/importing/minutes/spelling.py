"""Labels that are almost spelt right: Presant, Appologies, In attendence."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Final

_SHORTEST: Final = 5
# A label this long may have two letters wrong, a shorter one only one.
_LONG: Final = 12
# Words that a label is one letter away from, and yet are words: Prevent is a topic of its own.
_WORDS: Final = frozenset(
    """
    prevent prevents president presents presence presenter present's presented percent parent patient
    minute minuets minutest note noted chain chairs chairing choir hair venues venue's places placed plaice
    pace rooms locations locating officer offices office guess gusts quests invited invites absents agents
    deputes clerks members' number timber notes record records recorded recorder's participant attends
    """.split()
)


class Speller:
    """Finds what a label means although a letter of it is wrong, missing, doubled or out of its place."""

    def __init__(self, meanings: Mapping[str, str]) -> None:
        self._meanings = meanings
        self._by_shape: dict[tuple[str, int], list[str]] = defaultdict(list)
        for name in meanings:
            if len(name) >= _SHORTEST:
                self._by_shape[name[0], len(name)].append(name)

    def __call__(self, form: str) -> str:
        """Return what `form`, a label as `label_form` gives it, was meant to be; "" if nothing is near."""
        length = len(form)
        if length < _SHORTEST or form in _WORDS or form in self._meanings:
            return self._meanings.get(form, "")
        most = 1 if length < _LONG else 2
        near = [
            name
            for other in range(length - most, length + most + 1)
            for name in self._by_shape.get((form[0], other), ())
        ]
        if not near:
            return ""
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        found = process.extractOne(form, near, scorer=OSA.distance, score_cutoff=most)
        return self._meanings[found[0]] if found else ""
