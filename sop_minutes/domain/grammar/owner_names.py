"""Names of owners in an action's line: one at a place, or a list of them."""

import re
from dataclasses import dataclass
from enum import StrEnum

from sop_minutes.domain.grammar.owner_words import (
    ROLE,
    is_body,
    leads_alone,
    reads_as_owner,
    reads_as_owner_alone,
    reads_as_role,
    reads_as_somebody,
)
from sop_minutes.domain.names import NAME_JOINTS, PARTICLES, Directory, KnownName, NameKind, preferred

MENTION = re.compile(r"(?<![\w@])@(?=[^\s@])")
_BESIDE = (
    r"(?:(?:along|together|jointly|working|in (?:liaison|consultation|conjunction|partnership)) with"
    r"|with (?:the )?(?:support|help) (?:from|of)|(?:supported|assisted|helped) by|and|or|with|plus)\b"
)
JOIN = re.compile(rf"\s*(?:,\s*{_BESIDE}|,|;|&|/|\+|\b{_BESIDE})\s*|\s*(?=@)")
_MARK = re.compile(r"@(?=[^\s@])")
_BRACKETED = re.compile(r"\[([^\[\]]+)\]")
_CAPITAL = rf"[^\W\d_a-z][\w&]*(?:[{NAME_JOINTS}]+[\w&]+)*"
# A full stop inside a name follows one letter or a title.
_SHORT_TITLES = "dr mr ms st mrs rev sgt cllr prof insp supt".split()
_STOP = "".join(("(?:(?:", r"(?<=\b[A-Z])", *(rf"|(?i:(?<=\b{title}))" for title in _SHORT_TITLES), r")\.)"))
UNKNOWN = re.compile(
    rf"{_CAPITAL}(?:{_STOP}?\s+(?:(?:of|for|the|{'|'.join(PARTICLES)})\s+){{0,2}}{_CAPITAL}){{0,7}}"
)
_ONE_WORD = re.compile(rf"[\w&]+(?:[{NAME_JOINTS}]+[\w&]+)*")
# Words that may be anybody's name, up to where a name ends.
_NO_NAME = (
    r"(?:and|or|to|will|shall|must|should|would|is|are|was|were|has|have|had|needs?|by|with|plus|then"
    r"|tb[acd])\b"
)
_A_WORD = rf"(?!{_NO_NAME})[\w&]+(?:[{NAME_JOINTS}]+[\w&]+)*(?![\w&])"
_ANYBODY = re.compile(rf"{_A_WORD}(?:\s+{_A_WORD}){{0,5}}(?=\s*(?:$|[^\w\s]|{_NO_NAME}))", re.IGNORECASE)
_THE = re.compile(r"the\s+", re.IGNORECASE)
_ASIDE = re.compile(
    rf"\s*\([^()]{{1,60}}\)|\s+(?:from|of|at)\s+(?:the\s+)?{_CAPITAL}(?:\s+{_CAPITAL}){{0,4}}"
)
_THEN_DUE = (
    r"[\s.,;:|([–—-]*(?!in (?:liaison|consultation|conjunction|partnership)\b)"
    r"(?:(?:due|deadline|by|before|on|in|for|at|within|until|asap|next|end|early|mid|late|w/c|this"
    r"|tomorrow|today|ongoing|mon|tue|wed|thu|fri|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w{0,8}\b|\d)"
    r"[^;]{0,60}"
)
# What may stand between the last name of an ending and the end of the line.
AT_END = re.compile(rf"(?:\s+to\s+(?:action|lead|progress|do))?\s*\.?\s*(?:{_THEN_DUE})?$", re.IGNORECASE)
_AFTER_LABEL = re.compile(
    r"(?!(?:tb[cad]|to be (?:confirmed|agreed|decided)|n/?a|none|nobody)\b)[^\s,;/&()\[\]]"
    r"[^,;/&()\[\]]{0,60}?(?=\s*(?:\.?$|[,;/&+()]|\band\b|\.\s|\s[–—-]\s|\s(?:due|by|before)\b))",
    re.IGNORECASE,
)
LONGEST_LIST = 40
_POSSESSIVE = ("'s", "’s")
_ALSO_WORDS = frozenset(
    "april art bill chase cope dawn dean drew early faith frank grace grant hope hunt june mark may page pat "
    "penny price ray rob rose sue summer wade will young".split()
)


class Standing(StrEnum):
    """What is known of an owner. Only an ambiguous or an unknown one is a question to the minute-taker."""

    KNOWN = "known"
    ROLE = "role"
    AMBIGUOUS = "ambiguous"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Owner:
    """An owner as written, where it stands in the text, and who is meant if that is known.

    `matches` has several where it is ambiguous. `person` and its kin are told apart by
    `meant.kind`.
    """

    as_written: str
    start: int
    end: int
    meant: KnownName | None = None
    matches: tuple[KnownName, ...] = ()

    @property
    def name(self) -> str:
        """The name as shown: the known one in full, else as written."""
        return self.meant.name if self.meant else self.as_written

    @property
    def says_who(self) -> bool:
        """Whether it says by itself that somebody is meant: a known name, or "All"."""
        return bool(self.matches) or leads_alone(self.as_written)

    @property
    def standing(self) -> Standing:
        """Whether it is known who is meant; a role as written ("All", "CSP chairs") need not be."""
        if self.meant:
            return Standing.KNOWN
        if self.matches:
            return Standing.AMBIGUOUS
        return Standing.ROLE if reads_as_role(self.as_written) else Standing.UNKNOWN


@dataclass(frozen=True, slots=True)
class Names:
    """Reads names in `text`, a line with blanks for its marks. `here` are the people at the meeting."""

    text: str
    directory: Directory
    here: frozenset[int]

    def leading(self, at: int, *, first: bool) -> Owner | None:
        """Return the owner that may stand at `at` before "to"; known, a role, or an unknown name."""
        if _MARK.match(self.text, at):
            return self.mentioned(at)
        at = self._without_the(at)
        known = self._known(at)
        role = self._role(at)
        if known and not (role and role.end > known.end):
            return known if self._is_sure(known) else None
        if role:
            return role
        unknown = UNKNOWN.match(self.text, at)
        if unknown is None or not (first or reads_as_owner(unknown[0])):
            return None
        return self._owner(at, unknown.end(), ())

    def mentioned(self, at: int) -> Owner:
        """Return the owner whose `@` stands at `at`."""
        start = at + 1
        bracketed = _BRACKETED.match(self.text, start)
        if bracketed:
            name = bracketed[1].strip()
            matches = self.directory.match(name)
            return Owner(name, at, bracketed.end(), preferred(matches, self.here), matches)
        known = self._known(start)
        if known:
            return self._owner(start, known.end, known.matches, mark=at)
        unknown = UNKNOWN.match(self.text, start) or _ONE_WORD.match(self.text, start)
        end = unknown.end() if unknown else start + 1
        if self.text[start:end].endswith(_POSSESSIVE):
            end -= 2
        return self._owner(start, end, self.directory.match(self.text[start:end]), mark=at)

    def known_at(self, at: int) -> Owner | None:
        """Return the known name at `at` that is surely one: with a capital, or of several words."""
        known = self._known(self._without_the(at))
        return known if known and self._is_sure(known) else None

    def role_at(self, at: int) -> Owner | None:
        """Return the role as written at `at`: "the Chair"."""
        return self._role(self._without_the(at))

    def beside(self, at: int, *, words: int) -> Owner | None:
        """Return whoever may be named at `at` beside an owner who is known, in small letters too.

        One of more words than `words` has a capital, or "the" before it, or is a team or a body.
        """
        start = self._without_the(at)
        found = _ANYBODY.match(self.text, start)
        if found is None or not reads_as_somebody(found[0]):
            return None
        name = found[0]
        if any(self._is_persons(word) for word in name.split()[1:]):
            return None
        if len(name.split()) > words and not (start > at or name[0].isupper() or is_body(name)):
            return None
        return self._owner(start, start + len(name), ())

    def _is_persons(self, word: str) -> bool:
        matches = self.directory.match(word)
        return any(match.kind is NameKind.PERSON for match in matches) and not self.directory.is_short(word)

    def filling(self, at: int, stop: int, *, labelled: bool, guessing: bool = True) -> tuple[Owner, ...]:
        """Return the owners that fill the text from `at` to `stop`, but for a due date; () if it is no list.

        `labelled`: after "Owner:", where anything is a name. `guessing`: beside a known name, other
        words may be one.
        """
        owners: list[Owner] = []
        is_sure = True
        while at < stop and len(owners) < LONGEST_LIST:
            owner = self._filler(at, stop, labelled)
            if owner is None and guessing:
                owner, is_sure = self.beside(at, words=0), False
            if owner is None or owner.end > stop:
                return ()
            if not labelled and self._is_only_a_word(owner, stop):
                return ()
            owners.append(owner)
            at = self.aside_end(owner.end)
            if AT_END.match(self.text, at, stop):
                break
            join = JOIN.match(self.text, at, stop)
            if join is None:
                return ()
            at = join.end()
        return tuple(owners) if is_sure or any(owner.matches for owner in owners) else ()

    def _is_only_a_word(self, owner: Owner, stop: int) -> bool:
        """Whether words without an @ are nobody for having one after them: "Map all partners @AL"."""
        is_name = owner.says_who or self.text[owner.start] == "@"
        return not is_name and MENTION.search(self.text, owner.end, stop) is not None

    def aside_end(self, at: int) -> int:
        """Return where what is said of a name that ends at `at` ends: "(SODC)", "from Probation"."""
        aside = _ASIDE.match(self.text, at)
        return aside.end() if aside else at

    def _filler(self, at: int, stop: int, labelled: bool) -> Owner | None:
        if _MARK.match(self.text, at):
            return self.mentioned(at)
        at = self._without_the(at)
        known = self._known(at)
        role = self._role(at)
        if known and not (role and role.end > known.end):
            return known if labelled or self._is_sure(known) else None
        if role and role.end <= stop:
            return role
        unknown = UNKNOWN.match(self.text, at, stop)
        if unknown and reads_as_owner_alone(unknown[0], self.text[:at]):
            return self._owner(at, unknown.end(), ())
        anything = _AFTER_LABEL.match(self.text, at, stop) if labelled else None
        return self._owner(at, anything.end(), ()) if anything else None

    def _without_the(self, at: int) -> int:
        the = _THE.match(self.text, at)
        return the.end() if the else at

    def _known(self, at: int) -> Owner | None:
        """Return the longest known name at `at`; not the known beginning of an unknown one, Ann Leeson."""
        end, matches = self.directory.longest_at(self.text, at)
        if not matches:
            return None
        unknown = UNKNOWN.match(self.text, at)
        goes_on = unknown is not None and unknown.end() > end and self.directory.is_short(self.text[at:end])
        return None if goes_on else self._owner(at, end, matches)

    def _is_sure(self, known: Owner) -> bool:
        """Say whether a known name without an @ is one: not the word "will", nor Wade or May alone."""
        name = known.as_written
        is_word = self.directory.is_short(name) and name.casefold() in _ALSO_WORDS
        return (name[0].isupper() or " " in name) and not is_word

    def _role(self, at: int) -> Owner | None:
        role = ROLE.match(self.text, at)
        if role is None or not reads_as_role(role[0]):
            return None
        return self._owner(at, role.end(), self.directory.match(role[0]))

    def _owner(
        self, start: int, end: int, matches: tuple[KnownName, ...], *, mark: int | None = None
    ) -> Owner:
        """Return the owner whose name stands from `start`; `mark` is where its @ stands."""
        name = " ".join(self.text[start:end].split())
        return Owner(name, start if mark is None else mark, end, preferred(matches, self.here), matches)
