"""Names of people: who is listed in an attendance, and who is to do something."""

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from sop_minutes.domain.sheets import AttendanceSheet
from sop_minutes.domain.words import AttendanceStatus

_HONOURS: Final = (
    r"(?:(?:County|District|Borough|City|Town|Parish)(?= C(?:llr|ouncillor))"
    r"|Cllrs?|Councillors?|Mr|Mrs|Ms|Miss|Mx|Messrs|Dr|Prof|Professor|Rev|Revd|Fr|Sir|Dame|Lord|Lady"
    r"|Hon|Ald|Alderman"
    r"|PC|PCSO|Sgt|Sergeant|Insp|Inspector|CI|Supt|Superintendent|Ch\. ?Supt|Det|DCI|DI|DS|DC|DCC"
    r"|ACC|CC|Cdr|Col|Maj|Capt)"
)
_WORD: Final = r"[A-ZÀ-ÖØ-ÞŁŚŻČĎŇŘŠŤŽ](?:[\w]|['’](?=\w)|-(?=\w)|\.(?=\w))*\.?"
_PARTICLE: Final = (
    r"(?:van|von|de|der|den|di|da|dos|du|des|la|le|al|el|bin|bint|ibn|ben|ter|ten|af|zu|y|e|of|Mc|Mac|O'"
    r"|ap|ab|ferch|verch|ó|ní|ni|nic|mac)"
)
_NAME: Final = re.compile(
    rf"(?:{_HONOURS}\.?\s+){{0,3}}{_WORD}(?:\s+(?:{_PARTICLE}\s+){{0,2}}{_WORD}){{0,4}}"
)
_HONOURED = re.compile(rf"{_HONOURS}\b\.?")
_INITIALS = re.compile(r"[A-Z]{1,4}|[A-Z]\.\s?[A-Z]\.?")
_BODIES: Final = frozenset(
    """
    council police service services group board trust partnership committee team department office
    association university college school agency authority network nhs probation safeguarding county
    district city borough parish officer manager director head lead leader coordinator co-ordinator
    commissioner constable secretary clerk chair chairman chairperson deputy assistant adviser
    advisor consultant representative analyst engineer developer chief executive member members
    public staff support health housing fire rescue ambulance community safety ltd limited company
    centre forum charity society union bank ministry minister commission committee's division
    directorate the children adult adults social care education youth justice offending drug alcohol
    domestic abuse violence victim victims crime prevention strategic strategy strategies policy
    development standards trading environmental planning finance legal communications partners all
    none apologies present nil various other others guest guests business project report update
    principal solicitor senior accountant barrister teacher headteacher nurse surgeon practitioner specialist
    worker administrator interim acting independent governor warden inspectorate lawyer engineer
    town village memorial church shire guild scout music committee's assembly primary high
    review meeting minutes agenda item action actions date time venue room hall monday tuesday
    wednesday thursday friday saturday sunday january february april june july august september
    october november december thames valley academic student students supervisor product owner scrum
    master developers customer introduction discussion summary welcome next any information general
    this that there no new not to be and for completed complete ongoing open closed pending status
    matters arising declarations interest correspondence accounts payments tbc tba n/a officers
    """.split()
)
# Words of bodies and places that are names too, first or last in the names of people.
_FORENAMES: Final = frozenset("april june august".split())
_SURNAMES: Final = frozenset(
    "hall head parish constable school june august may street major young sharp".split()
)
_SMALL: Final = re.compile(
    r"^(?:none|nil|n/?a|no one|nobody|no apologies|-+|–|none received)[.\s]*$", re.IGNORECASE
)
_NOT_YET: Final = re.compile(
    r"tb[acd]|to be (?:confirmed|agreed|decided|allocated)|unassigned|not assigned|vacant|\?+", re.IGNORECASE
)
_AND = re.compile(r"\s+(?:and|&)\s+", re.IGNORECASE)
_OTHERS = re.compile(r"\d|(?:the|one|two|three|four|five|six|several|some|members?)\b", re.IGNORECASE)
_DASH = re.compile(r"\s+[-–—]+\s*|\s*[–—]+\s+|\t+|\s*:\s+|\s{3,}")
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")


class Listed(NamedTuple):
    """People read from a list, and whether every part of it was understood."""

    people: tuple[AttendanceSheet, ...]
    whole: bool


def is_nobody(text: str) -> bool:
    """Say whether `text` says that there is no one: "None", "N/A", a dash."""
    return not text.strip() or bool(_SMALL.match(text.strip()))


def is_name(text: str) -> bool:
    """Say whether `text` reads as one person's name or initials, not as a body or a role."""
    text = text.strip().rstrip(".,")
    if not 1 < len(text) <= 60 or not _NAME.fullmatch(text):
        return False
    bare = _HONOURED.sub("", text)
    words = [word.casefold().strip(".") for word in bare.split()]
    first, last = words[:1], words[-1:] if len(words) > 1 or bare != text else []
    telling = set(words) - _FORENAMES.intersection(first if last else ()) - _SURNAMES.intersection(last)
    named = bool(_INITIALS.fullmatch(text)) or any(len(word) > 1 for word in words)
    return not telling & _BODIES and named


def is_full_name(text: str) -> bool:
    """Say whether `text` reads as a name of two words or more, or one with a title or initials."""
    text = text.strip()
    return is_name(text) and (" " in text or bool(_INITIALS.fullmatch(text)))


def without_honours(name: str) -> str:
    """Return `name` without Cllr, Dr and the like before it; a title alone stays."""
    return _HONOURED.sub("", name).strip() or name


def split_outside(text: str, separators: str) -> list[str]:
    """Return the parts of `text` between any of `separators` that stand outside brackets."""
    parts, start, depth = [], 0, 0
    for at, char in enumerate(text):
        if char in "([":
            depth += 1
        elif char in ")]":
            depth = max(0, depth - 1)
        elif depth == 0 and char in separators:
            parts.append(text[start:at])
            start = at + 1
    return [part.strip() for part in (*parts, text[start:]) if part.strip()]


_LONGEST: Final = 10_000
_WIDE_GAP = re.compile(r"[ \xa0]{4,}")
_PLURAL = re.compile(r"^\s*(?:cllrs|councillors|messrs)\.?:?\s+", re.IGNORECASE)
_POST = re.compile(
    r"(?:the )?(?P<post>(?:parish |town |deputy |vice[- ]?)?"
    r"(?:clerk|chair|chairman|chairperson|mayor|secretary|treasurer))"
    r"[:,]?\s+(?P<name>\S.*)",
    re.IGNORECASE,
)


def listed(raw: str, status: AttendanceStatus) -> Listed:
    """Return the people of an attendance written in one go; `raw` has its tabs and line breaks.

    Split at line breaks, semicolons or commas, the first that is there; what follows a name is its
    detail. Where commas part both names and details, only names that are sure are taken.
    """
    if len(raw) > _LONGEST:
        return Listed((), whole=False)
    raw = _WIDE_GAP.sub("   ", _PLURAL.sub("", raw))
    lines = [line for line in raw.split("\n") if line.strip()]
    if len(lines) > 1:
        return _all(one_line(line, status) for line in lines)
    return one_line(lines[0], status) if lines else Listed((), whole=True)


def one_line(raw: str, status: AttendanceStatus) -> Listed:
    """Return the people on one line of a list: one person with a detail, or several."""
    if is_nobody(raw):
        return Listed((), whole=True)
    raw = raw.rstrip(" ;|")
    if ";" in raw:
        return _all(_one(part, status) for part in split_outside(raw, ";"))
    parts = _comma_parts(raw)
    if len(parts) > 1:
        return _several(parts, raw, status)
    body = _by_body(raw, status)
    return body or _one(raw, status)


def _several(parts: list[str], raw: str, status: AttendanceStatus) -> Listed:
    """Read parts between commas: all people, or else one person and what is said of them."""
    parts = _with_initials(parts)
    first, rest = parts[0], parts[1:]
    body = _by_body(raw, status)
    if body:
        return body
    named = [part for part in parts if _one(part, status).people]
    people = [person for part in named for person in _one(part, status).people]
    if len(named) == len(parts) and (len(parts) > 2 or all(is_full_name(p.name) for p in people)):
        return _all(_one(part, status) for part in parts)
    if len(parts) == 2 and is_name(_bare(first)) and is_full_name(_bare(first)):
        return _with_detail(_one(first, status), ", ".join(rest))
    if len(named) == 1 and named[0] == first and " " in _bare(first):
        return _with_detail(_one(first, status), ", ".join(rest))
    if len(parts) >= 3 and len(named) * 3 >= len(parts) * 2:
        return Listed(tuple(p for part in named for p in _one(part, status).people), whole=False)
    return Listed((), whole=False)


def _with_initials(parts: list[str]) -> list[str]:
    """Return `parts` with initials that follow a full name put in brackets after it."""
    out = parts[:1]
    for part in parts[1:]:
        if _INITIALS.fullmatch(part) and " " in _bare(out[-1]) and is_name(_bare(out[-1])):
            out[-1] = f"{out[-1]} ({part})"
        else:
            out.append(part)
    return out


def _comma_parts(raw: str) -> list[str]:
    parts: list[str] = []
    for part in split_outside(raw.strip().rstrip("."), ","):
        part = re.sub(r"^(?:and|&)\s+", "", part)
        sides = _AND.split(part)
        together = len(sides) > 1 and all(is_name(_bare(side)) for side in sides)
        parts.extend(sides if together else [part])
    return parts


def _by_body(raw: str, status: AttendanceStatus) -> Listed | None:
    """Read "Thames Valley Police: Richard Webb, Sarah Carter": the body is everyone's detail."""
    dash = _DASH.search(raw)
    if dash is None or dash.start() == 0:
        return None
    body, names = raw[: dash.start()].strip(), raw[dash.end() :].strip()
    if is_name(_bare(body)) or not names:
        return None
    parts = _comma_parts(names)
    if not all(is_full_name(_bare(part)) for part in parts):
        return None
    return _all(_with_detail(_one(part, status), body) for part in parts)


def _one(text: str, status: AttendanceStatus) -> Listed:
    """Read one person: a name, then what is in brackets or after a dash or a comma."""
    text = text.strip(" \t-–—•*").rstrip(".,;")
    post = _POST.fullmatch(text)
    if post and is_name(_bare(post["name"])):
        return _with_detail(_one(post["name"], status), post["post"])
    sides = _AND.split(text, maxsplit=1)
    if len(sides) > 1 and is_name(_bare(sides[0])) and _OTHERS.match(sides[1]):
        return _one(sides[0], status)._replace(whole=False)
    name, details = text, []
    cut = min((m.start() for m in (_DASH.search(text), re.search(r"\s*[(\[,]", text)) if m), default=-1)
    if cut > 0:
        name, rest = text[:cut].strip(), text[cut:]
        details = [d.strip() for d in re.split(r"[()\[\]\t]+", _DASH.sub("\t", rest)) if d.strip(" ,;.-–—")]
    if not is_name(name):
        return Listed((), whole=False)
    return Listed((AttendanceSheet(name, status, ", ".join(d.strip(" ,") for d in details)),), whole=True)


def _bare(text: str) -> str:
    """Return `text` without what stands in brackets or after a dash."""
    return _DASH.split(_BRACKETS.sub("", text).strip(), maxsplit=1)[0].strip(" ,.")


def _with_detail(found: Listed, detail: str) -> Listed:
    people = [
        AttendanceSheet(p.name, p.status, ", ".join(d for d in (p.detail, detail.strip(" .,")) if d))
        for p in found.people
    ]
    return Listed(tuple(people), found.whole)


def _all(found: Iterable[Listed]) -> Listed:
    parts = list(found)
    return Listed(tuple(p for part in parts for p in part.people), all(part.whole for part in parts))


def owners(text: str) -> tuple[str, ...]:
    """Return who a cell names as owners, as written; an organisation's own "and" stays in its name."""
    return tuple(_owners(text))


def _owners(text: str) -> Iterator[str]:
    for part in split_outside(text.replace("\t", "\n"), ",;&\n"):
        for half in _slashed(part):
            sides = [side.strip() for side in _AND.split(half)]
            parted = len(sides) > 1 and all(is_name(side) for side in sides)
            for owner in sides if parted else [half]:
                owner = re.sub(r"^(?:and|by)\s+", "", owner.strip(" .:-–—")).strip()
                if owner and not is_nobody(owner) and not _NOT_YET.fullmatch(owner):
                    yield owner


def _slashed(part: str) -> list[str]:
    halves = [half.strip() for half in part.split("/")]
    return halves if len(halves) > 1 and all(len(half) > 1 for half in halves) else [part]
