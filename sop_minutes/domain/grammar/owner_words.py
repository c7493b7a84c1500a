"""The words that tell an owner's name from other words that begin with a capital."""

import re

from sop_minutes.domain.names import INITIALS, looks_like_people

_VERBS = frozenset(
    "add advise agree alert approach arrange ask assist attend book brief bring call chase check "
    "circulate collate collect commission complete confirm consider consult contact continue create "
    "develop direct discuss draft email encourage ensure establish explore finalise find follow forward "
    "get give help hold identify include inform investigate invite issue let liaise look make meet "
    "message monitor nominate note notify obtain organise phone pick please prepare present press "
    "produce promote prompt propose provide publish put raise read recommend recruit refer remind "
    "report request require respond review revise ring run schedule see seek send set share speak "
    "submit support table take task tell test text thank track undertake update urge use visit work "
    "write".split()
)
_BODIES = frozenset(
    "police council board partnership group committee service services csp csps nhs probation trust "
    "team lead leads officer officers coordinator coordinators co-ordinator manager managers director "
    "directors head heads chair chairs agency agencies districts sub-group subgroup secretariat "
    "commissioner company opcc partners".split()
)
_GENERIC = frozenset({"all", "everyone", "everybody", "all present"})
_ROLES = (
    r"(?:vice-)?chair(?:s|man|woman|person)?|secretary|secretaries|secretariat|clerk|minute-taker|members|partners"
    r"|agencies|colleagues|others|organisations|authorities|districts|councils|csps|leads|managers|officers|coordinators"
    r"|co-ordinators|directors|representatives|reps|deputies|heads|teams"
)
_BODIES_ALONE = r"board|group|sub-group|committee|partnership|team|council|police|probation|forum|panel"
_NOT_BEFORE_ROLE = r"(?:to|will|shall|must|should|would|and|or|of|for|by|with|from|is|are|that|who)\b"
# A role as written: "All", "the Chair", "CSP chairs", "All partners", "Chair of the Housing Board".
ROLE = re.compile(
    r"(?:(?:all|each|every|both|other)\s+(?:of\s+)?(?:the\s+)?)?"
    rf"(?:(?:(?!{_NOT_BEFORE_ROLE})[\w&'’-]+\s+){{0,3}}(?:{_ROLES})|all(?:\s+present)?|everyone|everybody"
    rf"|{_BODIES_ALONE})(?![\w&]|['’-]\w)(?:\s+(?:of|for)\s+(?:the\s+)?(?-i:[A-Z])[\w&'’-]*(?:\s+(?-i:[A-Z])[\w&'’-]*)*)?",
    re.IGNORECASE,
)
_INITIALS = re.compile(rf"{INITIALS}s?")
_LONGEST_ALONE = 3
_NOT_INITIALS = frozenset(
    "TBC TBA NHS FGM CSE DHR DVA ASB VAWG PDF IT HR PR UK EU AOB NA RAG KPI GDPR DA MH ID TV OK PM AM".split()
)
_PLACES = frozenset(
    "north south east west valley road street hall house centre park district districts town city "
    "village hospital school college university hub court station lane bridge shire".split()
)


def reads_as_role(name: str) -> bool:
    """Say whether an unknown name is a role as written, like "All" or "CSP chairs", and not someone's."""
    words = ROLE.fullmatch(name)
    return words is not None and name.split(maxsplit=1)[0].casefold() not in _VERBS


def leads_alone(name: str) -> bool:
    """Say whether a role may stand before a colon or a dash: "All: note the date"."""
    return name.casefold() in _GENERIC | {"chair", "secretary", "secretariat"}


def reads_as_owner(name: str) -> bool:
    """Say whether an unknown name before "to" reads as someone's: not "Ask Thames Valley Police"."""
    if _INITIALS.fullmatch(name) or reads_as_role(name):
        return True
    first, *rest = name.casefold().split()
    return bool(rest) and first not in _VERBS and (looks_like_people(name) or is_body(name))


def reads_as_owner_alone(name: str, before: str) -> bool:
    """Say whether an unknown name at the end of a line, after `before`, reads as someone's.

    Not a place, and not letters that only shorten the words before them: "genital mutilation (GM)".
    """
    if _INITIALS.fullmatch(name) and sum(c.isupper() for c in name) <= _LONGEST_ALONE and name[-1] != "s":
        return name not in _NOT_INITIALS and not _is_short_for(name, before)
    words = name.casefold().split()
    is_place = any(word in _PLACES or word.endswith("shire") for word in words)
    return len(words) > 1 and words[0] not in _VERBS and not is_place and looks_like_people(name)


def reads_as_somebody(name: str) -> bool:
    """Say whether words that stand beside the name of a known owner may be another's, not something to do."""
    return name.casefold().split()[0] not in _VERBS


def is_body(name: str) -> bool:
    """Say whether a name is that of a board, a team, an officer and the like."""
    words = name.casefold().split()
    return words[-1] in _BODIES or words[0] in _BODIES


def _is_short_for(letters: str, before: str) -> bool:
    words = [word for word in re.findall(r"\w+", before[-120:]) if word not in {"of", "and", "the", "for"}]
    return letters.rstrip("s") in "".join(word[0] for word in words).upper()
