"""What is to be done, without the owners and the due date beside it, and how a note words an action."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from sop_minutes.domain.due import FoundDue, format_date
from sop_minutes.domain.grammar.owner_names import JOIN, Owner
from sop_minutes.domain.grammar.owners import Owners
from sop_minutes.domain.sheets import Due
from sop_minutes.domain.words import DuePrecision

_LOOSE = re.compile(r"^[\s,;:|–—-]+|[\s,;:.|–—-]+$")
_ALL_BOLD = re.compile(r"^\*\*([^*]+)\*\*$")
_WEEKDAY = re.compile(r"\b(?:mon|tues?|wednes|thurs?|fri|satur|sun)(?:day)?\b", re.IGNORECASE)
_PREPOSITION = re.compile(r"\b(?:and|by|for|from|of|through|to|via|with)\s+$", re.IGNORECASE)
_BEFORE_STOP = re.compile(r"\s+(?=[.,;:!?](?:\s|$))")
_GROUPS = re.compile(r"\s{2,}")
# What only softens a date: "ring the school, ideally by Friday".
_HEDGE = re.compile(
    r"(?:[\s,;(–—-]+(?:ideally|preferably|hopefully|provisionally|if (?:at all )?possible|where possible)"
    r"|\s*,\s*(?:next|first|starting|beginning)|\s+(?:starting|beginning))\s*$",
    re.IGNORECASE,
)
_BEGINS = re.compile(r"By|Due|Before|On|In|Within|Until|For")
_AROUND = " ,;"
_BOLD = re.compile(r"\*\*")
_ITALIC = re.compile(r"(?<!\*)\*(?!\*)")
_Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Wording:
    """An action's line with what was found in it."""

    typed: str
    owners: Owners
    found: FoundDue | None

    def text(self) -> str:
        """Return what is to be done: without owners before and after it, and without an outer due date."""
        trailing = self._trailing()
        cuts = [self.owners.lead, self.owners.ending, *self._marks()]
        cuts += [(trailing[0].start, trailing[-1].end)] if trailing else []
        if self.found and self._is_outer(self.found, cuts):
            hedge = _HEDGE.search(self.typed, 0, self.found.start)
            cuts.append((hedge.start() if hedge else self.found.start, self.found.end))
        body = _tidied(_closed(_without(self.typed, cuts), self.typed))
        return _ALL_BOLD.sub(r"\1", body) if body else _tidied(_without(self.typed, self._marks()))

    def sentence(self) -> str:
        """Return the line as a reader should see it: names in full, without @, a day with its year."""
        trailing = self._trailing()
        pieces = [(o.start, o.end, o.name) for o in self.owners.named if o not in trailing]
        pieces += self._joints()
        said = self._said()
        if trailing:
            due = f", {said.strip('()')}" if said else ""
            shown = f" ({_listed([o.name for o in trailing])}{due})"
            pieces.append((*self._span_at_end(trailing), shown))
            said = ""
        if self.found:
            pieces.append((self.found.start, self.found.end, said))
        return _BEFORE_STOP.sub("", _GROUPS.sub(" ", _replaced(self.typed, pieces))).strip()

    def _said(self) -> str:
        """Return the due date in full, "" for none; one that begins the line stays without "by"."""
        if self.found is None:
            return ""
        phrase = self.typed[self.found.start : self.found.end]
        said = _said_in_full(phrase, self.found.due)
        if (
            not self.typed[: self.found.start].strip()
            and self.typed[self.found.end :].lstrip(" *")[:1] == ":"
        ):
            said = said if phrase.lower().startswith("by") else said.removeprefix("by ")
        return said[:1].upper() + said[1:] if _BEGINS.match(phrase) else said

    def _marks(self) -> list[_Span]:
        return [(o.start, o.start + 1) for o in self.owners.named if self.typed[o.start] == "@"]

    def _joints(self) -> list[tuple[int, int, str]]:
        """Return what stands between mentions with nothing between them: "@AL @BO to ring"."""
        start, end = self.owners.lead
        leading = [o for o in self.owners.named if start <= o.start < end]
        joints = []
        for place, (one, other) in enumerate(pairwise(leading), 2):
            if not self.typed[one.end : other.start].strip():
                joint = " and " if place == len(leading) else ", "
                joints.append((one.end, other.start, joint))
        return joints

    def _span_at_end(self, trailing: tuple[Owner, ...]) -> _Span:
        """Return where the names a line ends with stand, with its due date if that is beside them."""
        start, end = trailing[0].start, trailing[-1].end
        if self.found and not self.typed[self.found.end : start].strip(_AROUND):
            start = min(start, self.found.start)
        if self.found and not self.typed[end : self.found.start].strip(_AROUND):
            end = max(end, self.found.end)
        return len(self.typed[:start].rstrip(_AROUND)), end

    def _trailing(self) -> tuple[Owner, ...]:
        """Return the mentions that the line ends with, and who is listed after them; a due date aside."""
        end = len(self.typed.rstrip(" ."))
        due = (self.found.start, self.found.end) if self.found else (end, end)
        trailing: list[Owner] = []
        for owner in reversed(self.owners.named):
            if due[0] > owner.start and not self.typed[due[1] : end].strip():
                end = min(end, due[0])
            between = self.typed[owner.end : end]
            if self._is_apart(owner) or not (JOIN.fullmatch(between) or not between.strip(_AROUND)):
                break
            trailing.append(owner)
            end = owner.start
        while trailing and self.typed[trailing[-1].start] != "@":
            trailing.pop()
        governed = bool(trailing) and _PREPOSITION.search(self.typed, 0, trailing[-1].start)
        return () if governed else tuple(reversed(trailing))

    def _is_apart(self, owner: Owner) -> bool:
        """Whether an owner is one of those that lead, or stands in an ending of its own."""
        start, end = self.owners.ending
        return owner.start < self.owners.lead[1] or start <= owner.start < end

    def _is_outer(self, found: FoundDue, cuts: list[_Span]) -> bool:
        """Whether the due date stands before or after all that is to be done, or in brackets."""
        before = _without(self.typed[: found.start], cuts)
        after = _without(self.typed, [(0, found.end), *cuts])
        for owner in self.owners.named:
            after = after.replace(self.typed[owner.start : owner.end].lstrip("@"), "")
        if self.typed[found.start : found.start + 3].casefold() == "to ":
            return False  # "to the July meeting" says to whom, too
        bracketed = self.typed[found.start : found.start + 1] == "("
        return bracketed or not after.strip(" .)]*,;|–—-") or not before.strip(" ,:–—-*")


def masked(typed: str, owners: Owners) -> str:
    """Return `typed` with the owners' names blotted out, so that April Jones is not a month.

    An ending that holds nothing but names is blank, so that a due date before it ends the line; so
    does one before the names that lead.
    """
    lead = owners.lead[0]
    if lead and typed[lead - 1].isspace():
        typed = f"{typed[: lead - 1]},{typed[lead:]}"
    for owner in owners.named:
        blot = "".join("x" if c.isalnum() else c for c in typed[owner.start : owner.end])
        typed = f"{typed[: owner.start]}{blot}{typed[owner.end :]}"
    start, end = owners.ending
    names = [(o.start, o.end) for o in owners.named]
    if start and not any(c.isalnum() for c in _without(typed[:end], [(0, start), *names])):
        typed = f"{typed[:start]}{' ' * (end - start)}{typed[end:]}"
    return typed


def _without(typed: str, cuts: Sequence[_Span]) -> str:
    kept, at = [], 0
    for start, end in sorted(cuts):
        kept.append(typed[at : max(at, start)])
        at = max(at, end)
    return "".join((*kept, typed[at:]))


def _closed(text: str, typed: str) -> str:
    """Return `text` without a mark of bold or italic whose other end was cut away with a name.

    One that stood alone in what was `typed` marks nothing, as in 5*3, and stays.
    """
    for mark in (_BOLD, _ITALIC):
        found = list(mark.finditer(text))
        if len(found) % 2 and not len(mark.findall(typed)) % 2:
            ends_one = text[: found[0].start()].strip() and not text[found[0].start() - 1].isspace()
            alone = found[0] if ends_one or not text[: found[0].start()].strip() else found[-1]
            text = text[: alone.start()] + text[alone.end() :]
    return text


def _tidied(text: str) -> str:
    return _LOOSE.sub("", _BEFORE_STOP.sub("", _GROUPS.sub(" ", text)))


def _replaced(typed: str, pieces: list[tuple[int, int, str]]) -> str:
    text, at = "", 0
    for start, end, shown in sorted(pieces):
        if start >= at:
            text += typed[at:start] + shown
            at = end
    return text + typed[at:]


def _said_in_full(phrase: str, due: Due) -> str:
    """Return a due phrase with its whole date where it names a day; else as it was said."""
    if due.on is None or due.precision is not DuePrecision.DAY:
        return phrase
    on = format_date(due.on)
    if phrase.startswith("("):
        return f"(due {on})"
    preposition = phrase.split(maxsplit=1)[0].lower()
    if _WEEKDAY.search(phrase) or preposition in {"in", "within"}:
        return f"by {on}"
    if str(due.on.day) not in re.findall(r"\d+", phrase):
        return phrase
    return f"{preposition if preposition in {'on', 'before', 'until'} else 'by'} {on}"


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
