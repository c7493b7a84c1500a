"""An action's line: who owns it, what is to be done, by when."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from sop_minutes.domain.due import FoundDue, find_due, format_date
from sop_minutes.domain.grammar.headings import looks_like_people
from sop_minutes.domain.names import Directory, KnownName, NameKind, preferred
from sop_minutes.domain.sheets import Due
from sop_minutes.domain.words import DuePrecision

_MENTION = re.compile(r"(?<![\w@])@(?=[^\s@])")
_BRACKETED = re.compile(r"\[([^\[\]]+)\]")
_CAPITAL = r"[^\W\d_a-z][\w&]*(?:[.'’-]+[\w&]+)*"
_UNKNOWN = re.compile(
    rf"{_CAPITAL}(?:\.?\s+(?:(?:of|for|the|van|von|de|der|den|di|da|la|le|al|el|bin)\s+){{0,2}}{_CAPITAL}){{0,7}}"
)
_ONE_WORD = re.compile(r"[\w&]+(?:[.'’-]+[\w&]+)*")
_POSSESSIVE = ("'s", "’s")
_JOIN = re.compile(r"\s*(?:,\s*and\b|,|;|&|/|\+|\band\b)\s*|\s*(?=@)")
_VERBS_TO = r"(?:to|will|shall|must|is to|are to|(?:has |have )?agreed to)\s+"
_TO = re.compile(rf"\s*(?:,\s*)?(?:{_VERBS_TO}(?=\S)|[:–—]\s*|-\s+)", re.IGNORECASE)
_VERB_TO = re.compile(rf"\s+{_VERBS_TO}(?!be\b)(?=\S)", re.IGNORECASE)
_GENERIC = frozenset(
    {"all", "chair", "secretary", "secretariat", "members", "partners", "everyone", "csps", "leads"}
)
_INITIALS = re.compile(r"[A-Z]{2,4}s?")
_BY_KNOWN = re.compile(r"\bby\s+(?=\w)", re.IGNORECASE)
_ENDING = re.compile(r"[\s–—-]*[(\[](?P<names>[^()\[\]]{2,80})[)\]]\s*\.?$")
_LOOSE = re.compile(r"^[\s,;:–—-]+|[\s,;:–—-]+\.?$|(?<=\w)\.$")
_WEEKDAY = re.compile(r"\b(?:mon|tues?|wednes|thurs?|fri|satur|sun)(?:day)?\b", re.IGNORECASE)
_PREPOSITION = re.compile(r"\b(?:and|by|for|from|of|through|to|via|with)\s+$", re.IGNORECASE)
_BEFORE_STOP = re.compile(r"\s+(?=[.,;:!?](?:\s|$))")
_GROUPS = re.compile(r"\s{2,}")


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


@dataclass(frozen=True, slots=True)
class ParsedAction:
    """What an action's line was understood to say. `sentence` is how a note prints it."""

    text: str
    owners: tuple[Owner, ...]
    due: Due
    due_span: tuple[int, int] | None
    sentence: str


_NOBODY = Directory()


def read_action(
    typed: str,
    said_on: date,
    directory: Directory = _NOBODY,
    *,
    here: frozenset[int] = frozenset(),
    diary: Sequence[date] = (),
) -> ParsedAction:
    """Return what `typed` (an action's line without its prefix) says, as of the meeting's date.

    Owners are `@` mentions, names before "to" or "will", known names after "by" and in brackets
    at the end. Never raises; what is not understood stays in `text`. `here` are the ids of the
    people at the meeting, `diary` the group's meeting dates, ascending.
    """
    owners, lead_end = _owners(typed, directory, here)
    found = find_due(_masked(typed, owners), said_on, diary)
    body = _body(typed, owners, lead_end, found)
    return ParsedAction(
        text=body or _plain(typed, owners),
        owners=owners,
        due=found.due if found else Due(),
        due_span=(found.start, found.end) if found else None,
        sentence=_sentence(typed, owners, found, lead_end),
    )


def action_text(text: str, owners: Sequence[str] = (), due_as_written: str = "") -> str:
    """Return the line that says `text`, `owners` and a due date that came from separate fields."""
    parts = [text.strip(), *(_mention(owner) for owner in owners)]
    if due_as_written.strip():
        parts.append(f"(due {due_as_written.strip()})")
    return " ".join(part for part in parts if part)


def _mention(owner: str) -> str:
    plain = owner.replace("[", "(").replace("]", ")").strip()
    unknown = _UNKNOWN.match(plain)
    return f"@{plain}" if unknown and unknown.end() == len(plain) else f"@[{plain}]"


def _owners(typed: str, directory: Directory, here: frozenset[int]) -> tuple[tuple[Owner, ...], int]:
    """Return the owners in order of standing, and where the list of names that leads the line ends."""
    leading, lead_end = _leading(typed, directory, here)
    owners = {owner.start: owner for owner in leading}
    for mention in _MENTION.finditer(typed, lead_end):
        owner = _mentioned(typed, mention.start(), directory, here)
        owners.setdefault(owner.start, owner)
    if not owners:
        owners = {owner.start: owner for owner in _known_elsewhere(typed, directory, here)}
    unique: dict[str, Owner] = {}
    for start in sorted(owners):
        unique.setdefault(owners[start].name.casefold(), owners[start])
    return tuple(unique.values()), lead_end


def _leading(typed: str, directory: Directory, here: frozenset[int]) -> tuple[list[Owner], int]:
    """Return the owners that `typed` begins with, and where what they are to do begins."""
    owners: list[Owner] = []
    at = len(typed) - len(typed.lstrip())
    while at < len(typed):
        owner = _name_at(typed, at, directory, here, first=not owners)
        if owner is None or typed.startswith(_POSSESSIVE, owner.end):
            break
        owners.append(owner)
        to = _TO.match(typed, owner.end)
        if to and _may_lead(typed, owners):
            return owners, to.end()
        join = _JOIN.match(typed, owner.end)
        if join is None:
            break
        at = join.end()
    marked = list(takewhile(lambda owner: typed[owner.start] == "@", owners))
    return marked, marked[-1].end if marked else 0


def _may_lead(typed: str, owners: list[Owner]) -> bool:
    """Say whether names without an @ are owners here: "Sally Carver to …", not "Annual Report to …"."""
    last = owners[-1]
    verb = _VERB_TO.match(typed, last.end)
    for owner in owners:
        if typed[owner.start] == "@":
            continue
        if owner.matches:
            if not (verb or typed[last.end : last.end + 2].strip()[:1] in {":", "–", "—", "-"}):
                return False
        elif "@" in typed or not (verb and _reads_as_owner(owner.as_written)):
            return False
    return True


def _reads_as_owner(name: str) -> bool:
    """Say whether an unknown name without an @ reads as someone's: not "Ask Thames Valley Police"."""
    if name.casefold() in _GENERIC or _INITIALS.fullmatch(name):
        return True
    first, *rest = name.casefold().split()
    return bool(rest) and first not in _VERBS and (looks_like_people(name) or _is_body(name))


_VERBS = frozenset(
    "add agree approach arrange ask assist attend book bring check circulate collate commission complete "
    "confirm consider consult contact continue create develop discuss draft email encourage ensure establish "
    "explore finalise find follow forward get give hold identify include inform invite investigate issue "
    "liaise look make meet monitor nominate note obtain organise prepare present produce promote propose "
    "provide publish put raise recruit refer remind report request respond review revise schedule see seek "
    "send set share speak submit support table take tell undertake update use work write".split()
)
_ALSO_WORDS = frozenset(
    "april art bill chase cope dawn dean drew early faith frank grace grant hope hunt june mark may page pat "
    "penny price ray rob rose sue summer wade will young".split()
)
_BODIES = frozenset(
    "police council board partnership group committee service services csp csps nhs probation trust team "
    "lead leads officer coordinator co-ordinator manager director head chair agency agencies districts "
    "sub-group subgroup secretariat commissioner company opcc partners".split()
)


def _is_body(name: str) -> bool:
    words = name.casefold().split()
    return words[-1] in _BODIES or words[0] in _BODIES


def _name_at(typed: str, at: int, directory: Directory, here: frozenset[int], *, first: bool) -> Owner | None:
    if typed[at] == "@" and not typed[at + 1 : at + 2].strip("@").isspace() and typed[at + 1 : at + 2]:
        return _mentioned(typed, at, directory, here)
    end, matches = directory.longest_at(typed, at)
    unknown = _UNKNOWN.match(typed, at)
    if matches and not _goes_on(typed, at, end, unknown, directory):
        sure = typed[at].isupper() or " " in typed[at:end]
        doubtful = directory.is_short(typed[at:end]) and typed[at:end].casefold() in _ALSO_WORDS
        return _owner(typed[at:end], at, end, matches, here) if sure and not doubtful else None
    if unknown is None:
        return None
    if not first and not _reads_as_owner(unknown[0]):
        return None
    return _owner(unknown[0], at, unknown.end(), (), here)


def _mentioned(typed: str, at: int, directory: Directory, here: frozenset[int]) -> Owner:
    """Return the owner whose `@` stands at `at`."""
    start = at + 1
    bracketed = _BRACKETED.match(typed, start)
    if bracketed:
        return _owner(bracketed[1].strip(), at, bracketed.end(), directory.match(bracketed[1]), here)
    end, matches = directory.longest_at(typed, start)
    unknown = _UNKNOWN.match(typed, start)
    if matches and _goes_on(typed, start, end, unknown, directory):
        end, matches = start, ()
    if unknown and unknown.end() > end and not matches:
        end = _person_end(typed, start, unknown.end())
        matches = directory.match(typed[start:end])
    elif not matches:
        word = _ONE_WORD.match(typed, start)
        end = word.end() if word else start + 1
    return _owner(typed[start:end], at, end, matches, here)


def _goes_on(typed: str, start: int, end: int, unknown: re.Match[str] | None, directory: Directory) -> bool:
    """Say whether a known first name or surname is only the beginning of an unknown name: Ann Leeson."""
    longer = unknown is not None and unknown.end() > end
    return longer and directory.is_short(typed[start:end])


def _person_end(typed: str, start: int, end: int) -> int:
    """Return the end of an unknown mention without a possessive s."""
    return end - 2 if typed[start:end].endswith(("'s", "’s")) else end


def _owner(
    as_written: str, start: int, end: int, matches: tuple[KnownName, ...], here: frozenset[int]
) -> Owner:
    return Owner(as_written, start, end, preferred(matches, here), matches)


def _known_elsewhere(typed: str, directory: Directory, here: frozenset[int]) -> Iterator[Owner]:
    """Yield known people and bodies after "by", or else in brackets at the end."""
    for by in _BY_KNOWN.finditer(typed):
        end, matches = directory.longest_at(typed, by.end())
        if matches and typed[by.end()].isupper() and matches[0].kind is NameKind.PERSON:
            yield _owner(typed[by.end() : end], by.end(), end, matches, here)
            return
    ending = _ENDING.search(typed[-90:])
    if ending is None:
        return
    at = len(typed) - len(typed[-90:]) + ending.start("names")
    stop = at + len(ending["names"])
    found = []
    while at < stop:
        end, matches = directory.longest_at(typed, at)
        if not matches:
            return
        found.append(_owner(typed[at:end], at, end, matches, here))
        join = _JOIN.match(typed, end)
        at = join.end() if join and end < stop else max(end, stop)
    yield from found


def _masked(typed: str, owners: tuple[Owner, ...]) -> str:
    """Return `typed` with the owners' names blotted out, so that April Jones is not a month."""
    for owner in owners:
        blot = "".join("x" if c.isalnum() else c for c in typed[owner.start : owner.end])
        typed = f"{typed[: owner.start]}{blot}{typed[owner.end :]}"
    return typed


def _body(typed: str, owners: tuple[Owner, ...], lead_end: int, found: FoundDue | None) -> str:
    """Return what is to be done: `typed` without leading and trailing owners and an outer due date."""
    cuts = [(0, lead_end), *((owner.start, owner.end) for owner in _trailing(typed, owners, lead_end, found))]
    if found and _is_outer(typed, found, lead_end, owners):
        cuts.append((found.start, found.end))
    cuts += [(owner.start, owner.start + 1) for owner in owners if typed[owner.start] == "@"]
    return _tidied(_without(typed, cuts))


def _trailing(
    typed: str, owners: tuple[Owner, ...], lead_end: int, found: FoundDue | None
) -> tuple[Owner, ...]:
    """Return the mentions that `typed` ends with, before or after its due date."""
    end = len(typed.rstrip(" ."))
    due = (found.start, found.end) if found else (end, end)
    trailing: list[Owner] = []
    for owner in reversed(owners):
        if due[0] > owner.start and not typed[due[1] : end].strip():
            end = min(end, due[0])
        if typed[owner.start] != "@" or owner.start < lead_end or typed[owner.end : end].strip(" ,"):
            break
        trailing.append(owner)
        end = owner.start
    governed = bool(trailing) and _PREPOSITION.search(typed, 0, trailing[-1].start)
    return () if governed else tuple(reversed(trailing))


def _is_outer(typed: str, found: FoundDue, lead_end: int, owners: tuple[Owner, ...]) -> bool:
    after, before = typed[found.end :], typed[lead_end : found.start]
    for owner in owners:
        after = after.replace(typed[owner.start : owner.end], "")
    bracketed = typed[found.start : found.start + 1] == "("
    return bracketed or not after.strip(" .)") or not before.strip(" ,:–—-")


def _without(typed: str, cuts: list[tuple[int, int]]) -> str:
    kept, at = [], 0
    for start, end in sorted(cuts):
        kept.append(typed[at : max(at, start)])
        at = max(at, end)
    return "".join((*kept, typed[at:]))


def _tidied(text: str) -> str:
    return _LOOSE.sub("", _BEFORE_STOP.sub("", _GROUPS.sub(" ", text)))


def _plain(typed: str, owners: tuple[Owner, ...]) -> str:
    return _tidied(_without(typed, [(o.start, o.start + 1) for o in owners if typed[o.start] == "@"]))


def _sentence(typed: str, owners: tuple[Owner, ...], found: FoundDue | None, lead_end: int) -> str:
    """Return `typed` as a reader should see it: names in full, without @, a day with its year."""
    trailing = _trailing(typed, owners, lead_end, found)
    pieces = [(o.start, o.end, o.name) for o in owners if o.start >= lead_end and o not in trailing]
    leading = [o for o in owners if o.start < lead_end]
    if leading:
        to = _TO.match(typed, leading[-1].end)
        names = _listed([o.name for o in leading])
        pieces.append((0, lead_end, f"{names}{to[0] if to else ' '}"))
    said = _said_in_full(typed[found.start : found.end], found.due) if found else ""
    if trailing:
        due = re.sub(r"^\((.*)\)$", r", \1", said)
        pieces.append((trailing[0].start, trailing[-1].end, f"({_listed([o.name for o in trailing])}{due})"))
        said = ""
    if found:
        pieces.append((found.start, found.end, said))
    return _tidied_sentence(_replaced(typed, pieces))


def _replaced(typed: str, pieces: list[tuple[int, int, str]]) -> str:
    text, at = "", 0
    for start, end, shown in sorted(pieces):
        if start >= at:
            text += typed[at:start] + shown
            at = end
    return text + typed[at:]


def _tidied_sentence(text: str) -> str:
    return _BEFORE_STOP.sub("", _GROUPS.sub(" ", text)).strip()


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
