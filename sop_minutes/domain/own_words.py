"""The words an action was sent with, told from what its owner adds to them."""

import re
from dataclasses import dataclass
from datetime import date

from sop_minutes.domain.due import describe_due, format_date
from sop_minutes.domain.sheets import Due
from sop_minutes.domain.text import fold, squash
from sop_minutes.domain.words import AUDIENCE_LABELS

_LONG = 20
"""More letters than this that begin alike are a quotation, whatever follows."""

_BETWEEN = " \t\n.,;:–—-)]*_=>|"
_LATE = re.compile(
    r"\(?(?:\d{1,4} (?:day|week|month|year)s? late|not yet due|due (?:today|\d{1,2} [a-z]{3,9}(?: \d{4})?)"
    r")\)?",
    re.IGNORECASE,
)
_WHICH_IS = re.compile(r"[^\n]{1,80}?, which is ")
_DUE = re.compile(r"due\b[ :]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class OwnWords:
    """What an action reads as: its text without markup, its due date now, and that on which it was asked."""

    text: str = ""
    due: Due = Due()  # noqa: RUF009 - frozen
    asked_on: date | None = None

    def rest_of(self, said: str) -> str | None:
        """Return what follows the action's text, and its due date after it; None if it does not begin so."""
        if not squash(self.text):
            return None
        rests = (rest_after(said, f"{label}{self.text}") for label in ("", *AUDIENCE_LABELS.values()))
        rest = next((rest for rest in rests if rest is not None), None)
        if rest is None:
            return None
        if len(squash(self.text)) <= _LONG and rest.lstrip()[:1].isalnum() and "\n" not in rest[:2]:
            return None
        rest = rest.lstrip(_BETWEEN)
        labelled = _DUE.match(rest)
        after = self._after_due(rest[labelled.end() :] if labelled else rest)
        return (rest if after is None else after).strip()

    def rest_of_due(self, said: str) -> str:
        """Return what stands in the place of the due date that was not sent there."""
        after = self._after_due(said.strip())
        return (said if after is None else after).strip()

    def is_like(self, said: str) -> bool:
        """Say whether a text has most of the action's words in it, as one has that was changed since."""
        words = set(re.findall(r"\w{3,}", fold(self.text)))
        return len(words & set(re.findall(r"\w{3,}", fold(said)))) * 2 > len(words)

    def _after_due(self, said: str) -> str | None:
        which = _WHICH_IS.match(said)
        days = [format_date(day) for day in (self.due.on, self.asked_on) if day]
        words = [*days, describe_due(self.due), self.due.as_written]
        tried = [rest_after(said[which.end() :], day) for day in days] if which else []
        tried += [rest_after(said, each) for each in words]
        found = [rest for rest in tried if rest is not None]
        late = _LATE.match(said.lstrip(_BETWEEN))
        if not found:
            return None if late is None else said.lstrip(_BETWEEN)[late.end() :].lstrip(_BETWEEN)
        rest = min(found, key=len).lstrip(_BETWEEN)
        late = _LATE.match(rest)
        return rest[late.end() :].lstrip(_BETWEEN) if late else rest


def rest_after(said: str, words: str) -> str | None:
    """Return what follows `words` in a text; None if it does not begin with them.

    Capitals, accents and marks make no difference.
    """
    wanted, held, end = squash(words), 0, 0
    while end < len(said) and held < len(wanted):
        part = squash(said[end])
        if not wanted.startswith(part, held):
            return None
        held, end = held + len(part), end + 1
    inside_a_word = end and said[end : end + 1].isalnum() and said[end - 1].isalnum()
    return None if not wanted or held < len(wanted) or inside_a_word else said[end:]
