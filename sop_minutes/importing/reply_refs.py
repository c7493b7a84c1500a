"""References of actions in what people type, and where a line is about one."""

import re
from typing import Final, NamedTuple

_NO_CODE: Final = frozenset(
    "by on to at of for in from till until since before after due and or the is was are as with per "
    "done completed complete closed finished no not about around week wk jan feb mar apr may jun jul "
    "aug sep sept oct nov dec january february march april june july august september october november "
    "december mon tue wed thu fri sat sun monday tuesday wednesday thursday friday saturday sunday "
    "dated date start end early late mid ref reference action item point number re".split()
)
_NUMBER: Final = r"(?:\d{2}){1,2} ?/ ?\d{1,6}(?![\d/])"
_REF: Final = re.compile(rf"(?<!\w)(?P<code>[^\W\d_]\w{{0,11}}?)[ -]{{0,3}}(?P<number>{_NUMBER})")
_BARE: Final = re.compile(rf"(?P<number>{_NUMBER})")
_JOINED: Final = re.compile(r" ?(?:,|&|and\b|;|\+) ?")
_WORDS_BEFORE: Final = re.compile(
    r"\W*(?:(?:\d{1,3}|[a-z])[.)])?\W*"
    r"(?:(?:(?:hi|hello|hey|dear)(?: \w+){0,2} ?,|good (?:morning|afternoon),"
    r"|(?:re|ref(?:erence)?|action|item|point|no|number|as for|for|regarding|also|our|my|the)\b)"
    r"\W{0,3}){0,4}",
    re.IGNORECASE,
)
_TICKS: Final = "✓✔☑√✅"
NUMBERED: Final = re.compile(r"\d{1,3}[.)] ")
SEPARATORS: Final = " \t:.,;=>|–—-→"


class Named(NamedTuple):
    """References that a text begins with, and what follows; `is_bare` for one without its group's code."""

    refs: tuple[str, ...]
    rest: str
    is_bare: bool = False


class Place(NamedTuple):
    """Where a text names an action."""

    start: int
    end: int
    ref: str


def begins_with(line: str) -> Named | None:
    """Return the references that a line begins with, be it after a number or a greeting; None without."""
    before = _WORDS_BEFORE.match(line)
    at = before.end() if before else 0
    first = _one(line, at)
    bare = None if first else _BARE.match(line, at)
    if first is None and bare is None:
        return None
    if bare:
        first = Place(at, bare.end(), "".join(bare["number"].split()))
    named = _listed(line, first) if first else None
    tick = next((letter for letter in line[:at] if letter in _TICKS), "")
    return named._replace(rest=tick) if named and not named.rest else named


def find_refs(line: str) -> list[Place]:
    """Return where a line names actions, with their groups' codes."""
    return [place for match in _REF.finditer(line) if (place := _place(match))]


def without(line: str, places: list[Place]) -> str:
    """Return a line without the actions it names there."""
    ends = [0, *(place.end for place in places)]
    starts = [*(place.start for place in places), len(line)]
    return "".join(line[end:start] for end, start in zip(ends, starts, strict=True))


def named_at_end(line: str) -> tuple[str, Named] | None:
    """Return what a line says before the references that it ends with; None for any other."""
    places = find_refs(line)
    while places and re.search(r"\w", line[places[-1].end :]) is None:
        named = _listed(line, places[0])
        if not re.search(r"\w", named.rest):
            return line[: places[0].start].strip(SEPARATORS), named
        places.pop(0)
    return None


def _listed(line: str, first: Place) -> Named:
    """Return the references that stand together from `first` on."""
    refs, end = [first.ref], first.end
    code = first.ref.rpartition(" ")[0]
    while joined := _JOINED.match(line, end):
        place, bare = _one(line, joined.end()), _BARE.match(line, joined.end())
        if place:
            refs.append(place.ref)
            end, code = place.end, place.ref.rpartition(" ")[0]
        elif bare and _is_next(refs[-1], bare["number"]):
            refs.append(f"{code} {''.join(bare['number'].split())}".strip())
            end = bare.end()
        else:
            break
    return Named(tuple(refs), line[end:].lstrip(SEPARATORS), not code)


def _is_next(ref: str, number: str) -> bool:
    """Say whether a number after a reference is of its year or the next; else a day: “CG 17/1, 03/12”."""
    first, second = (int(each.rpartition("/")[0][-2:]) for each in (ref, number.replace(" ", "")))
    return second - first in (0, 1)


def _one(line: str, at: int) -> Place | None:
    match = _REF.match(line, at)
    return _place(match) if match else None


def _place(match: re.Match[str]) -> Place | None:
    if match["code"].lower() in _NO_CODE:
        return None
    return Place(match.start(), match.end(), f"{match['code']} {''.join(match['number'].split())}")
